"""The form for reports: its fields, reading it, and validation with a message beside each field.

One field is a honeypot: people do not see it, so a form in which it is filled in comes from a program.
"""

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

# Bidirectional control characters reverse the text after them: in a mail or terminal it would read differently.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")


class ReportKind(StrEnum):
    """What a report is about; the value is used in the form and in Postgres."""

    NAME = "naam"
    PLACE = "plaats"
    CONTACT = "contact"
    ACTIVITY = "activiteit"
    STOPPED = "gestopt"
    OTHER = "anders"


LABELS = {
    ReportKind.NAME: _("De naam of de omschrijving"),
    ReportKind.PLACE: _("De plaats of het adres"),
    ReportKind.CONTACT: _("De contactgegevens"),
    ReportKind.ACTIVITY: _("De activiteiten of de leeftijd"),
    ReportKind.STOPPED: _("De vereniging bestaat niet meer"),
    ReportKind.OTHER: _("Iets anders"),
}


class ReportField(StrEnum):
    """The fields of the form, by their HTML names."""

    KIND = "waarover"
    MESSAGE = "bericht"
    CONTACT = "contact"
    HONEYPOT = "website"  # a field that people do not see: a program that fills it in is refused
    TOKEN = "formulier"  # noqa: S105 - the name of the field with the CSRF token (directory/platform/csrf.py)


class ReportFormProblem(NamedTuple):
    """A validation message and its field; None for one about the whole form."""

    message: str
    field: ReportField | None = None


@dataclass(frozen=True, slots=True)
class ReportForm:
    """The content of a form, cleaned."""

    kind: str = ""
    message: str = ""
    contact: str = ""
    honeypot: str = ""
    token: str = ""

    @property
    def reply_to(self) -> str | None:
        """The reporter's e-mail address; None when their contact is something else, or empty."""
        return mail_address.plain(self.contact)

    def with_token(self, token: str) -> ReportForm:
        """Return the same form with another CSRF token."""
        return replace(self, token=token)


def read_form(fields: Mapping[str, str]) -> ReportForm:
    """Read the fields of a form: missing ones are empty, unknown ones are ignored."""
    return ReportForm(
        kind=_line(fields.get(ReportField.KIND, "")),
        message=clean_text(fields.get(ReportField.MESSAGE, "")),
        contact=_line(fields.get(ReportField.CONTACT, "")),
        honeypot=_line(fields.get(ReportField.HONEYPOT, "")),
        token=_line(fields.get(ReportField.TOKEN, "")),
    )


def clean_text(text: str) -> str:
    """Return text that Postgres can store and a mail can carry: no NUL, no control characters, one kind of line end."""
    lines = _LINE_ENDS.sub("\n", text)
    return "".join(character for character in lines if _is_allowed(character)).strip()


def _is_allowed(character: str) -> bool:
    return character in "\n\t" or (
        character not in _BIDI_CONTROLS and unicodedata.category(character) not in {"Cc", "Cs"}
    )


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())


def validate(form: ReportForm) -> tuple[ReportFormProblem, ...]:
    """Return the problems of a form, in the order of its fields."""
    problems = [
        ReportFormProblem(_("Kies waarover je melding gaat."), ReportField.KIND)
        if form.kind not in set(ReportKind)
        else None,
        _message_problem(form.message),
        _contact_problem(form.contact),
        ReportFormProblem(_("Laat dit veld leeg."), ReportField.HONEYPOT) if form.honeypot else None,
    ]
    return tuple(problem for problem in problems if problem)


def _message_problem(message: str) -> ReportFormProblem | None:
    if not message:
        return ReportFormProblem(_("Schrijf wat er niet klopt."), ReportField.MESSAGE)
    if len(message) > LONGEST_MESSAGE:
        return ReportFormProblem(_too_long(len(message), LONGEST_MESSAGE), ReportField.MESSAGE)
    return None


def _contact_problem(contact: str) -> ReportFormProblem | None:
    if len(contact) > LONGEST_CONTACT:
        return ReportFormProblem(_too_long(len(contact), LONGEST_CONTACT), ReportField.CONTACT)
    if "@" in contact and mail_address.plain(contact) is None:
        return ReportFormProblem(
            _("Dit e-mailadres klopt niet. Schrijf het zoals naam@voorbeeld.be."), ReportField.CONTACT
        )
    return None


def _too_long(length: int, most: int) -> str:
    values = {"signs": i18n.number(length), "most": i18n.number(most)}
    return _("Dit telt %(signs)s tekens. Er passen er %(most)s.") % values
