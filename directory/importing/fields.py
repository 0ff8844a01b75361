"""Typed values from parsed JSON; one that is not of its type is rejected with a reason in Dutch.

The register's own mappers write "no value" in three ways: they leave the field out, give null or give an empty text,
whatever the type of the field. All three mean the same here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from directory.importing.rejection import RejectedLineError, rejection
from directory.register import identifiers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from directory.register.rules.violation import Violation

JsonObject: TypeAlias = "Mapping[str, Any]"
Item = TypeVar("Item")

NOT_TEXT: Final = "Hier hoort tekst te staan."
NOT_NUMBER: Final = "Hier hoort een geheel getal te staan."
NOT_FLAG: Final = "Hier hoort true of false te staan."
NOT_LIST: Final = "Hier hoort een lijst te staan."
NOT_OBJECT: Final = "Hier hoort een object te staan."
NOT_DATE: Final = "Datum moet van het formaat 'yyyy-MM-dd' zijn."
TWICE: Final = "Deze waarde staat meer dan eens in de lijst."
BIGGEST_NUMBER: Final = 2**31 - 1
# The first and the last day that the register's platform can write: a date that was never filled in, or no end.
_NO_DAY = ("0001-01-01", "9999-12-31")
_DATE_LENGTH = 10
_EMPTY: JsonObject = {}


def required(field: str) -> RejectedLineError:
    """Make the rejection of an absent field, with the register's sentence."""
    return rejection(field, f"'{field[:1].upper()}{field[1:]}' is verplicht.")


def given(entry: JsonObject, key: str) -> Any:
    """Return what stands in a field that is no text, or None when that is nothing."""
    value = entry.get(key)
    return None if type(value) is str and (not value or value.isspace()) else value


def text(entry: JsonObject, key: str) -> str:
    """Return a text; the register leaves some texts out instead of giving an empty one."""
    value = entry.get(key)
    if value is None:
        return ""
    if type(value) is not str:
        raise rejection(key, NOT_TEXT)
    return value


def optional_text(entry: JsonObject, key: str) -> str | None:
    """Return a text, or None when the file does not mention it."""
    return None if entry.get(key) is None else text(entry, key)


def required_text(entry: JsonObject, key: str) -> str:
    """Return a text that must be there."""
    if entry.get(key) is None:
        raise required(key)
    return text(entry, key)


def number(entry: JsonObject, key: str, absent: int) -> int:
    """Return a whole number that fits in the database."""
    value = given(entry, key)
    if value is None:
        return absent
    # Not isinstance: true is a number to Python.
    if type(value) is not int or not -BIGGEST_NUMBER <= value <= BIGGEST_NUMBER:
        raise rejection(key, NOT_NUMBER)
    return value


def item_number(entry: JsonObject, key: str) -> int:
    """Return the number that the register gave to an item of a list."""
    if given(entry, key) is None:
        raise required(key)
    value = number(entry, key, 0)
    if value < 1:
        raise rejection(key, "Een volgnummer begint bij 1.")
    return value


def flag(entry: JsonObject, key: str) -> bool | None:
    """Return true, false, or None when the file does not mention it."""
    value = given(entry, key)
    if value is not None and type(value) is not bool:
        raise rejection(key, NOT_FLAG)
    return value


def day(entry: JsonObject, key: str) -> date | None:
    """Return a date."""
    value = given(entry, key)
    if value is None or value in _NO_DAY:
        return None
    # Python also reads 20240101 and 2024-W01-1, which the register never writes.
    if type(value) is not str or len(value) != _DATE_LENGTH or not value.isascii() or value[7] != "-":
        raise rejection(key, NOT_DATE)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise rejection(key, NOT_DATE) from None


def other_vcode(entry: JsonObject, key: str) -> str:
    """Return the vCode of another association."""
    if given(entry, key) is None:
        raise required(key)
    vcode = identifiers.vcode(text(entry, key))
    if vcode is None:
        raise rejection(key, identifiers.VCODE_FORM)
    return vcode


def inner(entry: JsonObject, key: str) -> JsonObject:
    """Return an object in the object, or an empty one."""
    value = given(entry, key)
    if value is None:
        return _EMPTY
    if type(value) is not dict:
        raise rejection(key, NOT_OBJECT)
    return value


def inside(entry: JsonObject, key: str, read: Callable[[JsonObject], Item]) -> Item:
    """Return what `read` makes of the object under `key`, or of an empty one."""
    value = inner(entry, key)
    try:
        return read(value)
    except RejectedLineError as rejected:
        raise rejected.within(key) from None


def each(entry: JsonObject, key: str, read: Callable[[JsonObject], Item]) -> tuple[Item, ...] | None:
    """Return what `read` makes of every object in a list, or None when the file does not mention it."""
    value = given(entry, key)
    if value is None:
        return None
    if type(value) is not list:
        raise rejection(key, NOT_LIST)
    items: list[Item] = []
    try:
        items.extend(_item(item, read) for item in value)
    except RejectedLineError:
        # All at once: who mends a line does not come back for each of its items.
        raise RejectedLineError(*_violations_of_items(value, key, read)) from None
    return tuple(items)


def _item(item: Any, read: Callable[[JsonObject], Item]) -> Item:
    if type(item) is not dict:
        raise rejection("", NOT_OBJECT)
    return read(item)


def _violations_of_items(items: list[Any], key: str, read: Callable[[JsonObject], Item]) -> Iterator[Violation]:
    for number, item in enumerate(items):
        try:
            _item(item, read)
        except RejectedLineError as rejected:
            yield from rejected.within(f"{key}[{number}]").violations


def texts(entry: JsonObject, key: str) -> tuple[str, ...]:
    """Return a list of texts."""
    value = given(entry, key)
    if value is None:
        return ()
    if type(value) is not list or not all(type(item) is str for item in value):
        raise rejection(key, "Hier hoort een lijst van teksten te staan.")
    return tuple(value)


def distinct(keys: list[Any], field: str) -> None:
    """Reject a list in which two items have the same key."""
    if len(set(keys)) < len(keys):
        raise rejection(field, TWICE)
