"""The table of ranking rules: their order, stages, places and bonuses, without an engine."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from directory.search.criteria.choices import ResultGroup
from directory.search.index import schema
from directory.search.query import ranking
from directory.search.query.builder import Stage, matching_words, query
from directory.search.query.dsl import term, terms
from directory.search.query.rank_clauses import CLAUSE_BUILDERS
from directory.search.query.ranking import (
    ANY,
    EXACT_FROM,
    RULES,
    RULES_BY_ID,
    QueryIntent,
    RuleScope,
    RuleStage,
    combine,
)
from tests.unit.search.ranked_queries import interpreted, ranked, rule_ids

SURE, GUESSES = ResultGroup.SURE, (ResultGroup.ALIKE, ResultGroup.ACTIVITY)
# The order of the rules that may take part together, highest first: what people who type this mean most.
WORDS_SURE = (
    *("identifier", "exact_name", "short_name", "short_name_of_two_letters", "same_words", "bare_name", "variant"),
    *("phrase", "first_word", "short_beginning", "all_words", "name_begins", "joined_or_split", "unfinished"),
    *("name_begins_joined", "compounds", "subject_words", "says_these_words", "kind_in_name", "subject"),
    *("says_its_kind", "other_compounds", "initials", "anywhere_in_text", "subject_any_age"),
)
WORDS_LOOSE = (
    *("compounds", "mixed", "sounds", "typos_in_whole", "typos", "half_of_the_kind", "typos_in_first_letter"),
    *("kind_misspelt", "subject_words", "subject_any_age", "most_of_name", "neighbouring_kind", "words_initials"),
    *("begun_anywhere", "own_words", "parts_anywhere", "typos_anywhere", "most_words", "trigrams"),
)
NAME_IN_PLACE = (
    *("same_words", "exact_name_in_place", "bare_name", "variant", "bare_name_in_place", "variant_in_place"),
    *("phrase", "all_words", "more_words_in_place", "all_words_in_place", "joined_or_split_in_place"),
    *("unfinished_in_place", "compounds_in_place", "name_begins", "mixed_in_place", "compounds"),
    *("words_initials_in_place", "mixed", "sounds", "sounds_in_place", "typos_in_whole", "typos", "typos_in_place"),
    *("half_of_the_kind", "typos_in_first_letter", "kind_misspelt_in_place", "kind_misspelt"),
    *("subject_words_in_place", "says_these_words_in_place", "kind_in_name_in_place", "subject_in_place"),
    *("says_its_kind_in_place", "subject_words", "anywhere_in_text_in_place", "subject_any_age_in_place"),
    *("anywhere_in_text", "subject_any_age", "name_all_over_province", "most_of_name_in_place"),
    *("own_words_in_place", "own_words", "most_words_in_place", "trigrams_in_place"),
)
KIND_IN_PLACE = (
    *("variant_in_place", "phrase", "first_word_elsewhere", "short_beginning_elsewhere", "all_words_elsewhere"),
    *("name_begins_elsewhere", "joined_or_split_elsewhere", "unfinished_elsewhere", "name_begins_joined_elsewhere"),
    *("compounds_elsewhere", "kind_words_in_name_in_place", "kind_subject_words_in_place"),
    *("kind_says_these_words_in_place", "kind_kind_in_name_in_place", "kind_subject_in_place"),
    *("word_for_kind_in_name_in_place", "kind_says_its_kind_in_place", "other_compounds_elsewhere", "mixed"),
    *("subject_words", "kind_anywhere_in_text_in_place", "anywhere_in_text"),
    *("name_all_over_province", "activity_alone_in_place"),
)
ORDERS = (
    WORDS_SURE,
    WORDS_LOOSE,
    NAME_IN_PLACE,
    KIND_IN_PLACE,
    ("identifier", "website_above", "exact_name"),
    ("phrase", "joined", "unfinished"),
    ("all_words_elsewhere", "joined_elsewhere", "unfinished_elsewhere"),
    ("subject_words", "place_alone", "anywhere_in_text", "no_words"),
)  # fmt: skip
# What people type, of every kind that takes other rules.
QUERIES = (
    *(("koor", ""), ("de eendracht", ""), ("voetbalclub de vrienden", ""), ("kwb", ""), ("K.W.B.", ""), ("V.E.", "")),
    *(("har", ""), ("V0001001", ""), ("hondenopvang", ""), ("koninklijke harmonie de eendracht", ""), ("leuven", "")),
    *(("eendracht wilsele", ""), ("eendracht van leuven wilsele", ""), ("koor leuven", ""), ("koor", "Leuven")),
    *(("judo meerszang", ""), ("zangkoor nieuwerkerken", ""), ("voetbal voor senioren", ""), ("voetbla klub", "")),
    *(("koor voor kinderen leuven", ""), ("zangkoor gent", ""), ("de vrije vogel senioren gent", ""), ("vzw", "Gent")),
    *(("voetbla de vrienden gent", ""), ("oude voetbalvrienden van heverlee", ""), ("voetbalclub keselo", "")),
    *(("dorpsraad wijkfeest bomal leuven", ""), ("zen", "Leuven"), ("", "Gent"), ("tennis volleybal", "Gent")),
    ("koor.example/leden", ""),
)  # fmt: skip


def score(rule_id: str) -> int:
    return RULES_BY_ID[rule_id].score


@pytest.mark.parametrize(("higher", "lower"), sorted({pair for order in ORDERS for pair in pairwise(order)}))
def test_what_is_meant_more_surely_ranks_higher(higher: str, lower: str) -> None:
    assert score(higher) > score(lower)


def test_the_table_is_in_rank_order() -> None:
    assert [rule.score for rule in RULES] == sorted((rule.score for rule in RULES), reverse=True)


def test_every_rule_has_its_place_in_an_order() -> None:
    assert {rule_id for order in ORDERS for rule_id in order} == set(RULES_BY_ID)


def test_ids_are_unique() -> None:
    assert len(RULES_BY_ID) == len(RULES)


def test_every_rule_has_a_builder_and_every_builder_a_rule() -> None:
    assert set(CLAUSE_BUILDERS) == set(RULES_BY_ID)


def test_some_query_takes_each_rule() -> None:
    assert {rule_id for q, where in QUERIES for rule_id in rule_ids(q, where, loose=True)} == set(RULES_BY_ID)


@pytest.mark.parametrize(("q", "where"), QUERIES)
def test_no_two_rules_of_one_query_give_the_same_score(q: str, where: str) -> None:
    scores = {one.rule.id: one.rule.score for one in ranked(q, where, loose=True)}
    assert len(set(scores.values())) == len(scores)


@pytest.mark.parametrize(("q", "where"), QUERIES)
def test_the_first_request_holds_only_sure_rules(q: str, where: str) -> None:
    assert {one.rule.stage for one in ranked(q, where)} <= {RuleStage.SURE}


@pytest.mark.parametrize(("q", "where"), QUERIES)
def test_the_second_request_holds_all_sure_rules_too(q: str, where: str) -> None:
    if not interpreted(q, where).with_corrected_place().as_typed:
        assert set(rule_ids(q, where)) <= set(rule_ids(q, where, loose=True))


def test_only_what_is_near_or_alike_in_activity_is_no_sure_result_of_the_first_request() -> None:
    beside = {rule.id: rule.group for rule in RULES if rule.stage is RuleStage.SURE and rule.group is not SURE}
    assert beside == {
        "name_all_over_province": ResultGroup.PROVINCE,
        "activity_alone_in_place": ResultGroup.ACTIVITY,
    }


def test_a_loose_rule_never_scores_above_the_words_in_the_name() -> None:
    assert max(rule.score for rule in RULES if rule.stage is RuleStage.LOOSE) < score("all_words_elsewhere")


def test_only_rules_on_the_whole_name_are_exact() -> None:
    exact = {rule.id for rule in RULES if rule.score >= EXACT_FROM}
    names = {"exact_name", "short_name", "short_name_of_two_letters", "same_words", "exact_name_in_place"}
    assert exact == {"identifier", "website_above", *names}


def test_sounds_and_typos_are_guesses_and_words_in_any_form_are_none() -> None:
    loose = {rule.id for rule in RULES if rule.stage is RuleStage.LOOSE and not rule.is_guess}
    assert loose == {"mixed", "mixed_in_place", "words_initials_in_place"}


def test_the_name_all_over_the_province_ranks_below_every_other_sure_name() -> None:
    names = [rule.score for rule in RULES if rule.stage is RuleStage.SURE and "activity" not in rule.id]
    assert score("name_all_over_province") == sorted(names)[1]  # only `no_words` is lower


@pytest.mark.parametrize(("q", "where"), [("koor", "Leuven"), ("koor", "Wilsele"), ("koor leuven", ""), ("koor", "")])
@pytest.mark.parametrize("loose", [False, True])
def test_each_clause_stands_in_one_group_and_what_is_surer_is_kept_out(q: str, where: str, loose: bool) -> None:
    asked = interpreted(q, where)
    by_group = {group: matching_words(asked, Stage(loose, group)) for group in (SURE, *GUESSES)}
    fitting = [one.rule.id for words in by_group.values() for one in words.fitting if one.place is None]
    assert len(fitting) == len(set(fitting))
    for group in GUESSES:
        if by_group[group].fitting:
            assert all(one in by_group[group].surer for one in by_group[SURE].fitting)


def test_who_works_in_the_whole_province_fits_by_the_words_of_who_is_there() -> None:
    asked = interpreted("de eendracht", "Leuven")
    by_group = [matching_words(asked, Stage(False, group)).fitting for group in (SURE, ResultGroup.PROVINCE)]
    assert {one.rule.id for one in by_group[0]} <= {one.rule.id for one in by_group[1]}


def test_a_given_place_adds_little_for_an_address_and_less_for_working_there() -> None:
    should = query(interpreted("de eendracht", "Leuven"), Stage(loose=False))["bool"]["should"]
    assert [clause["constant_score"]["boost"] for clause in should] == [3, 1]


@pytest.mark.parametrize(
    ("q", "rule_id", "bonuses"),
    [
        ("eendracht leuven", "all_words_in_place", [2]),
        ("eendracht wilsele", "all_words_in_place", [2, 2]),
        ("koor leuven", "kind_subject_in_place", [60]),
        ("koor wilsele", "kind_subject_in_place", [60, 60]),
        ("koor wilsele", "variant_in_place", [2, 2]),
    ],
)
def test_an_address_in_the_place_adds_a_bonus(q: str, rule_id: str, bonuses: list[int]) -> None:
    (place,) = [one.place for one in ranked(q) if one.rule.id == rule_id and one.group is SURE]
    assert place
    assert [bonus for _, bonus in place.bonuses] == bonuses


def test_a_kind_is_looked_for_in_places_of_the_same_name_too() -> None:
    places = [one.place for one in ranked("koor nieuwerkerken") if one.rule.id == "kind_subject_in_place"]
    assert [[bonus for _, bonus in place.bonuses] for place in places if place] == [[60], [30]]


def test_a_name_is_not_looked_for_in_places_of_the_same_name() -> None:
    assert rule_ids("eendracht nieuwerkerken").count("all_words_in_place") == 1


def test_an_address_of_that_name_elsewhere_counts_more_than_working_there_and_less_than_an_address_there() -> None:
    assert 0 < ranking.NAMESAKE_PLACE_BONUS < ranking.KIND_ADDRESS_BONUS


def test_of_a_kind_an_address_there_counts_more_than_how_the_kind_is_told() -> None:
    told = [rule.score for rule in RULES if rule.intents is QueryIntent.KIND and rule.score > 600]
    assert max(told) - min(told) <= ranking.KIND_ADDRESS_BONUS


def test_of_a_kind_the_name_elsewhere_comes_after_an_address_there_and_before_working_there() -> None:
    there = [rule.score for rule in RULES if rule.intents is QueryIntent.KIND and rule.scope is RuleScope.IN_PLACE]
    there = [one for one in there if one > 600]
    elsewhere = [score(one) for one in RULES_BY_ID if one.endswith("_elsewhere") and one != "other_compounds_elsewhere"]
    assert max(there) < min(elsewhere)
    assert max(elsewhere) < min(there) + ranking.KIND_ADDRESS_BONUS


def test_rules_outside_a_place_have_no_bonus() -> None:
    assert {rule.address_bonus for rule in RULES if rule.scope is not RuleScope.IN_PLACE} == {0}


def test_a_name_with_the_rule_of_a_kind_is_never_both() -> None:
    for rule in RULES:
        if rule.id.endswith("_elsewhere"):
            other = RULES_BY_ID[rule.id.removesuffix("_elsewhere")]
            assert not rule.intents & other.intents
            assert rule.intents | other.intents == ANY
            assert rule.label == other.label


def test_clauses_in_the_same_place_are_put_together() -> None:
    places = [clause for clause in combine(ranked("eendracht leuven")) if "bool" in clause]
    assert len(places) == 1
    (found,) = places
    boosts = [one["constant_score"]["boost"] for one in found["bool"]["must"][0]["dis_max"]["queries"]]
    expected = [one.rule.score for one in ranked("eendracht leuven") if one.place]
    assert sorted(boosts) == sorted(expected)
    assert found["bool"]["should"] == [
        {"constant_score": {"filter": terms("address_areas", ["24062"]), "boost": ranking.NAME_ADDRESS_BONUS}}
    ]


def test_clauses_anywhere_carry_the_score_of_their_rule() -> None:
    identifier = combine(ranked("V0001001"))[0]
    assert identifier == {"constant_score": {"filter": term("identifiers", "v0001001"), "boost": 1000}}


def test_the_words_as_typed_are_tried_again_when_the_place_was_corrected() -> None:
    found = rule_ids("voetbalclub keselo", loose=True)
    twice = {one for one, other in combinations(found, 2) if one == other}
    assert twice <= ranking.ALSO_AS_TYPED
    assert {"sounds", "typos"} <= twice


def test_signs_are_looked_for_in_names_and_no_text_matches_everything() -> None:
    assert {"exact_name", "phrase"} & set(rule_ids("???")) == {"exact_name"}
    assert rule_ids("\u200b") == []
    assert rule_ids("") == ["no_words"]
    assert rule_ids("-koor") == ["no_words"]


def test_an_identifier_among_words_is_looked_for_alone() -> None:
    assert rule_ids("Het Koor BTW BE 0123.456.749") == ["identifier"]
    assert rule_ids("vCode V0001234", "Leuven", loose=True) == ["identifier"]
    assert "all_words" in rule_ids("Het Koor BTW BE 0123.456.749", loose=True)


def test_a_kind_taken_as_a_word_is_looked_for_without_its_synonyms_and_its_activity() -> None:
    read = str(ranked("koor leuven", loose=True))
    assert "zangver" in read
    assert schema.ACTIVITIES in read
    as_word = str(ranked("koor leuven", loose=True, as_words=("koor",)))
    assert "zangver" not in as_word
    assert schema.ACTIVITIES not in as_word
    assert schema.KINDLESS not in as_word
