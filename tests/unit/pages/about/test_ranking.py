"""The page on the data names every ranking rule once."""

from __future__ import annotations

from collections import Counter

from directory.pages.about.ranking import RANKING_SUMMARIES
from directory.search.query.ranking import RULES


def test_each_ranking_rule_is_in_one_sentence() -> None:
    named = Counter(label for summary in RANKING_SUMMARIES for label in summary.labels)
    assert named == Counter({rule.label for rule in RULES})
