"""What the lists share: periods that may be open at either end, numbers of items, and how long a label may be."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LONGEST_LABEL: Final = 128

Item = TypeVar("Item")
Period = tuple[date | None, date | None]


def is_reversed(start: date | None, end: date | None) -> bool:
    """Tell whether a period ends before it starts."""
    return start is not None and end is not None and end < start


def overlap(one: Period, other: Period) -> bool:
    """Tell whether two periods share a day; an open end reaches for ever."""
    (start, end), (other_start, other_end) = one, other
    return (start or date.min) <= (other_end or date.max) and (other_start or date.min) <= (end or date.max)


def are_numbers(numbers: list[int]) -> bool:
    """Tell whether items are numbered from 1 on, each number once."""
    return min(numbers) > 0 and len(set(numbers)) == len(numbers)


def overlapping(
    items: Sequence[Item], key: Callable[[Item], object], period: Callable[[Item], Period]
) -> Iterator[int]:
    """Yield the places of items that overlap with an earlier one of the same key; reversed periods overlap nothing."""
    earlier: dict[object, list[Period]] = {}
    for number, item in enumerate(items):
        own = period(item)
        if is_reversed(*own):
            continue
        known = earlier.setdefault(key(item), [])
        if any(overlap(own, other) for other in known):
            yield number
        known.append(own)
