"""Invented representatives and accounts: numbers with right check digits that nobody has and no bank gave out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from directory.importing.demo import words
from directory.importing.demo.contacts import telephone
from directory.importing.demo.random_draw import between, entries, pick
from directory.register.identifiers import check_digits

if TYPE_CHECKING:
    from directory.importing.demo.draft import Drawn
    from directory.importing.demo.random_draw import Roll

Json = dict[str, Any]

_FIRST_NAMES: Final = entries(words.FIRST_NAMES)
_SURNAMES: Final = tuple(
    (surname, f"{surname.lower().replace(' ', '')}@personen.example") for surname in entries(words.SURNAMES)
)
_ROLES: Final = entries(words.ROLES)
_PURPOSES: Final = ("", "", "Lidgelden", "Werking", "Kamp", "Verhuur")
# No month 99: not even a bis number, to whose month 20 or 40 is added, comes near.
_MONTH: Final = 99
# In Belgium the last two digits of an account are 01 to 97: no account ends in 00.
_ENDING: Final = "00"


def insz(roll: Roll, serial: int) -> str:
    """Invent the number of a person born in a month that does not exist."""
    year, day = divmod(int(roll() * 70 * 28), 28)
    body = f"{30 + year}{_MONTH}{day + 1:02}{serial:03}"
    return f"{body}{check_digits(body):02}"


def iban(roll: Roll) -> str:
    """Invent an account number that no bank can have given out."""
    account = f"{int(roll() * 1e10):010}{_ENDING}"
    check = 98 - int(account + "111400") % 97
    return f"BE{check:02} {account[:4]} {account[4:8]} {account[8:]}"


def kbo(number: int) -> str:
    """Invent an enterprise number: real ones begin with 0 or 1, these with 9."""
    body = f"9{number:07}"
    return f"{body}{check_digits(body):02}"


def representatives(drawn: Drawn) -> list[Json]:
    """Invent up to three persons who act for the association."""
    lot = drawn.roll()
    many = 0 if lot < 0.1 else 1 if lot < 0.5 else 2 if lot < 0.85 else 3  # shares of each number
    return [_person(drawn, number) for number in range(many)]


def _person(drawn: Drawn, number: int) -> Json:
    roll = drawn.roll
    last, email = pick(roll, _SURNAMES)
    return {
        "vertegenwoordigerId": number + 1,
        # Each in a range of serial numbers of its own: a person is in an association once.
        "insz": insz(roll, number * 300 + between(roll, 1, 299)),
        "voornaam": pick(roll, _FIRST_NAMES),
        "achternaam": last,
        "roepnaam": "",
        "rol": pick(roll, _ROLES),
        "isPrimair": number == 0,
        "e-mail": email,
        "telefoon": telephone(roll, drawn.spot.zone) if roll() < 0.3 else "",  # three in ten
        "mobiel": "",
        "socialMedia": "",
    }


def accounts(drawn: Drawn) -> list[Json]:
    """Invent up to two accounts."""
    lot = drawn.roll()
    many = 0 if lot < 0.55 else 1 if lot < 0.94 else 2  # shares of each number
    return [_account(drawn, number) for number in range(many)]


def _account(drawn: Drawn, number: int) -> Json:
    roll, town = drawn.roll, drawn.spot
    return {
        "bankrekeningnummerId": number + 1,
        "iban": iban(roll),
        "doel": pick(roll, _PURPOSES),
        "titularissen": [f"{pick(roll, _FIRST_NAMES)} {pick(roll, _SURNAMES)[0]}"],
        "bevestigdDoor": [{"ovoCode": f"OVO9{town.nis}", "naam": f"Lokaal bestuur {town.town}"}]
        if roll() < 0.2  # one in five
        else [],
    }
