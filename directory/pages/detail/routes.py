"""The routes of one association: its page, and the same as linked data."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from directory.pages import answers
from directory.pages.detail import linked as detail_linked
from directory.pages.detail.back import way_back
from directory.pages.detail.nearby import near
from directory.pages.detail.page import detail
from directory.pages.map.situation import situation
from directory.platform import conditional_get
from directory.platform.route_policy import PAGE, PolicyRouter
from directory.publication import reader
from directory.publication.lookup import association_of
from directory.services import services_of
from directory.urls import contact_links

router = PolicyRouter(PAGE)

# A page with a link back to the reader's own results is for that one reader.
_OWN = "private, no-cache"


@router.get("/vereniging/{vcode}.jsonld")
async def give_association(request: Request, vcode: str) -> Response:
    """Give one association as linked data."""
    services = services_of(request)
    async with services.pool.connection() as connection:
        association = await association_of(connection, vcode)
        departments = await reader.departments(connection, association.association_id)
    if vcode != association.vcode:
        return RedirectResponse(detail_linked.path(association.vcode), HTTPStatus.PERMANENT_REDIRECT)
    document = detail_linked.linked(association, departments, services.settings.public_url)
    return answers.respond(
        request, Response(detail_linked.serialize(document), media_type=detail_linked.MEDIA_TYPE), None
    )


@router.get("/vereniging/{vcode}")
@router.get("/vereniging/{vcode}/{slug}")
async def show_association(request: Request, vcode: str) -> Response:
    """Show one association as it is in the register now; a slug that is not today's leads to the one that is."""
    services = services_of(request)
    async with services.pool.connection() as connection:
        association = await association_of(connection, vcode)
        members = await reader.members(connection, association.association_id)
        departments = await reader.departments(connection, association.association_id)
    path = contact_links.association_path(association.vcode, association.name)
    if request.url.path != path:
        return RedirectResponse(path, HTTPStatus.PERMANENT_REDIRECT)
    places = services.search.reference.gazetteer
    back = way_back(request.headers.get("Referer", ""), request.url.netloc, association.vcode, services.search)
    linked = detail_linked.linked(association, departments, services.settings.public_url)
    body = services.templates.get_template("pages/detail.html").render(
        page=detail(association, members, departments, places),
        near=await near(services.search, association, [*members, *departments]),
        situation=situation(association.locations, places),
        back=back,
        linked=detail_linked.for_script(linked),
        linked_path=detail_linked.path(association.vcode),
    )
    response = HTMLResponse(body)
    return (
        conditional_get.answer(request, response, _OWN, passing=False)
        if back
        else answers.respond(request, response, None)
    )
