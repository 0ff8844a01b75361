"""Pure packages read no file when they are imported: word lists and catalogues are read when they are first needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PURE = (
    "language", "geography", "urls", "search/criteria", "search/understanding", "search/index", "search/query",
    "search/results", "search/suggest", "search/explain",
)  # fmt: skip
# Babel asks for the time zone of the machine when it is imported.
_HARNESS = """
import sys
CODE = (".py", ".pyc", ".so")
TIME_ZONE = ("/etc/localtime", "/etc/timezone")
def refuse(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        path = arguments[0]
        if not path.endswith(CODE) and not path.startswith(TIME_ZONE) and "zoneinfo/" not in path:
            raise PermissionError(f"{path} is read while modules are imported")
sys.addaudithook(refuse)
"""


def run(statements: str) -> subprocess.CompletedProcess[str]:
    """Run statements in a process that may open code only."""
    return subprocess.run(
        [sys.executable, "-B", "-c", _HARNESS + statements], cwd=ROOT, capture_output=True, text=True, check=False
    )


def modules() -> list[str]:
    """Return the name of every pure module."""
    files = (path for folder in PURE for path in sorted((ROOT / "directory" / folder).rglob("*.py")))
    return [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in files]


def test_no_pure_module_reads_a_file_when_it_is_imported() -> None:
    done = run("\n".join(f"import {name}" for name in modules()))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("read", ["open('README.md')", "__import__('pathlib').Path('README.md').read_text()"])
def test_the_process_would_refuse_to_read_a_file(read: str) -> None:
    assert "is read while modules are imported" in run(read).stderr
