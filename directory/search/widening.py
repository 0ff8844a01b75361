"""What helps when nothing is found: the same question with one thing less in it, or another word. Pure.

First all questions that may help are made; when they are counted, those with an answer are kept, closest first.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from directory.platform.wording import _
from directory.search.chips import chips
from directory.search.concepts import meanings
from directory.search.labels import FACETS, FacetName
from directory.search.places import PlaceKind
from directory.search.respelling import respelt
from directory.search.results import Step, StepKind
from directory.search.stems import parts
from directory.search.words import SMALL_WORDS, name_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.search.asked import Asked
    from directory.search.criteria import Criteria

MOST_STEPS = 6
# More questions than this are not counted at once; the last ones help least.
_MOST_COUNTED = 24
_MOST_OF_A_KIND = {StepKind.FILTER: 1, StepKind.WORD: 2, StepKind.PART: 1}
_NEIGHBOURS_KM, _WIDEST_KM = 10, 100
# Dropping a word of a long question one by one would ask too much at once.
_MOST_WORDS = 6


class _Place(NamedTuple):
    """The question with its place apart: what was asked of it, and where."""

    what: Criteria  # without any place
    here: Criteria  # at the same place, given as one
    label: str


def candidates(asked: Asked) -> list[Step]:
    """Return the questions that may help, closest first."""
    found = chain(
        _spelling(asked), _wider_places(asked), _filters(asked), _fewer_words(asked), _parts(asked), _activity(asked),
        _everywhere(asked), _only_there(asked),
    )  # fmt: skip
    asked_before = {_question(asked.criteria)}
    kept: list[Step] = []
    for step in found:
        if _question(step.criteria) not in asked_before:
            asked_before.add(_question(step.criteria))
            kept.append(step)
    return kept[:_MOST_COUNTED]


def helpful(steps: Sequence[Step], counts: Sequence[int | None]) -> tuple[Step, ...]:
    """Return at most six that have an answer; of filters and words those whose absence gives most."""
    counted = [replace(step, count=count) for step, count in zip(steps, counts, strict=True) if count]
    kept = [step for step in counted if step in _best_of(counted, step.kind)]
    return tuple(kept[:MOST_STEPS])


def to_first_page(criteria: Criteria, total: int | None) -> tuple[Step, ...]:
    """Return the way back from beyond the last page."""
    return (Step(StepKind.FIRST_PAGE, criteria.first_page(), count=total or 0),)


def _best_of(steps: Sequence[Step], kind: StepKind) -> list[Step]:
    alike = sorted((step for step in steps if step.kind is kind), key=lambda step: -step.count)
    return alike[: _MOST_OF_A_KIND.get(kind, 1)]


def _question(criteria: Criteria) -> Criteria:
    return criteria.first_page()


def _spelling(asked: Asked) -> Iterable[Step]:
    meant = respelt(asked)
    if meant:
        yield Step(StepKind.SPELLING, meant, meant.q)


def _apart(asked: Asked) -> _Place | None:
    """Take the place out of the question: the one that is given, or the one among its words."""
    criteria = asked.criteria.first_page()
    if asked.place:
        return _Place(criteria.without_place(), criteria, asked.place.label)
    if asked.reading is None:
        return None
    what = replace(criteria, q=" ".join(asked.reading.rest))
    return _Place(replace(what, literal=True), what.in_place(asked.reading.place.label), asked.reading.place.label)


def _wider_places(asked: Asked) -> Iterable[Step]:
    """Go from a district to its municipality, then to what lies around, whatever the border."""
    apart, place = _apart(asked), asked.where
    if apart is None or place is None:
        if asked.criteria.near:
            yield _further(asked.criteria.first_page(), "")
        return
    if place.is_narrow and len(place.areas) == 1:
        label = asked.gazetteer.label(place.areas[0])
        yield Step(StepKind.MUNICIPALITY, replace(apart.here, where=label, near=None, radius_km=None), label)
    if place.point and place.kind is not PlaceKind.PROVINCE:
        yield _further(apart.here, apart.label)


def _further(criteria: Criteria, label: str) -> Step:
    kilometres = min(_WIDEST_KM, max(_NEIGHBOURS_KM, 2 * (criteria.radius_km or 0)))
    return Step(StepKind.AROUND, replace(criteria, radius_km=kilometres), label, kilometres)


def _filters(asked: Asked) -> Iterable[Step]:
    """Leave out one filter at a time, then all of them."""
    criteria = asked.criteria.first_page()
    for facet in FacetName:
        if criteria.chosen(facet):
            yield Step(StepKind.FILTER, criteria.choosing(facet, ()), _filter_label(asked, facet))
    if criteria.address_only:
        yield Step(StepKind.FILTER, replace(criteria, address_only=False), _("Enkel met adres hier"))
    others = [chip for chip in chips(asked) if chip.parameter in ("subtype", "gewijzigd_sinds")]
    for chip in others:
        yield Step(StepKind.FILTER, chip.without, chip.label)
    if criteria.has_filters:
        yield Step(StepKind.FILTERS, criteria.without_filters())


def _filter_label(asked: Asked, facet: FacetName) -> str:
    names = [chip.label for chip in chips(asked) if chip.parameter == facet]
    return names[0] if len(names) == 1 else FACETS[facet]


def _fewer_words(asked: Asked) -> Iterable[Step]:
    criteria = asked.criteria.first_page()
    if asked.question.phrases:
        yield Step(StepKind.QUOTES, replace(criteria, q=criteria.q.translate(dict.fromkeys(map(ord, '"“”„«»'), " "))))
        return
    words = criteria.q.split()
    if not 1 < len(words) <= _MOST_WORDS:
        return
    for at in range(len(words) - 1, -1, -1):
        if not SMALL_WORDS.issuperset(name_words(words[at])):
            yield Step(StepKind.WORD, replace(criteria, q=" ".join((*words[:at], *words[at + 1 :]))), words[at])


def _words(asked: Asked) -> tuple[str, ...]:
    return asked.reading.meant if asked.reading else asked.question.meant


def _here(asked: Asked) -> Criteria:
    apart = _apart(asked)
    return apart.here if apart else asked.criteria.first_page()


def _parts(asked: Asked) -> Iterable[Step]:
    """Look for the last part of a compound, which tells the kind: koor in kerkkoor."""
    words = _words(asked)
    for word in words:
        if pieces := parts(word):
            wider = " ".join(pieces[-1] if other == word else other for other in words)
            yield Step(StepKind.PART, replace(_here(asked), q=wider), wider)


def _activity(asked: Asked) -> Iterable[Step]:
    """Look for the activity that the words mean instead of for the words."""
    concepts = [meaning.concept for meaning in meanings(_words(asked)) if meaning.concept]
    codes = dict.fromkeys(code for concept in concepts for code in concept.activities if code in asked.activities)
    if codes:
        label = " of ".join(asked.activities[code] for code in codes)
        yield Step(StepKind.ACTIVITY, replace(_here(asked), q="", activities=tuple(sorted(codes))), label)


def _everywhere(asked: Asked) -> Iterable[Step]:
    apart = _apart(asked)
    if apart and apart.what.q:
        yield Step(StepKind.EVERYWHERE, apart.what, apart.what.q)
    elif asked.criteria.near:
        yield Step(StepKind.EVERYWHERE, asked.criteria.without_place(), asked.criteria.q)


def _only_there(asked: Asked) -> Iterable[Step]:
    apart = _apart(asked)
    if apart and asked.criteria.q:
        yield Step(StepKind.PLACE, replace(apart.here, q=""), apart.label)
