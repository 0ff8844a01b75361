"""Released scripts: named by their content, numbered in order, never larger than their budget."""

from __future__ import annotations

import gzip
import hashlib

import pytest

from directory.devstack.browser_scripts import BUILT, RELEASED, RELEASES, SCRIPTS, SOURCES, next_version

# Kilobytes of 1,024 bytes, compressed: what a page of a municipality pays for a widget.
BUDGET = {"zoeker": 8.0, "kaart": 3.0, "suggesties": 3.0, "hoogte": 0.9, "frame": 1.2}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_built_script_has_a_source_and_stays_within_its_budget(script: str) -> None:
    assert (SOURCES / f"{script}.js").exists()
    assert len(gzip.compress((BUILT / f"{script}.js").read_bytes(), 9)) <= BUDGET[script] * 1024


@pytest.mark.parametrize("script", RELEASED)
def test_the_newest_script_is_a_release(script: str) -> None:
    digest = hashlib.sha256((BUILT / f"{script}.js").read_bytes()).hexdigest()
    assert len(list(RELEASES.glob(f"*/{script}.{digest[:12]}.js"))) == 1


def test_a_released_script_has_the_hash_that_stands_in_its_name() -> None:
    released = sorted(RELEASES.glob("*/*.js"))
    assert len(released) >= 5
    for path in released:
        assert hashlib.sha256(path.read_bytes()).hexdigest().startswith(path.name.split(".")[1])


def test_the_next_release_follows_the_newest() -> None:
    numbers = {tuple(map(int, folder.name.split("."))) for folder in RELEASES.iterdir()}
    assert tuple(map(int, next_version().split("."))) > max(numbers)
