"""What is pasted: it says the same widget back, and nothing in it breaks out."""

from __future__ import annotations

import hashlib
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

NASTY = st.text(st.sampled_from("a<>\"'&;/()[]{}%#-\\` \u202e\n"), min_size=1, max_size=30)


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
    assert parse(element.items()).options == wanted


@given(options())
def test_no_snippet_needs_a_style_attribute(wanted: WidgetOptions) -> None:
    place = SnippetTarget("https://gids.example", "/", "Alle")
    for written in (snippets.element(wanted, place), snippets.frame(wanted, place)):
        assert all("style" not in attributes for _tag, attributes in Tags(written).found)


@given(options())
def test_a_saved_widget_keeps_the_room_of_its_settings(wanted: WidgetOptions) -> None:
    place = SnippetTarget("https://gids.example", "/", "Alle")
    saved = WidgetOptions(widget="aaaaaaaaaaaa", vcode=wanted.vcode)
    for write in (snippets.element, snippets.frame):
        rooms = [
            [one["height"] for name in ("svg", "iframe") for one in Tags(code).named(name)]
            for code in (write(saved, place, shown=wanted), write(wanted, place))
        ]
        assert rooms[0] == rooms[1]
        assert rooms[0]


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
        assert [tag for tag, _attributes in tags.found if tag != "svg"] == expected
        assert title.split() == tags.text.split()
    assert "{% endverbatim %}" not in snippets.drupal(wanted, place)[:-17]
    assert Tags(snippets.markdown(place)).found == []


def test_every_snippet_that_is_printed_today_is_kept() -> None:
    kept = {file.read_text(encoding="utf-8") for file in FOLDER.glob("*.html")}
    assert {name for name, text in printed().items() if f"{text}\n" not in kept} == set()
