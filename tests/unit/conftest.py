"""Unit tests run without a network and without servers: a connection is an error."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


class NetworkUseError(AssertionError):
    """A unit test opened a connection."""


def _refuse(_socket: socket.socket, address: object) -> None:
    raise NetworkUseError(f"a unit test connects to {address!r}: it belongs to the tests on real parts")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _refuse)
        patch.setattr(socket.socket, "connect_ex", _refuse)
        yield
