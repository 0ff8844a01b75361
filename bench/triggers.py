"""What history, versions and outbox cost: 20,000 single-row updates by four writers, with the triggers and without.

Both databases hold the same associations and lie on the same server; rounds alternate between them, so that whatever
else the machine does hits both, and the middle of the rounds counts. A writer is a process of its own, as people's
requests are, and an update is what it is everywhere in this house: a transaction that says who is at work and why,
changes one association, and waits for its place on the disk. A second figure, for which nothing was promised, is that
of a lone UPDATE statement. A connection plays the worker's listener, which is awake while changes keep coming and then
spares writers the hint (ADR 5).
"""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from statistics import median
from typing import TYPE_CHECKING, Final

import psycopg

from bench.figures import Figure
from directory.register.actor import ActorKind, Change, announce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.synchronize import Barrier

    from bench.figures import Context
    from directory.devstack.databases import Database

    Write = Callable[[str, Barrier, range, int], None]

UPDATES: Final = 20_000
WRITERS: Final = 4
ROUNDS: Final = 3
TARGET_PERCENT: Final = 15.0
AWAKE_LOCK: Final = 7226370

_FILL: Final = """
INSERT INTO register.association (vcode, type_code, name, description, start_date)
SELECT 'V' || lpad((100000 + n)::text, 7, '0'), 'VZER', 'Vereniging nummer ' || n,
       'Elke week komen we samen om te spelen, te babbelen en iets te drinken.', date '2001-05-01'
FROM generate_series(1, %s) AS n
"""
_UPDATE: Final = "UPDATE register.association SET description = %s WHERE id = %s"


def measure(context: Context) -> list[Figure]:
    """Return the cost of the triggers as a share of the time that the same updates take without them."""
    updates = context.size(UPDATES)
    with ExitStack() as stack:
        pair = [stack.enter_context(context.database()) for _ in range(2)]
        for database, triggers in zip(pair, (False, True), strict=True):
            _prepare(database, updates, triggers=triggers)
            stack.enter_context(_listening(database))
        announced, spoken = _cost(pair, updates, _announced)
        alone, spoken_alone = _cost(pair, updates // 4, _alone)
    return [
        Figure(
            f"cost of the triggers on {updates} updates",
            f"<= {TARGET_PERCENT:.0f} %",
            f"{announced:.1f} % ({spoken})",
            announced <= TARGET_PERCENT,
        ),
        Figure("the same for lone UPDATE statements", "none", f"{alone:.1f} % ({spoken_alone})", None),
    ]


def _cost(pair: Sequence[Database], updates: int, write: Write) -> tuple[float, str]:
    """Return what the triggers add in percent, and both speeds."""
    # The first round warms up caches and the server's processes.
    rounds = [[_seconds(one, updates, turn, write) for one in pair] for turn in range(ROUNDS)][1:]
    cost = (median(after / before for before, after in rounds) - 1) * 100
    without, with_them = (updates / median(seconds) for seconds in zip(*rounds, strict=True))
    return cost, f"{without:.0f}/s without, {with_them:.0f}/s with"


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


def _seconds(database: Database, updates: int, turn: int, write: Write) -> float:
    """Let the writers work at once, each on rows of its own, and return how long the slowest took."""
    processes = get_context("spawn")
    ready = processes.Barrier(WRITERS + 1)
    writers = [
        processes.Process(target=write, args=(database.registrar, ready, range(number + 1, updates + 1, WRITERS), turn))
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


def _announced(url: str, ready: Barrier, ids: range, turn: int) -> None:
    change = Change(ActorKind.REPRESENTATIVE, "bench", "Omschrijving bijgewerkt")
    with psycopg.connect(url, autocommit=True) as connection:
        ready.wait()
        for number in ids:
            with connection.transaction():
                announce(connection, change)
                connection.execute(_UPDATE, (_text(turn), number), prepare=True)


def _alone(url: str, ready: Barrier, ids: range, turn: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        ready.wait()
        for number in ids:
            connection.execute(_UPDATE, (_text(-turn - 1), number), prepare=True)


def _text(turn: int) -> str:
    return f"Ronde {turn}: elke week komen we samen om te spelen."
