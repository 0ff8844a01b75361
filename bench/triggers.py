"""What history, versions and outbox cost: 20,000 single-row updates by four writers, with the triggers and without.

Both databases hold the same associations and lie on the same server; rounds alternate between them, so that whatever
else the machine does hits both, and the middle of the rounds counts. A writer is a process of its own, as people's
requests are, and each update is one transaction that waits for its place on the disk. A connection plays the worker's
listener, which is awake while changes keep coming and then spares writers the hint (ADR 5).
"""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from statistics import median
from typing import TYPE_CHECKING, Final

import psycopg

from bench.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.synchronize import Barrier

    from bench.figures import Context
    from directory.devstack.databases import Database

UPDATES: Final = 20_000
WRITERS: Final = 4
ROUNDS: Final = 7
TARGET_PERCENT: Final = 15.0
AWAKE_LOCK: Final = 7226370

_FILL: Final = """
INSERT INTO register.association (vcode, type_code, name, description, start_date)
SELECT 'V' || lpad((100000 + n)::text, 7, '0'), 'VZER', 'Vereniging nummer ' || n,
       'Elke week komen we samen om te spelen, te babbelen en iets te drinken.', date '2001-05-01'
FROM generate_series(1, %s) AS n
"""
# The id makes each text new, so that each update is a change.
_UPDATE: Final = "UPDATE register.association SET description = %s WHERE id = %s"


def measure(context: Context) -> list[Figure]:
    """Return the cost of the triggers as a share of the time that the same updates take without them."""
    updates = context.size(UPDATES)
    with ExitStack() as stack:
        bare, whole = (stack.enter_context(context.database()) for _ in range(2))
        for database, triggers in ((bare, False), (whole, True)):
            _prepare(database, updates, triggers=triggers)
            stack.enter_context(_listening(database))
        rounds = [(_seconds(bare, updates, turn), _seconds(whole, updates, turn)) for turn in range(ROUNDS)]
    # The first round warms up caches and the server's processes.
    cost = (median(after / before for before, after in rounds[1:]) - 1) * 100
    speeds = [round(updates / median(seconds)) for seconds in zip(*rounds[1:], strict=True)]
    return [
        Figure(
            f"cost of the triggers on {updates} updates",
            f"<= {TARGET_PERCENT:.0f} %",
            f"{cost:.1f} % ({speeds[0]}/s without, {speeds[1]}/s with)",
            cost <= TARGET_PERCENT,
        )
    ]


def _prepare(database: Database, associations: int, *, triggers: bool) -> None:
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute(_FILL, (associations,))
        if not triggers:
            connection.execute("ALTER TABLE register.association DISABLE TRIGGER USER")
        connection.execute("VACUUM ANALYZE register.association")


@contextmanager
def _listening(database: Database) -> Iterator[None]:
    """Hold the lock by which an awake listener tells writers to keep silent."""
    with psycopg.connect(database.indexer, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (AWAKE_LOCK,))
        yield


def _seconds(database: Database, updates: int, turn: int) -> float:
    """Let the writers work at once, each on rows of its own, and return how long the slowest took."""
    processes = get_context("spawn")
    ready = processes.Barrier(WRITERS + 1)
    writers = [
        processes.Process(
            target=_write, args=(database.registrar, ready, range(number + 1, updates + 1, WRITERS), turn)
        )
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    ready.wait()
    start = time.perf_counter()
    for writer in writers:
        writer.join()
    if any(writer.exitcode for writer in writers):
        raise RuntimeError("A writer of the bench failed; its error stands above.")
    return time.perf_counter() - start


def _write(url: str, ready: Barrier, ids: range, turn: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        ready.wait()
        for number in ids:
            cursor.execute(_UPDATE, (f"Ronde {turn}: elke week komen we samen om te spelen.", number), prepare=True)
