"""Looks into the register from outside the importing room: what is in it, and what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

_LISTS = {
    "association_activity": "activity_code",
    "association_area": "area_code",
    "location": "source_key",
    "contact": "source_key",
    "membership": "source_key",
    "recognition": "recognition_id",
    "representative": "representative_id",
    "bank_account": "account_id",
    "bank_account_confirmation": "account_id, ovo_code",
}
# What the database keeps for itself depends on the way that led to a state; the state itself must not.
_OWN = "'{id,association_id,version,version_tx,first_public_at,location_id,contact_id,membership_id}'::text[]"


class Trail(NamedTuple):
    """What changes leave behind, and which rows there are as the storage sees them."""

    history: int
    outbox: int
    versions: int
    rows: frozenset[tuple[Any, ...]]


class Register:
    """The register's content, read as the database's superuser."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection

    def query(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self._connection.execute(statement.encode(), values or None).fetchall()

    def one(self, statement: str, *values: Any) -> Any:
        """Return the only value of a query."""
        return self.query(statement, *values)[0][0]

    def run(self, statement: str, *values: Any) -> None:
        """Change something from outside."""
        self._connection.execute(statement.encode(), values or None)

    def empty(self) -> None:
        """Take all associations out, their history too: the next ones start from nothing."""
        with self._connection.transaction():
            self.run("SET LOCAL session_replication_role = replica")  # no triggers, no checks
            for table in (*(f"register.{name}" for name in _LISTS), "register.association", "register.history"):
                self.run(f"DELETE FROM {table}")  # noqa: S608 - names of our own
            self.run("DELETE FROM feed.outbox")

    def vcodes(self) -> set[str]:
        """Return who is in."""
        return {row[0] for row in self.query("SELECT vcode FROM register.association")}

    def state(self) -> dict[str, Any]:
        """Return all that the register knows, by vCode, without numbers that the database gave."""
        found = {
            vcode: {"association": entry}
            for vcode, entry in self.query(f"SELECT vcode, to_jsonb(a) - {_OWN} FROM register.association a")  # noqa: S608 - names of our own
        }
        for table, order in _LISTS.items():
            for vcode, entries in self.query(
                f"SELECT a.vcode, jsonb_agg(to_jsonb(r) - {_OWN} ORDER BY {order}) FROM register.{table} r"  # noqa: S608 - names of our own
                " JOIN register.association a ON a.id = r.association_id GROUP BY a.vcode"
            ):
                found[vcode][table] = entries
        return found

    def trail(self) -> Trail:
        """Return what a change would leave traces in; `rows` differs after any write, also one that changes nothing."""
        return Trail(
            self.one("SELECT count(*) FROM register.history"),
            self.one("SELECT count(*) FROM feed.outbox"),
            self.one("SELECT coalesce(sum(version), 0)::int FROM register.association"),
            frozenset(self._places()),
        )

    def _places(self) -> Iterator[tuple[Any, ...]]:
        for table in ("association", *_LISTS):
            for row in self.query(f"SELECT ctid::text, xmin::text FROM register.{table}"):  # noqa: S608 - names of our own
                yield (table, *row)
