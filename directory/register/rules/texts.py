"""Rules for every text: nothing that looks like markup, whichever field it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.register.rules import messages
from directory.register.rules.fields import IN_THE_REGISTER, OF_ITEMS
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.register.records import AssociationRecord


def check(association: AssociationRecord) -> Iterator[Violation]:
    """Look for `<…>` in every text of the association and of its lists."""
    if not _holds_the_character(association):
        return
    for field, value in zip(association._fields, association, strict=True):
        path = IN_THE_REGISTER.get(field, field)
        if isinstance(value, str):
            yield from _of_text(path, value)
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                yield from _of_item(f"{path}[{number}]", item, OF_ITEMS.get(field, {}))


def _holds_the_character(values: tuple[object, ...]) -> bool:
    # Almost no association has a "<" at all: that is seen before any path is made.
    for value in values:
        if value.__class__ is str:
            if "<" in value:  # the line above is a faster isinstance
                return True
        elif isinstance(value, tuple) and _holds_the_character(value):
            return True
    return False


def has_markup(text: str) -> bool:
    """Tell whether a line of `text` has a `<` with a `>` after it, in one pass however the text was crafted."""
    return "<" in text and any(0 <= line.find("<") < line.rfind(">") for line in text.split("\n"))


def _of_text(path: str, text: str) -> Iterator[Violation]:
    if has_markup(text):
        yield Violation(path, messages.FORBIDDEN_CHARACTERS)


def _of_item(path: str, item: object, names: dict[str, str]) -> Iterator[Violation]:
    if isinstance(item, str):
        yield from _of_text(path, item)
    elif isinstance(item, tuple):
        for field, value in zip(getattr(item, "_fields", range(len(item))), item, strict=True):
            yield from _of_item(f"{path}.{names.get(field, field)}", value, {})
