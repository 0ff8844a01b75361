"""Characters that no decomposition of Unicode (NFKD) makes plain: Latin letters, invisible characters, signs.

All of it follows from the data of Unicode itself, by rule: the name of a letter says what it is a form of, the general
category and the kind of decomposition say what is invisible and what is a sign. Letters of other scripts stay what they
are: Greek and Cyrillic names are searched as themselves.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain

# The names of Latin letters that are called by a word: what passports write for them (ICAO document 9303), else the
# letter that they are a form of.
_BY_WORD = {
    "SHARP": "ss",
    "ETH": "d",
    "THORN": "th",
    "ENG": "n",
    "KRA": "q",
    "SCHWA": "e",
    "DELTA": "d",
    "ALPHA": "a",
    "GAMMA": "g",
    "IOTA": "i",
    "UPSILON": "u",
    "EZH": "z",
    "ESH": "s",
    "YOGH": "g",
    "WYNN": "w",
}
_NAME = re.compile(r"LATIN (?:[A-Z]+ )*?(?:LETTER|LIGATURE|CAPITAL)(?: SMALL CAPITAL)? (?P<form>.*?)(?: WITH .*)?$")
_LONGEST_LETTERS = 2  # AE, OE, DZ: one character that stands for two letters
# Invisible though their category does not say so (Default_Ignorable_Code_Point).
_INVISIBLE_MARKS = ("VARIATION SELECTOR", "GRAPHEME JOINER", "FILLER", "VOWEL INHERENT")
_INVISIBLE_LETTERS = ("HANGUL CHOSEONG FILLER", "HANGUL JUNGSEONG FILLER", "HANGUL FILLER", "HALFWIDTH HANGUL FILLER")
_PREPENDED_MARKS = (
    "NUMBER SIGN",
    "SIGN SANAH",
    "FOOTNOTE MARKER",
    "SIGN SAFHA",
    "SIGN SAMVAT",
    "END OF AYAH",
    " ABOVE",
)
# Letters that are written as an apostrophe is: d\u02bcHarmonie.
_APOSTROPHES = ("APOSTROPHE", "COMMA", "PRIME")
# Where Unicode has letters, symbols and invisible characters of these kinds; the rest is ideographs and private use.
_POINTS = (range(0x80, 0x20000), range(0xE0000, 0xE1000))


def _plain_letters(name: str) -> str:
    """Return the plain letters of a Latin letter by its Unicode name; empty when the name does not tell."""
    match = _NAME.match(name)
    if match is None:
        return ""
    words = match["form"].replace("-", " ").split()
    called = next((_BY_WORD[word] for word in words if word in _BY_WORD), "")
    letters = [word for word in words if len(word) <= _LONGEST_LETTERS and word.isalpha()]
    return called or (letters[-1].lower() if letters else "")


def _is_invisible(category: str, name: str) -> bool:
    if category == "Cf":
        return not any(mark in name for mark in _PREPENDED_MARKS)
    return category == "Mn" and any(part in name for part in _INVISIBLE_MARKS)


def _is_sign_of_letters(character: str) -> bool:
    """Tell whether a symbol is drawn as letters but is no word of them: trade mark, numero, telephone."""
    kind, _, _ = unicodedata.decomposition(character).partition(" ")
    plain = unicodedata.normalize("NFKD", character)
    return kind in {"<super>", "<compat>"} and plain.isascii() and plain.isalpha()


def _signs_and_invisible() -> tuple[dict[str, str], dict[str, str]]:
    signs: dict[str, str] = {}
    invisible = dict.fromkeys(map(unicodedata.lookup, _INVISIBLE_LETTERS), "")
    for character in map(chr, chain(*_POINTS)):
        category = unicodedata.category(character)
        if category not in {"Cf", "Mn", "So", "Lm"}:
            continue
        name = unicodedata.name(character, "")
        if _is_invisible(category, name):
            invisible[character] = ""
        elif category == "So" and _is_sign_of_letters(character):
            signs[character] = " "
        elif category == "Lm" and name.startswith("MODIFIER LETTER") and name.endswith(_APOSTROPHES):
            signs[character] = "'"
    return signs, invisible


def _latin_letters() -> dict[str, str]:
    """Return the Latin letters that are no base letter with an accent, with their plain letters."""
    found: dict[str, str] = {}
    for letter in map(chr, _POINTS[0]):
        if unicodedata.category(letter) not in {"Lu", "Ll"} or unicodedata.normalize("NFKD", letter) != letter:
            continue
        name = unicodedata.name(letter)
        if name.startswith("LATIN ") and (plain := _plain_letters(name)):
            found[letter] = plain
    return found


LATIN_LETTERS = _latin_letters()
SIGNS, INVISIBLE = _signs_and_invisible()
# Apostrophes are here too: some letters decompose into one.
_LETTERS = str.maketrans(LATIN_LETTERS | SIGNS)
_BEFORE_DECOMPOSING = str.maketrans(INVISIBLE | SIGNS)
# Invisible characters as a class of a pattern, for text as people typed it.
INVISIBLE_CLASS = f"[{''.join(map(re.escape, INVISIBLE))}]"


def without_invisible(text: str) -> str:
    """Return `text` without invisible characters, and with a space for each sign that only looks like letters."""
    return text if text.isascii() else text.translate(_BEFORE_DECOMPOSING)


def plain_latin(text: str) -> str:
    """Return `text` with every Latin letter that has no decomposition as the plain letters that it stands for."""
    return text if text.isascii() else text.translate(_LETTERS)
