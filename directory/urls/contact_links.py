"""Links: paths of the site's own pages, and safe `href` values of the contact details that an association gives."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode, urlsplit

from directory.language.normalise import slug

# Where an association changes its own record.
LOKET = "https://www.vlaanderen.be/verenigingsloket"
_PHONE_SIGNS = re.compile(r"[^0-9+]")
# Between dots there are no dots, so that no crafted text takes long.
_PLAIN_MAIL = re.compile(r"[^\s@<>\"',;:()\[\]\\]+@[^\s@<>\"',;:()\[\]\\.]+(?:\.[^\s@<>\"',;:()\[\]\\.]+)+")
_FEWEST_DIGITS = 3
# What no line of a mail's header may hold: controls, and marks that turn the direction of a text around.
_NO_HEADER_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_LONGEST_SUBJECT = 120
_MAP = "https://www.openstreetmap.org/directions"
# Other pages below the path of an association: a name with such a slug is left out of the path.
_RESERVED_SLUGS = frozenset({"melding"})


def association_path(vcode: str, name: str) -> str:
    """Return the canonical path of an association's page."""
    readable = slug(name)
    return f"/vereniging/{vcode}/{readable}" if readable and readable not in _RESERVED_SLUGS else f"/vereniging/{vcode}"


def search_path(*pairs: tuple[str, str], path: str = "/zoeken") -> str:
    """Return the path and query of a search."""
    return f"{path}?{urlencode(pairs)}" if pairs else path


def safe_address(value: str) -> str | None:
    """Return a web address that is safe to link to: http or https, a host, no user name; None for any other."""
    try:
        parts = urlsplit(value.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        return None
    return None if re.search(r"[\s\x00-\x1f\x7f<>\"\\]", parts.geturl()) else parts.geturl()


def shown_address(value: str) -> str:
    """Return a web address for display: without scheme, www and last slash."""
    return re.sub(r"^https?://(www\.)?", "", value.strip(), flags=re.IGNORECASE).rstrip("/")


def mail_address(value: str) -> str | None:
    """Return a `mailto:` link; None when the value is not exactly one plain e-mail address."""
    plain = value.strip()
    return f"mailto:{quote(plain, safe='@+')}" if _PLAIN_MAIL.fullmatch(plain) else None


def mail_address_about(value: str, subject: str) -> str | None:
    """Return a `mailto:` link with a subject, on one line; None when the value is not one plain e-mail address."""
    address = mail_address(value)
    line = " ".join(_NO_HEADER_TEXT.sub(" ", subject).split())[:_LONGEST_SUBJECT].rstrip()
    return f"{address}?subject={quote(line, safe='')}" if address and line else address


def route_address(address: str) -> str | None:
    """Return where a map site plans the way to an address; None without one. It is a link: nothing of it is loaded."""
    line = " ".join(_NO_HEADER_TEXT.sub(" ", address).split())
    return f"{_MAP}?{urlencode({'to': line})}" if line else None


def phone_address(value: str) -> str | None:
    """Return a `tel:` link of the digits in `value`; None when there are fewer than three."""
    digits = _PHONE_SIGNS.sub("", value.replace("(0)", ""))
    plain = digits[:1] + digits[1:].replace("+", "")
    return f"tel:{plain}" if len(plain) >= _FEWEST_DIGITS else None
