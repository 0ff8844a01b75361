"""What programs ask of the site itself: how to search it from a browser's bar, and pictures of it and of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread
from fastapi import Request
from fastapi.responses import Response

from directory.geography.shown_place import shown_place
from directory.pages.detail import card_drawing
from directory.pages.landing import cards
from directory.pages.landing.routes import existing, known_reference
from directory.platform import conditional_get
from directory.platform.i18n import _
from directory.platform.route_policy import PAGE, PolicyRouter
from directory.publication.lookup import association_of
from directory.services import services_of
from directory.texts.activity_names import activity_name
from directory.urls import landing_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from directory.search.understanding.reference import Reference
    from directory.urls.landing_pages import ActivityName, SubjectName

router = PolicyRouter(PAGE)

SEARCH, CARD, ICON = "/opensearch.xml", "/kaart.png", "/icoon.png"
# Long enough for sites that show a shared page often; the card of a removed association is gone within a day.
_A_DAY = "public, max-age=86400"
_PNG = "image/png"
# Letters are drawn by a library that does one thing at a time; more threads would only wait for each other.
_one_at_a_time = CapacityLimiter(1)


@router.get(SEARCH)
async def describe_search(request: Request) -> Response:
    """Tell a browser how to search here from its own bar."""
    body = services_of(request).templates.get_template("opensearch.xml").render()
    response = Response(body, media_type="application/opensearchdescription+xml")
    return conditional_get.answer(request, response, _A_DAY, passing=False)


@router.get(CARD)
async def show_card(request: Request) -> Response:
    """Show the card of every page that has none of its own."""
    brand = services_of(request).brand
    card = card_drawing.card(str(_("Vind een vereniging bij jou in de buurt.")), (), brand)
    return await _picture(request, lambda: card_drawing.drawn(card))


@router.get("/kaart/{vcode}.png")
async def show_card_of(request: Request, vcode: str) -> Response:
    """Show the card of one association: its name, what it does and where."""
    services = services_of(request)
    async with services.pool.connection() as connection:
        association = await association_of(connection, vcode)
    activity = str(activity_name(association.activities[0].name)) if association.activities else ""
    details = (activity, shown_place(association.locations, services.search.reference.gazetteer))
    card = card_drawing.card(association.name, details, services.brand, association.vcode)
    return await _picture(request, lambda: card_drawing.drawn(card))


@router.get("/kaart/gemeente/{name}.png")
async def show_card_of_municipality(request: Request, name: str) -> Response:
    """Show the card of a municipality."""
    return await _card_of_municipality(request, name)


@router.get("/kaart/gemeente/{name}/{within}.png")
async def show_card_of_what_is_there(request: Request, name: str, within: str) -> Response:
    """Show the card of an activity or a kind in a municipality."""
    return await _card_of_municipality(request, name, within)


@router.get("/kaart/provincie/{name}.png")
async def show_card_of_province(request: Request, name: str) -> Response:
    """Show the card of a province, or of the region of Brussels."""
    place = existing(landing_pages.resolve_province(name, (await known_reference(request)).gazetteer))
    card = cards.province_card(place, services_of(request).brand)
    return await _picture(request, lambda: card_drawing.drawn(card))


@router.get("/kaart/activiteit/{name}.png")
async def show_card_of_activity(request: Request, name: str) -> Response:
    """Show the card of an activity."""
    activity = existing(landing_pages.resolve_activity(name, (await known_reference(request)).activities))
    card = cards.activity_card(activity, services_of(request).brand)
    return await _picture(request, lambda: card_drawing.drawn(card))


@router.get("/kaart/activiteit/{name}/{kind_name}.png")
async def show_card_of_kind(request: Request, name: str, kind_name: str) -> Response:
    """Show the card of a kind, below any activity."""
    activities = (await known_reference(request)).activities
    existing(landing_pages.resolve_activity(name, activities))
    card = cards.kind_card(existing(landing_pages.resolve_subject(kind_name, activities)), services_of(request).brand)
    return await _picture(request, lambda: card_drawing.drawn(card))


@router.get(ICON)
async def show_icon(request: Request) -> Response:
    """Show the icon of the site for a screen with many of them."""
    brand = services_of(request).brand
    return await _picture(request, lambda: card_drawing.icon(brand.initial, brand.accent.deep))


async def _card_of_municipality(request: Request, name: str, within_name: str = "") -> Response:
    known = await known_reference(request)
    place = existing(landing_pages.resolve_municipality(name, known.gazetteer))
    within = _within(within_name, known)
    if within_name:
        existing(within)
    card = cards.municipality_card(place, within, known.gazetteer, services_of(request).brand)
    return await _picture(request, lambda: card_drawing.drawn(card))


def _within(text: str, known: Reference) -> ActivityName | SubjectName | None:
    activity = landing_pages.resolve_activity(text, known.activities)
    return activity or landing_pages.resolve_subject(text, known.activities)


async def _picture(request: Request, draw: Callable[[], bytes]) -> Response:
    body = await to_thread.run_sync(draw, limiter=_one_at_a_time)
    # Other sites show the picture of a shared page.
    headers = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return conditional_get.answer(request, Response(body, media_type=_PNG, headers=headers), _A_DAY, passing=False)
