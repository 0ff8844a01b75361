"""Who changes the register and why: passed to the database per transaction, which writes it into the history."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from psycopg import Connection


class ActorKind(StrEnum):
    """What sort of party made a change."""

    SYSTEM = "system"  # an import or another job of our own
    REPRESENTATIVE = "representative"
    AUTHORITY = "authority"
    OPERATOR = "operator"  # a person at the command line


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a change; `identifier` is the OVO code, client, person or job, as the history must name it."""

    kind: ActorKind
    identifier: str

    def __post_init__(self) -> None:
        if not self.identifier.strip():
            raise ValueError("An actor has an identifier: the history must be able to name who made a change.")


class Priority(StrEnum):
    """How soon a change must be searchable: the outbox is worked in this order."""

    INTERACTIVE = "0"  # a person waits for it
    BULK = "5"


@dataclass(frozen=True, slots=True)
class ChangeContext:
    """The circumstances of one transaction that changes the register."""

    actor: Actor
    reason: str
    priority: Priority = Priority.INTERACTIVE
    trace: str = ""
    # The source says when it changed each association last: the database does not put today's date instead.
    keeps_source_dates: bool = False


def announce(connection: Connection[tuple[object, ...]], context: ChangeContext) -> None:
    """Pass the context to the current transaction; call it first: the triggers read these settings until it ends."""
    connection.execute(
        "SELECT set_config('directory.actor_kind', %s, true), set_config('directory.actor_id', %s, true),"
        " set_config('directory.reason', %s, true), set_config('directory.priority', %s, true),"
        " set_config('directory.trace', %s, true), set_config('directory.dates', %s, true)",
        (
            *(context.actor.kind.value, context.actor.identifier, context.reason, context.priority.value),
            *(context.trace, "told" if context.keeps_source_dates else ""),  # "told": as the trigger spells it
        ),
    )
