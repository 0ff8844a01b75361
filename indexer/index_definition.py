"""What the indexer must know of one kind of entity to keep an index of it: shape, documents, where they are read.

The rest of the indexer (outbox, versions, generations, rollout checks, reconciliation) is the same for every kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from directory.search.index.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from directory.platform.database import Connection
    from directory.settings import Settings
    from indexer.engine import IndexEngine

Entity = TypeVar("Entity")


class EntityVersion(NamedTuple, Generic[Entity]):
    """A version of an entity, with the entity itself when it is public; both read in one snapshot."""

    entity_id: int
    version: int
    entity: Entity | None


class GoldenQuestion(NamedTuple):
    """A search that a new generation must answer before it may go live."""

    label: str
    body: Mapping[str, Any]  # of the search request
    is_answered_by: Callable[[Sequence[Mapping[str, Any]]], bool]  # takes the hits


@dataclass(frozen=True)
class IndexDefinition(Generic[Entity]):
    """One index. The kind is also the value of the column `kind` in the tables of the schema `feed`."""

    kind: str
    # Searches use the alias, and the names of the generations begin with it and a hyphen. So no alias may begin with
    # that of another kind and a hyphen: the clean-up would take the generations of one for leftovers of the other.
    alias: Callable[[Settings], str]
    settings: Mapping[str, Any]
    mapping: Mapping[str, Any]
    id_field: str  # the field that holds the number of the entity: reconciliation walks the index in its order
    # Versions of these numbers, hidden and deleted entities included; numbers that never existed are left out.
    read_versions: Callable[[Connection, Sequence[int]], list[EntityVersion[Entity]]]
    # The public ones among these numbers only.
    read_published: Callable[[Connection, Sequence[int]], list[EntityVersion[Entity]]]
    document: Callable[[Entity], Mapping[str, Any] | None]
    sample: Callable[[], Iterable[Entity]]  # a fixed one: the fingerprint is computed from its documents
    # Made from a random sample of public entities.
    golden_questions: Callable[[Sequence[Entity]], Iterable[GoldenQuestion]]

    @cached_property
    def fingerprint(self) -> str:
        """Hash of shape and content, computed once per process: 0.25 s of processor time for associations."""
        return fingerprint(self.settings, self.mapping, map(self.document, self.sample()))


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """One index with the connections to work on it. For one thread."""

    definition: IndexDefinition[Any]
    connection: Connection
    engine: IndexEngine

    @property
    def kind(self) -> str:
        """The kind of its entities."""
        return self.definition.kind
