"""The table of kinds is whole: one reviewable line per set, no word in two sets, only codes that exist."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files

import pytest

from directory.language.normalise import tokenize as normalised
from directory.language.synonyms import group_words, names_a_kind, synonym_table
from directory.register.reference import rows

with files("directory.language").joinpath("synonyms.csv").open(encoding="utf-8") as file:
    SETS = list(csv.DictReader(file))


def test_there_are_at_least_300_sets() -> None:
    assert len(SETS) >= 300


def test_every_set_is_whole() -> None:
    assert [row for row in SETS if None in row.values() or None in row or not row["synonyms"]] == []


def test_every_activity_exists() -> None:
    assert {code for row in SETS for code in row["activities"].split()} <= {row["code"] for row in rows("activity")}


def test_abbreviations_count_only_with_an_activity() -> None:
    assert [row["synonyms"] for row in SETS if row["abbreviations"] and not row["activities"]] == []


def test_words_are_written_as_questions_are_read() -> None:
    spelt = [word for row in SETS for column in ("synonyms", "hyponyms", "related") for word in row[column].split()]
    assert [word for word in spelt if normalised(word.replace("_", " ")) != word.split("_")] == []


def test_no_word_is_in_two_sets() -> None:
    found = Counter(word for row in SETS for word in set(row["synonyms"].split()))
    assert [word for word, count in found.items() if count > 1] == []


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


def test_every_word_of_a_question_keeps_its_meaning_in_order() -> None:
    words = ("noord", "zuid", "koor", "x")
    assert tuple(word for group in group_words(words) for word in group.words) == words


def test_a_name_with_a_compound_names_a_kind() -> None:
    assert names_a_kind(["dorpsfanfare"])
    assert not names_a_kind(["sint", "maarten"])


def test_the_table_is_read_once() -> None:
    assert synonym_table() is synonym_table()
