"""JSON routes of the widgets: one view of a search, one association, autocomplete suggestions."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import orjson
from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from directory.platform import conditional_get
from directory.platform.app_state import state_of
from directory.platform.i18n import Language
from directory.platform.json_schema import answers_with, query_parameters
from directory.platform.route_policy import PolicyRouter
from directory.publication.lookup import association_of
from directory.services import services_of
from directory.widgets.answering import rate_limit, search, serializer
from directory.widgets.answering.cache import MAX_AGE_SECONDS, AnswerCache, CachedAnswer
from directory.widgets.answering.json_schema import WidgetAnswer, WidgetAssociation, WidgetSuggestions
from directory.widgets.answering.policy import WIDGET
from directory.widgets.answering.request import read_request, require_scope
from directory.widgets.answering.visitor import CHOOSE, PAGE, criteria
from directory.widgets.settings import fields
from directory.widgets.statistics import counting
from directory.widgets.statistics.counting import UsageEvent
from directory.widgets.translations.texts import translate_message

if TYPE_CHECKING:
    from directory.widgets.answering.request import WidgetRequest

router = PolicyRouter(WIDGET, areas=("/widget/v1/",))

CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400"
_JSON = "application/json"
_SETTINGS = ("widget", *fields.ATTRIBUTES)
_REPEATABLE = (CHOOSE, *(name for name, row in fields.ATTRIBUTES.items() if row.is_list))
_VIEW = query_parameters((*_SETTINGS, CHOOSE, PAGE), repeatable=_REPEATABLE)
_ONE = query_parameters(_SETTINGS, repeatable=_REPEATABLE, required=("vcode",))
_MAX_SUGGESTIONS = 8


@router.get("/widget/v1/zoek", **answers_with(WidgetAnswer, "All that one view of a widget needs.", parameters=_VIEW))
async def give_view(request: Request) -> Response:
    """Return one view: results, facets, texts, pagination. Answered from the response cache where possible."""
    widget_request = require_scope(await read_request(request))
    cache = state_of(request, AnswerCache)
    key = (await services_of(request).search.generation() or "", *widget_request.cache_key)
    started_at = cache.now()
    cached = cache.get(key)
    if cached is not None and cached.age < MAX_AGE_SECONDS:
        answer, is_cacheable = cached.value, True
    else:
        answer, is_cacheable = await _search(request, widget_request)
        if is_cacheable:
            cache.keep(key, answer, started_at)
    count_search(request, widget_request, answer.total)
    if not is_cacheable:
        return conditional_get.answer(request, Response(answer.packed.body, media_type=_JSON), passing=True)
    return answer.response(request, _JSON, CACHE_CONTROL)


@router.get("/widget/v1/vereniging", **answers_with(WidgetAssociation, "One association.", parameters=_ONE))
async def give_association(request: Request) -> Response:
    """Return one association, for its card or for the panel below its name."""
    widget_request = require_scope(await read_request(request))
    options = widget_request.options
    if not options.vcode:
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    await rate_limit.consume(request)
    services = services_of(request)
    async with services.pool.connection() as connection:
        association = await association_of(connection, options.vcode)
    members = serializer.serialize_association(
        association, options, origin(request), services.settings.site_name, services.search.reference.gazetteer
    )
    return conditional_get.answer(request, _json(members), CACHE_CONTROL, passing=False)


@router.get("/widget/v1/suggesties", **answers_with(WidgetSuggestions, "Autocomplete suggestions.", parameters=_VIEW))
async def give_suggestions(request: Request) -> Response:
    """Return autocomplete suggestions for `q`: only what lies within the scope and the choices, the nearest first."""
    widget_request = require_scope(await read_request(request))
    options = widget_request.options
    await rate_limit.consume(request)
    where = options.around or options.postcode or "".join(options.municipalities[:1])
    scope = criteria(replace(options, q="", literal=False, as_words=()), widget_request.visitor)
    suggestions = await services_of(request).search.suggest(options.q, where, scope)
    language = options.language or Language.DUTCH
    members = {
        "v": serializer.VERSION,
        "activiteiten": [
            {"naam": translate_message(language, item.name), "code": item.code} for item in suggestions.activities.items
        ],
        "verenigingen": [
            {
                "naam": item.name,
                "plaats": item.place,
                "vCode": item.code,
                "url": serializer.association_url(options, item.code, item.name, origin(request)),
            }
            for item in suggestions.associations.items[:_MAX_SUGGESTIONS]
        ],
    }
    return conditional_get.answer(request, _json(members), CACHE_CONTROL, passing=suggestions.degraded)


async def _search(request: Request, widget_request: WidgetRequest) -> tuple[CachedAnswer, bool]:
    """Search and serialise; return the answer and whether it may be cached: never one of the Postgres fallback."""
    await rate_limit.consume(request)
    services = services_of(request)
    view = await search.search_view(services, widget_request.options, widget_request.visitor)
    members = serializer.serialize_view(
        view,
        origin(request),
        services.settings.site_name,
        widget_request.problems,
        is_saved=widget_request.saved is not None,
    )
    return CachedAnswer.of(orjson.dumps(members), view.total), not view.results.degraded


def count_search(request: Request, widget_request: WidgetRequest, total: int | None) -> None:
    """Count a search in a saved widget; opening the page with its first view is no search, nor is turning a page."""
    state = widget_request.visitor
    if widget_request.saved is None or state.page > 1 or not (widget_request.options.q or state.chosen):
        return
    counting.count_event(request, widget_request.saved.id, UsageEvent.SEARCH)
    if total == 0:
        counting.count_event(request, widget_request.saved.id, UsageEvent.NOTHING, widget_request.options.q)


def origin(request: Request) -> str:
    """Return the public origin of this site, without a slash at the end."""
    return services_of(request).settings.public_url


def _json(members: dict[str, Any]) -> Response:
    return Response(orjson.dumps(members), media_type=_JSON)
