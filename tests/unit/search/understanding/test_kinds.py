"""Kinds of association are recognised in the words of a query."""

from __future__ import annotations

import pytest

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
