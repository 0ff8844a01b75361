"""The pages of a saved widget: made once, and from then on behind a link that only its owner knows.

The token stands in the address alone. No page repeats it but the first, forms and links go to the page they stand on,
no cache keeps the pages and no site hears where its reader came from.
"""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from directory.platform import forms
from directory.platform.i18n import _
from directory.platform.problems import NotFound
from directory.platform.route_policy import CacheRule, CspRule, LanguageRule, PolicyRouter, RoutePolicy
from directory.search.criteria.url_codec import clean
from directory.services import services_of
from directory.widgets.answering import routes
from directory.widgets.builder import choices as maker_choices
from directory.widgets.builder import page as maker
from directory.widgets.builder import routes as maker_routes
from directory.widgets.embedding import scope
from directory.widgets.saved import origins
from directory.widgets.saved import store as saved
from directory.widgets.saved.store import WidgetDraft
from directory.widgets.settings import fields, model
from directory.widgets.statistics import report as figures_report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.widgets.saved.store import SavedWidget

# `taal` is the language of the widget that is made.
router = PolicyRouter(RoutePolicy(cache=CacheRule.NO_STORE, csp=CspRule.OWN, language=LanguageRule.BY_HEADER))

_SECRET = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
_NO_TITLE = _("Geef je widget een titel.")
_TOO_LONG = _("Je koos te veel om te bewaren. Kies minder gemeenten of activiteiten.")
_NOT_SURE = _("Kruis aan dat je het zeker weet. Er is nog niets verwijderd.")
PATH = "/widget/bewaard/{widget_id}/{token}"


@router.post("/widget/bewaren")
async def save(request: Request) -> Response:
    """Ask for a title and the sites, then save; the answer shows the secret link, this once."""
    form = await forms.fields(request)
    draft, problems = _read(request, form)
    if problems or form.get("actie") != "bewaren":
        # Who only comes to ask has made no mistake yet.
        shown_problems = problems if form.get("actie") == "bewaren" else ()
        status = HTTPStatus.UNPROCESSABLE_ENTITY if shown_problems else HTTPStatus.OK
        return _page(
            request, "widgets/saved_new.html", status, draft=draft, problems=shown_problems, sites=form.get("sites", "")
        )
    widget_id, token = await saved.create(services_of(request).pool, draft)
    link = f"{routes.origin(request)}{PATH.format(widget_id=widget_id, token=token)}"
    return _page(
        request,
        "widgets/saved_made.html",
        HTTPStatus.CREATED,
        draft=draft,
        link=link,
        **_codes(request, widget_id, draft),
    )


@router.get(PATH)
async def show(request: Request, widget_id: str, token: str) -> Response:
    """Show a saved widget to the holder of its link: settings, figures as a page or a file, or the maker."""
    widget = await _opened(request, widget_id, token)
    wanted = request.query_params.get(maker.SHOW)
    if wanted == "csv":
        return await _csv(request, widget)
    if wanted == "cijfers":
        return await _figures(request, widget)
    if wanted == "maken":
        return _maker(request, widget)
    return await _settings(request, widget)


@router.post(PATH)
async def change(request: Request, widget_id: str, token: str) -> Response:
    """Change or remove a saved widget; afterwards the browser goes back to its page, under the same address."""
    widget = await _opened(request, widget_id, token)
    form = await forms.fields(request)
    wanted = form.get("actie")
    if wanted == "wissen":
        return await _delete(request, widget, form)
    if wanted == "instellingen":
        form |= {"titel": widget.draft.title, "sites": "\n".join(widget.draft.origins)}
    elif wanted == "gegevens":
        form["instellingen"] = widget.draft.configuration
    else:
        raise NotFound
    draft, problems = _read(request, form)
    if problems:
        return await _settings(request, replace(widget, draft=draft), problems, form.get("sites", ""))
    await saved.change(services_of(request).pool, widget.id, draft)
    # Relative to the address itself, so that the answer does not repeat the token.
    return RedirectResponse("?bewaard=ja", HTTPStatus.SEE_OTHER, headers=_SECRET)


async def _opened(request: Request, widget_id: str, token: str) -> SavedWidget:
    async with services_of(request).pool.connection() as connection:
        widget = await saved.read_by_token(connection, widget_id, token)
    if widget is None:
        raise NotFound
    return widget


def _read(request: Request, form: Mapping[str, str]) -> tuple[WidgetDraft, tuple[str, ...]]:
    """Read what a form sends; the configuration is written anew, so that only what can be understood is kept."""
    title = clean(form.get("titel", ""), saved.LONGEST_TITLE)
    sites = origins.parse_lines(form.get("sites", ""))
    known = fields.known_codes(services_of(request).search.reference)
    given = [pair for pair in parse_qsl(form.get("instellingen", "")) if pair[0] != "widget"]
    configuration = urlencode(model.parse(given, known).options.pairs())
    problems = list(sites.problems)
    if not title:
        problems.insert(0, str(_NO_TITLE))
    if len(configuration) > saved.LONGEST_CONFIGURATION:
        problems.append(str(_TOO_LONG))
    return WidgetDraft(title, configuration, sites.origins), tuple(problems)


async def _settings(
    request: Request, widget: SavedWidget, problems: tuple[str, ...] = (), sites: str | None = None
) -> Response:
    async with services_of(request).pool.connection() as connection:
        changes = await saved.changes(connection, widget.id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return _page(
        request,
        "widgets/saved.html",
        status,
        saved=widget,
        problems=problems,
        sites="\n".join(widget.draft.origins) if sites is None else sites,
        changes=changes,
        is_kept="bewaard" in request.query_params,
        configure="?" + urlencode([(maker.SHOW, "maken"), *widget.pairs]),
        **_codes(request, widget.id, widget.draft),
    )


def _maker(request: Request, widget: SavedWidget) -> Response:
    making = maker.parse_state(request.query_params.multi_items(), services_of(request).search.reference)
    response = HTMLResponse(maker_routes.page(request, making, widget), headers=_SECRET)
    response.headers["Content-Security-Policy"] = maker_routes.POLICY
    return response


async def _figures(request: Request, widget: SavedWidget) -> Response:
    async with services_of(request).pool.connection() as connection:
        report = await figures_report.read(connection, widget.id)
    return _page(request, "widgets/saved_figures.html", HTTPStatus.OK, saved=widget, report=report)


async def _csv(request: Request, widget: SavedWidget) -> Response:
    async with services_of(request).pool.connection() as connection:
        report = await figures_report.read(connection, widget.id)
    headers = {**_SECRET, "Content-Disposition": f'attachment; filename="cijfers-{widget.id}.csv"'}
    return Response(figures_report.csv_of(report), media_type="text/csv; charset=utf-8", headers=headers)


async def _delete(request: Request, widget: SavedWidget, form: Mapping[str, str]) -> Response:
    if form.get("zeker") != "ja":
        return await _settings(request, widget, (str(_NOT_SURE),))
    await saved.delete(services_of(request).pool, widget.id)
    return _page(request, "widgets/saved_gone.html", HTTPStatus.OK, title=widget.draft.title)


def _codes(request: Request, widget_id: str, draft: WidgetDraft) -> dict[str, object]:
    """Return the code to paste of a saved widget: it names the widget only, so that changes reach every page."""
    reference = services_of(request).search.reference
    set_so = model.parse(parse_qsl(draft.configuration), fields.known_codes(reference)).options
    place = replace(scope.place(set_so, reference, routes.origin(request)), title=draft.title)
    written = model.WidgetOptions(widget=widget_id, vcode=set_so.vcode)
    return {"codes": maker_routes.codes(written, place, set_so), "choices": maker_choices}


def _page(request: Request, template: str, status: HTTPStatus, **context: object) -> Response:
    body = services_of(request).templates.get_template(template).render(noindex=True, **context)
    return HTMLResponse(body, status_code=status, headers=_SECRET)
