"""The page that checks a webmaster's page: HTML that was pasted or, where an installation allows it, an address."""

from __future__ import annotations

from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from anyio import to_thread
from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from directory.platform import conditional_get, forms
from directory.platform.app_state import state_of
from directory.platform.i18n import _
from directory.platform.route_policy import LanguageRule, PolicyRouter, RoutePolicy
from directory.services import services_of
from directory.widgets.embedding import script_releases
from directory.widgets.page_check import safe_fetch
from directory.widgets.page_check.findings import Installation, examine
from directory.widgets.page_check.html_scan import ScanTimeout
from directory.widgets.page_check.safe_fetch import FetchFailed, FetchFailure
from directory.widgets.settings import fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from directory.widgets.page_check.findings import PageFinding

router = PolicyRouter(RoutePolicy(language=LanguageRule.BY_HEADER))

PATH = "/widget/controleren"
# A megabyte of HTML, as a form writes it: a byte may become three.
_MOST_BYTES = 3 * safe_fetch.MOST_BYTES + 10_000
_FAILURE_MESSAGES: Mapping[FetchFailure, str] = {
    FetchFailure.ADDRESS: _("Naar dit adres gaan we niet. Geef een adres dat begint met https://."),
    FetchFailure.NOT_PUBLIC: _("Dit adres ligt niet op het open internet. Plak de HTML van je pagina."),
    FetchFailure.AWAY: _("De site antwoordt niet binnen twee seconden. Plak de HTML van je pagina."),
    FetchFailure.REDIRECTS: _("Dit adres verwijst te vaak door. Geef het adres waar je uitkomt."),
    FetchFailure.KIND: _("Op dit adres staat geen webpagina."),
    FetchFailure.SIZE: _("Deze pagina is te groot om na te kijken. Plak het deel met de widget."),
    FetchFailure.STATUS: _("De site toont deze pagina niet aan ons. Plak de HTML van je pagina."),
}
_EMPTY = _("Plak de HTML van je pagina.")


class RunningChecks:
    """The clients whose page is being checked in this process: each may have one check at a time."""

    def __init__(self) -> None:
        self._clients: set[str] = set()

    @contextmanager
    def one_per_client(self, client: str) -> Iterator[None]:
        """Hold the place of a client; raises 429 while another check of the same client runs."""
        if client in self._clients:
            raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": "1"})
        self._clients.add(client)
        try:
            yield
        finally:
            self._clients.discard(client)


@router.get(PATH)
async def ask(request: Request) -> Response:
    """Show the form."""
    return conditional_get.answer(request, _page(request), passing=False)


@router.post(PATH)
async def check(request: Request) -> Response:
    """Check a page and tell, in plain words, what is so and how to mend it."""
    fields = await forms.fields(request, _MOST_BYTES)
    html, policy, url = (fields.get(name, "").strip() for name in ("html", "csp", "adres"))
    message, findings = "", None
    client = services_of(request).limiter.client_key(request.scope)
    try:
        with state_of(request, RunningChecks).one_per_client(client):
            if url and not html and _may_fetch(request):
                page = await safe_fetch.fetch(url)
                findings = await to_thread.run_sync(examine, page.text, page.policies, _ours(request))
            elif html:
                # On a thread: a large page must not hold up the event loop.
                findings = await to_thread.run_sync(examine, html, [policy] if policy else [], _ours(request))
            else:
                message = str(_EMPTY)
    except FetchFailed as error:
        message = str(_FAILURE_MESSAGES[error.failure])
    except ScanTimeout:
        message = str(_FAILURE_MESSAGES[FetchFailure.SIZE])
    response = _page(request, html=html, policy=policy, url=url, message=message, findings=findings)
    response.headers["Cache-Control"] = "no-store"
    response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY if message else HTTPStatus.OK
    return response


def _ours(request: Request) -> Installation:
    held = services_of(request)
    return Installation(held.settings.public_url, fields.known_codes(held.search.reference), script_releases.newest())


def _may_fetch(request: Request) -> bool:
    return services_of(request).settings.check_pages


def _page(  # noqa: PLR0913 - what the form holds, and what is said of it
    request: Request,
    *,
    html: str = "",
    policy: str = "",
    url: str = "",
    message: str = "",
    findings: tuple[PageFinding, ...] | None = None,
) -> HTMLResponse:
    body = (
        services_of(request)
        .templates.get_template("widgets/checking.html")
        .render(html=html, policy=policy, url=url, message=message, findings=findings, may_fetch=_may_fetch(request))
    )
    return HTMLResponse(body)
