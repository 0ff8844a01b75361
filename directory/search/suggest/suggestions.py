"""Autocomplete suggestions for text that is being typed: associations, activities and places, each with its total."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from directory.geography.gazetteer import PlaceKind, name_key
from directory.language.normalise import slug
from directory.language.synonyms import correct_kinds, group_words, kind_vocabulary
from directory.language.vocabulary import SHORTEST_ALIKE, nearest_words
from directory.search.criteria.criteria import Criteria
from directory.search.index import schema
from directory.search.query.builder import scope_clause
from directory.search.results.hits import listed_place
from directory.search.suggest import query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from directory.geography.gazetteer import Gazetteer, Place
    from directory.search.understanding.interpretation import InterpretedQuery

MAX_SUGGESTIONS = 8
_MOST_PLACES = 3
_MOST_ACTIVITIES = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion: the code of an association (vCode), an activity or an area, its name and what tells it apart.

    `criteria` are those that choosing it searches for; an association has none, it has a page of its own.
    """

    code: str
    name: str
    criteria: Criteria | None = None
    count: int | None = None  # of an activity: how many associations choosing it gives; None when not counted
    place: str = ""  # of an association: where it is
    place_kind: PlaceKind | None = None  # of a place
    provinces: tuple[str, ...] = ()  # of a place that is no province: the names of those that it lies in


@dataclass(frozen=True, slots=True)
class SuggestionGroup:
    """Suggestions of one type, and how many there are in all."""

    items: tuple[Suggestion, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Suggestions:
    """At most `MAX_SUGGESTIONS` in three groups. `is_loose`: nothing has the typed prefix, these are similar."""

    associations: SuggestionGroup = SuggestionGroup()
    activities: SuggestionGroup = SuggestionGroup()
    places: SuggestionGroup = SuggestionGroup()
    is_loose: bool = False
    degraded: bool = False  # the engine is away: no associations


def build_request(
    interpreted: InterpretedQuery, *, fuzzy: bool = False, scope: InterpretedQuery | None = None
) -> dict[str, Any]:
    """Return the request for the associations of the scope whose name matches what was typed so far."""
    within = scope_clause(scope) if scope else None
    return query.autocomplete_request(interpreted, MAX_SUGGESTIONS, fuzzy=fuzzy, within=within)


def has_no_match(interpreted: InterpretedQuery, answer: Mapping[str, Any]) -> bool:
    """Tell whether no association, place, activity or known word has the typed prefix, so that it may be misspelt."""
    matches = (
        _hits(answer)
        or interpreted.gazetteer.places_starting_with(name_key(interpreted.criteria.q))
        or _activities_by_prefix(interpreted)
    )
    return not (matches or _has_known_words(interpreted))


def _has_known_words(interpreted: InterpretedQuery) -> bool:
    """Tell whether each word, or each but the name of a place, is a prefix of a known word."""
    known = kind_vocabulary()
    readings = (
        interpreted.question.all_words,
        *(partial.words_before for partial in query.partial_places(interpreted)),
    )
    return any(all(map(known.has_prefix, words)) for words in readings)


def counted_activities(interpreted: InterpretedQuery, *, fuzzy: bool, scope: Criteria | None = None) -> list[Criteria]:
    """Return the criteria of the activities that are suggested: they are counted in the request for associations."""
    offered = _activities(interpreted, fuzzy=fuzzy, scope=scope)[:_MOST_ACTIVITIES]
    return [item.criteria for item in offered if item.criteria]


def build_suggestions(
    interpreted: InterpretedQuery,
    answer: Mapping[str, Any] | None,
    counts: Sequence[int] = (),
    *,
    fuzzy: bool = False,
    scope: Criteria | None = None,
) -> Suggestions:
    """Return the three groups; without an answer of the engine there are no associations.

    Within a scope an activity is suggested only when it has an association there, which only the engine knows.
    """
    places = _places(interpreted, fuzzy=fuzzy)
    activities = _activities(interpreted, fuzzy=fuzzy, scope=scope)
    activities = [*map(_with_count, activities, counts), *activities[len(counts) :]]
    if scope:
        activities = [item for item in activities if item.count]
    left = MAX_SUGGESTIONS - min(len(places), _MOST_PLACES) - min(len(activities), _MOST_ACTIVITIES)
    hits = _hits(answer) if answer else []
    total = answer["hits"]["total"]["value"] if answer else 0
    return Suggestions(
        SuggestionGroup(tuple(_association(interpreted, hit["_source"]) for hit in hits[:left]), total),
        SuggestionGroup(tuple(activities[:_MOST_ACTIVITIES]), len(activities)),
        SuggestionGroup(tuple(places[:_MOST_PLACES]), len(places)),
        is_loose=fuzzy,
        degraded=answer is None,
    )


def _hits(answer: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    hits: Sequence[Mapping[str, Any]] = answer["hits"]["hits"]
    return hits


def _association(interpreted: InterpretedQuery, source: Mapping[str, Any]) -> Suggestion:
    shown = source[schema.SHOWN]
    return Suggestion(source[schema.VCODE], shown["name"], place=listed_place(interpreted, shown["places"]))


def _activities(interpreted: InterpretedQuery, *, fuzzy: bool, scope: Criteria | None) -> list[Suggestion]:
    """Return the activities with a word of their name that matches, and those of the kinds that the words name."""
    by_name = _activities_by_similarity(interpreted) if fuzzy else _activities_by_prefix(interpreted)
    words = interpreted.question.content_words
    groups = group_words(correct_kinds(words) if fuzzy else words)
    kinds = [group.synonym_set for group in groups if group.synonym_set]
    by_kind = [code for kind in kinds for code in kind.activities if code in interpreted.activities]
    within = scope or Criteria(where=interpreted.criteria.where)
    codes = dict.fromkeys((*by_name, *by_kind))
    return [_activity(interpreted, code, within) for code in codes if code in (within.activities or codes)]


def _activities_by_prefix(interpreted: InterpretedQuery) -> list[str]:
    typed = slug(interpreted.criteria.q)
    return [code for code, name in interpreted.activities.items() if typed and f"-{typed}" in f"-{slug(name)}"]


def _activities_by_similarity(interpreted: InterpretedQuery) -> list[str]:
    typed = slug(interpreted.criteria.q)
    names = interpreted.activities.items() if len(typed) >= SHORTEST_ALIKE else ()
    return [code for code, name in names if nearest_words(typed, slug(name).split("-"), limit=1)]


def _activity(interpreted: InterpretedQuery, code: str, within: Criteria) -> Suggestion:
    return Suggestion(code, interpreted.activities[code], replace(within, activities=(code,)))


def _with_count(activity: Suggestion, count: int) -> Suggestion:
    return replace(activity, count=count)


def _places(interpreted: InterpretedQuery, *, fuzzy: bool) -> list[Suggestion]:
    """Return the places whose name has the typed prefix or, for misspelt text, is similar."""
    prefix = name_key(interpreted.criteria.q)
    if not prefix:
        return []
    places: Sequence[Place] = interpreted.gazetteer.places_starting_with(prefix)
    if fuzzy and len(prefix) >= SHORTEST_ALIKE:
        places = interpreted.gazetteer.nearest_places(interpreted.criteria.q)
    return [_place(place, interpreted.gazetteer) for place in places]


def _place(place: Place, gazetteer: Gazetteer) -> Suggestion:
    provinces = () if place.kind is PlaceKind.PROVINCE else place.provinces
    return Suggestion(
        (place.districts or place.postcodes or place.areas)[0],
        place.label,
        Criteria(where=place.label),
        place_kind=place.kind,
        provinces=tuple(map(gazetteer.label, provinces)),
    )


def suggest_places(typed: str, gazetteer: Gazetteer) -> Suggestions:
    """Return suggestions for the field of a place alone: by prefix, or else by similarity."""
    prefix = name_key(typed)
    places = gazetteer.places_starting_with(prefix) if prefix else []
    is_loose = not places and len(prefix) >= SHORTEST_ALIKE
    if is_loose:
        places = list(gazetteer.nearest_places(typed))
    items = tuple(_place(place, gazetteer) for place in places[:MAX_SUGGESTIONS])
    return Suggestions(places=SuggestionGroup(items, len(places)), is_loose=is_loose and bool(items))


def suggest_without_words(interpreted: InterpretedQuery) -> Suggestions:
    """Return the suggestions for text without a word: none, and not because the engine is away."""
    return replace(build_suggestions(interpreted, None), degraded=False)
