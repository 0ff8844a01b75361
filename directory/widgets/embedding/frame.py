"""The frame: a whole search as one small page without any script, for sites that take no other site's code."""

from __future__ import annotations

import base64
import hashlib
import hmac
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup
from psycopg import OperationalError
from starlette.exceptions import HTTPException

from directory.platform import conditional_get
from directory.platform.problems import NotFound, Unavailable
from directory.platform.route_policy import CspRule, PolicyRouter, RateLimitRule, RoutePolicy
from directory.publication.lookup import association_of
from directory.services import services_of
from directory.urls.contact_links import association_path
from directory.widgets.answering import rate_limit, routes, search, serializer
from directory.widgets.answering import request as reading
from directory.widgets.answering.request import WidgetRequest
from directory.widgets.answering.visitor import CHOOSE, VisitorState
from directory.widgets.saved import origins as hosts
from directory.widgets.settings.enums import Language, WidgetView
from directory.widgets.settings.model import WidgetOptions
from directory.widgets.theming.palette import look
from directory.widgets.translations.texts import counted, said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from directory.search.results.model import Hit
    from directory.widgets.answering.search import WidgetResults

router = PolicyRouter(RoutePolicy(rate_limit=RateLimitRule.BY_ROUTE, csp=CspRule.FRAMED))

PATH = "/embed"
CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=3600, stale-if-error=86400"
# Stands in the page while it is made: the nonce depends on all the rest of it.
_NONCE = "nonce-of-this-page"
NOTHING_ASKED = WidgetRequest(WidgetOptions(), VisitorState(), (), None)
_NO_FACETS = frozenset({WidgetView.NAMES, WidgetView.COUNTER, WidgetView.BOX})


class PageLinks(NamedTuple):
    """The addresses of the pages before and after this one; empty where there is none."""

    previous: str
    following: str


@router.get(PATH)
async def show_frame(request: Request) -> Response:
    """Show a widget as a page that other sites frame."""
    try:
        asked = await reading.asked(request)
    except NotFound:  # the saved configuration is gone, and with it the list of sites: it says nothing but that
        return _broken(request, NOTHING_ASKED, HTTPStatus.NOT_FOUND)
    try:
        return await _shown(request, asked)
    except HTTPException as error:
        return _broken(request, asked, error.status_code, error.headers)
    except OperationalError:
        return _broken(request, asked, HTTPStatus.SERVICE_UNAVAILABLE, Unavailable().headers)


async def _shown(request: Request, asked: WidgetRequest) -> Response:
    if asked.lost:
        return _answer(request, asked, _told(request, asked, [str(problem.message) for problem in asked.lost]))
    await rate_limit.take(request)
    if asked.options.vcode:
        return _answer(request, asked, await _card(request, asked))
    found = await search.find(services_of(request), asked.options, asked.visit)
    routes.count(request, asked, found.total)
    return _answer(request, asked, _list(request, asked, found), passing=found.results.degraded)


def _broken(request: Request, asked: WidgetRequest, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Say calmly what is so, inside the frame: the usual page of an error may not be framed."""
    missing = status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
    word = ("weg" if asked.options.vcode else "nietbewaard") if missing else "fout"
    sentence = said(asked.options.language or Language.DUTCH, word)
    response = _answer(request, asked, _told(request, asked, [sentence]), passing=True)
    response.status_code = status
    response.headers.update(headers or {})
    return response


def _list(request: Request, asked: WidgetRequest, found: WidgetResults) -> str:
    options = found.options
    origin = routes.origin(request)
    shows_list = options.view is not WidgetView.COUNTER and (
        options.view is not WidgetView.BOX or bool(options.q or asked.visit.chosen)
    )
    return _rendered(
        request,
        "widgets/embed.html",
        asked,
        found=found,
        rows=[_row(found, hit, origin) for hit in found.hits] if shows_list else [],
        shows_list=shows_list,
        shows_form=options.view not in (WidgetView.NAMES, WidgetView.COUNTER),
        facets=() if options.view in _NO_FACETS else found.facets,
        kept=_kept(asked, found),
        turn=_turn(found),
        count=counted(found.language, found.total),
        span=serializer.span(found),
        notice=serializer.notice(found),
        everything=origin + serializer.everything(options, asked.visit),
        elsewhere=""
        if options.locked
        else f"{origin}/zoeken" + (f"?{urlencode([('q', options.q)])}" if options.q else ""),
    )


async def _card(request: Request, asked: WidgetRequest) -> str:
    async with services_of(request).pool.connection() as connection:
        found = await association_of(connection, asked.options.vcode)
    card = serializer.card(found, asked.options, routes.origin(request), services_of(request).settings.site_name)
    return _rendered(request, "widgets/embed_card.html", asked, one=card)


def _told(request: Request, asked: WidgetRequest, sentences: list[str]) -> str:
    return _rendered(request, "widgets/embed_told.html", asked, sentences=sentences, link=_way_out(request, asked))


def _way_out(request: Request, asked: WidgetRequest) -> str:
    return routes.origin(request) + serializer.everything(asked.options, asked.visit)


def _rendered(request: Request, template: str, asked: WidgetRequest, **context: object) -> str:
    services = services_of(request)
    language = asked.options.language or Language.DUTCH
    return services.templates.get_template(template).render(
        options=asked.options,
        language=language,
        say=_sayer(language),
        style=Markup(services.assets.body("widget/frame.css").decode()),  # noqa: S704 - our own file
        script=Markup(services.assets.body("widget/frame.js").decode()),  # noqa: S704 - our own file
        look=look(asked.options),
        ping=f"/widget/v1/gekozen?widget={asked.saved.id}" if asked.saved else "",
        nonce=_NONCE,
        home=routes.origin(request),
        **context,
    )


def _sayer(language: Language) -> Callable[..., str]:
    return lambda word, **filled: said(language, word, **filled)


def _answer(request: Request, asked: WidgetRequest, page: str, *, passing: bool = False) -> Response:
    """Send the page with a policy of its own. The same page has the same nonce, so that it may be kept and validated.

    Only with our secret can somebody know the nonce of a page, and whatever they put into the page changes it.
    """
    secret = services_of(request).settings.secret.get_secret_value()
    digest = hmac.new(secret.encode(), page.encode(), hashlib.sha256).digest()
    nonce = base64.urlsafe_b64encode(digest[:18]).decode()
    response = HTMLResponse(page.replace(_NONCE, nonce))
    answer = conditional_get.answer(request, response, CACHE_CONTROL, passing=passing)
    # On a 304 too: what a cache keeps takes over the headers of whatever validates it.
    origins = asked.saved.draft.origins if asked.saved else ()
    answer.headers["Content-Security-Policy"] = policy(nonce, origins, counts=asked.saved is not None)
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


def policy(nonce: str, origins: tuple[str, ...], *, counts: bool = False) -> str:
    """Return the Content-Security-Policy of a frame that these sites may show; all of them when none is named.

    Only a saved widget `counts` that a result was opened, and so has somebody to tell: us.
    """
    return "; ".join((
        "default-src 'none'", f"style-src 'nonce-{nonce}'", f"script-src 'nonce-{nonce}'", "img-src 'self'",
        "form-action 'self'", "base-uri 'none'", hosts.frame_ancestors(origins),
        "require-trusted-types-for 'script'", "trusted-types 'none'",
        *(("connect-src 'self'",) if counts else ()),
    ))  # fmt: skip


def _row(found: WidgetResults, hit: Hit, origin: str) -> dict[str, Any]:
    """Return a result. A path of the host's own site means nothing in a frame of ours: there our page stands."""
    row = serializer.told(found, hit, origin)
    return row if "//" in row["url"] else {**row, "url": origin + association_path(hit.vcode, hit.name)}


def _kept(asked: WidgetRequest, found: WidgetResults) -> list[tuple[str, str]]:
    """Return what the form sends along unseen: the settings, and choices that no check box on the page stands for."""
    boxes = {f"{facet.name}.{choice.code}" for facet in found.facets for choice in facet.choices}
    settings = [pair for pair in _settings(asked) if pair[0] != "q"]
    unseen = [pair for pair in asked.visit.pairs() if pair[0] == CHOOSE and pair[1] not in boxes]
    return [*settings, *unseen]


def _settings(asked: WidgetRequest) -> list[tuple[str, str]]:
    """Return the parameters of the frame; what a saved configuration says need not be said again."""
    pairs = asked.options.pairs()
    if asked.saved is None:
        return pairs
    told = {*asked.saved.pairs}
    return [pair for pair in pairs if pair not in told]


def _turn(found: WidgetResults) -> PageLinks:
    page = found.visit.page
    return PageLinks(
        _address(found.options, found.visit.on_page(min(page - 1, found.pages))) if page > 1 and found.pages else "",
        _address(found.options, found.visit.on_page(page + 1)) if page < found.pages else "",
    )


def _address(options: WidgetOptions, visit: VisitorState) -> str:
    return f"{PATH}?{urlencode([*options.pairs(), *visit.pairs()])}"
