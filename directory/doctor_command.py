"""How `directory doctor` tells what it found: a table for people, JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from directory import doctor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.doctor import Finding

WELL, SOMETHING_TO_MEND = 0, 1


def run(*, as_json: bool) -> int:
    """Print every finding; 0 when all is well, 1 when there is something to mend."""
    findings = list(doctor.examine())
    if as_json:
        typer.echo(json.dumps([{**asdict(finding), "well": finding.well} for finding in findings], indent=1))
    else:
        _print(findings)
    return WELL if all(finding.well for finding in findings) else SOMETHING_TO_MEND


def _print(findings: Sequence[Finding]) -> None:
    table = Table("", "part", "found", "how to mend it", box=box.SIMPLE_HEAD)
    for finding in findings:
        mark = "[green]✓[/]" if finding.well else "[red]✗[/]"
        table.add_row(mark, finding.part, finding.what, finding.mend)
    console = Console(highlight=False)
    console.print(table)
    wrong = sum(not finding.well for finding in findings)
    console.print("All is well." if not wrong else f"To mend: {wrong}.")
