"""Rules for how an association stands to others: memberships and recognitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from directory.register import identifiers
from directory.register.rules import messages
from directory.register.rules.contacts import url_problem
from directory.register.rules.periods import are_numbers, is_reversed, overlapping
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.register.records import AssociationRecord, MembershipRecord, RecognitionRecord

RECOGNITION_STATUSES: Final = frozenset({"InAanvraag", "Actief", "Geschorst", "Verlopen"})


def check_memberships(association: AssociationRecord) -> Iterator[Violation]:
    """Look at the umbrellas that the association is a member of."""
    memberships = association.memberships
    if not memberships:
        return
    for number, membership in enumerate(memberships):
        yield from _check_membership(f"lidmaatschappen[{number}]", membership, association)
    for number in overlapping(memberships, lambda one: one.other_vcode, lambda one: (one.from_date, one.until_date)):
        yield Violation(f"lidmaatschappen[{number}]", messages.MEMBER_OVERLAP)


def _check_membership(path: str, membership: MembershipRecord, association: AssociationRecord) -> Iterator[Violation]:
    if problem := identifiers.vcode_problem(membership.other_vcode):
        yield Violation(f"{path}.andereVereniging", problem)
    if membership.other_vcode == association.vcode:
        yield Violation(f"{path}.andereVereniging", messages.MEMBER_OF_ITSELF)
    if membership.other_vcode == association.parent_vcode:
        yield Violation(f"{path}.andereVereniging", messages.MEMBER_OF_PARENT)
    if is_reversed(membership.from_date, membership.until_date):
        yield Violation(f"{path}.tot", messages.PERIOD_REVERSED)


def check_recognitions(association: AssociationRecord) -> Iterator[Violation]:
    """Look at the recognitions, each one and per product of one authority."""
    recognitions = association.recognitions
    if not recognitions:
        return
    for number, recognition in enumerate(recognitions):
        yield from _check_recognition(f"erkenningen[{number}]", recognition)
    if not are_numbers([one.recognition_id for one in recognitions]):
        yield Violation("erkenningen", messages.ITEM_NUMBER)
    for number in overlapping(
        recognitions, lambda one: (one.authority_ovo, one.product_number), lambda one: (one.start_date, one.end_date)
    ):
        yield Violation(f"erkenningen[{number}]", messages.RECOGNITION_OVERLAP)


def _check_recognition(path: str, recognition: RecognitionRecord) -> Iterator[Violation]:
    if recognition.status not in RECOGNITION_STATUSES:
        yield Violation(f"{path}.status", messages.RECOGNITION_STATUS)
    if not recognition.authority_ovo.strip():
        yield Violation(f"{path}.geregistreerdDoor.ovoCode", messages.RECOGNITION_AUTHORITY)
    if recognition.status == "Geschorst" and not recognition.suspension_reason.strip():
        yield Violation(f"{path}.redenSchorsing", messages.RECOGNITION_REASON)
    if recognition.renewal_url and url_problem("", recognition.renewal_url):
        yield Violation(f"{path}.hernieuwingsUrl", messages.RECOGNITION_URL)
    yield from _check_period(path, recognition)


def _check_period(path: str, recognition: RecognitionRecord) -> Iterator[Violation]:
    start, end, renewal = recognition.start_date, recognition.end_date, recognition.renewal_date
    if is_reversed(start, end):
        yield Violation(f"{path}.einddatum", messages.RECOGNITION_PERIOD)
    if is_reversed(start, renewal) or is_reversed(renewal, end):
        yield Violation(f"{path}.hernieuwingsdatum", messages.RECOGNITION_RENEWAL)
