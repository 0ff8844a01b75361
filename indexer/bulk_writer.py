"""Writes a batch to every generation by bulk requests and returns the outcome of each write."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson

from indexer import bulk_format, clock
from indexer.engine import IndexEngineAway
from indexer.outcomes import WriteOutcome, outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.bulk_format import Write
    from indexer.engine import IndexEngine
    from indexer.generations import Generation
    from indexer.prepared_writes import PreparedWrites

# Versions make a late write harmless only while the tombstone of a delete lives (gc_deletes, 10 min): a worker that was
# frozen longer than this throws away what it read.
STALE_READ_SECONDS = 60.0


class WriteResult(NamedTuple):
    """The outcome of one write to one generation, with the engine's reason where it was refused."""

    write: Write
    generation: str
    outcome: WriteOutcome
    error: str = ""


class BulkResult(NamedTuple):
    """The outcomes of a batch, and how long its requests took."""

    results: list[WriteResult]
    seconds: float

    @property
    def must_retry(self) -> bool:
        """Whether any write must be tried again."""
        return any(result.outcome is WriteOutcome.RETRY for result in self.results)


class WriteTarget(NamedTuple):
    """A generation to write to; `fields` are those that it knows, or None when it has the fields of this release."""

    name: str
    fields: frozenset[str] | None

    def fit(self, document: bytes | None) -> bytes | None:
        """Leave out fields that an older generation does not know: it would refuse the whole document."""
        if document is None or self.fields is None:
            return document
        content = orjson.loads(document)
        return orjson.dumps({name: value for name, value in content.items() if name in self.fields})


class BulkWriter:
    """Writes batches to the generations of one index; threads may share it."""

    def __init__(self, engine: IndexEngine, fingerprint: str) -> None:
        """`fingerprint`: that of this release; other generations are asked which fields they know."""
        self._engine = engine
        self._fingerprint = fingerprint
        self._fields: dict[str, frozenset[str]] = {}

    def write(self, prepared: PreparedWrites, generations: Sequence[Generation], read_at: float) -> BulkResult:
        """Write a batch to all generations; a request without an answer counts as "retry" for all in it."""
        began = clock.now()
        targets = [WriteTarget(generation.name, self._known_fields(generation)) for generation in generations]
        pairs = [(write, target) for target in targets for write in prepared.writes]
        results: list[WriteResult] = []
        pieces = [bulk_format.lines(target.name, write, target.fit(write.document)) for write, target in pairs]
        for count, body in bulk_format.requests(pieces):
            part = pairs[len(results) : len(results) + count]
            outcomes = self._send(body, part, read_at)
            results.extend(
                WriteResult(write, target.name, *outcome)
                for (write, target), outcome in zip(part, outcomes, strict=True)
            )
        results.extend(_failed(prepared, targets))
        return BulkResult(results, clock.now() - began)

    def _known_fields(self, generation: Generation) -> frozenset[str] | None:
        """Return the fields of a generation of another release; none while the engine cannot answer."""
        if generation.fingerprint == self._fingerprint:
            return None
        if generation.name not in self._fields:
            try:
                self._fields[generation.name] = self._engine.fields(generation.name)
            except IndexEngineAway:
                return frozenset()
        return self._fields[generation.name]

    def _send(
        self, body: bytes, part: Sequence[tuple[Write, WriteTarget]], read_at: float
    ) -> list[tuple[WriteOutcome, str]]:
        if any(target.fields == frozenset() for _, target in part):
            return _retry(part, "fields are not known")
        if clock.now() - read_at > STALE_READ_SECONDS:
            return _retry(part, "read too long ago")
        try:
            answers = self._engine.bulk(body)
        except IndexEngineAway as away:
            return _retry(part, str(away))
        if len(answers) != len(part):
            return _retry(part, "answer is not whole")
        return [outcome_of(operation, answer) for operation, answer in answers]


def _retry(part: Sequence[object], error: str) -> list[tuple[WriteOutcome, str]]:
    return [(WriteOutcome.RETRY, error)] * len(part)


def _failed(prepared: PreparedWrites, targets: Sequence[WriteTarget]) -> Iterator[WriteResult]:
    for failed in prepared.failed:
        write = bulk_format.Write(failed.entity_id, failed.version, None)
        for target in targets:
            yield WriteResult(write, target.name, WriteOutcome.DEAD, failed.error)
