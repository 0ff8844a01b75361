"""Who asks: the address of a client, also behind proxies that we trust, and whether it is this machine itself."""

from __future__ import annotations

import hashlib
import hmac
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, TypeAlias

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from ipaddress import IPv4Network

    from starlette.types import Scope

    Network: TypeAlias = IPv4Network | IPv6Network

Address: TypeAlias = IPv4Address | IPv6Address
# A household or a phone gets a /64; counting each of its addresses would count nothing.
_IPV6_SHARE = 64
_PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def networks(text: str) -> tuple[Network, ...]:
    """Read a list of addresses and networks, separated by commas; raises ValueError with the one that is none."""
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def address(scope: Scope, trusted: Sequence[Network]) -> Address | None:
    """Return the client's address: the last hop that is no proxy of ours, or None when it is no address."""
    found = _parsed(scope["client"][0]) if scope.get("client") else None
    forwarded = Headers(scope=scope).getlist("x-forwarded-for")
    hops = [hop for header in forwarded for hop in header.split(",")]
    while hops and found is not None and any(found in network for network in trusted):
        before = _parsed(hops.pop().strip())
        if before is None:
            break
        found = before
    return found


def is_this_machine(scope: Scope) -> bool:
    """Tell whether the request comes from this machine itself; what a proxy on this machine passes on does not."""
    peer = _parsed(scope["client"][0]) if scope.get("client") else None
    headers = Headers(scope=scope)
    return peer is not None and peer.is_loopback and not any(name in headers for name in _PROXY_HEADERS)


def key(found: Address | None, secret: str) -> str:
    """Return what stands for a client in Redis: only with our secret could it be traced to an address."""
    whole: Address | IPv6Network | None = found
    if isinstance(found, IPv6Address):
        whole = IPv6Network((int(found) >> _IPV6_SHARE << _IPV6_SHARE, _IPV6_SHARE))
    return hmac.new(secret.encode(), str(whole).encode(), hashlib.sha256).hexdigest()[:24]


def _parsed(text: str) -> Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
