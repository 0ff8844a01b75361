"""Finds and takes out values of a parsed line by the paths of violations, such as `locaties[2].adres.postcode`."""

from __future__ import annotations

import re
from typing import Any, Final, TypeAlias

Step: TypeAlias = "str | int"

_STEP: Final = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_FIRST_ITEM: Final = re.compile(r"([^.\[\]]+)\[(\d+)\]")
# Stands where an item was taken out, so that the paths of the others stay right until `LineLists.close_ranks`.
_TAKEN_OUT: Final = object()


def steps(path: str) -> tuple[Step, ...]:
    """Return a path in steps: names of fields and places in lists."""
    return tuple(int(place) if place else name for place, name in _STEP.findall(path))


def value_at(association: dict[str, Any], path: str) -> Any:
    """Return what stands at a path, or None."""
    value: Any = association
    for step in steps(path):
        value = _child(value, step)
    return None if value is _TAKEN_OUT else value


def replace(association: dict[str, Any], path: str, value: Any) -> None:
    """Put another value where one stands."""
    *before, last = steps(path)
    parent: Any = association
    for step in before:
        parent = _child(parent, step)
    parent[last] = value


def take_out(association: dict[str, Any], path: str) -> bool:
    """Take out the value at a path; when there is none, what surrounds it: an item, else the field. False: nothing."""
    way = list(steps(path))
    while way:
        parent: Any = association
        for step in way[:-1]:
            parent = _child(parent, step)
        if _take(parent, way[-1]):
            return True
        way.pop()
    return False


def _take(parent: Any, step: Step) -> bool:
    value = _child(parent, step)
    if value is _TAKEN_OUT:
        return True
    if isinstance(step, int):
        if not isinstance(parent, list) or step >= len(parent):
            return False
        parent[step] = _TAKEN_OUT
        return True
    if value is None:
        return False
    parent[step] = None
    return True


def _child(value: Any, step: Step) -> Any:
    if isinstance(step, str):
        return value.get(step) if isinstance(value, dict) else None
    return value[step] if isinstance(value, list) and step < len(value) else None


class LineLists:
    """The lists of one line while items are taken out of them: knows at which place each item stood in the file."""

    def __init__(self, association: dict[str, Any]) -> None:
        self._association = association
        self._places = {name: list(range(len(value))) for name, value in association.items() if isinstance(value, list)}

    def close_ranks(self) -> None:
        """Remove the places of what was taken out."""
        for name, value in self._association.items():
            if isinstance(value, list) and name in self._places and _has_gaps(value):
                self._places[name] = [
                    place for place, item in zip(self._places[name], value, strict=True) if item is not _TAKEN_OUT
                ]
        _close_ranks(self._association)

    def path_in_file(self, path: str) -> str:
        """Return a path with the place that its item has in the file."""

        def original(match: re.Match[str]) -> str:
            places = self._places.get(match[1], [])
            place = int(match[2])
            return f"{match[1]}[{places[place] if place < len(places) else place}]"

        return _FIRST_ITEM.sub(original, path, count=1)


def _has_gaps(items: list[Any]) -> bool:
    return any(item is _TAKEN_OUT for item in items)


def _close_ranks(value: Any) -> None:
    if isinstance(value, dict):
        for inside in value.values():
            _close_ranks(inside)
    elif isinstance(value, list):
        if _has_gaps(value):
            value[:] = [item for item in value if item is not _TAKEN_OUT]
        for inside in value:
            _close_ranks(inside)
