"""The data answers of the widgets, version 1: one has all that a first view needs. Members are added, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.platform import i18n
from directory.urls.contact_links import association_path, phone_address, safe_address, search_path
from directory.widgets.answering.visitor import criteria, last_page
from directory.widgets.settings.enums import DetailTarget, Language, WidgetField, WidgetView
from directory.widgets.translations.texts import counted, for_script, named, number, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.publication.rows import Association
    from directory.search.criteria.criteria import Problem
    from directory.search.results.model import Hit
    from directory.widgets.answering.facets import WidgetFacet
    from directory.widgets.answering.search import WidgetResults
    from directory.widgets.answering.visitor import VisitorState
    from directory.widgets.settings.model import WidgetOptions

VERSION = 1


def view(
    found: WidgetResults, origin: str, site_name: str, problems: Sequence[Problem], *, is_saved: bool
) -> dict[str, Any]:
    """Return the members of `/widget/v1/zoek`; `origin` is ours, without a slash at its end."""
    options, language = found.options, found.language
    body: dict[str, Any] = {
        "v": VERSION,
        "taal": language.value,
        "totaal": found.total,
        "kop": counted(language, found.total),
        "bereik": span(found),
        "pagina": found.visit.page,
        "paginas": found.pages,
        "resultaten": [told(found, hit, origin) for hit in found.hits],
        "facetten": [_facet(facet) for facet in found.facets],
        "melding": notice(found),
        "alles": origin + everything(options, found.visit),
        "bijgewerkt": found.results.updated_at.isoformat(timespec="seconds") if found.results.updated_at else None,
        "bron": said(language, "bron", naam=site_name) if options.attribution else "",
        "woorden": for_script(language),
    }
    if not options.locked and options.has_scope:
        body["buiten"] = origin + search_path(*([("q", options.q)] if options.q else []))
    if found.total and last_page(found.total, options.per_page) * options.per_page < found.total:
        body["alle"] = said(language, "alle", n=number(language, found.total))
    if is_saved:
        body["instellingen"] = dict(options.pairs())
    if problems:
        body["problemen"] = [{"parameter": one.parameter, "melding": str(one.message)} for one in problems]
    return {name: value for name, value in body.items() if value != ""}


def span(found: WidgetResults) -> str:
    """Return "1 tot 10 van 63"; empty where all are in view or their number is not known."""
    if found.total is None or not found.hits or found.pages < 2:  # noqa: PLR2004 - one page needs no telling
        return ""
    first, last = found.first, found.first + len(found.hits) - 1
    language = found.language
    numbers = {"a": number(language, first), "b": number(language, last), "n": number(language, found.total)}
    return said(language, "bereik", **numbers)


def notice(found: WidgetResults) -> str:
    """Return what must be said of the results as a whole, if anything."""
    if found.results.degraded:
        return said(found.language, "beperkt")
    return said(found.language, "ongeveer") if found.results.is_loose and found.hits else ""


def everything(options: WidgetOptions, visit: VisitorState) -> str:
    """Return the path of the same question on our own site; as a map for the view that asks for one."""
    asked = criteria(options, visit).first_page().pairs()
    return search_path(*asked, *([("weergave", "kaart")] if options.view is WidgetView.MAP else []))


def link_of(options: WidgetOptions, vcode: str, name: str, origin: str) -> str:
    """Return where the name of an association leads: our page, or the webmaster's own."""
    if options.detail is DetailTarget.OWN and options.detail_url:
        return options.detail_url.replace("{vCode}", vcode)
    return origin + association_path(vcode, name)


def told(found: WidgetResults, hit: Hit, origin: str) -> dict[str, Any]:
    """Return what a result tells: what the settings ask for, and only what is known."""
    fields, language = found.options.fields, found.language
    reached = found.reached.get(hit.vcode)
    phone = reached.phone if reached and WidgetField.PHONE in fields else ""
    members = {
        "vCode": hit.vcode,
        "naam": hit.name,
        "url": link_of(found.options, hit.vcode, hit.name, origin),
        "plaats": hit.place if WidgetField.PLACE in fields else "",
        "activiteiten": [named(language, one.code, one.name) for one in hit.activities]
        if WidgetField.ACTIVITIES in fields
        else [],
        "beschrijving": "".join(part.text for part in hit.description_segments)
        if WidgetField.DESCRIPTION in fields
        else "",
        "afstand": i18n.distance(hit.distance_m / 1000)
        if hit.distance_m is not None and found.options.radius_km
        else "",
        "website": (safe_address(reached.website) if reached and WidgetField.WEBSITE in fields else "") or "",
        "telefoon": phone,
        "bel": phone_address(phone) or "",
    }
    return {name: value for name, value in members.items() if value}


def _facet(facet: WidgetFacet) -> dict[str, Any]:
    values = [
        {"code": one.code, "naam": one.label, "aantal": one.count, **({"gekozen": True} if one.is_chosen else {})}
        for one in facet.choices
    ]
    return {"naam": facet.name.value, "titel": facet.label, "waarden": values}


def card(association: Association, options: WidgetOptions, origin: str, site_name: str) -> dict[str, Any]:
    """Return the members of `/widget/v1/vereniging`: one association, as its card or its panel shows it."""
    language = options.language or Language.DUTCH
    website = safe_address(first(association, "Website")) or ""
    phone = first(association, "Telefoon")
    members = {
        "v": VERSION,
        "taal": language.value,
        "vCode": association.vcode,
        "naam": association.name,
        "url": link_of(options, association.vcode, association.name, origin),
        "plaats": place(association),
        "activiteiten": [named(language, one.code, one.name) for one in association.activities],
        "beschrijving": association.description,
        "website": website,
        "telefoon": phone,
        "bel": phone_address(phone) or "" if phone else "",
        "bron": said(language, "bron", naam=site_name) if options.attribution else "",
        "woorden": for_script(language),
    }
    return {name: value for name, value in members.items() if value not in ("", [])}


def first(association: Association, kind: str) -> str:
    """Return the first contact detail of a kind; empty when there is none."""
    return next((contact.value for contact in association.contacts if contact.kind == kind), "")


def place(association: Association) -> str:
    """Return "Kessel-Lo, Leuven" of the first address; where people meet goes before where the papers lie."""
    ordered: Iterable[Any] = sorted(association.locations, key=lambda location: location.kind != "Activiteiten")
    best = next(iter(ordered), None)
    if best is None:
        return ""
    inner, outer = best.district, best.municipality
    return f"{inner}, {outer}" if inner and inner.casefold() != outer.casefold() else outer
