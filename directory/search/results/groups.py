"""The groups beside what fits surely: what each is about, and what the engine counted in it. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from directory.geography.nis import province_of
from directory.search.criteria.choices import ResultGroup
from directory.search.results.highlighting import Matcher
from directory.search.results.hits import asked_places, hit
from directory.search.results.model import GroupBeside, GroupSubject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from directory.search.understanding.interpretation import InterpretedQuery

# Of each group so many stand below the list; the others are a page of their own.
MOST_SHOWN = 10


def group_subject(interpreted: InterpretedQuery, group: ResultGroup) -> GroupSubject:
    """Return what a group is about."""
    places = asked_places(interpreted)
    match group:
        case ResultGroup.MUNICIPALITY:
            codes = dict.fromkeys(code for place in places if place.is_narrow for code in place.areas)
            return GroupSubject(group, tuple(map(interpreted.gazetteer.label, codes)))
        case ResultGroup.PROVINCE:
            codes = dict.fromkeys(code for place in places for nis in place.areas if (code := province_of(nis)))
            return GroupSubject(group, tuple(map(interpreted.gazetteer.label, codes)))
        case ResultGroup.ACTIVITY:
            return GroupSubject(group, tuple(place.name for place in places), _activities(interpreted))
        case _:
            return GroupSubject(group)


def groups_beside(
    interpreted: InterpretedQuery, counted: Mapping[ResultGroup, Mapping[str, Any]]
) -> tuple[GroupBeside, ...]:
    """Return the groups in which the engine counted something."""
    totals = {group: answer["hits"]["total"]["value"] for group, answer in counted.items()}
    return tuple(
        GroupBeside(group_subject(interpreted, group), totals[group], interpreted.criteria.in_group(group))
        for group in ResultGroup
        if totals.get(group)
    )


def with_hits(
    interpreted: InterpretedQuery, groups: Iterable[GroupBeside], answers: Sequence[Mapping[str, Any]]
) -> tuple[GroupBeside, ...]:
    """Return the groups with their first results."""
    matcher = Matcher(interpreted.question)
    return tuple(
        replace(
            one,
            hits=tuple(
                hit(interpreted, matcher, found["_source"], one.subject.group) for found in answer["hits"]["hits"]
            ),
        )
        for one, answer in zip(groups, answers, strict=True)
    )


def _activities(interpreted: InterpretedQuery) -> tuple[str, ...]:
    """Return the names of the activities of the kind that the words ask for."""
    sets = (meaning.synonym_set for meaning in interpreted.meanings)
    codes = dict.fromkeys(code for one in sets if one for code in one.activities)
    return tuple(interpreted.activities[code] for code in codes if code in interpreted.activities)
