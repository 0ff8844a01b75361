"""The JSON contract of the widgets, version 1. One answer holds all that a first view needs.

Scripts of every release read these members: new ones may be added, none is ever renamed or removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.geography.shown_place import shown_place
from directory.platform import i18n
from directory.platform.i18n import Language
from directory.texts.activity_names import activity_name
from directory.texts.distance_texts import distance_text
from directory.texts.group_texts import group_title
from directory.urls.contact_links import association_path, phone_address, safe_address, search_path
from directory.widgets.answering.visitor import criteria, last_page
from directory.widgets.settings.enums import DetailTarget, WidgetField, WidgetView
from directory.widgets.translations.problem_texts import problem_sentence
from directory.widgets.translations.texts import number, result_count, script_texts, translate, translate_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.geography.gazetteer import Gazetteer
    from directory.publication.rows import Association
    from directory.search.criteria.url_codec import ParameterProblem
    from directory.search.results.model import Hit
    from directory.widgets.answering.facets import WidgetFacet
    from directory.widgets.answering.search import WidgetResults
    from directory.widgets.answering.visitor import VisitorState
    from directory.widgets.settings.model import WidgetOptions

VERSION = 1


def serialize_view(
    view: WidgetResults, origin: str, site_name: str, problems: Sequence[ParameterProblem], *, is_saved: bool
) -> dict[str, Any]:
    """Return the members of `/widget/v1/zoek`; `origin` is our own, without a slash at its end."""
    options, language, results = view.options, view.language, view.results
    members: dict[str, Any] = {
        "v": VERSION,
        "taal": language.value,
        "totaal": view.total,
        "kop": result_count(language, view.total),
        "bereik": result_range(view),
        "pagina": view.visitor.page,
        "paginas": view.pages,
        "resultaten": [serialize_hit(view, hit, origin) for hit in view.hits],
        "facetten": [_serialize_facet(facet) for facet in view.facets],
        "groepen": serialize_groups(view, origin),
        "melding": notice(view),
        "alles": origin + site_search_path(options, view.visitor),
        "bijgewerkt": results.updated_at.isoformat(timespec="seconds") if results.updated_at else None,
        "bron": translate(language, "bron", naam=site_name) if options.attribution else "",
        "woorden": script_texts(language),
    }
    if not options.locked and options.has_scope:
        members["buiten"] = origin + search_path(*([("q", options.q)] if options.q else []))
    if view.total and last_page(view.total, options.per_page) * options.per_page < view.total:
        members["alle"] = translate(language, "alle", n=number(language, view.total))
    if is_saved:
        members["instellingen"] = dict(options.pairs())
    if problems:
        members["problemen"] = [
            {"parameter": problem.parameter, "melding": problem_sentence(problem)} for problem in problems
        ]
    return {name: value for name, value in members.items() if value != ""}


def result_range(view: WidgetResults) -> str:
    """Return "1 tot 10 van 63"; empty when there is only one page or the total is not known."""
    if view.total is None or not view.hits or view.pages < 2:  # noqa: PLR2004 - two pages or more
        return ""
    first, last = view.first, view.first + len(view.hits) - 1
    language = view.language
    numbers = {"a": number(language, first), "b": number(language, last), "n": number(language, view.total)}
    return translate(language, "bereik", **numbers)


def notice(view: WidgetResults) -> str:
    """Return the sentence about the results as a whole: fallback, another page, loose matches; else nothing."""
    if view.results.degraded:
        return translate(view.language, "beperkt")
    if view.is_first_instead:
        return translate(view.language, "eerste")
    return translate(view.language, "ongeveer") if view.results.is_loose and view.hits else ""


def serialize_groups(view: WidgetResults, origin: str) -> list[dict[str, Any]]:
    """Return what only might fit: in a widget each group is a link to its list on our own site, with its number."""
    with i18n.speaking(view.language):
        return [
            {
                "groep": group.subject.group.value,
                "titel": group_title(group),
                "totaal": group.total,
                "url": origin + search_path(*group.criteria.first_page().pairs()),
            }
            for group in view.results.groups
        ]


def site_search_path(options: WidgetOptions, visitor: VisitorState) -> str:
    """Return the path of the same search on our own site; as a map for the view that asks for one."""
    pairs = criteria(options, visitor).first_page().pairs()
    return search_path(*pairs, *([("weergave", "kaart")] if options.view is WidgetView.MAP else []))


def association_url(options: WidgetOptions, vcode: str, name: str, origin: str) -> str:
    """Return where the name of an association leads: our page, or the webmaster's own."""
    if options.detail is DetailTarget.OWN and options.detail_url:
        return options.detail_url.replace("{vCode}", vcode)
    return origin + association_path(vcode, name)


def serialize_hit(view: WidgetResults, hit: Hit, origin: str) -> dict[str, Any]:
    """Return the members of one result: the fields that the options ask for, without those that are empty."""
    options, language = view.options, view.language
    fields = options.fields
    contact = view.contacts.get(hit.vcode)
    phone = contact.phone if contact and WidgetField.PHONE in fields else ""
    website = safe_address(contact.website) if contact and WidgetField.WEBSITE in fields else ""
    members = {
        "vCode": hit.vcode,
        "naam": hit.name,
        "url": association_url(options, hit.vcode, hit.name, origin),
        "plaats": hit.place if WidgetField.PLACE in fields else "",
        "activiteiten": (
            [translate_message(language, activity.name) for activity in hit.activities]
            if WidgetField.ACTIVITIES in fields
            else []
        ),
        "beschrijving": (
            "".join(segment.text for segment in hit.description_segments) if WidgetField.DESCRIPTION in fields else ""
        ),
        "afstand": _distance(language, hit) if options.radius_km else "",
        "website": website or "",
        "telefoon": phone,
        "bel": phone_address(phone) or "",
    }
    return {name: value for name, value in members.items() if value}


def _distance(language: Language, hit: Hit) -> str:
    with i18n.speaking(language):
        return distance_text(hit)


def _serialize_facet(facet: WidgetFacet) -> dict[str, Any]:
    values = [
        {
            "code": choice.code,
            "naam": choice.label,
            "aantal": choice.count,
            **({"gekozen": True} if choice.is_chosen else {}),
        }
        for choice in facet.choices
    ]
    return {"naam": facet.name.value, "titel": facet.label, "waarden": values}


def serialize_association(
    association: Association, options: WidgetOptions, origin: str, site_name: str, gazetteer: Gazetteer
) -> dict[str, Any]:
    """Return the members of `/widget/v1/vereniging`: one association, for its card or its panel."""
    language = options.language or Language.DUTCH
    phone = first_contact(association, "Telefoon")
    members = {
        "v": VERSION,
        "taal": language.value,
        "vCode": association.vcode,
        "naam": association.name,
        "url": association_url(options, association.vcode, association.name, origin),
        "plaats": shown_place(association.locations, gazetteer),
        "activiteiten": [
            translate_message(language, activity_name(activity.name)) for activity in association.activities
        ],
        "beschrijving": association.description,
        "website": safe_address(first_contact(association, "Website")) or "",
        "telefoon": phone,
        "bel": phone_address(phone) or "" if phone else "",
        "bron": translate(language, "bron", naam=site_name) if options.attribution else "",
        "woorden": script_texts(language),
    }
    return {name: value for name, value in members.items() if value not in ("", [])}


def first_contact(association: Association, kind: str) -> str:
    """Return the first contact detail of a kind; empty when there is none."""
    return next((contact.value for contact in association.contacts if contact.kind == kind), "")
