"""What the search sends to the engine for each query, noted while it answers, to be sent again by itself and timed."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock
from urllib.parse import urlencode

from bench.peers import register
from bench.searching.seeded_stack import PEERS, PREFIX
from bench.searching.sending import Request, request
from directory.pages.results.page import PAGE_SIZE, window_of
from directory.platform import database as platform_database
from directory.search.criteria.window import Want
from directory.search.engine.client import Engine
from directory.search.query.builder import Stage, body
from directory.search.service import Search
from directory.search.understanding.interpretation import interpret

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from bench.relevance.query import Query
    from bench.searching.seeded_stack import Filled

    Bodies = tuple[Mapping[str, Any], ...]

# Nothing is timed here.
_PATIENT = 60.0


class RecordedRequest(NamedTuple):
    """A typed query, the page that answers it, and the requests that the engine gets for it.

    `answer` are the requests for the results, `page` all of them: also what lies nearby and what else may be meant.
    """

    q: str
    url: str
    answer: tuple[Request, ...]
    page: tuple[Request, ...]
    register: tuple[Request, ...] = ()


def answers(made: Filled, queries: Sequence[Query]) -> list[RecordedRequest]:
    """Note what each query sends."""
    return asyncio.run(_answers(made, queries))


async def _answers(made: Filled, queries: Sequence[Query]) -> list[RecordedRequest]:
    recorded: list[RecordedRequest] = []
    async with _searching(made) as (search, sent):
        for query in queries:
            pairs = [("q", query.q), *([("waar", query.where)] if query.where else [])]
            criteria = search.parse(pairs).criteria
            sent.clear()
            await search.page(criteria, window_of(criteria), Want.EVERYTHING)
            page = tuple(request(PREFIX, bodies) for bodies in sent)
            interpretation, _ = interpret(criteria, search.reference)
            is_loose = len(sent) > 1 and sent[1][0] == body(interpretation, Stage(loose=True), size=PAGE_SIZE)
            theirs = (request(PEERS, (register.body(query.typed),)),)
            recorded.append(
                RecordedRequest(query.q, f"/zoeken.json?{urlencode(pairs)}", page[: 1 + is_loose], page, theirs)
            )
    return recorded


def suggestions(made: Filled, typed: Sequence[str]) -> list[RecordedRequest]:
    """Note what each beginning of a query sends."""
    return asyncio.run(_suggestions(made, typed))


async def _suggestions(made: Filled, typed: Sequence[str]) -> list[RecordedRequest]:
    recorded: list[RecordedRequest] = []
    async with _searching(made) as (search, sent):
        for text in typed:
            sent.clear()
            await search.suggest(text)
            page = tuple(request(PREFIX, bodies) for bodies in sent)
            recorded.append(RecordedRequest(text, f"/suggesties?{urlencode({'q': text})}", page, page))
    return recorded


@asynccontextmanager
async def _searching(made: Filled) -> AsyncIterator[tuple[Search, list[Bodies]]]:
    """Build the search as the web does, and note what it sends."""
    sent: list[Bodies] = []
    real = Engine.search_all

    async def noting(engine: Engine, bodies: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        sent.append(tuple(bodies))
        return await real(engine, bodies)

    pool = platform_database.pool(made.settings.database_url, size=2)
    search = Search(made.settings, pool, _PATIENT)
    await pool.open(wait=True)
    await search.start()
    with mock.patch.object(Engine, "search_all", noting):
        yield search, sent
    await search.close()
    await pool.close()
