"""Whether a page's Content-Security-Policy lets our widget work, as a browser reads it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class CspNeed(StrEnum):
    """What a widget needs of a page's policy, by the directive that says most about it."""

    SCRIPT = "script-src"
    DATA = "connect-src"
    FRAME = "frame-src"
    STYLE = "style-src"  # the `style` attributes of older snippets


# Which directive counts: the first of these that the policy has; none of them means that all is allowed.
_ORDER: Mapping[CspNeed, tuple[str, ...]] = {
    CspNeed.SCRIPT: ("script-src-elem", "script-src", "default-src"),
    CspNeed.DATA: ("connect-src", "default-src"),
    CspNeed.FRAME: ("frame-src", "child-src", "default-src"),
    CspNeed.STYLE: ("style-src-attr", "style-src", "default-src"),
}
_SOURCE = re.compile(r"(?:([a-z][a-z0-9+.-]*)://)?(\*|(?:\*\.)?[a-z0-9.-]+)(?::(\d+|\*))?(/[^\s?#]*)?", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class CspPolicy:
    """One policy: its directives in the order in which they stand; of a name that comes twice the first counts."""

    directives: Mapping[str, tuple[str, ...]]

    def allows(self, needed: CspNeed, url: str, nonce: str = "") -> bool:
        """Tell whether this is allowed; `nonce` is that of the script on the page."""
        sources = next((self.directives[name] for name in _ORDER[needed] if name in self.directives), None)
        if sources is None:
            return True
        small = [source.lower() for source in sources]
        if needed is CspNeed.STYLE:
            # A hash or nonce beside it switches the word off.
            return "'unsafe-inline'" in small and not any(source.startswith(("'nonce-", "'sha")) for source in small)
        if needed is CspNeed.SCRIPT and nonce and f"'nonce-{nonce}'" in sources:
            return True
        if needed is CspNeed.SCRIPT and "'strict-dynamic'" in small:
            return False  # addresses do not count then
        return any(_matches(source, url) for source in sources)


def parse_policy(text: str) -> CspPolicy:
    """Read one policy."""
    directives: dict[str, tuple[str, ...]] = {}
    for part in text.split(";"):
        name, *sources = part.split() or [""]
        if name:
            directives.setdefault(name.lower(), tuple(sources))
    return CspPolicy(directives)


def parse_policies(texts: Iterable[str]) -> tuple[CspPolicy, ...]:
    """Read all policies of a page: a header may hold several, separated by commas, and all of them count."""
    return tuple(parse_policy(part) for text in texts for part in text.split(",") if part.strip())


def _matches(source: str, url: str) -> bool:
    requested = urlsplit(url)
    if source == "*":
        return requested.scheme in _PORTS
    if re.fullmatch(r"[a-z][a-z0-9+.-]*:", source, re.IGNORECASE):
        return _scheme_fits(source[:-1].lower(), requested.scheme)
    match = _SOURCE.fullmatch(source)
    if match is None:  # a keyword, a hash or a nonce: none of them names an address
        return False
    scheme, host, port, path = match.groups()
    return (
        (scheme is None or _scheme_fits(scheme.lower(), requested.scheme))
        and _host_fits(host.lower(), requested.hostname or "")
        and _port_fits(port, requested.port, requested.scheme)
        and _path_fits(path or "", requested.path)
    )


def _scheme_fits(allowed: str, requested: str) -> bool:
    return allowed == requested or (allowed == "http" and requested == "https")


def _host_fits(allowed: str, requested: str) -> bool:
    if allowed == "*":
        return True
    return requested.endswith(allowed[1:]) if allowed.startswith("*.") else requested == allowed


def _port_fits(allowed: str | None, requested: int | None, scheme: str) -> bool:
    real = requested or _PORTS.get(scheme)
    usual = {_PORTS.get(scheme)}
    return allowed == "*" or (real in usual if allowed is None else real == int(allowed))


def _path_fits(allowed: str, requested: str) -> bool:
    if allowed in {"", "/"}:
        return True
    return requested.startswith(allowed) if allowed.endswith("/") else requested == allowed
