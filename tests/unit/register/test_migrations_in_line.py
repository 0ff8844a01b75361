"""The migrations stand in one line: two that follow the same one would stop every start."""

from __future__ import annotations

from alembic.script import ScriptDirectory

from directory.register import migrate


def test_there_is_one_last_migration() -> None:
    heads = ScriptDirectory.from_config(migrate.config("postgresql://nobody@127.0.0.1:9/nowhere")).get_heads()
    assert len(heads) == 1, heads
