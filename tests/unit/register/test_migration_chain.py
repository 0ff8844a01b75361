"""The migrations are one chain with one end, each with its SQL for both directions: without a database."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from alembic.script import ScriptDirectory

from directory.register import migrate

SCRIPTS = ScriptDirectory.from_config(migrate.config("postgresql://"))
STEPS = list(SCRIPTS.walk_revisions())


def test_the_chain_has_one_end() -> None:
    assert len(SCRIPTS.get_heads()) == 1


def test_no_two_steps_have_the_same_number() -> None:
    numbers = Counter(step.revision.partition("_")[0] for step in STEPS)
    assert [number for number, count in numbers.items() if count > 1] == []


def test_every_script_of_sql_belongs_to_a_step_and_has_its_way_back() -> None:
    names = {path.name for path in files("directory.register.migrations").joinpath("sql").iterdir()}
    steps = {name.partition(".")[0] for name in names}
    assert steps <= {step.revision for step in STEPS}
    assert names == {f"{step}.{direction}.sql" for step in steps for direction in ("up", "down")}
