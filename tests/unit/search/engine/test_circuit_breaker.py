"""After a failure the engine is left alone for a moment, then tried by one."""

from __future__ import annotations

from directory.search.engine.circuit_breaker import Breaker


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_while_all_is_well_everybody_may_try() -> None:
    breaker = Breaker(2, Clock())
    assert breaker.may_try()
    assert breaker.may_try()


def test_after_a_failure_nobody_may_try() -> None:
    breaker = Breaker(2, Clock())
    breaker.failed()
    assert not breaker.may_try()


def test_after_a_rest_one_may_probe_and_the_others_wait() -> None:
    clock = Clock()
    breaker = Breaker(2, clock)
    breaker.failed()
    clock.now = 2
    assert [breaker.may_try(), breaker.may_try()] == [True, False]


def test_a_probe_that_succeeds_lets_everybody_in() -> None:
    clock = Clock()
    breaker = Breaker(2, clock)
    breaker.failed()
    clock.now = 2
    breaker.may_try()
    breaker.succeeded()
    assert breaker.may_try()


def test_a_probe_that_is_never_heard_of_does_not_close_the_door_for_ever() -> None:
    clock = Clock()
    breaker = Breaker(2, clock)
    breaker.failed()
    clock.now = 2
    breaker.may_try()
    clock.now = 4
    assert breaker.may_try()
