"""The JSON twin of the page of results: the same answer in the register's Dutch terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.pages.results import explanation_texts
from directory.pages.results.page import hit_path, path_of, toggling
from directory.pages.results.reason_texts import reason_sentence
from directory.pages.results.relaxation_texts import sentence
from directory.platform import i18n
from directory.search.criteria.choices import FacetName
from directory.texts import choice_labels
from directory.texts.distance_texts import known_metres
from directory.texts.group_texts import group_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from directory.search.criteria.criteria import Criteria
    from directory.search.explain.explanation import Explanation
    from directory.search.results.model import (
        Facet,
        FacetValue,
        GroupBeside,
        Hit,
        PlaceProposal,
        RelaxationStep,
        Results,
        Segment,
    )

_ = i18n._

JSON_PATH = "/zoeken.json"
DEGRADED = _("Zoeken werkt nu beperkt. Je ziet verenigingen waarvan de naam past.")


def answer(results: Results, public_url: str, explanation: Explanation | None = None) -> dict[str, Any]:
    """Return the members of the JSON object."""
    paging = results.paging
    body: dict[str, Any] = {
        "verenigingen": [_association(hit, public_url) for hit in results.hits],
        "facetten": [_facet(facet, results.criteria, public_url) for facet in results.facets],
        "totaal": results.total,
        "paginering": {"pagina": paging.number, "aantalPaginas": paging.count},
        "isBenaderend": results.is_loose,
        "verbeterdeZoekterm": results.corrected,
        "bedoeldeJe": _meant(results, public_url),
        "bedoeldePlaatsen": [_proposed(proposal, public_url) for proposal in results.proposals],
        "inDeBuurt": _nearby(results, public_url),
        "groepen": [_group(group, public_url) for group in results.groups],
        "stappen": [_step(step, public_url) for step in results.relaxation_steps],
        "problemen": [
            {
                "parameter": problem.parameter,
                "waarde": problem.value,
                "melding": explanation_texts.problem_sentence(problem),
            }
            for problem in results.problems
        ],
        "bijgewerkt": results.updated_at.isoformat() if results.updated_at else None,
        "links": _links(results, public_url),
    }
    if results.degraded:
        body["melding"] = DEGRADED
    if explanation:
        body["uitleg"] = explanation_texts.explanation_json(explanation)
        for one in body["verenigingen"]:
            if one["vCode"] in explanation.scores:
                one["uitleg"] = explanation_texts.score_json(explanation.scores[one["vCode"]])
    return body


def _meant(results: Results, public_url: str) -> dict[str, Any] | None:
    suggestion = results.did_you_mean
    if suggestion is None:
        return None
    link = public_url + path_of(suggestion.criteria, JSON_PATH)
    return {"zoekterm": suggestion.criteria.q, "totaal": suggestion.total, "zoekopdracht": link}


def _nearby(results: Results, public_url: str) -> dict[str, Any] | None:
    near = results.nearby
    if near is None:
        return None
    link = public_url + path_of(near.criteria, JSON_PATH)
    return {"straal": near.radius_km, "meer": near.more, "totaal": near.total, "zoekopdracht": link}


def _group(group: GroupBeside, public_url: str) -> dict[str, Any]:
    return {
        "groep": group.subject.group.value,
        "titel": group_title(group),
        "totaal": group.total,
        "zoekopdracht": public_url + path_of(group.criteria, JSON_PATH),
        "verenigingen": [_association(hit, public_url) for hit in group.hits],
    }


def _proposed(proposal: PlaceProposal, public_url: str) -> dict[str, Any]:
    link = public_url + path_of(proposal.criteria, JSON_PATH)
    return {"plaats": proposal.label, "totaal": proposal.total, "zoekopdracht": link}


def _step(step: RelaxationStep, public_url: str) -> dict[str, Any]:
    link = public_url + path_of(step.criteria, JSON_PATH)
    return {"soort": step.kind.value, "omschrijving": sentence(step), "totaal": step.count, "zoekopdracht": link}


def _links(results: Results, public_url: str) -> dict[str, str]:
    by_name = {
        "zelf": results.criteria,
        "vorige": results.paging.previous,
        "volgende": results.paging.following,
        "vervolg": results.paging.onwards,
    }
    links = {name: public_url + path_of(criteria, JSON_PATH) for name, criteria in by_name.items() if criteria}
    return {**links, "pagina": public_url + path_of(results.criteria)}


def _association(hit: Hit, public_url: str) -> dict[str, Any]:
    return {
        "vCode": hit.vcode,
        "naam": hit.name,
        "korteNaam": hit.short_name,
        "korteBeschrijving": plain(hit.description_segments),
        "plaats": hit.place,
        "verenigingstype": _named(hit.kind, choice_labels.kind_label(hit.kind)),
        "hoofdactiviteitenVerenigingsloket": [_named(*activity) for activity in hit.activities],
        "soorten": [_named(subject.code, subject.name) for subject in hit.subjects],
        "leeftijdsgroepen": [_named(age, choice_labels.AGE_TAGS[age]) for age in hit.ages],
        "isErkend": hit.is_recognised,
        "afstandInMeter": known_metres(hit.distance_m),
        "reden": reason_sentence(hit.reason) if hit.reason else None,
        "links": {"pagina": public_url + hit_path(hit)},
    }


def plain(segments: Iterable[Segment]) -> str:
    """Return the text of segments without its marks."""
    return "".join(segment.text for segment in segments)


def _named(code: str, name: str) -> dict[str, str]:
    return {"code": code, "naam": name}


def _facet(facet: Facet, criteria: Criteria, public_url: str) -> dict[str, Any]:
    toggled = toggling(criteria, facet.name, public_url + JSON_PATH)
    if facet.name is FacetName.AREA:
        toggled = _undoing_place(facet, criteria, public_url, toggled)
    return {
        "naam": facet.name.value,
        "titel": choice_labels.FACETS[facet.name],
        "waarden": [_value(facet.name, value, toggled) for value in facet.values],
    }


def _undoing_place(
    facet: Facet, criteria: Criteria, public_url: str, toggled: Callable[[str], str]
) -> Callable[[str], str]:
    """Return the same, but for the value that is chosen because it is the given place: without that place."""
    without = public_url + path_of(criteria.without_place(), JSON_PATH)
    by_place = {code for code in facet.selected if code not in criteria.areas}
    return lambda code: without if code in by_place else toggled(code)


def _value(facet: FacetName, value: FacetValue, toggled: Callable[[str], str]) -> dict[str, Any]:
    body: dict[str, Any] = {
        "code": value.code,
        "naam": choice_labels.value_label(facet, value),
        "aantal": value.count,
        "isGekozen": value.is_selected,
        "zoekopdracht": toggled(value.code),
    }
    if value.children:
        body["waarden"] = [_value(facet, child, toggled) for child in value.children]
    return body
