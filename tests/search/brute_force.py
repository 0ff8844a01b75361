"""What Postgres counts over the views for any question, and questions by chance: the measure of every number shown."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from directory.geography.nis import municipality_of
from directory.geography.points import Point
from directory.importing.demo import lines
from directory.language.kind_table import with_broader
from directory.search.criteria import choices as labels
from directory.search.criteria.choices import FacetName, ResultGroup
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.periods import today
from directory.search.index.document import kinds_of

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence

    from directory.geography.gazetteer import Gazetteer
    from directory.publication.rows import Association
    from tests.running_parts import Database

COUNT = 500
# Words that nothing else looks, sounds or is spelt like: only a name that holds one can be meant.
CODEWORDS = ("qoxbrimpaz", "vuzzaplekt", "jyxworfun")
_FACTS = Path(__file__).with_name("facts.sql").read_bytes()
_COUNTS = Path(__file__).with_name("counts.sql").read_bytes()
_MIX = """
UPDATE register.association SET
    name = name || CASE WHEN id %% 5 < 3 THEN ' ' || (%(words)s::text[])[1 + id %% 3] ELSE '' END,
    modified_on = current_date - (id * 7 %% 500)::integer
"""
Fact = tuple[str, str]


@dataclass(frozen=True)
class Tiers:
    """The facts of which an association must have one to belong to a place, and those that it may not have."""

    within: Sequence[Fact] = ()
    nearer: Sequence[Fact] = ()
    is_empty: bool = False


@dataclass(frozen=True)
class World:
    """Associations in Postgres, and what may be asked of them."""

    database: psycopg.Connection
    values: dict[str, list[str]]
    parents: dict[str, str]  # of municipalities
    around: dict[str, list[str]]  # the municipalities of a post code
    districts: dict[str, str]  # by what is typed for one

    def total(self, criteria: Criteria) -> int:
        """Count the results of a question."""
        return self.counts(criteria)["totaal", ""]

    def counts(self, criteria: Criteria) -> dict[Fact, int]:
        """Count the results of a question and those of each value of each facet."""
        tiers = self._tiers(criteria)
        if tiers.is_empty:
            return {("totaal", ""): 0}
        by_area = criteria.group is ResultGroup.SURE or bool(criteria.where)  # else the tier stands for the areas
        facets = [facet for facet in FacetName if by_area or facet is not FacetName.AREA]
        chosen = [(facet, value) for facet in facets for value in criteria.chosen(facet)]
        area = "adres" if criteria.address_only else "gebied"
        values = {
            "facets": [area if facet is FacetName.AREA else facet.value for facet, _ in chosen],
            "values": [value for _, value in chosen],
            "word": criteria.q,
            "subtypes": list(criteria.subtypes),
            "since": criteria.modified_since,
            "kinds": [kind for kind, _ in tiers.within],
            "there": [value for _, value in tiers.within],
            "nearer_kinds": [kind for kind, _ in tiers.nearer],
            "nearer": [value for _, value in tiers.nearer],
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

    def _tiers(self, criteria: Criteria) -> Tiers:
        """Return what belongs to the group of the place that was given or, for other groups than the sure one, chosen.

        The sure ones of chosen areas are those of the facet.
        """
        where = self.districts.get(criteria.where, criteria.where)
        codes = (where,) if where else () if criteria.group is ResultGroup.SURE else criteria.areas
        local = [self._local(code, criteria) for code in codes]
        if criteria.group is ResultGroup.SURE:
            return Tiers(local)
        if criteria.address_only or not codes or (criteria.radius_km and not where):
            return Tiers(is_empty=True)
        municipalities = list(dict.fromkeys(nis for code in codes for nis in self._municipalities(code)))
        is_narrow = any(code not in self.parents and not code.startswith("BE") for code in codes)
        around = [("gebied", nis) for nis in municipalities] if is_narrow else []
        all_over = [("werkt", code) for code in dict.fromkeys(map(self.parents.__getitem__, municipalities))]
        if criteria.group is ResultGroup.MUNICIPALITY:
            return Tiers(around, local, is_empty=not around)
        is_province = criteria.group is ResultGroup.PROVINCE
        return Tiers(all_over, [*local, *around], is_empty=not is_province or not all_over)

    def _local(self, code: str, criteria: Criteria) -> Fact:
        if code in self.parents or code.startswith("BE"):
            return ("adres" if criteria.address_only else "gebied", code)
        return ("deelgemeente" if "-" in code else "postcode", code)

    def _municipalities(self, code: str) -> list[str]:
        if code.startswith("BE"):
            return []
        return self.around[code] if code in self.around else [municipality_of(code)]


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
def described(
    connection: psycopg.Connection, gazetteer: Gazetteer, published: Iterable[Association]
) -> Iterator[World]:
    """Read what may be asked; the kinds of an association, which its texts tell, become facts too."""
    connection.execute(_FACTS)
    kinds = [
        (one.association_id, code) for one in published for code in with_broader([told.code for told in kinds_of(one)])
    ]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO fact VALUES (%s, 'soort', %s)", kinds)
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
    known = gazetteer.by_code
    districts = {known[code].label: code for code in values["deelgemeente"] if code in known}
    yield World(connection, values, parents, around, districts)


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
        subjects=some(world.values["soort"], 0.15),
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
