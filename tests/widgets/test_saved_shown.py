"""Saved widgets where they are shown, and how much may be asked: on the real Postgres, with the real Redis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from directory.platform.app_state import state_in
from directory.services import Services
from directory.widgets.saved import store as saved
from directory.widgets.saved.store import WidgetDraft
from tests.pages.conftest import patient
from tests.web.client import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

    from directory.settings import Settings
    from tests.running_parts import RunningParts

# No other module runs meanwhile.
REDIS_NUMBER = 41
PER_MINUTE = 4


@pytest.fixture
def counting_site(site_settings: Settings, parts: RunningParts) -> Iterator[TestClient]:
    """Ask a site that lets a client work it a few times a minute."""
    settings = site_settings.model_copy(
        update={
            "redis_url": type(site_settings.redis_url)(parts.parts.redis_database(REDIS_NUMBER)),
            "requests_per_minute": PER_MINUTE,
        }
    )
    with asking(patient(settings)) as client:
        yield client


def kept(client: TestClient, configuration: str, *origins: str) -> str:
    app: Any = client.app
    assert client.portal is not None
    pool = state_in(app, Services).pool
    made: tuple[str, str] = client.portal.call(
        saved.create, pool, WidgetDraft("Onze verenigingen", configuration, origins)
    )
    return made[0]


def test_a_saved_widget_shows_what_was_saved_only_where_it_may(site: TestClient) -> None:
    widget = kept(site, "gemeente=24062&per-pagina=5&accent=8a1f4b", "https://www.leuven.example")
    frame = site.get(f"/embed?widget={widget}")
    rules = dict(rule.split(" ", 1) for rule in frame.headers["Content-Security-Policy"].split("; "))
    assert rules["frame-ancestors"] == "'self' https://www.leuven.example"
    assert rules["connect-src"] == "'self'"
    assert "--vz-accent:#8a1f4b" in frame.text
    assert f'ping="/widget/v1/gekozen?widget={widget}"' in frame.text
    shown = site.get(f"/widget/v1/zoek?widget={widget}").json()
    bare = site.get("/widget/v1/zoek?gemeente=24062&per-pagina=5").json()
    assert [one["vCode"] for one in shown["resultaten"]] == [one["vCode"] for one in bare["resultaten"]]
    assert shown["instellingen"]["accent"] == "#8a1f4b"


def test_what_the_page_says_goes_before_what_was_saved(site: TestClient) -> None:
    widget = kept(site, "gemeente=24062&per-pagina=5")
    shown = site.get(f"/widget/v1/zoek?widget={widget}&per-pagina=7").json()
    assert len(shown["resultaten"]) == 7


def test_what_stands_ready_is_free_and_the_rest_is_limited_like_everywhere(counting_site: TestClient) -> None:
    asked = [counting_site.get("/widget/v1/zoek?gemeente=24062").status_code for _ in range(3 * PER_MINUTE)]
    assert set(asked) == {200}
    found = [counting_site.get(f"/widget/v1/zoek?gemeente=24062&q=woord{n}") for n in range(2 * PER_MINUTE)]
    refused = [answer for answer in found if answer.status_code == 429]
    assert refused
    assert int(refused[0].headers["Retry-After"]) > 0
    assert refused[0].headers["Access-Control-Allow-Origin"] == "*"
    frame = counting_site.get("/embed?gemeente=24062&q=nog")
    assert frame.status_code == 429
    assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
