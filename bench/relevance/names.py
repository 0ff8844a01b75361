"""Queries that name an association: its whole name in any dress, with a place, in part, or by its short name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.relevance import accepted_answers, spelling
from bench.relevance.corpus import BEST, NEAR, RIGHT
from bench.relevance.query import Kind, Query
from directory.importing.demo.random_draw import entries

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.relevance.query import Draw

_LEGAL = re.compile(r"\s*\b(?:vzw)\b\s*", re.IGNORECASE)
_MARKS = re.compile(r"[^\w\s]+|_")
_SAINT = re.compile(r"\b(?:Sinte|Sint|St)\b[-. ]*", re.IGNORECASE)
_LADY = re.compile(r"\bO\.?-?\s?L\.?-?\s?V(?:r|rouw)?\b\.?[- ]*|\bOnze[- ]Lieve[- ]Vrouw[- ]*", re.IGNORECASE)
_SAINTS = ("st ", "St. ", "St.-", "st-", "sint ", "Sint-", "sinte ", "SINT ")
_LADIES = ("OLV ", "O.L.V. ", "olv-", "onze lieve vrouw ", "O.L.Vrouw ", "Onze-Lieve-Vrouw-")
_TAILS = entries(
    "club|kring|koor|vereniging|groep|gilde|comite|bond|huis|fanfare|band|harmonie|plein|werking|school|tuin|cafe|"
    "theater|academie|vrienden|toeristen|orkest|raad|zorg|team|winkel|opvang|geving|gevers|meisjes|jongens|schutters"
)
_FEWEST_LETTERS = 3


def plain(name: str) -> str:
    """Return a name as most people type it."""
    return _LEGAL.sub(" ", name).strip().lower()


_DRESSES: tuple[Callable[[str], str], ...] = (
    str.lower,
    str.upper,
    plain,
    spelling.folded,
    lambda name: " ".join(_MARKS.sub(" ", name).split()),
    lambda name: _MARKS.sub("", name).lower(),
    lambda name: f"{plain(name)} vzw",
    lambda name: f"VZW {_LEGAL.sub(' ', name).strip()}",
    lambda name: name.replace("\u2019", "'").replace("-", " "),
    lambda name: name.replace("'", "\u2019").replace(" ", "  "),
    lambda name: name.replace(".", ""),
)


def whole_name(draw: Draw) -> Query | None:
    """Make a query of a whole name, dressed otherwise or in another order."""
    entry = draw.entry()
    if draw.chance(0.2):
        words = _LEGAL.sub(" ", entry.name).replace('"', "").split()
        if not 1 < len(words) < 7:
            return None
        draw.roll.shuffle(words)
        return Query(Kind.WHOLE_NAME, " ".join(words).lower(), accepted_answers.same_words(draw.corpus, entry))
    typed = draw.one_of(_DRESSES)(entry.name)
    # Without its marks "Zuid-West" may become one word: both spellings count as the same name.
    if spelling.key(typed) != entry.key:
        return None
    return Query(Kind.WHOLE_NAME, typed, accepted_answers.same_name(draw.corpus, entry))


def name_and_place(draw: Draw) -> Query | None:
    """Make a query of a name and a place or post code, which the name itself need not tell."""
    entry = draw.entry()
    words = accepted_answers.without_place(entry)
    where, postcode = draw.where(entry)
    if words != entry.tokens and not postcode:
        return None
    right = accepted_answers.called_there(draw.corpus, words, where)
    name = plain(entry.name) if words == entry.tokens else " ".join(words)
    if draw.chance(0.3):
        return Query(Kind.NAME_AND_PLACE, name, right, where)
    between = " " if postcode else draw.one_of((" ", " ", " in ", " te ", ", "))
    return Query(Kind.NAME_AND_PLACE, f"{name}{between}{where}", right)


def saints(draw: Draw) -> Query | None:
    """Make a query of a name with its saint written otherwise; now and then only the saint and another word."""
    entry = draw.entry()
    name = plain(entry.name)
    pattern, ways = (_LADY, _LADIES) if _LADY.search(name) else (_SAINT, _SAINTS)
    if not pattern.search(name):
        return None
    if draw.chance(0.3):
        words = accepted_answers.without_place(entry)
        if not {"sint", "onze"} & set(words):
            return None
        typed = " ".join(words).replace("onze lieve vrouw", "olv").replace("sint ", draw.one_of(("st ", "St. ")))
        return Query(Kind.SAINTS, typed, accepted_answers.best(draw.corpus.named(words)))
    typed = pattern.sub(lambda _: draw.one_of(ways), name)
    if spelling.key(typed) != entry.key:
        return None
    return Query(Kind.SAINTS, typed.strip(), accepted_answers.same_name(draw.corpus, entry))


def parted(word: str) -> str | None:
    """Return a compound as two words."""
    for tail in _TAILS:
        if word.endswith(tail) and len(word) - len(tail) >= _FEWEST_LETTERS:
            return f"{word.removesuffix(tail)} {tail}"
    return None


def compounds(draw: Draw) -> Query | None:
    """Make a query of a name with a compound split, or two words joined."""
    entry = draw.entry()
    words = list(entry.tokens)
    split = [(place, parts) for place, word in enumerate(words) if (parts := parted(word))]
    joint = [place for place in range(1, len(words)) if words[place] in _TAILS and len(words[place - 1]) > 2]
    if split:
        place, parts = draw.one_of(split)
        words[place] = parts
    elif joint:
        place = draw.one_of(joint)
        words[place - 1 : place + 1] = ["".join(words[place - 1 : place + 1])]
    else:
        return None
    return Query(Kind.COMPOUNDS, " ".join(words), accepted_answers.same_name(draw.corpus, entry))


def part_of_a_name(draw: Draw) -> Query | None:
    """Make a query of two or three words of a longer name; joined, split or unfinished ones among them."""
    entry = draw.entry()
    telling = [word for word in entry.tokens if len(word) >= _FEWEST_LETTERS and word not in accepted_answers.SMALL]
    if len(telling) < 3:
        return None
    chosen = sorted(draw.roll.sample(range(len(telling)), 2 if len(telling) == 3 or draw.chance(0.7) else 3))
    words, unfinished = [telling[number] for number in chosen], False
    if draw.chance(0.35) and len(words[-1]) > 5:
        words[-1] = words[-1][: max(4, int(len(words[-1]) * 0.6))]
        unfinished = True
    entries = accepted_answers.holding(draw.corpus, words, unfinished=unfinished)
    if not 0 < len(entries) <= 12:
        return None
    if draw.chance(0.25):
        words = [parted(word) or word for word in words]
    return Query(Kind.PART_OF_A_NAME, " ".join(words), accepted_answers.best(entries))


def short_names(draw: Draw) -> Query | None:
    """Make a query of a short or call name, with or without dots, now and then with a place."""
    entry = draw.entry()
    name = draw.one_of([name for name in (entry.short_name, entry.call_name) if name] or [""])
    key = spelling.key(name)
    if len(key) < 2:
        return None
    holders = draw.corpus.by_short_key[key]
    if len(holders) > 6 or (len(holders) > 1 and draw.chance(0.6)):
        where, _ = draw.where(entry)
        there = [one for one in holders if accepted_answers.is_there(one, where)]
        return Query(Kind.SHORT_NAMES, f"{name.lower()} {where}", accepted_answers.best(there))
    letters = key if len(key) <= 6 and name == entry.short_name else ""
    typed = draw.one_of((name, name.lower(), letters, letters and ".".join(letters.upper()) + "."))
    if not typed:
        return None
    near = {one.vcode: NEAR for one in draw.corpus.by_token.get(key, ())}
    exact = [*holders, *draw.corpus.by_key.get(key, ())]
    return Query(Kind.SHORT_NAMES, typed, near | accepted_answers.best(exact))


def first_letters(draw: Draw) -> Query | None:
    """Make a query of one to five letters, as while typing."""
    entry = draw.entry()
    words = [word for word in entry.tokens if word not in accepted_answers.SMALL]
    if not words:
        return None
    word = words[0] if draw.chance(0.8) else draw.one_of(words)
    typed = word[: 1 + int(draw.roll.random() * 5)]
    # Nearest to what was typed is a name that itself begins so.
    right = {
        one.vcode: BEST if one.tokens[0].startswith(typed) else RIGHT
        for one in draw.corpus.beginning(typed)
        if one.tokens
    }
    return Query(Kind.FIRST_LETTERS, typed, right)
