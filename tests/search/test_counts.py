"""Five hundred questions: the total and every count of every facet equal what Postgres counts over the views."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import psycopg
import pytest

from directory.publication import reader
from directory.search.criteria.choices import AGES, FacetName, ResultGroup
from tests.search.brute_force import World, described, made, question
from tests.search.conftest import Asker, asking, indexed, settings
from tests.search.facet_tree import flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.search.criteria.criteria import Criteria
    from tests.running_parts import Database

QUESTIONS, BATCHES = 500, 5


class Compared(NamedTuple):
    """The search, and what counts the same associations without it."""

    asker: Asker
    world: World


@pytest.fixture(scope="module")
def compared(
    module_database: Database, opensearch_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Compared]:
    made(module_database, tmp_path_factory.mktemp("counts"))
    with psycopg.connect(module_database.superuser, autocommit=True) as connection:
        ids = [row[0] for row in connection.execute("SELECT association_id FROM publication.association")]
        published = list(reader.published(connection, ids))
        alias = f"counts-{os.getpid()}"
        with (
            indexed(opensearch_url, alias, published),
            asking(settings(module_database, opensearch_url, alias)) as asker,
            described(connection, asker.search.reference.gazetteer, published) as world,
        ):
            yield Compared(asker, world)


def differences(compared: Compared, criteria: Criteria) -> list[Any]:
    """Return where the answer of the engine is not what Postgres counts."""
    world = compared.world
    found = compared.asker.find(criteria)
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
        if facet.name is FacetName.AGE:
            missing &= set(AGES)  # the code of all ages is in links of before, and no choice
        wrong += [(facet.name, code, None, expected[code]) for code in sorted(missing)]
    if found.address_count is not None:
        by_address = world.total(replace(criteria, address_only=True))
        wrong += [("adres", found.address_count, by_address)] if found.address_count != by_address else []
    for group in ResultGroup:
        expected_total = world.total(criteria.in_group(group))
        counted = next((one.total for one in found.groups if one.subject.group is group), 0)
        if group is not ResultGroup.SURE and counted != expected_total:
            wrong.append((group, counted, expected_total))
    return [(criteria.pairs(), *wrong)] if wrong else []


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_total_and_all_counts_equal_brute_force(compared: Compared, batch: int) -> None:
    chance = random.Random(batch)  # noqa: S311 - the same questions in every run is the point
    asked = [question(compared.world, chance) for _ in range(QUESTIONS // BATCHES)]
    assert [wrong for criteria in asked for wrong in differences(compared, criteria)] == []


def test_the_questions_find_something_and_choose_something(compared: Compared) -> None:
    """Guard the property above: questions that find nothing would agree about nothing."""
    chance = random.Random(0)  # noqa: S311 - idem
    totals = [compared.world.total(question(compared.world, chance)) for _ in range(100)]
    assert sum(total > 0 for total in totals) > 20
