"""Each step of the migrations goes up and down and up again, and none waits long for a lock."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from alembic.script import ScriptDirectory
from psycopg import errors, sql
from sqlalchemy import Engine, event

from directory.register import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.running_parts import RunningParts

STEPS = tuple(
    step.revision
    for step in reversed(list(ScriptDirectory.from_config(migrate.config("postgresql://")).walk_revisions()))
)
# All that a migration can leave: relations, functions, triggers, constraints, and who may use them.
_LEFT = """
SELECT 'relation', c.oid::regclass::text, (SELECT array_agg(acl::text ORDER BY acl::text) FROM unnest(
    coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))) acl)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY (%(schemas)s)
UNION ALL SELECT 'function', p.oid::regprocedure::text,
    (SELECT array_agg(acl::text ORDER BY acl::text) FROM unnest(coalesce(p.proacl, acldefault('f', p.proowner))) acl)
    || ARRAY[p.prosrc]
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ANY (%(schemas)s)
UNION ALL SELECT 'trigger', t.tgrelid::regclass || '.' || t.tgname, ARRAY[pg_get_triggerdef(t.oid)] FROM pg_trigger t
WHERE NOT t.tgisinternal
UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, ARRAY[pg_get_constraintdef(oid)]
FROM pg_constraint
WHERE connamespace::regnamespace::text = ANY (%(schemas)s)
ORDER BY 1, 2, 3
"""


@pytest.fixture
def empty(parts: RunningParts) -> Iterator[str]:
    """Make an empty database and return the owner's address of it."""
    name = f"empty_{secrets.token_hex(4)}"
    with psycopg.connect(parts.parts.superuser("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER directory_owner").format(sql.Identifier(name)))
        yield f"{parts.connections.owner.rpartition('/')[0]}/{name}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _left(url: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(_LEFT.encode(), {"schemas": ["register", "feed", "publication", "site"]}).fetchall()


def test_each_step_leaves_the_same_after_going_down_and_up_again(empty: str) -> None:
    states: list[Any] = [_left(empty)]
    for step in STEPS:
        migrate.upgrade(empty, step)
        states.append(_left(empty))
    for number, step in reversed(list(enumerate(("base", *STEPS[:-1])))):
        migrate.downgrade(empty, step)
        assert _left(empty) == states[number], step
    migrate.upgrade(empty)
    assert _left(empty) == states[-1]


def test_the_tables_in_code_are_those_of_the_database(empty: str) -> None:
    migrate.upgrade(empty)
    migrate.check(empty)


def test_a_database_that_is_up_to_date_stays_as_it_is(empty: str) -> None:
    migrate.upgrade(empty)
    before = _left(empty)
    migrate.upgrade(empty)
    assert _left(empty) == before


def test_a_step_back_keeps_the_associations(empty: str) -> None:
    migrate.upgrade(empty)
    with psycopg.connect(empty) as connection:
        connection.execute("INSERT INTO register.association (vcode, type_code, name) VALUES ('V0001001', 'FV', 'Een')")
    migrate.downgrade(empty, "0001_register")
    migrate.upgrade(empty)
    with psycopg.connect(empty) as connection:
        assert connection.execute("SELECT name FROM publication.association").fetchall() == [("Een",)]


def test_a_migration_gives_up_soon_when_a_table_is_locked(empty: str) -> None:
    migrate.upgrade(empty, "0003_history_and_versions")
    with psycopg.connect(empty) as busy:
        busy.execute("LOCK TABLE register.association IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(errors.LockNotAvailable):
            migrate.upgrade(empty)


def test_every_step_runs_under_both_time_limits(empty: str) -> None:
    limits = set()

    def look(_connection: Any, cursor: Any, statement: str, *_others: Any) -> None:
        if "alembic_version" in statement and statement.startswith(("INSERT", "UPDATE")):
            with cursor.connection.cursor() as own:
                own.execute("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
                limits.add(own.fetchone())

    event.listen(Engine, "before_cursor_execute", look)
    try:
        migrate.upgrade(empty)
    finally:
        event.remove(Engine, "before_cursor_execute", look)
    assert limits == {("5s", "15min")}
