"""How answers of the engine are judged, and how bulk requests are put together: without an engine."""

from __future__ import annotations

import orjson
import pytest

from indexer.bulk_format import LARGEST_REQUEST, requests
from indexer.bulk_writer import WriteTarget
from indexer.outcomes import WriteOutcome, describe_error, outcome_of

DOCUMENT = orjson.dumps({"association_id": 1, "name": "harmonie"})


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 429, "error": {"type": "rejected_execution_exception", "reason": "full"}},
        {"status": 403, "error": {"type": "cluster_block_exception", "reason": "disk"}},
        {"status": 503, "error": {"type": "unavailable_shards_exception", "reason": "starting"}},
    ],
)
def test_what_is_not_the_documents_fault_is_tried_again(answer: dict[str, object]) -> None:
    assert outcome_of("index", answer)[0] is WriteOutcome.RETRY


def test_everything_but_a_retry_is_final() -> None:
    assert {outcome for outcome in WriteOutcome if not outcome.is_final} == {WriteOutcome.RETRY}


def test_a_reason_is_kept_short() -> None:
    assert len(describe_error({"type": "mapper_parsing_exception", "reason": "x" * 5000})) <= 300


def test_an_unknown_reason_is_told_as_unknown() -> None:
    assert describe_error({}) == "unknown: "


def test_large_requests_are_split_and_nothing_is_lost() -> None:
    pieces = [b"x" * (LARGEST_REQUEST // 3)] * 10
    parts = list(requests(pieces))
    assert sum(count for count, _ in parts) == len(pieces)
    assert b"".join(body for _, body in parts) == b"".join(pieces)
    assert max(len(body) for _, body in parts) <= LARGEST_REQUEST


def test_one_piece_that_is_larger_than_a_request_goes_alone() -> None:
    assert [count for count, _ in requests([b"a", b"x" * (LARGEST_REQUEST + 1), b"b"])] == [1, 1, 1]


def test_a_document_is_fitted_to_the_fields_of_an_older_generation() -> None:
    fitted = WriteTarget("older", frozenset({"name"})).fit(DOCUMENT)
    assert fitted == orjson.dumps({"name": "harmonie"})
