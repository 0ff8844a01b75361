"""The JSON answer of autocomplete (`/suggesties`), in the register's Dutch terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.geography.gazetteer import PlaceKind
from directory.pages.results.page import path_of
from directory.platform.i18n import _, ngettext, number
from directory.urls.contact_links import association_path

if TYPE_CHECKING:
    from directory.search.suggest.suggestions import Suggestion, SuggestionGroup, Suggestions

JSON_PATH = "/suggesties"
SEARCH_BAR_PATH = f"{JSON_PATH}/zoekbalk"
SEARCH_BAR_TYPE = "application/x-suggestions+json"
# Readers who type the same within a minute may get the same answer; longer when the server does not answer at all.
CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=60, stale-if-error=600"
_PLACE_KINDS = {
    PlaceKind.MUNICIPALITY: _("gemeente"),
    PlaceKind.PROVINCE: _("provincie"),
    PlaceKind.DISTRICT: _("deelgemeente"),
    PlaceKind.POSTCODE: _("postcode"),
}


def answer(suggestions: Suggestions) -> dict[str, Any]:
    """Return the members of the JSON object. Links are paths of this site."""
    return {
        "verenigingen": _group(suggestions.associations, "vCode"),
        "activiteiten": _group(suggestions.activities, "code"),
        "plaatsen": _group(suggestions.places, "code"),
        "isBenaderend": suggestions.is_loose,
    }


def for_search_bar(typed: str, suggestions: Suggestions, public_url: str) -> list[str | list[str]]:
    """Return the suggestions for the search bar of a browser: what was typed, the names, the details, the links."""
    groups = (suggestions.activities, suggestions.places, suggestions.associations)
    items = [item for group in groups for item in group.items]
    links = [public_url + _page(item) for item in items]
    return [typed, [str(item.name) for item in items], [detail(item) for item in items], links]


def _page(item: Suggestion) -> str:
    return path_of(item.criteria) if item.criteria else association_path(item.code, item.name)


def _group(group: SuggestionGroup, code: str) -> dict[str, Any]:
    return {"totaal": group.total, "suggesties": [_suggestion(item, code) for item in group.items]}


def _suggestion(item: Suggestion, code: str) -> dict[str, str | int]:
    counted = {} if item.count is None else {"aantal": item.count}
    return {code: item.code, "naam": str(item.name), "toelichting": detail(item), **counted, "pagina": _page(item)}


def detail(item: Suggestion) -> str:
    """Return what tells a suggestion apart: "gemeente, Vlaams-Brabant", "12 verenigingen" or the place it is in."""
    if item.place_kind is not None:
        return ", ".join((str(_PLACE_KINDS[item.place_kind]), *item.provinces))
    if item.count is not None:
        return ngettext("%(num)s vereniging", "%(num)s verenigingen", item.count) % {"num": number(item.count)}
    return item.place
