"""Two sides timed in turn, and the figures of their ratio."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from bench.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Ours = TypeVar("Ours")
Theirs = TypeVar("Theirs")


class Times(NamedTuple):
    """Seconds of each answer, ours and theirs."""

    ours: list[float]
    theirs: list[float]

    @classmethod
    def in_turn(
        cls,
        pairs: Sequence[tuple[Ours, Theirs]],
        ask_ours: Callable[[Ours], float],
        ask_theirs: Callable[[Theirs], float],
        rounds: int,
    ) -> Self:
        """Ask both for the same before going on to the next, and begin with the other one in every other round."""
        times = cls([], [])
        for turn in range(rounds):
            for ours, theirs in pairs:
                if turn % 2:
                    times.theirs.append(ask_theirs(theirs))
                times.ours.append(ask_ours(ours))
                if not turn % 2:
                    times.theirs.append(ask_theirs(theirs))
        return times

    def describe(self, share: float) -> str:
        """Return the milliseconds of both at this share of the answers."""
        return f"{percentile(self.ours, share) * 1e3:.1f} against {percentile(self.theirs, share) * 1e3:.1f} ms"


def percentile(seconds: Sequence[float], share: float) -> float:
    """Return what this share of the answers stays under."""
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * share))]


def at_least(name: str, least: float, times: Times, share: float) -> Figure:
    """Return how many times faster ours is."""
    ratio = percentile(times.theirs, share) / percentile(times.ours, share)
    return Figure(name, f"≥ {least}x faster", f"{ratio:.2f}x ({times.describe(share)})", ratio >= least)


def at_most(name: str, most: float | None, times: Times, share: float) -> Figure:
    """Return how many times longer ours takes; without a limit it only informs."""
    ratio = percentile(times.ours, share) / percentile(times.theirs, share)
    measured = f"{ratio:.2f}x ({times.describe(share)})"
    return Figure(name, "" if most is None else f"≤ {most}x", measured, None if most is None else ratio <= most)
