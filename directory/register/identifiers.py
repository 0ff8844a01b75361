"""Identifiers of associations, enterprises, persons and accounts: vCode, KBO number, INSZ, IBAN.

`x(text)` returns the number as the register stores it, or None when it is none; `x_problem(text)` returns the
register's sentence on what is wrong, or None. The database checks the same digits again (`register.is_…`).
"""

from __future__ import annotations

import re
from typing import Final

FIRST_VCODE: Final = "V0001001"

VCODE_FORM: Final = "Een vCode bestaat uit de letter V en zeven cijfers, vanaf V0001001."
KBO_CHARACTERS: Final = "Foutieve tekens in Kbo nummer."
KBO_LENGTH: Final = "Kbo nummer moet 10 cijfers bevatten."
KBO_CHECKSUM: Final = "Incorrect Kbo nummer: foutieve checksum."
INSZ_FORM: Final = "Insz heeft incorrect formaat (00.00.00-000.00 of 00000000000)"
INSZ_LENGTH: Final = "Insz moet 11 cijfers bevatten"
INSZ_CHECKSUM: Final = "Incorrect INSZ: foutieve checksum."
IBAN_INVALID: Final = "Het opgegeven 'IBAN' is geen geldig Belgisch IBAN."

_DIGITS = re.compile(r"[0-9]+")
_VCODE = re.compile(r"V[0-9]{7}")
_IBAN = re.compile(r"BE[0-9]{14}")
_WITHOUT_DOTS_AND_SPACES = str.maketrans("", "", ". ")
_WITHOUT_DOTS_AND_DASHES = str.maketrans("", "", ".-")


def vcode(text: str) -> str | None:
    """Return the vCode in capitals. Signs and spaces between the digits are refused: each vCode has one spelling."""
    written = text.upper()
    return written if _VCODE.fullmatch(written) and written >= FIRST_VCODE else None


def vcode_problem(text: str) -> str | None:
    """Return what is wrong with a vCode."""
    return VCODE_FORM if vcode(text) is None else None


def kbo(text: str) -> str | None:
    """Return the ten digits of an enterprise number."""
    return None if kbo_problem(text) else text.translate(_WITHOUT_DOTS_AND_SPACES)


def kbo_problem(text: str) -> str | None:
    """Return what is wrong with an enterprise number; dots and spaces may stand anywhere."""
    digits = text.translate(_WITHOUT_DOTS_AND_SPACES)
    if not _DIGITS.fullmatch(digits):
        return KBO_CHARACTERS
    if len(digits) != 10:  # noqa: PLR2004 - said in the message
        return KBO_LENGTH
    return None if int(digits[8:]) == check_digits(digits[:8]) else KBO_CHECKSUM


def insz(text: str) -> str | None:
    """Return the eleven digits of a person's number."""
    return None if insz_problem(text) else text.translate(_WITHOUT_DOTS_AND_DASHES)


def insz_problem(text: str) -> str | None:
    """Return what is wrong with a person's number. Dates are not looked at: bis numbers have impossible months."""
    digits = text.translate(_WITHOUT_DOTS_AND_DASHES)
    if not _DIGITS.fullmatch(digits):
        return INSZ_FORM
    if len(digits) != 11:  # noqa: PLR2004 - said in the message
        return INSZ_LENGTH
    # Of a person born from 2000 on, the check digits are those of the number with a 2 before it. None fits both
    # centuries: 2,000,000,000 is no multiple of 97.
    fitting = {check_digits(digits[:9]), check_digits("2" + digits[:9])}
    return None if int(digits[9:]) in fitting else INSZ_CHECKSUM


def iban(text: str) -> str | None:
    """Return a Belgian account number in groups of four, as the register stores it."""
    compact = text.translate(_WITHOUT_DOTS_AND_SPACES)
    if not text.startswith("BE") or not _IBAN.fullmatch(compact):
        return None
    # ISO 13616: the first four characters go to the end, B counts as 11 and E as 14.
    if int(compact[4:] + "1114" + compact[2:4]) % 97 != 1:
        return None
    return f"{compact[:4]} {compact[4:8]} {compact[8:12]} {compact[12:]}"


def check_digits(digits: str) -> int:
    """Return the two check digits that KBO numbers and INSZ share: 1 to 97."""
    return 97 - int(digits) % 97
