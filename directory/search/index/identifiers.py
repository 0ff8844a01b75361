"""Identifiers that name exactly one association: vCode, KBO number, e-mail address and website."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from directory.language.letters import without_invisible

_VCODE = re.compile(r"v[\s.]?(\d{7})$", re.ASCII)
_KBO = re.compile(r"(?:be)?\d{10}$", re.ASCII)
_WEBSITE = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?$")
_BEFORE_HOST = re.compile(r"^(?:https?://)?(?:www\.)?")
# No part can begin with what the one before it may hold, so that no crafted text takes long.
_EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$")
_BETWEEN_DIGITS = re.compile(r"[\s.\-/]+")
_LONGEST = 200
_KBO_LENGTH = 10


def email_key(address: str) -> str:
    """Return an e-mail address as it is indexed."""
    return address.strip().lower()[:_LONGEST]


def website_key(address: str) -> str:
    """Return a web address as it is indexed: without protocol, www, query and last slash."""
    bare = _BEFORE_HOST.sub("", address.strip().lower())
    return re.split(r"[?#]", bare, maxsplit=1)[0].rstrip("/")[:_LONGEST]


def parse_identifier(text: str) -> str | None:
    """Return the identifier that the whole of `text` is, as it is indexed; None when it is something else."""
    typed = unicodedata.normalize("NFKC", text).strip().lower()
    digits = _BETWEEN_DIGITS.sub("", typed)
    if vcode := _VCODE.match(typed):
        return f"v{vcode[1]}"
    if _KBO.match(digits):
        return digits.removeprefix("be")
    if _EMAIL.match(typed):
        return email_key(typed)
    return website_key(typed) if _WEBSITE.match(typed) else None


class IdentifiersInText(NamedTuple):
    """The identifiers among the words of a text, and the rest of the text without what announces them."""

    identifiers: tuple[str, ...] = ()  # surest first
    above: tuple[str, ...] = ()  # the websites that the pages of typed addresses belong to
    rest: str = ""


# The number of digits is not enough among words: it must be announced, or grouped and with the right check digits.
_VCODE_INSIDE = re.compile(r"(?<![a-z0-9])(?:v[- ]?code\W{0,3}v?|v)[\s.:-]{0,2}(\d(?:[\s.]?\d){6})(?!\d)", re.ASCII)
_ENTERPRISE_INSIDE = re.compile(
    r"(?<![a-z0-9])(?P<be>be[\s.:-]{0,3})?(?P<digits>[01]\d{3}[\s.\-/]{0,3}\d{3}[\s.\-/]{0,3}\d{3})(?!\d)", re.ASCII
)
_WITHOUT_ZERO = re.compile(
    r"(?<![a-z0-9])(?:be|btw|tva|vat|kbo|bce|rpr|rpm)[\s.:-]{1,3}(?P<digits>\d{3}[.\s]?\d{3}[.\s]?\d{3})(?!\d)",
    re.ASCII,
)
_EMAIL_INSIDE = re.compile(r"(?<![\w.+'%-])[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+")
_WEBSITE_INSIDE = re.compile(
    r"(?:https?://|www\.)[\w-]+(?:\.[\w-]+)+[^\s<>\"]*|(?<![\w@./-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/[^\s<>\"]*"
)
_CLOSING = ".,;:!?)]}>'\""
# What announces an identifier and tells nothing else.
_ANNOUNCES = re.compile(
    r"\b(?:v[- ]?code|kbo|bce|btw|tva|vat|rpr|rpm|(?:ondernemings|btw|kbo|vestigings)[- ]?(?:nummer|nr)|nummer|"
    r"num[e\u00e9]ro|nr|n[o\u00b0]|mailto|e-?mail(?:adres)?|mail|web(?:site|adres)?|site|url)\b[\s.:]*"
)


def identifiers_in(text: str) -> IdentifiersInText:
    """Find identifiers anywhere in a text, in the forms in which people copy them: with words and signs around."""
    typed = unicodedata.normalize("NFKC", without_invisible(text)).lower()
    found: list[str] = []
    above: list[str] = []

    def take(match: re.Match[str]) -> str:
        written = match[0].removeprefix("mailto:").rstrip(_CLOSING)
        found.append(email_key(written) if "@" in written else website_key(written))
        if "@" not in written:
            above.extend(_above(found[-1]))
        return " "

    def take_vcode(match: re.Match[str]) -> str:
        found.append("v" + re.sub(r"\D", "", match[1]))
        return " "

    def take_number(match: re.Match[str]) -> str:
        digits = _BETWEEN_DIGITS.sub("", match["digits"]).zfill(_KBO_LENGTH)
        if not _has_check_digits(digits):
            return match[0]
        found.append(digits)
        return " "

    rest = _EMAIL_INSIDE.sub(take, typed)
    rest = _WEBSITE_INSIDE.sub(take, rest)
    rest = _VCODE_INSIDE.sub(take_vcode, rest)
    rest = _WITHOUT_ZERO.sub(take_number, _ENTERPRISE_INSIDE.sub(take_number, rest))
    if not found:
        return IdentifiersInText(rest=text)
    return IdentifiersInText(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(above)), _ANNOUNCES.sub(" ", rest))


def _above(website: str) -> list[str]:
    """Return the addresses above that of a page: koor.be/leden and koor.be of koor.be/leden/nieuw."""
    parts = website.split("/")
    return ["/".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]


def _has_check_digits(digits: str) -> bool:
    return int(digits[8:]) == 97 - int(digits[:8]) % 97
