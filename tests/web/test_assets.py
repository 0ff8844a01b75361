"""Static files, addressed by what is in them."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from directory.app import create_app
from directory.platform.assets import Assets
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

BODY = "body { color: green }\n" * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of static files."""
    (tmp_path / "js").mkdir()
    (tmp_path / "site.css").write_text(BODY)
    (tmp_path / "js" / "site.js").write_text("import './other.js'\n")
    (tmp_path / ".hidden").write_text("not for the public")
    return tmp_path


@pytest.fixture
def asked(folder: Path) -> Iterator[tuple[TestClient, Assets]]:
    """Ask an application that serves that folder."""
    assets = Assets(folder)
    app = create_app(settings_with())
    app.router.routes.clear()
    app.add_api_route("/static/{version}/{name:path}", assets.serve)
    with asking(app) as client:
        yield client, assets


def test_a_file_at_its_own_address_is_kept_for_good(asked: tuple[TestClient, Assets]) -> None:
    client, assets = asked
    answer = client.get(assets.url("site.css"))

    assert (answer.text, answer.headers["content-type"]) == (BODY, "text/css; charset=utf-8")
    assert "immutable" in answer.headers["cache-control"]


def test_the_address_of_an_older_release_gives_the_file_of_today_for_a_moment(
    asked: tuple[TestClient, Assets],
) -> None:
    answer = asked[0].get("/static/0123456789abcdef/site.css")

    assert (answer.text, answer.headers["cache-control"]) == (BODY, "public, max-age=60")


def test_a_file_is_compressed_for_who_can_read_that(asked: tuple[TestClient, Assets]) -> None:
    client, assets = asked
    url = assets.url("site.css")
    with client.stream("GET", url, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    plain = client.get(url, headers={"Accept-Encoding": "identity"})

    assert (gzip.decompress(raw).decode(), plain.text) == (BODY, BODY)
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize("name", [".hidden", "nothing.css", "js", "../pyproject.toml", "js/../site.css"])
def test_what_is_not_a_file_of_the_folder_is_not_found(asked: tuple[TestClient, Assets], name: str) -> None:
    assert asked[0].get(f"/static/x/{name.replace('/', '%2F')}").status_code == 404


def test_the_addresses_change_with_the_content(folder: Path) -> None:
    before = Assets(folder).url("js/site.js")
    (folder / "site.css").write_text("body { color: blue }")

    assert Assets(folder).url("js/site.js") != before


def test_a_template_that_names_no_file_is_a_mistake(folder: Path) -> None:
    with pytest.raises(KeyError):
        Assets(folder).url("nothing.css")
