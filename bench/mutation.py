"""`make mutate`: writes into docs/performance.md how many changes of the code the unit tests notice, per module.

It reads what mutmut left in mutants/. `make bench` keeps the section as it stands.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
REPORT = REPOSITORY / "docs" / "performance.md"
HEADING = "## Changes of the code that the unit tests notice"
# Of mutmut: a test failed, or failed to be collected, or the change made it run for ever.
KILLED = {1, 3, 24, 36, 152, -24}


def section_of(report: str) -> str:
    """Return the section as it stands in a report; empty when it has none."""
    _, heading, text = report.partition(f"\n{HEADING}\n")
    return heading + text


def write() -> None:
    """Put what was measured in the place of the section."""
    report = REPORT.read_text(encoding="utf-8")
    rows = "\n".join(_rows())
    section = f"""
{HEADING}

Written by `make mutate` on {datetime.now(UTC):%Y-%m-%d}, one small change at a time.
Decorated functions and tables of a module are not changed.

| module | changed | noticed | share |
|---|---|---|---|
{rows}
"""
    REPORT.write_text(report.removesuffix(section_of(report)) + section, encoding="utf-8")


def _rows() -> list[str]:
    found = []
    for path in sorted((REPOSITORY / "mutants").rglob("*.py.meta")):
        codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"].values()
        if codes:
            killed = sum(code in KILLED for code in codes)
            module = path.relative_to(REPOSITORY / "mutants").as_posix().removesuffix(".meta")
            found.append(f"| `{module}` | {len(codes)} | {killed} | {killed / len(codes):.0%} |")
    return found


if __name__ == "__main__":
    write()
