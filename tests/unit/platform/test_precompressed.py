"""A body is sent in the smallest content coding that the client takes, and never in one that it refuses."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from directory.platform.assets import STATIC_FOLDER
from directory.platform.precompressed import HARDEST, QUICK, SMALLEST_COMPRESSED, Precompressed, preferred_coding

if TYPE_CHECKING:
    from starlette.responses import Response

BODY = b"body { color: green }\n" * 100
DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


def _sent(body: Precompressed, *accept_encoding: str) -> Response:
    headers = [(b"accept-encoding", value.encode()) for value in accept_encoding]
    return body.response(Request({"type": "http", "headers": headers}), "text/css")


@pytest.mark.parametrize(
    ("accept_encoding", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=1.0", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br ; q=0.000 , gzip ; q=0.1", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0.0, identity", None),
        ("*", "br"),
        ("*;q=0", None),
        ("br;q=0, *;q=0.5", "gzip"),
        ("identity", None),
        ("x-brand", None),
        ("", None),
    ],
)
def test_the_coding_is_the_smallest_that_is_accepted(accept_encoding: str, coding: str | None) -> None:
    assert preferred_coding(accept_encoding) == coding
    response = _sent(Precompressed(BODY), accept_encoding)
    assert response.headers.get("content-encoding") == coding
    assert DECODERS[coding](bytes(response.body)) == BODY
    assert response.headers["vary"] == "Accept-Encoding"


def test_the_header_may_come_in_several_lines() -> None:
    assert _sent(Precompressed(BODY), "gzip", "br;q=0").headers["content-encoding"] == "gzip"


@given(accept_encoding=st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_any_header_gives_the_body_back(accept_encoding: str) -> None:
    response = _sent(Precompressed(BODY, QUICK), accept_encoding)
    assert DECODERS[response.headers.get("content-encoding")](bytes(response.body)) == BODY


def test_small_bodies_and_those_compressed_already_go_as_they_are() -> None:
    for body in (Precompressed(BODY[: SMALLEST_COMPRESSED - 1]), Precompressed(BODY, None)):
        response = _sent(body, "gzip, br")
        assert response.body == body.body
        assert "content-encoding" not in response.headers
        assert "vary" not in response.headers


def test_more_effort_gives_fewer_bytes() -> None:
    text = (STATIC_FOLDER / "site.css").read_bytes()
    for coding in ("br", "gzip"):
        hard, quick = (_sent(Precompressed(text, effort), coding).body for effort in (HARDEST, QUICK))
        assert len(hard) < len(quick)
