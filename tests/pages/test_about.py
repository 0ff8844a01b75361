"""The pages about the site say what is so: all that is published is told, and what is told is published."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import psycopg
import pytest
from pydantic import ValidationError

from directory.app import create_app
from directory.pages.about import accessibility
from directory.pages.about import columns as about_columns
from directory.pages.about import page as about
from directory.publication.columns import PublishedColumn
from tests.pages.html import page
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

    from directory.settings import Settings

PAGES = ("/over-de-gegevens", "/privacy", "/toegankelijkheid")


@pytest.fixture(scope="module")
def published(site_settings: Settings) -> set[tuple[str, str]]:
    """Return the columns that the login of the web can read in the schema of what is published."""
    with psycopg.connect(site_settings.database_url.get_secret_value()) as connection:
        found = connection.execute(
            "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
            " JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'publication' AND a.attnum > 0 AND NOT a.attisdropped"
        )
        return set(found.fetchall())


def test_each_published_column_has_its_sentence_and_no_other(published: set[tuple[str, str]]) -> None:
    told = {(view, column) for view, words in about_columns.WORDS.items() for column in words.columns}
    assert told == published


def test_a_sentence_is_short() -> None:
    words = [told.sentence for view in about_columns.WORDS.values() for told in view.columns.values()]
    assert [sentence for text in words for sentence in text.split(". ") if len(sentence.split()) > 15] == []
    assert all(words)


def test_the_page_shows_each_published_column(site: TestClient, published: set[tuple[str, str]]) -> None:
    found = page(site.get("/over-de-gegevens/velden").text)
    shown = Counter(code.text for code in found.one("main").all("code"))
    assert shown == Counter(column for _, column in published)


def test_the_page_for_people_speaks_of_no_columns(site: TestClient) -> None:
    main = page(site.get("/over-de-gegevens").text).one("main")
    assert not main.all("code")
    terms = {term.text for term in main.all("dt")}
    assert {"Naam", "Straat", "Erkend door", "Overheid"} & terms == {"Naam", "Straat", "Overheid"}
    assert not {"Volgnummer", "Bronsleutel", "Versie", "NIS-code"} & terms
    assert main.one("a", href="/over-de-gegevens/velden")


def test_what_is_never_shown_is_not_published(published: set[tuple[str, str]]) -> None:
    views = {view for view, _ in published}
    for name in about.NEVER:
        table, _, column = name.partition(".")
        assert ((table, column) not in published) if column else (table not in views)


def test_a_column_without_words_is_shown_all_the_same() -> None:
    found = about.about([PublishedColumn("association", "nieuw"), PublishedColumn("geheel_nieuw", "kolom")])
    assert [field.label for view in found.associations for field in view.fields] == ["nieuw"]
    assert [(view.title, view.fields[0].label) for view in found.lists] == [("geheel_nieuw", "kolom")]


@pytest.fixture(scope="module")
def alone() -> Iterator[TestClient]:
    """Ask a site whose servers are all away."""
    with asking(create_app(settings_with())) as client:
        yield client


@pytest.mark.parametrize("path", PAGES)
def test_a_page_about_the_site_needs_neither_engine_nor_database(alone: TestClient, path: str) -> None:
    response = alone.get(path)
    assert response.status_code == 200
    assert page(response.text).one("h1")


def test_without_the_database_the_list_of_columns_is_missed_aloud(alone: TestClient) -> None:
    response = alone.get("/over-de-gegevens")
    assert "nu niet lezen" in page(response.text).one("p", class_="notice").text
    assert response.headers["Cache-Control"] == "no-store"


def test_whom_to_ask_is_told(site_settings: Settings) -> None:
    named = site_settings.model_copy(update={"contact_email": "gids@gemeente.example"})
    with asking(create_app(named)) as client:
        for path in PAGES:
            links = [link.get("href") for link in page(client.get(path).text).one("main").all("a")]
            assert "mailto:gids@gemeente.example" in links


def test_how_long_reports_are_kept_is_told(site_settings: Settings) -> None:
    with asking(create_app(site_settings.model_copy(update={"reports_kept_days": 17}))) as client:
        assert "Na 17 dagen wissen we" in page(client.get("/privacy").text).text


def test_the_last_test_of_accessibility_is_told(site: TestClient) -> None:
    tested = accessibility.last_test()
    text = page(site.get("/toegankelijkheid").text).one("main").text
    assert text.count("nog geen test bewaard") == [tested.tested_on is None, not tested.walks].count(True)
    assert all(tool in text for tool in tested.tools)


def test_results_of_a_test_are_read_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "accessibility.json"
    file.write_text('{"date": "2026-11-25", "tools": ["axe-core 4"], "states": 20, "violations": 0}')
    found = accessibility.last_test(file)
    assert (found.tested_on, found.tools) == (date(2026, 11, 25), ("axe-core 4",))
    assert (found.states, found.violations) == (20, 0)


@pytest.mark.parametrize("text", ['{"states": -1}', '{"violations": "veel"}', '{"fouten": 0}'])
def test_results_that_cannot_be_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "accessibility.json"
    file.write_text(text)
    with pytest.raises(ValidationError):
        accessibility.last_test(file)
