"""Who changes the register, and why: told to the database, which writes it into the history."""

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


class Priority(StrEnum):
    """How soon a change must be searchable; the outbox is worked in this order."""

    WAITED_FOR = "0"
    BULK = "5"


@dataclass(frozen=True, slots=True)
class Change:
    """The circumstances of one transaction."""

    kind: ActorKind
    actor: str
    reason: str
    priority: Priority = Priority.WAITED_FOR
    trace: str = ""
    # The source tells when it changed each association last: the database does not put today's date instead.
    tells_dates: bool = False


def announce(connection: Connection[tuple[object, ...]], change: Change) -> None:
    """Tell the current transaction who is at work; call it first, the triggers read it until it ends."""
    connection.execute(
        "SELECT set_config('directory.actor_kind', %s, true), set_config('directory.actor_id', %s, true),"
        " set_config('directory.reason', %s, true), set_config('directory.priority', %s, true),"
        " set_config('directory.trace', %s, true), set_config('directory.dates', %s, true)",
        (
            *(change.kind.value, change.actor, change.reason, change.priority.value, change.trace),
            "told" if change.tells_dates else "",
        ),
    )
