"""For whom: the age and the group of people that the words of a query name beside what is looked for.

"voetbal voor meisjes van 8 jaar in Aalst" asks for football there, for somebody of 8, and rather for girls. An age
filters as the facet does, a group of people only ranks. Words of a name are left alone: they count only in a question,
beside a number of years, or where all else is understood.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from directory.language import function_words
from directory.language.audiences import (
    AGE_WORDS,
    BEFORE_PEOPLE,
    BETWEEN_AGES,
    COMPARED,
    FOR,
    FROM_AGE,
    KINDS_OF_PEOPLE,
    NUMBERS,
    OLD,
    OLDEST,
    UP_TO_AGE,
    YEARS,
    AgeRange,
    audience_words,
)
from directory.language.normalise import STOP_WORDS
from directory.search.understanding.kinds import UNINFORMATIVE, asks_for_a_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.language.audiences import PeopleGroup


_OLDEST_NAMED = 110  # higher numbers are no age
_JOINED = re.compile(r"(?P<age>\d{1,3})(?:jaar|jarigen?|jr|ans|years?)")
_PLUS = re.compile(r"(?P<age>\d{2,3})plus")
_AND_OLDER = ("ouder", "older", "plus")
# Groups that are named without it too: koor vrouwen, voetbal meisjes.
_ALSO_UNSAID = frozenset({"meisjes", "jongens", "vrouwen", "mannen", "rolstoel", "beginners"})


class ForWhom(NamedTuple):
    """The age and the groups of people that are asked for, each with the words that name it."""

    age: AgeRange | None = None
    age_words: tuple[str, ...] = ()
    audiences: tuple[tuple[PeopleGroup, tuple[str, ...]], ...] = ()
    name_words: tuple[str, ...] = ()  # all that was typed beside the place: it may be a name

    @property
    def words(self) -> frozenset[str]:
        """All words that name them."""
        return frozenset(self.age_words).union(*(words for _, words in self.audiences))


NOBODY_IN_PARTICULAR = ForWhom()


def for_whom(words: Sequence[str], *, names_a_place: bool) -> ForWhom:
    """Return for whom the words ask, of those beside the name of a place."""
    words = tuple(words)
    years = _years(words)
    span = years[1] if years else range(0)
    groups = [at for at, word in enumerate(words) if _group_age(word) and at not in span]
    people = [at for at in range(len(words)) if _names_people(words, at) and at not in span]
    if not (years or groups or people):
        return NOBODY_IN_PARTICULAR
    subject = _subject(words, {*span, *groups, *people})
    is_understood = bool(years) or function_words.is_question(words) or asks_for_a_kind(subject)
    if subject and not is_understood:
        return NOBODY_IN_PARTICULAR
    if not subject and not years:
        return _alone(words, groups) if names_a_place and not people else NOBODY_IN_PARTICULAR
    if not subject and not names_a_place and span == range(len(words)):
        return NOBODY_IN_PARTICULAR
    audiences = ((audience_words()[words[at]], _with_words_before(words, range(at, at + 1))) for at in people)
    return ForWhom(*_age_of(words, years, groups), tuple(audiences), words)


def _subject(words: tuple[str, ...], besides: set[int]) -> list[str]:
    """Return what is looked for, whoever it is for."""
    filler = function_words.DUTCH | function_words.FOREIGN | function_words.RELATIVES | STOP_WORDS | UNINFORMATIVE
    filler |= YEARS | OLD | BEFORE_PEOPLE
    return [word for at, word in enumerate(words) if at not in besides and word not in filler]


def _alone(words: tuple[str, ...], groups: list[int]) -> ForWhom:
    """Return an age group that is all that is asked for in a place, unless associations of those people are meant."""
    pure = [at for at in groups if not asks_for_a_kind([words[at]]) or words[at] not in KINDS_OF_PEOPLE]
    return (
        ForWhom(*_age_of(words, None, pure), (), words) if pure and len(pure) == len(groups) else NOBODY_IN_PARTICULAR
    )


def _age_of(
    words: tuple[str, ...], years: tuple[AgeRange, range] | None, groups: list[int]
) -> tuple[AgeRange | None, tuple[str, ...]]:
    """Return the age in years, else of the groups together, with its words; a group beside a number adds nothing."""
    named = [ages for at in groups if (ages := _group_age(words[at]))]
    spans = [range(at, at + 1) for at in groups] + ([years[1]] if years else [])
    of_age = tuple(dict.fromkeys(word for span in spans for word in _with_words_before(words, span)))
    if years:
        return years[0], of_age
    if not named:
        return None, ()
    return AgeRange(min(one.youngest for one in named), max(one.oldest for one in named)), of_age


def _group_age(word: str) -> AgeRange | None:
    """Return the ages of a word for an age group: kleuters, 55plus."""
    plus = _PLUS.fullmatch(word)
    return AgeRange(int(plus["age"]), OLDEST) if plus else AGE_WORDS.get(word)


def _names_people(words: tuple[str, ...], at: int) -> bool:
    """Tell whether a word names a group of people that something is for, and not what it is about."""
    audience = audience_words().get(words[at])
    if audience is None or audience.code in _ALSO_UNSAID:
        return audience is not None
    before = [word for word in words[max(0, at - 4) : at] if word in BEFORE_PEOPLE]
    return not FOR.isdisjoint(before)


def _with_words_before(words: tuple[str, ...], span: range) -> tuple[str, ...]:
    """Return the words of a span with those that only lead to it: voor mijn zoon van 6 jaar."""
    start = span.start
    leading = BEFORE_PEOPLE | function_words.POSSESSIVES | function_words.RELATIVES | frozenset(AGE_WORDS)
    while start and words[start - 1] in leading:
        start -= 1
    return words[start : span.stop]


def _years(words: tuple[str, ...]) -> tuple[AgeRange, range] | None:
    """Return the first age in years, with the positions of its words."""
    numbers = [(at, age) for at, word in enumerate(words) if (age := _number(word)) is not None]
    with_unit = [(at, age) for at, age in numbers if _has_unit(words, at)]
    for at, age in with_unit or [(at, age) for at, age in numbers if _follows_somebody(words, at)]:
        first, low = _lower_end(words, at, age)
        end = at + 1
        while end < len(words) and words[end] in YEARS | OLD:
            end += 1
        return _bounded(words, AgeRange(low, age), range(first, end))
    return None


def _number(word: str) -> int | None:
    joined = _JOINED.fullmatch(word)
    number = int(joined["age"]) if joined else int(word) if word.isascii() and word.isdecimal() else NUMBERS.get(word)
    return number if number is not None and number <= _OLDEST_NAMED else None


def _has_unit(words: tuple[str, ...], at: int) -> bool:
    return bool(_JOINED.fullmatch(words[at])) or (at + 1 < len(words) and words[at + 1] in YEARS)


def _follows_somebody(words: tuple[str, ...], at: int) -> bool:
    """Tell whether a number stands after somebody or a comparison: mijn zoon van 6, ouder dan 60."""
    before = [word for word in words[max(0, at - 3) : at] if word not in STOP_WORDS]
    is_somebody = before and (before[-1] in function_words.RELATIVES | COMPARED or before[-1] in AGE_WORDS)
    return bool(is_somebody) and words[at] not in NUMBERS  # "een" is an article


def _lower_end(words: tuple[str, ...], at: int, age: int) -> tuple[int, int]:
    """Return where the age begins, and its lower end: 7 in "7 tot 9 jaar"."""
    start = at
    while start and words[start - 1] in BETWEEN_AGES:
        start -= 1
    low = _number(words[start - 1]) if start else None
    is_range = low is not None and low < age and words[start - 1] != "een"
    return (start - 1, low) if is_range and low is not None else (at, age)


def _bounded(words: tuple[str, ...], ages: AgeRange, span: range) -> tuple[AgeRange, range]:
    """Read what bounds an age on one side: vanaf 12 jaar, tot 12 jaar, 60 jaar en ouder."""
    after = words[span.stop : span.stop + 2]
    if older := next((word for word in after if word in _AND_OLDER), None):
        return AgeRange(ages.youngest, OLDEST), range(span.start, span.stop + after.index(older) + 1)
    nearby = [at for at in range(max(0, span.start - 2), span.start) if words[at] not in {"de", "dan", "than"}]
    before = words[nearby[-1]] if nearby else ""
    if ages.youngest == ages.oldest and before in FROM_AGE:
        return AgeRange(ages.youngest, OLDEST), range(nearby[-1], span.stop)
    if ages.youngest == ages.oldest and before in UP_TO_AGE:
        return AgeRange(0, ages.oldest), range(nearby[-1], span.stop)
    return ages, span
