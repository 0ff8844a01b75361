"""What helps when nothing is found: the same question with one thing less in it, or another word. Pure.

First all questions that may help are made; when they are counted, those with an answer are kept, closest first.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from directory.geography.gazetteer import PlaceKind
from directory.language.compound_words import decompound
from directory.language.normalise import STOP_WORDS, name_words
from directory.language.synonyms import group_words
from directory.search.criteria.facets import FACETS
from directory.search.results.active_filters import active_filters
from directory.search.results.model import RelaxationKind, RelaxationStep
from directory.search.understanding.query_correction import suggested_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.search.criteria.criteria import Criteria
    from directory.search.understanding.interpretation import InterpretedQuery

MOST_STEPS = 6
# More questions than this are not counted at once; the last ones help least.
_MOST_COUNTED = 24
_MOST_OF_A_KIND = {RelaxationKind.FILTER: 1, RelaxationKind.WORD: 2, RelaxationKind.PART: 1}
_FILTERS_BESIDE_FACETS = frozenset({"adres", "subtype", "gewijzigd_sinds"})
_NEIGHBOURS_KM, _WIDEST_KM = 10, 100
# Dropping a word of a long question one by one would ask too much at once.
_MOST_WORDS = 6


class _RelaxedPlace(NamedTuple):
    """The question with its place apart: what was asked of it, and where."""

    what: Criteria  # without any place
    here: Criteria  # at the same place, given as one
    label: str


def candidates(interpreted: InterpretedQuery) -> list[RelaxationStep]:
    """Return the questions that may help, closest first."""
    ways = (
        _spelling, _wider_places, _filters, _fewer_words, _parts, _activity, _everywhere, _only_there,
    )  # fmt: skip
    found = chain.from_iterable(way(interpreted) for way in ways)
    asked_before = {_question(interpreted.criteria)}
    kept: list[RelaxationStep] = []
    for step in found:
        if _question(step.criteria) not in asked_before:
            asked_before.add(_question(step.criteria))
            kept.append(step)
    return kept[:_MOST_COUNTED]


def helpful(steps: Sequence[RelaxationStep], counts: Sequence[int | None]) -> tuple[RelaxationStep, ...]:
    """Return at most six that have an answer; of filters and words those whose absence gives most."""
    counted = [replace(step, count=count) for step, count in zip(steps, counts, strict=True) if count]
    kept = [step for step in counted if step in _best_of(counted, step.kind)]
    return tuple(kept[:MOST_STEPS])


def to_first_page(criteria: Criteria, total: int | None) -> tuple[RelaxationStep, ...]:
    """Return the way back from beyond the last page."""
    return (RelaxationStep(RelaxationKind.FIRST_PAGE, criteria.first_page(), count=total or 0),)


def _best_of(steps: Sequence[RelaxationStep], kind: RelaxationKind) -> list[RelaxationStep]:
    alike = sorted((step for step in steps if step.kind is kind), key=lambda step: -step.count)
    return alike[: _MOST_OF_A_KIND.get(kind, 1)]


def _question(criteria: Criteria) -> Criteria:
    return criteria.first_page()


def _spelling(interpreted: InterpretedQuery) -> Iterable[RelaxationStep]:
    meant = suggested_query(interpreted)
    if meant:
        yield RelaxationStep(RelaxationKind.SPELLING, meant, meant.q)


def _apart(interpreted: InterpretedQuery) -> _RelaxedPlace | None:
    """Take the place out of the question: the one that is given, or the one among its words."""
    criteria = interpreted.criteria.first_page()
    if interpreted.place:
        return _RelaxedPlace(criteria.without_place(), criteria, interpreted.place.label)
    if interpreted.place_match is None:
        return None
    what = replace(criteria, q=" ".join(interpreted.place_match.remaining_words))
    return _RelaxedPlace(
        replace(what, literal=True),
        what.in_place(interpreted.place_match.place.label),
        interpreted.place_match.place.label,
    )


def _wider_places(interpreted: InterpretedQuery) -> Iterable[RelaxationStep]:
    """Go from a district to its municipality, then to what lies around, whatever the border."""
    apart, place = _apart(interpreted), interpreted.effective_place
    if apart is None or place is None:
        if interpreted.criteria.near:
            yield _further(interpreted.criteria.first_page(), "")
        return
    if place.is_narrow and len(place.areas) == 1:
        label = interpreted.gazetteer.label(place.areas[0])
        criteria = replace(apart.here, where=label, near=None, radius_km=None)
        yield RelaxationStep(RelaxationKind.MUNICIPALITY, criteria, label)
    if place.point and place.kind is not PlaceKind.PROVINCE:
        yield _further(apart.here, apart.label)


def _further(criteria: Criteria, label: str) -> RelaxationStep:
    kilometres = min(_WIDEST_KM, max(_NEIGHBOURS_KM, 2 * (criteria.radius_km or 0)))
    return RelaxationStep(RelaxationKind.AROUND, replace(criteria, radius_km=kilometres), label, radius_km=kilometres)


def _filters(interpreted: InterpretedQuery) -> Iterable[RelaxationStep]:
    """Leave out one filter at a time, then all of them; the values of one facet go together."""
    criteria = interpreted.criteria.first_page()
    found = active_filters(interpreted)
    for facet in FACETS:
        if criteria.chosen(facet.name):
            chosen = tuple(active for active in found if active.parameter == facet.name)
            yield RelaxationStep(RelaxationKind.FILTER, criteria.choosing(facet.name, ()), filters=chosen)
    for active in found:
        if active.parameter in _FILTERS_BESIDE_FACETS:
            yield RelaxationStep(RelaxationKind.FILTER, active.without, filters=(active,))
    if criteria.has_filters:
        yield RelaxationStep(RelaxationKind.FILTERS, criteria.without_filters())


def _fewer_words(interpreted: InterpretedQuery) -> Iterable[RelaxationStep]:
    criteria = interpreted.criteria.first_page()
    if interpreted.question.phrases:
        unquoted = criteria.q.translate(dict.fromkeys(map(ord, '"“”„«»'), " "))
        yield RelaxationStep(RelaxationKind.QUOTES, replace(criteria, q=unquoted))
        return
    words = criteria.q.split()
    if not 1 < len(words) <= _MOST_WORDS:
        return
    for at in range(len(words) - 1, -1, -1):
        if not STOP_WORDS.issuperset(name_words(words[at])):
            fewer = " ".join((*words[:at], *words[at + 1 :]))
            yield RelaxationStep(RelaxationKind.WORD, replace(criteria, q=fewer), words[at])


def _words(interpreted: InterpretedQuery) -> tuple[str, ...]:
    return interpreted.place_match.content_words if interpreted.place_match else interpreted.question.content_words


def _here(interpreted: InterpretedQuery) -> Criteria:
    apart = _apart(interpreted)
    return apart.here if apart else interpreted.criteria.first_page()


def _parts(interpreted: InterpretedQuery) -> Iterable[RelaxationStep]:
    """Look for the last part of a compound, which tells the kind: koor in kerkkoor."""
    words = _words(interpreted)
    for word in words:
        if pieces := decompound(word):
            wider = " ".join(pieces[-1] if other == word else other for other in words)
            yield RelaxationStep(RelaxationKind.PART, replace(_here(interpreted), q=wider), wider)


def _activity(interpreted: InterpretedQuery) -> Iterable[RelaxationStep]:
    """Look for the activity that the words mean instead of for the words."""
    concepts = [meaning.synonym_set for meaning in group_words(_words(interpreted)) if meaning.synonym_set]
    codes = dict.fromkeys(code for concept in concepts for code in concept.activities if code in interpreted.activities)
    if codes:
        names = tuple(interpreted.activities[code] for code in codes)
        criteria = replace(_here(interpreted), q="", activities=tuple(sorted(codes)))
        yield RelaxationStep(RelaxationKind.ACTIVITY, criteria, activities=names)


def _everywhere(interpreted: InterpretedQuery) -> Iterable[RelaxationStep]:
    apart = _apart(interpreted)
    if apart and apart.what.q:
        yield RelaxationStep(RelaxationKind.EVERYWHERE, apart.what, apart.what.q)
    elif interpreted.criteria.near:
        yield RelaxationStep(RelaxationKind.EVERYWHERE, interpreted.criteria.without_place(), interpreted.criteria.q)


def _only_there(interpreted: InterpretedQuery) -> Iterable[RelaxationStep]:
    apart = _apart(interpreted)
    if apart and interpreted.criteria.q:
        yield RelaxationStep(RelaxationKind.PLACE, replace(apart.here, q=""), apart.label)
