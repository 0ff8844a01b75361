"""What the real engine answers to writes, and how that is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest

from indexer.bulk_format import Write, lines
from indexer.outcomes import WriteOutcome, outcome_of

if TYPE_CHECKING:
    from indexer.worker_context import IndexWorker

DOCUMENT = orjson.dumps({"association_id": 1, "name": "harmonie"})


def sent(worker: IndexWorker, generation: str, *writes: Write) -> list[WriteOutcome]:
    """Send writes one after the other; return how each was judged."""
    body = b"".join(lines(generation, write, write.document) for write in writes)
    return [outcome_of(operation, answer)[0] for operation, answer in worker.engine.bulk(body)]


_numbers = iter(range(1, 1000))


@pytest.fixture
def number() -> int:
    return next(_numbers)


def index(number: int, version: int) -> Write:
    return Write(number, version, DOCUMENT)


def delete(number: int, version: int) -> Write:
    return Write(number, version, None)


def test_the_same_version_again_is_no_conflict(module_worker: IndexWorker, module_live: str, number: int) -> None:
    found = sent(module_worker, module_live, index(number, 5), index(number, 5))
    assert found == [WriteOutcome.INDEXED, WriteOutcome.INDEXED]


def test_an_older_version_is_stale(module_worker: IndexWorker, module_live: str, number: int) -> None:
    found = sent(module_worker, module_live, index(number, 5), index(number, 4), delete(number, 4))
    assert found == [WriteOutcome.INDEXED, WriteOutcome.STALE, WriteOutcome.STALE]


def test_a_late_write_bounces_off_the_tombstone(module_worker: IndexWorker, module_live: str, number: int) -> None:
    found = sent(module_worker, module_live, index(number, 5), delete(number, 6), index(number, 5))
    assert found == [WriteOutcome.INDEXED, WriteOutcome.DELETED, WriteOutcome.STALE]


def test_deleting_what_is_not_there_is_done_and_leaves_a_tombstone(
    module_worker: IndexWorker, module_live: str, number: int
) -> None:
    found = sent(module_worker, module_live, delete(number, 3), delete(number, 3), index(number, 2))
    assert found == [WriteOutcome.DELETED, WriteOutcome.DELETED, WriteOutcome.STALE]


def test_an_undeclared_field_is_refused(module_worker: IndexWorker, module_live: str, number: int) -> None:
    wrong = Write(number, 1, orjson.dumps({"insz": "1"}))
    assert sent(module_worker, module_live, wrong, index(number, 2)) == [WriteOutcome.DEAD, WriteOutcome.INDEXED]


def test_a_wrong_value_is_refused_without_repeating_it(
    module_worker: IndexWorker, module_live: str, number: int
) -> None:
    wrong = Write(number, 1, orjson.dumps({"modified_on": "geheim"}))
    ((operation, answer),) = module_worker.engine.bulk(lines(module_live, wrong, wrong.document))
    outcome, error = outcome_of(operation, answer)
    assert outcome is WriteOutcome.DEAD
    assert "geheim" not in error


@pytest.mark.parametrize("write", [index(1, 1), delete(1, 1)])
def test_an_index_that_is_gone_is_tried_again(module_worker: IndexWorker, module_live: str, write: Write) -> None:
    assert sent(module_worker, "test-gone", write) == [WriteOutcome.RETRY]
