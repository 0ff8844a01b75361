"""A search on the real parts, over associations that a test names itself."""

from __future__ import annotations

import asyncio
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import opensearchpy
import pytest
from opensearchpy.helpers import bulk

from directory.pages.results.page import window_of
from directory.platform import database as platform_database
from directory.search.criteria.window import Want
from directory.search.index.document import document
from directory.search.index.schema import MAPPING, SETTINGS
from directory.search.service import Search
from directory.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable, Iterator

    from directory.publication.rows import Association
    from directory.search.criteria.criteria import Criteria
    from directory.search.results.model import Results
    from directory.search.suggest.suggestions import Suggestions
    from tests.running_parts import Database

Value = TypeVar("Value")

# A machine that runs many tests at once must not turn an answer into an outage.
PATIENT = 60.0


class Asker:
    """Asks a search from code that is not asynchronous, in one event loop."""

    def __init__(self, runner: asyncio.Runner, search: Search) -> None:
        self._runner = runner
        self.search = search

    def find(self, criteria: Criteria) -> Results:
        """Answer a question."""
        return self._runner.run(self.search.page(criteria, window_of(criteria), Want.EVERYTHING))

    def run(self, asking: Coroutine[Any, Any, Value]) -> Value:
        """Return what anything else of the search answers."""
        return self._runner.run(asking)

    def counts(self, questions: list[Criteria]) -> list[int | None]:
        """Count the results of several questions."""
        return self._runner.run(self.search.counts(questions))

    def suggest(self, text: str, where: str = "") -> Suggestions:
        """Return what may be meant."""
        return self._runner.run(self.search.suggest(text, where))

    def __call__(self, **parameters: str) -> Results:
        """Answer the question of these parameters of a URL."""
        return self.find(self.search.parse(parameters.items()).criteria)

    def names(self, **parameters: str) -> list[str]:
        """Return the names of the first page, those in the groups below the list too."""
        return [hit.name for hit in self(**parameters).all_hits]


@contextmanager
def indexed(address: str, alias: str, associations: Iterable[Association]) -> Iterator[str]:
    """Keep an index of these associations under an alias."""
    name = f"{alias}-generation"
    with opensearchpy.OpenSearch(address, timeout=PATIENT) as client:
        client.indices.create(index=name, body={"settings": SETTINGS, "mappings": MAPPING, "aliases": {alias: {}}})
        actions = ({"_index": name, "_id": str(one.association_id), "_source": document(one)} for one in associations)
        bulk(client, actions, refresh=True)
        yield name
        client.indices.delete(index=name)


def settings(database: Database, opensearch: str, alias: str) -> Settings:
    """Return the settings of a web process."""
    return Settings(
        DATABASE_URL=database.public,
        OPENSEARCH_URL=opensearch,
        REDIS_URL="redis://127.0.0.1:1",
        DIRECTORY_SECRET="a secret of the tests",
        DIRECTORY_INDEX_PREFIX=alias,
    )


@contextmanager
def asking(chosen: Settings, *, wait: bool = True, deadline: float = PATIENT) -> Iterator[Asker]:
    """Build a search as the web does, and close it. Without `wait` the database need not be there."""
    with asyncio.Runner() as runner:
        pool = platform_database.pool(chosen.database_url, size=2)
        search = Search(chosen, pool, deadline)
        search.fallback_seconds = PATIENT
        runner.run(pool.open(wait=wait))
        runner.run(search.start())
        try:
            yield Asker(runner, search)
        finally:
            runner.run(search.close())
            runner.run(pool.close())


@pytest.fixture(scope="module")
def searching(module_database: Database, opensearch_url: str, request: pytest.FixtureRequest) -> Iterator[Asker]:
    """Return a search over the associations that the module lists in CORPUS."""
    alias = f"search-{os.getpid()}-{request.module.__name__.rpartition('.')[2].replace('_', '-')}"
    with (
        indexed(opensearch_url, alias, request.module.CORPUS),
        asking(settings(module_database, opensearch_url, alias)) as asker,
    ):
        yield asker
