"""What is private goes in with a value that occurs nowhere else, and comes out nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.privacy import crawl
from tests.privacy.canaries import comparable, found_in
from tests.privacy.engine import documents, holding, terms
from tests.privacy.world import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.privacy.world import World

# Columns of text that hold codes, dates or what everybody has: no value of theirs can be told apart.
UNMISTAKABLE = {
    "vcode", "type_code", "subtype_code", "status", "source", "kind", "postcode", "municipality", "country", "nis",
    "district", "other_vcode", "parent_vcode", "duplicate_of", "product_number", "authority_ovo", "list", "item",
    "operation", "actor_kind", "activity_code", "area_code", "renewal_url",
}  # fmt: skip


@pytest.fixture(scope="module")
def crawled(world: World) -> list[tuple[str, str]]:
    """Return every answer that the application gives."""
    return list(crawl.answers(world.client, world.canaries))


@pytest.fixture(scope="module")
def indexed(world: World) -> dict[str, list[dict[str, Any]]]:
    """Return every document of every index, live or not, as the engine keeps it."""
    return {"documents": documents(world)}


def test_forty_private_fields_and_more_went_in(world: World) -> None:
    visible = [
        name
        for name in world.canaries.private
        if name.startswith(("visible", "enterprise", "orphan", "history", "post"))
    ]
    hidden = [name for name in world.canaries.private if name.startswith("opted out")]

    assert min(len(visible), len(hidden)) >= 40


def test_every_private_value_is_in_the_register(world: World) -> None:
    whole = "".join(comparable(str(row)) for table in _tables(world) for row in rows(world.database, f"TABLE {table}"))
    # The address in one line and unknown keys are not taken over; a refused line is not in at all.
    kept_out = ("refused", "address in one line", "an unknown field")

    missing = {
        name
        for name, value in world.canaries.private.items()
        if comparable(value) not in whole and not any(part in name for part in kept_out)
    }
    assert missing == set()


def test_every_column_of_text_holds_a_canary_or_cannot(world: World) -> None:
    columns = rows(
        world.database,
        "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables"
        " USING (table_schema, table_name) WHERE table_schema = 'register' AND table_type = 'BASE TABLE'"
        " AND data_type IN ('text', 'ARRAY', 'jsonb') AND table_name IN ('association', 'association_activity',"
        " 'association_area', 'location', 'contact', 'membership', 'recognition', 'representative', 'bank_account',"
        " 'bank_account_confirmation', 'history')",
    )
    everything = {**world.canaries.private, **world.canaries.public}

    without = {
        f"{table}.{column}"
        for table, column in columns
        if column not in UNMISTAKABLE and not found_in(everything, [_column(world, table, column)])
    }
    assert without == set()


def test_every_route_is_visited(world: World) -> None:
    assert crawl.routes(world.app) == crawl.ADDRESSES.keys()


def test_nothing_private_comes_out_of_any_route(world: World, crawled: list[tuple[str, str]]) -> None:
    leaks = {(name, address) for address, answer in crawled for name in found_in(world.canaries.private, [answer])}
    assert leaks == set()


def test_what_is_public_comes_out(world: World, crawled: list[tuple[str, str]]) -> None:
    pages = [answer for address, answer in crawled if address.startswith("/vereniging/")]

    assert found_in(world.canaries.public, pages) == world.canaries.public.keys()


def test_nothing_private_comes_out_while_the_engine_is_away(world: World) -> None:
    found = [answer for _, answer in crawl.answers(world.without_engine, world.canaries)]

    assert found_in(world.canaries.private, found) == set()
    assert "visible: name" in found_in(world.canaries.public, found)


def test_nothing_private_is_in_the_index(world: World, indexed: Mapping[str, object]) -> None:
    assert found_in(world.canaries.private, [str(indexed)]) == set()


def test_what_the_index_is_made_for_is_in_it(world: World, indexed: Mapping[str, object]) -> None:
    assert {"visible: name", "visible: description", "enterprise: call name", "enterprise: KBO number"} <= found_in(
        world.canaries.public, [str(indexed)]
    )


def test_only_public_associations_have_a_document(indexed: dict[str, list[dict[str, Any]]]) -> None:
    assert len({document["_id"] for document in indexed["documents"]}) == 3


def test_no_term_of_any_field_is_private(world: World) -> None:
    assert found_in(world.canaries.private, [terms(world)]) == set()


def test_no_private_value_finds_anything_in_the_engine(world: World) -> None:
    values = list(world.canaries.private.values())
    groups = [values[start : start + 20] for start in range(0, len(values), 20)]

    assert holding(world, [world.canaries.public["visible: name"]]) >= 1
    assert [holding(world, group) for group in groups] == [0] * len(groups)


def test_nothing_private_is_in_any_line_that_a_process_said(world: World, crawled: list[tuple[str, str]]) -> None:
    said = world.said.getvalue()

    assert all(
        part in said for part in ('"event":"request"', '"event":"generation is live"', '"event":"batch settled"')
    )
    assert found_in(world.canaries.private, [said]) == set()


def test_no_line_names_a_public_association_or_what_was_searched(world: World, crawled: list[tuple[str, str]]) -> None:
    assert found_in(world.canaries.public, [world.said.getvalue()]) == set()


def _tables(world: World) -> list[str]:
    found = rows(world.database, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'register'")
    return [f"register.{row[0]}" for row in found]


def _column(world: World, table: object, column: object) -> str:
    return str(rows(world.database, f"SELECT {column} FROM register.{table}"))  # noqa: S608 - names from the catalogue
