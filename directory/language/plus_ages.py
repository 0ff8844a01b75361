"""Ages written with a plus: 50+, 50plus, 50-plus, 50 plussers and vijftigplus are one word, `50plus`."""

from __future__ import annotations

import re

_UNITS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _numbers() -> dict[str, int]:
    """Return the Dutch words for 20 to 99: vijfenvijftig."""
    found: dict[str, int] = {}
    for tens, word in enumerate(_TENS, 2):
        found[word] = 10 * tens
        found |= {f"{unit}en{word}": 10 * tens + number for number, unit in enumerate(_UNITS, 1)}
    return found


_NUMBERS = _numbers()
_NUMBER_WORD = rf"(?:{'|'.join(f'{unit}en' for unit in _UNITS)})?(?:{'|'.join(_TENS)})"
_GAP = r"[\s-]{0,3}"
# Attached, "plus" may begin a compound: 50plusclub.
_PLUS = rf"(?:{_GAP}plus(?:sers?)?(?![^\W_])|-?plus(?:sers?)?(?=[^\W\d_]))"
# The sign counts only after digits, and not between two numbers.
_SIGN = rf"{_GAP}\+(?!\s*\d)(?:[-'\u2019]?ers?(?![^\W_]))?"
_PLUS_AGE = re.compile(rf"(?<![^\W_])(?:(?P<digits>\d{{2,3}})(?:{_SIGN}|{_PLUS})|(?P<word>{_NUMBER_WORD}){_PLUS})")


def join_plus_ages(folded: str) -> str:
    """Return folded text with every age with a plus as one word of digits and "plus"."""
    if "+" not in folded and "plus" not in folded:
        return folded
    return _PLUS_AGE.sub(lambda match: f" {match['digits'] or _NUMBERS[match['word']]}plus ", folded)
