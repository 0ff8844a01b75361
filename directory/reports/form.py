"""What somebody types who reports a mistake: read calmly, checked with a message beside each field, nothing lost."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from directory.platform import i18n
from directory.reports import mail_address

if TYPE_CHECKING:
    from collections.abc import Mapping

_ = i18n._

LONGEST_MESSAGE = 2000
LONGEST_CONTACT = 200

# They turn the text after them around, unseen: in a mail or a terminal it would read as something else.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")


class Kind(StrEnum):
    """What a report is about; the value stands in the form and in Postgres."""

    NAME = "naam"
    PLACE = "plaats"
    CONTACT = "contact"
    ACTIVITY = "activiteit"
    STOPPED = "gestopt"
    OTHER = "anders"


LABELS = {
    Kind.NAME: _("De naam of de omschrijving"),
    Kind.PLACE: _("De plaats of het adres"),
    Kind.CONTACT: _("De contactgegevens"),
    Kind.ACTIVITY: _("De activiteiten of de leeftijd"),
    Kind.STOPPED: _("De vereniging bestaat niet meer"),
    Kind.OTHER: _("Iets anders"),
}


class Field(StrEnum):
    """The fields of the form, by the names that they have in it."""

    KIND = "waarover"
    MESSAGE = "bericht"
    CONTACT = "contact"
    TRAP = "website"  # people do not see it; whoever fills it in is most likely a program
    SEAL = "formulier"


class FormProblem(NamedTuple):
    """What is to be mended, and in which field; of no field in particular when it is about the whole form."""

    message: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, without what cannot be seen or kept."""

    kind: str = ""
    message: str = ""
    contact: str = ""
    trap: str = ""
    seal: str = ""

    @property
    def reply_to(self) -> str | None:
        """The reporter's mail address, when what they left is one."""
        return mail_address.plain(self.contact)

    def with_seal(self, seal: str) -> Typed:
        """Return the same in a form with another seal."""
        return replace(self, seal=seal)


def read(fields: Mapping[str, str]) -> Typed:
    """Read the fields of a form; what is missing is empty, what is unknown is left aside."""
    return Typed(
        kind=_line(fields.get(Field.KIND, "")),
        message=cleaned(fields.get(Field.MESSAGE, "")),
        contact=_line(fields.get(Field.CONTACT, "")),
        trap=_line(fields.get(Field.TRAP, "")),
        seal=_line(fields.get(Field.SEAL, "")),
    )


def cleaned(text: str) -> str:
    """Return text that Postgres can keep and a mail can carry: no NUL, no controls, one kind of line end."""
    lines = _LINE_ENDS.sub("\n", text)
    return "".join(sign for sign in lines if _is_kept(sign)).strip()


def _is_kept(sign: str) -> bool:
    return sign in "\n\t" or (sign not in _TURNING and unicodedata.category(sign) not in {"Cc", "Cs"})


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())


def problems(typed: Typed) -> tuple[FormProblem, ...]:
    """Tell what is to be mended, in the order of the fields."""
    found = [
        FormProblem(_("Kies waarover je melding gaat."), Field.KIND) if typed.kind not in set(Kind) else None,
        _message_problem(typed.message),
        _contact_problem(typed.contact),
        FormProblem(_("Laat dit veld leeg."), Field.TRAP) if typed.trap else None,
    ]
    return tuple(problem for problem in found if problem)


def _message_problem(message: str) -> FormProblem | None:
    if not message:
        return FormProblem(_("Schrijf wat er niet klopt."), Field.MESSAGE)
    if len(message) > LONGEST_MESSAGE:
        return FormProblem(_too_long(len(message), LONGEST_MESSAGE), Field.MESSAGE)
    return None


def _contact_problem(contact: str) -> FormProblem | None:
    if len(contact) > LONGEST_CONTACT:
        return FormProblem(_too_long(len(contact), LONGEST_CONTACT), Field.CONTACT)
    if "@" in contact and mail_address.plain(contact) is None:
        return FormProblem(_("Dit e-mailadres klopt niet. Schrijf het zoals naam@voorbeeld.be."), Field.CONTACT)
    return None


def _too_long(signs: int, most: int) -> str:
    values = {"signs": i18n.number(signs), "most": i18n.number(most)}
    return _("Dit telt %(signs)s tekens. Er passen er %(most)s.") % values
