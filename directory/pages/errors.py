"""The pages that say what went wrong. Rendered at start: when things break, nothing has to be computed or read.

A page that never was and an association that never was public answer with the very same bytes, so that no reader can
tell them apart.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from fastapi.responses import HTMLResponse
from markupsafe import escape

from directory.platform import i18n, problems
from directory.platform.i18n import SITE_LANGUAGES
from directory.platform.language_negotiation import LanguageChoice, chosen, current_choice

if TYPE_CHECKING:
    from jinja2 import Environment

NOT_FOUND = 404
GONE = 410
BUSY = 429
BROKEN = 500
AWAY = 503

_TEMPLATES = {
    NOT_FOUND: "pages/errors/not_found.html",
    GONE: "pages/errors/gone.html",
    BUSY: "pages/errors/busy.html",
    BROKEN: "pages/errors/broken.html",
    AWAY: "pages/errors/away.html",
}
# A request that is refused for what it is, says why; that the page is not there would be untrue.
_REFUSED = "pages/errors/refused.html"
_REFUSALS = frozenset(status for status in problems.TEXTS if status < BROKEN) - _TEMPLATES.keys()
# Stand for what is known only when it happens; letters that no template contains otherwise.
_REQUEST_ID = "@@request-id@@"
_WAIT = "@@wait@@"
DEFAULT_WAIT_SECONDS = 10
_A_MINUTE = 60
_CHOICES = [
    LanguageChoice(language, in_url, has_switcher=has_switcher)
    for language in SITE_LANGUAGES
    for in_url in (False, True)
    for has_switcher in (False, True)
]


class ErrorPages:
    """Every error page, ready to be sent."""

    def __init__(self, templates: Environment) -> None:
        self._bodies: dict[tuple[int, LanguageChoice], str] = {}
        for choice in _CHOICES:
            with chosen(choice):
                for status in (*_TEMPLATES, *_REFUSALS):
                    name = _TEMPLATES.get(status, _REFUSED)
                    title, sentence = problems.TEXTS.get(status, ("", ""))
                    body = templates.get_template(name).render(
                        request_id=_REQUEST_ID, wait=_WAIT, reason=title, sentence=sentence
                    )
                    self._bodies[status, choice] = body

    def response(self, status: int, *, request_id: str = "", retry_after: int | None = None) -> HTMLResponse:
        """Answer with the page of `status`; a status without a page of its own gets that of its kind."""
        known = status if status in _TEMPLATES or status in _REFUSALS else _nearest(status)
        choice = replace(current_choice(), query=())
        wait = DEFAULT_WAIT_SECONDS if retry_after is None else retry_after
        body = self._bodies[known, choice].replace(_REQUEST_ID, str(escape(request_id))).replace(_WAIT, waiting(wait))
        headers = {"Retry-After": str(wait)} if status in {BUSY, AWAY} else {}
        return HTMLResponse(body, status_code=status, headers={**headers, "Cache-Control": "no-store"})


def waiting(seconds: int) -> str:
    """Return `7 seconden` or `2 minuten`: never shorter than it takes."""
    if seconds < _A_MINUTE:
        return i18n.ngettext("%(num)s seconde", "%(num)s seconden", seconds) % {"num": seconds}
    minutes = math.ceil(seconds / _A_MINUTE)
    return i18n.ngettext("%(num)s minuut", "%(num)s minuten", minutes) % {"num": minutes}


def _nearest(status: int) -> int:
    return BROKEN if status >= BROKEN else NOT_FOUND
