"""Which forms are taken: sent from a page of ours, with a token of ours for that form, within its time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from directory.platform.csrf import (
    MAX_AGE_SECONDS,
    MIN_AGE_SECONDS,
    FormTokens,
    FormTokenState,
    check_form,
    is_same_origin,
)

SECRET, OURS = "a secret of thirty-two characters", "https://gids.test"
NOW = 1_800_000_000.0


def tokens(now: float = NOW) -> FormTokens:
    return FormTokens(SECRET, clock=lambda: now)


def sent(**headers: str) -> Request:
    """Return a request with these headers, written with underscores."""
    raw = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": raw})


@given(age=st.integers(-1000, 3 * MAX_AGE_SECONDS))
def test_a_token_holds_from_a_few_seconds_to_a_day(age: int) -> None:
    state = tokens(NOW + age).check("report.V1", tokens().issue("report.V1"))

    if age > MAX_AGE_SECONDS:
        assert state is FormTokenState.EXPIRED
    else:
        assert state is (FormTokenState.TOO_FAST if age < MIN_AGE_SECONDS else FormTokenState.VALID)


@given(token=st.text(max_size=200))
def test_what_is_no_token_is_foreign(token: str) -> None:
    assert tokens().check("report.V1", token) is FormTokenState.FOREIGN


def test_a_token_of_another_form_or_installation_is_foreign() -> None:
    later = tokens(NOW + 60)

    assert later.check("report.V2", tokens().issue("report.V1")) is FormTokenState.FOREIGN
    assert later.check("report.V1", FormTokens("another secret", lambda: NOW).issue("report.V1")) is (
        FormTokenState.FOREIGN
    )


def test_no_two_tokens_are_the_same() -> None:
    assert tokens().issue("report.V1") != tokens().issue("report.V1")


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),
        ({"sec_fetch_site": "same-origin"}, True),
        ({"sec_fetch_site": "same-site"}, False),
        ({"sec_fetch_site": "cross-site", "origin": OURS}, False),
        ({"origin": OURS}, True),
        ({"origin": "http://intern.test:8000", "host": "intern.test:8000"}, True),
        ({"origin": "https://evil.test"}, False),
        ({"origin": "null", "host": ""}, False),
        ({"origin": "https://[", "host": "gids.test"}, False),
    ],
)
def test_only_a_page_of_ours_sends_our_forms(headers: dict[str, str], ours: bool) -> None:
    assert is_same_origin(sent(**headers), OURS) is ours


def test_a_sound_token_from_another_site_is_foreign() -> None:
    token, later = tokens().issue("report.V1"), tokens(NOW + 60)

    assert check_form(sent(origin=OURS), later, "report.V1", token, OURS) is FormTokenState.VALID
    assert check_form(sent(origin="https://evil.test"), later, "report.V1", token, OURS) is FormTokenState.FOREIGN
