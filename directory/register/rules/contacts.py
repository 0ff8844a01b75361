"""Rules for contact details. Each form is checked in time that grows with the length of the text and no faster."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from directory.register.rules import messages
from directory.register.rules.periods import LONGEST_LABEL
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directory.register.records import AssociationRecord, ContactRecord

KINDS: Final = frozenset({"E-mail", "Website", "SocialMedia", "Telefoon"})

# No part can begin with what the one before it may hold, so that no crafted text takes long. Possessive repetitions
# would say the same, but Python before 3.11.5 matches groups of them wrongly.
_MAILBOX: Final = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL: Final = r"[a-z0-9]+(?:-+[a-z0-9]+)*"
_EMAIL: Final = re.compile(rf"{_MAILBOX}@(?:{_LABEL}\.)+{_LABEL}", re.IGNORECASE | re.ASCII)
_PHONE: Final = re.compile(r"[0-9 ./()+-]*")
_DIGIT: Final = re.compile(r"[0-9]")
_NOT_A_DIGIT: Final = re.compile(r"[^0-9]+")


def check(association: AssociationRecord) -> Iterator[Violation]:
    """Look at each contact detail, and at all of them together."""
    contacts = association.contacts
    if not contacts:
        return
    for number, contact in enumerate(contacts):
        yield from _check_one(f"contactgegevens[{number}]", contact)
    yield from _check_together(contacts)


def value_problem(kind: str, value: str) -> str | None:
    """Return what is wrong with a value of this kind of contact detail."""
    if kind == "E-mail":
        return None if is_email(value) else messages.EMAIL_FORM
    if kind == "Telefoon":
        return None if is_phone(value) else messages.PHONE_FORM
    return url_problem(kind, value)


def is_email(text: str) -> bool:
    """Tell whether `text` has the form of an e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Tell whether `text` can be a telephone number."""
    return _PHONE.fullmatch(text) is not None and _DIGIT.search(text) is not None


def url_problem(kind: str, text: str) -> str | None:
    """Return what is wrong with the address of a website or a social medium."""
    if not text.startswith(("http://", "https://")):
        return messages.URL_START.format(kind)
    return None if "." in text else messages.URL_DOT.format(kind)


def comparable_phone(text: str) -> str:
    """Return the number by which two spellings of one telephone number are recognised, with its country."""
    digits = _NOT_A_DIGIT.sub("", text.replace("+", "00", 1) if text.lstrip().startswith("+") else text)
    return digits if digits.startswith("00") else "0032" + digits.removeprefix("0")


def _check_one(path: str, contact: ContactRecord) -> Iterator[Violation]:
    if contact.kind not in KINDS:
        yield Violation(f"{path}.contactgegeventype", messages.CONTACT_TYPE_UNKNOWN.format(contact.kind))
    elif not contact.value.strip():
        yield Violation(f"{path}.waarde", messages.CONTACT_EMPTY)
    elif problem := value_problem(contact.kind, contact.value):
        yield Violation(f"{path}.waarde", problem)
    if len(contact.description) > LONGEST_LABEL:
        yield Violation(f"{path}.beschrijving", messages.TOO_LONG.format("'Beschrijving'"))


def _check_together(contacts: Sequence[ContactRecord]) -> Iterator[Violation]:
    known: set[tuple[str, str, str]] = set()
    primary: set[str] = set()
    for number, contact in enumerate(contacts):
        path, key = f"contactgegevens[{number}]", _key(contact)
        if key in known:
            yield Violation(path, messages.CONTACT_TWICE.format(contact.kind))
        known.add(key)
        if contact.is_primary and contact.kind in primary:
            yield Violation(f"{path}.isPrimair", messages.CONTACT_TWO_PRIMARY.format(contact.kind))
        if contact.is_primary:
            primary.add(contact.kind)


def _key(contact: ContactRecord) -> tuple[str, str, str]:
    value = comparable_phone(contact.value) if contact.kind == "Telefoon" else contact.value
    return contact.kind, value, contact.description
