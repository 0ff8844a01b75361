"""The scanner of a webmaster's page: linear, within its time budget, and without a crash on hostile HTML."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.widgets.page_check.html_scan import BUDGET_SECONDS, ScannedPage, ScanTimeout, scan

ORIGIN = "https://gids.example"
PIECES = [
    *("<a ", "<a x='", "<", "<!--", "</", "<?", "<div>", "<script>", "<table><a>", "<b i=1>", "&#x", "<![CDATA["),
    *("<verenigingen-zoeker>", "</verenigingen-zoeker>", f"<a href={ORIGIN}/>", "<meta http-equiv="),
    *("\x00", "\ud800", "é"),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=60))
def test_any_page_is_scanned(pieces: list[str]) -> None:
    assert isinstance(scan("".join(pieces), ORIGIN), ScannedPage)


@pytest.mark.parametrize("piece", PIECES)
def test_the_clock_is_read_as_often_as_the_page_is_long(piece: str) -> None:
    """Work grows with the length only: once per chunk of 16 kB, for every kind of hostile page."""
    for factor in (1, 10):
        readings: list[float] = []

        def stopped_clock(seen: list[float] = readings) -> float:
            seen.append(0.0)
            return 0.0

        scan(piece * (factor * 16_384 // len(piece.encode("utf-8", "replace"))), ORIGIN, stopped_clock)
        assert len(readings) <= factor + 2


def test_a_page_that_takes_too_long_is_given_up() -> None:
    ticks = count(0, BUDGET_SECONDS)
    with pytest.raises(ScanTimeout):
        scan("<p>" * 100_000, ORIGIN, lambda: float(next(ticks)))


def test_a_snippet_as_text_is_seen_where_chunks_meet() -> None:
    for shift in range(40):
        assert scan("x" * (16_384 - shift) + "&lt;verenigingen-zoeker&gt;", ORIGIN).shown_as_text


def test_code_inside_a_script_is_no_text() -> None:
    assert not scan("<body><script>'<verenigingen-zoeker>'</script><p>x</p></body>", ORIGIN).shown_as_text


@pytest.mark.parametrize(
    "address",
    [
        *(f"{ORIGIN}.evil.example/", "https://nepgids.example/", "https://nep.gids.example/", f"{ORIGIN}:8443/"),
        *("https://gids.example@evil.example/", "https://nep@gids.example/", "https://evil.example/gids.example"),
        *("//[", "/"),
    ],
)
def test_a_look_alike_host_is_not_ours(address: str) -> None:
    page = scan(f'<a href="{address}">x</a><iframe src="{address}"></iframe><script src="{address}"></script>', ORIGIN)
    assert (page.links, page.frames, page.scripts) == (0, [], [])


@pytest.mark.parametrize("address", [f"{ORIGIN}/", " HTTPS://Gids.Example/zoeken ", "//gids.example/a?b#c"])
def test_our_host_is_ours_however_it_is_written(address: str) -> None:
    page = scan(f'<a href="{address}">x</a><iframe src="{address}"></iframe><script src="{address}"></script>', ORIGIN)
    assert (page.links, len(page.frames), len(page.scripts)) == (1, 1, 1)


def test_a_link_counts_for_the_element_that_it_stands_in() -> None:
    link = f'<a href="{ORIGIN}/gemeente/gent">Gent</a>'
    empty = "<verenigingen-zoeker></verenigingen-zoeker>"
    page = scan(f"<p>{link}</p><verenigingen-zoeker><b>{link}</b></verenigingen-zoeker>{empty}", ORIGIN)
    assert (page.linked, page.links) == ([True, False], 2)


def test_no_more_tags_are_kept_than_a_page_may_have() -> None:
    assert len(scan("<verenigingen-kaart vcode=x></verenigingen-kaart>" * 10_000, ORIGIN).elements) == 50
