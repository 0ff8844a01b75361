"""Unit tests run without a network and without servers: a connection is an error."""

from __future__ import annotations

import socket

import pytest


class NetworkUseError(AssertionError):
    """A unit test opened a connection."""


def _refuse(_socket: socket.socket, address: object) -> None:
    raise NetworkUseError(f"a unit test connects to {address!r}: it belongs to the tests on real parts")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection, for this test only: in a whole run the others need their servers."""
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", _refuse)
