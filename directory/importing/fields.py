"""Takes typed values out of parsed JSON, and says in Dutch what is wrong with one that is not of its type."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from directory.importing.rejection import RefusedError, refuse
from directory.register import identifiers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Entry: TypeAlias = "Mapping[str, Any]"
Item = TypeVar("Item")

NOT_TEXT: Final = "Hier hoort tekst te staan."
NOT_NUMBER: Final = "Hier hoort een geheel getal te staan."
NOT_FLAG: Final = "Hier hoort true of false te staan."
NOT_LIST: Final = "Hier hoort een lijst te staan."
NOT_OBJECT: Final = "Hier hoort een object te staan."
NOT_DATE: Final = "Datum moet van het formaat 'yyyy-MM-dd' zijn."
TWICE: Final = "Deze waarde staat meer dan eens in de lijst."
_BIGGEST_NUMBER = 2**31 - 1
_DATE_LENGTH = 10
_NOTHING: Entry = {}


def required(field: str) -> RefusedError:
    """Refuse an absent field, as the register does."""
    return refuse(field, f"'{field[:1].upper()}{field[1:]}' is verplicht.")


def text(entry: Entry, key: str) -> str:
    """Return a text; the register leaves some texts out instead of giving an empty one."""
    value = entry.get(key)
    if value is None:
        return ""
    if type(value) is not str:
        raise refuse(key, NOT_TEXT)
    return value


def optional_text(entry: Entry, key: str) -> str | None:
    """Return a text, or None when the file does not tell."""
    return None if entry.get(key) is None else text(entry, key)


def required_text(entry: Entry, key: str) -> str:
    """Return a text that must be there."""
    if entry.get(key) is None:
        raise required(key)
    return text(entry, key)


def number(entry: Entry, key: str, absent: int) -> int:
    """Return a whole number that fits in the database."""
    value = entry.get(key)
    if value is None:
        return absent
    # Not isinstance: true is a number to Python.
    if type(value) is not int or not -_BIGGEST_NUMBER <= value <= _BIGGEST_NUMBER:
        raise refuse(key, NOT_NUMBER)
    return value


def item_number(entry: Entry, key: str) -> int:
    """Return the number that the register gave to an item of a list."""
    if entry.get(key) is None:
        raise required(key)
    value = number(entry, key, 0)
    if value < 1:
        raise refuse(key, "Een volgnummer begint bij 1.")
    return value


def flag(entry: Entry, key: str) -> bool | None:
    """Return true, false, or None when the file does not tell."""
    value = entry.get(key)
    if value is not None and type(value) is not bool:
        raise refuse(key, NOT_FLAG)
    return value


def day(entry: Entry, key: str) -> date | None:
    """Return a date."""
    value = entry.get(key)
    if value is None:
        return None
    # Python also reads 20240101 and 2024-W01-1, which the register never writes.
    if type(value) is not str or len(value) != _DATE_LENGTH or not value.isascii() or value[7] != "-":
        raise refuse(key, NOT_DATE)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise refuse(key, NOT_DATE) from None


def vcode(entry: Entry, key: str) -> str:
    """Return the vCode of another association."""
    found = identifiers.vcode(written := required_text(entry, key))
    if found is None:
        raise refuse(key, identifiers.vcode_problem(written) or NOT_TEXT)
    return found


def inner(entry: Entry, key: str) -> Entry:
    """Return an object in the object, or an empty one."""
    value = entry.get(key)
    if value is None:
        return _NOTHING
    if type(value) is not dict:
        raise refuse(key, NOT_OBJECT)
    return value


def inside(entry: Entry, key: str, read: Callable[[Entry], Item]) -> Item:
    """Return what `read` makes of the object under `key`, or of an empty one."""
    found = inner(entry, key)
    try:
        return read(found)
    except RefusedError as refused:
        raise refused.within(key) from None


def each(entry: Entry, key: str, read: Callable[[Entry], Item]) -> tuple[Item, ...] | None:
    """Return what `read` makes of every object in a list, or None when the file does not tell."""
    value = entry.get(key)
    if value is None:
        return None
    if type(value) is not list:
        raise refuse(key, NOT_LIST)
    made: list[Item] = []
    try:
        for item in value:
            if type(item) is not dict:
                raise refuse("", NOT_OBJECT)
            made.append(read(item))
    except RefusedError as refused:
        raise refused.within(f"{key}[{len(made)}]") from None
    return tuple(made)


def texts(entry: Entry, key: str) -> tuple[str, ...]:
    """Return a list of texts."""
    value = entry.get(key)
    if value is None:
        return ()
    if type(value) is not list or not all(type(item) is str for item in value):
        raise refuse(key, "Hier hoort een lijst van teksten te staan.")
    return tuple(value)


def distinct(keys: list[Any], field: str) -> None:
    """Refuse a list in which two items have the same key."""
    if len(set(keys)) < len(keys):
        raise refuse(field, TWICE)
