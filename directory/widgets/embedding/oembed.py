"""oEmbed provider: pasting an address of ours into an editor that supports oEmbed inserts the frame."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import orjson
from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from directory.platform import conditional_get
from directory.platform.i18n import Language, _
from directory.platform.json_schema import answers_with, query_parameters
from directory.platform.problems import NotFound
from directory.platform.route_policy import Audience, CorsRule, PolicyRouter, RoutePolicy
from directory.publication import reader
from directory.services import services_of
from directory.urls import landing_pages
from directory.widgets.answering import routes, visitor
from directory.widgets.embedding import snippets
from directory.widgets.embedding.frame import PATH as EMBED
from directory.widgets.embedding.json_schema import OembedAnswer
from directory.widgets.settings import fields, model
from directory.widgets.settings.model import WidgetOptions
from directory.widgets.translations.texts import translate

if TYPE_CHECKING:
    from directory.search.criteria.known_codes import Codes
    from directory.search.understanding.reference import Reference

router = PolicyRouter(RoutePolicy(audience=Audience.PROGRAMS, cors=CorsRule.ANY_ORIGIN))

CACHE_CONTROL = "public, max-age=86400"
_MAX_URL_LENGTH = 2_000
_WIDTH = 800  # pixels, as all sizes here
_MIN_WIDTH, _MIN_HEIGHT, _MAX_HEIGHT = 200, 200, 20_000
_ASSOCIATION = re.compile(r"/vereniging/([Vv]\d{7})(?:/[^/]*)?", re.ASCII)
_LANDING_PAGE = re.compile(r"/(gemeente|provincie|activiteit)/([a-z0-9-]{1,80})")


class OEmbedTarget(NamedTuple):
    """What an address stands for: the widget to frame, the path that its link leads to, and its title."""

    options: WidgetOptions
    page: str
    title: str


_ASKED = query_parameters(("url", "format", "maxwidth", "maxheight"), required=("url",))


@router.get("/oembed", **answers_with(OembedAnswer, "The frame that shows an address of ours.", parameters=_ASKED))
async def give_frame(request: Request) -> Response:
    """Describe the frame that stands for the address in the parameter `url`."""
    parameters = request.query_params
    if parameters.get("format", "json").lower() != "json":
        raise HTTPException(HTTPStatus.NOT_IMPLEMENTED)
    target = await _resolve_target(request, parameters.get("url", ""))
    snippet_target = snippets.SnippetTarget(routes.origin(request), target.page, target.title)
    max_width, max_height = _parse_size(parameters.get("maxwidth")), _parse_size(parameters.get("maxheight"))
    width = max(_MIN_WIDTH, min(max_width or _WIDTH, _WIDTH))
    height = max(_MIN_HEIGHT, min(max_height or _MAX_HEIGHT, snippets.pixels_of(target.options)))
    members = {
        "version": "1.0",
        "type": "rich",
        "provider_name": services_of(request).settings.site_name,
        "provider_url": snippet_target.origin,
        "title": target.title,
        "width": width,
        "height": height,
        "cache_age": 86_400,
        "html": snippets.frame(target.options, snippet_target, with_script=False, width=str(width), height=height),
    }
    response = Response(orjson.dumps(members), media_type="application/json")
    return conditional_get.answer(request, response, CACHE_CONTROL, passing=False)


async def _resolve_target(request: Request, url: str) -> OEmbedTarget:
    """Return what an address of ours stands for; raises `NotFound` for any other address."""
    services, home = services_of(request), routes.origin(request)
    path, query = parse_own_url(url, home)
    if match := _ASSOCIATION.fullmatch(path):
        async with services.pool.connection() as connection:
            association = await reader.by_vcode(connection, match[1].upper())
        if association is None:
            raise NotFound
        return OEmbedTarget(WidgetOptions(vcode=association.vcode), path, association.name)
    options = options_of_page(path, query, services.search.reference)
    if options is None:
        raise NotFound
    return OEmbedTarget(options, url[len(home) :], translate(options.language or Language.DUTCH, "allemaal"))


def parse_own_url(url: str, origin: str) -> tuple[str, str]:
    """Return path and query of an address on this origin; raises `NotFound` for look-alike hosts and anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise NotFound from None
    if len(url) > _MAX_URL_LENGTH or not url.startswith(origin + "/") or f"{parts.scheme}://{parts.netloc}" != origin:
        raise NotFound
    return parts.path, parts.query


def options_of_page(path: str, query: str, reference: Reference) -> WidgetOptions | None:
    """Return the widget that shows what a page of ours shows: frame, search page or landing page; else None."""
    pairs = parse_qsl(query, keep_blank_values=False)
    known = fields.known_codes(reference)
    if path == EMBED:
        return model.parse(pairs, known, visitor.VISITOR_PARAMETERS).options
    if path == "/zoeken":
        in_common = [(name, value) for name, value in pairs if name in fields.OEMBED.parameters]
        return model.parse(in_common, known, dialect=fields.OEMBED).options
    if match := _LANDING_PAGE.fullmatch(path):
        return _options_of_landing_page(match[1], match[2], reference, known.codes)
    return None


def _options_of_landing_page(kind: str, slug: str, reference: Reference, codes: Codes) -> WidgetOptions | None:
    """Return the widget of the landing page of a municipality, province or activity; None without such a page."""
    if kind == "activiteit":
        activity = landing_pages.resolve_activity(slug, reference.activities)
        pair = ("hoofdactiviteit", activity.code) if activity else None
    else:
        find_place = landing_pages.resolve_municipality if kind == "gemeente" else landing_pages.resolve_province
        place = find_place(slug, reference.gazetteer)
        pair = (kind, place.areas[0]) if place else None
    return model.parse([pair], fields.WidgetCodes(codes)).options if pair else None


def _parse_size(text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 5:  # noqa: PLR2004 - wider than any page
        raise HTTPException(HTTPStatus.BAD_REQUEST, str(_("maxwidth en maxheight zijn een geheel getal.")))
    return int(text)
