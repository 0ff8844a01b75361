"""Questions as people ask them: what is looked for, where, for which age and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from directory.search.criteria.choices import AGE_RANGES
from tests.search.corpus import activity, association, location

if TYPE_CHECKING:
    from tests.search.conftest import Asker

SPORT, CULTURE = (activity("SPRT"),), (activity("KECU"),)
GENT, LEUVEN = (location("44021"),), (location("24062"),)
TURNKRINGEN = {1001: (0, 150), 1002: (3, 11), 1003: (12, 25), 1004: (26, 64), 1005: (65, 99), 1006: (6, 99)}
CORPUS = [
    *[
        association(number, f"Turnkring {number}", locations=GENT, activities=SPORT, min_age=low, max_age=high)
        for number, (low, high) in TURNKRINGEN.items()
    ],
    association(1011, "Dansschool De Zwier", locations=LEUVEN, activities=CULTURE),
    association(1012, "Wij Dansen", locations=GENT, activities=CULTURE),
    association(1013, "Koor Cantate", locations=GENT, activities=CULTURE),
    association(1015, "Koor De Wegwijzer", description="Wie blind is, zingt mee.", locations=GENT, activities=CULTURE),
    association(1016, "Toneel 8 Jaar Oud", locations=GENT, activities=CULTURE, min_age=30, max_age=60),
    association(1014, "Waar Is De Maat", locations=GENT, activities=CULTURE),
]


@pytest.mark.parametrize(("group", "ages"), AGE_RANGES.items())
def test_an_age_group_finds_who_somebody_of_that_age_may_join_and_own_groups_first(
    searching: Asker, group: str, ages: tuple[int, int]
) -> None:
    found = [int(name.removeprefix("Turnkring ")) for name in searching.names(q="turnkring", leeftijd=group)]
    low, high = ages
    may_join = {number for number, (youngest, oldest) in TURNKRINGEN.items() if youngest <= high and oldest >= low}
    assert set(found) == may_join
    assert {1001, 1006} <= may_join
    assert set(found[-2:]) == {1001, 1006}


def test_without_words_who_is_meant_for_an_age_comes_first_too(searching: Asker) -> None:
    assert searching.names(leeftijd="kinderen")[0] == "Turnkring 1002"


def test_who_names_no_target_age_can_still_be_asked_for_alone(searching: Asker) -> None:
    found = searching(q="turnkring", leeftijd="alle-leeftijden")
    assert [hit.name for hit in found.hits] == ["Turnkring 1001"]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("waar kan ik leren dansen in Leuven", "Dansschool De Zwier"),
        ("hallo, ik zoek een leuk koor voor mijn dochter in Gent aub", "Koor Cantate"),
        ("zijn er ook ergens koren in Gent?", "Koor Cantate"),
        ("une chorale à Gand", "Koor Cantate"),
        ("where can my son join a choir in Ghent", "Koor Cantate"),
        ("wij dansen", "Wij Dansen"),
        ("waar is de maat", "Waar Is De Maat"),
        ("waar is maat gent", "Waar Is De Maat"),
    ],
)
def test_a_question_is_read_and_a_name_is_kept(searching: Asker, q: str, first: str) -> None:
    assert searching.names(q=q)[:1] == [first]


def test_a_question_for_anything_in_a_place_gives_all_of_it(searching: Asker) -> None:
    assert searching(q="welke verenigingen zijn er in Leuven?").total == 1
    assert searching(q="wat is er te doen", waar="Leuven").total == 1


@pytest.mark.parametrize("age", [2, 6, 12, 30, 70, 100])
@pytest.mark.parametrize(
    "form", ["turnkring voor mijn kind van {} jaar in Gent", "{} jaar turnkring", "turnen {} jaar"]
)
def test_an_age_finds_who_somebody_of_that_age_may_join_and_own_groups_first(
    searching: Asker, age: int, form: str
) -> None:
    found = [int(name.removeprefix("Turnkring ")) for name in searching.names(q=form.format(age))]
    assert set(found) == {number for number, (low, high) in TURNKRINGEN.items() if low <= age <= high}
    own = {number for number in found if number not in {1001, 1006}}
    assert set(found[: len(own)]) == own


def test_an_age_group_in_words_finds_what_the_facet_finds(searching: Asker) -> None:
    in_words = searching(q="turnkring voor kinderen")
    assert in_words.total == searching(q="turnkring", leeftijd="kinderen").total
    undone = [one.without for one in in_words.active_filters if one.parameter == "voor_leeftijd"]
    assert [searching.find(one).total for one in undone] == [len(TURNKRINGEN)]


def test_an_age_alone_in_a_place_gives_what_one_may_join_there(searching: Asker) -> None:
    found = searching.names(q="iets voor mijn zoon van 6 in Gent")
    assert found[0] == "Turnkring 1002"
    assert {"Turnkring 1003", "Turnkring 1004", "Turnkring 1005"}.isdisjoint(found)


def test_for_whom_ranks_and_leaves_nothing_out(searching: Asker) -> None:
    everything = set(searching.names(q="koor gent"))
    assert set(searching.names(q="koor voor slechtzienden in gent")) == everything
    assert searching.names(q="koor voor slechtzienden in gent")[0] == "Koor De Wegwijzer"
    assert searching.names(q="koor gent")[0] != "Koor De Wegwijzer"


def test_a_name_that_holds_an_age_is_found_whatever_ages_it_names(searching: Asker) -> None:
    assert searching.names(q="toneel 8 jaar oud gent")[:1] == ["Toneel 8 Jaar Oud"]
