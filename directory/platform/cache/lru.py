"""What was made or read a moment ago, by this process: each with its age, and only so many of them."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Key = TypeVar("Key")
Value = TypeVar("Value")


class Cached(NamedTuple, Generic[Value]):
    """A value and its age in seconds."""

    value: Value
    age: float


class LruCache(Generic[Key, Value]):
    """Values by key, `most` of them: the least recently used go first.

    `clock` gives seconds that only grow.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self.now = clock
        self._kept: OrderedDict[Key, tuple[float, Value]] = OrderedDict()

    def get(self, key: Key) -> Cached[Value] | None:
        """Return what is known, however old; what is too old is for the caller to say."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        begun_at, value = found
        return Cached(value, self.now() - begun_at)

    def keep(self, key: Key, value: Value, begun_at: float) -> None:
        """Keep a value that was begun at `begun_at`: what changed since then may be missing from it."""
        self._kept[key] = (begun_at, value)
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def keys(self) -> set[Key]:
        """Return the keys of all values."""
        return set(self._kept)

    def forget(self, key: Key) -> None:
        """Keep this one no longer."""
        self._kept.pop(key, None)
