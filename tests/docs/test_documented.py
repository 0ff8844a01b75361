"""What an operator or a user can set, call or read is documented."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer.main

from directory import cli
from directory.operations.metrics import figures
from directory.platform.metrics import Metrics
from directory.publication.index_state import IndexHealth, WorkCount
from directory.reports import counts as report_figures
from directory.search.criteria.url_parameters import PARAMETERS
from directory.settings import Settings
from indexer import cli as indexer_cli

if TYPE_CHECKING:
    from typer import Typer

REPOSITORY = Path(__file__).resolve().parents[2]
OPERATIONS = (REPOSITORY / "docs" / "operations.md").read_text(encoding="utf-8")
SEARCH = (REPOSITORY / "docs" / "search.md").read_text(encoding="utf-8")
PROGRAMS = [*sorted((REPOSITORY / "directory").rglob("*.py")), *sorted((REPOSITORY / "indexer").rglob("*.py"))]
DOCUMENTS = [*sorted(REPOSITORY.glob("*.md")), *sorted((REPOSITORY / "docs").rglob("*.md"))]


def commands(program: str, app: Typer) -> list[str]:
    return _below(program, typer.main.get_command(app))


def _below(name: str, command: object) -> list[str]:
    """Return a command, or those of a group instead of the group itself."""
    inner: dict[str, object] = getattr(command, "commands", {})
    return [deeper for part, one in inner.items() for deeper in _below(f"{name} {part}", one)] if inner else [name]


def metric_names() -> set[str]:
    own = {family.name for family in Metrics().registry.collect()} | {"directory_database_up"}
    health = IndexHealth(0, 0.0, 0, "live", "building", None, 0.0)
    index = {family.name for family in figures(health, [WorkCount("writes", "indexed", 1)])}
    reports = {family.name for family in report_figures.figures([report_figures.ReportCount("new", 1, 1.0)])}
    return own | index | reports


@pytest.mark.parametrize("setting", [field.alias for field in Settings.model_fields.values()])
def test_each_setting_is_documented(setting: str) -> None:
    assert f"| `{setting}` |" in OPERATIONS


def test_each_variable_that_the_code_reads_is_documented() -> None:
    read = {
        name for file in PROGRAMS for name in re.findall(r'"(DIRECTORY_[A-Z_]+)"', file.read_text(encoding="utf-8"))
    }
    assert {name for name in read if f"`{name}`" not in OPERATIONS} == set()


@pytest.mark.parametrize("command", commands("directory", cli.app) + commands("indexer", indexer_cli.application))
def test_each_command_is_documented(command: str) -> None:
    assert re.search(rf"\| `{command}( [A-Z]+)?` \|", OPERATIONS)


@pytest.mark.parametrize("metric", sorted(metric_names()))
def test_each_metric_is_documented(metric: str) -> None:
    assert re.search(rf"\| `{metric}(_total)?` \|", OPERATIONS)


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_each_parameter_of_a_search_is_documented(parameter: str) -> None:
    assert f"| `{parameter}` |" in SEARCH


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_links_to_is_there(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []
