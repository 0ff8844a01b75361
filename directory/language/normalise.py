"""Text normalisation and tokenisation: turns text into words, the same way for the index and for a query.

Normalisation evens out case, accents and compatibility characters (folding), dots in abbreviations (K.S.A.), the
spellings of Sint and Onze-Lieve-Vrouw, legal forms and stop words. The engine receives finished words (its analyzers
only split on spaces), so that index and query cannot differ and the rules are tested without an engine.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from directory.language.letters import plain_latin, without_invisible
from directory.language.plus_ages import join_plus_ages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# In characters. Longer words are cut: the engine refuses terms above 32 kB.
LONGEST_WORD = 40
LONGEST_KEY = 200

_WORD = re.compile(r"[^\W_]+")
# K.S.A. and K. S. A. are one word; "H. Hart" is not, since a longer word follows.
# The dot comes first in the pattern: a search for it skips all other text.
_DOTTED = re.compile(r"\.(?<=\b[^\W\d_]\.)\s?(?=[^\W\d_](?:\.|\b(?![-'])))")
_HOLY = re.compile(r"\bh\.\s?(?=[^\W\d_]{3})")
_SAINTS = {"st": "sint", "ste": "sint", "sinte": "sint"}
_OUR_LADY = ["onze", "lieve", "vrouw"]
_OUR_LADY_JOINED = frozenset({"olv", "olvr", "olvrouw"})
# Most texts have none of these words and need no further step.
_SPELT_OTHERWISE = frozenset({"o", "ol", *_SAINTS, *_OUR_LADY_JOINED})
_OUR_LADY_APART = re.compile(r"\b(?:o l v(?:r|rouw)?|ol vrouw)\b")

# With the most frequent misspelling of vzw.
_LEGAL_FORMS = frozenset({"vzw", "ivzw", "asbl", "vwz"})
# Left out of a query when other words remain: names are written with and without them.
STOP_WORDS = frozenset(
    (
        *"dlst",
        *("aan", "bij", "de", "den", "der", "des", "die", "een", "en", "er", "het", "in", "is", "la", "le", "les"),
        *("met", "naar", "of", "om", "op", "te", "ten", "ter", "tot", "uit", "van", "voor", "vzw", "zonder"),
        *("als", "dan", "dat", "dit", "je", "kan", "men", "wat", "we", "wie", "wij", "wordt", "zijn"),
    )
)
# Titles: the same association is written with and without them.
TITLES = frozenset({"koninklijke", "koninklijk", "kon", "royal", "k"})
# Words that many names share, so that they do not tell one association from another.
GENERIC_WORDS = TITLES | {
    *("vereniging", "verenigingen", "club", "klub", "groep", "afdeling", "afd", "maatschappij", "werking", "vzw"),
}
_NOT_DISTINCTIVE = GENERIC_WORDS | STOP_WORDS


def fold(text: str) -> str:
    """Return `text` in lower case, as plain letters, without accents and invisible characters; `&` becomes "en".

    Decomposes first (NFKD) and lowers the case after: a bold or full-width capital only has a lower case once it is a
    plain letter. A sign that is drawn as letters (a trade mark) is no letter.
    """
    if text.isascii():
        return text.lower().replace("&", " en ")
    decomposed = unicodedata.normalize("NFKD", without_invisible(text))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
    return plain_latin(plain).replace("&", " en ")


def tokenize(text: str) -> list[str]:
    """Return the words of `text` in their order: folded, without dots in abbreviations, Sint and Our Lady in full."""
    plain = join_plus_ages(fold(text))
    if "." in plain:
        plain = _DOTTED.sub("", plain)
        plain = _HOLY.sub("heilige ", plain) if "h." in plain else plain
    words: list[str] = _WORD.findall(plain)
    if max(map(len, words), default=0) > LONGEST_WORD:
        words = [word[:LONGEST_WORD] for word in words]
    return words if _SPELT_OTHERWISE.isdisjoint(words) else _with_our_lady([_SAINTS.get(word, word) for word in words])


def _with_our_lady(words: list[str]) -> list[str]:
    """Expand every abbreviation of Onze Lieve Vrouw: OLV, O.L.V., O.-L.-Vrouw."""
    joined = _OUR_LADY_APART.sub("olv", " ".join(words)).split()
    return [part for word in joined for part in (_OUR_LADY if word in _OUR_LADY_JOINED else (word,))]


def name_words(name: str) -> list[str]:
    """Return the words of a name without its legal form; a name without letters and digits is one word of its signs."""
    return _without_legal_form(tokenize(name)) or _signs(name)


def _signs(name: str) -> list[str]:
    signs = "".join(fold(name).split())[:LONGEST_WORD]
    return [signs] if signs else []


def _without_legal_form(words: list[str]) -> list[str]:
    """Return the words without legal forms, unless there are no others."""
    return words if _LEGAL_FORMS.isdisjoint(words) else [word for word in words if word not in _LEGAL_FORMS] or words


def key(name: Iterable[str]) -> str:
    """Return the words joined into one key: equal for names that differ only in spaces, hyphens and "en"."""
    return "".join([word for word in name if word != "en"])[:LONGEST_KEY]


def sorted_key(name: Iterable[str]) -> str:
    """Return a key that is equal for the same words in any order; stop words do not count beside others."""
    return " ".join(sorted(content_words(name)))[:LONGEST_KEY]


def content_words(words: Iterable[str]) -> list[str]:
    """Return the words without stop words; all of them when there are only stop words."""
    words = list(words)
    return [word for word in words if word not in STOP_WORDS] or words


def distinctive_words(words: Sequence[str]) -> list[str]:
    """Return the words without titles, generic words and stop words; all of them when no other remains."""
    return [word for word in words if word not in _NOT_DISTINCTIVE] or list(words)


def slug(text: str) -> str:
    """Return `text` as a readable part of a URL path: lower case letters, digits and hyphens, at most 80 characters."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))[:80].strip("-")
