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
    from collections.abc import Iterable

# Longer words are cut: nobody types them, and the engine refuses terms above 32 kB.
LONGEST_WORD = 40
LONGEST_KEY = 200

# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "&": " en ",
        "'": " ",
        "’": " ",  # noqa: RUF001 - the apostrophe that word processors put
        "‘": " ",  # noqa: RUF001 - idem
        "`": " ",
        "_": " ",
    }
)
_WORD = re.compile(r"[^\W_]+")
# K.S.A. and K. S. A. are one word; "H. Hart" is not, since a longer word follows.
_DOTTED = re.compile(r"\b([^\W\d_])\.\s?(?=[^\W\d_](?:\.|\b(?![-'])))")
_OUR_LADY = re.compile(r"\bo\.?\s?-?l\.?\s?-?v(?:r|rouw)?\b\.?-?")
_HOLY = re.compile(r"\bh\.\s?(?=[^\W\d_]{3})")
_SAINT = re.compile(r"\b(?:sinte?|ste?)\b[.\s-]*(?=[^\W\d_])|\bst\.?$")
_LEGAL_FORM = re.compile(r"(?<!\w)(?:i?vzw|i?v\.z\.w|asbl|a\.s\.b\.l)(?!\w)\.?")
_DOTS = re.compile(r"[.:]")

# Left out of a query when other words remain: names drop and add them freely.
SMALL_WORDS = frozenset(
    (
        *"dlst",
        *("aan", "bij", "de", "den", "der", "des", "die", "een", "en", "er", "het", "in", "is", "la", "le", "les"),
        *("met", "naar", "of", "om", "op", "te", "ten", "ter", "tot", "uit", "van", "voor", "vzw", "zonder"),
    )
)


def folded(text: str) -> str:
    """Return `text` in lower case and without accents; ligatures and special letters are written out."""
    text = text.lower()
    if not text.isascii():
        taken_apart = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in taken_apart if not unicodedata.combining(letter))
    return text.translate(_LETTERS)


def words(text: str) -> list[str]:
    """Return the words of `text` in their order, spelt in one way."""
    plain = folded(text)
    # Most text has none of these signs; looking for them is cheaper than five expressions that find nothing.
    if "." in plain or ":" in plain:
        plain = _HOLY.sub("heilige ", _DOTTED.sub(r"\1", _LEGAL_FORM.sub(" vzw ", plain)))
    if "o" in plain and "v" in plain:
        plain = _OUR_LADY.sub("onze lieve vrouw ", plain)
    if "st" in plain or "sint" in plain:
        plain = _SAINT.sub("sint ", plain)
    return [word[:LONGEST_WORD] for word in _WORD.findall(_DOTS.sub(" ", plain))]


def name_words(name: str) -> list[str]:
    """Return the words of a name without its legal form, unless nothing else is there."""
    found = words(name)
    kept = [word for word in found if word not in LEGAL_FORMS]
    return kept or found


LEGAL_FORMS = frozenset({"vzw", "ivzw", "asbl"})


def key(name: Iterable[str]) -> str:
    """Return the words as one key: equal for names that differ in spaces, hyphens and "en" only."""
    return "".join(word for word in name if word != "en")[:LONGEST_KEY]


def sorted_key(name: Iterable[str]) -> str:
    """Return a key that is equal for the same words in any order."""
    return " ".join(sorted(word for word in name if word not in SMALL_WORDS))[:LONGEST_KEY]


def meant(found: Iterable[str]) -> list[str]:
    """Return the words without the small ones; all of them when there are only small ones."""
    found = list(found)
    return [word for word in found if word not in SMALL_WORDS] or found


def slug(text: str) -> str:
    """Return `text` as a readable piece of a web address: lower case letters, digits and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", folded(text)))[:80].strip("-")
