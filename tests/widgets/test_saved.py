"""A saved widget: the holder of the secret link may change it, and the link shows nowhere but on the first page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import psycopg
import pytest
from psycopg import errors

from directory.app import create_app
from directory.widgets.saved import store as saved
from tests.pages.html import page
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from httpx2 import Response
    from starlette.testclient import TestClient

    from tests.pages.html import Element
    from tests.running_parts import Database

GENT = "gemeente=44021&accent=%238a1f4b"
FORM = {"actie": "bewaren", "titel": "Verenigingen in Gent", "sites": "https://www.gent.be", "instellingen": GENT}
WRONG_TOKEN = "a" * 43


@pytest.fixture(scope="module")
def client(module_database: Database) -> Iterator[TestClient]:
    """Ask a site with a database and nothing else."""
    with asking(create_app(settings_with(DATABASE_URL=module_database.public))) as asked:
        yield asked


def _made(client: TestClient, **changed: str) -> tuple[str, str]:
    """Save a widget; return the path of its secret link, and its token."""
    answer = client.post("/widget/bewaren", data={**FORM, **changed})
    assert answer.status_code == 201
    link = page(answer.text).one("pre", id="geheime-link").text
    path = link.removeprefix("http://127.0.0.1:8000")
    assert re.fullmatch(r"/widget/bewaard/[a-z2-7]{12}/[A-Za-z0-9_-]{43}", path)
    return path, path.rpartition("/")[2]


def _sent(shown: Element, name: str) -> str:
    """Return what a form sends along unseen."""
    (field,) = [item for item in shown.all("input") if item.get("name") == name]
    return field.get("value")


def _id(path: str) -> str:
    return path.split("/")[3]


def test_saving_gives_a_link_that_opens_the_widget(client: TestClient) -> None:
    path, _token = _made(client)
    shown = page(client.get(path).text)
    assert shown.one("input", id="titel").get("value") == FORM["titel"]
    assert shown.one("textarea", id="sites").text == "https://www.gent.be"
    codes = [item.text for item in shown.all("pre")]
    assert all(_id(path) in code for code in codes if "<verenigingen-zoeker" in code)
    assert any("<verenigingen-zoeker" in code for code in codes)


def test_who_comes_to_ask_is_asked_for_a_title_and_sites(client: TestClient) -> None:
    answer = client.post("/widget/bewaren", data={**FORM, "actie": "vragen"})
    assert answer.status_code == 200
    assert page(answer.text).one("input", id="titel").get("value") == FORM["titel"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"titel": "  "}, "titel"), ({"sites": "https://www.gent.be\nhttps://*.gent.be"}, "sterretje")],
)
def test_a_mistake_is_told_and_nothing_that_was_typed_is_lost(
    client: TestClient, changed: dict[str, str], said: str
) -> None:
    answer = client.post("/widget/bewaren", data={**FORM, **changed})
    assert answer.status_code == 422
    shown = page(answer.text)
    assert said in shown.one("p", class_="notice").text
    typed = {**FORM, **changed}
    assert shown.one("textarea", id="sites").text.split() == typed["sites"].split()
    assert _sent(shown, "instellingen") == GENT


def test_only_a_hash_of_the_token_is_kept(client: TestClient, module_database: Database) -> None:
    path, token = _made(client)
    with psycopg.connect(module_database.superuser) as connection:
        rows = connection.execute("SELECT * FROM site.widget WHERE id = %s", (_id(path),)).fetchall()
    assert len(rows) == 1
    assert token not in repr(rows)
    assert token.encode().hex() not in repr(rows)


@pytest.mark.parametrize(
    "query", ["", "?toon=cijfers", "?toon=csv", "?toon=maken&stap=4&gemeente=44021", "?bewaard=ja"]
)
def test_the_token_shows_on_no_page_after_the_first(client: TestClient, query: str) -> None:
    path, token = _made(client)
    answer = client.get(path + query)
    assert answer.status_code == 200
    assert token not in answer.text
    assert token not in repr(answer.headers)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_the_answer_to_a_change_does_not_repeat_the_token(client: TestClient) -> None:
    path, token = _made(client)
    answer = client.post(path, data={"actie": "gegevens", "titel": "Anders", "sites": ""})
    assert answer.status_code == 303
    assert token not in repr(answer.headers)
    assert "Anders" in client.get(path).text


def test_the_token_shows_in_no_log_line(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    path, token = _made(client)
    client.get(path)
    client.get(f"{path}x")
    client.post(path, data={"actie": "onzin"})
    lines = capsys.readouterr()
    assert '"route":"/widget/bewaard/{widget_id}/{token}"' in lines.out
    assert token not in lines.out + lines.err


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_wrong_link_and_a_widget_that_never_was_get_the_same_answer(client: TestClient, method: str) -> None:
    path, token = _made(client)
    other, _token = _made(client)
    wrong = [
        f"/widget/bewaard/{_id(path)}/{WRONG_TOKEN}",
        f"/widget/bewaard/{_id(path)}/{token[:-1]}",
        f"/widget/bewaard/{_id(path)}/{token}a",
        f"/widget/bewaard/{_id(other)}/{token}",
        f"/widget/bewaard/aaaaaaaaaaaa/{token}",
        f"/widget/bewaard/{_id(path).upper()}/{token}",
        f"/widget/bewaard/{_id(path)}/%00",
        f"/widget/bewaard/{_id(path)}/é",
    ]
    answers: list[Response] = [client.request(method, address) for address in wrong]
    assert {answer.status_code for answer in answers[:-2]} == {404}
    assert {answer.status_code for answer in answers} <= {400, 404}
    numbered = [re.sub(r"[0-9a-f]{32}", "", answer.text) for answer in answers[:5]]
    assert len(set(numbered)) == 1


def test_what_changed_is_written_down_with_old_and_new(client: TestClient) -> None:
    path, _token = _made(client)
    client.post(path, data={"actie": "gegevens", "titel": "Anders", "sites": "https://gent.be"})
    client.post(path, data={"actie": "instellingen", "instellingen": "gemeente=24062&onzin=1"})
    client.post(path, data={"actie": "instellingen", "instellingen": "gemeente=24062"})  # nothing new
    rows = [[cell.text for cell in row.all("td")] for row in page(client.get(path).text).one("tbody").all("tr")]
    told = [row[1:] for row in rows]
    who = "iemand met de geheime link"
    assert told[0] == [who, "inhoud en uiterlijk", "gemeente=44021&accent=%238a1f4b", "gemeente=24062"]
    assert sorted(told[1:]) == [
        [who, "sites", "https://www.gent.be", "https://gent.be"],
        [who, "titel", FORM["titel"], "Anders"],
    ]


def test_a_wrong_change_changes_nothing_and_keeps_what_was_typed(client: TestClient) -> None:
    path, _token = _made(client)
    answer = client.post(path, data={"actie": "gegevens", "titel": "Anders", "sites": "https://evil@gent.be"})
    assert answer.status_code == 422
    assert page(answer.text).one("textarea", id="sites").text == "https://evil@gent.be"
    assert page(client.get(path).text).one("input", id="titel").get("value") == FORM["titel"]


def test_removing_asks_whether_one_is_sure_and_leaves_nothing(client: TestClient, module_database: Database) -> None:
    path, _token = _made(client)
    client.post(path, data={"actie": "gegevens", "titel": "Anders", "sites": ""})
    assert client.post(path, data={"actie": "wissen"}).status_code == 422
    assert client.get(path).status_code == 200
    assert client.post(path, data={"actie": "wissen", "zeker": "ja"}).status_code == 200
    assert client.get(path).status_code == 404
    with psycopg.connect(module_database.superuser) as connection:
        left = connection.execute("SELECT FROM site.widget_change WHERE widget_id = %s", (_id(path),)).rowcount
    assert left == 0


def test_the_maker_behind_the_link_stays_behind_it(client: TestClient) -> None:
    path, _token = _made(client)
    shown = page(client.get(f"{path}?toon=maken&stap=3&gemeente=44021").text)
    assert shown.one("form", id="maker").get("action") == ""
    assert _sent(shown, "toon") == "maken"
    assert all(re.match(r"\?.*\btoon=maken\b", link.get("href")) for link in shown.one("nav", class_="steps").all("a"))
    last = page(client.get(f"{path}?toon=maken&stap=4&gemeente=24062").text)
    (change,) = [form for form in last.all("form") if form.get("method") == "post"]
    assert change.get("action") == ""
    assert _sent(change, "instellingen") == "gemeente=24062"


def test_figures_come_as_a_page_and_as_a_file(client: TestClient, module_database: Database) -> None:
    path, _token = _made(client)
    with psycopg.connect(module_database.superuser) as connection:
        connection.execute("INSERT INTO site.widget_day VALUES (%s, '2026-11-03', 1234, 7)", (_id(path),))
        for term, times in (("=cmd()", 9), ("curling", 5), ("zelden", 4)):
            connection.execute(
                "INSERT INTO site.widget_term VALUES (%s, '2026-11-01', %s, %s)", (_id(path), term, times)
            )
    shown = client.get(f"{path}?toon=cijfers").text
    assert "3 november 2026" in shown
    assert "1.234" in shown
    assert "curling" in shown
    assert "zelden" not in shown
    answer = client.get(f"{path}?toon=csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "periode;wat;woorden;aantal",
        "2026-11-03;zoekvragen;;1234",
        "2026-11-03;geopende resultaten;;7",
        "2026-11;niets gevonden;'=cmd();9",
        "2026-11;niets gevonden;curling;5",
    ]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"titel=" + b"a" * 70_000, "application/x-www-form-urlencoded", 413),
        (b"&".join([b"a=1"] * 300), "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
        (b"titel=%00%ff&sites=%00&actie=bewaren", "application/x-www-form-urlencoded", 201),
    ],
)
def test_what_is_no_form_of_ours_is_refused_calmly(client: TestClient, body: bytes, kind: str, status: int) -> None:
    answer = client.post("/widget/bewaren", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status


def test_settings_that_are_too_long_are_not_saved_and_not_lost(client: TestClient) -> None:
    long = urlencode([("q", "€" * 200), ("detail", "eigen"), ("detail-url", "/{vCode}" + "a" * 280)])
    answer = client.post("/widget/bewaren", data={**FORM, "instellingen": long})
    assert answer.status_code == 422
    assert len(_sent(page(answer.text), "instellingen")) > saved.LONGEST_CONFIGURATION


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE site.widget SET token_hash = decode(repeat('00', 32), 'hex')",
        "UPDATE site.widget SET id = 'aaaaaaaaaaaa'",
        "UPDATE site.widget_change SET after = ''",
        "DELETE FROM site.widget_change",
        "INSERT INTO site.widget_day VALUES ('aaaaaaaaaaaa', now(), 1, 1)",
        "DELETE FROM site.widget_day",
        "SELECT FROM site.widget_term",
        "TRUNCATE site.widget",
    ],
)
def test_the_web_may_do_what_it_must_and_nothing_else(module_database: Database, statement: str) -> None:
    with psycopg.connect(module_database.public) as connection:
        connection.execute("SET TRANSACTION READ WRITE")
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute(statement.encode())


@pytest.mark.parametrize("column", ["title", "configuration", "origins", "token_hash"])
def test_the_worker_knows_of_a_widget_that_it_is_there_and_no_more(module_database: Database, column: str) -> None:
    with psycopg.connect(module_database.worker) as connection:
        connection.execute("SELECT id FROM site.widget")
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute(f"SELECT {column} FROM site.widget".encode())  # noqa: S608 - a column of ours


def test_while_postgres_is_away_saving_says_so() -> None:
    with asking(create_app(settings_with())) as away:
        assert away.post("/widget/bewaren", data=FORM).status_code == 503
