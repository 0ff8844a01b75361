"""Commands on single associations: create one, or apply edits to one. All writers but the bulk import come here.

A command is one transaction: it locks the association, compares the revision that the caller saw (optimistic locking),
applies the edits, checks the rules of `register.rules` on the whole result, and writes only the rows that differ, with
actor and reason in the history. It ends in a named outcome; one that is not CREATED or CHANGED has written nothing.
A command is idempotent where nothing changes: repeating it gives UNCHANGED.

Inside a transaction of the caller a command is a part of it (a savepoint): what the caller writes beside it, such as an
e-mail to send, is committed together with it or not at all. Who may make which edit is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from psycopg import errors
from psycopg.pq import TransactionStatus

from directory.register import constraint_messages, identifiers, known_codes, reader, row_writer
from directory.register.actor import ActorKind
from directory.register.edits import ItemNotFoundError, apply_edits
from directory.register.records import AssociationRecord
from directory.register.rows import differences, rows_of
from directory.register.rules import messages, violations
from directory.register.rules.basics import WITH_LEGAL_PERSONALITY
from directory.register.rules.violation import Violation
from directory.register.state import AssociationState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from directory.platform.database import Connection
    from directory.register.actor import ChangeContext
    from directory.register.edits import Edit, ItemList
    from directory.register.state import CurrentAssociation

_ATTEMPTS: Final = 5
# A representative needs no reason for changing the own association.
_MUST_GIVE_REASON: Final = frozenset({ActorKind.AUTHORITY, ActorKind.OPERATOR})


class ChangeOutcome(StrEnum):
    """How a command ended."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"  # the association is already as the edits say
    INVALID = "invalid"  # `violations` say why
    CONFLICT = "conflict"  # the association has another revision than expected: `revision` is the present one
    NOT_FOUND = "not found"  # no association has this vCode
    ITEM_NOT_FOUND = "item not found"  # an edit names an item that the association does not have (any more)
    EXISTS = "exists"  # the vCode of an association to create is taken


@dataclass(frozen=True, slots=True)
class ChangeResult:
    """The outcome of a command; revision and version are those after it, None when nothing was created."""

    outcome: ChangeOutcome
    revision: int | None = None
    version: int | None = None
    violations: tuple[Violation, ...] = ()


def change(
    connection: Connection, context: ChangeContext, vcode: str, expected_revision: int | None, edits: Sequence[Edit]
) -> ChangeResult:
    """Apply edits to one association, in their order and all or none of them.

    `context` says who makes the change and why; `expected_revision` is that of the `CurrentAssociation` that the caller
    saw, None takes the association as it is.
    """
    if invalid := _check_reason(context):
        return invalid
    return _in_transaction(connection, lambda: _change(connection, context, vcode, expected_revision, edits))


def create(connection: Connection, context: ChangeContext, vcode: str, edits: Sequence[Edit]) -> ChangeResult:
    """Create the association that edits make of an empty active one: they set its type and name at least."""
    if invalid := _check_reason(context):
        return invalid
    return _in_transaction(connection, lambda: _create(connection, context, vcode, edits))


def _check_reason(context: ChangeContext) -> ChangeResult | None:
    if "\x00" in context.reason:
        return _invalid(Violation("reden", messages.FORBIDDEN_CHARACTERS))
    if context.actor.kind in _MUST_GIVE_REASON and not context.reason.strip():
        return _invalid(Violation("reden", messages.REQUIRED.format("Reden")))
    return None


def _in_transaction(connection: Connection, command: Callable[[], ChangeResult]) -> ChangeResult:
    """Run a command in a transaction; one of its own starts again when it lost a deadlock with another writer."""
    is_own = connection.info.transaction_status is TransactionStatus.IDLE
    for _ in range(_ATTEMPTS - 1 if is_own else 0):
        try:
            with connection.transaction():
                return command()
        except (errors.DeadlockDetected, errors.SerializationFailure):
            continue
    with connection.transaction():
        return command()


def _change(
    connection: Connection, context: ChangeContext, vcode: str, expected_revision: int | None, edits: Sequence[Edit]
) -> ChangeResult:
    known = identifiers.vcode(vcode)
    association_id = row_writer.lock(connection, known) if known else None
    before = reader.current(connection, vcode) if association_id else None
    if before is None:
        return ChangeResult(ChangeOutcome.NOT_FOUND)
    if expected_revision not in {None, before.revision}:
        return _unwritten(ChangeOutcome.CONFLICT, before)
    return _edit(connection, context, before, edits)


def _broken_by(before: AssociationRecord, after: AssociationRecord) -> tuple[Violation, ...]:
    """Return the rules that an edit breaks; what an import kept against a rule hinders no other edit."""
    broken = tuple(violations(after))
    if not broken:
        return ()
    was_so = frozenset(violations(before))
    return tuple(violation for violation in broken if violation not in was_so)


def _edit(
    connection: Connection, context: ChangeContext, before: CurrentAssociation, edits: Sequence[Edit]
) -> ChangeResult:
    try:
        after = apply_edits(
            before,
            edits,
            locator=known_codes.from_reference().locator,
            next_number=lambda items: _next_number(connection, before.association_id, items),
        )
    except ItemNotFoundError:
        return _unwritten(ChangeOutcome.ITEM_NOT_FOUND, before)
    if broken := _broken_by(before.record, after.record):
        return _invalid(*broken, before=before)
    diffs = differences(rows_of(before), rows_of(after))
    if not diffs:
        return _unwritten(ChangeOutcome.UNCHANGED, before)
    try:
        with row_writer.checked_writes(connection, context):
            row_writer.write_differences(connection, before.association_id, diffs)
    except constraint_messages.CONTENT_ERRORS as error:
        return _invalid(constraint_messages.violation(error), before=before)
    return _written(connection, ChangeOutcome.CHANGED, before.record.vcode)


def _create(connection: Connection, context: ChangeContext, vcode: str, edits: Sequence[Edit]) -> ChangeResult:
    blank = AssociationRecord(
        identifiers.vcode(vcode) or vcode,
        *("", ""),  # type and name
        status="Actief",
        winding_up=False,
        opted_out=False,
        legal_form="",
    )
    empty = AssociationState(0, blank, (), (), (), {}, {})
    try:
        state = apply_edits(empty, edits, locator=known_codes.from_reference().locator, next_number=lambda _items: 1)
    except ItemNotFoundError:
        return ChangeResult(ChangeOutcome.ITEM_NOT_FOUND)
    if broken := violations(state.record):
        return _invalid(*broken)
    rows = rows_of(state)
    own = rows["association"][()]
    own["source"] = own["source"] or ("KBO" if state.record.type_code in WITH_LEGAL_PERSONALITY else "Initiator")
    try:
        with row_writer.checked_writes(connection, context):
            association_id = row_writer.insert_association(connection, rows)
    except constraint_messages.CONTENT_ERRORS as error:
        return _invalid(constraint_messages.violation(error))
    if association_id is None:
        return ChangeResult(ChangeOutcome.EXISTS)
    return _written(connection, ChangeOutcome.CREATED, state.record.vcode)


def _next_number(connection: Connection, association_id: int, items: ItemList) -> int:
    row = connection.execute("SELECT register.next_item(%s, %s)", (association_id, items.table)).fetchone()
    return int(row[0]) if row else 1


def _unwritten(outcome: ChangeOutcome, before: CurrentAssociation) -> ChangeResult:
    return ChangeResult(outcome, before.revision, before.version)


def _invalid(*broken: Violation, before: CurrentAssociation | None = None) -> ChangeResult:
    revision, version = (before.revision, before.version) if before else (None, None)
    return ChangeResult(ChangeOutcome.INVALID, revision, version, broken)


def _written(connection: Connection, outcome: ChangeOutcome, vcode: str) -> ChangeResult:
    after = reader.current(connection, vcode)
    assert after is not None  # noqa: S101 - this transaction has just written it
    return ChangeResult(outcome, after.revision, after.version)
