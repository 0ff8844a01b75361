"""Brings the figures of saved widgets from Redis to Postgres, and forgets them in time.

A buffer is taken out of the way by giving it another name, in one step, and goes only after Postgres has it. Postgres
remembers the name: a task that runs twice, or again after a crash, counts once.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from redis.exceptions import ResponseError

from directory.widgets.statistics.counting import LONGEST_TERM, UsageEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from redis import Redis

    from directory.platform.database import Connection

MONTHS_KEPT = 13
# New words that a widget may bring in a month: people do not have so many, programs do.
MOST_TERMS = 2_000
_TAKEN = "taken"

_DAYS = """
INSERT INTO site.widget_day AS known (widget_id, day, searches, opened)
SELECT id, %(day)s, searches, opened
FROM unnest(%(ids)s::text[], %(searches)s::bigint[], %(opened)s::bigint[]) AS given (id, searches, opened)
WHERE EXISTS (SELECT FROM site.widget WHERE widget.id = given.id)
ORDER BY id
ON CONFLICT (widget_id, day) DO UPDATE
SET searches = known.searches + excluded.searches, opened = known.opened + excluded.opened
"""
_TERMS = """
INSERT INTO site.widget_term AS known (widget_id, month, term, times)
SELECT id, date_trunc('month', %(day)s::date)::date, term, times
FROM unnest(%(ids)s::text[], %(terms)s::text[], %(times)s::bigint[]) AS given (id, term, times)
WHERE EXISTS (SELECT FROM site.widget WHERE widget.id = given.id)
AND (%(most)s > (SELECT count(*) FROM site.widget_term AS had
                 WHERE had.widget_id = given.id AND had.month = date_trunc('month', %(day)s::date))
     OR EXISTS (SELECT FROM site.widget_term AS had
                WHERE (had.widget_id, had.month, had.term)
                    = (given.id, date_trunc('month', %(day)s::date)::date, given.term)))
ORDER BY id, term
ON CONFLICT (widget_id, month, term) DO UPDATE SET times = known.times + excluded.times
"""
# Words that were not asked often enough in their month will never be shown: they go as soon as it is over.
_ERASURES = (
    "DELETE FROM site.widget_day WHERE day < %(today)s::date - %(kept)s * interval '1 month'",
    "DELETE FROM site.widget_term WHERE month < date_trunc('month', %(today)s::date - %(kept)s * interval '1 month')",
    "DELETE FROM site.widget_term WHERE times < 5 AND month < date_trunc('month', %(today)s::date - interval '1 day')",
    "DELETE FROM site.widget_batch WHERE at < now() - interval '7 days'",
)


class WidgetTerm(NamedTuple):
    """Words that found nothing in a widget."""

    widget_id: str
    words: str


@dataclass(slots=True)
class BufferedCounts:
    """What one buffer holds, for one day."""

    day: date
    searches: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    opened: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    terms: dict[WidgetTerm, int] = field(default_factory=lambda: defaultdict(int))


def flush(redis: Redis[bytes], connection: Connection, prefix: str) -> int:
    """Bring over what was counted so far; return how many buffers that were. `connection` commits by itself."""
    _set_aside(redis, prefix)
    taken = list(redis.scan_iter(match=f"{prefix}:{_TAKEN}:*", count=1000))
    for key in taken:
        batch, counted = _read(key, redis.hgetall(key))
        with connection.transaction():
            known = connection.execute(
                "INSERT INTO site.widget_batch (id) VALUES (%s) ON CONFLICT DO NOTHING RETURNING id", (batch,)
            )
            if known.fetchone():
                _write(connection, counted)
        redis.delete(key)
    return len(taken)


def erase(connection: Connection, today: date) -> int:
    """Forget what is older than 13 months, and rare words once their month is over; return the number of rows."""
    gone = 0
    with connection.transaction():
        for statement in _ERASURES:
            gone += connection.execute(statement.encode(), {"today": today, "kept": MONTHS_KEPT}).rowcount
    return gone


def _set_aside(redis: Redis[bytes], prefix: str) -> None:
    """Take each day's buffer out of the way of who counts. It keeps its end of life: nothing stays for ever."""
    for key in redis.scan_iter(match=f"{prefix}:[0-9]*", count=1000):
        day = key.decode("ascii").rpartition(":")[2]
        try:
            redis.rename(key, f"{prefix}:{_TAKEN}:{day}:{uuid.uuid4()}")  # type: ignore[no-untyped-call]  # the stubs give it no types
        except ResponseError:
            continue  # another worker was just before us


def _read(key: bytes, fields: Mapping[bytes, bytes]) -> tuple[uuid.UUID, BufferedCounts]:
    day, batch = key.decode("ascii").split(":")[-2:]
    counted = BufferedCounts(date.fromisoformat(day))
    for name, times in fields.items():
        widget_id, kind, *words = name.decode("utf-8", "replace").split(" ", 2)
        if kind == UsageEvent.SEARCH:
            counted.searches[widget_id] += int(times)
        elif kind == UsageEvent.OPENED:
            counted.opened[widget_id] += int(times)
        elif kind == UsageEvent.NOTHING and words:
            counted.terms[WidgetTerm(widget_id, words[0][:LONGEST_TERM])] += int(times)
    return uuid.UUID(batch), counted


def _write(connection: Connection, counted: BufferedCounts) -> None:
    ids = sorted({*counted.searches, *counted.opened})
    connection.execute(
        _DAYS.encode(),
        {
            "day": counted.day,
            "ids": ids,
            "searches": _of(counted.searches, ids),
            "opened": _of(counted.opened, ids),
        },
    )
    terms = sorted(counted.terms)
    connection.execute(
        _TERMS.encode(),
        {
            "day": counted.day,
            "ids": [term.widget_id for term in terms],
            "terms": [term.words for term in terms],
            "times": [counted.terms[term] for term in terms],
            "most": MOST_TERMS,
        },
    )


def _of(counts: Mapping[str, int], ids: Iterable[str]) -> list[int]:
    return [counts.get(widget_id, 0) for widget_id in ids]
