"""The canaries themselves are tried: the very looks that find nothing catch a view that leaks on purpose."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import psycopg
import pytest

from directory.devstack import databases
from tests.privacy import crawl
from tests.privacy import world as worlds
from tests.privacy.canaries import found_in
from tests.privacy.conftest import forget
from tests.privacy.engine import documents, holding, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.devstack.databases import Database
    from tests.privacy.world import World
    from tests.running_parts import RunningParts

PERSON = {"visible: first name of the person", "visible: number of the person"}
_OF_A_PERSON = "(SELECT coalesce(max(r.{column}), '') FROM register.representative r WHERE r.association_id = a.id)"
# What stands in the view, and what a hand that slipped could make of it.
SLIPS = {
    "a.description,": f"{_OF_A_PERSON.format(column='first_name')} AS description,",
    " a.name,": f" {_OF_A_PERSON.format(column='insz')} || a.name AS name,",
    " AND p.is_public": "",
}


@pytest.fixture(scope="module")
def leaky(parts: RunningParts, template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Return a world like the other, but for one view."""
    prefix = f"leaks-{os.getpid()}"
    with databases.copied(parts.parts, template_database, "leaks") as database:
        _slip(database)
        folder = tmp_path_factory.mktemp("leaks")
        with worlds.made(
            database, parts.parts.redis_database(61), parts.connections.opensearch, prefix, folder
        ) as made:
            yield made
    forget(parts.connections.opensearch, prefix)


def _slip(database: Database) -> None:
    with psycopg.connect(database.owner) as connection:
        row = connection.execute("SELECT pg_get_viewdef('publication.association'::regclass)").fetchone()
        assert row is not None
        definition = str(row[0])
        for right, wrong in SLIPS.items():
            assert right in definition, definition
            definition = definition.replace(right, wrong)
        connection.execute(f"CREATE OR REPLACE VIEW publication.association AS {definition}".encode())


def test_a_leak_is_seen_in_what_routes_answer(leaky: World) -> None:
    answers = [answer for _, answer in crawl.answers(leaky.client, leaky.canaries)]

    assert "visible: first name of the person" in found_in(leaky.canaries.private, answers)


def test_the_name_of_a_hidden_parent_is_seen_where_it_leaks(leaky: World) -> None:
    answers = [answer for _, answer in crawl.answers(leaky.client, leaky.canaries)]

    assert "hidden parent: name" in found_in(leaky.canaries.private, answers)


def test_a_leak_is_seen_while_the_engine_is_away(leaky: World) -> None:
    answers = [answer for _, answer in crawl.answers(leaky.without_engine, leaky.canaries)]

    assert "visible: first name of the person" in found_in(leaky.canaries.private, answers)


def test_a_leak_is_seen_in_the_documents_of_the_index(leaky: World) -> None:
    assert found_in(leaky.canaries.private, [str(documents(leaky))]) >= PERSON


def test_a_leak_is_seen_among_the_terms(leaky: World) -> None:
    assert found_in(leaky.canaries.private, [terms(leaky)])


def test_a_leak_is_found_by_searching_for_it(leaky: World) -> None:
    assert holding(leaky, [leaky.canaries.private["visible: first name of the person"]]) >= 1
