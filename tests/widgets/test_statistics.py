"""What is counted in saved widgets: beside the answers, once, never who, and not for ever."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import redis as redis_client
from fastapi import Request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import errors
from starlette.responses import Response

from directory.app import create_app
from directory.platform.app_state import state_in
from directory.platform.database import connected
from directory.platform.i18n import TIME_ZONE
from directory.services import Services
from directory.widgets.saved import store as saved
from directory.widgets.saved.store import WidgetDraft
from directory.widgets.statistics import counting, tasks
from directory.widgets.statistics import store as figures_store
from tests.web.client import NOWHERE, asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI
    from starlette.testclient import TestClient

    from directory.settings import Settings
    from tests.running_parts import Database, RunningParts

SITES = ("https://www.gent.be",)
# No other module runs meanwhile, and each empties the one it takes.
REDIS_NUMBER = 40


class WidgetStatistics:
    """A site whose pages count, with the ways to its Redis and its Postgres."""

    def __init__(self, client: TestClient, app: FastAPI, chosen: Settings, database: Database) -> None:
        self._client, self._app, self._settings, self._database = client, app, chosen, database
        self.prefix = counting.buffer_prefix(chosen)

    def widget(self, *origins: str) -> str:
        """Save a widget and return its id."""
        pool = state_in(self._app, Services).pool
        made: tuple[str, str] = self._portal.call(
            saved.create, pool, WidgetDraft("Verenigingen", "gemeente=44021", origins)
        )
        return made[0]

    def count(self, widget_id: str, kind: str, term: str = "", **headers: str) -> None:
        """Ask a page that counts, and wait until Redis has it."""
        answer = self._client.get("/tel", params={"id": widget_id, "kind": kind, "term": term}, headers=headers)
        assert answer.status_code == 204
        self._portal.call(state_in(self._app, counting.UsageCounter).settled)

    def tell(self, path: str) -> None:
        """Send a beacon, and wait until Redis has it."""
        answer = self._client.post(path, headers={"Origin": SITES[0]})
        assert answer.status_code == 204
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        self._portal.call(state_in(self._app, counting.UsageCounter).settled)

    def flush(self) -> int:
        """Bring over what was counted, as the worker does."""
        with self.redis() as known, connected(self._settings_of_the_worker, autocommit=True) as connection:
            return figures_store.flush(known, connection, self.prefix)

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Read in Postgres as the web does."""
        with psycopg.connect(self._database.public) as connection:
            return connection.execute(statement.encode(), values).fetchall()

    def totals(self, widget_id: str) -> tuple[int, int]:
        """Return searches and opened results of a widget."""
        found = self.rows("SELECT searches, opened FROM site.widget_day WHERE widget_id = %s", widget_id)
        return (sum(row[0] for row in found), sum(row[1] for row in found))

    def terms(self, widget_id: str) -> dict[str, int]:
        """Return the words that are shown."""
        return dict(self.rows("SELECT term, times FROM site.widget_term_shown WHERE widget_id = %s", widget_id))

    @property
    def redis_url(self) -> str:
        """The address of Redis."""
        return self._settings.redis_url.get_secret_value()

    def redis(self) -> redis_client.Redis[bytes]:
        """Open Redis itself."""
        return redis_client.Redis.from_url(self.redis_url)

    @property
    def _portal(self) -> Any:
        assert self._client.portal is not None
        return self._client.portal

    @property
    def _settings_of_the_worker(self) -> Any:
        return settings_with(DATABASE_URL=self._database.worker).database_url


@pytest.fixture(scope="module")
def running(module_database: Database, parts: RunningParts) -> Iterator[WidgetStatistics]:
    """Run a site with one page that counts what it is told."""
    chosen = settings_with(DATABASE_URL=module_database.public, REDIS_URL=parts.parts.redis_database(REDIS_NUMBER))
    app = _app(chosen)
    with asking(app) as client:
        yield WidgetStatistics(client, app, chosen, module_database)


@pytest.fixture
def statistics(running: WidgetStatistics) -> WidgetStatistics:
    """Return the site with an empty Redis."""
    with running.redis() as known:
        known.flushdb()
    return running


def _app(chosen: Settings) -> FastAPI:
    app = create_app(chosen)

    async def count(request: Request, id: str, kind: counting.UsageEvent, term: str = "") -> Response:  # noqa: A002 - the parameter
        counting.count_event(request, id, kind, term)
        return Response(status_code=204)

    count.__annotations__ |= {"request": Request, "kind": counting.UsageEvent}
    app.add_api_route("/tel", count)
    return app


def test_what_is_done_in_a_widget_is_counted_per_day(statistics: WidgetStatistics) -> None:
    one, other = statistics.widget(), statistics.widget()
    for _ in range(3):
        statistics.count(one, "search")
    statistics.count(one, "opened")
    statistics.count(other, "search")
    assert statistics.flush() == 1
    assert statistics.totals(one) == (3, 1)
    assert statistics.totals(other) == (1, 0)
    today = datetime.now(TIME_ZONE).date()
    days = {row[0] for row in statistics.rows("SELECT day FROM site.widget_day")}
    assert days <= {today, today - timedelta(days=1)}


def test_a_result_that_is_opened_is_told_by_a_beacon(statistics: WidgetStatistics) -> None:
    widget = statistics.widget()
    for path in (f"/widget/v1/gekozen?widget={widget}", "/widget/v1/gekozen?widget=niets", "/widget/v1/gekozen"):
        statistics.tell(path)
    statistics.flush()
    assert statistics.totals(widget) == (0, 1)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["search", "opened", "flush"]), max_size=25))
def test_whenever_the_worker_comes_the_numbers_add_up(statistics: WidgetStatistics, steps: list[str]) -> None:
    widget = statistics.widget()
    for step in steps:
        if step == "flush":
            statistics.flush()
        else:
            statistics.count(widget, step)
    statistics.flush()
    assert statistics.totals(widget) == (steps.count("search"), steps.count("opened"))


def test_a_worker_that_dies_before_it_cleans_up_counts_nothing_twice(statistics: WidgetStatistics) -> None:
    widget = statistics.widget()
    statistics.count(widget, "search")
    batch = f"{statistics.prefix}:taken:{date.today()}:5e9c0000-0000-4000-8000-000000000001"  # noqa: DTZ011 - any day
    with statistics.redis() as known:
        (buffer,) = known.keys(f"{statistics.prefix}:*")
        fields = known.hgetall(buffer)
        known.delete(buffer)
        for _ in range(2):
            known.hset(batch, mapping=fields)  # type: ignore[arg-type]  # bytes are fine
            assert statistics.flush() == 1
    assert statistics.totals(widget) == (1, 0)


def test_words_that_found_nothing_show_from_five_times_on(statistics: WidgetStatistics) -> None:
    widget = statistics.widget()
    for _ in range(4):
        statistics.count(widget, "nothing", " Zwevende  Schaatsers")
    statistics.flush()
    assert statistics.terms(widget) == {}
    statistics.count(widget, "nothing", "zwevende schaatsers")
    statistics.count(widget, "nothing", "curling")
    statistics.flush()
    assert statistics.terms(widget) == {"zwevende schaatsers": 5}


@pytest.mark.parametrize("relation", ["site.widget_term", "site.widget_batch"])
def test_the_web_cannot_read_words_that_were_asked_less_often(module_database: Database, relation: str) -> None:
    with psycopg.connect(module_database.public) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(f"SELECT FROM {relation}".encode())


@pytest.mark.parametrize("term", ["jan@example.org", "0470 12 34 56", "85.07.30-033.28", "192.168.1.17", "\x00 \n", ""])
def test_words_that_may_be_about_a_person_are_not_kept(statistics: WidgetStatistics, term: str) -> None:
    widget = statistics.widget()
    statistics.count(widget, "nothing", term)
    with statistics.redis() as known:
        assert known.keys("*figures*") == []


def test_nothing_of_who_asks_is_written_down(statistics: WidgetStatistics) -> None:
    widget = statistics.widget()
    who = {"User-Agent": "Bladeraar 7", "X-Forwarded-For": "198.51.100.7", "Referer": "https://www.gent.be/jan"}
    statistics.count(widget, "nothing", "curling", **who)
    with statistics.redis() as known:
        (buffer,) = known.keys("*figures*")
        assert known.hgetall(buffer) == {f"{widget} nothing curling".encode(): b"1"}
        assert 0 < known.ttl(buffer) <= counting.BUFFER_SECONDS


@pytest.mark.parametrize("header", [{"Origin": "https://evil.example"}, {"DNT": "1"}, {"Sec-GPC": "1"}])
def test_who_may_not_or_will_not_be_counted_is_not(statistics: WidgetStatistics, header: dict[str, str]) -> None:
    widget = statistics.widget(*SITES)
    statistics.count(widget, "search", **header)
    for origin in (SITES[0], "http://127.0.0.1:8000"):  # the site, and our own frame on it
        statistics.count(widget, "search", Origin=origin)
    statistics.flush()
    assert statistics.totals(widget) == (2, 0)


@pytest.mark.parametrize("widget", ["aaaaaaaaaaaa", "bestaat-niet", "*", "a b c", "'; DROP"])
def test_a_widget_that_was_not_saved_is_not_counted(statistics: WidgetStatistics, widget: str) -> None:
    statistics.count(widget, "search")
    with statistics.redis() as known:
        assert known.keys("*figures*") == []


def test_a_widget_that_was_removed_meanwhile_is_passed_over(
    statistics: WidgetStatistics, module_database: Database
) -> None:
    widget, other = statistics.widget(), statistics.widget()
    for one in (widget, other):
        statistics.count(one, "search")
        statistics.count(one, "nothing", "curling")
    with psycopg.connect(module_database.superuser) as connection:
        connection.execute("DELETE FROM site.widget WHERE id = %s", (widget,))
    assert statistics.flush() == 1
    asked = "SELECT DISTINCT widget_id FROM site.widget_day WHERE widget_id IN (%s, %s)"
    assert statistics.rows(asked, widget, other) == [(other,)]


def test_a_buffer_that_is_full_takes_what_it_knows_already(
    statistics: WidgetStatistics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_FIELDS", 2)
    widget = statistics.widget()
    for term in ("een", "twee", "drie", "een"):
        statistics.count(widget, "nothing", term)
    with statistics.redis() as known:
        (buffer,) = known.keys("*figures*")
        assert known.hgetall(buffer) == {
            f"{widget} nothing een".encode(): b"2",
            f"{widget} nothing twee".encode(): b"1",
        }


def test_the_task_brings_figures_over_and_waits_while_a_part_is_away(
    statistics: WidgetStatistics, module_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = statistics.widget()
    statistics.count(widget, "search")
    here = {"DATABASE_URL": module_database.worker, "REDIS_URL": statistics.redis_url}
    for away in ({"REDIS_URL": f"redis://{NOWHERE}/0"}, {"DATABASE_URL": f"postgresql://nobody@{NOWHERE}/nothing"}):
        monkeypatch.setattr(tasks, "settings_for", lambda _role, away=away: settings_with(**{**here, **away}))
        tasks.flush_figures()
    assert statistics.totals(widget) == (0, 0)
    monkeypatch.setattr(tasks, "settings_for", lambda _role: settings_with(**here))
    tasks.flush_figures()
    tasks.erase_figures()
    assert statistics.totals(widget) == (1, 0)


def test_without_redis_the_page_answers_all_the_same(module_database: Database) -> None:
    chosen = settings_with(DATABASE_URL=module_database.public, REDIS_URL=f"redis://{NOWHERE}/0")
    app = _app(chosen)
    with asking(app) as client:
        statistics = WidgetStatistics(client, app, chosen, module_database)
        widget = statistics.widget()
        for _ in range(3):
            statistics.count(widget, "search")


def test_figures_are_forgotten_after_thirteen_months_and_rare_words_after_theirs(database: Database) -> None:
    today = date(2026, 11, 25)
    with psycopg.connect(database.superuser, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO site.widget (id, title, configuration, origins, token_hash)"
            " VALUES ('aaaaaaaaaaaa', 'W', '', '{}', decode(repeat('00', 32), 'hex'))"
        )
        for day in (date(2025, 10, 24), date(2025, 10, 25), today):
            connection.execute("INSERT INTO site.widget_day VALUES ('aaaaaaaaaaaa', %s, 1, 0)", (day,))
        for month in (date(2025, 9, 1), date(2025, 10, 1), date(2026, 10, 1), date(2026, 11, 1)):
            for term, times in (("vaak", 5), ("zelden", 4)):
                connection.execute(
                    "INSERT INTO site.widget_term VALUES ('aaaaaaaaaaaa', %s, %s, %s)", (month, term, times)
                )
        with connected(settings_with(DATABASE_URL=database.worker).database_url, autocommit=True) as worker:
            assert figures_store.erase(worker, today) == 5
            assert figures_store.erase(worker, today) == 0
        days = connection.execute("SELECT day FROM site.widget_day ORDER BY day").fetchall()
        terms = connection.execute("SELECT month, term FROM site.widget_term ORDER BY month, term").fetchall()
    assert days == [(date(2025, 10, 25),), (today,)]
    assert terms == [
        (date(2025, 10, 1), "vaak"),
        (date(2026, 10, 1), "vaak"),
        (date(2026, 11, 1), "vaak"),
        (date(2026, 11, 1), "zelden"),
    ]
