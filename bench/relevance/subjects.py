"""Queries for what associations do, mostly with a place: by the common word, another form of it, or a rare one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.relevance import accepted_answers, places
from bench.relevance.corpus import BEST, RIGHT
from bench.relevance.query import Kind, Query, half_of

if TYPE_CHECKING:
    from bench.relevance.corpus import Subject
    from bench.relevance.query import Draw

# Places that are words too, besides the names that several places have.
_WORDS = ("halle", "essen", "berg", "de haan", "lede", "mol", "peer", "as", "balen", "bree", "lier", "hove", "niel")
_ENDINGS = ("", "", "", "", "voor kinderen ", "voor volwassenen ")


def what_and_where(draw: Draw) -> Query | None:
    """Make a query of a common word and a place."""
    subject = _subject(draw, common=True)
    return subject and _there(draw, Kind.WHAT_AND_WHERE, subject, draw.one_of(subject.words))


def everyday_words(draw: Draw) -> Query | None:
    """Make a query of a word for something rare, with or without a place."""
    subject = _subject(draw, common=False)
    word = subject and draw.one_of(subject.words)
    if not subject or not word or half_of(word) is not draw.half:
        return None
    return _anywhere(draw, Kind.EVERYDAY_WORDS, subject, word) if draw.chance(0.35) else _there(
        draw, Kind.EVERYDAY_WORDS, subject, word
    )  # fmt: skip


def word_forms(draw: Draw) -> Query | None:
    """Make a query of a plural, a diminutive, a verb or a person for what associations do."""
    subject = draw.one_of(list(draw.corpus.subjects.values()))
    forms = [form for form in subject.forms if half_of(form) is draw.half]
    if not forms:
        return None
    make = _anywhere if draw.chance(0.4) else _there
    return make(draw, Kind.WORD_FORMS, subject, draw.one_of(forms))


def _subject(draw: Draw, *, common: bool) -> Subject | None:
    return draw.one_of([one for one in draw.corpus.subjects.values() if one.is_common is common])


def _anywhere(draw: Draw, kind: Kind, subject: Subject, word: str) -> Query | None:
    right = draw.corpus.doing(subject.name)
    return Query(kind, word, right) if max(right.values(), default=0) >= RIGHT else None


def _there(draw: Draw, kind: Kind, subject: Subject, word: str) -> Query | None:
    """Ask where one of them is: sure that there is one, and now and then it is one that its name does not tell."""
    doing = draw.corpus.by_what[subject.name]
    pool = [vcode for vcode, grade in doing.items() if grade >= RIGHT and half_of(vcode) is draw.half]
    silent = [vcode for vcode in pool if doing[vcode] == RIGHT]
    if not pool:
        return None
    entry = draw.corpus.by_vcode[draw.one_of(silent if silent and draw.chance(0.2) else pool)]
    where, postcode = draw.where(entry)
    right = draw.corpus.doing(subject.name, *accepted_answers.area(where))
    if draw.chance(0.2):
        return Query(kind, word, right, where)
    if not postcode and draw.chance(0.1):
        return Query(kind, f"{where} {word}", right)
    for_whom = draw.one_of(_ENDINGS) if kind is Kind.WHAT_AND_WHERE and subject.name in {"dansen", "turnen"} else ""
    between = " " if postcode else draw.one_of((" ", " ", " in ", " te "))
    return Query(kind, f"{word} {for_whom}".strip() + between + where, right)


def ambiguous_places(draw: Draw) -> Query | None:
    """Make a query of a kind and a name that several places have, or that is a word: each reading may be meant."""
    name = draw.one_of(_WORDS if draw.chance(0.4) else places.shared_names())
    if half_of(name) is not draw.half:
        return None
    words = tuple(name.replace("-", " ").split())
    where = places.spots(name)
    literal = draw.corpus.named(words)
    if draw.chance(0.15):
        there = [entry for spot in where for entry in draw.corpus.by_town.get(spot.nis, ()) if entry.is_at(where)]
        right = accepted_answers.best([*there, *literal])
        return Query(Kind.AMBIGUOUS_PLACES, name, right) if right else None
    subject = _subject(draw, common=True)
    if subject is None:
        return None
    word = subject.words[0]
    right = draw.corpus.doing(subject.name, where)
    # Of that kind and with the word in its name; "Harmonie De Haan" is one wherever it is.
    doing = draw.corpus.by_what[subject.name]
    right |= {entry.vcode: BEST for entry in literal if doing.get(entry.vcode, 0) >= RIGHT}
    if max(right.values(), default=0) < RIGHT:
        return None
    return Query(Kind.AMBIGUOUS_PLACES, f"{word} {name}", right)
