"""The reader gives of each association exactly what plain reading of the tables gives."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import psycopg
import pytest
from psycopg.rows import dict_row

from directory.importing.demo import lines
from directory.publication import reader
from directory.publication.rows import Activity, Area, Association, Contact, Location, Membership, Recognition, Related

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.running_parts import Database, RunningParts

Row = dict[str, Any]
COUNT = 900


class Register(NamedTuple):
    """The tables as they are: rows by table."""

    tables: dict[str, list[Row]]
    database: Database

    def of(self, table: str, association: Row) -> list[Row]:
        """Return the rows of one association."""
        return [row for row in self.tables[table] if row["association_id"] == association["id"]]

    def named(self, table: str) -> dict[str, Row]:
        """Return a code list by its codes."""
        return {row["code"]: row for row in self.tables[table]}

    @property
    def visible(self) -> dict[str, Row]:
        """Return the public associations by vCode."""
        return {
            row["vcode"]: row
            for row in self.tables["association"]
            if row["status"] == "Actief" and not row["opted_out"] and row["deleted_on"] is None
        }


@pytest.fixture(scope="module")
def register(module_database: Database, parts: RunningParts) -> Register:
    """Fill a register with invented associations and read it whole."""
    environment = os.environ | {
        "DATABASE_URL": module_database.registrar,
        "DIRECTORY_SECRET": "for this test alone",
        "DIRECTORY_STATE": str(parts.place.state),
        "OPENSEARCH_URL": parts.connections.opensearch,
        "REDIS_URL": parts.connections.redis,
    }
    command = [sys.executable, "-m", "directory.cli", "import", "-"]
    subprocess.run(command, input=b"\n".join(lines(COUNT, 4)), env=environment, check=True, capture_output=True)
    with psycopg.connect(module_database.superuser, row_factory=dict_row) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'register'").fetchall()
        tables = {
            row["tablename"]: connection.execute(f"SELECT * FROM register.{row['tablename']}".encode()).fetchall()  # noqa: S608 - names from the catalog
            for row in names
            if row["tablename"] != "history"
        }
    return Register(tables, module_database)


def _primary_first(rows: list[Row], key: str) -> list[Row]:
    return sorted(rows, key=lambda row: (not row["is_primary"], row[key]))


def _location(row: Row) -> Location:
    values = {field: row[field] for field in Location._fields}
    if row["kind"] == "Correspondentie":
        values |= dict.fromkeys(("name", "street", "house_number", "box", "address_id"), "")
        values |= {axis: None if row[axis] is None else round(row[axis], 2) for axis in ("lat", "lon")}
    return Location(**values)


def _dated(row: Row, fields: tuple[str, ...]) -> Row:
    """Return the fields of a row, its dates as ISO 8601 text."""
    values = {field: row[field] for field in fields if field in row}
    return {name: str(value) if name.endswith("_date") and value else value for name, value in values.items()}


def expected(register: Register, association: Row) -> Association:
    """Build what the public may see of an association, by hand."""
    parent = register.visible.get(association["parent_vcode"] or "")
    activities, areas = register.named("activity"), register.named("area")
    own = {field: association[field] for field in Association._fields if field in association}
    codes = [activities[row["activity_code"]] for row in register.of("association_activity", association)]
    worked = [areas[row["area_code"]] for row in register.of("association_area", association)]
    memberships = [row for row in register.of("membership", association) if row["other_vcode"] in register.visible]
    return Association(
        **own
        | {
            "association_id": association["id"],
            "type_name": register.named("association_type")[association["type_code"]]["name"],
            "subtype_name": register.named("association_subtype")[association["subtype_code"]]["name"],
            "parent_vcode": parent and parent["vcode"],
            "parent_name": parent and parent["name"],
            "parent_identification": association["parent_identification"] if parent else "",
            "parent_description": association["parent_description"] if parent else "",
            "activities": tuple(
                Activity(row["code"], row["name"]) for row in sorted(codes, key=lambda row: row["position"])
            ),
            "areas": tuple(
                Area(**{field: row[field] for field in Area._fields})
                for row in sorted(worked, key=lambda row: row["code"])
            ),
            "locations": tuple(map(_location, _primary_first(register.of("location", association), "location_id"))),
            "contacts": tuple(
                Contact(**{field: row[field] for field in Contact._fields})
                for row in _primary_first(register.of("contact", association), "contact_id")
            ),
            "memberships": tuple(
                Membership(**_dated(row, Membership._fields), other_name=register.visible[row["other_vcode"]]["name"])
                for row in sorted(memberships, key=lambda row: row["membership_id"])
            ),
            "recognitions": tuple(
                Recognition(**_dated(row, Recognition._fields))
                for row in sorted(register.of("recognition", association), key=lambda row: row["recognition_id"])
            ),
        }
    )


def _ids(register: Register) -> list[int]:
    return [row["id"] for row in register.tables["association"]]


def test_every_public_association_is_read_exactly_and_no_other(register: Register) -> None:
    with psycopg.connect(register.database.public) as connection:
        found = {one.vcode: one for one in reader.published(connection, _ids(register))}
    assert found == {code: expected(register, row) for code, row in register.visible.items()}


def test_the_indexer_reads_each_version_with_what_is_public(register: Register) -> None:
    with psycopg.connect(register.database.indexer) as connection:
        found = reader.versioned(connection, [*_ids(register), 10**9])
    told = {one.association_id: (one.version, one.association) for one in found}
    assert told == {
        row["id"]: (row["version"], expected(register, row) if row["vcode"] in register.visible else None)
        for row in register.tables["association"]
    }


def test_some_of_what_was_read_had_something_to_hide(register: Register) -> None:
    hidden = {row["vcode"] for row in register.tables["association"]} - set(register.visible)
    referred = {row["other_vcode"] for row in register.tables["membership"]}
    referred |= {row["parent_vcode"] for row in register.tables["association"]}
    assert hidden & referred
    assert any(row["kind"] == "Correspondentie" and row["street"] for row in register.tables["location"])


def _asked(register: Register, question: Callable[[Any], Awaitable[Any]]) -> Any:
    async def ask() -> Any:
        connection = await psycopg.AsyncConnection.connect(register.database.public, autocommit=True)
        async with connection:
            return await question(connection)

    return asyncio.run(ask())


def test_an_association_is_read_by_its_vcode_when_it_is_public(register: Register) -> None:
    some = register.tables["association"][::9]

    async def each(connection: Any) -> dict[str, Association | None]:
        return {row["vcode"]: await reader.by_vcode(connection, row["vcode"]) for row in some}

    assert _asked(register, each) == {
        row["vcode"]: expected(register, row) if row["vcode"] in register.visible else None for row in some
    }


def test_members_and_departments_are_the_public_ones_by_name(register: Register) -> None:
    members: dict[str, set[Related]] = defaultdict(set)
    departments: dict[str, set[Related]] = defaultdict(set)
    numbers = {row["id"]: row for row in register.visible.values()}
    for row in register.tables["membership"]:
        if row["association_id"] in numbers:
            member = numbers[row["association_id"]]
            members[row["other_vcode"]].add(Related(member["vcode"], member["name"]))
    for row in register.visible.values():
        departments[row["parent_vcode"] or ""].add(Related(row["vcode"], row["name"]))

    async def all_of_them(connection: Any) -> dict[str, tuple[list[Related], list[Related]]]:
        return {
            code: (
                await reader.members(connection, row["id"]),
                await reader.departments(connection, row["id"]),
            )
            for code, row in register.visible.items()
            if code in members or code in departments
        }

    found = _asked(register, all_of_them)
    assert found
    assert {code: (set(first), set(second)) for code, (first, second) in found.items()} == {
        code: (members[code], departments[code]) for code in found
    }
    assert all(len(set(listed)) == len(listed) for both in found.values() for listed in both)


def test_what_was_never_public_has_not_departed(register: Register) -> None:
    async def all_of_them(connection: Any) -> set[bool]:
        return {await reader.has_departed(connection, row["vcode"]) for row in register.tables["association"][::9]}

    assert _asked(register, all_of_them) == {False}
