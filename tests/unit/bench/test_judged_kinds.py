"""The kinds of associations that were judged by reading are told as well as promised."""

from __future__ import annotations

import pytest

from bench.relevance.kinds import PARTS, figures, judged_associations

_LEAST_PRECISION, _LEAST_RECALL = 0.97, 0.90


def test_at_least_600_associations_are_judged() -> None:
    assert len(judged_associations()) >= 600


@pytest.mark.parametrize("part", PARTS)
def test_kinds_are_told_rightly_and_seldom_missed(part: str) -> None:
    result = figures([one for one in judged_associations() if one.part == part])
    assert result.precision >= _LEAST_PRECISION
    assert result.recall >= _LEAST_RECALL
