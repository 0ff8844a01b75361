"""Reads a whole answer of the engine into results. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.search import ladder, schema
from directory.search.aggregations import ADDRESS, NOWHERE, opens_brussels
from directory.search.chips import chips
from directory.search.criteria import PAGE_SIZE
from directory.search.facets import facets
from directory.search.highlights import Matcher
from directory.search.hits import hit
from directory.search.paging import Cursor, continued, is_whole, numbered
from directory.search.query import TOP_SCORE
from directory.search.results import OnMap, PlaceShown, Results
from directory.search.spelling import corrected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from directory.search.asked import Asked
    from directory.search.criteria import Problem
    from directory.search.paging import Cursors
    from directory.search.results import Paging


def is_sure(answer: Mapping[str, Any]) -> bool:
    """Tell whether the best result fits surely, so that the loose rungs need not be tried."""
    return top_score(answer) >= ladder.SURE


def top_score(answer: Mapping[str, Any]) -> float:
    """Return the score of the best result; asked for separately when it is not the first of this page."""
    asked_for = answer.get("aggregations", {}).get(TOP_SCORE)
    if asked_for is not None:
        return float(asked_for["value"] or 0)
    found = answer["hits"]["hits"]
    return float(found[0]["sort"][0]) if found else 0.0


def results(  # noqa: PLR0913 - all that an answer is read with
    asked: Asked,
    answer: Mapping[str, Any],
    problems: tuple[Problem, ...],
    cursors: Cursors,
    cursor: Cursor | None,
    *,
    loose: bool,
) -> Results:
    """Return the results of one page, the one after `cursor` when there is one."""
    asked = asked.spelt_well() if loose else asked
    matcher = Matcher(asked.question)
    found = answer["hits"]["hits"]
    counted = answer["aggregations"]
    is_guess = loose and (ladder.is_guess(top_score(answer)) or asked.typed is not None)
    names = (one["_source"][schema.SHOWN]["name"] for one in found[:1])
    return Results(
        criteria=asked.criteria,
        hits=tuple(hit(asked, matcher, one["_source"]) for one in found),
        total=answer["hits"]["total"]["value"],
        facets=facets(asked, counted),
        chips=chips(asked),
        paging=_paging(asked, answer, cursors, cursor, loose=loose),
        place=_place_shown(asked),
        problems=problems,
        is_loose=is_guess,
        is_exact=bool(asked.question.words) and top_score(answer) >= ladder.EXACT,
        corrected=_corrected(asked, names) if is_guess else None,
        generation=found[0]["_index"] if found else None,
        address_count=counted[ADDRESS]["doc_count"] if ADDRESS in counted else None,
        on_map=_on_map(asked, counted[NOWHERE]["doc_count"]) if NOWHERE in counted else None,
    )


def _corrected(asked: Asked, names: Iterable[str]) -> str | None:
    """Return the words as the best result spells them, or as the place does that they almost name."""
    spelt = corrected(asked.question, names)
    return spelt or (" ".join(asked.question.words) if asked.typed else None)


def _paging(asked: Asked, answer: Mapping[str, Any], cursors: Cursors, cursor: Cursor | None, *, loose: bool) -> Paging:
    found = answer["hits"]["hits"]
    criteria = asked.criteria
    before = cursor.seen if cursor else (criteria.page - 1) * PAGE_SIZE
    last = Cursor(loose, found[-1]["sort"], before + len(found)) if is_whole(found) else None
    beyond = cursors.write(criteria, last) if last else None
    if cursor:
        return continued(criteria, cursor, beyond)
    return numbered(criteria, answer["hits"]["total"]["value"], beyond)


def _on_map(asked: Asked, nowhere: int) -> OnMap:
    return OnMap(asked.middle, asked.where.areas if asked.where else (), opens_brussels(asked), nowhere)


def _place_shown(asked: Asked) -> PlaceShown | None:
    if asked.place is None:
        return None
    others = tuple((place.label, asked.criteria.in_place(place.label)) for place in asked.alternatives)
    return PlaceShown(asked.place.label, asked.place.point, others)
