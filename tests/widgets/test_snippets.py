"""What is pasted: it says the same widget back, nothing in it breaks out, and what was ever printed still works."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.widgets.embedding import script_releases, snippets
from directory.widgets.embedding.snippets import SnippetTarget
from directory.widgets.settings.model import WidgetOptions, parse
from tests.unit.widgets.sample_options import options
from tests.widgets.goldens import FOLDER, printed
from tests.widgets.tags import Tags

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

GOLDEN = sorted(FOLDER.glob("*.html"))
NASTY = st.text(st.sampled_from("a<>\"'&;/()[]{}%#-\\` \u202e\n"), min_size=1, max_size=30)


def told(attributes: dict[str, str]) -> list[tuple[str, str]]:
    """Return what an element says of its widget, its look included."""
    looks = re.findall(r"--vz-([a-z-]+):([^;]+)", attributes.get("style", ""))
    return [(name, value) for name, value in attributes.items() if name != "style"] + looks


@pytest.mark.parametrize("name", script_releases.ELEMENTS)
def test_what_version_1_gives_is_a_release_too(name: str) -> None:
    pinned = script_releases.pinned(name)

    assert pinned is not None
    assert pinned.integrity == script_releases.integrity((script_releases.FOLDER / f"{name}.js").read_bytes())
    assert pinned.path.endswith(
        f".{hashlib.sha256((script_releases.FOLDER / f'{name}.js').read_bytes()).hexdigest()[:12]}.js"
    )


@given(options())
def test_an_element_says_the_widget_back(wanted: WidgetOptions) -> None:
    tags = Tags(snippets.element(wanted, SnippetTarget("https://gids.example", "/", "Alle")))
    (element,) = tags.named("verenigingen-kaart" if wanted.vcode else "verenigingen-zoeker")
    assert parse(told(element)).options == wanted


@given(options())
def test_a_frame_says_the_widget_back(wanted: WidgetOptions) -> None:
    (frame,) = Tags(snippets.frame(wanted, SnippetTarget("https://gids.example", "/", "Alle"))).named("iframe")
    assert parse(parse_qsl(urlsplit(frame["src"]).query)).options == wanted


@example(WidgetOptions(), "<a>")
@given(options(), NASTY)
def test_no_title_breaks_out_of_a_snippet(wanted: WidgetOptions, title: str) -> None:
    place = SnippetTarget("https://gids.example", "/gemeente/gent", title)
    for written, expected in (
        (
            snippets.element(wanted, place),
            ["verenigingen-kaart" if wanted.vcode else "verenigingen-zoeker", "a", "script"],
        ),
        (snippets.frame(wanted, place), ["iframe", "p", "a", "script"]),
        (snippets.link(place), ["a"]),
    ):
        tags = Tags(written)
        assert [tag for tag, _attributes in tags.found] == expected
        assert title.split() == tags.text.split()
    assert "{% endverbatim %}" not in snippets.drupal(wanted, place)[:-17]
    assert Tags(snippets.markdown(place)).found == []


def test_every_snippet_that_is_printed_today_is_kept() -> None:
    kept = {file.read_text(encoding="utf-8") for file in GOLDEN}
    assert {name for name, text in printed().items() if f"{text}\n" not in kept} == set()


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_what_was_ever_printed_still_leads_somewhere(file: Path, site: TestClient) -> None:
    tags = Tags(file.read_text(encoding="utf-8"))
    for script in tags.named("script"):
        answer = site.get(script["src"].removeprefix("https://gids.example"))
        assert answer.status_code == 200
        assert "integrity" not in script or script_releases.integrity(answer.content) == script["integrity"]
    for frame in tags.named("iframe"):
        answer = site.get(frame["src"].removeprefix("https://gids.example"))
        assert answer.status_code == 200
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    for name, path in (("verenigingen-zoeker", "zoek"), ("verenigingen-kaart", "vereniging")):
        for element in tags.named(name):
            asked = [(name, value) for name, value in element.items() if name != "style"]
            answer = site.get(f"/widget/v1/{path}", params=dict(asked))
            assert answer.json()["v"] == 1
            assert "problemen" not in answer.json()
