"""Interpreted queries and results for the tests of what is read from an answer."""

from __future__ import annotations

from typing import Any

from directory.search.criteria.criteria import Criteria
from directory.search.results.model import Paging, Results
from directory.search.understanding.interpretation import InterpretedQuery, interpret
from directory.search.understanding.reference import Reference
from tests.unit.geography.gazetteers import reference


def interpreted(criteria: Criteria) -> InterpretedQuery:
    """Return the criteria with what their words and place mean."""
    return interpret(criteria, Reference(reference(), {"SPRT": "Sport", "KECU": "Kunst"}))[0]


def results(total: int | None, **changes: Any) -> Results:
    """Return an answer with this total and nothing else."""
    whole: dict[str, Any] = {
        "criteria": Criteria(),
        "hits": (),
        "total": total,
        "facets": (),
        "active_filters": (),
        "paging": Paging(1, None, (), None, None),
    }
    return Results(**(whole | changes))
