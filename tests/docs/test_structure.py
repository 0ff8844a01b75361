"""The layout keeps its promises: a guide whose paths exist, one class per name, terms that lead to their module."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
PRODUCT = [*sorted((REPOSITORY / "directory").rglob("*.py")), *sorted((REPOSITORY / "indexer").rglob("*.py"))]
TESTS = sorted((REPOSITORY / "tests").rglob("*.py"))
# Each look-up of the guide: what a newcomer wants to do.
LOOK_UPS = (
    "add a facet",
    "add a public field",
    "add a page",
    "add a synonym",
    "change a ranking weight",
    "add a setting",
    "add an index",
    "add a room",
)
# A term of the field, and the module whose name or docstring must hold it.
TERMS = {
    "synonym": "directory/language/synonyms.py",
    "stop word": "directory/language/normalise.py",
    "stemm": "directory/language/stemming.py",
    "decompound": "directory/language/compound_words.py",
    "phonetic": "directory/language/phonetic.py",
    "gazetteer": "directory/geography/gazetteer.py",
    "autocomplete": "directory/search/suggest/query.py",
    "place detection": "directory/search/understanding/place_detection.py",
    "query correction": "directory/search/understanding/query_correction.py",
    "relaxation": "directory/search/results/query_relaxation.py",
    "pagination": "directory/search/results/pagination.py",
    "fallback": "directory/search/results/postgres_fallback.py",
    "circuit breaker": "directory/platform/circuit_breaker.py",
    "cache": "directory/platform/cache/page_cache.py",
    "rate limit": "directory/platform/rate_limit.py",
    "CSRF": "directory/platform/csrf.py",
    "honeypot": "directory/reports/form.py",
    "idempotent": "indexer/outbox_worker.py",
    "SSRF": "directory/widgets/page_check/safe_fetch.py",
}
VAGUE = {"utils", "helpers", "manager", "common", "base", "data", "info"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def rows_of_the_guide() -> dict[str, list[str]]:
    """Return the paths of each row of "Where do I …"."""
    table = CONTRIBUTING.partition("## Where do I")[2].partition("\n## ")[0]
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("| ")]
    return {cells[0].strip(): re.findall(r"`([\w./-]+/[\w./-]*)`", " ".join(cells[1:])) for cells in rows}


@pytest.mark.parametrize("look_up", LOOK_UPS)
def test_the_guide_says_where_to_begin(look_up: str) -> None:
    assert rows_of_the_guide()[look_up]


def test_each_path_of_the_guide_is_there() -> None:
    paths = [path for found in rows_of_the_guide().values() for path in found]
    assert [path for path in paths if not (REPOSITORY / path).exists()] == []


@pytest.mark.parametrize(("term", "module"), TERMS.items(), ids=list(TERMS))
def test_a_term_of_the_field_leads_to_its_module(term: str, module: str) -> None:
    docstring = ast.get_docstring(tree(REPOSITORY / module)) or ""
    assert term.lower() in f"{module} {docstring}".lower().replace("_", " ")


def test_a_class_has_a_name_of_its_own() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in PRODUCT:
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef):
                places[node.name.lstrip("_")].append(str(path.relative_to(REPOSITORY)))
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_no_test_module_imports_another() -> None:
    imports = [
        (str(path.relative_to(REPOSITORY)), node.module)
        for path in TESTS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and re.search(r"\.test_\w+$", node.module or "")
    ]
    assert imports == []


def test_each_module_says_what_it_is_for() -> None:
    assert [path for path in PRODUCT if not ast.get_docstring(tree(path))] == []


def test_no_module_or_class_has_a_vague_name() -> None:
    named = {path.stem for path in PRODUCT} | {
        node.name.lower() for path in PRODUCT for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)
    }
    assert named & VAGUE == set()
