"""What each route answers while every server is away: status and the headers that its policy decides, as a table.

`python -m tests.web.route_answers` writes the table anew. A change of it is a change of behaviour.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import structlog

from directory.app import create_app
from directory.platform.app_state import state_in
from directory.services import Services
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI
    from starlette.testclient import TestClient

TABLE = Path(__file__).with_name("route_answers.csv")
PERSON, PROGRAM = "text/html", "application/json"
_VCODE, _ID, _TOKEN = "V0001001", "a2b3c4d5e6f7", "T" * 43
# A path for every route, and beside the routes: addresses where nothing is, and methods that a route does not know.
REQUESTS = (
    ("GET", "/"), ("HEAD", "/"), ("POST", "/"), ("GET", "/zoeken"), ("GET", "/zoeken.json"), ("GET", "/suggesties"),
    ("GET", "/robots.txt"), ("GET", "/favicon.ico"), ("GET", "/gemeenten"), ("GET", "/activiteiten"),
    ("GET", "/gemeente/leuven"), ("GET", "/gemeente/leuven/sport"), ("GET", "/provincie/limburg"),
    ("GET", "/activiteit/sport"), ("GET", "/over-de-gegevens"), ("GET", "/over-de-gegevens/velden"),
    ("GET", "/suggesties/zoekbalk"), ("GET", "/privacy"), ("GET", "/toegankelijkheid"),
    ("GET", "/opensearch.xml"), ("GET", "/kaart.png"), ("GET", f"/kaart/{_VCODE}.png"), ("GET", "/icoon.png"),
    ("GET", "/kaart/gemeente/leuven.png"), ("GET", "/kaart/gemeente/leuven/sport.png"),
    ("GET", "/kaart/provincie/limburg.png"), ("GET", "/kaart/activiteit/sport.png"),
    ("GET", "/sitemap.xml"), ("GET", "/sitemap/paginas.xml"), ("GET", "/sitemap/activiteiten-per-gemeente.xml"),
    ("GET", "/sitemap/soorten.xml"), ("GET", "/gemeente/leuven/koor"), ("GET", "/activiteit/sport/voetbal"),
    ("GET", "/kaart/gemeente/leuven/koor.png"), ("GET", "/kaart/activiteit/sport/voetbal.png"),
    ("GET", "/sitemap/verenigingen-0.xml"), ("GET", "/sitemap/nergens.xml"),
    ("GET", f"/vereniging/{_VCODE}"), ("GET", f"/vereniging/{_VCODE}/naam"), ("GET", f"/vereniging/{_VCODE}.jsonld"),
    ("GET", f"/vereniging/{_VCODE}/melding"), ("POST", f"/vereniging/{_VCODE}/melding"),
    ("GET", f"/vereniging/{_VCODE}/melding/bedankt"), ("DELETE", f"/vereniging/{_VCODE}/melding"),
    ("GET", "/health/live"), ("GET", "/health/ready"), ("POST", "/health/live"), ("GET", "/health/nergens"),
    ("GET", "/metrics"), ("POST", "/metrics"),
    ("GET", "/static/x/favicon.svg"), ("GET", "/static/x/nergens.css"), ("POST", "/static/x/favicon.svg"),
    ("GET", "/widget/v1/zoek"), ("HEAD", "/widget/v1/zoek"), ("POST", "/widget/v1/zoek"),
    ("GET", "/widget/v1/vereniging"),
    ("GET", f"/widget/v1/vereniging?vcode={_VCODE}"), ("GET", "/widget/v1/suggesties?q=koor"),
    ("POST", "/widget/v1/gekozen"), ("GET", "/widget/v1/gekozen"), ("GET", "/widget/v1/zoeker.js"),
    ("GET", "/widget/v1/nergens.js"), ("GET", "/widget/v1/nergens"), ("GET", "/widget/1.0.0/zoeker.js"),
    ("GET", "/widget/1.0.0/nergens"), ("GET", "/widget/nergens"), ("GET", "/widget/maken"), ("POST", "/widget/bewaren"),
    ("GET", f"/widget/bewaard/{_ID}/{_TOKEN}"), ("POST", f"/widget/bewaard/{_ID}/{_TOKEN}"),
    ("GET", "/widget/controleren"), ("POST", "/widget/controleren"),
    ("GET", "/embed"), ("GET", f"/embed?vcode={_VCODE}"), ("POST", "/embed"),
    ("GET", "/oembed"), ("GET", "/oembed?format=xml"), ("GET", "/oembed?url=http://127.0.0.1:8000/zoeken"),
    ("GET", "/openapi.json"), ("POST", "/openapi.json"),
    ("GET", "/v1/nergens"), ("GET", "/nergens"), ("GET", "/nergens.json"), ("GET", "/zoeken/"), ("GET", "/%zz"),
    ("GET", "/widget/v1/%zz"),
)  # fmt: skip
_HEADERS = (
    "content-type", "cache-control", "x-frame-options", "access-control-allow-origin", "cross-origin-resource-policy",
    "referrer-policy",
)  # fmt: skip


class RouteAnswer(NamedTuple):
    """One row of the table; every field is text."""

    method: str
    path: str
    accept: str
    status: str
    route: str
    content_type: str
    cache_control: str
    x_frame_options: str
    access_control_allow_origin: str
    cross_origin_resource_policy: str
    referrer_policy: str
    framing: str
    counted: str


def answers() -> Iterator[RouteAnswer]:
    """Ask everything of one application, once as a person and once as a program."""
    app = create_app(settings_with())
    with asking(app) as client:
        for method, path in REQUESTS:
            for accept in (PERSON, PROGRAM):
                yield _row(app, client, (method, path, accept))


def _row(app: FastAPI, client: TestClient, wanted: tuple[str, str, str]) -> RouteAnswer:
    method, path, accept = wanted
    before = _counted(app)
    with structlog.testing.capture_logs() as lines:
        response = client.request(method, path, headers={"Accept": accept})
    routes = [line["route"] for line in lines if line["event"] == "request"]
    values = (
        *wanted,
        str(response.status_code),
        *(routes or ["(not logged)"]),
        *(response.headers.get(name, "") for name in _HEADERS),
        _framing(response.headers["content-security-policy"]),
        "yes" if _counted(app) > before else "no",
    )
    return RouteAnswer._make(values)


def _framing(policy: str) -> str:
    found = re.search(r"frame-ancestors [^;]*", policy)
    return found[0] if found else ""


def _counted(app: FastAPI) -> float:
    """Return how many requests the rate limit looked at, whatever it said of them."""
    families = state_in(app, Services).metrics.registry.collect()
    return sum(
        sample.value
        for family in families
        for sample in family.samples
        if sample.name == "directory_rate_limit_total"
    )  # fmt: skip


def read() -> list[RouteAnswer]:
    """Read the table."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [RouteAnswer(**row) for row in csv.DictReader(lines)]


def write() -> None:
    """Write the table anew."""
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(RouteAnswer._fields)
        table.writerows(answers())


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{TABLE}\n")
