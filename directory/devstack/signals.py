"""Ctrl-C, a request to stop, a closed terminal: they interrupt whatever goes on, but never half of a thing."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(BaseException):
    """Ctrl-C or SIGTERM arrived: not an error, so it passes every handler of errors."""


class _Interrupter:
    """Raises `Stop` in the main thread, at once or at the end of what must be whole."""

    def __init__(self) -> None:
        self.holding = 0
        self.asked = False

    def __call__(self, _number: int, _frame: object) -> None:
        if self.holding:
            self.asked = True
        else:
            raise Stop

    def let_go(self) -> None:
        self.holding -= 1
        if self.asked and not self.holding:
            self.asked = False
            raise Stop


_interrupter = _Interrupter()


@contextmanager
def on_signals() -> Iterator[None]:
    """Make the first Ctrl-C or SIGTERM stop in good order and the second one at once."""
    # Who started us with nohup wants us to outlive the terminal.
    wanted = [number for number in _SIGNALS if number != signal.SIGHUP or _hears_hangups()]
    before = {number: signal.signal(number, _interrupter) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _hears_hangups() -> bool:
    return signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN


@contextmanager
def whole() -> Iterator[None]:
    """Put a stop off to the end of a short block, as of a process that is started and must then be known."""
    _interrupter.holding += 1
    try:
        yield
    finally:
        _interrupter.let_go()
