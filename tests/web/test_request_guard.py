"""What cannot be a request for us is refused calmly; HEAD and a slash too many are understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.platform.problems import TEXTS
from directory.platform.request_guard import LARGEST_HEADERS, LONGEST_ADDRESS, refusal, without_slash

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def scope(raw_path: bytes, query: bytes = b"", path: str | None = None) -> dict[str, Any]:
    """Return what a server tells of a request, as far as it matters here."""
    said = raw_path.decode("latin-1") if path is None else path
    return {"path": said, "raw_path": raw_path, "query_string": query, "headers": []}


@pytest.mark.parametrize(
    "path", ["/%", "/%0", "/%zz", "/a%2", "/%00", "/a%0Ab", "/a%5Cb", "/\\evil.test/", "/%ff", "/%C3%28"]
)
def test_a_malformed_path_is_refused(alone: TestClient, path: str) -> None:
    assert alone.get(path).status_code == 400


def test_a_path_with_accents_is_a_path_like_any_other(alone: TestClient) -> None:
    assert alone.get("/caf%C3%A9").status_code == 404


def test_an_address_may_be_long_but_not_longer(alone: TestClient) -> None:
    at_most, too_long = "/" + "a" * (LONGEST_ADDRESS - 1), "/" + "a" * LONGEST_ADDRESS

    assert [alone.get(path).status_code for path in (at_most, too_long)] == [404, 414]


def test_a_long_query_counts_too(alone: TestClient) -> None:
    assert alone.get("/zoeken?q=" + "a" * LONGEST_ADDRESS).status_code == 414


def test_headers_may_be_large_but_not_larger(alone: TestClient) -> None:
    assert alone.get("/health/live", headers={"X-Large": "a" * LARGEST_HEADERS}).status_code == 431


def test_a_head_request_gets_the_headers_of_the_answer_and_no_body(alone: TestClient) -> None:
    get, head = alone.get("/health/live"), alone.head("/health/live")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


def test_a_slash_too_many_leads_to_the_same_address_without_it(alone: TestClient) -> None:
    answer = alone.get("/zoeken//?q=koor&q=zang")

    assert (answer.status_code, answer.headers["location"]) == (308, "/zoeken?q=koor&q=zang")


@pytest.mark.parametrize("path", ["/zoeken//?q=koor", "/vereniging/V0900001..//", "/vereniging/V0900001/"])
def test_head_is_led_where_get_is_and_nobody_is_led_twice(alone: TestClient, path: str) -> None:
    asked, peeked = alone.get(path), alone.head(path)

    assert (peeked.status_code, peeked.headers["location"]) == (asked.status_code, asked.headers["location"])
    assert alone.get(asked.headers["location"]).status_code != 308


@given(raw=st.binary(max_size=30), query=st.binary(max_size=10))
@settings(max_examples=200, deadline=None)
def test_no_address_leads_to_another_host(raw: bytes, query: bytes) -> None:
    asked = scope(b"/" + raw, query)
    address = without_slash(asked)

    assert refusal(asked) or address is None or (address[:1] == "/" and address[1:2] not in {"/", "\\"})


@given(path=st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_a_path_with_a_control_character_never_passes(path: str) -> None:
    asked = scope(b"/x", path=f"/{path}")

    assert (refusal(asked) is None) == (not set(path) & {*map(chr, range(32)), "\x7f", "\\", "\ufffd"})


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/zoeken?q=" + "a" * LONGEST_ADDRESS, {}, 414),
        ("GET", "/%zz", {}, 400),
        ("DELETE", "/zoeken", {}, 405),
        ("GET", "/", {"X-Large": "a" * LARGEST_HEADERS}, 431),
    ],
)
def test_a_person_reads_why_a_request_is_refused(
    alone: TestClient, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    response = alone.request(method, path, headers={"Accept": "text/html", **headers})
    title, sentence = TEXTS[status]
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in response.text
    assert str(sentence) in response.text
    assert "Deze pagina bestaat niet" not in response.text
