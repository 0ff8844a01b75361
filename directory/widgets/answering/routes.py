"""The data that widgets ask for: a view of a search, one association, what may be meant while somebody types."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import orjson
from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from directory.platform import conditional_get
from directory.platform.app_state import state_of
from directory.platform.route_policy import PolicyRouter
from directory.publication.lookup import association_of
from directory.services import services_of
from directory.widgets.answering import rate_limit, search, serializer
from directory.widgets.answering import request as reading
from directory.widgets.answering.cache import KEPT_SECONDS, AnswerCache, CachedAnswer
from directory.widgets.answering.policy import WIDGET
from directory.widgets.statistics import counting as figures
from directory.widgets.statistics.counting import UsageEvent

if TYPE_CHECKING:
    from directory.widgets.answering.request import WidgetRequest

router = PolicyRouter(WIDGET, areas=("/widget/v1/",))

CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400"
_JSON = "application/json"
_MOST_SUGGESTED = 8


@router.get("/widget/v1/zoek")
async def give_view(request: Request) -> Response:
    """Give one view: results, facets, words, paging."""
    asked = reading.whole(await reading.asked(request))
    answer, lasting = await _view(request, asked)
    if asked.saved:
        count(request, asked, answer.total)
    if not lasting:
        return conditional_get.answer(request, Response(answer.packed.body, media_type=_JSON), passing=True)
    return answer.response(request, _JSON, CACHE_CONTROL)


@router.get("/widget/v1/vereniging")
async def give_association(request: Request) -> Response:
    """Give one association, for its card or for the panel below its name."""
    asked = reading.whole(await reading.asked(request))
    if not asked.options.vcode:
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    await rate_limit.take(request)
    services = services_of(request)
    async with services.pool.connection() as connection:
        found = await association_of(connection, asked.options.vcode)
    members = serializer.card(found, asked.options, origin(request), services.settings.site_name)
    return conditional_get.answer(request, _json(members), CACHE_CONTROL, passing=False)


@router.get("/widget/v1/suggesties")
async def give_suggestions(request: Request) -> Response:
    """Give the names that somebody who is still typing may mean, within the scope as far as that is one place."""
    asked = reading.whole(await reading.asked(request))
    await rate_limit.take(request)
    typed = asked.options.q
    where = asked.options.around or asked.options.postcode or "".join(asked.options.municipalities[:1])
    found = await services_of(request).search.suggest(typed, where)
    names = [
        {"naam": one.name, "plaats": one.detail, "vCode": one.code,
         "url": serializer.link_of(asked.options, one.code, one.name, origin(request))}
        for one in found.associations.items
    ]  # fmt: skip
    activities = [{"naam": one.name, "code": one.code} for one in found.activities.items]
    members = {"v": serializer.VERSION, "activiteiten": activities, "verenigingen": names[:_MOST_SUGGESTED]}
    return conditional_get.answer(request, _json(members), CACHE_CONTROL, passing=found.degraded)


async def _view(request: Request, asked: WidgetRequest) -> tuple[CachedAnswer, bool]:
    """Return the answer that stands ready, or make it; and whether it may be kept."""
    services = services_of(request)
    kept = state_of(request, AnswerCache)
    key = (await services.search.generation() or "", *asked.key)
    begun_at = kept.now()
    if (ready := kept.get(key)) is not None and ready.age < KEPT_SECONDS:
        return ready.value, True
    await rate_limit.take(request)
    found = await search.find(services, asked.options, asked.visit)
    members = serializer.view(
        found, origin(request), services.settings.site_name, asked.problems, is_saved=asked.saved is not None
    )
    answer = CachedAnswer.of(orjson.dumps(members), found.total)
    lasting = not found.results.degraded
    if lasting:
        kept.keep(key, answer, begun_at)
    return answer, lasting


def count(request: Request, asked: WidgetRequest, total: int | None) -> None:
    """Count a search in a saved widget; looking at its first view is none."""
    if asked.saved is None or not (asked.options.q or asked.visit.pairs()):
        return
    figures.count(request, asked.saved.id, UsageEvent.SEARCH)
    if total == 0:
        figures.count(request, asked.saved.id, UsageEvent.NOTHING, asked.options.q)


def origin(request: Request) -> str:
    """Return our own origin, as others know us."""
    return services_of(request).settings.public_url


def _json(members: dict[str, Any]) -> Response:
    return Response(orjson.dumps(members), media_type=_JSON)
