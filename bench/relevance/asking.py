"""Asks all queries of one search and gives the vCodes of its first page, ours or a peer's."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opensearchpy.exceptions import RequestError

from bench.peers import plain, register
from bench.relevance.seeded_stack import PEERS, Asking
from directory.search.criteria.window import Want, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.relevance.query import Query
    from bench.relevance.seeded_stack import SeededStack
    from directory.search.service import Search

_AT_ONCE = 4
# The query that is being asked, for the recorder of requests: each runs in a context of its own.
being_asked: ContextVar[str] = ContextVar("being_asked", default="")
OURS = "ours"
REGISTER, REGISTER_BY_SCORE, PLAIN = "register", "register by score", "multi_match"


@dataclass(frozen=True, slots=True)
class Answer:
    """The first page; `is_guess` when it tells that nothing fits surely, `failed` when there was none."""

    vcodes: tuple[str, ...]
    is_guess: bool = False
    failed: bool = False


def ours(stack: SeededStack, queries: Sequence[Query]) -> list[Answer]:
    """Ask as the site does."""
    return asyncio.run(_ours(stack, queries))


async def _ours(stack: SeededStack, queries: Sequence[Query]) -> list[Answer]:
    gate = asyncio.Semaphore(_AT_ONCE)
    async with Asking(stack) as search:

        async def one(query: Query) -> Answer:
            being_asked.set(query.typed)
            async with gate:
                return await _asked(search, query)

        return list(await asyncio.gather(*map(one, queries)))


async def _asked(search: Search, query: Query) -> Answer:
    parameters = [("q", query.q), ("waar", query.where)]
    results = await search.page(search.parse(parameters).criteria, Window(10), Want.EVERYTHING)
    return Answer(tuple(hit.vcode for hit in results.all_hits)[:10], results.is_loose, results.degraded)


_PEERS: dict[str, Callable[[str], dict[str, Any]]] = {
    REGISTER: lambda q: register.body(q, facets=False),
    REGISTER_BY_SCORE: lambda q: register.body(q, order="score", facets=False),
    PLAIN: plain.body,
}
PEER_NAMES = tuple(_PEERS)


def peer(stack: SeededStack, name: str, queries: Sequence[Query]) -> list[Answer]:
    """Ask a peer; what the engine refuses is a failure."""
    return [_peer(stack, _PEERS[name](query.typed)) for query in queries]


def _peer(stack: SeededStack, body: dict[str, Any]) -> Answer:
    try:
        results = stack.client.search(index=PEERS, body=body)
    except RequestError:
        return Answer((), failed=True)
    return Answer(tuple(hit["_id"] for hit in results["hits"]["hits"]))
