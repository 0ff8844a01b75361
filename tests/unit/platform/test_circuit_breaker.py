"""A circuit breaker leaves a failed server alone for a while, then lets one request probe it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.platform.circuit_breaker import CircuitBreaker

OPEN_SECONDS = 5.0


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def opened() -> tuple[CircuitBreaker, Clock]:
    """Return a circuit breaker that just saw a failure."""
    clock = Clock()
    breaker = CircuitBreaker(OPEN_SECONDS, clock)
    breaker.record_failure()
    return breaker, clock


def test_while_it_is_closed_every_request_may_try() -> None:
    breaker = CircuitBreaker(OPEN_SECONDS, Clock())
    assert [breaker.may_try() for _ in range(3)] == [True, True, True]


@given(passed=st.floats(0, OPEN_SECONDS, exclude_max=True))
def test_after_a_failure_no_request_may_try(passed: float) -> None:
    breaker, clock = opened()
    clock.now += passed
    assert not breaker.may_try()


@given(later=st.floats(OPEN_SECONDS, 1e6), requests=st.integers(2, 20))
def test_half_open_one_request_probes_and_the_others_go_on_without(later: float, requests: int) -> None:
    breaker, clock = opened()
    clock.now += later
    assert [breaker.may_try() for _ in range(requests)] == [True, *[False] * (requests - 1)]


def test_a_probe_that_succeeds_closes_it() -> None:
    breaker, clock = opened()
    clock.now += OPEN_SECONDS
    breaker.may_try()
    breaker.record_success()
    assert [breaker.may_try() for _ in range(3)] == [True, True, True]


def test_a_probe_that_fails_opens_it_again() -> None:
    breaker, clock = opened()
    clock.now += OPEN_SECONDS
    breaker.may_try()
    clock.now += 1
    breaker.record_failure()
    clock.now += OPEN_SECONDS - 0.5
    assert not breaker.may_try()
    clock.now += 0.5
    assert breaker.may_try()


def test_a_probe_whose_outcome_is_never_known_leaves_room_for_another() -> None:
    breaker, clock = opened()
    clock.now += OPEN_SECONDS
    breaker.may_try()
    clock.now += OPEN_SECONDS
    assert breaker.may_try()


def test_a_failure_at_the_start_of_the_clock_counts_too() -> None:
    breaker = CircuitBreaker(0.0, Clock())
    breaker.record_failure()
    assert breaker.may_try()
