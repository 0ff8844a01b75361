"""Signal handling of the supervisor: Ctrl-C, SIGTERM and SIGHUP raise `Stop`, never within a `deferred` block."""

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
    """Raises `Stop` in the main thread, at once or at the end of a `deferred` block."""

    def __init__(self) -> None:
        self.deferrals = 0
        self.is_pending = False

    def __call__(self, _number: int, _frame: object) -> None:
        if self.deferrals:
            self.is_pending = True
        else:
            raise Stop

    def end_deferral(self) -> None:
        self.deferrals -= 1
        if self.is_pending and not self.deferrals:
            self.is_pending = False
            raise Stop


_interrupter = _Interrupter()


@contextmanager
def stop_on_signals() -> Iterator[None]:
    """Make the first Ctrl-C or SIGTERM stop in good order and the second one at once."""
    # nohup sets SIGHUP to be ignored: then the supervisor outlives the terminal.
    wanted = [number for number in _SIGNALS if number != signal.SIGHUP or _handles_hangup()]
    before = {number: signal.signal(number, _interrupter) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _handles_hangup() -> bool:
    return signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN


@contextmanager
def deferred() -> Iterator[None]:
    """Put a stop off to the end of a short block, for instance between the start of a process and its record."""
    _interrupter.deferrals += 1
    try:
        yield
    finally:
        _interrupter.end_deferral()
