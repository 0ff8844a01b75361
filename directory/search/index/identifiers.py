"""Identifiers that name exactly one association: vCode, KBO number, e-mail address and website."""

from __future__ import annotations

import re
import unicodedata

_VCODE = re.compile(r"v[\s.]?(\d{7})$", re.ASCII)
_KBO = re.compile(r"(?:be)?\d{10}$", re.ASCII)
_WEBSITE = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?$")
_BEFORE_HOST = re.compile(r"^(?:https?://)?(?:www\.)?")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+$")
_BETWEEN_DIGITS = re.compile(r"[\s.\-/]+")
_LONGEST = 200


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
