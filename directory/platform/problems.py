"""Errors for programs: RFC 9457 problem details, in Dutch, with the request's number and nothing of our insides."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import orjson
import structlog
from starlette.exceptions import HTTPException
from starlette.responses import Response

from directory.platform.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5

# Status: title and, unless the caller knows better, detail.
TEXTS: Mapping[int, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: (
        _("Ongeldige vraag"),
        _("We begrijpen deze vraag niet. Kijk het adres en de parameters na."),
    ),
    HTTPStatus.FORBIDDEN: (_("Geen toegang"), _("Je mag dit niet opvragen.")),
    HTTPStatus.NOT_FOUND: (_("Niet gevonden"), _("Op dit adres staat niets.")),
    HTTPStatus.METHOD_NOT_ALLOWED: (_("Methode niet toegestaan"), _("Dit adres kent de gevraagde HTTP-methode niet.")),
    HTTPStatus.NOT_ACCEPTABLE: (_("Vorm niet beschikbaar"), _("We kunnen dit niet geven in de vorm die je vraagt.")),
    HTTPStatus.GONE: (_("Niet meer openbaar"), _("Deze vereniging staat niet meer in de openbare gids.")),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (_("Vraag te groot"), _("De inhoud van je vraag is te groot.")),
    HTTPStatus.REQUEST_URI_TOO_LONG: (_("Adres te lang"), _("Het adres is te lang. Maak je zoekvraag korter.")),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: (_("Vorm niet ondersteund"), _("We lezen deze vorm van inhoud niet.")),
    HTTPStatus.UNPROCESSABLE_ENTITY: (_("Ongeldige vraag"), _("Een parameter heeft een waarde die niet kan.")),
    HTTPStatus.TOO_MANY_REQUESTS: (_("Te veel vragen"), _("Je stelt te veel vragen na elkaar. Wacht even.")),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: (_("Headers te groot"), _("De headers van je vraag zijn te groot.")),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        _("Er ging iets mis"),
        _("Er ging iets mis bij ons. Probeer het straks opnieuw."),
    ),
    HTTPStatus.NOT_IMPLEMENTED: (_("Methode onbekend"), _("We kennen deze HTTP-methode niet.")),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        _("Even niet bereikbaar"),
        _("De gids is even niet bereikbaar. Probeer zo opnieuw."),
    ),
}


class NotFound(HTTPException):
    """There is nothing at this address."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.NOT_FOUND)


class Unavailable(HTTPException):
    """We cannot serve this now; the client hears when to try again."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})


@dataclass(frozen=True, slots=True)
class HttpProblem:
    """One error as a program reads it. `extra` holds named members beside those of RFC 9457."""

    status: int
    detail: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def members(self) -> dict[str, Any]:
        """Return the members of the JSON object."""
        title, detail = TEXTS.get(self.status) or (HTTPStatus(self.status).phrase, "")
        known = {"type": "about:blank", "title": title, "status": self.status, "detail": self.detail or detail}
        number = request_number()
        return {**known, **({"verzoek": number} if number else {}), **self.extra}


def request_number() -> str:
    """Return the number of the request that is being answered, as people can quote it to us."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


def response(problem: HttpProblem, headers: Mapping[str, str] | None = None) -> Response:
    """Render a problem; errors are not kept by anyone, except a lasting 404 or 410 for a moment."""
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return Response(orjson.dumps(problem.members()), problem.status, headers=kept, media_type=MEDIA_TYPE)
