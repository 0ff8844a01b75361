"""oEmbed: whoever pastes an address of ours in a field that understands it gets the frame, without any snippet."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import orjson
from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from directory.platform import conditional_get
from directory.platform.i18n import _
from directory.platform.problems import NotFound
from directory.platform.route_policy import Audience, CorsRule, PolicyRouter, RoutePolicy
from directory.publication import reader
from directory.services import services_of
from directory.urls import landing_pages
from directory.widgets.answering import routes, visitor
from directory.widgets.embedding import snippets
from directory.widgets.embedding.frame import PATH as EMBED
from directory.widgets.settings import fields, model
from directory.widgets.settings.enums import Language
from directory.widgets.settings.model import WidgetOptions
from directory.widgets.translations.texts import said

if TYPE_CHECKING:
    from directory.search.criteria.known_codes import Codes

router = PolicyRouter(RoutePolicy(audience=Audience.PROGRAMS, cors=CorsRule.ANY_ORIGIN))

CACHE_CONTROL = "public, max-age=86400"
_LONGEST = 2_000
_WIDTH = 800
_NARROWEST, _LOWEST = 200, 200
_ASSOCIATION = re.compile(r"/vereniging/([Vv]\d{7})(?:/[^/]*)?", re.ASCII)
_LANDING = re.compile(r"/(gemeente|provincie|activiteit)/([a-z0-9-]{1,80})")
# What the search and a widget call by other names.
_SAME = {
    "q": "q", "gebied": "werkingsgebied", "activiteit": "hoofdactiviteit", "type": "type", "leeftijd": "doelgroep",
    "sorteer": "sort", "straal": "straal", "waar": "rond",
}  # fmt: skip


@router.get("/oembed")
async def give_frame(request: Request) -> Response:
    """Describe the frame that stands for an address of ours."""
    asked = request.query_params
    if asked.get("format", "json").lower() != "json":
        raise HTTPException(HTTPStatus.NOT_IMPLEMENTED)
    wanted = await _meant(request, asked.get("url", ""))
    members = _members(request, wanted, _most(asked.get("maxwidth")), _most(asked.get("maxheight")))
    response = Response(orjson.dumps(members), media_type="application/json")
    return conditional_get.answer(request, response, CACHE_CONTROL, passing=False)


async def _meant(request: Request, url: str) -> tuple[WidgetOptions, str, str]:
    """Return the widget of an address, the page it leads to, and its title; raises `NotFound` for any other address."""
    parts = _ours(request, url)
    services = services_of(request)
    if found := _ASSOCIATION.fullmatch(parts.path):
        async with services.pool.connection() as connection:
            association = await reader.by_vcode(connection, found[1].upper())
        if association is None:
            raise NotFound
        return WidgetOptions(vcode=association.vcode), f"{parts.path}", association.name
    pairs = parse_qsl(parts.query, keep_blank_values=False)
    known = fields.known(services.search.reference)
    if parts.path == EMBED:
        wanted = model.parse(pairs, known, visitor.VISITOR_PARAMETERS).options
    elif parts.path == "/zoeken":
        named = [(_SAME[name], value) for name, value in pairs if name in _SAME]
        wanted = model.parse(named, known).options
    elif landing := _LANDING.fullmatch(parts.path):
        wanted = _landed(request, landing[1], landing[2], known.codes)
    else:
        raise NotFound
    return wanted, url[len(routes.origin(request)) :], said(wanted.language or Language.DUTCH, "allemaal")


def _ours(request: Request, url: str) -> Any:
    """Return the parts of an address of ours; raises `NotFound` for one of somebody else."""
    home = routes.origin(request)
    try:
        parts = urlsplit(url)
    except ValueError:
        raise NotFound from None
    if len(url) > _LONGEST or not url.startswith(home + "/") or f"{parts.scheme}://{parts.netloc}" != home:
        raise NotFound
    return parts


def _landed(request: Request, kind: str, name: str, codes: Codes) -> WidgetOptions:
    """Return the widget of a page of a municipality, province or activity."""
    reference = services_of(request).search.reference
    if kind == "activiteit":
        activity = landing_pages.resolve_activity(name, reference.activities)
        chosen = ("hoofdactiviteit", activity.code) if activity else None
    else:
        place = _PLACES[kind](name, reference.gazetteer)
        chosen = (kind, place.areas[0]) if place else None
    if chosen is None:
        raise NotFound
    return model.parse([chosen], fields.KnownCodes(codes)).options


_PLACES = {"gemeente": landing_pages.resolve_municipality, "provincie": landing_pages.resolve_province}


def _members(
    request: Request, wanted: tuple[WidgetOptions, str, str], widest: int | None, highest: int | None
) -> dict[str, Any]:
    chosen, page, title = wanted
    place = snippets.SnippetTarget(routes.origin(request), page, title)
    width = max(_NARROWEST, min(widest or _WIDTH, _WIDTH))
    height = max(_LOWEST, min(highest or 20_000, snippets.pixels_of(chosen)))
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": services_of(request).settings.site_name,
        "provider_url": place.origin,
        "title": title,
        "width": width,
        "height": height,
        "cache_age": 86_400,
        "html": snippets.frame(chosen, place, helped=False, width=str(width), height=height),
    }


def _most(text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 5:  # noqa: PLR2004 - wider than any page
        raise HTTPException(HTTPStatus.BAD_REQUEST, str(_("maxwidth en maxheight zijn een geheel getal.")))
    return int(text)
