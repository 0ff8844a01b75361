"""Advisory locks have one registry: distinct numbers, and none that stands bare elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

from directory.platform import advisory_locks
from directory.platform.advisory_locks import TAKEN_BY_SQL, AdvisoryLock

REPOSITORY = Path(__file__).resolve().parents[3]
REGISTRY = Path(advisory_locks.__file__).relative_to(REPOSITORY)
LOCK_CALL = re.compile(r"pg_(?:try_)?advisory\w*")
NUMBER_IN_SQL = re.compile(r"pg_(?:try_)?advisory\w*\(\s*(\d+)")


def sources(suffix: str) -> dict[Path, str]:
    """Return the text of every source file of ours with a suffix."""
    return {
        path.relative_to(REPOSITORY): path.read_text(encoding="utf-8")
        for folder in ("directory", "indexer", "bench", "tests")
        for path in (REPOSITORY / folder).rglob(f"*{suffix}")
    }


def test_each_lock_has_a_number_of_its_own() -> None:
    names = AdvisoryLock.__members__  # aliases included
    assert len({lock.value for lock in names.values()}) == len(names)


def test_no_other_module_takes_a_lock_by_itself() -> None:
    others = sources(".py").keys() - {REGISTRY, Path(__file__).relative_to(REPOSITORY)}
    code = {path: text for path, text in sources(".py").items() if path in others}
    assert [path for path, text in code.items() if LOCK_CALL.search(text)] == []


def test_no_other_file_holds_a_number_of_a_lock() -> None:
    texts = {**sources(".py"), **sources(".sql")}
    del texts[REGISTRY]
    allowed = {lock.value for lock in TAKEN_BY_SQL}
    found = {
        (path, lock.name)
        for path, text in texts.items()
        for lock in AdvisoryLock
        if str(lock.value) in text and not (path.suffix == ".sql" and lock in allowed)
    }
    assert found == set()


def test_sql_takes_only_locks_that_the_registry_says_it_takes() -> None:
    numbers = {int(number) for text in sources(".sql").values() for number in NUMBER_IN_SQL.findall(text)}
    assert numbers == {lock.value for lock in TAKEN_BY_SQL}
