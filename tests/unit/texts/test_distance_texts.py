"""A distance says no more than is known: whole kilometres between districts, and the district itself within one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.results.model import Hit
from directory.texts.distance_texts import distance_text, known_metres


def hit(distance_m: float | None, place: str = "Heverlee, Leuven") -> Hit:
    """Return a result at this distance."""
    return Hit(
        vcode="V0000001",
        slug="koor",
        name="Koor",
        name_segments=(),
        short_name="",
        description_segments=(),
        place=place,
        activities=(),
        subjects=(),
        ages=(),
        kind="VZW",
        is_recognised=False,
        point=None,
        distance_m=distance_m,
        nearness=None,
        reason=None,
    )


@pytest.mark.parametrize(
    ("metres", "text"),
    [
        (None, ""),
        (0.0, "in Heverlee"),
        (499.0, "in Heverlee"),
        (501.0, "± 1 km"),
        (2_740.0, "± 3 km"),
        (99_940.0, "± 100 km"),
        (1_318_000.0, "± 1.318 km"),
    ],
)
def test_a_distance_is_told_as_exactly_as_it_is_known(metres: float | None, text: str) -> None:
    assert distance_text(hit(metres)) == text


def test_in_a_place_without_a_name_nothing_is_told() -> None:
    assert distance_text(hit(120.0, place="")) == ""


@given(st.floats(0, 400_000))
def test_no_distance_is_told_in_metres(metres: float) -> None:
    assert re.fullmatch(r"in Heverlee|± [\d.]+ km", distance_text(hit(metres)))
    assert (known_metres(metres) or 0) % 1000 == 0
