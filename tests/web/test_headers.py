"""What every answer carries, whatever it is an answer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.app import create_app
from directory.platform.headers import CONTENT_SECURITY_POLICY
from directory.platform.request_guard import LONGEST_ADDRESS
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

ANSWERS = {
    "a life sign": ("GET", "/health/live", 200),
    "unknown page": ("GET", "/nergens", 404),
    "unknown JSON": ("GET", "/nergens.json", 404),
    "a static file": ("GET", "/static/x/favicon.svg", 200),
    "no such static file": ("GET", "/static/x/../../pyproject.toml", 404),
    "a wrong method": ("POST", "/health/live", 405),
    "a broken address": ("GET", "/%zz", 400),
    "a long address": ("GET", "/" + "a" * LONGEST_ADDRESS, 414),
    "a slash too many": ("GET", "/zoeken/", 308),
    "only the headers": ("HEAD", "/health/live", 200),
    "a route that breaks": ("GET", "/breekt", 500),
    "not ready": ("GET", "/health/ready", 503),
}


@pytest.fixture(scope="module")
def broken() -> Iterator[TestClient]:
    """Ask an application with a route that breaks; every server is away."""
    app = create_app(settings_with())
    app.add_api_route("/breekt", _breaks)
    with asking(app) as client:
        yield client


async def _breaks() -> None:
    raise ZeroDivisionError("a canary in an exception")


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_is_guarded(broken: TestClient, method: str, path: str, status: int) -> None:
    answer = broken.request(method, path)

    wanted = {
        "content-security-policy": CONTENT_SECURITY_POLICY,
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
    }
    assert answer.status_code == status
    assert wanted.items() <= dict(answer.headers).items()
    assert "geolocation=(self)" in answer.headers["permissions-policy"]


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS.values(), ids=ANSWERS)
def test_no_answer_sets_a_cookie_or_names_our_software(broken: TestClient, method: str, path: str, status: int) -> None:
    assert {"set-cookie", "server", "x-powered-by"}.isdisjoint(broken.request(method, path).headers)


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_has_a_number(broken: TestClient, method: str, path: str, status: int) -> None:
    assert len(broken.request(method, path).headers["x-request-id"]) == 32


def test_the_policy_refuses_inline_scripts_and_framing() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert {"frame-ancestors 'none'", "require-trusted-types-for 'script'", "default-src 'none'"} <= set(
        CONTENT_SECURITY_POLICY.split("; ")
    )


def test_browsers_are_kept_to_https_where_the_site_has_it() -> None:
    with asking(create_app(settings_with(DIRECTORY_PUBLIC_URL="https://gids.test"))) as client:
        assert client.get("/health/live").headers["strict-transport-security"].startswith("max-age=")


def test_the_number_that_a_proxy_gave_is_kept(broken: TestClient) -> None:
    answer = broken.get("/health/live", headers={"X-Request-ID": "0af7651916cd43dd-8448eb21"})

    assert answer.headers["x-request-id"] == "0af7651916cd43dd-8448eb21"


@given(given=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=80))
@settings(max_examples=50, deadline=None)
def test_a_number_that_is_none_is_replaced(broken: TestClient, given: str) -> None:
    answer = broken.get("/health/live", headers={b"x-request-id": given.encode("latin-1")})

    kept = answer.headers["x-request-id"]
    assert kept.replace("-", "").isalnum()
    assert kept.isascii()
    assert 8 <= len(kept) <= 64
