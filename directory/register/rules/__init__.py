"""The rules of the domain for the content of one association, with the register's own sentences.

Pure and fast: tens of microseconds for an association without fault. What one association cannot know of another, and
everything here that a database can hold, is checked a second time by the constraints of schema `register`.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from directory.register.rules import basics, code_lists, contacts, locations, persons, relations, texts
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from datetime import date

    from directory.register.records import AssociationRecord

__all__ = ["Violation", "violations"]

# Belgium in summer: no date that has begun there counts as future, and no table of time zones is needed.
_BELGIUM: Final = timezone(timedelta(hours=2))

_CHECKS: Final = (
    basics.check_identity,
    basics.check_ages,
    basics.check_status,
    basics.check_subtype,
    code_lists.check_activities,
    code_lists.check_areas,
    contacts.check,
    locations.check,
    relations.check_memberships,
    relations.check_recognitions,
    persons.check_representatives,
    persons.check_accounts,
    texts.check,
)


def violations(association: AssociationRecord, today: date | None = None) -> tuple[Violation, ...]:
    """Return every broken rule; `today` is the day before which dates are not in the future."""
    found = list(basics.check_dates(association, today or datetime.now(_BELGIUM).date()))
    for check in _CHECKS:
        found.extend(check(association))
    return tuple(found)
