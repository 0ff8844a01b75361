"""The pictures that stand where the page of a place or an activity is shared: its title and what it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.geography.nis import province_of
from directory.pages.detail import card_drawing
from directory.pages.landing.page import activity_title, kind_title, municipality_title, province_title
from directory.platform.i18n import _

if TYPE_CHECKING:
    from directory.branding.brand import Brand
    from directory.geography.gazetteer import Gazetteer, Place
    from directory.pages.detail.card_drawing import Card
    from directory.urls.landing_pages import ActivityName, SubjectName


def card_path(page_path: str) -> str:
    """Return the address of the picture of a landing page."""
    return f"/kaart{page_path}.png"


def municipality_card(place: Place, within: ActivityName | SubjectName | None, places: Gazetteer, brand: Brand) -> Card:
    """Arrange the card of a municipality, or of an activity or kind in it."""
    around = places.by_code.get(province_of(place.areas[0]) or "")
    return card_drawing.card(municipality_title(place, within), (around.name,) if around else (), brand)


def province_card(place: Place, brand: Brand) -> Card:
    """Arrange the card of a province, or of the region of Brussels."""
    return card_drawing.card(province_title(place), (), brand)


def activity_card(activity: ActivityName, brand: Brand) -> Card:
    """Arrange the card of an activity."""
    return card_drawing.card(activity_title(activity), (str(_("in Vlaanderen en Brussel")),), brand)


def kind_card(kind: SubjectName, brand: Brand) -> Card:
    """Arrange the card of a kind."""
    return card_drawing.card(kind_title(kind), (), brand)
