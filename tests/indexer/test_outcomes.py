"""What the real engine answers to writes, and how that is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest

from indexer.bulk_format import LARGEST_REQUEST, Write, lines, requests
from indexer.bulk_sender import Target
from indexer.outcomes import Outcome, Verdict, of_item, reason

if TYPE_CHECKING:
    from indexer.worker_context import Workshop

DOCUMENT = orjson.dumps({"association_id": 1, "name": "harmonie"})


def sent(tools: Workshop, generation: str, *writes: Write) -> list[Outcome]:
    """Send writes one after the other; return how each was judged."""
    body = b"".join(lines(generation, write, write.document) for write in writes)
    return [of_item(operation, answer).outcome for operation, answer in tools.engine.bulk(body)]


_numbers = iter(range(1, 1000))


@pytest.fixture
def number() -> int:
    return next(_numbers)


def index(number: int, version: int) -> Write:
    return Write(number, version, DOCUMENT)


def delete(number: int, version: int) -> Write:
    return Write(number, version, None)


def test_the_same_version_again_is_no_conflict(module_tools: Workshop, module_live: str, number: int) -> None:
    found = sent(module_tools, module_live, index(number, 5), index(number, 5))
    assert found == [Outcome.INDEXED, Outcome.INDEXED]


def test_an_older_version_is_stale(module_tools: Workshop, module_live: str, number: int) -> None:
    found = sent(module_tools, module_live, index(number, 5), index(number, 4), delete(number, 4))
    assert found == [Outcome.INDEXED, Outcome.STALE, Outcome.STALE]


def test_a_late_write_bounces_off_the_tombstone(module_tools: Workshop, module_live: str, number: int) -> None:
    found = sent(module_tools, module_live, index(number, 5), delete(number, 6), index(number, 5))
    assert found == [Outcome.INDEXED, Outcome.DELETED, Outcome.STALE]


def test_deleting_what_is_not_there_is_done_and_leaves_a_tombstone(
    module_tools: Workshop, module_live: str, number: int
) -> None:
    found = sent(module_tools, module_live, delete(number, 3), delete(number, 3), index(number, 2))
    assert found == [Outcome.DELETED, Outcome.DELETED, Outcome.STALE]


def test_an_undeclared_field_is_refused(module_tools: Workshop, module_live: str, number: int) -> None:
    wrong = Write(number, 1, orjson.dumps({"insz": "1"}))
    assert sent(module_tools, module_live, wrong, index(number, 2)) == [Outcome.DEAD, Outcome.INDEXED]


def test_a_wrong_value_is_refused_without_repeating_it(module_tools: Workshop, module_live: str, number: int) -> None:
    wrong = Write(number, 1, orjson.dumps({"modified_on": "geheim"}))
    ((operation, answer),) = module_tools.engine.bulk(lines(module_live, wrong, wrong.document))
    verdict = of_item(operation, answer)
    assert verdict.outcome is Outcome.DEAD
    assert "geheim" not in verdict.error


@pytest.mark.parametrize("write", [index(1, 1), delete(1, 1)])
def test_an_index_that_is_gone_is_tried_again(module_tools: Workshop, module_live: str, write: Write) -> None:
    assert sent(module_tools, "test-gone", write) == [Outcome.RETRY]


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 429, "error": {"type": "rejected_execution_exception", "reason": "full"}},
        {"status": 403, "error": {"type": "cluster_block_exception", "reason": "disk"}},
        {"status": 503, "error": {"type": "unavailable_shards_exception", "reason": "starting"}},
    ],
)
def test_what_is_not_the_documents_fault_is_tried_again(answer: dict[str, object]) -> None:
    assert of_item("index", answer).outcome is Outcome.RETRY


def test_everything_but_a_retry_is_final() -> None:
    assert {outcome for outcome in Outcome if not outcome.is_final} == {Outcome.RETRY}


def test_a_reason_is_kept_short() -> None:
    assert len(reason({"type": "mapper_parsing_exception", "reason": "x" * 5000})) <= 300


def test_an_unknown_reason_is_told_as_unknown() -> None:
    assert Verdict(Outcome.RETRY, reason({})).error == "unknown: "


def test_large_requests_are_split_and_nothing_is_lost() -> None:
    pieces = [b"x" * (LARGEST_REQUEST // 3)] * 10
    parts = list(requests(pieces))
    assert sum(count for count, _ in parts) == len(pieces)
    assert b"".join(body for _, body in parts) == b"".join(pieces)
    assert max(len(body) for _, body in parts) <= LARGEST_REQUEST


def test_one_piece_that_is_larger_than_a_request_goes_alone() -> None:
    assert [count for count, _ in requests([b"a", b"x" * (LARGEST_REQUEST + 1), b"b"])] == [1, 1, 1]


def test_a_document_is_fitted_to_the_fields_of_an_older_generation() -> None:
    fitted = Target("older", frozenset({"name"})).fitted(DOCUMENT)
    assert fitted == orjson.dumps({"name": "harmonie"})
