"""Invented representatives and accounts: numbers with right check digits that were never given out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from directory.importing.demo import words
from directory.importing.demo.contacts import telephone
from directory.importing.demo.random_draw import between, choose, entries
from directory.register.identifiers import check_digits

if TYPE_CHECKING:
    from directory.importing.demo.draft import DemoDraft
    from directory.importing.demo.random_draw import RandomFloat

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


def insz(random: RandomFloat, serial: int) -> str:
    """Invent the number of a person born in a month that does not exist."""
    year, day = divmod(int(random() * 70 * 28), 28)
    body = f"{30 + year}{_MONTH}{day + 1:02}{serial:03}"
    return f"{body}{check_digits(body):02}"


def iban(random: RandomFloat) -> str:
    """Invent an account number that no bank can have given out."""
    account = f"{int(random() * 1e10):010}{_ENDING}"
    check = 98 - int(account + "111400") % 97
    return f"BE{check:02} {account[:4]} {account[4:8]} {account[8:]}"


def kbo(number: int) -> str:
    """Invent an enterprise number: real ones begin with 0 or 1, these with 9."""
    body = f"9{number:07}"
    return f"{body}{check_digits(body):02}"


def representatives(draft: DemoDraft) -> list[Json]:
    """Invent up to three persons who act for the association."""
    draw = draft.random()
    many = 0 if draw < 0.1 else 1 if draw < 0.5 else 2 if draw < 0.85 else 3  # shares of each number
    return [_person(draft, number) for number in range(many)]


def _person(draft: DemoDraft, number: int) -> Json:
    random = draft.random
    last, email = choose(random, _SURNAMES)
    return {
        "vertegenwoordigerId": number + 1,
        # Each in a range of serial numbers of its own: a person is in an association once.
        "insz": insz(random, number * 300 + between(random, 1, 299)),
        "voornaam": choose(random, _FIRST_NAMES),
        "achternaam": last,
        "roepnaam": "",
        "rol": choose(random, _ROLES),
        "isPrimair": number == 0,
        "e-mail": email,
        "telefoon": telephone(random, draft.demo_place.zone) if random() < 0.3 else "",  # three in ten
        "mobiel": "",
        "socialMedia": "",
    }


def accounts(draft: DemoDraft) -> list[Json]:
    """Invent up to two accounts."""
    draw = draft.random()
    many = 0 if draw < 0.55 else 1 if draw < 0.94 else 2  # shares of each number
    return [_account(draft, number) for number in range(many)]


def _account(draft: DemoDraft, number: int) -> Json:
    random, town = draft.random, draft.demo_place
    return {
        "bankrekeningnummerId": number + 1,
        "iban": iban(random),
        "doel": choose(random, _PURPOSES),
        "titularissen": [f"{choose(random, _FIRST_NAMES)} {choose(random, _SURNAMES)[0]}"],
        "bevestigdDoor": [{"ovoCode": f"OVO9{town.nis}", "naam": f"Lokaal bestuur {town.town}"}]
        if random() < 0.2  # one in five
        else [],
    }
