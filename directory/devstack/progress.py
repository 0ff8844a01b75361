"""Progress of a start on standard error: a live display in a terminal, plain lines elsewhere."""

from __future__ import annotations

import io
import sys
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, TextIO, cast

from rich.columns import Columns
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, ProgressColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress_bar import ProgressBar
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import RenderableType
    from rich.progress import Task

    Tell = Callable[[int, int], None]

_REPORT_EVERY = 10.0  # seconds between plain lines about one step
_BAR = 24


class _Screen(io.TextIOBase):
    """Standard error that may go away: a closed terminal, or the end of the program that read it.

    An error while writing a message must not keep the parts from being stopped in order.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            return

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a stream's own, read only
        return self._stream.encoding


class _HowFar(ProgressColumn):
    """A bar and a count, for steps that report a total."""

    def render(self, task: Task) -> RenderableType:
        if not task.total:
            return ""
        bar = ProgressBar(total=task.total, completed=task.completed, width=_BAR)
        return Columns([bar, Text(f"{task.completed:,.0f} of {task.total:,.0f}", style="progress.download")])


class StartProgress:
    """Prints the steps of a start."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(file=cast("IO[str]", _Screen(sys.stderr)), highlight=False)

    @contextmanager
    def step(self, what: str) -> Iterator[Tell]:
        """Show one step while it runs, how far it is (told by the yielded function) and how long it took."""
        with self._timed(what):
            if self._console.is_terminal:
                with self._moving(what) as tell:
                    yield tell
            else:
                self._console.print(f"… {escape(what)}", soft_wrap=True)
                yield self._plain(what)

    @contextmanager
    def step_with_own_output(self, what: str) -> Iterator[None]:
        """Show one step whose own programs write to the terminal meanwhile."""
        with self._timed(what):
            self._console.print(f"… {escape(what)}", soft_wrap=True)
            yield

    def say(self, what: str) -> None:
        """Print one line."""
        self._console.print(what, soft_wrap=True, markup=False)

    def show_address(self, what: str, address: str, how: str) -> None:
        """Print the address at which the directory answers."""
        self._console.print(f"\n[bold]{escape(what)} {escape(address)}[/]\n[dim]{escape(how)}[/]", soft_wrap=True)

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        began, mark = time.monotonic(), "[red]✗[/]"
        try:
            yield
            mark = "[green]✓[/]"
        finally:
            self._console.print(f"{mark} {escape(what)} [dim]{time.monotonic() - began:.1f} s[/]", soft_wrap=True)

    @contextmanager
    def _moving(self, what: str) -> Iterator[Tell]:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), _HowFar(), TimeElapsedColumn())
        with Progress(
            *columns, console=self._console, transient=True, redirect_stdout=False, redirect_stderr=False
        ) as progress:
            task = progress.add_task(escape(what), total=None)
            yield lambda done, total: progress.update(task, completed=done, total=total)

    def _plain(self, what: str) -> Tell:
        reported_at = time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal reported_at
            if time.monotonic() - reported_at >= _REPORT_EVERY:
                reported_at = time.monotonic()
                self._console.print(f"… {escape(what)}: {done} of {total}", soft_wrap=True)

        return tell
