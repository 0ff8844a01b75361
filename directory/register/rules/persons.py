"""Rules for what is never public: representatives and bank accounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from directory.register import identifiers
from directory.register.rules import messages
from directory.register.rules.periods import LONGEST_LABEL, are_numbers
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.register.records import AssociationRecord, BankAccountRecord, RepresentativeRecord

_DIGIT: Final = re.compile("[0-9]")


def check_representatives(association: AssociationRecord) -> Iterator[Violation]:
    """Look at who acts for the association: names, numbers, each person once."""
    representatives = association.representatives
    if not representatives:
        return
    if not are_numbers([person.representative_id for person in representatives]):
        yield Violation("vertegenwoordigers", messages.ITEM_NUMBER)
    known: set[str] = set()
    for number, person in enumerate(representatives):
        path = f"vertegenwoordigers[{number}]"
        yield from _check_person(path, person)
        if person.insz in known:
            yield Violation(f"{path}.insz", messages.INSZ_TWICE)
        known.add(person.insz)
    if sum(person.is_primary for person in representatives) > 1:
        yield Violation("vertegenwoordigers", messages.PERSON_TWO_PRIMARY)


def _check_person(path: str, person: RepresentativeRecord) -> Iterator[Violation]:
    for field, label, name in (
        ("voornaam", "Voornaam", person.first_name),
        ("achternaam", "Achternaam", person.last_name),
    ):
        if name.isalpha():  # nearly every name
            continue
        if _DIGIT.search(name):
            yield Violation(f"{path}.{field}", messages.PERSON_DIGITS.format(label))
        if not any(map(str.isalpha, name)):
            yield Violation(f"{path}.{field}", messages.PERSON_LETTER.format(label))
    if problem := identifiers.insz_problem(person.insz):
        yield Violation(f"{path}.insz", problem)


def check_accounts(association: AssociationRecord) -> Iterator[Violation]:
    """Look at the bank accounts: each number once, each with an account holder."""
    accounts = association.bank_accounts
    if not accounts:
        return
    if not are_numbers([account.account_id for account in accounts]):
        yield Violation("bankrekeningnummers", messages.ITEM_NUMBER)
    known: set[str | None] = set()
    for number, account in enumerate(accounts):
        path = f"bankrekeningnummers[{number}]"
        yield from _check_account(path, account)
        stored = identifiers.iban(account.iban)
        if stored is None:
            yield Violation(f"{path}.iban", identifiers.IBAN_INVALID)
        elif stored in known:
            yield Violation(f"{path}.iban", messages.IBAN_TWICE)
        known.add(stored)


def _check_account(path: str, account: BankAccountRecord) -> Iterator[Violation]:
    if len(account.purpose) > LONGEST_LABEL:
        yield Violation(f"{path}.doel", messages.TOO_LONG.format("'Doel'"))
    if not account.holders:
        yield Violation(f"{path}.titularissen", messages.HOLDER_REQUIRED)
    elif any(len(holder) > LONGEST_LABEL for holder in account.holders):
        yield Violation(f"{path}.titularissen", messages.TOO_LONG.format("'Titularis'"))
    if len({holder.lower() for holder in account.holders}) < len(account.holders):
        yield Violation(f"{path}.titularissen", messages.HOLDER_TWICE)
