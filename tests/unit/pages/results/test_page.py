"""Namesakes in a list are told apart, and only they."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from hypothesis import given
from hypothesis import strategies as st

from directory.pages.results.page import namesakes

if TYPE_CHECKING:
    from directory.search.results.model import Hit

NAMES = st.sampled_from(["Leuven Symphonic Band", "leuven symphonic band", "Stadsgidsen", ""])


@given(st.lists(st.tuples(NAMES, st.sampled_from(["Leuven", "Mechelen", ""])), max_size=10))
def test_those_with_one_name_in_one_place_are_namesakes(rows: list[tuple[str, str]]) -> None:
    hits = [SimpleNamespace(name=name, place=place, vcode=f"V{number:07}") for number, (name, place) in enumerate(rows)]
    alike = Counter((name.casefold(), place) for name, place in rows)
    expected = {hit.vcode for hit in hits if alike[hit.name.casefold(), hit.place] > 1}
    assert namesakes(cast("list[Hit]", hits)) == expected
