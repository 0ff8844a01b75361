"""Options of widgets to draw."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from directory.geography.points import Point
from directory.platform.i18n import Language
from directory.search.criteria.choices import AGES, KINDS, SUBTYPES, Sort
from directory.widgets.settings.enums import (
    DetailTarget,
    LoadingTime,
    ThemePreset,
    WidgetFacetName,
    WidgetField,
    WidgetView,
)
from directory.widgets.settings.model import WidgetOptions
from directory.widgets.settings.theme import PROPERTIES


def _some(values: Any, *, most: int = 3) -> Any:
    return st.lists(st.sampled_from(sorted(values)), unique=True, max_size=most)


def _sorted_tuple(values: Any) -> Any:
    return _some(values).map(lambda found: tuple(sorted(found)))


THEMES = st.fixed_dictionaries(
    {},
    optional={
        "accent": st.sampled_from(["#8a1f4b", "#000000"]),
        "radius": st.sampled_from(["0", "4px", "0.5rem"]),
        "lettertype": st.sampled_from(["Georgia, serif", "system-ui"]),
    },
).map(lambda chosen: tuple((name, chosen[name]) for name in PROPERTIES if name in chosen))


@st.composite
def options(draw: st.DrawFn) -> WidgetOptions:
    """Draw a widget that makes sense."""
    around = draw(st.sampled_from(["", "9000", "Sint-Niklaas"]))
    own = draw(st.booleans())
    return WidgetOptions(
        municipalities=draw(_sorted_tuple(["44021", "24062"])),
        provinces=draw(_sorted_tuple(["BE23"])),
        postcode=draw(st.sampled_from(["", "9000"])),
        work_areas=draw(_sorted_tuple(["44021", "BE23"])),
        around=around,
        radius_km=draw(st.none() | st.integers(1, 100)) if around else None,
        activities=draw(_sorted_tuple(["KECU", "SPRT"])),
        subjects=draw(_sorted_tuple(["koor", "voetbal"])),
        kinds=draw(_sorted_tuple(KINDS)),
        ages=draw(_sorted_tuple(AGES)),
        near=draw(st.sampled_from([None, Point(51.05, 3.72)])),
        address_only=draw(st.booleans()),
        subtypes=draw(_sorted_tuple(SUBTYPES)),
        modified_since=draw(st.sampled_from([None, date(2026, 3, 1)])),
        literal=draw(st.booleans()),
        as_words=draw(_sorted_tuple(["cafe", "koor"])),
        q=draw(st.sampled_from(["", "koor", '\'t Verlof & "co"'])),
        vcode=draw(st.sampled_from(["", "V0001001"])),
        facets=tuple(draw(_some(WidgetFacetName))),
        fields=tuple(draw(_some(WidgetField))),
        view=draw(st.sampled_from(WidgetView)),
        per_page=draw(st.integers(5, 50)),
        sort=draw(st.sampled_from([sort for sort in Sort if around or sort is not Sort.DISTANCE])),
        detail=DetailTarget.OWN if own else draw(st.sampled_from([DetailTarget.LINK, DetailTarget.PANEL])),
        detail_url="/verenigingen/{vCode}?van=ons" if own else "",
        language=draw(st.none() | st.sampled_from(Language)),
        heading=draw(st.integers(2, 6)),
        loading=draw(st.sampled_from(LoadingTime)),
        history=draw(st.none() | st.booleans()),
        key=draw(st.sampled_from(["vz-", "links"])),
        suggestions=draw(st.booleans()),
        attribution=draw(st.booleans()),
        locked=draw(st.booleans()),
        widget=draw(st.sampled_from(["", "aB3_-xyz"])),
        preset=draw(st.sampled_from(ThemePreset)),
        theme=draw(THEMES),
    )
