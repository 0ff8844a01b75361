"""Random draws from weighted tables: quick, and the same for the same seed on every machine.

Only `random.Random.random` is used: of it alone Python promises that a seed gives the same numbers in every version.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RandomFloat = Callable[[], float]  # the next number from 0 up to 1
T = TypeVar("T")


def entries(text: str) -> tuple[str, ...]:
    """Divide a table of words at its bars."""
    return tuple(text.split("|"))


def joined(heads: str, tails: str) -> tuple[str, ...]:
    """Join each head to each tail but its own like: no Parkpark."""
    return tuple(head + tail for head in entries(heads) for tail in entries(tails) if head.lower() != tail)


def weighted(pairs: Iterable[tuple[T, float]], size: int = 8192) -> tuple[T, ...]:
    """Repeat each value by its weight, at least once, about `size` times in all: a draw is one look-up."""
    values, weights = zip(*pairs, strict=True)
    sums = list(accumulate(weights))
    ends = [round(size * sum_ / sums[-1]) for sum_ in sums]
    starts = [0, *ends[:-1]]
    return tuple(
        value for value, start, end in zip(values, starts, ends, strict=True) for _ in range(max(1, end - start))
    )


def choose(random: RandomFloat, items: Sequence[T]) -> T:
    """Draw one of `items`, all equally likely."""
    return items[int(random() * len(items))]


def choose_early(random: RandomFloat, items: Sequence[T]) -> T:
    """Draw one of `items`, the first ones far likelier, as with anything that people name after each other."""
    draw = random()
    return items[int(draw * draw * len(items))]


def between(random: RandomFloat, low: int, high: int) -> int:
    """Draw a whole number from `low` to `high`, both included."""
    return low + int(random() * (high - low + 1))


_DAYS: Final = tuple(f"-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29))


def day_in(random: RandomFloat, first: int, last: int) -> str:
    """Draw a day from the year `first` to the year `last`, as ISO 8601 text."""
    years, day = divmod(int(random() * (last - first + 1) * len(_DAYS)), len(_DAYS))
    return f"{first + years}{_DAYS[day]}"
