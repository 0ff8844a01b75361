"""Trackers vanish from a query string, `&amp;` is read as `&`, and nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.platform.query_cleaning import TRACKER_NAMES, TRACKER_PREFIXES, clean_query, is_tracker
from directory.search.criteria.criteria import OTHER_PARAMETERS
from directory.search.criteria.url_parameters import PARAMETERS
from directory.widgets.answering.visitor import VISITOR_PARAMETERS
from directory.widgets.builder.page import OWN_PARAMETERS
from directory.widgets.settings.fields import ATTRIBUTES
from directory.widgets.settings.theme import PROPERTIES

if TYPE_CHECKING:
    from random import Random

OURS = {
    *PARAMETERS, *OTHER_PARAMETERS, *ATTRIBUTES, *PROPERTIES, *VISITOR_PARAMETERS, *OWN_PARAMETERS,
    "widget", "letter", "bewaard", "url", "format", "maxwidth", "maxheight",
}  # fmt: skip

our_pairs = st.lists(st.tuples(st.sampled_from(sorted(OURS)), st.text(max_size=8)), max_size=6)
trackers = st.one_of(
    st.sampled_from(sorted(TRACKER_NAMES)),
    st.builds(lambda start, rest: start + rest, st.sampled_from(TRACKER_PREFIXES), st.from_regex(r"[a-z_]{1,9}\Z")),
).flatmap(lambda name: st.sampled_from((name, name.upper(), name.title())))


def test_no_parameter_of_ours_is_taken_for_a_tracker() -> None:
    assert {name for name in OURS if is_tracker(name)} == set()


@given(our_pairs, st.lists(trackers, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_trackers_vanish_wherever_they_stand_and_the_rest_stays_as_it_was(
    pairs: list[tuple[str, str]], names: list[str], random: Random
) -> None:
    parts = [urlencode([pair]) for pair in pairs]
    expected = "&".join(parts)
    for name in names:
        parts.insert(random.randint(0, len(parts)), urlencode([(name, "x=1/ü")]))
    assert clean_query("&".join(parts)) == expected


@given(our_pairs, st.integers(1, 3))
def test_an_ampersand_that_html_escaped_separates_all_the_same(pairs: list[tuple[str, str]], times: int) -> None:
    escaped = ("&" + "amp;" * times).join(urlencode([pair]) for pair in pairs)
    assert parse_qsl(clean_query(escaped), keep_blank_values=True) == pairs


@pytest.mark.parametrize("query", ["amp%3Bwaar=Gent", "AMP;waar=Gent", "amp;amp;waar=Gent", "amp%3bamp;waar=Gent"])
def test_the_escape_is_known_however_it_is_written(query: str) -> None:
    assert parse_qsl(clean_query(query)) == [("waar", "Gent")]


@pytest.mark.parametrize("query", ["", "&&", "q", "q=%", "=", "activitet=SPRT", "q=utm_source", "waar=amp;Gent"])
def test_what_is_no_tracker_is_left_alone(query: str) -> None:
    assert clean_query(query) == "&".join(part for part in query.split("&") if part)


@given(st.text(alphabet="amp;&=%3Butm_fbclidq ", max_size=40))
def test_cleaning_twice_changes_nothing_more(query: str) -> None:
    assert clean_query(clean_query(query)) == clean_query(query)
