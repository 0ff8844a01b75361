"""Quotes and minus signs have a meaning in a query, all other signs have none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.understanding.query_parser import MOST_WORDS, parse_query, without_minus


def test_quotes_make_phrases_and_a_minus_excludes() -> None:
    parsed = parse_query('koor "de leeuwerik" -kerk -"oude garde"')
    assert parsed.words == ("koor", "de", "leeuwerik")
    assert parsed.phrases == (("de", "leeuwerik"),)
    assert parsed.excluded == (("kerk",), ("oude", "garde"))


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    assert parse_query("kessel-lo").excluded == ()


def test_content_words_are_the_words_without_stop_words() -> None:
    parsed = parse_query("koor van de stad")
    assert parsed.words == ("koor", "van", "de", "stad")
    assert parsed.content_words == ("koor", "stad")


@pytest.mark.parametrize(("typed", "is_acronym"), [("V.E.", True), ("KWB", True), ("kwb", False), ("Kwb", False)])
def test_capitals_or_dots_make_an_acronym(typed: str, is_acronym: bool) -> None:
    assert parse_query(typed).is_acronym is is_acronym


@given(st.text())
def test_any_text_is_a_query_of_few_words(text: str) -> None:
    parsed = parse_query(text)
    assert len(parsed.words) <= MOST_WORDS
    assert set(parsed.content_words) <= set(parsed.words)
    assert parsed.is_empty is not bool(text)


def test_an_identifier_stands_for_the_whole_query() -> None:
    parsed = parse_query('"Het Koor" <info@koor.example> -leuven')
    assert parsed.is_identified
    assert parsed.identifier == "info@koor.example"
    assert (parsed.phrases, parsed.excluded) == ((), ())


def test_all_words_are_tried_as_a_name_when_a_minus_excludes_some() -> None:
    assert parse_query("Femma -Wulpendonk").whole_name == ("femma", "wulpendonk")
    assert parse_query("Femma Wulpendonk").whole_name == ()


def test_an_exclusion_can_be_undone() -> None:
    assert without_minus('koor -"oude garde" -kerk', 0) == 'koor "oude garde" -kerk'
    assert without_minus('koor -"oude garde" -kerk', 1) == 'koor -"oude garde" kerk'


@given(st.text(st.sampled_from('ab -"\u201c ')))
def test_every_exclusion_can_be_undone(text: str) -> None:
    excluded = parse_query(text).excluded
    for number in range(len(excluded)):
        assert len(without_minus(text, number)) == len(text) - 1
