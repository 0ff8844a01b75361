"""Fetches the page of a webmaster once, guarded against SSRF: an address may aim at servers inside our network.

Only public servers on the web's own ports. A name is looked up once, every address it has must be public, and the
connection goes to exactly those addresses: a second answer of the name server changes nothing. Each redirect is a new
address and is judged as the first one was.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from directory.widgets.saved import origins

if TYPE_CHECKING:
    from aiohttp import ClientResponse

SECONDS = 2.0
MOST_BYTES = 1_000_000
MOST_REDIRECTS = 3
_CHUNK = 65_536
_PORTS = frozenset({80, 443})
_KINDS = frozenset({"text/html", "application/xhtml+xml"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {"Accept": "text/html", "Accept-Encoding": "identity", "User-Agent": "Verenigingsgids-controle/1"}
Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
LookUp: TypeAlias = Callable[[str, int], Awaitable[list[str]]]
# IPv6 ranges that embed an IPv4 address (mapped, NAT64, Teredo, 6to4): the embedded one may be private.
_EMBEDDED_IPV4 = tuple(
    ipaddress.IPv6Network(network)
    for network in ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")
)


class FetchFailure(StrEnum):
    """Why a page was not fetched."""

    ADDRESS = "address"  # no address that we go to
    NOT_PUBLIC = "not public"
    AWAY = "away"  # no such name, no connection, no answer in time
    REDIRECTS = "redirects"
    KIND = "kind"  # no page
    SIZE = "size"
    STATUS = "status"


class FetchFailed(Exception):  # noqa: N818 - an outcome, shown to the visitor
    """A page was not fetched."""

    def __init__(self, failure: FetchFailure) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as its server sent it: the text, and the policies that stand in its headers."""

    text: str
    policies: tuple[str, ...]


async def resolve_host(host: str, port: int) -> list[str]:
    """Return the addresses of a name."""
    loop = asyncio.get_running_loop()
    entries = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(item[4][0]) for item in entries]


def is_public(text: str) -> bool:
    """Tell whether an address is one of the open internet: none of a network of its own, none that hides another."""
    address: Address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and any(address in network for network in _EMBEDDED_IPV4):
        return False
    # Python counts multicast and 6to4 relays among the global ones.
    return address.is_global and not address.is_multicast and not address.is_reserved


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """What may be reached, and how names are looked up; the tests name a server of their own."""

    look_up: LookUp = resolve_host
    allows: Callable[[str], bool] = is_public
    ports: frozenset[int] = _PORTS
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class _ResolvedTarget:
    url: str
    host: str
    addresses: tuple[str, ...] = field(default=())


class _PinnedResolver(AbstractResolver):
    """Gives the addresses that were judged, and no others."""

    def __init__(self, target: _ResolvedTarget) -> None:
        self._target = target

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the pinned addresses of the one host there is."""
        if host != self._target.host:
            raise OSError(host)
        return [_result(host, port, address, family) for address in self._target.addresses]

    async def close(self) -> None:
        """Have nothing to let go."""


def _result(host: str, port: int, address: str, _family: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)


async def fetch(url: str, guard: FetchPolicy | None = None) -> FetchedPage:
    """Fetch a page; raises `NotFetched`."""
    chosen = guard or FetchPolicy()
    try:
        async with asyncio.timeout(chosen.seconds):
            return await _follow_redirects(url, chosen)
    except (TimeoutError, aiohttp.ClientError, OSError):
        raise FetchFailed(FetchFailure.AWAY) from None


async def _follow_redirects(url: str, guard: FetchPolicy) -> FetchedPage:
    for _ in range(MOST_REDIRECTS + 1):
        target = await _resolve_target(url, guard)
        connector = aiohttp.TCPConnector(
            resolver=_PinnedResolver(target), use_dns_cache=False, limit=1, force_close=True
        )
        async with (
            aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False, auto_decompress=False
            ) as session,
            session.get(target.url, allow_redirects=False, headers=_HEADERS) as answer,
        ):
            if answer.status not in _REDIRECTS:
                return await _read(answer)
            url = urljoin(target.url, answer.headers.get("Location", ""))
    raise FetchFailed(FetchFailure.REDIRECTS)


async def _resolve_target(url: str, guard: FetchPolicy) -> _ResolvedTarget:
    """Read an address and look its name up, once."""
    try:
        origin = origins.parse_origin(url.partition("#")[0]) if "://" in url else origins.parse_origin(f"https://{url}")
    except origins.InvalidOrigin:
        raise FetchFailed(FetchFailure.ADDRESS) from None
    parts = urlsplit(origin)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    host = parts.hostname or ""
    if port not in guard.ports:
        raise FetchFailed(FetchFailure.ADDRESS)
    addresses = tuple(dict.fromkeys(await guard.look_up(host, port)))
    if not addresses:
        raise FetchFailed(FetchFailure.AWAY)
    if not all(guard.allows(address) for address in addresses):
        raise FetchFailed(FetchFailure.NOT_PUBLIC)
    page = urlsplit(url if "://" in url else f"https://{url}")
    path = page.path or "/"
    return _ResolvedTarget(f"{origin}{path}" + (f"?{page.query}" if page.query else ""), host, addresses)


async def _read(answer: ClientResponse) -> FetchedPage:
    if answer.status != 200:  # noqa: PLR2004 - anything else is no page to check
        raise FetchFailed(FetchFailure.STATUS)
    if answer.content_type not in _KINDS or answer.headers.get("Content-Encoding", "identity") != "identity":
        raise FetchFailed(FetchFailure.KIND)
    body = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > MOST_BYTES:
            raise FetchFailed(FetchFailure.SIZE)
    return FetchedPage(
        _decode(bytes(body), answer.charset), tuple(answer.headers.getall("Content-Security-Policy", []))
    )


def _decode(body: bytes, charset: str | None) -> str:
    try:
        return body.decode(charset or "utf-8", "replace")
    except LookupError:  # a name of no encoding
        return body.decode("utf-8", "replace")
