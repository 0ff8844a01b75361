"""oEmbed provider: pasting an address of ours into an editor that supports oEmbed inserts the frame.

An address is read as our own pages read it, and everything that narrows its results is kept; what cannot be kept makes
us refuse the address with the reason, never show more than the page does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

import orjson
from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from directory.platform import conditional_get
from directory.platform.i18n import _
from directory.platform.json_schema import answers_with, query_parameters
from directory.platform.problems import NotFound
from directory.platform.query_cleaning import clean_query
from directory.platform.route_policy import JSON, CorsRule, PolicyRouter
from directory.publication import reader
from directory.search.criteria.choices import View
from directory.search.criteria.facets import FACETS
from directory.search.criteria.url_codec import ProblemCode, problem
from directory.services import services_of
from directory.urls import landing_pages
from directory.widgets.answering import routes
from directory.widgets.answering.request import read_pairs
from directory.widgets.answering.visitor import VisitorState
from directory.widgets.embedding import scope, snippets
from directory.widgets.embedding.frame import PATH as EMBED
from directory.widgets.embedding.json_schema import OembedAnswer
from directory.widgets.embedding.room import room_of
from directory.widgets.settings.enums import FACET_OF, WidgetView
from directory.widgets.settings.model import WidgetOptions
from directory.widgets.settings.problems import WidgetProblemCode
from directory.widgets.translations.problem_texts import problem_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from directory.search.criteria.criteria import Criteria, ParsedCriteria
    from directory.search.criteria.url_codec import ParameterProblem
    from directory.search.understanding.reference import Reference

router = PolicyRouter(replace(JSON, cors=CorsRule.ANY_ORIGIN))

CACHE_CONTROL = "public, max-age=86400"
_MAX_URL_LENGTH = 2_000
_WIDTH = 800  # pixels, as all sizes here
_ASSOCIATION = re.compile(r"/vereniging/([Vv]\d{7})(?:/[^/]*)?", re.ASCII)
_LANDING_PAGE = re.compile(r"/(gemeente|provincie|activiteit)/([^/]{1,80})(?:/([^/]{1,80}))?")
_FIND_PLACE = {"gemeente": landing_pages.resolve_municipality, "provincie": landing_pages.resolve_province}
# Fields of `Criteria` that a widget has too, by the name of the field there.
_SAME = {
    "q": "q", "literal": "literal", "as_words": "as_words", "where": "around", "near": "near", "radius_km": "radius_km",
    "address_only": "address_only", "subtypes": "subtypes", "modified_since": "modified_since", "sort": "sort",
    "activities": "activities", "subjects": "subjects", "areas": "work_areas", "kinds": "kinds", "ages": "ages",
}  # fmt: skip
# The other facets of the site are choices of the visitor.
_CHOSEN = {facet.criteria_field: facet for facet in FACETS if facet.criteria_field not in _SAME}
KEPT = frozenset({*_SAME, *_CHOSEN})
_OF_THE_PAGE = frozenset({"pagina", "na", "weergave"})  # these narrow nothing


class OEmbedTarget(NamedTuple):
    """What an address stands for: the widget to frame, with the choices in it, the path of its link and its title.

    `framed` are the options that the address of the frame says; `options` hold those of a saved widget too.
    """

    options: WidgetOptions
    framed: WidgetOptions
    visitor: VisitorState
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
    width = min(_parse_size(parameters.get("maxwidth")) or _WIDTH, _WIDTH)
    pixels = room_of(target.options).pixels
    height = min(_parse_size(parameters.get("maxheight")) or pixels, pixels)
    origin = routes.origin(request)
    members = {
        "version": "1.0",
        "type": "rich",
        "provider_name": services_of(request).settings.site_name,
        "provider_url": origin,
        "title": target.title,
        "width": width,
        "height": height,
        "cache_age": 86_400,
        "html": snippets.embedded(
            snippets.SnippetTarget(origin, target.page, target.title),
            snippets.embed_path(target.framed, target.visitor.pairs()),
            width,
            height,
        ),
    }
    response = Response(orjson.dumps(members), media_type="application/json")
    return conditional_get.answer(request, response, CACHE_CONTROL, passing=False)


async def _resolve_target(request: Request, url: str) -> OEmbedTarget:
    """Return what an address of ours stands for; raises 404 for any other, with the reason for one of ours."""
    services, home = services_of(request), routes.origin(request)
    path, query = parse_own_url(url, home)
    reference = services.search.reference
    pairs = parse_qsl(query, keep_blank_values=False)
    if match := _ASSOCIATION.fullmatch(path):
        async with services.pool.connection() as connection:
            association = await reader.by_vcode(connection, match[1].upper())
        if association is None:
            raise NotFound
        card = WidgetOptions(vcode=association.vcode)
        return OEmbedTarget(card, card, VisitorState(), path, association.name)
    if path == EMBED:
        return await _target_of_frame(request, pairs)
    if path == "/zoeken":
        options, state = options_of_search(services.search.parse(pairs), reference)
        page = f"{path}?{query}" if query else path
        return OEmbedTarget(options, options, state, page, scope.page_title(options, reference))
    landing = options_of_landing_page(path, reference)
    if landing is None:
        raise NotFound
    return OEmbedTarget(landing, landing, VisitorState(), path, scope.page_title(landing, reference))


async def _target_of_frame(request: Request, pairs: list[tuple[str, str]]) -> OEmbedTarget:
    """Return the target of the address of a frame: the same frame, from its first page."""
    read = await read_pairs(request, pairs)
    _refuse(read.unread_scope)
    reference, options = services_of(request).search.reference, read.options
    return OEmbedTarget(
        options,
        read.said,
        read.visitor.on_page(1),
        scope.place(options, reference, "").page,
        scope.page_title(options, reference) if not options.vcode else scope.title(options, reference),
    )


def parse_own_url(url: str, origin: str) -> tuple[str, str]:
    """Return path and query of an address on this origin; raises `NotFound` for look-alike hosts and anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise NotFound from None
    if len(url) > _MAX_URL_LENGTH or not url.startswith(origin + "/") or f"{parts.scheme}://{parts.netloc}" != origin:
        raise NotFound
    return unquote(parts.path).rstrip("/"), clean_query(parts.query)


def options_of_search(parsed: ParsedCriteria, reference: Reference) -> tuple[WidgetOptions, VisitorState]:
    """Return the widget that finds what a search on our site finds; refuses, with the reason, what none can find."""
    criteria = parsed.criteria
    _refuse(
        problem
        for problem in parsed.problems
        if problem.code is not ProblemCode.UNKNOWN_PARAMETER and problem.parameter not in _OF_THE_PAGE
    )
    if criteria.where and reference.gazetteer.resolve(criteria.where).place is None:
        _refuse((problem("waar", criteria.where, WidgetProblemCode.UNKNOWN_PLACE, text=criteria.where),))
    options: dict[str, Any] = {name: getattr(criteria, field) for field, name in _SAME.items()}
    view = WidgetView.MAP if criteria.view is View.MAP else WidgetView.LIST
    return WidgetOptions(**options, view=view), VisitorState(tuple(sorted(_choices(criteria))))


def _choices(criteria: Criteria) -> Iterable[tuple[Any, str]]:
    """Return the choices of facets for which a widget has no setting."""
    names = {facet: name for name, facet in FACET_OF.items()}
    for field, facet in _CHOSEN.items():
        for code in getattr(criteria, field):
            yield names[facet.name], code


def options_of_landing_page(path: str, reference: Reference) -> WidgetOptions | None:
    """Return the widget of the page of a municipality, a province or an activity, or of what lies within it."""
    match = _LANDING_PAGE.fullmatch(path)
    page, name, within = match.groups() if match else ("", "", None)
    if page == "activiteit":
        activity = landing_pages.resolve_activity(name, reference.activities)
        if activity is None or within is None:
            return WidgetOptions(activities=(activity.code,)) if activity else None
        kind = landing_pages.resolve_subject(within, reference.activities)
        return WidgetOptions(subjects=(kind.code,)) if kind else None
    find_place = _FIND_PLACE.get(page)
    place = find_place(name, reference.gazetteer) if find_place else None
    if place is None or (within and page != "gemeente"):
        return None
    if page == "provincie":
        return WidgetOptions(provinces=place.areas[:1])
    there = WidgetOptions(municipalities=place.areas[:1])
    return _narrowed_to(there, within, reference.activities) if within else there


def _narrowed_to(there: WidgetOptions, within: str, activities: Mapping[str, str]) -> WidgetOptions | None:
    """Return the widget of an activity or a kind in a municipality."""
    activity = landing_pages.resolve_activity(within, activities)
    if activity:
        return replace(there, activities=(activity.code,))
    kind = landing_pages.resolve_subject(within, activities)
    return replace(there, subjects=(kind.code,)) if kind else None


def _refuse(problems: Iterable[ParameterProblem]) -> None:
    """Refuse an address with the reasons, if there are any."""
    reasons = dict.fromkeys(map(problem_sentence, problems))
    if reasons:
        raise HTTPException(HTTPStatus.NOT_FOUND, " ".join(reasons))


def _parse_size(text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 5 or not int(text):  # noqa: PLR2004 - wider than any page
        raise HTTPException(HTTPStatus.BAD_REQUEST, str(_("maxwidth en maxheight zijn een geheel getal.")))
    return int(text)
