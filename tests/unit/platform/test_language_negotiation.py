"""The language of a page: by its URL, else by the browser's header, else Dutch."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from directory.platform import i18n
from directory.platform.i18n import Language
from directory.platform.language_negotiation import (
    LanguageChoice,
    LanguageNegotiation,
    accepted_language,
    negotiate,
    with_language,
)
from directory.platform.route_policy import (
    PAGE,
    LanguageRule,
    PolicyRouter,
    RoutePolicies,
    RoutePolicy,
    RoutePolicyMiddleware,
)

NL, FR, EN = Language.DUTCH, Language.FRENCH, Language.ENGLISH


def _router(language: LanguageRule, *areas: str) -> PolicyRouter:
    return PolicyRouter(RoutePolicy(language=language), areas=areas)


def _router_of_files() -> PolicyRouter:
    router = PolicyRouter(PAGE)
    router.add_api_route("/vereniging/{vcode}.jsonld", lambda: None)
    return router


POLICIES = RoutePolicies(
    (
        _router_of_files(),
        _router(LanguageRule.DUTCH, "/programma"),
        _router(LanguageRule.BY_PARAMETER, "/suggesties"),
        _router(LanguageRule.BY_HEADER, "/maken"),
    ),
    unmatched=PAGE,
)


def scope(path: str, query: str = "", header: str = "") -> dict[str, object]:
    headers = [(b"accept-language", header.encode())] if header else []
    return {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": headers}


def negotiated(request: dict[str, object]) -> LanguageChoice | None:
    """Return the choice for a request whose policy was found."""
    choices: list[LanguageChoice | None] = []

    async def app(found: Any, _receive: object, _send: object) -> None:
        choices.append(negotiate(found))

    asyncio.run(RoutePolicyMiddleware(app, POLICIES)(request, None, None))  # type: ignore[arg-type]  # nothing is received or sent
    return choices[0]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", NL),
        ("nl-BE,nl;q=0.9,fr;q=0.8,en;q=0.7", NL),
        ("fr-BE,fr;q=0.9,nl;q=0.8", FR),
        ("en-GB,en;q=0.9", EN),
        ("fr;q=0.5, en;q=0.6", EN),
        ("fr,nl", FR),
        ("nl,fr", NL),
        ("de-DE,de;q=0.9", NL),
        ("de,fr;q=0.5,nl;q=0.4", FR),
        ("*", NL),
        ("fr;q=0", NL),
        ("FR", FR),
        ("fr;q=nonsense,en;q=2,;;,\x00", NL),
        ("x" * 5_000 + ",fr", NL),
    ],
)
def test_a_browser_gets_its_first_language_that_the_site_has(header: str, language: Language) -> None:
    assert accepted_language(header) is language


def test_the_url_wins_over_the_header_and_keeps_the_rest_of_the_query() -> None:
    choice = negotiate(scope("/zoeken", "q=koor&taal=fr&waar=Gent", "en"))
    assert choice == LanguageChoice(FR, in_url=True, query=(("q", "koor"), ("waar", "Gent")))


def test_a_language_that_the_site_has_not_is_as_none() -> None:
    assert negotiate(scope("/", "taal=de", "en")) == LanguageChoice(EN)


@pytest.mark.parametrize("path", ["/vereniging/V1.jsonld", "/programma", "/suggesties"])
def test_what_programs_read_is_not_negotiated(path: str) -> None:
    assert negotiated(scope(path, header="fr")) is None


def test_suggestions_speak_the_language_that_their_page_names() -> None:
    assert negotiated(scope("/suggesties", "q=ko&taal=fr")) == LanguageChoice(FR, in_url=True, query=(("q", "ko"),))


def test_the_parameter_belongs_to_the_widget_where_widgets_are_made() -> None:
    choice = negotiated(scope("/maken", "taal=fr", "en"))
    assert choice == LanguageChoice(EN, has_switcher=False)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/", "/?taal=fr"),
        ("/zoeken?q=koor", "/zoeken?q=koor&taal=fr"),
        ("/zoeken?q=koor#lijst", "/zoeken?q=koor&taal=fr#lijst"),
        ("?pagina=2", "?pagina=2&taal=fr"),
        ("/zoeken?taal=en", "/zoeken?taal=en"),
        ("#inhoud", "#inhoud"),
        ("//elsewhere.be/", "//elsewhere.be/"),
        ("https://elsewhere.be/", "https://elsewhere.be/"),
        ("mailto:a@b.be", "mailto:a@b.be"),
        ("/vereniging/V1.jsonld?x=1", "/vereniging/V1.jsonld?x=1"),
        ("/programma?q=koor", "/programma?q=koor"),
        ("/suggesties?q=koor", "/suggesties?q=koor"),
        ("/maken?bron=x", "/maken?bron=x"),
    ],
)
def test_only_addresses_of_our_own_pages_keep_the_language(address: str, kept: str) -> None:
    assert with_language(address, FR, POLICIES.takes_language) == kept


def answered(asked: dict[str, object], content_type: bytes, location: bytes = b"") -> tuple[Language, dict[str, str]]:
    """Return the language inside the middleware and the headers outside of it."""
    inside: list[Language] = []
    sent: list[dict[str, object]] = []

    async def app(_scope: object, _receive: object, send: object) -> None:
        inside.append(i18n.current_language())
        headers = [(b"content-type", content_type)] if content_type else []
        headers += [(b"location", location)] if location else []
        await send({"type": "http.response.start", "status": 200, "headers": headers})  # type: ignore[operator]  # an ASGI callable

    async def receive() -> dict[str, object]:
        return {}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    asyncio.run(LanguageNegotiation(app, POLICIES.takes_language)(asked, receive, send))  # type: ignore[arg-type]  # the smallest ASGI application
    assert i18n.current_language() is NL
    return inside[0], {name.decode(): value.decode() for name, value in sent[0]["headers"]}  # type: ignore[attr-defined]  # idem


def test_a_page_by_header_varies_with_it_and_one_by_url_does_not() -> None:
    language, headers = answered(scope("/", header="fr"), b"text/html; charset=utf-8")
    assert (language, headers["content-language"], headers["vary"]) == (FR, "fr", "Accept-Language")
    language, headers = answered(scope("/", "taal=en", "fr"), b"text/html; charset=utf-8")
    assert (language, headers["content-language"], headers.get("vary")) == (EN, "en", None)


def test_a_304_says_on_what_the_stored_answer_depends() -> None:
    _language, headers = answered(scope("/", header="fr"), b"")
    assert headers == {"content-language": "fr", "vary": "Accept-Language"}


def test_a_redirect_keeps_the_language_that_was_chosen() -> None:
    _language, headers = answered(scope("/gemeente/Gent", "taal=fr"), b"", b"/gemeente/gent")
    assert headers["location"] == "/gemeente/gent?taal=fr"
