"""What the search box asks while somebody types, as JSON in the register's Dutch terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.pages.results.page import path_of
from directory.urls.contact_links import association_path

if TYPE_CHECKING:
    from directory.search.suggest.suggestions import Group, Suggestion, Suggestions

JSON_PATH = "/suggesties"
# Two readers who type the same within a minute may get the same answer; a while longer when we do not answer at all.
CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=60, stale-if-error=600"


def answer(found: Suggestions) -> dict[str, Any]:
    """Return the members of the JSON object. Links are paths of this site."""
    return {
        "verenigingen": _group(found.associations, "vCode"),
        "activiteiten": _group(found.activities, "code"),
        "plaatsen": _group(found.places, "code"),
        "isBenaderend": found.is_loose,
    }


def _group(group: Group, code: str) -> dict[str, Any]:
    return {"totaal": group.total, "suggesties": [_suggestion(item, code) for item in group.items]}


def _suggestion(item: Suggestion, code: str) -> dict[str, str | int]:
    page = path_of(item.criteria) if item.criteria else association_path(item.code, item.name)
    counted = {} if item.count is None else {"aantal": item.count}
    return {code: item.code, "naam": item.name, "toelichting": item.detail, **counted, "pagina": page}
