"""Who asks, also behind proxies."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.platform import client_address

TRUSTED = client_address.networks("10.0.0.0/8, ::1")


def scope(peer: str | None, *forwarded: str) -> dict[str, Any]:
    """Return what a server tells of who asks."""
    headers = [(b"x-forwarded-for", value.encode("latin-1")) for value in forwarded]
    return {"client": (peer, 5000) if peer else None, "headers": headers, "type": "http"}


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("198.51.100.7", (), "198.51.100.7"),
        ("198.51.100.7", ("192.0.2.1",), "198.51.100.7"),  # not our proxy: what it says counts for nothing
        ("10.0.0.1", ("192.0.2.1",), "192.0.2.1"),
        ("10.0.0.1", ("192.0.2.9, 192.0.2.1",), "192.0.2.1"),
        ("10.0.0.1", ("192.0.2.9", "192.0.2.1, 10.0.0.2"), "192.0.2.1"),
        ("10.0.0.1", ("not an address",), "10.0.0.1"),
        ("::1", ("2001:db8::1",), "2001:db8::1"),
        ("::ffff:198.51.100.7", (), "198.51.100.7"),
    ],
)
def test_the_client_is_the_last_hop_that_is_not_ours(peer: str, forwarded: tuple[str, ...], found: str) -> None:
    assert client_address.address(scope(peer, *forwarded), TRUSTED) == ip_address(found)


@pytest.mark.parametrize("peer", [None, "testclient", ""])
def test_a_peer_without_an_address_is_unknown(peer: str | None) -> None:
    assert client_address.address(scope(peer, "192.0.2.1"), TRUSTED) is None


@given(peer=st.ip_addresses(), forwarded=st.text(st.characters(max_codepoint=255), max_size=60))
def test_a_header_does_not_make_a_client_this_machine(peer: Any, forwarded: str) -> None:
    asked = scope(str(peer), forwarded)

    assert not client_address.is_this_machine(asked)
    client_address.address(asked, TRUSTED)  # and no header upsets it


@given(address=st.ip_addresses(v=6), other=st.integers(0, 2**64 - 1))
def test_the_addresses_of_one_household_count_as_one(address: Any, other: int) -> None:
    neighbour = IPv6Address((int(address) >> 64 << 64) + other)

    assert client_address.key(address, "secret") == client_address.key(neighbour, "secret")


@given(one=st.ip_addresses(v=4), other=st.ip_addresses(v=4))
def test_other_addresses_count_apart(one: Any, other: Any) -> None:
    assert (client_address.key(one, "secret") == client_address.key(other, "secret")) == (one == other)


def test_what_stands_for_a_client_differs_where_the_secret_differs() -> None:
    somebody = ip_address("198.51.100.7")

    assert client_address.key(somebody, "one") != client_address.key(somebody, "other")
