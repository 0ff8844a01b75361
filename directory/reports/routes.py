"""The pages of the report form; they need no account, cookie or script."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import structlog
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from psycopg import OperationalError
from starlette.exceptions import HTTPException

from directory.platform import csrf, forms, i18n, logs
from directory.platform.csrf import FormTokens, FormTokenState
from directory.platform.problems import RETRY_AFTER_SECONDS
from directory.platform.rate_limit import RateLimitVerdict
from directory.platform.route_policy import PAGE_OF_ONE_VISITOR, PolicyRouter
from directory.publication.lookup import association_of
from directory.reports import form, rate_limit, repository
from directory.reports.form import ReportForm, ReportFormProblem, ReportKind
from directory.reports.receipts import Receipts
from directory.reports.subject import ReportSubject
from directory.services import services_of
from directory.urls import contact_links

if TYPE_CHECKING:
    from directory.services import Services

router = PolicyRouter(PAGE_OF_ONE_VISITOR)

_ = i18n._
_log = structlog.get_logger(__name__)
PATH = "/vereniging/{vcode}/melding"
# Far more than a report may hold, so that a text that is too long can be shown again in the form.
MOST_BYTES = 128 * 1024
_MOST_FIELDS = 20
# An empty form holds a CSRF token of its own; a filled one is never stored.
_FORM_CACHE, _TYPED_CACHE = "private, no-cache", "no-store"
_TOKEN_PROBLEMS = {
    FormTokenState.FOREIGN: _("Dit formulier komt niet van deze site. Kijk je melding na en verstuur ze opnieuw."),
    FormTokenState.TOO_FAST: _("Dat ging wel heel snel. Kijk je melding na en verstuur ze opnieuw."),
    FormTokenState.EXPIRED: _("Dit formulier stond lang open. Kijk je melding na en verstuur ze opnieuw."),
}
_AWAY = _("We konden je melding nu niet bewaren. Probeer het over enkele seconden opnieuw.")


@router.get(PATH)
async def show_form(request: Request, vcode: str) -> Response:
    """Show an empty form about an association; 404 and 410 as on its page."""
    subject = await _subject(request, vcode)
    if vcode != subject.vcode:
        return RedirectResponse(PATH.format(vcode=subject.vcode), HTTPStatus.PERMANENT_REDIRECT)
    return _form(request, subject, ReportForm(token=_new_token(services_of(request), subject.vcode)))


@router.post(PATH)
async def take_report(request: Request, vcode: str) -> Response:
    """Store a report, or show the form again with its problems and all that was typed."""
    try:
        typed = form.read_form(await forms.fields(request, MOST_BYTES, _MOST_FIELDS))
    except forms.TooLarge:
        return _page(request, "reports/too_large.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        subject = await _subject(request, vcode)
        return await _answer(request, subject, typed)
    except OperationalError as error:
        _log.warning("report not kept", **logs.error_fields(error))
        return _away(request, vcode.upper(), typed)


@router.get(f"{PATH}/bedankt")
async def thank(request: Request, vcode: str, nummer: str = "", waarover: str = "") -> Response:
    """Show the confirmation with the number of the report; without a valid receipt, lead to the form."""
    subject = await _subject(request, vcode)
    reference = _receipts(services_of(request)).read(subject.vcode, nummer)
    if reference is None:
        return RedirectResponse(PATH.format(vcode=subject.vcode), HTTPStatus.SEE_OTHER)
    who = subject.recipient(waarover)
    return _page(request, "reports/thanks.html", subject=subject, who=who, reference=reference, path=_path(subject))


async def _answer(request: Request, subject: ReportSubject, typed: ReportForm) -> Response:
    services = services_of(request)
    settings, receipts = services.settings, _receipts(services)
    token_state = csrf.check_form(
        request, _tokens(services), _form_name(subject.vcode), typed.token, settings.public_url
    )
    problems = form.validate(typed)
    if token_state in _TOKEN_PROBLEMS:
        problems = (ReportFormProblem(_TOKEN_PROBLEMS[token_state]), *problems)
    if problems:
        status = HTTPStatus.FORBIDDEN if token_state is FormTokenState.FOREIGN else HTTPStatus.UNPROCESSABLE_ENTITY
        return _form(request, subject, _with_usable_token(services, subject, typed, token_state), problems, status)
    refused = await _too_many(request, subject, typed)
    if refused is not None:
        return refused
    reference = receipts.number(subject.vcode, typed)
    async with services.pool.connection() as connection:
        await repository.insert_report(connection, reference, subject.vcode, typed)
    receipt = ("nummer", receipts.sign(subject.vcode, reference))
    address = contact_links.search_path(receipt, ("waarover", typed.kind), path=_thanks(subject))
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


async def _too_many(request: Request, subject: ReportSubject, typed: ReportForm) -> Response | None:
    """Return the form with a notice when this client is over its rate limit, else None."""
    services = services_of(request)
    client = services.limiter.client_key(request.scope)
    state = await rate_limit.count_report(services.limiter, services.settings.reports_per_hour, client)
    services.metrics.limited(state.verdict)
    if state.verdict is not RateLimitVerdict.REFUSED:
        return None
    minutes = max(1, round(state.reset_seconds / 60))
    notice = i18n.ngettext(
        "Je stuurde al veel meldingen. Probeer het opnieuw over %(num)s minuut.",
        "Je stuurde al veel meldingen. Probeer het opnieuw over %(num)s minuten.",
        minutes,
    ) % {"num": minutes}
    response = _form(request, subject, typed, (ReportFormProblem(notice),), HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(state.reset_seconds)
    return response


def _away(request: Request, vcode: str, typed: ReportForm) -> Response:
    """Give the form back while Postgres is away: the token proves that there was an association."""
    services = services_of(request)
    if _tokens(services).check(_form_name(vcode), typed.token) is FormTokenState.FOREIGN:
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
    response = _form(request, ReportSubject(vcode), typed, (ReportFormProblem(_AWAY),), HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


async def _subject(request: Request, vcode: str) -> ReportSubject:
    """Return the subject of a report; raises 404 or 410 as the page of the association does."""
    services = services_of(request)
    async with services.pool.connection() as connection:
        return await ReportSubject.of(connection, await association_of(connection, vcode), services)


def _with_usable_token(
    services: Services, subject: ReportSubject, typed: ReportForm, token_state: FormTokenState
) -> ReportForm:
    """Give a form that cannot be sent with its token a new one."""
    if token_state not in {FormTokenState.FOREIGN, FormTokenState.EXPIRED}:
        return typed
    return typed.with_token(_new_token(services, subject.vcode))


def _form(
    request: Request,
    subject: ReportSubject,
    typed: ReportForm,
    problems: tuple[ReportFormProblem, ...] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    return _page(
        request,
        "reports/form.html",
        status,
        subject=subject,
        path=_path(subject),
        action=PATH.format(vcode=subject.vcode),
        typed=typed,
        kinds=[(kind.value, form.LABELS[kind]) for kind in ReportKind],
        problems=problems,
        by_field={problem.field.value: problem.message for problem in problems if problem.field},
        most_signs=form.LONGEST_MESSAGE,
        kept_days=services_of(request).settings.reports_kept_days,
    )


def _page(request: Request, template: str, status: HTTPStatus = HTTPStatus.OK, **context: Any) -> Response:
    text = services_of(request).templates.get_template(template).render(**context)
    typed = request.method == "POST" or template != "reports/form.html"
    return HTMLResponse(text, status, {"Cache-Control": _TYPED_CACHE if typed else _FORM_CACHE})


def _path(subject: ReportSubject) -> str:
    return contact_links.association_path(subject.vcode, subject.name)


def _thanks(subject: ReportSubject) -> str:
    return f"{PATH.format(vcode=subject.vcode)}/bedankt"


def _tokens(services: Services) -> FormTokens:
    return FormTokens(services.settings.secret.get_secret_value())


def _new_token(services: Services, vcode: str) -> str:
    return _tokens(services).issue(_form_name(vcode))


def _form_name(vcode: str) -> str:
    return f"report.{vcode}"


def _receipts(services: Services) -> Receipts:
    return Receipts(services.settings.secret.get_secret_value())
