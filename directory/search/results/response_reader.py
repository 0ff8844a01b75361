"""Reads a whole answer of the engine into results. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.search.criteria.choices import ResultGroup
from directory.search.criteria.window import Want
from directory.search.index import schema
from directory.search.query import ranking
from directory.search.query.builder import TOP_SCORE
from directory.search.query.facet_aggregations import ADDRESS, NOWHERE, opens_brussels
from directory.search.results.active_filters import active_filters
from directory.search.results.facets import facets
from directory.search.results.groups import group_subject, groups_beside
from directory.search.results.highlighting import Matcher
from directory.search.results.hits import hit
from directory.search.results.model import OnMap, PlaceShown, Results
from directory.search.results.pagination import Cursor, continued, numbered
from directory.search.results.spelling_correction import corrected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from directory.search.criteria.window import Window
    from directory.search.query.builder import Stage
    from directory.search.results.model import Paging
    from directory.search.results.pagination import Cursors
    from directory.search.understanding.interpretation import InterpretedQuery


def is_sure(answer: Mapping[str, Any]) -> bool:
    """Tell whether anything matches the words by the rules that were asked, whatever is chosen in the facets."""
    return top_score(answer) > 0


def top_score(answer: Mapping[str, Any]) -> float:
    """Return the score of the best result; asked for separately when it is not the first of this page."""
    asked_for = answer.get("aggregations", {}).get(TOP_SCORE)
    if asked_for is not None:
        return float(asked_for["value"] or 0)
    found = answer["hits"]["hits"]
    return float(found[0]["sort"][0]) if found else 0.0


def results(  # noqa: PLR0913 - all that an answer is read with
    interpreted: InterpretedQuery,
    answer: Mapping[str, Any],
    *,
    window: Window,
    want: Want,
    cursors: Cursors,
    cursor: Cursor | None,
    stage: Stage,
    beside: Mapping[ResultGroup, Mapping[str, Any]],
) -> Results:
    """Return the results of one page, the one after `cursor` when there is one; `beside` counts the other groups."""
    interpreted = interpreted.with_corrected_place() if stage.loose else interpreted
    matcher = Matcher(interpreted.question)
    found = answer["hits"]["hits"]
    counted = answer.get("aggregations", {})
    is_guess = stage.loose and (stage.group is ResultGroup.ALIKE or interpreted.as_typed is not None)
    # What looks alike makes up the list itself when nothing fits surely: then no row has to say so.
    group = interpreted.criteria.group
    names = (one["_source"][schema.SHOWN]["name"] for one in found[:1])
    return Results(
        criteria=interpreted.criteria,
        hits=tuple(hit(interpreted, matcher, one["_source"], group) for one in found),
        total=answer["hits"]["total"]["value"],
        facets=facets(interpreted, counted) if Want.FACETS in want else (),
        active_filters=active_filters(interpreted),
        paging=_paging(interpreted, answer, window=window, cursors=cursors, cursor=cursor, stage=stage),
        subject=group_subject(interpreted, group),
        groups=groups_beside(interpreted, beside),
        place=_place_shown(interpreted),
        is_loose=is_guess,
        is_exact=bool(interpreted.question.words) and top_score(answer) >= ranking.EXACT_FROM,
        corrected=_corrected(interpreted, names) if is_guess else None,
        generation=found[0]["_index"] if found else None,
        address_count=counted[ADDRESS]["doc_count"] if ADDRESS in counted else None,
        on_map=_on_map(interpreted, counted[NOWHERE]["doc_count"]) if NOWHERE in counted else None,
    )


def _corrected(interpreted: InterpretedQuery, names: Iterable[str]) -> str | None:
    """Return the words as the best result spells them, or as the place does that they almost name."""
    spelt = corrected(interpreted.question, names)
    return spelt or (" ".join(interpreted.question.words) if interpreted.as_typed else None)


def _paging(  # noqa: PLR0913 - idem
    interpreted: InterpretedQuery,
    answer: Mapping[str, Any],
    *,
    window: Window,
    cursors: Cursors,
    cursor: Cursor | None,
    stage: Stage,
) -> Paging:
    found = answer["hits"]["hits"]
    criteria = interpreted.criteria
    before = cursor.seen if cursor else window.offset
    is_full = len(found) == window.size  # only after a full page another may follow
    beyond = cursors.write(criteria, Cursor(stage, found[-1]["sort"], before + len(found))) if is_full else None
    if cursor:
        return continued(criteria, window, cursor, beyond)
    return numbered(criteria, window, answer["hits"]["total"]["value"], beyond)


def _on_map(interpreted: InterpretedQuery, nowhere: int) -> OnMap:
    return OnMap(
        interpreted.centre,
        interpreted.effective_place.areas if interpreted.effective_place else (),
        opens_brussels(interpreted),
        nowhere,
    )


def _place_shown(interpreted: InterpretedQuery) -> PlaceShown | None:
    if interpreted.place is None:
        return None
    others = tuple((place.label, interpreted.criteria.in_place(place.label)) for place in interpreted.alternatives)
    place = interpreted.place
    return PlaceShown(place.label, place.point, others, interpreted.area_of_place, place.areas)
