"""The size of a batch follows how the engine keeps up."""

from __future__ import annotations

from indexer.adaptive_batch import LARGEST, SMALLEST, AdaptiveBatchSize


def test_the_batch_shrinks_while_the_engine_struggles_and_grows_again() -> None:
    batch_size = AdaptiveBatchSize()
    for _ in range(20):
        batch_size.record_trouble()
    assert batch_size.size == SMALLEST
    for _ in range(20):
        batch_size.record_success(0.1)
    assert batch_size.size == LARGEST


def test_a_slow_answer_makes_the_batch_smaller() -> None:
    batch_size = AdaptiveBatchSize()
    batch_size.record_success(60.0)
    assert batch_size.size == LARGEST // 2
