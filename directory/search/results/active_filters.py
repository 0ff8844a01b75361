"""The active filters: all that narrows the results, each with the question without it. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directory.language.kind_table import kind_name
from directory.search.criteria.choices import FacetName, ResultGroup
from directory.search.criteria.facets import FACETS
from directory.search.results.model import ActiveFilter
from directory.search.understanding.kinds import kinds_in
from directory.search.understanding.query_parser import without_minus, without_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.search.criteria.criteria import Criteria
    from directory.search.understanding.interpretation import InterpretedQuery

# No parameters of a URL: an age and a group of people among the words.
FOR_AGE, FOR_PEOPLE = "voor_leeftijd", "voor_wie"


def active_filters(interpreted: InterpretedQuery) -> tuple[ActiveFilter, ...]:
    """Return the active filters in the order in which a sentence would name them: place, kinds, facets, the rest."""
    return (
        *_of_place(interpreted),
        *_of_kinds(interpreted),
        *_excluded(interpreted),
        *_for_whom(interpreted),
        *_of_facets(interpreted),
        *_of_the_rest(interpreted.criteria),
    )


def _of_place(interpreted: InterpretedQuery) -> Iterable[ActiveFilter]:
    criteria = interpreted.criteria
    place = interpreted.place.label if interpreted.place else ""
    if criteria.radius_km and (criteria.near or place):
        without = replace(criteria.first_page(), radius_km=None)
        around = "" if criteria.near else place
        yield ActiveFilter("straal", str(criteria.radius_km), without, around)
    if criteria.near:
        without = replace(criteria.first_page(), near=None) if criteria.where else criteria.without_place()
        yield ActiveFilter("bij", "", without)
    if interpreted.place_match:
        label = interpreted.place_match.place.label
        yield ActiveFilter("letterlijk", label, criteria.taken_literally(), label)
    if interpreted.place:
        yield ActiveFilter("waar", criteria.where, criteria.without_place(), place)


def _of_kinds(interpreted: InterpretedQuery) -> Iterable[ActiveFilter]:
    """Return the kinds that are read in the words, each undone by taking its words as words, and the words so taken."""
    criteria, question = interpreted.criteria, interpreted.question
    if question.phrases or question.is_identified:
        return
    words_of_kind: dict[str, list[str]] = {}
    for meaning in interpreted.meanings:
        if meaning.synonym_set:
            words_of_kind.setdefault(meaning.synonym_set.code, []).extend(meaning.words)
    for code, words in words_of_kind.items():
        without = criteria.with_as_words((*criteria.as_words, *words))
        yield ActiveFilter("als_woord", " ".join(words), without, kind_name(code))
    for together in _taken_as_words(interpreted):
        without = criteria.with_as_words(set(criteria.as_words).difference(together))
        yield ActiveFilter("als_woord", " ".join(together), without)


def _taken_as_words(interpreted: InterpretedQuery) -> Iterable[list[str]]:
    """Return the words that are taken as words; those that would mean one kind together stand together."""
    left = dict.fromkeys(interpreted.criteria.as_words)
    for meaning in kinds_in(interpreted.words_beside_place) if left else ():
        if together := [word for word in meaning.words if word in left]:
            yield together
        left = {word: None for word in left if word not in together}
    yield from ([word] for word in left)


def _excluded(interpreted: InterpretedQuery) -> Iterable[ActiveFilter]:
    """Return the words that a minus leaves out, each with the question that looks for them instead."""
    criteria = interpreted.criteria
    for number, words in enumerate(interpreted.question.excluded):
        without = replace(criteria.first_page(), q=without_minus(criteria.q, number))
        yield ActiveFilter("zonder", " ".join(words), without, " ".join(words))


def _for_whom(interpreted: InterpretedQuery) -> Iterable[ActiveFilter]:
    """Return the age and the groups of people among the words, each with the question without them."""
    criteria, wanted = interpreted.criteria.first_page(), interpreted.question.for_whom
    if wanted.age:
        age = f"{wanted.age.youngest}-{wanted.age.oldest}"
        yield ActiveFilter(FOR_AGE, age, replace(criteria, q=without_words(criteria.q, wanted.age_words)))
    for audience, words in wanted.audiences:
        yield ActiveFilter(FOR_PEOPLE, audience.code, replace(criteria, q=without_words(criteria.q, words)))


def _of_facets(interpreted: InterpretedQuery) -> Iterable[ActiveFilter]:
    criteria = interpreted.criteria
    for facet in FACETS:
        for code in criteria.chosen(facet.name):
            name = _name_in_register(interpreted, facet.name, code)
            yield ActiveFilter(facet.name.value, code, criteria.toggled(facet.name, code), name)


def _name_in_register(interpreted: InterpretedQuery, facet: FacetName, code: str) -> str:
    if facet is FacetName.AREA:
        return interpreted.gazetteer.label(code)
    if facet is FacetName.SUBJECT:
        return kind_name(code)
    return interpreted.activities.get(code, code) if facet is FacetName.ACTIVITY else ""


def _of_the_rest(criteria: Criteria) -> Iterable[ActiveFilter]:
    first = criteria.first_page()
    if criteria.group is not ResultGroup.SURE:
        yield ActiveFilter("groep", criteria.group, criteria.in_group(ResultGroup.SURE))
    if criteria.address_only:
        yield ActiveFilter("adres", "hier", replace(first, address_only=False))
    for code in criteria.subtypes:
        others = tuple(other for other in criteria.subtypes if other != code)
        yield ActiveFilter("subtype", code, replace(first, subtypes=others))
    if criteria.modified_since:
        without = replace(first, modified_since=None)
        yield ActiveFilter("gewijzigd_sinds", criteria.modified_since.isoformat(), without)
