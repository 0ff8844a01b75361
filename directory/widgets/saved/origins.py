"""The sites that may show a saved widget: origins, read strictly from what people type and compared exactly.

An origin is scheme, host and port. What a browser sends as its origin is plain ASCII in small letters, so a saved one
is kept in that very form and nothing is interpreted when the two are compared.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, urlsplit

import idna

from directory.platform.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_ORIGINS = 20
LONGEST_ADDRESS = 300
_USUAL_PORTS = {"https": 443, "http": 80}
_LAST_PORT = 65535
# Everything that a browser, a proxy and we might read in three ways: spaces, control signs, and what stands between
# the parts of an address. Direction and joining signs are invisible to a person who checks the name.
_NEVER = re.compile(r"[\s\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\^`{}|\"<>%,;]")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_PUNYCODE = "xn--"
_OURS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_æœøß")


class InvalidOrigin(ValueError):  # noqa: N818 - an outcome of reading, shown to who typed it
    """What was typed is no site that we can compare exactly; the message is a sentence for people."""


class ParsedOrigins(NamedTuple):
    """The origins in a text of one per line, and a sentence for each line that is none."""

    origins: tuple[str, ...]
    problems: tuple[str, ...]


def parse_lines(text: str) -> ParsedOrigins:
    """Read typed origins, one on a line; duplicates are dropped."""
    origins: dict[str, None] = {}
    problems = []
    for line in filter(None, (line.strip() for line in re.split(r"\r\n|\r|\n", text))):
        try:
            origins[parse_origin(line)] = None
        except InvalidOrigin as refused:
            problems.append(str(refused))
    if len(origins) > MOST_ORIGINS:
        problems.append(_("Je kunt hoogstens %(most)s sites opgeven.") % {"most": MOST_ORIGINS})
    return ParsedOrigins(tuple(origins)[:MOST_ORIGINS], tuple(dict.fromkeys(problems)))


def parse_origin(typed: str) -> str:
    """Return the origin of an address as a browser writes it; raises `NotAnOrigin` for what is doubtful.

    Without a scheme https is meant. A path is left out: an origin has none.
    """
    if not typed or len(typed) > LONGEST_ADDRESS or _NEVER.search(typed) or not typed.isprintable():
        raise _refused(typed, _("“%(typed)s” is geen webadres."))
    parts = _split(typed)
    if parts.scheme not in _USUAL_PORTS:
        raise _refused(typed, _("“%(typed)s” begint niet met https:// of http://."))
    if "@" in parts.netloc:
        raise _refused(typed, _("“%(typed)s” bevat een naam of wachtwoord. Laat dat weg."))
    host = _host(typed, parts)
    port = _port(typed, parts)
    return f"{parts.scheme}://{host}" + ("" if port in {None, _USUAL_PORTS[parts.scheme]} else f":{port}")


def is_allowed(sent: str | None, origins: Iterable[str]) -> bool:
    """Tell whether the origin that a browser sent is one of these: the same letters, nothing else."""
    return sent is not None and sent in frozenset(origins)


def frame_ancestors(origins: Iterable[str]) -> str:
    """Return who may frame an embedded page, as the directive of its policy says it; ourselves always: the maker."""
    named = tuple(origins)
    return " ".join(("frame-ancestors", "'self'", *named)) if named else "frame-ancestors *"


def _split(typed: str) -> SplitResult:
    try:
        return urlsplit(typed if _has_scheme(typed) else f"https://{typed}")
    except ValueError:  # brackets that do not match
        raise _refused(typed, _("“%(typed)s” is geen webadres.")) from None


def _has_scheme(typed: str) -> bool:
    """Tell `https://…` and `javascript:…` from `gent.be:8443`, where a port follows the colon."""
    scheme = _SCHEME.match(typed)
    return "://" in typed or (scheme is not None and not typed[scheme.end() : scheme.end() + 1].isdigit())


def _port(typed: str, parts: SplitResult) -> int | None:
    _name, colon, port = parts.netloc.rpartition(":")
    if not colon:
        return None
    # Only plain digits: int() would take "+8_0" and digits of other scripts too.
    if not re.fullmatch(r"[1-9][0-9]{0,4}", port) or int(port) > _LAST_PORT:
        raise _refused(typed, _("“%(typed)s” heeft een poort die niet kan."))
    return int(port)


def _host(typed: str, parts: SplitResult) -> str:
    name = re.sub(r":[^:\]]*$", "", parts.netloc)
    if "*" in name:
        raise _refused(typed, _("“%(typed)s” bevat een sterretje. Geef elke site apart op."))
    if _is_number(name):
        raise _refused(typed, _("“%(typed)s” is een IP-adres. Geef de naam van je site."))
    labels = tuple(_label(typed, label) for label in name.split("."))
    if len(labels) == 1 and labels[0] != "localhost":
        raise _refused(typed, _("“%(typed)s” is geen volledige naam van een site."))
    host = ".".join(labels)
    # A browser reads a last label of digits as part of a number: 0x7f.1 is an address of its own machine.
    if len(host) > 253 or re.fullmatch(r"[0-9]+|0x[0-9a-f]*", labels[-1]):  # noqa: PLR2004 - the longest name that DNS takes
        raise _refused(typed, _("“%(typed)s” is geen volledige naam van een site."))
    return host


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return name.startswith("[")
    return True


def _label(typed: str, label: str) -> str:
    """Return one part of a name in ASCII; letters that are not of our alphabet only look like ours."""
    small = label.lower()
    try:
        shown = idna.decode(small) if small.startswith(_PUNYCODE) else small
        if not _is_latin(shown):
            raise _refused(typed, _("“%(typed)s” bevat tekens die op andere lijken."))
        plain = shown if shown.isascii() else idna.encode(shown).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise _refused(typed, _("“%(typed)s” is geen geldige naam van een site.")) from None
    if not _LABEL.fullmatch(plain) or (plain[2:4] == "--" and not plain.startswith(_PUNYCODE)):
        raise _refused(typed, _("“%(typed)s” is geen geldige naam van een site."))
    return plain


def _is_latin(label: str) -> bool:
    """Tell whether each sign is a letter of ours, perhaps with an accent: a dotless i or script g only looks so."""
    whole = unicodedata.normalize("NFC", label) == label
    return whole and all(unicodedata.normalize("NFD", sign)[0] in _OURS for sign in label)


def _refused(typed: str, sentence: str) -> InvalidOrigin:
    shown = "".join(sign if sign.isprintable() else "·" for sign in typed[:80])
    return InvalidOrigin(sentence % {"typed": shown})
