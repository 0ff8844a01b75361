"""The table of kinds is whole: one reviewable line per kind, no word in two kinds, only codes that exist, no circle."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib.resources import files

from directory.language.kind_table import FILE_NAME, broader_kinds, kind_table, most_specific, with_broader
from directory.language.normalise import tokenize
from directory.register.reference import rows

with files("directory.language").joinpath(FILE_NAME).open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))
KINDS = tuple(kind_table().values())


def test_there_are_at_least_480_kinds() -> None:
    assert len(KINDS) >= 480


def test_every_row_is_whole() -> None:
    assert [row["code"] for row in ROWS if None in row.values() or None in row] == []
    needed = ("code", "label", "plural", "activities", "words", "reason")
    assert [(row["code"], name) for row in ROWS for name in needed if not row[name].strip()] == []


def test_every_code_is_one_row_and_fits_in_a_url() -> None:
    assert len(ROWS) == len(KINDS)
    assert [kind.code for kind in KINDS if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", kind.code)] == []


def test_every_label_is_of_one_kind() -> None:
    labels = Counter(kind.plural.lower() for kind in KINDS)
    assert [label for label, count in labels.items() if count > 1] == []


def test_every_activity_exists() -> None:
    known = {row["code"] for row in rows("activity")}
    assert {code for kind in KINDS for code in (*kind.activities, *kind.only_in)} <= known
    assert {kind.activity for kind in KINDS} == known


def test_every_broader_and_related_kind_exists() -> None:
    assert [
        (kind.code, code)
        for kind in KINDS
        for code in (*filter(None, (kind.broader,)), *kind.related)
        if code not in kind_table() or code == kind.code
    ] == []


def test_no_kind_is_part_of_itself() -> None:
    assert [kind.code for kind in KINDS if kind.code in broader_kinds(kind.code)] == []


def test_abbreviations_count_only_with_an_activity() -> None:
    assert [kind.code for kind in KINDS if kind.abbreviations and not kind.only_in] == []


def test_words_are_written_as_questions_are_read() -> None:
    spelt = [
        word
        for kind in KINDS
        for word in (*kind.words, *kind.narrower, *kind.french, *kind.english, *kind.endings, *kind.never)
    ]
    assert [word for word in spelt if tokenize(word.replace("_", " ")) != word.split("_")] == []


def test_no_word_is_in_two_kinds() -> None:
    dutch = Counter(word for kind in KINDS for word in kind.words)
    foreign = Counter(word for kind in KINDS for word in (*kind.french, *kind.english))
    assert [word for count in (dutch, foreign) for word, times in count.items() if times > 1] == []


def test_what_is_no_evidence_is_a_word_of_the_kind() -> None:
    assert [
        (kind.code, word)
        for kind in KINDS
        for word in sorted(kind.no_evidence)
        if word not in (*kind.words, *kind.narrower)
    ] == []


def test_most_kinds_have_a_french_or_english_word() -> None:
    assert sum(1 for kind in KINDS if kind.french or kind.english) >= 350


def test_a_kind_stands_with_all_that_it_is_part_of() -> None:
    assert with_broader(("gospel", "koor")) == ("gospel", "koor", "muziek")
    assert most_specific(("koor", "gospel", "voetbal")) == ("gospel", "voetbal")
