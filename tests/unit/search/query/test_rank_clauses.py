"""The clause of each ranking rule, and the lengths of words at which a rule takes part."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from directory.search.index import schema
from directory.search.query.name_clauses import fuzzy, name_begins, word_begins
from directory.search.query.ranking import RULES_BY_ID
from tests.unit.search.clause_text import clause_text
from tests.unit.search.ranked_queries import ranked, rule_ids

# A row: what is typed, the place that is given, a rule, and its clause as `clause_text` writes it.
with Path(__file__).with_name("clauses.csv").open(encoding="utf-8") as _file:
    CLAUSES = [tuple(row.values()) for row in csv.DictReader(_file, delimiter="|")]


def clause_of(rule_id: str, q: str, where: str = "") -> str:
    (clause,) = {clause_text(one.clause) for one in ranked(q, where, loose=True) if one.rule.id == rule_id}
    return clause


@pytest.mark.parametrize(("q", "where", "rule_id", "expected"), CLAUSES)
def test_the_clause_of_a_rule(q: str, where: str, rule_id: str, expected: str) -> None:
    assert clause_of(rule_id, q, where) == expected


def test_each_rule_has_a_clause_in_the_table_but_for_a_place_alone() -> None:
    assert set(RULES_BY_ID) - {rule_id for _, _, rule_id, _ in CLAUSES} <= {"place_alone", "no_words"}


@pytest.mark.parametrize("place", ["", "Leuven"])
def test_without_words_everything_matches(place: str) -> None:
    assert clause_of("no_words", "", place) == "everything"


def test_a_place_alone_matches_everything_there() -> None:
    assert clause_of("place_alone", "leuven") == "everything"


@pytest.mark.parametrize(
    ("rule_id", "takes_part", "does_not"),
    [
        ("short_name", "abc", "ab"),
        ("short_name_of_two_letters", "A.B.", "A.B.C."),
        ("short_name_of_two_letters", "AB", "ab"),
        ("bare_name", "abcd", "abc"),
        ("variant", "abcd", "abc"),
        ("phrase", "ab cd", "abcd"),
        ("first_word", "abc", "abcd"),
        ("first_word", "abc", "abc de"),
        ("short_beginning", "abc", "abcd"),
        ("short_beginning", "abc", "abc de"),
        ("name_begins", "abcd", "abc"),
        ("name_begins", "abc de", "abc"),
        ("name_begins_joined", "abcd", "abcd ef"),
        ("joined", "abcd", "abcd ef"),
        ("joined_or_split", "abcd ef", "abcd"),
        ("initials", "abc", "ab"),
        ("initials", "abcdef", "abcdefg"),
        ("initials", "abcd", "abc d"),
        ("mixed", "abc def", "abc"),
        ("own_words", "abc def", "abc"),
        ("words_initials", "abc def", "abc"),
        ("begun_anywhere", "abcd", "abc"),
        ("begun_anywhere", "ab abcd", "ab abc"),
        ("typos_in_whole", "ab" * 10 + " " + "cd" * 10, "ab" * 10 + " " + "cd" * 10 + "e"),
        ("typos_in_first_letter", "abcd efgh", "abcd efgh ijkl"),
        ("most_of_name", "abcd efgh ijkl", "abcd efgh"),
        ("most_words", "abcd efgh ijkl", "abcd efgh"),
        ("trigrams", "abcdefgh", "abcdefg"),
        ("subject_any_age", "eendracht senioren", "eendracht"),
        ("subject_any_age", "eendracht senioren", "senioren"),
        ("says_these_words", "koor", "eendracht"),
        ("kind_in_name", "koor", "eendracht"),
        ("subject", "koor", "eendracht"),
        ("says_its_kind", "koor", "eendracht"),
        ("other_compounds", "koor", "eendracht"),
        ("neighbouring_kind", "judo", "eendracht"),
        ("half_of_the_kind", "hondenopvang", "koor"),
        ("parts_anywhere", "meerszang", "eendracht"),
        ("kind_misspelt", "voetbla", "voetbal"),
        ("activity_alone_in_place", "koor leuven", "koor meisjesdroom leuven"),
        ("name_all_over_province", "eendracht leuven", "eendracht vlaams-brabant"),
        ("name_all_over_province", "eendracht leuven", "eendracht"),
        ("more_words_in_place", "eendracht leuven wilsele", "eendracht leuven"),
        ("most_words_in_place", "abcd efgh ijkl leuven", "abcd efgh leuven"),
        ("trigrams_in_place", "abcdefgh leuven", "abcdefg leuven"),
        ("own_words_in_place", "abcd efgh leuven", "abcd leuven"),
        ("mixed_in_place", "abcd efgh leuven", "abcd leuven"),
    ],
)
def test_a_rule_takes_part_only_where_it_has_something_to_look_for(
    rule_id: str, takes_part: str, does_not: str
) -> None:
    assert rule_id in rule_ids(takes_part, loose=True)
    assert rule_id not in rule_ids(does_not, loose=True)


@pytest.mark.parametrize(
    ("words", "least"), [("abcd efgh ijkl", 2), ("abcd efgh ijkl mnop", 3), ("abcd efgh ijkl mnop qrst", 3)]
)
def test_most_words_are_three_in_five(words: str, least: int) -> None:
    assert clause_of("most_words", words).endswith(f"at least {least}")


def test_trigrams_look_at_the_first_letters_of_long_words() -> None:
    assert clause_of("trigrams", "a" * 30 + "b" * 30).endswith("a" * 30 + "b" * 10)


@pytest.mark.parametrize(
    ("letters", "typos"), [(3, "name = "), (4, "name ~1 _"), (7, "name ~1 _"), (8, "name ~2 _"), (20, "name ~2 _")]
)
def test_a_longer_word_may_hold_more_typos(letters: int, typos: str) -> None:
    assert clause_text(fuzzy("name", "a" * letters)) == typos + "a" * letters


def test_a_typo_in_the_first_letter_is_allowed_on_request_only() -> None:
    assert clause_text(fuzzy("name", "abcd", first_letter_too=True)) == "name ~1 abcd"


@pytest.mark.parametrize(
    ("length", "field"),
    [(schema.LONGEST_BEGINNING, "name.beginnings ="), (schema.LONGEST_BEGINNING + 1, "name begins")],
)
def test_a_longer_beginning_of_a_word_than_is_indexed_is_a_prefix(length: int, field: str) -> None:
    assert clause_text(word_begins("a" * length)) == f"{field} {'a' * length}"


@pytest.mark.parametrize(
    ("length", "field"), [(schema.LONGEST_HEAD, "name_key.head ="), (schema.LONGEST_HEAD + 1, "name_key begins")]
)
def test_a_longer_beginning_of_a_name_than_is_indexed_is_a_prefix(length: int, field: str) -> None:
    assert clause_text(name_begins("a" * length)) == f"{field} {'a' * length}"
