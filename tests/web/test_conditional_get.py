"""An answer that a client has already is not sent again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import Response

from directory.platform import conditional_get

TAG = conditional_get.validator("generation-1", "q=koor")


def asking_with(known: str) -> Request:
    """Return a request of a client that has the answers `known`."""
    return Request({"type": "http", "method": "GET", "headers": [(b"if-none-match", known.encode("latin-1"))]})


@pytest.mark.parametrize("known", [TAG, TAG.removeprefix("W/"), f'"other", {TAG}', "*"])
def test_a_validator_that_the_client_has_holds(known: str) -> None:
    assert conditional_get.holds(asking_with(known), TAG)


@pytest.mark.parametrize("known", ["", '""', "W/", '"other"', TAG.upper(), TAG[:-2]])
def test_any_other_validator_does_not_hold(known: str) -> None:
    assert not conditional_get.holds(asking_with(known), TAG)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_two_validators_are_equal_only_when_all_they_depend_on_is(one: list[str], other: list[str]) -> None:
    assert (conditional_get.validator(*one) == conditional_get.validator(*other)) == (one == other)


def test_an_answer_says_how_long_it_may_be_kept() -> None:
    marked = conditional_get.marked(Response("inhoud"), TAG)

    assert (marked.headers["etag"], marked.headers["cache-control"]) == (TAG, conditional_get.CACHE_CONTROL)


def test_not_modified_repeats_the_validator_and_has_no_body() -> None:
    answer = conditional_get.not_modified(TAG)

    assert (answer.status_code, answer.body, answer.headers["etag"]) == (304, b"", TAG)
