"""Marks stand on what the words matched; the text itself is never changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.results.highlighting import SNIPPET, Matcher
from directory.search.understanding.query_parser import parse_query


def marked(words: str, text: str) -> str:
    return "".join(f"[{part}]" if is_match else part for part, is_match in Matcher(parse_query(words)).segments(text))


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("koor", "Gemengd koor Cantate", "Gemengd [koor] Cantate"),
        ("koor", "Kinderkoor De Leeuwerik", "Kinder[koor] De Leeuwerik"),
        ("koor", "andere koren uit de streek", "andere [koren] uit de streek"),
        ("ksa", "K.S.A. Ter Leie", "[K.S.A.] Ter Leie"),
        ("st jozef", "Sint-Jozef", "[Sint]-[Jozef]"),
        ("eendr", "De Eendracht", "De [Eendr]acht"),
        ("één", "Een vereniging", "[Een] vereniging"),
        ("de", "De Kring", "[De] Kring"),
        ("((", "De Kring", "De Kring"),
    ],
)
def test_matches_are_marked(words: str, text: str, expected: str) -> None:
    assert marked(words, text) == expected


@given(words=st.text(max_size=40), text=st.text(max_size=300))
def test_segments_are_the_text(words: str, text: str) -> None:
    assert "".join(part for part, _ in Matcher(parse_query(words)).segments(text)) == text


@given(words=st.sampled_from(["koor", "a", "zing"]), text=st.text(alphabet="ako ringz.", max_size=900))
def test_a_snippet_is_a_short_piece_of_the_text(words: str, text: str) -> None:
    found = "".join(part for part, _ in Matcher(parse_query(words)).snippet(text))
    assert len(found) <= SNIPPET + 4
    assert found.removeprefix("… ").removesuffix(" …") in text


def test_a_snippet_shows_a_late_match() -> None:
    found = Matcher(parse_query("koor")).snippet("woord " * 60 + "met een koor erbij")
    assert [part for part, is_match in found if is_match] == ["koor"]
