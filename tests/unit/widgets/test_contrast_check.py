"""Colours of a widget can be read, or the nearest that can is offered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.branding.contrast import EDGE, TEXT, nearest, ratio
from directory.widgets.settings.enums import ThemePreset
from directory.widgets.settings.model import WidgetOptions, parse
from directory.widgets.theming import contrast_check

any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
needed = st.sampled_from([EDGE, TEXT])


def _with(preset: ThemePreset = ThemePreset.NEUTRAL, **theme: str) -> WidgetOptions:
    named = [(name.replace("_", "-"), value) for name, value in theme.items()]
    return parse([("thema", preset.value), *named]).options


@given(any_colour, any_colour, needed)
def test_what_is_offered_can_be_read(colour: str, against: str, enough: float) -> None:
    offered = nearest(colour, against, enough)
    assert ratio(offered, against) >= enough
    assert nearest(offered, against, enough) == offered


@given(any_colour, st.sampled_from(ThemePreset))
def test_a_widget_that_was_mended_needs_no_more(colour: str, preset: ThemePreset) -> None:
    with_readable_colours = contrast_check.with_readable_colours(_with(preset, accent=colour))
    assert [check.proposal for check in contrast_check.check_contrast(with_readable_colours)] in ([None], [])
    assert contrast_check.with_readable_colours(with_readable_colours) == with_readable_colours


def test_the_colour_of_a_house_stays_that_colour() -> None:
    (check,) = contrast_check.check_contrast(_with(accent="#ffe615"))
    assert check.against_name == "wit"
    assert check.ratio < TEXT
    red, green, blue = (int(str(check.proposal)[start : start + 2], 16) for start in (1, 3, 5))
    assert red > blue
    assert green > blue


def test_each_chosen_colour_is_checked_against_what_it_is_drawn_on() -> None:
    found = {
        check.name: check for check in contrast_check.check_contrast(_with(accent_tekst="#777777", accent="#0055cc"))
    }
    assert found.keys() == {"accent", "accent-tekst"}
    assert found["accent"].proposal is None
    assert found["accent-tekst"].against == "#0055cc"
    assert found["accent-tekst"].proposal
    assert contrast_check.check_contrast(_with()) == ()
    assert contrast_check.check_contrast(_with(radius="4px")) == ()


def test_a_surface_is_checked_with_all_that_lies_on_it() -> None:
    unreadable = {check.name for check in contrast_check.check_contrast(_with(vlak="#101010")) if check.proposal}
    assert {"accent", "tekst", "tekst-zacht"} <= unreadable


def test_a_border_needs_less_than_text() -> None:
    found = {
        check.name: check.proposal
        for check in contrast_check.check_contrast(_with(rand="#8a8a8a", tekst_zacht="#8a8a8a"))
    }
    assert found["rand"] is None
    assert found["tekst-zacht"]
