"""How many associations are of each kind, and when one of them changed last: for landing pages and the site map."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from directory.search.criteria.choices import FacetName
from directory.search.criteria.facets import FACET_BY_NAME
from directory.search.index import schema
from directory.search.query.builder import scope_clause

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from directory.search.understanding.interpretation import InterpretedQuery

_KINDS: dict[str, dict[str, Any]] = {
    "terms": {"field": schema.SUBJECTS, "size": FACET_BY_NAME[FacetName.SUBJECT].most_values}
}
# In associations: of a kind in a municipality.
SEVERAL = 2
_CHANGED = {"max": {"field": schema.MODIFIED_ON}}


class KindChange(NamedTuple):
    """When an association of a kind changed last, in one municipality or anywhere."""

    area: str  # empty for anywhere
    code: str
    modified_on: date


def kinds_request(interpreted: InterpretedQuery) -> dict[str, Any]:
    """Return the request for the number of associations of each kind within the place and the filters of a question."""
    return {"size": 0, "track_total_hits": False, "query": scope_clause(interpreted), "aggs": {"kinds": _KINDS}}


def kinds_counted(answer: Mapping[str, Any]) -> dict[str, int]:
    """Read the numbers by the codes of the kinds."""
    return {bucket["key"]: bucket["doc_count"] for bucket in answer["aggregations"]["kinds"]["buckets"]}


def changes_request(areas: Sequence[str] | None) -> dict[str, Any]:
    """Return the request for the last change of each kind: anywhere, or in each of these municipalities.

    Of a municipality only kinds of several associations are told, so that the answer stays small.
    """
    whole: dict[str, Any] = {"size": 0, "track_total_hits": False, "query": {"match_all": {}}}
    if areas is None:
        return {**whole, "aggs": _changed_by_kind(least=1)}
    by_area = {"field": schema.AREAS, "size": max(1, len(areas)), "include": list(areas)}
    return {**whole, "aggs": {"areas": {"terms": by_area, "aggs": _changed_by_kind(least=SEVERAL)}}}


def _changed_by_kind(*, least: int) -> dict[str, Any]:
    return {"kinds": {"terms": {**_KINDS["terms"], "min_doc_count": least}, "aggs": {"changed": _CHANGED}}}


def changes(answer: Mapping[str, Any]) -> Iterator[KindChange]:
    """Read the last changes."""
    found = answer["aggregations"]
    for area in found["areas"]["buckets"] if "areas" in found else [{"key": "", **found}]:
        for bucket in area["kinds"]["buckets"]:
            day = datetime.fromtimestamp(bucket["changed"]["value"] / 1000, UTC).date()
            yield KindChange(area["key"], bucket["key"], day)
