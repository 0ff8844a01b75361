"""The numbers and last changes of kinds, against counting the associations one by one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from directory.geography.nis import is_municipality, province_of
from directory.language.kind_table import with_broader
from directory.search.criteria.criteria import Criteria
from directory.search.index.document import kinds_of
from directory.search.query.kind_overview import SEVERAL
from tests.search.corpus import TOWNS, invented

if TYPE_CHECKING:
    from directory.publication.rows import Association
    from tests.search.conftest import Asker

CORPUS = invented(400)


def areas(one: Association) -> set[str]:
    """Return where it has an address or works, with the provinces around."""
    named = {*(place.nis for place in one.locations if place.nis), *(area.code for area in one.areas)}
    return named | {province for code in named if (province := province_of(code))}


def kinds(one: Association) -> tuple[str, ...]:
    return with_broader([told.code for told in kinds_of(one)])


@pytest.mark.parametrize("area", [None, *sorted(TOWNS)[:4], "BE24"])
def test_the_numbers_are_those_of_counting_and_of_the_search(searching: Asker, area: str | None) -> None:
    criteria = Criteria(areas=(area,) if area else ())
    expected = Counter(code for one in CORPUS if area is None or area in areas(one) for code in kinds(one))
    counted = searching.run(searching.search.kind_counts(criteria))
    assert counted == expected
    assert expected
    some = sorted(expected)[:5]
    asked = [Criteria(areas=criteria.areas, subjects=(code,)) for code in some]
    assert searching.counts(asked) == [expected[code] for code in some]


def test_the_last_change_of_a_kind_is_that_of_the_one_that_changed_last(searching: Asker) -> None:
    expected = {
        code: max(one.modified_on for one in CORPUS if code in kinds(one)) for one in CORPUS for code in kinds(one)
    }
    found = searching.run(searching.search.kind_changes())
    assert {change.code: change.modified_on for change in found} == expected
    assert {change.area for change in found} == {""}


def test_in_a_municipality_kinds_of_several_associations_are_told(searching: Asker) -> None:
    towns = [town for town in TOWNS if is_municipality(town)]
    counted = Counter((town, code) for one in CORPUS for town in areas(one) & set(towns) for code in kinds(one))
    found = searching.run(searching.search.kind_changes(towns))
    assert {(change.area, change.code) for change in found} == {
        pair for pair, count in counted.items() if count >= SEVERAL
    }
