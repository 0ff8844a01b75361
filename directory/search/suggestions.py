"""What somebody who is still typing may mean: associations, activities and places, each group with its total."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from directory.search import schema
from directory.search.clauses import best_of
from directory.search.concepts import meanings
from directory.search.ladder import rungs
from directory.search.places import name_key
from directory.search.words import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from directory.search.asked import Asked
    from directory.search.places import Gazetteer, Place

MOST = 8
_MOST_PLACES = 3
_MOST_ACTIVITIES = 2
# The rungs that help while typing; those that read descriptions would only make it slow.
_LOWEST = 600


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that may be meant: its code (vCode, activity or area), its name and what tells it apart."""

    code: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Suggestions of one sort, and how many there are in all."""

    items: tuple[Suggestion, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """At most eight suggestions in three groups."""

    associations: Group
    activities: Group
    places: Group


def request(asked: Asked) -> dict[str, Any]:
    """Return the request for the associations whose name fits what was typed so far."""
    steps = [step for step in rungs(asked.question, loose=False) if step.score >= _LOWEST]
    found: dict[str, Any] = {"must": [best_of([step.scored() for step in steps])]}
    if asked.tiers:
        found["should"] = asked.tiers.scores()  # a place that is filled in already only orders
    return {
        "size": MOST,
        "track_total_hits": True,
        "_source": [schema.VCODE, schema.SHOWN],
        "query": {"bool": found},
        "sort": [{"_score": "desc"}, {schema.NAME_LENGTH: "asc"}, {schema.NAME_SORT: "asc"}, {schema.VCODE: "asc"}],
    }


def suggestions(asked: Asked, answer: Mapping[str, Any] | None) -> Suggestions:
    """Put the groups together; without an answer of the engine there are no associations."""
    places = _places(asked.criteria.q, asked.gazetteer)
    activities = _activities(asked)
    left = MOST - min(len(places), _MOST_PLACES) - min(len(activities), _MOST_ACTIVITIES)
    found = answer["hits"]["hits"] if answer else []
    total = answer["hits"]["total"]["value"] if answer else 0
    return Suggestions(
        Group(tuple(_association(hit["_source"]) for hit in found[:left]), total),
        Group(tuple(activities[:_MOST_ACTIVITIES]), len(activities)),
        Group(tuple(places[:_MOST_PLACES]), len(places)),
    )


def _association(source: Mapping[str, Any]) -> Suggestion:
    places: Sequence[Mapping[str, str]] = source[schema.SHOWN]["places"]
    return Suggestion(source[schema.VCODE], source[schema.SHOWN]["name"], places[0]["municipality"] if places else "")


def _activities(asked: Asked) -> list[Suggestion]:
    """Return the activities whose name has a word that begins so, and those of the kind that the words mean."""
    typed = slug(asked.criteria.q)
    named = [code for code, name in asked.activities.items() if typed and f"-{typed}" in f"-{slug(name)}"]
    kinds = [meaning.concept for meaning in meanings(asked.question.meant) if meaning.concept]
    meant = [code for concept in kinds for code in concept.activities if code in asked.activities]
    return [Suggestion(code, asked.activities[code]) for code in dict.fromkeys((*named, *meant))]


def _places(text: str, gazetteer: Gazetteer) -> list[Suggestion]:
    """Return the places whose name begins so, municipalities and large ones first."""
    typed = name_key(text)
    if not typed:
        return []
    found: dict[str, Place] = {}
    for name, places in gazetteer.names.items():
        if name.startswith(typed):
            found.update((place.label, place) for place in places)
    if text.strip() in gazetteer.postcodes:
        place = gazetteer.postcodes[text.strip()]
        found[place.label] = place
    ordered = sorted(found.values(), key=lambda place: (place.kind, -place.population, place.label))
    return [Suggestion((place.districts or place.postcodes or place.areas)[0], place.label) for place in ordered]
