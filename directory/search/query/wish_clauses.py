"""The clauses of what only ranks: whom an association is meant for, where somebody of that age is asked for.

Their scores are added to that of a ranking rule. They outweigh the words in which a kind is told and not an address in
the place: of the sports clubs there, those that are meant for children come first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.language.audiences import AGE_WORDS
from directory.language.stemming import stem
from directory.search.criteria.choices import AGE_RANGES
from directory.search.index import schema
from directory.search.query.dsl import Clause, any_of, scored, terms

if TYPE_CHECKING:
    from directory.language.audiences import AgeRange, PeopleGroup
    from directory.search.understanding.interpretation import InterpretedQuery

AIMED_AT_BONUS, AUDIENCE_BONUS = 20, 21


def wish_scores(interpreted: InterpretedQuery) -> list[Clause]:
    """Return the scores that whom an association is meant for adds."""
    wanted = interpreted.question.for_whom
    chosen = interpreted.criteria.ages
    groups = [group for group, ages in AGE_RANGES.items() if group in chosen or _meet(wanted.age, *ages)]
    named = [stem(word) for word in wanted.age_words if word in AGE_WORDS]
    meant_for = [terms(schema.AIMED_AT, groups), *([terms(schema.EVERYTHING, named)] if named else [])]
    aimed_at = [scored(any_of(meant_for), AIMED_AT_BONUS)] if groups else []
    return aimed_at + [scored(_tells_of(audience), AUDIENCE_BONUS) for audience, _words in wanted.audiences]


def _meet(ages: AgeRange | None, low: int, high: int) -> bool:
    return ages is not None and ages.youngest <= high and ages.oldest >= low


def _tells_of(audience: PeopleGroup) -> Clause:
    """Match what tells of a group of people, in a text or as its kind."""
    in_text = terms(schema.EVERYTHING, audience.stems)
    return any_of((in_text, terms(schema.SUBJECTS, audience.kinds))) if audience.kinds else in_text
