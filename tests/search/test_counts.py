"""Five hundred questions: the total and every count of every facet equal what Postgres counts over the views."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from directory.geography.points import Point
from directory.importing.demo import lines
from directory.publication import reader
from directory.search.criteria import choices as labels
from directory.search.criteria.choices import FacetName
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.periods import today
from tests.search.conftest import Asker, asking, indexed, settings
from tests.search.facet_tree import flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.running_parts import Database

COUNT = 500
QUESTIONS, BATCHES = 500, 5
# Words that nothing else looks, sounds or is spelt like: only a name that holds one can be meant.
CODEWORDS = ("qoxbrimpaz", "vuzzaplekt", "jyxworfun")
_FACTS = Path(__file__).with_name("facts.sql").read_bytes()
_COUNTS = Path(__file__).with_name("counts.sql").read_bytes()
_MIX = """
UPDATE register.association SET
    name = name || CASE WHEN id %% 5 < 3 THEN ' ' || (%(words)s::text[])[1 + id %% 3] ELSE '' END,
    modified_on = current_date - (id * 7 %% 500)::integer
"""


@dataclass(frozen=True)
class World:
    """Associations in Postgres and in the index, and what may be asked of them."""

    asker: Asker
    database: psycopg.Connection
    values: dict[str, list[str]]
    parents: dict[str, str]  # of municipalities
    around: dict[str, list[str]]  # the municipalities of a post code
    districts: dict[str, str]  # by what is typed for one

    def counts(self, criteria: Criteria) -> dict[tuple[str, str], int]:
        """Count in Postgres."""
        asked = [(facet, value) for facet in FacetName for value in criteria.chosen(facet)]
        there = self._there(criteria)
        area = "adres" if criteria.address_only else "gebied"
        values = {
            "facets": [area if facet is FacetName.AREA else facet.value for facet, _ in asked],
            "values": [value for _, value in asked],
            "word": criteria.q,
            "subtypes": list(criteria.subtypes),
            "since": criteria.modified_since,
            "kinds": [kind for kind, _ in there],
            "there": [value for _, value in there],
            "km": criteria.radius_km,
            "lat": criteria.near.lat if criteria.near else None,
            "lon": criteria.near.lon if criteria.near else None,
        }
        rows = self.database.execute(_COUNTS, values).fetchall()
        return {
            ("gebied" if facet == area else facet, value): count
            for facet, value, count in rows
            if facet != "gebied" or area == "gebied"
        }

    def _there(self, criteria: Criteria) -> list[tuple[str, str]]:
        """Return what an association must have one of to belong to the place that is asked for."""
        where = self.districts.get(criteria.where, criteria.where)
        if not where:
            return []
        if where.startswith("BE"):
            return [("adres" if criteria.address_only else "gebied", where)]
        wide = "adres" if criteria.address_only else "gebied"
        return [(wide if where in self.parents else "deelgemeente" if "-" in where else "postcode", where)]


def made(database: Database, folder: Path) -> None:
    """Import invented associations, give some of them a code word and spread the days of their last change."""
    file = folder / "demo.ndjson"
    file.write_bytes(b"\n".join(lines(COUNT, 5)) + b"\n")
    nowhere = {"OPENSEARCH_URL": "http://127.0.0.1:1", "REDIS_URL": "redis://127.0.0.1:1/0", "DIRECTORY_SECRET": "none"}
    environment = {**os.environ, **nowhere, "DATABASE_URL": database.registrar}
    command = [sys.executable, "-m", "directory.cli", "import", str(file)]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    with psycopg.connect(database.superuser) as connection:
        connection.execute(_MIX, {"words": list(CODEWORDS)})


@contextmanager
def described(connection: psycopg.Connection, asker: Asker) -> Iterator[World]:
    """Read what may be asked."""
    connection.execute(_FACTS)
    values: dict[str, list[str]] = {}
    for facet, value in connection.execute(
        "SELECT facet, value FROM fact WHERE value IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
    ):
        values.setdefault(facet, []).append(value)
    parents: dict[str, str] = dict(
        connection.execute("SELECT code, parent FROM publication.area WHERE kind = 'gemeente'").fetchall()
    )
    around: dict[str, list[str]] = {}
    for postcode, nis in connection.execute("SELECT DISTINCT postcode, nis FROM publication.place ORDER BY 1, 2"):
        around.setdefault(postcode, []).append(nis)
    known = asker.search.reference.gazetteer.by_code
    districts = {known[code].label: code for code in values["deelgemeente"] if code in known}
    yield World(asker, connection, values, parents, around, districts)


@pytest.fixture(scope="module")
def world(module_database: Database, opensearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made(module_database, tmp_path_factory.mktemp("counts"))
    with psycopg.connect(module_database.superuser, autocommit=True) as connection:
        ids = [row[0] for row in connection.execute("SELECT association_id FROM publication.association")]
        published = reader.published(connection, ids)
        alias = f"counts-{os.getpid()}"
        with (
            indexed(opensearch_url, alias, published),
            asking(settings(module_database, opensearch_url, alias)) as asker,
            described(connection, asker) as found,
        ):
            yield found


def question(world: World, chance: random.Random) -> Criteria:
    """Return any question: words, a place or a position, and up to two values of each facet."""

    def some(choices: list[str], often: float = 0.3) -> tuple[str, ...]:
        return tuple(sorted(chance.sample(choices, chance.randint(1, 2)))) if chance.random() < often else ()

    wide = [code for code in world.values["gebied"] if "-" not in code]
    places = [*wide, *world.values["postcode"], *world.districts]
    near = Point(round(chance.uniform(50.8, 51.2), 4), round(chance.uniform(3.2, 5.4), 4))
    position = chance.random() < 0.2
    return Criteria(
        q=chance.choice(("", "", *CODEWORDS)),
        where="" if position or chance.random() < 0.6 else chance.choice(places),
        near=near if position else None,
        radius_km=chance.randint(1, 60) if position else None,
        activities=some(world.values["activiteit"]),
        areas=some(world.values["gebied"]),
        address_only=chance.random() < 0.3,
        kinds=some(list(labels.KINDS)),
        subtypes=some(list(labels.SUBTYPES), 0.15),
        ages=some(list(labels.AGES)),
        recognised=("ja",) if chance.random() < 0.2 else (),
        has=some(list(labels.HAS)),
        changed=some(list(labels.CHANGED)),
        modified_since=today() - timedelta(days=chance.randint(0, 600)) if chance.random() < 0.15 else None,
    )


def differences(world: World, criteria: Criteria) -> list[Any]:
    """Return where the answer of the engine is not what Postgres counts."""
    found = world.asker.find(criteria)
    counts = world.counts(criteria)
    wrong: list[Any] = [("totaal", found.total, counts["totaal", ""])] if found.total != counts["totaal", ""] else []
    for facet in found.facets:
        shown = {code: value.count for code, value in flat(facet.values).items()}
        expected = {value: count for (name, value), count in counts.items() if name == facet.name}
        wrong += [
            (facet.name, code, n, expected.get(code, 0)) for code, n in shown.items() if n != expected.get(code, 0)
        ]
        # Districts are shown of the municipalities in use only.
        missing = {code for code in expected if "-" not in code or facet.name is not FacetName.AREA} - set(shown)
        wrong += [(facet.name, code, None, expected[code]) for code in sorted(missing)]
    if found.address_count is not None:
        by_address = world.counts(replace(criteria, address_only=True))["totaal", ""]
        wrong += [("adres", found.address_count, by_address)] if found.address_count != by_address else []
    return [(criteria.pairs(), *wrong)] if wrong else []


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_total_and_all_counts_equal_brute_force(world: World, batch: int) -> None:
    chance = random.Random(batch)  # noqa: S311 - the same questions in every run is the point
    asked = [question(world, chance) for _ in range(QUESTIONS // BATCHES)]
    assert [wrong for criteria in asked for wrong in differences(world, criteria)] == []


def test_the_questions_find_something_and_choose_something(world: World) -> None:
    """Guard the property above: questions that find nothing would agree about nothing."""
    chance = random.Random(0)  # noqa: S311 - idem
    totals = [world.counts(question(world, chance))["totaal", ""] for _ in range(100)]
    assert sum(total > 0 for total in totals) > 20
