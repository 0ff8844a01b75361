"""What somebody who is still typing may mean: associations, activities and places, each group with its total. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from directory.geography.gazetteer import PlaceKind, name_key
from directory.language.normalise import slug
from directory.language.synonyms import correct_kinds, group_words, kind_vocabulary
from directory.language.vocabulary import SHORTEST_ALIKE, nearest_words
from directory.platform.i18n import ngettext, number
from directory.search.criteria.criteria import Criteria
from directory.search.index import schema
from directory.search.results.hits import listed_place
from directory.search.suggest import query as begun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from directory.geography.gazetteer import Gazetteer, Place
    from directory.search.understanding.interpretation import InterpretedQuery

MOST = 8
_MOST_PLACES = 3
_MOST_ACTIVITIES = 2
_SORTS = {
    PlaceKind.MUNICIPALITY: "gemeente",
    PlaceKind.PROVINCE: "provincie",
    PlaceKind.DISTRICT: "deelgemeente",
    PlaceKind.POSTCODE: "postcode",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that may be meant: its code (vCode, activity or area), its name and what tells it apart.

    `criteria` is the question that choosing it asks; an association has none, it is chosen itself.
    """

    code: str
    name: str
    detail: str = ""
    criteria: Criteria | None = None
    count: int | None = None  # of an activity: how many associations choosing it gives


@dataclass(frozen=True, slots=True)
class Group:
    """Suggestions of one sort, and how many there are in all."""

    items: tuple[Suggestion, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Suggestions:
    """At most eight suggestions in three groups. `is_loose` tells that none begins so: these look alike."""

    associations: Group = Group()
    activities: Group = Group()
    places: Group = Group()
    is_loose: bool = False
    degraded: bool = False  # the engine is away: no associations


def request(interpreted: InterpretedQuery, *, alike: bool = False) -> dict[str, Any]:
    """Return the request for the associations whose name fits what was typed so far."""
    return begun.request(interpreted, MOST, alike=alike)


def fits_nothing(interpreted: InterpretedQuery, answer: Mapping[str, Any]) -> bool:
    """Tell whether nothing at all begins so, known words neither: then what looks alike may be meant."""
    found = (
        _hits(answer)
        or interpreted.gazetteer.places_starting_with(name_key(interpreted.criteria.q))
        or _named(interpreted)
    )
    return not (found or _is_spelt_well(interpreted))


def _is_spelt_well(interpreted: InterpretedQuery) -> bool:
    """Tell whether each word begins as a word that is known, or all but the name of a place do."""
    known = kind_vocabulary()
    ways = (interpreted.question.words, *(one.rest for one in begun.there(interpreted)))
    return any(all(map(known.has_prefix, words)) for words in ways)


def activities_shown(interpreted: InterpretedQuery, *, alike: bool) -> list[Criteria]:
    """Return what the activities that are suggested ask for: it is counted along with the associations."""
    return [item.criteria for item in _activities(interpreted, alike=alike)[:_MOST_ACTIVITIES] if item.criteria]


def suggestions(
    interpreted: InterpretedQuery, answer: Mapping[str, Any] | None, counts: Sequence[int] = (), *, alike: bool = False
) -> Suggestions:
    """Put the groups together; without an answer of the engine there are no associations."""
    places = _places(interpreted, alike=alike)
    activities = _activities(interpreted, alike=alike)
    activities = [*map(_counted, activities, counts), *activities[len(counts) :]]
    left = MOST - min(len(places), _MOST_PLACES) - min(len(activities), _MOST_ACTIVITIES)
    found = _hits(answer) if answer else []
    total = answer["hits"]["total"]["value"] if answer else 0
    return Suggestions(
        Group(tuple(_association(interpreted, hit["_source"]) for hit in found[:left]), total),
        Group(tuple(activities[:_MOST_ACTIVITIES]), len(activities)),
        Group(tuple(places[:_MOST_PLACES]), len(places)),
        is_loose=alike,
        degraded=answer is None,
    )


def _hits(answer: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = answer["hits"]["hits"]
    return found


def _association(interpreted: InterpretedQuery, source: Mapping[str, Any]) -> Suggestion:
    shown = source[schema.SHOWN]
    return Suggestion(source[schema.VCODE], shown["name"], listed_place(interpreted, shown["places"]))


def _activities(interpreted: InterpretedQuery, *, alike: bool) -> list[Suggestion]:
    """Return the activities whose name has a word that begins so (or looks so), and those of the kind that is meant."""
    named = _named_alike(interpreted) if alike else _named(interpreted)
    words = correct_kinds(interpreted.question.content_words) if alike else interpreted.question.content_words
    kinds = [meaning.synonym_set for meaning in group_words(words) if meaning.synonym_set]
    meant = [code for concept in kinds for code in concept.activities if code in interpreted.activities]
    return [_activity(interpreted, code) for code in dict.fromkeys((*named, *meant))]


def _named(interpreted: InterpretedQuery) -> list[str]:
    typed = slug(interpreted.criteria.q)
    return [code for code, name in interpreted.activities.items() if typed and f"-{typed}" in f"-{slug(name)}"]


def _named_alike(interpreted: InterpretedQuery) -> list[str]:
    typed = slug(interpreted.criteria.q)
    names = interpreted.activities.items() if len(typed) >= SHORTEST_ALIKE else ()
    return [code for code, name in names if nearest_words(typed, slug(name).split("-"), limit=1)]


def _activity(interpreted: InterpretedQuery, code: str) -> Suggestion:
    where = interpreted.criteria.where
    return Suggestion(code, interpreted.activities[code], criteria=Criteria(where=where, activities=(code,)))


def _counted(activity: Suggestion, count: int) -> Suggestion:
    words = ngettext("%(num)s vereniging", "%(num)s verenigingen", count) % {"num": number(count)}
    return replace(activity, detail=words, count=count)


def _places(interpreted: InterpretedQuery, *, alike: bool) -> list[Suggestion]:
    """Return the places whose name begins so, or looks so."""
    typed = name_key(interpreted.criteria.q)
    if not typed:
        return []
    found: Sequence[Place] = interpreted.gazetteer.places_starting_with(typed)
    if alike and len(typed) >= SHORTEST_ALIKE:
        found = interpreted.gazetteer.nearest_places(interpreted.criteria.q)
    return [_place(place, interpreted.gazetteer) for place in found]


def _place(place: Place, gazetteer: Gazetteer) -> Suggestion:
    """Return a place with what it is: "gemeente, Vlaams-Brabant"."""
    provinces = () if place.kind is PlaceKind.PROVINCE else place.provinces
    detail = ", ".join((_SORTS[place.kind], *map(gazetteer.label, provinces)))
    code = (place.districts or place.postcodes or place.areas)[0]
    return Suggestion(code, place.label, detail, Criteria(where=place.label))


def of_places(typed: str, gazetteer: Gazetteer) -> Suggestions:
    """Return the places that may be meant in the field for a place alone, or those that look alike."""
    key = name_key(typed)
    begun = gazetteer.places_starting_with(key) if key else []
    is_loose = not begun and len(key) >= SHORTEST_ALIKE
    places = gazetteer.nearest_places(typed) if is_loose else begun
    found = tuple(_place(place, gazetteer) for place in places[:MOST])
    return Suggestions(places=Group(found, len(places)), is_loose=is_loose and bool(found))


def without_words(interpreted: InterpretedQuery) -> Suggestions:
    """Return nothing, for what holds no word."""
    return replace(suggestions(interpreted, None), degraded=False)
