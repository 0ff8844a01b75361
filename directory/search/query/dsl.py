"""Small pieces of the engine's query language, typed, so that the rest reads as what it means. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.geography.points import Point

Clause: TypeAlias = dict[str, Any]

EVERYTHING: Clause = {"match_all": {}}
NOTHING: Clause = {"match_none": {}}


def term(field: str, value: str | bool) -> Clause:
    """Match documents that hold exactly this value."""
    return {"term": {field: value}}


def terms(field: str, values: Iterable[str | bool]) -> Clause:
    """Match documents that hold one of the values."""
    return {"terms": {field: list(values)}}


def phrase(field: str, found: Iterable[str]) -> Clause:
    """Match these words next to each other. The words hold no signs: the field only splits on spaces."""
    return {"match_phrase": {field: " ".join(found)}}


def all_of(clauses: Iterable[Clause]) -> Clause:
    """Match what every clause matches, without a score."""
    kept = list(clauses)
    if len(kept) == 1:
        return kept[0]
    return {"bool": {"filter": kept}} if kept else EVERYTHING


def any_of(clauses: Iterable[Clause]) -> Clause:
    """Match what at least one clause matches."""
    kept = list(clauses)
    if len(kept) == 1:
        return kept[0]
    return {"bool": {"should": kept, "minimum_should_match": 1}} if kept else NOTHING


def none_of(clauses: Iterable[Clause]) -> Clause:
    """Match what no clause matches."""
    return {"bool": {"must_not": list(clauses)}}


def scored(clause: Clause, score: float) -> Clause:
    """Give everything that the clause matches the same score."""
    return {"constant_score": {"filter": clause, "boost": score}}


def best_of(clauses: Sequence[Clause]) -> Clause:
    """Take the highest score that any clause gives."""
    return {"dis_max": {"queries": list(clauses)}}


def within(field: str, point: Point, radius_km: int) -> Clause:
    """Match documents with a position at most so far from a point."""
    return {"geo_distance": {"distance": f"{radius_km}km", field: {"lat": point.lat, "lon": point.lon}}}
