"""Values of a URL are read and written in one way, whatever the dialect."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography.points import Point
from directory.search.criteria import choices
from directory.search.criteria.criteria import Criteria, parse
from directory.search.criteria.known_codes import Codes
from directory.search.criteria.url_codec import (
    ProblemCode,
    Refused,
    clean,
    problem,
    read_choice,
    read_date,
    read_point,
    read_whole_number,
    split_list,
    write_point,
)
from directory.texts.problem_texts import SENTENCES, problem_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

CODES = Codes(frozenset({"KECU", "SPRT"}), {"24062": "24062", "BE23": "BE23"})
CODE = ProblemCode.PAGE_OUT_OF_RANGE


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(values)).map(lambda chosen: tuple(sorted(chosen)))


meaningful = st.builds(
    Criteria,
    q=st.sampled_from(("", "koor", '"de vink" -merel')),
    literal=st.booleans(),
    where=st.just("Leuven"),
    near=st.none() | st.builds(Point, st.integers(-90, 90).map(float), st.integers(-180, 180).map(float)),
    radius_km=st.none() | st.integers(1, 100),
    activities=some(("KECU", "SPRT")),
    areas=some(("24062", "BE23")),
    address_only=st.booleans(),
    kinds=some(choices.KINDS),
    subtypes=some(choices.SUBTYPES),
    ages=some(choices.AGES),
    recognised=some(choices.RECOGNISED),
    has=some(choices.HAS),
    changed=some(choices.CHANGED),
    modified_since=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    sort=st.sampled_from(choices.Sort),
    page=st.integers(1, 100),
)


@given(meaningful)
def test_criteria_that_are_written_are_read_as_the_same(criteria: Criteria) -> None:
    parsed = parse(criteria.pairs(), CODES)
    assert (parsed.criteria, parsed.problems) == (criteria, ())


@given(st.integers(1, 100))
def test_a_whole_number_within_bounds_is_read(number: int) -> None:
    assert read_whole_number(f" {number} ", 1, 100, CODE) == number


@given(st.integers(101, 999_999) | st.just(0))
def test_a_whole_number_beyond_its_bounds_becomes_the_nearest(number: int) -> None:
    with pytest.raises(Refused) as refused:
        read_whole_number(str(number), 1, 100, CODE)
    assert (refused.value.instead, refused.value.details) == (100 if number else 1, {"least": 1, "most": 100})


def read_page(text: str) -> int:
    return read_whole_number(text, 1, 100, CODE)


def read_kind(text: str) -> str:
    return read_choice(text, ("VZW",))


@pytest.mark.parametrize(
    ("read", "text"),
    [
        *((read_page, text) for text in ("", "-1", "1.5", "²", "1e9", "1" * 7)),
        *((read_point, text) for text in ("", "50", "50,4,3", "91,0", "0,181", "a,b", "\u0665\u0660,\u0664")),
        *((read_date, text) for text in ("", "2026-02-31", "3/11/2026", "20261103", "2026-W01-1")),
        *((read_kind, text) for text in ("", "VZ", "VZW,PS")),
    ],
)
def test_what_is_no_value_is_refused_without_another(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert refused.value.instead is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_position_is_read_as_it_is_written(lat: float, lon: float) -> None:
    written = write_point(Point(lat, lon))
    assert write_point(read_point(written)) == written.replace("-0.0000", "0.0000")


@given(st.lists(st.text("abc", min_size=1)), st.sampled_from([",", " ", ", ", ";"]))
def test_a_list_is_split_at_any_separator(items: list[str], separator: str) -> None:
    assert list(split_list(separator.join(items))) == items


@given(st.text(), st.text())
def test_a_problem_repeats_only_a_little_and_nothing_invisible(name: str, value: str) -> None:
    found = problem(name, value, CODE)
    assert (len(found.parameter) <= 40, len(found.value) <= 80) == (True, True)
    assert found.value == clean(found.value, 80)


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_of_the_search_has_a_sentence(code: ProblemCode) -> None:
    assert SENTENCES[code].endswith(".")


def test_places_that_look_alike_are_offered() -> None:
    alike = problem("waar", "Leuve", ProblemCode.UNKNOWN_PLACE, text="Leuve", alternatives=("Leuven", "Leuze"))
    assert problem_sentence(alike).endswith("Bedoelde je Leuven of Leuze?")
