"""What history, versions and outbox cost: 20,000 single-row updates by four writers, with the triggers and without.

Both databases hold the same associations and lie on the same server; without means that the triggers of the table are
switched off, all else is equal. The updates are done in slices that alternate between both, so that whatever else the
machine does hits both, and the middle of the slices counts. A writer is a process of its own, as people's requests are,
and an update is what it is everywhere in this house: a transaction that says who is at work and why, changes one
association, and waits for its place on the disk. A second figure, for which nothing was promised, is that of the same
transactions when they do not wait for the disk: nearly pure processor time. A connection plays the worker's listener,
which is awake while changes keep coming and then spares writers the hint (ADR 5).
"""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from statistics import median
from typing import TYPE_CHECKING, Final

import psycopg

from bench.figures import Figure
from directory.platform.advisory_locks import AdvisoryLock, exclusive
from directory.register.actor import Actor, ActorKind, ChangeContext, announce

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

    from bench.figures import Context
    from directory.devstack.databases import Database


UPDATES: Final = 20_000
WRITERS: Final = 4
SLICES: Final = 20
TARGET_PERCENT: Final = 15.0

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
        durable, speeds = _cost(pair, updates, durable=True)
        hasty, hasty_speeds = _cost(pair, updates, durable=False)
    return [
        Figure(
            f"cost of the triggers on {updates} updates",
            f"<= {TARGET_PERCENT:.0f} %",
            f"{durable:.1f} % ({speeds})",
            durable <= TARGET_PERCENT,
        ),
        Figure("the same without waiting for the disk", "none", f"{hasty:.1f} % ({hasty_speeds})", None),
    ]


def _cost(pair: Sequence[Database], updates: int, *, durable: bool) -> tuple[float, str]:
    """Return what the triggers add in percent, and both speeds."""
    size = updates // SLICES
    with ExitStack() as stack:
        crews = [stack.enter_context(_writers(database, durable=durable)) for database in pair]
        for crew in crews:
            _seconds(crew, 0, size)  # warms up caches, the server's processes and the writers themselves
        slices = [[_seconds(crew, begin, size) for crew in crews] for begin in range(0, updates, size)]
    cost = (median(after / before for before, after in slices) - 1) * 100
    without, with_them = (size / median(seconds) for seconds in zip(*slices, strict=True))
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
    with (
        psycopg.connect(database.indexer, autocommit=True) as connection,
        exclusive(connection, AdvisoryLock.LISTENER_AWAKE, patience=5.0),
    ):
        yield


@contextmanager
def _writers(database: Database, *, durable: bool) -> Iterator[list[Connection]]:
    """Start the writers of a database, which wait for rows to update until they are told that there are no more."""
    processes = get_context("spawn")
    ends = [processes.Pipe() for _ in range(WRITERS)]
    crew = [processes.Process(target=_write, args=(database.registrar, theirs, durable)) for _, theirs in ends]
    for writer in crew:
        writer.start()
    yield [ours for ours, _ in ends]
    for ours, _ in ends:
        ours.send(())
    for writer in crew:
        writer.join()


def _seconds(crew: Sequence[Connection], begin: int, size: int) -> float:
    """Let the writers work at once, each on rows of its own, and return how long the slowest took."""
    start = time.perf_counter()
    for number, writer in enumerate(crew):
        writer.send(range(begin + number + 1, begin + size + 1, WRITERS))
    answers = [writer.recv() for writer in crew]
    if not all(answers):
        raise RuntimeError("A writer of the bench missed rows.")
    return time.perf_counter() - start


def _write(url: str, orders: Connection, durable: bool) -> None:
    context = ChangeContext(Actor(ActorKind.REPRESENTATIVE, "bench"), "Omschrijving bijgewerkt")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT set_config('synchronous_commit', %s, false)", ("on" if durable else "off",))
        while ids := orders.recv():
            text = f"Sinds {time.time_ns()} komen we elke week samen om te spelen."
            done = 0
            for number in ids:
                with connection.transaction():
                    announce(connection, context)
                    done += connection.execute(_UPDATE, (text, number), prepare=True).rowcount
            orders.send(done == len(ids))
