"""The words of a question are grouped by the kind of association that they name."""

from __future__ import annotations

import pytest

from directory.language.synonyms import correct_kinds, group_words, names_a_kind, synonym_table


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("zelfhulp", "dementie"), ["zelfhulp", "dementie"]),
        (("bijen", "houden"), ["imkers"]),
        (("voetbalclub",), ["voetbal"]),
        (("harmonie", "vooruit"), ["harmonie", None]),
    ],
)
def test_words_mean_a_kind(words: tuple[str, ...], kinds: list[str | None]) -> None:
    assert [group.synonym_set and group.synonym_set.name for group in group_words(words)] == kinds


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("choir",), "koor"),
        (("choirs",), "koor"),
        (("chorale",), "koor"),
        (("football", "club"), "voetbal"),
        (("swimming",), "zwemmen"),
        (("natation",), "zwemmen"),
        (("table", "tennis"), "tafeltennis"),
        (("banque", "alimentaire"), "voedselbank"),
    ],
)
def test_french_and_english_words_mean_a_kind(words: tuple[str, ...], kind: str) -> None:
    assert [group.synonym_set and group.synonym_set.code for group in group_words(words)] == [kind]


@pytest.mark.parametrize("word", ["choir", "chorale", "football", "natation"])
def test_a_french_or_english_word_is_no_misspelling(word: str) -> None:
    assert correct_kinds((word,)) == (word,)


def test_every_word_of_a_question_keeps_its_meaning_in_order() -> None:
    words = ("noord", "zuid", "koor", "x")
    assert tuple(word for group in group_words(words) for word in group.words) == words


def test_a_name_with_a_compound_names_a_kind() -> None:
    assert names_a_kind(["dorpsfanfare"])
    assert not names_a_kind(["sint", "maarten"])


def test_the_table_is_read_once() -> None:
    assert synonym_table() is synonym_table()
