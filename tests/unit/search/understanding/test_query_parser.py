"""Quotes and minus signs have a meaning in a query, all other signs have none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.understanding.query_parser import MOST_WORDS, parse_query


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
