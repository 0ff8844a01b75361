"""Chooses the language of a page: the parameter `taal` of its URL, else `Accept-Language` (RFC 9110), else Dutch.

Which of these a route knows is part of its policy (`LanguageRule`). What a program reads (JSON, linked data, pictures)
is always Dutch; so are embedded widgets, which have a setting of their own for it. A page whose language was chosen in
the URL keeps that choice in its links, its forms and its redirects; one whose language came from the header says `Vary:
Accept-Language`.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders

from directory.platform import i18n
from directory.platform.i18n import SITE_LANGUAGES, Language
from directory.platform.route_policy import LanguageRule, policy_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PARAMETER = "taal"
_LANGUAGES = {language.value: language for language in SITE_LANGUAGES}
_ACCEPTED = re.compile(r"\s*([A-Za-z]{1,8}|\*)(?:-[A-Za-z0-9-]+)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?", re.ASCII)
_LONGEST_HEADER = 1_000


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """The language of a page. `in_url`: chosen by `taal`. `query`: the rest of the query string, for the switcher."""

    language: Language = Language.DUTCH
    in_url: bool = False
    query: tuple[tuple[str, str], ...] = ()
    has_switcher: bool = True


_DUTCH = LanguageChoice()
_choice: ContextVar[LanguageChoice] = ContextVar("language_choice", default=_DUTCH)


def current_choice() -> LanguageChoice:
    """Return how the language of this page was chosen."""
    return _choice.get()


@contextmanager
def chosen(choice: LanguageChoice) -> Iterator[None]:
    """Make the pages within the block in the language of a choice."""
    before = _choice.set(choice)
    try:
        with i18n.speaking(choice.language):
            yield
    finally:
        _choice.reset(before)


def accepted_language(header: str) -> Language:
    """Return the first of the site's languages in order of the client's preference; Dutch when it accepts none."""
    best, best_quality = Language.DUTCH, 0.0
    for part in header[:_LONGEST_HEADER].split(","):
        match = _ACCEPTED.fullmatch(part)
        language = _LANGUAGES.get(match[1].lower()) if match else None
        quality = float(match[2] or 1) if match else 0.0
        if language is not None and quality > best_quality:
            best, best_quality = language, quality
    return best


def negotiate(scope: Scope) -> LanguageChoice | None:
    """Return the language for a request; None where the answer is for programs and therefore Dutch."""
    rule = policy_of(scope).language
    if rule is LanguageRule.DUTCH:
        return None
    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    by_parameter = None
    if rule is not LanguageRule.BY_HEADER:
        by_parameter = next((_LANGUAGES[value] for name, value in pairs if _is_choice(name, value)), None)
    if by_parameter is None and rule is LanguageRule.BY_PARAMETER:
        return None
    header = ",".join(Headers(scope=scope).getlist("Accept-Language"))
    return LanguageChoice(
        language=by_parameter or accepted_language(header),
        in_url=by_parameter is not None,
        query=tuple(pair for pair in pairs if pair[0] != PARAMETER),
        has_switcher=rule is not LanguageRule.BY_HEADER,
    )


def _is_choice(name: str, value: str) -> bool:
    return name == PARAMETER and value in _LANGUAGES


class LanguageNegotiation:
    """ASGI middleware: sets the language for what is inside it and names it in the headers of the answer.

    `takes_language` tells of a path whether `taal` chooses the language of its page: redirects there keep the choice.
    """

    def __init__(self, app: ASGIApp, takes_language: Callable[[str], bool]) -> None:
        self.app = app
        self._takes_language = takes_language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in the language of the request."""
        choice = negotiate(scope) if scope["type"] == "http" else None
        if choice is None:
            await self.app(scope, receive, send)
            return

        async def labelled(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._label(MutableHeaders(scope=message), choice)
            await send(message)

        with chosen(choice):
            await self.app(scope, receive, labelled)

    def _label(self, headers: MutableHeaders, choice: LanguageChoice) -> None:
        location = headers.get("Location")
        if location is not None and choice.in_url:
            headers["Location"] = with_language(location, choice.language, self._takes_language)
        # A 304 has no content type, and must name what a cache's stored answer depends on.
        if headers.get("Content-Type", "text/html").startswith("text/html"):
            headers.setdefault("Content-Language", choice.language)
            if not choice.in_url:
                headers.add_vary_header("Accept-Language")


def with_language(address: str, language: Language, takes_language: Callable[[str], bool]) -> str:
    """Add `taal` to an address of the site's own pages; any other address is returned as it is.

    An address without a path leads to the page that it stands on, whose language was chosen that way.
    """
    local, mark, fragment = address.partition("#")
    if not re.match(r"/(?!/)|\?", local) or re.search(rf"[?&;]{PARAMETER}=", local):
        return address
    path = local.partition("?")[0]
    if path and not takes_language(path):
        return address
    sign = "&" if "?" in local else "?"
    return f"{local}{sign}{PARAMETER}={language}{mark}{fragment}"
