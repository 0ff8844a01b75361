"""Kinds of association are recognised in the words of a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.understanding.kinds import asks_for_a_kind, kinds_in


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("koninklijke", "voetbalclub"), ["voetbal"]),  # a title does not narrow the kind
        (("samen", "voetbal"), ["voetbal"]),
        (("club",), [None]),  # only uninformative words: they are all there is
    ],
)
def test_titles_and_uninformative_words_are_left_out(words: tuple[str, ...], kinds: list[str | None]) -> None:
    assert [group.synonym_set and group.synonym_set.name for group in kinds_in(words)] == kinds


@pytest.mark.parametrize(
    ("words", "is_kind"),
    [(("voetbal",), True), (("voetbal", "senioren"), True), (("harmonie", "vooruit"), False), (("vooruit",), False)],
)
def test_a_query_asks_for_a_kind_when_all_its_words_name_one(words: tuple[str, ...], is_kind: bool) -> None:
    assert asks_for_a_kind(words) is is_kind


words = st.lists(st.sampled_from(["koor", "repair", "cafe", "voetbal", "munten", "verzamelen", "vooruit", "senioren"]))


@given(words, st.sets(st.sampled_from(["koor", "repair", "voetbal", "munten", "verzamelen"])))
def test_words_that_are_taken_as_words_mean_themselves_and_no_word_is_lost(typed: list[str], plain: set[str]) -> None:
    meanings = kinds_in(tuple(typed), frozenset(plain))
    assert [word for meaning in meanings for word in meaning.words] == typed
    assert not any(meaning.is_known for meaning in meanings if plain.intersection(meaning.words))


@given(words)
def test_with_no_word_taken_as_a_word_all_is_read_as_before(typed: list[str]) -> None:
    assert kinds_in(tuple(typed), frozenset({"elders"})) == kinds_in(tuple(typed))


def test_a_kind_taken_as_a_word_is_no_longer_asked_for() -> None:
    assert not asks_for_a_kind(("koor",), frozenset({"koor"}))
