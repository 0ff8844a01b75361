"""Sends the writes of a batch to every generation and tells what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson

from indexer import bulk_format, clock
from indexer.engine import EngineAway
from indexer.outcomes import Outcome, Verdict, of_item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.bulk_format import Write
    from indexer.engine import Engine
    from indexer.generations import Generation
    from indexer.writes import Made

# Versions make a late write harmless only while the tombstone of a delete lives (gc_deletes, 10 min): a worker that was
# frozen longer than this throws away what it read.
STALE_READ_SECONDS = 60.0


class Target(NamedTuple):
    """A generation to write to; `fields` are those that it knows, or None when its schema is ours."""

    name: str
    fields: frozenset[str] | None

    def fitted(self, document: bytes | None) -> bytes | None:
        """Leave out what an older generation does not know: it would refuse the whole document."""
        if document is None or self.fields is None:
            return document
        content = orjson.loads(document)
        return orjson.dumps({name: value for name, value in content.items() if name in self.fields})


class Result(NamedTuple):
    """What became of one write in one generation."""

    write: Write
    generation: str
    verdict: Verdict


class Sent(NamedTuple):
    """What became of a batch."""

    results: list[Result]
    seconds: float

    @property
    def is_troubled(self) -> bool:
        """Whether the engine turned something away that must be tried again."""
        return any(result.verdict.outcome is Outcome.RETRY for result in self.results)


class Sender:
    """Writes batches to generations; threads may share it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._fields: dict[str, frozenset[str]] = {}

    def send(self, made: Made, to: Sequence[Generation], read_at: float) -> Sent:
        """Write a batch to all generations; a request without an answer counts as "try again" for all in it."""
        began = clock.now()
        targets = [Target(found.name, self._known_fields(found)) for found in to]
        pairs = [(write, target) for target in targets for write in made.writes]
        results: list[Result] = []
        for count, body in bulk_format.requests([_piece(write, target) for write, target in pairs]):
            part = pairs[len(results) : len(results) + count]
            verdicts = self._verdicts(body, part, read_at)
            results.extend(
                Result(write, target.name, verdict) for (write, target), verdict in zip(part, verdicts, strict=True)
            )
        results.extend(_unmade(made, targets))
        return Sent(results, clock.now() - began)

    def _known_fields(self, generation: Generation) -> frozenset[str] | None:
        """Return the fields of a generation of another schema; nothing fits while the engine cannot tell them."""
        if generation.is_of_this_schema:
            return None
        if generation.name not in self._fields:
            try:
                self._fields[generation.name] = self._engine.fields(generation.name)
            except EngineAway:
                return frozenset()
        return self._fields[generation.name]

    def _verdicts(self, body: bytes, part: Sequence[tuple[Write, Target]], read_at: float) -> list[Verdict]:
        if any(target.fields == frozenset() for _, target in part):
            return _again(part, "fields are not known")
        if clock.now() - read_at > STALE_READ_SECONDS:
            return _again(part, "read too long ago")
        try:
            answers = self._engine.bulk(body)
        except EngineAway as away:
            return _again(part, str(away))
        if len(answers) != len(part):
            return _again(part, "answer is not whole")
        return [of_item(operation, answer) for operation, answer in answers]


def _piece(write: Write, target: Target) -> bytes:
    return bulk_format.lines(target.name, write, target.fitted(write.document))


def _again(part: Sequence[object], why: str) -> list[Verdict]:
    return [Verdict(Outcome.RETRY, why)] * len(part)


def _unmade(made: Made, targets: Sequence[Target]) -> Iterator[Result]:
    for lost in made.unmade:
        for target in targets:
            write = bulk_format.Write(lost.association_id, lost.version, None)
            yield Result(write, target.name, Verdict(Outcome.DEAD, lost.error))
