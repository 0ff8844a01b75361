"""The form with which anybody reports a mistake: without an account, a cookie or a script."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import structlog
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from psycopg import OperationalError
from starlette.exceptions import HTTPException

from directory.platform import forms, i18n, logs
from directory.platform.problems import RETRY_AFTER_SECONDS
from directory.platform.rate_limit import RateLimitVerdict
from directory.platform.route_policy import PAGE_OF_ONE_VISITOR, PolicyRouter
from directory.publication.lookup import association_of
from directory.reports import form, rate_limit, repository, same_origin
from directory.reports.form import FormProblem, Kind, Typed
from directory.reports.form_tokens import FormTokens, FormTokenState
from directory.reports.subject import Subject
from directory.services import services_of
from directory.urls import contact_links

if TYPE_CHECKING:
    from directory.services import Services

router = PolicyRouter(PAGE_OF_ONE_VISITOR)

_ = i18n._
_log = structlog.get_logger(__name__)
PATH = "/vereniging/{vcode}/melding"
# Far more than a report may hold, so that one that is too long comes back with all that was typed.
MOST_BYTES = 128 * 1024
_MOST_FIELDS = 20
# The form holds a seal of its own; what somebody typed is for nobody else.
_FORM_CACHE, _TYPED_CACHE = "private, no-cache", "no-store"
_SEAL_PROBLEMS = {
    FormTokenState.FOREIGN: _("Dit formulier komt niet van deze site. Kijk je melding na en verstuur ze opnieuw."),
    FormTokenState.HASTY: _("Dat ging wel heel snel. Kijk je melding na en verstuur ze opnieuw."),
    FormTokenState.EXPIRED: _("Dit formulier stond lang open. Kijk je melding na en verstuur ze opnieuw."),
}
_AWAY = _("We konden je melding nu niet bewaren. Probeer het over enkele seconden opnieuw.")


@router.get(PATH)
async def show_form(request: Request, vcode: str) -> Response:
    """Show an empty form about an association; one that is gone or never was answers as its page does."""
    subject = await _subject(request, vcode)
    if vcode != subject.vcode:
        return RedirectResponse(PATH.format(vcode=subject.vcode), HTTPStatus.PERMANENT_REDIRECT)
    return _form(request, subject, Typed(seal=_seals(services_of(request)).given(subject.vcode)))


@router.post(PATH)
async def take_report(request: Request, vcode: str) -> Response:
    """Put a report in the box, or give the form back with what is to be mended and all that was typed."""
    try:
        typed = form.read(await forms.fields(request, MOST_BYTES, _MOST_FIELDS))
    except forms.TooLarge:
        return _page(request, "reports/too_large.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        subject = await _subject(request, vcode)
        return await _answer(request, subject, typed)
    except OperationalError as error:
        _log.warning("report not kept", **logs.told(error))
        return _away(request, vcode.upper(), typed)


@router.get(f"{PATH}/bedankt")
async def thank(request: Request, vcode: str, nummer: str = "") -> Response:
    """Thank whoever reported; without a receipt of ours there is nothing to thank for."""
    subject = await _subject(request, vcode)
    reference = _seals(services_of(request)).received(subject.vcode, nummer)
    if reference is None:
        return RedirectResponse(PATH.format(vcode=subject.vcode), HTTPStatus.SEE_OTHER)
    return _page(request, "reports/thanks.html", subject=subject, reference=reference, path=_path(subject))


async def _answer(request: Request, subject: Subject, typed: Typed) -> Response:
    services = services_of(request)
    seals = _seals(services)
    standing = seals.standing(subject.vcode, typed.seal)
    if not same_origin.is_ours(request, services.settings.public_url):
        standing = FormTokenState.FOREIGN
    found = form.problems(typed)
    if standing in _SEAL_PROBLEMS:
        found = (FormProblem(_SEAL_PROBLEMS[standing]), *found)
    if found:
        status = HTTPStatus.FORBIDDEN if standing is FormTokenState.FOREIGN else HTTPStatus.UNPROCESSABLE_ENTITY
        return _form(request, subject, _resealed(services, subject, typed, standing), found, status)
    refused = await _too_many(request, subject, typed)
    if refused is not None:
        return refused
    reference = seals.reference(subject.vcode, typed)
    async with services.pool.connection() as connection:
        await repository.drop(connection, reference, subject.vcode, typed)
    address = contact_links.search_path(("nummer", seals.receipt(subject.vcode, reference)), path=_thanks(subject))
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


async def _too_many(request: Request, subject: Subject, typed: Typed) -> Response | None:
    """Return the form, to be sent again later, when this client sent enough for now."""
    services = services_of(request)
    client = services.limiter.client_key(request.scope)
    state = await rate_limit.count_report(services.limiter, services.settings.reports_per_hour, client)
    services.metrics.limited(state.verdict)
    if state.verdict is not RateLimitVerdict.REFUSED:
        return None
    minutes = max(1, round(state.reset_seconds / 60))
    told = i18n.ngettext(
        "Je stuurde al veel meldingen. Probeer het opnieuw over %(num)s minuut.",
        "Je stuurde al veel meldingen. Probeer het opnieuw over %(num)s minuten.",
        minutes,
    ) % {"num": minutes}
    response = _form(request, subject, typed, (FormProblem(told),), HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(state.reset_seconds)
    return response


def _away(request: Request, vcode: str, typed: Typed) -> Response:
    """Give the form back while Postgres is away: the seal proves that there was an association."""
    services = services_of(request)
    standing = _seals(services).standing(vcode, typed.seal)
    if standing is FormTokenState.FOREIGN:
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
    response = _form(request, Subject(vcode), typed, (FormProblem(_AWAY),), HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


async def _subject(request: Request, vcode: str) -> Subject:
    """Read what a report is about; raises 404 or 410 as the page of the association does."""
    services = services_of(request)
    async with services.pool.connection() as connection:
        return await Subject.of(connection, await association_of(connection, vcode), services)


def _resealed(services: Services, subject: Subject, typed: Typed, standing: FormTokenState) -> Typed:
    """Give a form that cannot be sent with its seal a new one."""
    if standing not in {FormTokenState.FOREIGN, FormTokenState.EXPIRED}:
        return typed
    return typed.with_seal(_seals(services).given(subject.vcode))


def _form(
    request: Request,
    subject: Subject,
    typed: Typed,
    problems: tuple[FormProblem, ...] = (),
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
        kinds=[(kind.value, form.LABELS[kind]) for kind in Kind],
        problems=problems,
        by_field={problem.field.value: problem.message for problem in problems if problem.field},
        most_signs=form.LONGEST_MESSAGE,
        kept_days=services_of(request).settings.reports_kept_days,
    )


def _page(request: Request, template: str, status: HTTPStatus = HTTPStatus.OK, **context: Any) -> Response:
    text = services_of(request).templates.get_template(template).render(**context)
    typed = request.method == "POST" or template != "reports/form.html"
    return HTMLResponse(text, status, {"Cache-Control": _TYPED_CACHE if typed else _FORM_CACHE})


def _path(subject: Subject) -> str:
    return contact_links.association_path(subject.vcode, subject.name)


def _thanks(subject: Subject) -> str:
    return f"{PATH.format(vcode=subject.vcode)}/bedankt"


def _seals(services: Services) -> FormTokens:
    return FormTokens(services.settings.secret.get_secret_value())
