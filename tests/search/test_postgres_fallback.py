"""The engine is away: Postgres answers. Postgres is away too: there is no answer, and that is said."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
import pytest
from pydantic import SecretStr

from directory.pages.results.page import window_of
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.window import Want
from directory.search.service import FALLBACKS_AT_ONCE, SearchUnavailable
from tests.search.conftest import Asker, asking, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.search.results.model import Results
    from tests.running_parts import Database

NOBODY = "http://127.0.0.1:9"  # the discard port: refused at once

_ROWS = """
INSERT INTO register.association (vcode, type_code, name, short_name)
VALUES ('V0001001', 'VZW', 'Koor De Leeuwerik', ''), ('V0001002', 'VZW', 'Één 100% Koor_', ''),
       ('V0001003', 'VZER', 'Turnkring Vooruit', 'TKV'), ('V0001004', 'VZER', 'Verborgen Koor', '');
UPDATE register.association SET opted_out = true WHERE vcode = 'V0001004';
INSERT INTO register.association_activity (association_id, activity_code)
SELECT id, 'SPRT' FROM register.association WHERE vcode = 'V0001003';
INSERT INTO register.association_area (association_id, area_code)
SELECT id, '24062' FROM register.association WHERE vcode = 'V0001001';
"""


@pytest.fixture(scope="module")
def filled(module_database: Database) -> Database:
    with psycopg.connect(module_database.registrar, autocommit=True) as connection:
        connection.execute(_ROWS)
    return module_database


@pytest.fixture(scope="module")
def without_engine(filled: Database) -> Iterator[Asker]:
    with asking(settings(filled, NOBODY, "nothing")) as asker:
        yield asker


def test_postgres_answers_by_name(without_engine: Asker) -> None:
    assert without_engine.names(q="leeuwerik koor") == ["Koor De Leeuwerik"]


def test_postgres_answers_by_short_name(without_engine: Asker) -> None:
    assert without_engine.names(q="tkv") == ["Turnkring Vooruit"]


def test_postgres_answers_by_vcode(without_engine: Asker) -> None:
    assert without_engine.names(q="v0001003") == ["Turnkring Vooruit"]


def test_a_vcode_is_narrowed_by_filters_and_stands_on_the_first_page_only(without_engine: Asker) -> None:
    assert without_engine.names(q="v0001003", activiteit="SPRT") == ["Turnkring Vooruit"]
    assert without_engine.names(q="v0001003", activiteit="KECU") == []
    assert without_engine.names(q="v0001003", pagina="2") == []


def test_postgres_answers_by_place(without_engine: Asker) -> None:
    assert without_engine.names(waar="Leuven") == ["Koor De Leeuwerik"]


def test_postgres_answers_by_province(without_engine: Asker) -> None:
    assert without_engine.names(gebied="BE24") == ["Koor De Leeuwerik"]


def test_postgres_answers_by_activity(without_engine: Asker) -> None:
    assert without_engine.names(activiteit="SPRT") == ["Turnkring Vooruit"]


def test_signs_of_a_pattern_are_text(without_engine: Asker) -> None:
    assert without_engine.names(q="100% koor_") == ["Één 100% Koor_"]


def test_accents_do_not_matter(without_engine: Asker) -> None:
    assert without_engine.names(q="een 100%") == ["Één 100% Koor_"]


def test_the_end_of_a_compound_is_looked_for_too(without_engine: Asker) -> None:
    assert without_engine.names(q="kring vooruit") == ["Turnkring Vooruit"]


def test_a_place_among_the_words_is_a_place(without_engine: Asker) -> None:
    assert without_engine.names(q="leeuwerik leuven") == ["Koor De Leeuwerik"]


AWKWARD_NAMES = (
    "K.S.A. Zon", "V. V. Hoop", "Sint-Jozefsgilde", "St. Jozef", "O.L.V. Koor", "'t Verlof", "d'Artagnan", "Koor & Co",
    "H. Hartkoor", "Ijsclub Ĳ", "\uff26\uff35\uff2c\uff2c Koor", "Straße", "L'Œuvre", "Één/Twee", "10-jaar", "a_b",
    "Čapek", "Ostend: (vzw)", "I\u015f\u0131k Gen\u00e7lik", "\u00d8st", "zang\u00adkoor", "50-plussers Zon",
    "V.Z.W. K.S.A. Ster", "!!!",
)  # fmt: skip


def test_each_name_is_found_by_itself(database: Database) -> None:
    with psycopg.connect(database.registrar, autocommit=True) as connection:
        for number, name in enumerate(AWKWARD_NAMES, 9000000):
            connection.execute(
                "INSERT INTO register.association (vcode, type_code, name) VALUES (%s, 'VZER', %s)",
                [f"V{number}", name],
            )
    with asking(settings(database, NOBODY, "nothing")) as asker:
        assert [name for name in AWKWARD_NAMES if name not in asker.names(q=name)] == []


def test_a_search_by_name_reads_an_index_and_not_the_table(database: Database) -> None:
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute("SET enable_seqscan = off")
        plan = connection.execute(
            "EXPLAIN SELECT id FROM register.association a WHERE a.is_public"
            " AND register.name_vector(a.name, a.short_name, a.call_name) @@ register.name_query('{koor}')"
        ).fetchall()
    assert any("association_name_vector" in row[0] for row in plan)


def test_more_searches_than_may_run_at_once_are_refused_and_not_queued(filled: Database) -> None:
    with asking(settings(filled, NOBODY, "nothing")) as asker, psycopg.connect(filled.superuser) as lock:

        async def eight_at_once() -> list[Results | BaseException]:
            lock.execute("LOCK TABLE register.association IN ACCESS EXCLUSIVE MODE")
            criteria = Criteria(q="koor")
            searches = [
                asyncio.create_task(asker.search.page(criteria, window_of(criteria), Want.EVERYTHING)) for _ in range(8)
            ]
            while sum(search.done() for search in searches) < 8 - FALLBACKS_AT_ONCE:
                await asyncio.wait([search for search in searches if not search.done()], return_when="FIRST_COMPLETED")
            lock.rollback()
            return await asyncio.gather(*searches, return_exceptions=True)

        outcomes = asker.run(eight_at_once())
    answered = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
    assert (len(answered), all(results.hits for results in answered)) == (FALLBACKS_AT_ONCE, True)
    assert {type(outcome) for outcome in outcomes} - {type(answered[0])} == {SearchUnavailable}


def test_what_is_hidden_stays_hidden(without_engine: Asker) -> None:
    assert without_engine.names(q="verborgen") == []


def test_the_answer_says_that_it_is_limited(without_engine: Asker) -> None:
    found = without_engine(q="koor")
    assert (found.degraded, found.total, found.facets) == (True, None, ())


def test_places_and_activities_are_still_suggested(without_engine: Asker) -> None:
    found = without_engine.suggest("leuv")
    assert (found.degraded, [item.name for item in found.places.items]) == (True, ["Leuven"])


def test_a_missing_index_is_answered_by_postgres(filled: Database, opensearch_url: str, index_prefix: str) -> None:
    with asking(settings(filled, opensearch_url, index_prefix)) as asker:
        assert asker.names(q="leeuwerik") == ["Koor De Leeuwerik"]


@contextmanager
def silent_server() -> Iterator[str]:
    """Accept connections and never say a word, as a machine that hangs does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []
        stop = threading.Event()

        def accept() -> None:
            server.settimeout(0.1)
            while not stop.is_set():
                try:
                    held.append(server.accept()[0])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            stop.set()
            thread.join()
            for connection in held:
                connection.close()


def test_an_engine_that_hangs_costs_one_request_the_wait_and_not_each(filled: Database) -> None:
    with silent_server() as address, asking(settings(filled, address, "nothing"), deadline=1.0) as asker:
        asker(q="koor")
        started = time.monotonic()
        for _ in range(5):
            assert asker(q="koor").degraded
        assert time.monotonic() - started < 4  # five waits would take five seconds


def test_without_postgres_and_engine_there_is_no_answer(filled: Database) -> None:
    nowhere = SecretStr("postgresql://nobody@127.0.0.1:9/nowhere")
    gone = settings(filled, NOBODY, "nothing").model_copy(update={"database_url": nowhere})
    with asking(gone, wait=False) as asker, pytest.raises(SearchUnavailable) as raised:
        asker.find(Criteria(q="koor"))
    assert raised.value.retry_after > 0
