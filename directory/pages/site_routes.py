"""What programs ask of the site itself: how to search it from a browser's bar, and pictures of it and of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread
from fastapi import Request
from fastapi.responses import Response

from directory.geography.shown_place import shown_place
from directory.pages.detail import card_drawing
from directory.platform import conditional_get
from directory.platform.i18n import _
from directory.platform.route_policy import PAGE, PolicyRouter
from directory.publication.lookup import association_of
from directory.services import services_of

if TYPE_CHECKING:
    from collections.abc import Callable

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
    activity = association.activities[0].name if association.activities else ""
    told = (activity, shown_place(association.locations, services.search.reference.gazetteer))
    card = card_drawing.card(association.name, told, services.brand, association.vcode)
    return await _picture(request, lambda: card_drawing.drawn(card))


@router.get(ICON)
async def show_icon(request: Request) -> Response:
    """Show the icon of the site for a screen with many of them."""
    brand = services_of(request).brand
    return await _picture(request, lambda: card_drawing.icon(brand.initial, brand.accent.deep))


async def _picture(request: Request, draw: Callable[[], bytes]) -> Response:
    body = await to_thread.run_sync(draw, limiter=_one_at_a_time)
    # Other sites show the picture of a shared page.
    headers = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return conditional_get.answer(request, Response(body, media_type=_PNG, headers=headers), _A_DAY, passing=False)
