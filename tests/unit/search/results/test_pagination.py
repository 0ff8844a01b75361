"""Cursors are for one question and one ranking; pages have numbers as far as the engine skips cheaply."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.criteria.choices import Sort, View
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.window import NUMBERED_RESULTS, Window
from directory.search.query.builder import Stage
from directory.search.results import pagination
from directory.search.results.pagination import Cursor, Cursors, continued, numbered

CURSOR = Cursor(Stage(loose=True), after=[950.0, 12, "koor", "V0000001"], seen=20)
KOOR = Criteria(q="koor")
CURSORS = Cursors("a secret")


def test_a_cursor_is_read_back_whatever_the_page_or_the_view() -> None:
    text = CURSORS.write(KOOR, CURSOR)
    for criteria in (KOOR, KOOR.on_page(7), KOOR.following(text), KOOR.shown_as(View.MAP)):
        assert CURSORS.read(criteria, text) == CURSOR


def test_a_cursor_of_another_ranking_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text = CURSORS.write(KOOR, CURSOR)
    monkeypatch.setattr(pagination, "ranking", lambda: "another")
    assert CURSORS.read(KOOR, text) is None


@pytest.mark.parametrize(
    "criteria",
    [Criteria(q="harmonie"), replace(KOOR, sort=Sort.NAME), replace(KOOR, kinds=("VZW",)), replace(KOOR, where="Gent")],
)
def test_a_cursor_of_another_question_is_refused(criteria: Criteria) -> None:
    assert CURSORS.read(criteria, CURSORS.write(KOOR, CURSOR)) is None


@given(st.text(max_size=60))
def test_a_cursor_that_was_not_made_here_is_refused(text: str) -> None:
    assert CURSORS.read(KOOR, text) is None
    assert CURSORS.read(KOOR, Cursors("another secret").write(KOOR, CURSOR)) is None


@given(size=st.integers(1, 100), page=st.integers(1, 20), total=st.integers(0, 5000))
def test_following_pages_lead_to_every_result(size: int, page: int, total: int) -> None:
    window = Window(size, (min(page, NUMBERED_RESULTS // size) - 1) * size)
    paging = numbered(KOOR, window, total, "cursor")
    shown = window.offset + size
    if shown >= total:
        assert paging.following is None
    elif window.number < window.numbered_pages:
        assert paging.following == KOOR.on_page(window.number + 1)
    else:
        assert paging.following == KOOR.following("cursor")
    assert all(1 <= link.number <= window.numbered_pages for link in paging.links)


def test_after_a_cursor_the_way_back_is_the_numbered_page_before_it() -> None:
    paging = continued(KOOR, Window(10, cursor="x"), CURSOR, "next")
    assert (paging.number, paging.previous, paging.following) == (None, KOOR.on_page(2), KOOR.following("next"))
