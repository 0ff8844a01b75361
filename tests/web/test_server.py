"""Bytes that no client library would send, against the very server that runs in production."""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import TYPE_CHECKING

import pytest
import uvicorn
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.app import create_app
from tests.web.client import settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator

LIFE_SIGN = b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    """Serve the application, every server behind it being away, and return where."""
    app = create_app(settings_with())
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, access_log=False, server_header=False, proxy_headers=False, log_config=None)
    )
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])))
    thread.start()
    yield listening.getsockname()[:2]
    server.should_exit = True
    thread.join()
    listening.close()


def answer_to(address: tuple[str, int], request: bytes) -> bytes:
    """Send bytes, and return all that comes back until the server hangs up."""
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /\xff\xfe HTTP/1.1",
        b"GET /%00 HTTP/1.1",
        b"GET /%zz HTTP/1.1",
        b"GET /zoeken?q=\xff HTTP/1.1",
        b"GET //evil.test/.. HTTP/1.1",
        b"GET http://[ HTTP/1.1",
        b"GET " + b"/" * 9000 + b" HTTP/1.1",
        b"OPTIONS * HTTP/1.1",
        b"SMURF / HTTP/1.1",
        b"GET / HTTP/9.9",
        b"\x16\x03\x01\x02\x00",
    ],
)
def test_bytes_that_make_no_sense_are_answered_calmly(address: tuple[str, int], request_line: bytes) -> None:
    answer = answer_to(address, request_line + b"\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert answer == b"" or int(answer.split(b" ")[1]) < 500
    assert answer_to(address, LIFE_SIGN).startswith(b"HTTP/1.1 200")


@given(target=st.binary(min_size=1, max_size=60).filter(lambda raw: not set(raw) & set(b" \r\n")))
@settings(max_examples=60, deadline=None)
def test_no_target_breaks_the_server(address: tuple[str, int], target: bytes) -> None:
    answer = answer_to(address, b"GET /nergens/" + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert answer == b"" or int(answer.split(b" ")[1]) < 500


def test_a_head_request_over_the_wire_has_no_body(address: tuple[str, int]) -> None:
    answer = answer_to(address, LIFE_SIGN.replace(b"GET", b"HEAD"))

    assert answer.endswith(b"\r\n\r\n")
    assert b"content-length: 17" in answer
