"""Visits every route of the application in every form, and follows every link it finds."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from directory.reports.receipts import Receipts
from directory.search.criteria.url_parameters import PARAMETERS
from tests.privacy import register
from tests.web.client import METRICS_TOKEN, SECRET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fastapi import FastAPI
    from httpx2 import Response
    from starlette.routing import BaseRoute
    from starlette.testclient import TestClient

    from tests.privacy.canaries import Canaries

BROWSER = {"Accept": "text/html"}
PROGRAM = {"Accept": "application/json"}
MOST_LINKS = 120
_TYPED = 4
RECEIPTS = Receipts(SECRET)
_LINK = re.compile(r'(?:href|src|action)="(/[^"]*)"')
_ALL_VCODES = (*register.PUBLIC, *register.NEVER_PUBLIC, register.LEFT, register.REFUSED, register.UNKNOWN)
_PLACES = ("44021", register.HIDDEN_NIS, register.HIDDEN_PLACE, register.HIDDEN_POSTCODE)
_ACTIVITIES = ("SPRT", register.HIDDEN_ACTIVITY)
# Values to try, per parameter of the search.
_QUESTIONS: dict[str, Sequence[str]] = {
    "q": ("", "vereniging", "V9100005", "zonder eigen"),
    "letterlijk": ("ja",),
    "als_woord": ("vereniging", "koor"),
    "waar": ("Gent", register.HIDDEN_PLACE, "9000", register.HIDDEN_POSTCODE),
    "bij": ("51.05,3.72", "50.72,5.42"),
    "straal": ("5",),
    "activiteit": ("SPRT", register.HIDDEN_ACTIVITY),
    "soort": ("koor",),
    "gebied": ("44021", register.HIDDEN_NIS),
    "adres": ("hier",),
    "type": ("VZER", "VZW"),
    "subtype": ("SUB", "NB"),
    "leeftijd": ("kinderen", "6-12"),
    "erkend": ("ja",),
    "heeft": ("website", "e-mail"),
    "gewijzigd": ("maand", "jaar"),
    "gewijzigd_sinds": ("2020-01-01",),
    "sorteer": ("naam", "gewijzigd"),
    "weergave": ("kaart",),
    "groep": ("gemeente", "provincie", "lijkt", "activiteit"),
    "pagina": ("1", "2"),
    "na": ("onzin",),
}


def _searches(path: str, canaries: Canaries) -> list[str]:
    assert _QUESTIONS.keys() == PARAMETERS.keys(), "a parameter of the search is not crawled"
    pairs = [(name, value) for name, values in _QUESTIONS.items() for value in values]
    pairs += [("q", word) for name, word in canaries.public.items() if name.endswith(": name")]
    return [path, *(f"{path}?{name}={quote(value)}" for name, value in pairs)]


def _begun(canaries: Canaries) -> list[str]:
    """Type the first letters of every value, private ones too, in both fields: far fewer than would give one away."""
    values = [*canaries.private.values(), *canaries.public.values()]
    begun = sorted({quote(value[:_TYPED]) for value in values})
    return [*(f"/suggesties?q={typed}" for typed in begun), *(f"/suggesties?waar={typed}" for typed in begun)]


def _widgets(path: str, canaries: Canaries) -> list[str]:
    """Ask what a widget could, with every field that it may show; and each association as a card."""
    shown = "velden=beschrijving,activiteiten,plaats,website,telefoon&facetten=act,gemeente,deel,leeftijd,type,heeft"
    scopes = ("", "gemeente=44021", f"gemeente={register.HIDDEN_NIS}", "provincie=BE23", "rond=Gent&straal=5km")
    words = [quote(word) for name, word in canaries.public.items() if name.endswith(": name")]
    asked = [*scopes, *(f"q={word}" for word in words), *(f"vcode={vcode}" for vcode in _ALL_VCODES)]
    asked += [f"hoofdactiviteit={register.HIDDEN_ACTIVITY}", f"postcode={register.HIDDEN_POSTCODE}"]
    return [f"{path}?{shown}&{one}" for one in asked]


def _begun_in_browser(canaries: Canaries) -> list[str]:
    return [f"/suggesties/zoekbalk?q={quote(value[:_TYPED])}" for value in canaries.private.values()]


def _begun_in_widgets(canaries: Canaries) -> list[str]:
    return [f"/widget/v1/suggesties?q={quote(value[:_TYPED])}" for value in canaries.private.values()]


def _embedded(_canaries: Canaries) -> list[str]:
    home = quote("http://127.0.0.1:8000/")
    paths = [*(f"vereniging/{vcode}" for vcode in _ALL_VCODES), "zoeken", f"gemeente/{register.HIDDEN_NIS}"]
    return [f"/oembed?url={home}{path}" for path in paths]


# Route: the addresses at which it is visited. A route that is not here makes the test fail.
ADDRESSES: dict[str, Callable[[Canaries], list[str]]] = {
    "/": lambda _: ["/"],
    "/zoeken": lambda canaries: _searches("/zoeken", canaries),
    "/zoeken.json": lambda canaries: _searches("/zoeken.json", canaries),
    "/suggesties": _begun,
    "/suggesties/zoekbalk": _begun_in_browser,
    "/gemeenten": lambda _: ["/gemeenten", "/gemeenten?letter=g"],
    "/activiteiten": lambda _: ["/activiteiten"],
    "/opensearch.xml": lambda _: ["/opensearch.xml"],
    "/openapi.json": lambda _: ["/openapi.json"],
    "/kaart.png": lambda _: ["/kaart.png"],
    "/icoon.png": lambda _: ["/icoon.png"],
    "/kaart/{vcode}.png": lambda _: [f"/kaart/{vcode}.png" for vcode in _ALL_VCODES],
    "/kaart/gemeente/{name}.png": lambda _: ["/kaart/gemeente/gent.png"],
    "/kaart/gemeente/{name}/{within}.png": lambda _: [f"/kaart/gemeente/gent/{one}.png" for one in ("sport", "koor")],
    "/kaart/provincie/{name}.png": lambda _: ["/kaart/provincie/limburg.png"],
    "/kaart/activiteit/{name}.png": lambda _: ["/kaart/activiteit/sport.png"],
    "/kaart/activiteit/{name}/{kind_name}.png": lambda _: ["/kaart/activiteit/sport/voetbal.png"],
    "/sitemap.xml": lambda _: ["/sitemap.xml"],
    "/sitemap/paginas.xml": lambda _: ["/sitemap/paginas.xml"],
    "/sitemap/activiteiten-per-gemeente.xml": lambda _: ["/sitemap/activiteiten-per-gemeente.xml"],
    "/sitemap/soorten.xml": lambda _: ["/sitemap/soorten.xml"],
    "/sitemap/verenigingen-{number}.xml": lambda _: [
        f"/sitemap/verenigingen-{part}.xml" for part in {int(vcode[1:]) // 25_000 for vcode in _ALL_VCODES}
    ],
    "/gemeente/{name}": lambda _: [f"/gemeente/{code}" for code in _PLACES],
    "/gemeente/{name}/{within}": lambda _: [
        f"/gemeente/{code}/{one}" for code in _PLACES for one in (*_ACTIVITIES, "voetbal")
    ],
    "/provincie/{name}": lambda _: ["/provincie/oost-vlaanderen", "/provincie/limburg"],
    "/activiteit/{name}": lambda _: [f"/activiteit/{activity}" for activity in _ACTIVITIES],
    "/activiteit/{name}/{kind_name}": lambda _: [f"/activiteit/{activity}/voetbal" for activity in _ACTIVITIES],
    "/vereniging/{vcode}.jsonld": lambda _: [f"/vereniging/{vcode}.jsonld" for vcode in _ALL_VCODES],
    "/over-de-gegevens": lambda _: ["/over-de-gegevens"],
    "/over-de-gegevens/velden": lambda _: ["/over-de-gegevens/velden"],
    "/privacy": lambda _: ["/privacy"],
    "/toegankelijkheid": lambda _: ["/toegankelijkheid"],
    "/vereniging/{vcode}": lambda _: [f"/vereniging/{vcode}" for vcode in _ALL_VCODES],
    "/vereniging/{vcode}/melding": lambda _: [f"/vereniging/{vcode}/melding" for vcode in _ALL_VCODES],
    "/vereniging/{vcode}/melding/bedankt": lambda _: [
        f"/vereniging/{vcode}/melding/bedankt?nummer={RECEIPTS.sign(vcode, '22222-22222')}" for vcode in _ALL_VCODES
    ],
    "/vereniging/{vcode}/{slug}": lambda _: [f"/vereniging/{vcode}/naam" for vcode in _ALL_VCODES],
    "/widget/maken": lambda _: [
        *(f"/widget/maken?stap={step}&gemeente=44021&vcode=" for step in (1, 2, 3, 4)),
        *(f"/widget/maken?waar={quote(place)}" for place in ("Gent", register.HIDDEN_PLACE, register.HIDDEN_NIS)),
        *(f"/widget/maken?stap=4&vcode={vcode}" for vcode in _ALL_VCODES),
    ],
    "/widget/v1/gekozen": lambda _: ["/widget/v1/gekozen"],
    "/widget/bewaren": lambda _: ["/widget/bewaren"],
    "/widget/bewaard/{widget_id}/{token}": lambda _: [f"/widget/bewaard/aaaaaaaaaaaa/{'a' * 43}"],
    "/widget/controleren": lambda _: ["/widget/controleren"],
    "/widget/v1/zoek": lambda canaries: _widgets("/widget/v1/zoek", canaries),
    "/embed": lambda canaries: _widgets("/embed", canaries),
    "/widget/v1/vereniging": lambda canaries: _widgets("/widget/v1/vereniging", canaries),
    "/widget/v1/suggesties": _begun_in_widgets,
    "/oembed": _embedded,
    "/widget/v1/{name}.js": lambda _: ["/widget/v1/zoeker.js"],
    "/widget/{version}/{name}.js": lambda _: ["/widget/1.0.0/x.js"],
    "/health/live": lambda _: ["/health/live"],
    "/health/ready": lambda _: ["/health/ready"],
    "/metrics": lambda _: ["/metrics"],
    "/robots.txt": lambda _: ["/robots.txt"],
    "/favicon.ico": lambda _: ["/favicon.ico"],
    "/static/{version}/{name:path}": lambda _: ["/static/x/favicon.svg"],
}


def routes(app: FastAPI) -> set[str]:
    """Return the template of every route, those of included routers too."""
    return set(_paths(app.routes))


def _paths(found: Sequence[BaseRoute]) -> Iterator[str]:
    for route in found:
        inner = getattr(route, "original_router", None) or getattr(route, "app", None)
        if path := getattr(route, "path", ""):
            yield path
        elif inner is not None:
            yield from _paths(inner.routes)


def answers(client: TestClient, canaries: Canaries) -> Iterator[tuple[str, str]]:
    """Visit everything; yield each address with its answer, headers included."""
    waiting = [address for addresses in ADDRESSES.values() for address in addresses(canaries)]
    known = set(waiting)
    most = len(known) + MOST_LINKS
    for address in waiting:
        page = _asked(client, address, BROWSER)
        yield address, _whole(page)
        if not page.is_success:  # what went wrong is told to programs in another form
            yield address, _whole(_asked(client, address, PROGRAM))
        links = [*_LINK.findall(page.text), page.headers.get("location", "")]
        fresh = {html.unescape(link) for link in links if _is_ours(link)} - known
        if len(known) < most:
            waiting.extend(fresh)
            known |= fresh


def _asked(client: TestClient, address: str, accepts: dict[str, str]) -> Response:
    return client.get(address, headers={**accepts, "Authorization": f"Bearer {METRICS_TOKEN}"})


def _whole(answer: Response) -> str:
    return f"{answer.status_code} {answer.headers} {answer.text}"


def _is_ours(link: str) -> bool:
    return link.startswith("/") and not urlsplit(link).netloc
