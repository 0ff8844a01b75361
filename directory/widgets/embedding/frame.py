"""The embeddable page (iframe): a whole search as one small page that works without scripts.

For sites that cannot or will not run a script of another site.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup
from psycopg import OperationalError
from starlette.exceptions import HTTPException

from directory.platform import conditional_get
from directory.platform.i18n import Language
from directory.platform.problems import Unavailable
from directory.platform.route_policy import CspRule, LanguageRule, PolicyRouter, RateLimitRule, RoutePolicy
from directory.publication.lookup import association_of
from directory.services import services_of
from directory.urls.contact_links import association_path
from directory.widgets.answering import rate_limit, routes, search, serializer
from directory.widgets.answering.request import WidgetRequest, read_request
from directory.widgets.answering.visitor import CHOOSE, VisitorState
from directory.widgets.embedding import snippets
from directory.widgets.saved.origins import frame_ancestors
from directory.widgets.settings.enums import DetailTarget, WidgetField, WidgetView
from directory.widgets.settings.model import WidgetOptions
from directory.widgets.theming.palette import theme_properties
from directory.widgets.translations.problem_texts import problem_sentence
from directory.widgets.translations.texts import result_count, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.search.results.model import Hit
    from directory.widgets.answering.search import WidgetResults

# The language of a widget is a setting of its own.
router = PolicyRouter(RoutePolicy(rate_limit=RateLimitRule.BY_ROUTE, csp=CspRule.FRAMED, language=LanguageRule.DUTCH))

PATH = "/embed"
CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=3600, stale-if-error=86400"
# Placeholder while the page is rendered: the nonce is computed from all the rest of the page.
_NONCE = "nonce-of-this-page"
_EMPTY_REQUEST = WidgetRequest(WidgetOptions(), VisitorState(), (), None)
_VIEWS_WITHOUT_FACETS = frozenset({WidgetView.NAMES, WidgetView.COUNTER, WidgetView.BOX})


class PageLinks(NamedTuple):
    """Pagination: the addresses of the pages before and after this one; empty where there is none."""

    previous: str
    following: str


@router.get(PATH)
async def show_frame(request: Request) -> Response:
    """Show a widget as a page that other sites embed in an iframe.

    Errors are shown inside the frame too, in its own words: the site's usual error page may not be framed.
    """
    widget_request = _EMPTY_REQUEST
    headers: Mapping[str, str] | None
    try:
        # NotFound here means that the saved widget is gone, and its list of allowed sites with it.
        widget_request = await read_request(request)
        return await _show(request, widget_request)
    except HTTPException as error:
        status, headers = error.status_code, error.headers
    except OperationalError:
        status, headers = HTTPStatus.SERVICE_UNAVAILABLE, Unavailable().headers
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        key = "weg" if widget_request.options.vcode else "nietbewaard"
    else:
        key = "fout"
    sentence = translate(widget_request.options.language or Language.DUTCH, key)
    page = _render_message(request, widget_request, [sentence])
    response = _respond(request, widget_request, page, is_temporary=True)
    response.status_code = status
    response.headers.update(headers or {})
    return response


async def _show(request: Request, widget_request: WidgetRequest) -> Response:
    if widget_request.unread_scope:
        sentences = [problem_sentence(problem) for problem in widget_request.unread_scope]
        return _respond(request, widget_request, _render_message(request, widget_request, sentences))
    await rate_limit.consume(request)
    if widget_request.options.vcode:
        return _respond(request, widget_request, await _render_card(request, widget_request))
    view = await search.search_view(services_of(request), widget_request.options, widget_request.visitor)
    routes.count_search(request, widget_request, view.total)
    page = _render_list(request, widget_request, view)
    return _respond(request, widget_request, page, is_temporary=view.results.degraded)


def _render_list(request: Request, widget_request: WidgetRequest, view: WidgetResults) -> str:
    options, visitor = view.options, view.visitor
    origin = routes.origin(request)
    shows_list = options.view is not WidgetView.COUNTER and (
        options.view is not WidgetView.BOX or bool(options.q or visitor.chosen)
    )
    outside = f"{origin}/zoeken" + (f"?{urlencode([('q', options.q)])}" if options.q else "")
    return _render(
        request,
        "widgets/embed.html",
        widget_request,
        total=view.total,
        rows=[_row(view, hit, origin) for hit in view.hits] if shows_list else [],
        shows_list=shows_list,
        shows_form=options.view not in (WidgetView.NAMES, WidgetView.COUNTER),
        groups=serializer.serialize_groups(view, origin) if shows_list and visitor.page >= view.pages else [],
        facets=() if options.view in _VIEWS_WITHOUT_FACETS else view.facets,
        hidden_fields=_hidden_fields(widget_request, view),
        page_links=_page_links(view),
        heading=result_count(view.language, view.total),
        result_range=serializer.result_range(view),
        notice=serializer.notice(view),
        site_search=origin + serializer.site_search_path(options, visitor),
        outside_search="" if options.locked else outside,
    )


async def _render_card(request: Request, widget_request: WidgetRequest) -> str:
    services, options = services_of(request), widget_request.options
    async with services.pool.connection() as connection:
        association = await association_of(connection, options.vcode)
    card = serializer.serialize_association(
        association, options, routes.origin(request), services.settings.site_name, services.search.reference.gazetteer
    )
    page_address = routes.origin(request) + association_path(association.vcode, association.name)
    return _render(request, "widgets/embed_card.html", widget_request, association=card, page_address=page_address)


def _render_message(request: Request, widget_request: WidgetRequest, sentences: list[str]) -> str:
    """Render a page that shows sentences instead of results, and a link to the same search on our site."""
    link = routes.origin(request) + serializer.site_search_path(widget_request.options, widget_request.visitor)
    return _render(request, "widgets/embed_message.html", widget_request, sentences=sentences, link=link)


def _render(request: Request, template: str, widget_request: WidgetRequest, **context: object) -> str:
    services = services_of(request)
    options, saved = widget_request.options, widget_request.saved
    language = options.language or Language.DUTCH
    return services.templates.get_template(template).render(
        options=options,
        language=language,
        translate=partial(translate, language),
        style=Markup(services.assets.body("widget/frame.css").decode()),  # noqa: S704 - our own file
        script=Markup(services.assets.body("widget/frame.js").decode()),  # noqa: S704 - our own file
        theme=theme_properties(options),
        ping=f"/widget/v1/gekozen?widget={saved.id}" if saved else "",
        nonce=_NONCE,
        home=routes.origin(request),
        oembed_path=snippets.embed_path(widget_request.said, widget_request.visitor.on_page(1).pairs()),
        **context,
    )


def _respond(request: Request, widget_request: WidgetRequest, page: str, *, is_temporary: bool = False) -> Response:
    """Return the page with its Content-Security-Policy; a temporary page (error, fallback) may not be cached.

    The nonce is an HMAC of the page: the same page keeps the same nonce, so that it can be cached and validated.
    The nonce of a page cannot be predicted without our secret, and any text injected into the page changes it.
    """
    secret = services_of(request).settings.secret.get_secret_value()
    digest = hmac.new(secret.encode(), page.encode(), hashlib.sha256).digest()
    nonce = base64.urlsafe_b64encode(digest[:18]).decode()
    response = HTMLResponse(page.replace(_NONCE, nonce))
    answer = conditional_get.answer(request, response, CACHE_CONTROL, passing=is_temporary)
    # On a 304 too: a cache replaces its stored headers with those of the validation response.
    saved = widget_request.saved
    answer.headers["Content-Security-Policy"] = frame_policy(
        nonce, saved.draft.origins if saved else (), counts_opened=saved is not None
    )
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    # It loads nothing from elsewhere, so it may stand on pages that are isolated from other origins.
    answer.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


def frame_policy(nonce: str, origins: tuple[str, ...], *, counts_opened: bool = False) -> str:
    """Return the Content-Security-Policy of a frame that these sites may embed; every site when none is listed.

    Only a saved widget counts opened results, and so may connect (the `ping` of its links) to us.
    """
    return "; ".join((
        "default-src 'none'", f"style-src 'nonce-{nonce}'", f"script-src 'nonce-{nonce}'", "img-src 'self'",
        "form-action 'self'", "base-uri 'none'", frame_ancestors(origins),
        "require-trusted-types-for 'script'", "trusted-types 'none'",
        *(("connect-src 'self'",) if counts_opened else ()),
    ))  # fmt: skip


def _row(view: WidgetResults, hit: Hit, origin: str) -> dict[str, Any]:
    """Return one result. A path on the webmaster's own site has no meaning inside our frame: link to our page.

    Beside where its name leads it holds our page, and its card: a page that can stand in this frame.
    """
    row = serializer.serialize_hit(view, hit, origin)
    page = origin + association_path(hit.vcode, hit.name)
    card = snippets.embed_path(replace(view.options, vcode=hit.vcode))
    panel = _panel(view, hit, row, origin) if view.options.detail is DetailTarget.PANEL else None
    return {**row, "page": page, "card": card, "panel": panel, "url": row["url"] if "//" in row["url"] else page}


def _panel(view: WidgetResults, hit: Hit, row: dict[str, Any], origin: str) -> dict[str, Any]:
    """Return what the panel below a name adds to its row: everything that the list itself does not show."""
    whole = replace(view, options=replace(view.options, fields=tuple(WidgetField)))
    return {name: value for name, value in serializer.serialize_hit(whole, hit, origin).items() if name not in row}


def _hidden_fields(widget_request: WidgetRequest, view: WidgetResults) -> list[tuple[str, str]]:
    """Return the hidden fields of the form: the options, and the choices that no check box on the page stands for.

    What a saved configuration says is left out: the id of the widget says it already.
    """
    check_boxes = {f"{facet.name}.{choice.code}" for facet in view.facets for choice in facet.choices}
    saved_pairs = {*widget_request.saved.pairs} if widget_request.saved else set()
    options = [pair for pair in widget_request.options.pairs() if pair[0] != "q" and pair not in saved_pairs]
    choices = [pair for pair in widget_request.visitor.pairs() if pair[0] == CHOOSE and pair[1] not in check_boxes]
    return [*options, *choices]


def _page_links(view: WidgetResults) -> PageLinks:
    page, last = view.visitor.page, view.pages

    def address(number: int) -> str:
        return f"{PATH}?{urlencode([*view.options.pairs(), *view.visitor.on_page(number).pairs()])}"

    # A page beyond the last one leads back to the last one.
    return PageLinks(
        previous=address(min(page - 1, last)) if page > 1 and last else "",
        following=address(page + 1) if page < last else "",
    )
