"""Every ranking rule has a Dutch text, and a name in the JSON contract that no other rule of a query shares."""

from __future__ import annotations

import pytest

from directory.pages.results.explanation_texts import RULE_LABELS, rule_text, score_json
from directory.search.explain.explanation import ExplainedScore, MatchedRule
from directory.search.query.ranking import RULES, RULES_BY_ID, RankingRule, RuleScope


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_has_a_dutch_text(rule: RankingRule) -> None:
    assert RULE_LABELS[rule.label] != rule.label
    assert rule_text(rule).startswith(RULE_LABELS[rule.label])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_text_of_a_rule_in_a_place_names_the_place(rule: RankingRule) -> None:
    assert rule_text(rule).endswith("in de plaats uit je vraag") == (rule.scope is RuleScope.IN_PLACE)


def test_no_text_is_left_of_a_rule_that_is_gone() -> None:
    assert set(RULE_LABELS) == {rule.label for rule in RULES}


@pytest.mark.parametrize(
    ("rule_id", "code"),
    [("exact_name", "exact name"), ("exact_name_in_place", "exact name, there"), ("place_alone", "place, there")],
)
def test_the_names_of_rules_in_json_stay_as_they_are(rule_id: str, code: str) -> None:
    matched = MatchedRule(RULES_BY_ID[rule_id], 1.0, 2.0, counts=True)
    (step,) = score_json(ExplainedScore("V0000001", (matched,), 3.0, is_province_wide_only=False))["treden"]
    assert (step["trede"], step["score"], step["extraVoorPlaats"], step["telt"]) == (code, 1.0, 2.0, True)
