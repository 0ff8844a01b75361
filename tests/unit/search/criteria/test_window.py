"""A window bounds what one request may ask of the engine."""

from __future__ import annotations

import pytest

from directory.pages.results.page import PAGE_SIZE, window_of
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.url_parameters import LAST_PAGE
from directory.search.criteria.window import LARGEST_WINDOW, NUMBERED_RESULTS, Window


@pytest.mark.parametrize("size", [0, -1, LARGEST_WINDOW + 1])
def test_a_page_of_no_or_too_many_results_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="a page holds"):
        Window(size)


@pytest.mark.parametrize("offset", [-1, NUMBERED_RESULTS + 1])
def test_an_offset_beyond_the_numbered_results_is_refused(offset: int) -> None:
    with pytest.raises(ValueError, match="use the cursor"):
        Window(10, offset)


def test_the_last_page_of_the_url_is_the_last_numbered_one_of_the_site() -> None:
    assert window_of(Criteria(page=LAST_PAGE)) == Window(PAGE_SIZE, NUMBERED_RESULTS - PAGE_SIZE)
    assert Window(PAGE_SIZE).numbered_pages == LAST_PAGE


def test_pages_are_numbered_from_one() -> None:
    assert [window_of(Criteria(page=page)).number for page in (1, 2, 100)] == [1, 2, 100]
