"""What people have typed so far when they are given suggestions, and the bare request that ours are compared with."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bench.relevance.query import Expect
from bench.searching.seeded_stack import PREFIX
from bench.searching.sending import Request, request
from directory.language.normalise import tokenize
from directory.search.index import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.relevance.query import Query

_SHORTEST, _LONGEST = 2, 14


def typed(queries: Sequence[Query], count: int) -> list[str]:
    """Return beginnings of what people look for."""
    roll = random.Random("suggestions")  # noqa: S311 - lots for queries, no secret
    texts = [one.q for one in queries if one.expect is Expect.RIGHT]
    prefixes = (roll.choice(texts)[: roll.randint(_SHORTEST, _LONGEST)] for _ in range(count * 2))
    return [text for text in prefixes if tokenize(text)][:count]


def bare(text: str) -> tuple[Request, ...]:
    """Return the request for names with a word that begins with the last one, and nothing else."""
    body = {
        "size": 8,
        "_source": [schema.VCODE, f"{schema.SHOWN}.name"],
        "query": {"prefix": {schema.NAME: tokenize(text)[-1]}},
    }
    return (request(PREFIX, (body,)),)
