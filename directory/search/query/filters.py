"""The clauses that narrow the results: one per facet and one for the rest.

Pure, but that what is "recently changed" depends on the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.language.normalise import content_words, key
from directory.search.criteria.facets import FACETS, FacetKind
from directory.search.criteria.periods import today, widest
from directory.search.index import schema
from directory.search.query.dsl import Clause, any_of, none_of, phrase, term, terms, within
from directory.search.query.name_clauses import words_in
from directory.search.query.place_tiers import areas_tiers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from directory.geography.points import Point
    from directory.language.audiences import AgeRange
    from directory.search.criteria.choices import FacetName
    from directory.search.criteria.criteria import Criteria
    from directory.search.criteria.facets import FacetDefinition
    from directory.search.understanding.query_parser import ParsedQuery


def facet_filters(criteria: Criteria) -> dict[FacetName, Clause]:
    """Return a clause for each facet in which something is chosen: within a facet one choice is enough."""
    return {
        facet.name: facet_filter(facet, chosen, address_only=criteria.address_only)
        for facet in FACETS
        if (chosen := criteria.chosen(facet.name))
    }


def facet_filter(facet: FacetDefinition, chosen: Sequence[str], *, address_only: bool) -> Clause:
    """Return the clause of one facet."""
    match facet.kind:
        case FacetKind.CODES:
            return terms(facet.document_field, chosen)
        case FacetKind.FLAG:
            return term(facet.document_field, value=True)
        case FacetKind.AREAS:
            return area_filter(chosen, address_only=address_only)
        case FacetKind.PERIODS:
            return changed_since(widest(chosen, today()))


def changed_since(day: date) -> Clause:
    """Return what changed on that day or later."""
    return {"range": {schema.MODIFIED_ON: {"gte": day.isoformat()}}}


def area_filter(codes: Sequence[str], *, address_only: bool) -> Clause:
    """Return what has an address in one of the areas or, unless only addresses count, works there."""
    return areas_tiers(codes, address_only=address_only).local


def area_field(*, address_only: bool) -> str:
    """Return the field whose values the area facet counts."""
    return schema.ADDRESS_AREAS if address_only else schema.AREAS


def in_no_area(regions: Sequence[str], *, address_only: bool) -> Clause:
    """Return what the area facet counts in no municipality and in none of these regions."""
    field = area_field(address_only=address_only)
    # A NIS code begins with a digit, the code of a province or region does not.
    return none_of([{"range": {field: {"gte": "0", "lt": ":"}}}, *([terms(field, regions)] if regions else [])])


def fixed_filters(criteria: Criteria, question: ParsedQuery, middle: Point | None) -> list[Clause]:
    """Return what narrows everything, facets included: subtype, date, distance, phrases and words left out."""
    found: list[Clause] = []
    if criteria.subtypes:
        found.append(terms(schema.SUBTYPE, criteria.subtypes))
    if criteria.modified_since:
        found.append(changed_since(criteria.modified_since))
    if criteria.radius_km and middle:
        found.append(within(schema.POINTS, middle, criteria.radius_km))
    found += [_in_text(words) for words in question.phrases]
    if question.for_whom.age:
        may_join = of_age(question.for_whom.age)
        found.append(any_of((may_join, words_in(schema.NAME, content_words(question.for_whom.name_words)))))
    if question.excluded:
        left_out = none_of(_in_text(words) for words in question.excluded)
        found.append(any_of((left_out, term(schema.NAME_KEY, key(question.whole_name)))))
    return found


def of_age(ages: AgeRange) -> Clause:
    """Return what somebody of these ages may join."""
    return {"range": {schema.AGES: {"gte": ages.youngest, "lte": ages.oldest, "relation": "intersects"}}}


def _in_text(words: Sequence[str]) -> Clause:
    """Match these words as they stand, in a name or in the description."""
    fields = (schema.NAME, schema.DESCRIPTION)
    if len(words) == 1:
        return any_of(term(field, words[0]) for field in fields)
    return any_of(phrase(field, words) for field in fields)
