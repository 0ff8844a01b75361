"""What an import says of a line that it took though a value in it broke a rule: without private values."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from directory.importing.kept_codes import CODE
from directory.register.rules import contacts, messages


class Treatment(StrEnum):
    """What became of the value, as people read it."""

    LEFT_OUT = "weggelaten"
    KEPT = "behouden"  # as text, though somebody who types it today would be refused
    ADAPTED = "aangepast"
    HIDDEN = "niet getoond"  # the whole association: its wish not to be shown could not be read
    REPLACES = "vervangt de eerdere regel"
    PASSED_OVER = "overgeslagen"  # the line: another of the same vCode counts


class Note(NamedTuple):
    """One value and what became of it; `field` is its path in the line."""

    field: str
    treatment: Treatment
    reason: str
    remedy: str


CORRECT_IT: Final = "Verbeter de waarde in het bronregister; de volgende import neemt ze over."
KEEP_ONE: Final = "Hou in het bronregister één van beide over."
NOT_LISTED: Final = "De code staat niet in onze lijst; de naam blijft staan, maar er kan niet op gekozen worden."
ONE_LINE: Final = "Geef elke vCode één regel; een verwijdering wint van een volle regel, anders telt de laatste."

_REASON_WITH_KIND: Final = tuple(
    re.compile(re.escape(template).replace(r"\{\}", "(.*)"), re.DOTALL)
    for template in (
        *(messages.CONTACT_TYPE_UNKNOWN, messages.CONTACT_TWICE, messages.CONTACT_TWO_PRIMARY),
        *(messages.URL_START, messages.URL_DOT),
    )
)
_QUOTED: Final = re.compile(r'"(.*)"', re.DOTALL)


def public_reason(message: str) -> str:
    """Return a rule's sentence without what stood in the file, unless that is a code."""
    for pattern in _REASON_WITH_KIND:
        if (match := pattern.fullmatch(message)) and match[1] not in contacts.KINDS:
            return f"{message[: match.start(1)]}…{message[match.end(1) :]}"
    quoted = _QUOTED.search(message)
    if quoted and not CODE.fullmatch(quoted[1]):
        return f"{message[: quoted.start(1)]}…{message[quoted.end(1) :]}"
    return message
