"""What happens at a start, how far it is and how long it took; plain lines where nobody looks at a terminal."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TOLD_EVERY = 10.0  # seconds between plain lines about one step


class Steps:
    """Prints the steps of a start."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, highlight=False)

    @contextmanager
    def step(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """Show one step while it runs and how long it took; the yielded function tells how far it is."""
        began = time.monotonic()
        if self._console.is_terminal:
            with self._console.status(what) as status:
                yield lambda done, total: status.update(f"{what}: {done} of {total}")
        else:
            self._console.print(f"… {what}", soft_wrap=True)
            yield self._plain(what)
        self._console.print(f"[green]✓[/] {what} [dim]{time.monotonic() - began:.1f} s[/]", soft_wrap=True)

    def _plain(self, what: str) -> Callable[[int, int], None]:
        told = time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told >= _TOLD_EVERY:
                told = time.monotonic()
                self._console.print(f"… {what}: {done} of {total}", soft_wrap=True)

        return tell

    def say(self, what: str) -> None:
        """Print one line."""
        self._console.print(what, soft_wrap=True, markup=False)
