"""No text from outside costs a reader more than its size: a text of ten times the size not a hundred."""

from __future__ import annotations

import pytest

from bench.scaling import READERS, slow

# Ten for a cost that grows with the size and a hundred for its square; processor time and not that of the clock, the
# best of several tries: a busy machine does not come near it.
MOST_RATIO = 35.0
SIZE = 200


@pytest.mark.parametrize("reader", READERS)
def test_ten_times_the_text_costs_about_ten_times_as_much(reader: str) -> None:
    assert list(slow(SIZE, MOST_RATIO, (reader,), rounds=5)) == []
