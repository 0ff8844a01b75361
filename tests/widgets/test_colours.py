"""Colours of a widget can be read, or the nearest that can is offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.widgets import colours

any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
needed = st.sampled_from([colours.OF_SHAPES, colours.OF_TEXT])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#8a1f4b", "#ffffff", 8.83),
        ("#0055cc", "#ffffff", 6.62),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, expected: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(expected, abs=0.01)
    assert colours.contrast(other, one) == colours.contrast(one, other)


@given(any_colour, any_colour, needed)
def test_what_is_offered_can_be_read(colour: str, against: str, enough: float) -> None:
    offered = colours.nearest(colour, against, enough)
    assert colours.contrast(offered, against) >= enough
    assert colours.nearest(offered, against, enough) == offered


@given(any_colour, needed)
def test_a_colour_that_can_be_read_stays(colour: str, enough: float) -> None:
    if colours.contrast(colour, "#ffffff") >= enough:
        assert colours.nearest(colour, "#ffffff", enough) == colour


@given(any_colour)
def test_what_is_offered_is_hardly_darker_than_it_must_be(colour: str) -> None:
    offered = colours.nearest(colour, "#ffffff", colours.OF_TEXT)
    if offered != colour:
        assert colours.contrast(offered, "#ffffff") < colours.OF_TEXT + 0.2


def test_the_colour_of_a_house_stays_that_colour() -> None:
    yellow = colours.nearest("#ffe615", "#ffffff", colours.OF_TEXT)
    red, green, blue = (int(yellow[start : start + 2], 16) for start in (1, 3, 5))
    assert red > blue
    assert green > blue


def test_each_chosen_colour_is_checked_against_what_it_is_drawn_on() -> None:
    found = {check.name: check for check in colours.checks([("accent", "#ffe615"), ("vlak", "#ffffff")])}
    assert found.keys() == {"accent", "accent-tekst"}
    assert not found["accent"].passes
    assert found["accent"].against_name == "wit"
    assert colours.checks([]) == ()
    assert colours.checks([("radius", "4px")]) == ()
    assert all(check.passes for check in colours.checks([("accent", "#8a1f4b")]))


def test_a_border_needs_less_than_text() -> None:
    (border,) = colours.checks([("rand", "#8a8a8a")])
    assert border.passes
    (text,) = colours.checks([("tekst-zacht", "#8a8a8a")])
    assert not text.passes
