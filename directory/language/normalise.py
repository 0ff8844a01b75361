"""What a word is: the one place where text becomes words, for the index and for the query alike.

The engine receives words that are ready (its analyzers only split on spaces), so that both sides can never disagree
and the rules can be tested without an engine: case, accents, dots in abbreviations, Sint and Onze-Lieve-Vrouw in all
their spellings, legal forms and the small words that nobody means.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Longer words are cut: nobody types them, and the engine refuses terms above 32 kB.
LONGEST_WORD = 40
LONGEST_KEY = 200

# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"})
_WORD = re.compile(r"[^\W_]+")
# K.S.A. and K. S. A. are one word; "H. Hart" is not, since a longer word follows.
# The dot comes first in the pattern: a search for it skips all other text.
_DOTTED = re.compile(r"\.(?<=\b[^\W\d_]\.)\s?(?=[^\W\d_](?:\.|\b(?![-'])))")
_HOLY = re.compile(r"\bh\.\s?(?=[^\W\d_]{3})")
_SAINTS = {"st": "sint", "ste": "sint", "sinte": "sint"}
_OUR_LADY = ["onze", "lieve", "vrouw"]
_OUR_LADY_JOINED = frozenset({"olv", "olvr", "olvrouw"})
# Most texts hold none of these and are done when they are taken apart.
_SPELT_OTHERWISE = frozenset({"o", "ol", *_SAINTS, *_OUR_LADY_JOINED})
_OUR_LADY_APART = re.compile(r"\b(?:o l v(?:r|rouw)?|ol vrouw)\b")

# With the way in which vzw is misspelt most.
_LEGAL_FORMS = frozenset({"vzw", "ivzw", "asbl", "vwz"})
# Left out of a query when other words remain: names drop and add them freely.
STOP_WORDS = frozenset(
    (
        *"dlst",
        *("aan", "bij", "de", "den", "der", "des", "die", "een", "en", "er", "het", "in", "is", "la", "le", "les"),
        *("met", "naar", "of", "om", "op", "te", "ten", "ter", "tot", "uit", "van", "voor", "vzw", "zonder"),
        *("als", "dan", "dat", "dit", "je", "kan", "men", "wat", "we", "wie", "wij", "wordt", "zijn"),
    )
)
# Say nothing about which association is meant: some write them, others do not.
TITLES = frozenset({"koninklijke", "koninklijk", "kon", "royal", "k"})
GENERIC_WORDS = TITLES | {
    *("vereniging", "verenigingen", "club", "klub", "groep", "afdeling", "afd", "maatschappij", "werking", "vzw"),
}
_SAYS_LITTLE = GENERIC_WORDS | STOP_WORDS


def fold(text: str) -> str:
    """Return `text` in lower case and without accents; ligatures and special letters are written out."""
    text = text.lower()
    if text.isascii():
        return text.replace("&", " en ")
    taken_apart = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in taken_apart if not unicodedata.combining(letter))
    return plain.translate(_LETTERS).replace("&", " en ")


def tokenize(text: str) -> list[str]:
    """Return the words of `text` in their order, spelt in one way."""
    plain = fold(text)
    if "." in plain:
        plain = _DOTTED.sub("", plain)
        plain = _HOLY.sub("heilige ", plain) if "h." in plain else plain
    found: list[str] = _WORD.findall(plain)
    if max(map(len, found), default=0) > LONGEST_WORD:
        found = [word[:LONGEST_WORD] for word in found]
    return found if _SPELT_OTHERWISE.isdisjoint(found) else _with_our_lady([_SAINTS.get(word, word) for word in found])


def _with_our_lady(found: list[str]) -> list[str]:
    """Write Our Lady out, however she was shortened: OLV, O.L.V., O.-L.-Vrouw."""
    joined = _OUR_LADY_APART.sub("olv", " ".join(found)).split()
    return [part for word in joined for part in (_OUR_LADY if word in _OUR_LADY_JOINED else (word,))]


def name_words(name: str) -> list[str]:
    """Return the words of a name without its legal form, unless nothing else is there."""
    return without_legal_form(tokenize(name))


def without_legal_form(found: list[str]) -> list[str]:
    """Return the words without a legal form, unless nothing else is there."""
    return found if _LEGAL_FORMS.isdisjoint(found) else [word for word in found if word not in _LEGAL_FORMS] or found


def key(name: Iterable[str]) -> str:
    """Return the words as one key: equal for names that differ in spaces, hyphens and "en" only."""
    return "".join([word for word in name if word != "en"])[:LONGEST_KEY]


def sorted_key(name: Iterable[str]) -> str:
    """Return a key that is equal for the same words in any order."""
    return " ".join(sorted([word for word in name if word not in STOP_WORDS]))[:LONGEST_KEY]


def content_words(found: Iterable[str]) -> list[str]:
    """Return the words without the small ones; all of them when there are only small ones."""
    found = list(found)
    return [word for word in found if word not in STOP_WORDS] or found


def distinctive_words(found: Sequence[str]) -> list[str]:
    """Return the words that tell which association is meant: without titles and small words, if any remain."""
    return [word for word in found if word not in _SAYS_LITTLE] or list(found)


def slug(text: str) -> str:
    """Return `text` as a readable piece of a web address: lower case letters, digits and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))[:80].strip("-")
