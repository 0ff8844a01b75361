"""Numbered pages lead to the thousandth result, cursors lead on; who walks by cursor meets each association once."""

from __future__ import annotations

import os
import random
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import opensearchpy
import pytest
from opensearchpy.helpers import bulk

from directory.search.criteria.choices import Sort
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.url_parameters import LAST_PAGE
from directory.search.criteria.window import NUMBERED_RESULTS
from directory.search.index.document import document
from directory.search.index.schema import MAPPING, SETTINGS
from directory.search.results import pagination
from tests.search.conftest import PATIENT, Asker, asking, settings
from tests.search.corpus import association, invented, recognition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from directory.publication.rows import Association
    from tests.running_parts import Database

MANY = NUMBERED_RESULTS + 35
SMALL = invented(60, seed=9)
ORDERS = [
    (Criteria(sort=sort, q=words, where=where), number)
    for number, (sort, words, where) in enumerate(
        (
            *((sort, "", "") for sort in Sort if sort is not Sort.DISTANCE),
            (Sort.BEST, "koor", ""),
            (Sort.BEST, "", "24062"),
            (Sort.DISTANCE, "", "24062"),  # some have no address: their distance is infinite
            (Sort.NAME, "harmoni vooruti", ""),
        )
    )
]


@dataclass(frozen=True)
class Index:
    """An index under an alias that can be written to and replaced."""

    client: opensearchpy.OpenSearch
    alias: str

    def generation(self, name: str, associations: Iterable[Association]) -> None:
        """Make a generation and let the alias lead to it alone."""
        index = f"{self.alias}-{name}"
        self.client.indices.create(index=index, body={"settings": SETTINGS, "mappings": MAPPING})
        bulk(self.client, ({**_action(one), "_index": index} for one in associations), refresh=True)
        others = {"index": f"{self.alias}-*", "alias": self.alias, "must_exist": False}
        actions = [{"remove": others}, {"add": {"index": index, "alias": self.alias}}]
        self.client.indices.update_aliases(body={"actions": actions})

    def write(self, associations: Iterable[Association]) -> None:
        """Write some associations."""
        bulk(self.client, ({**_action(one), "_index": self.alias} for one in associations), refresh=True)

    def remove(self, one: Association) -> None:
        """Remove an association."""
        self.client.delete(index=self.alias, id=str(one.association_id), refresh=True)


def _action(one: Association) -> dict[str, object]:
    return {"_id": str(one.association_id), "_source": document(one)}


@contextmanager
def index(address: str, alias: str) -> Iterator[Index]:
    with opensearchpy.OpenSearch(address, timeout=PATIENT) as client:
        yield Index(client, alias)
        for name in client.indices.get(index=f"{alias}-*"):
            client.indices.delete(index=name)


@pytest.fixture
def changing(module_database: Database, opensearch_url: str, index_prefix: str) -> Iterator[tuple[Asker, Index]]:
    """Ask over an index that the test writes to."""
    with (
        index(opensearch_url, index_prefix) as made,
        asking(settings(module_database, opensearch_url, index_prefix)) as asker,
    ):
        made.generation("one", SMALL)
        yield asker, made


@pytest.fixture(scope="module")
def crowd(module_database: Database, opensearch_url: str) -> Iterator[Asker]:
    """Ask over more associations than there are numbered pages for."""
    alias = f"search-{os.getpid()}-crowd"
    with index(opensearch_url, alias) as made, asking(settings(module_database, opensearch_url, alias)) as asker:
        made.generation("one", [association(number, f"Kring {number}") for number in range(MANY)])
        yield asker


def walked(asker: Asker, criteria: Criteria, between: Callable[[int], None] = lambda _: None) -> list[str]:
    """Return the vCodes from the first page on by cursor; `between` is done after each page."""
    found: list[str] = []
    following: Criteria | None = criteria
    page = 0
    while following:
        answer = asker.find(following)
        assert not answer.problems
        found += [hit.vcode for hit in answer.hits]
        following = answer.paging.onwards
        page += 1
        between(page)
    return found


def test_numbered_pages_and_the_cursor_after_them_show_each_once(crowd: Asker) -> None:
    page = crowd.find(Criteria())
    found = [hit.vcode for hit in page.hits]
    numbers = [page.paging.number]
    while page.paging.following:
        page = crowd.find(page.paging.following)
        found += [hit.vcode for hit in page.hits]
        numbers.append(page.paging.number)
    assert len(found) == len(set(found)) == MANY
    assert numbers == [*range(1, LAST_PAGE + 1), None, None, None, None]


def test_the_way_back_from_a_cursor_keeps_the_place(crowd: Asker) -> None:
    second = crowd.find(Criteria()).paging.onwards
    assert second
    page = crowd.find(second)
    assert page.paging.previous == Criteria()
    third = page.paging.onwards
    assert third
    assert crowd.find(third).paging.previous == Criteria(page=2)


@pytest.mark.parametrize(("criteria", "seed"), ORDERS)
def test_each_untouched_association_is_met_once_while_others_change(
    changing: tuple[Asker, Index], criteria: Criteria, seed: int
) -> None:
    asker, made = changing
    before = walked(asker, criteria)
    chance = random.Random(seed)  # noqa: S311 - the same changes in every run is the point
    touched = chance.sample(SMALL, 15)

    def change(page: int) -> None:
        for one in touched[3 * page - 3 : 3 * page - 1]:
            made.write([one._replace(name=f"{chance.choice('AMZ')} {one.name}", recognitions=(recognition(),))])
        for one in touched[3 * page - 1 : 3 * page]:
            made.remove(one)
        made.write(
            invented(2, seed=100 + page)[number]._replace(
                association_id=5000 + 2 * page + number, vcode=f"V{5000 + 2 * page + number:07}"
            )
            for number in range(2)
        )

    found = walked(asker, criteria, change)
    others = {one.vcode for one in touched} | {code for code in found if code >= "V0005000"}
    assert [code for code in found if code not in others] == [code for code in before if code not in others]


@pytest.mark.parametrize(("criteria", "seed"), ORDERS)
def test_another_generation_in_between_changes_nothing(
    changing: tuple[Asker, Index], criteria: Criteria, seed: int
) -> None:
    asker, made = changing
    before = walked(asker, criteria)
    shuffled = random.Random(seed).sample(SMALL, len(SMALL))  # noqa: S311 - idem

    def swap(page: int) -> None:
        if page == 1:
            made.generation("two", shuffled)
            made.client.indices.delete(index=f"{made.alias}-one")

    assert walked(asker, criteria, swap) == before


def test_by_newest_a_change_of_the_association_itself_does_not_move_it(changing: tuple[Asker, Index]) -> None:
    asker, made = changing
    criteria = Criteria(sort=Sort.NEWEST)
    before = walked(asker, criteria)
    found = walked(asker, criteria, lambda page: made.write(one._replace(name=f"{page} {one.name}") for one in SMALL))
    assert found == before


def test_a_cursor_of_another_ranking_is_refused_with_a_sentence(
    changing: tuple[Asker, Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    asker, _ = changing
    following = asker.find(Criteria()).paging.onwards
    assert following
    monkeypatch.setattr(pagination, "ranking", lambda: "another")
    answer = asker.find(following)
    assert [problem.parameter for problem in answer.problems] == ["na"]
    assert answer.hits == asker.find(Criteria()).hits
