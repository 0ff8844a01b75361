"""docs/failures.md says which test shows each failure; here is the proof that there is such a test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
TABLE = REPOSITORY / "docs" / "failures.md"


def rows() -> list[str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("| ") and not line.startswith("| what fails")]


def named() -> list[str]:
    return sorted(set(re.findall(r"`(tests/[\w/]+\.py::\w+)`", TABLE.read_text(encoding="utf-8"))))


def test_every_row_names_a_test() -> None:
    assert [row for row in rows() if "`tests/" not in row.rpartition("| ")[2]] == []


@pytest.mark.parametrize("name", named())
def test_each_named_test_exists(name: str) -> None:
    file, _, wanted = name.partition("::")
    tree = ast.parse((REPOSITORY / file).read_text(encoding="utf-8"))
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert wanted in functions
