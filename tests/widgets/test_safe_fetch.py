"""A page is fetched from the open internet only: a real server, and a name server that lies."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.widgets.page_check import safe_fetch
from directory.widgets.page_check.safe_fetch import (
    FetchedPage,
    FetchFailed,
    FetchFailure,
    FetchPolicy,
    fetch,
    is_public,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = b"<!doctype html><title>Gent</title>"
HERE = "127.0.0.1"
NOT_PUBLIC = (
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",  # noqa: S104 - refused
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1",
)  # fmt: skip


@dataclass
class Site:
    """A server of the test, what it answers by path, and who asked."""

    port: int = 0
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def guard(self, addresses: dict[str, list[str]] | None = None, **changed: Any) -> FetchPolicy:
        """Return a guard that takes this server for a public one, and looks names up in a table of its own."""
        table = {"gent.example": [HERE]} if addresses is None else addresses
        self.resolve_host: list[str] = []

        async def look_up(host: str, _port: int) -> list[str]:
            self.resolve_host.append(host)
            if host not in table:
                raise OSError(host)
            return table[host]

        allowed = {"look_up": look_up, "allows": lambda one: one == HERE or is_public(one), "ports": {self.port}}
        return FetchPolicy(**{**allowed, **changed})

    def url(self, path: str = "/", host: str = "gent.example") -> str:
        """Return an address of this server under a name."""
        return f"http://{host}:{self.port}{path}"


@contextmanager
def _serving(site: Site) -> Iterator[None]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            status, headers, body = site.answers.get(self.path, (200, {"Content-Type": "text/html"}, PAGE))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer((HERE, 0), Handler) as server:
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    """Run a server."""
    made = Site()
    with _serving(made):
        yield made


def _fetched(url: str, guard: FetchPolicy | None = None) -> FetchedPage:
    return asyncio.run(fetch(url, guard))


def _failure(url: str, guard: FetchPolicy | None = None) -> FetchFailure:
    with pytest.raises(FetchFailed) as failed:
        _fetched(url, guard)
    return failed.value.failure


def test_a_page_comes_with_the_policies_of_its_server(site: Site) -> None:
    site.answers["/pad?x=1"] = (
        200,
        {"Content-Type": "text/html; charset=latin-1", "Content-Security-Policy": "a"},
        b"\xe9",
    )
    found = _fetched(site.url("/pad?x=1#kop"), site.guard())
    assert found == FetchedPage("é", ("a",))
    ((_path, headers),) = site.asked
    assert headers["host"] == f"gent.example:{site.port}"
    assert not {"cookie", "authorization", "referer"} & headers.keys()


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_of_the_open_internet_is_not_reached(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.190.198.10", "2a02:a03f::1", "2606:4700::1111"])
def test_an_address_of_the_open_internet_is(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_in_disguise_is_never_public(address: object) -> None:
    assert not is_public(f"::ffff:{address}")
    assert not is_public(f"64:ff9b::{address}")


@pytest.mark.parametrize(
    "addresses",
    [["10.0.0.1"], [HERE, "10.0.0.1"], ["8.8.8.8", "::1"], ["169.254.169.254"], ["::ffff:10.0.0.1"]],
)
def test_a_name_with_one_address_of_another_kind_is_not_asked(site: Site, addresses: list[str]) -> None:
    assert _failure(site.url(), site.guard({"gent.example": addresses})) is FetchFailure.NOT_PUBLIC
    assert site.asked == []


def test_a_name_is_looked_up_once_and_the_connection_goes_there(site: Site) -> None:
    table = {"gent.example": [HERE]}
    guard = site.guard(table)
    real = guard.look_up

    async def once(host: str, port: int) -> list[str]:
        found = list(await real(host, port))
        table[host] = ["10.0.0.1"]  # from now on it lies
        return found

    assert _fetched(site.url(), site.guard(table, look_up=once)).text == PAGE.decode()
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://0x7f.1/", "http://2130706433/", "http://127.1/",
        "ftp://gent.example/", "file:///etc/passwd", "gopher://gent.example/", "javascript:alert(1)", "",
        "http://naam:geheim@gent.example/", "http://gent.example@10.0.0.1/", "http://gent.example\\@10.0.0.1/",
        "http://gent.example:22/", "http://gent.example:6379/", "http://gent.example:8080/", "http://gent.example /",
        "http://gent.example\r\nHost: x/", "http://gent.example./", "http://gent", "http://\u0261ent.be/",
    ],
)  # fmt: skip
def test_an_address_that_is_doubtful_is_not_asked(url: str) -> None:
    assert _failure(url, FetchPolicy(look_up=_never)) is FetchFailure.ADDRESS


async def _never(host: str, _port: int) -> list[str]:
    raise AssertionError(host)


def test_this_machine_by_its_own_name_is_not_asked() -> None:
    assert _failure("http://localhost/") is FetchFailure.NOT_PUBLIC


@pytest.mark.parametrize(
    ("to", "failure"),
    [
        ("http://127.0.0.1:{port}/", FetchFailure.ADDRESS),
        ("http://binnen.example:{port}/", FetchFailure.NOT_PUBLIC),
        ("http://gent.example:1/", FetchFailure.ADDRESS),
        ("file:///etc/passwd", FetchFailure.ADDRESS),
        ("//binnen.example:{port}/x", FetchFailure.NOT_PUBLIC),
        ("/lus", FetchFailure.REDIRECTS),
        ("", FetchFailure.REDIRECTS),
    ],
)
def test_a_redirect_is_judged_like_a_first_address(site: Site, to: str, failure: FetchFailure) -> None:
    for path in ("/lus", "/"):
        site.answers[path] = (302, {"Location": to.format(port=site.port)}, b"")
    guard = site.guard({"gent.example": [HERE], "binnen.example": ["10.0.0.1"]})
    assert _failure(site.url(), guard) is failure
    assert all(host in {"gent.example", "binnen.example"} for host in site.resolve_host)


def test_three_redirects_are_followed_and_no_more(site: Site) -> None:
    for step in range(4):
        site.answers[f"/{step}"] = (301, {"Location": f"/{step + 1}"}, b"")
    assert _fetched(site.url("/1"), site.guard()).text == PAGE.decode()
    assert _failure(site.url("/0"), site.guard()) is FetchFailure.REDIRECTS


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ((200, {"Content-Type": "application/json"}, b"{}"), FetchFailure.KIND),
        ((200, {}, b"x"), FetchFailure.KIND),
        ((200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"x"), FetchFailure.KIND),
        ((200, {"Content-Type": "text/html"}, b"x" * (safe_fetch.MOST_BYTES + 1)), FetchFailure.SIZE),
        ((404, {"Content-Type": "text/html"}, PAGE), FetchFailure.STATUS),
        ((500, {"Content-Type": "text/html"}, PAGE), FetchFailure.STATUS),
    ],
)
def test_what_is_no_page_is_not_read(
    site: Site, answer: tuple[int, dict[str, str], bytes], failure: FetchFailure
) -> None:
    site.answers["/"] = answer
    assert _failure(site.url(), site.guard()) is failure


def test_a_server_that_says_nothing_is_left(site: Site) -> None:
    with _silent() as port:
        guard = site.guard(ports={port}, seconds=0.2)
        assert _failure(f"http://gent.example:{port}/", guard) is FetchFailure.AWAY
    assert _failure(site.url(host="weg.example"), site.guard()) is FetchFailure.AWAY
    assert _failure("http://gent.example:1/", site.guard(ports={1})) is FetchFailure.AWAY


@contextmanager
def _silent() -> Iterator[int]:

    with socket.create_server((HERE, 0)) as listening:
        yield listening.getsockname()[1]


def test_an_unknown_encoding_is_read_as_utf_8(site: Site) -> None:
    site.answers["/"] = (200, {"Content-Type": "text/html; charset=onzin"}, "é".encode())
    assert _fetched(site.url(), site.guard()).text == "é"
