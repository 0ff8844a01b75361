"""Names on a map never overlap and never leave it, whatever the numbers are."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.pages.map.circles import NARROW, WIDE
from directory.pages.map.names import Box, Labelled, Lettering, lettered

WIDTH, HEIGHT = 840, 360
AREAS = Path(__file__).resolve().parents[2] / "directory" / "register" / "reference" / "area.csv"
with AREAS.open(encoding="utf-8") as file:
    NAMES = sorted({row["name"] for row in csv.DictReader(file)})

circles = st.lists(
    st.builds(
        Labelled,
        x=st.integers(0, WIDTH),
        y=st.integers(0, HEIGHT),
        radius=st.floats(1, 44),
        name=st.sampled_from(NAMES),
        count_text=st.integers(0, 99_999).map(lambda number: f"{number:,}".replace(",", ".")),
    ),
    max_size=40,
)
letterings = pytest.mark.parametrize("lettering", [WIDE, NARROW], ids=["wide", "narrow"])


@letterings
@given(wanted=circles)
def test_no_two_names_overlap(lettering: Lettering, wanted: list[Labelled]) -> None:
    rooms = [name.box for name in lettered(wanted, lettering, WIDTH, HEIGHT)]
    assert not [pair for pair in combinations(rooms, 2) if pair[0].meets(pair[1])]


@letterings
@given(wanted=circles)
def test_no_name_lies_on_the_middle_of_another_circle(lettering: Lettering, wanted: list[Labelled]) -> None:
    large = [one for one in wanted if 2 * one.radius * lettering.swell >= lettering.size]
    for name in lettered(wanted, lettering, WIDTH, HEIGHT):
        across = [one for one in large if one.name != name.name and _holds(name.box, one)]
        assert not across


def _holds(box: Box, circle: Labelled) -> bool:
    return box.left < circle.x < box.right and box.top < circle.y < box.bottom


@letterings
@given(wanted=circles)
def test_no_name_leaves_the_drawing(lettering: Lettering, wanted: list[Labelled]) -> None:
    for name in lettered(wanted, lettering, WIDTH, HEIGHT):
        assert min(name.box.left, name.box.top) >= 0
        assert name.box.right <= WIDTH
        assert name.box.bottom <= HEIGHT


@letterings
@given(wanted=circles)
def test_the_first_names_are_there_and_no_more_than_the_limit(lettering: Lettering, wanted: list[Labelled]) -> None:
    names = [name.name for name in lettered(wanted, lettering, WIDTH, HEIGHT)]
    wanted_names = iter(label.name for label in wanted)
    assert all(name in wanted_names for name in names)  # in the order in which they were given
    assert len(names) <= lettering.most


@letterings
def test_a_circle_that_stands_free_is_named(lettering: Lettering) -> None:
    wanted = [Labelled(150, 100, 10, "Gent", "48"), Labelled(600, 250, 10, "Hasselt", "12")]
    assert [name.name for name in lettered(wanted, lettering, WIDTH, HEIGHT)] == ["Gent", "Hasselt"]
