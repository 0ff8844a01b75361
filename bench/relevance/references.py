"""Queries by number or address, for namesakes, by another official name, and with odd signs among the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.relevance import accepted_answers, spelling
from bench.relevance.corpus import NEAR
from bench.relevance.names import plain
from bench.relevance.query import Kind, Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.relevance.query import Draw

_NUMBERS: tuple[Callable[[str], str], ...] = (
    str.lower,
    str.upper,
    lambda vcode: f"{vcode[0]} {vcode[1:]}",
    lambda vcode: f" {vcode} ",
)
_KBO: tuple[Callable[[str], str], ...] = (
    str,
    lambda number: f"{number[:4]}.{number[4:7]}.{number[7:]}",
    lambda number: f"BE {number[:4]}.{number[4:7]}.{number[7:]}",
    lambda number: f"BE{number}",
    lambda number: f"{number[:4]} {number[4:7]} {number[7:]}",
)


def _site(address: str) -> str:
    return address.split("://")[1].rstrip("/")


_SITES: tuple[Callable[[str], str], ...] = (
    str,
    _site,
    lambda address: _site(address).removeprefix("www."),
    lambda address: f"http://{_site(address)}/",
    lambda address: _site(address).upper(),
)


def numbers(draw: Draw) -> Query | None:
    """Make a query of a vCode, an enterprise number, an e-mail address or a website."""
    entry, lot = draw.entry(), draw.roll.random()
    if lot < 0.3:
        return Query(Kind.NUMBERS, draw.one_of(_NUMBERS)(entry.vcode), accepted_answers.best([entry]))
    if lot < 0.55:
        return Query(Kind.NUMBERS, draw.one_of(_KBO)(entry.kbo), accepted_answers.best([entry])) if entry.kbo else None
    kind = "E-mail" if lot < 0.75 else "Website"
    value = next((value for sort, value in entry.contacts if sort == kind), "")
    if not value:
        return None
    sharing = [one for one in draw.corpus.entries if (kind, value) in one.contacts]
    typed = draw.one_of((value, value.upper())) if kind == "E-mail" else draw.one_of(_SITES)(value)
    return Query(Kind.NUMBERS, typed, accepted_answers.best(sharing))


def namesakes(draw: Draw) -> Query | None:
    """Make a query of a name that several have: with a place the one there, without it all of them."""
    entry = draw.entry()
    entries = draw.corpus.by_key[entry.key]
    towns = {spot.nis for one in entries for spot in one.spots}
    if len(entries) < 3 or len(towns) < 2 or accepted_answers.without_place(entry) != entry.tokens:
        return None
    name = plain(entry.name)
    if draw.chance(0.4):
        return Query(Kind.NAMESAKES, name, accepted_answers.best(entries))
    where, _ = draw.where(entry)
    right = accepted_answers.called_there(draw.corpus, entry.tokens, where)
    if draw.chance(0.5):
        return Query(Kind.NAMESAKES, name, right, where)
    return Query(Kind.NAMESAKES, f"{name} {where}", right)


def other_names(draw: Draw) -> Query | None:
    """Make a query of another usual name: letters written out or made, royal or not, with the place behind it."""
    entry = draw.entry()
    words = entry.tokens
    typed = _renamed(draw, " ".join(words))
    if typed is None:
        return None
    right = accepted_answers.best(draw.corpus.by_meaning[spelling.written_out(words)])
    if draw.chance(0.35) and not entry.place_names & set(entry.name.split()):
        where, postcode = draw.where(entry)
        if not postcode:
            typed += draw.one_of((f" van {where}", f" {where}", f" ({where})", f" te {where}"))
            there = [vcode for vcode in right if accepted_answers.is_there(draw.corpus.by_vcode[vcode], where)]
            right = {vcode: right[vcode] if vcode in there else NEAR for vcode in right}
    return Query(Kind.OTHER_NAMES, typed, right)


def _renamed(draw: Draw, name: str) -> str | None:
    made = []
    for letters, meant in spelling.LETTERS.items():
        if f" {letters} " in f" {name} ":
            made.append(f" {name} ".replace(f" {letters} ", f" {meant} ").strip())
        elif f" {meant} " in f" {name} ":
            made.append(f" {name} ".replace(f" {meant} ", f" {letters} ").strip())
    if name.startswith("koninklijke "):
        made += [name.removeprefix("koninklijke "), name.replace("koninklijke ", "kon. ", 1)]
    if "scouts en gidsen" in name:
        made.append(name.replace("scouts en gidsen", "scouts"))
    return draw.one_of(made) if made else None


_SIGNS: tuple[Callable[[str], str], ...] = (
    lambda name: f"({name}",
    lambda name: f"{name})",
    lambda name: name.replace(" ", " / ", 1),
    lambda name: name.replace(" ", " && ", 1),
    lambda name: f"{name}~",
    lambda name: f"{name}^",
    lambda name: f"[{name}]",
    lambda name: f"{name}?",
    lambda name: f"{name} \U0001f3ba",
    lambda name: f"\u200f{name}\u200f",
    lambda name: name.replace(" ", "\x00 ", 1),
    lambda name: name.replace(" ", " : ", 1),
    lambda name: f'{name} "',
    lambda name: f"{name} {{}}",
    lambda name: f"{name} !",
)


def odd_input(draw: Draw) -> Query | None:
    """Make a query of a name with signs that a query language would stumble over."""
    entry = draw.entry()
    sign = draw.one_of(_SIGNS)
    typed = sign(plain(entry.name))
    if '"' in entry.name or spelling.key(typed) != entry.key:
        return None
    return Query(Kind.ODD_INPUT, typed, accepted_answers.same_name(draw.corpus, entry))
