"""What a rule answers: the field that is wrong and the register's own sentence about it."""

from __future__ import annotations

from typing import NamedTuple


class Violation(NamedTuple):
    """One broken rule. `field` is the path in the register's JSON, such as `locaties[2].adres.postcode`."""

    field: str
    message: str
