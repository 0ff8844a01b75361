"""Queries as the ranking gets them, interpreted with the places of the project's own reference tables."""

from __future__ import annotations

from directory.search.criteria.choices import ResultGroup
from directory.search.criteria.criteria import Criteria
from directory.search.query.place_tiers import ranked_place
from directory.search.query.ranking import RankedClause, build_ranked_clauses
from directory.search.understanding.interpretation import InterpretedQuery, interpret
from directory.search.understanding.reference import Reference
from tests.unit.geography.gazetteers import reference


def interpreted(q: str, where: str = "", as_words: tuple[str, ...] = ()) -> InterpretedQuery:
    """Return a query as it is interpreted, with the place `where` when that is given, `as_words` as words alone."""
    return interpret(Criteria(q=q, where=where, as_words=as_words), Reference(reference()))[0]


def ranked(q: str, where: str = "", *, loose: bool = False, as_words: tuple[str, ...] = ()) -> list[RankedClause]:
    """Return the clauses of the ranking rules that take part."""
    query = interpreted(q, where, as_words)
    query = query.with_corrected_place() if loose else query
    return build_ranked_clauses(query.question, loose=loose, place_match=ranked_place(query), as_typed=query.as_typed)


def rule_ids(q: str, where: str = "", *, loose: bool = False) -> list[str]:
    """Return the ids of the ranking rules that take part, highest first, each once for a place and what is around."""
    return [one.rule.id for one in ranked(q, where, loose=loose) if one.group is not ResultGroup.MUNICIPALITY]
