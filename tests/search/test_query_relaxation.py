"""Nothing is a dead end: what helps is named, at most six steps, each with the number that following it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.search.criteria import choices as labels
from directory.search.criteria.criteria import Criteria
from directory.search.results import query_relaxation
from directory.search.results.model import RelaxationKind
from directory.search.results.query_relaxation import MOST_STEPS
from directory.search.understanding.interpretation import interpret
from tests.search.corpus import ACTIVITIES, TOWNS, activity, association, in_district, invented, location

if TYPE_CHECKING:
    from tests.search.conftest import Asker

CORPUS = [
    *invented(120, seed=3),
    association(1, "Zangkoor De Leeuwerik", locations=(location("24062"),), activities=(activity("KECU"),)),
    association(2, "Schermclub Zwaard", locations=(in_district("24062"),), activities=(activity("SPRT"),)),
    association(3, "Schermclub Degen", locations=(location("24038", lat=50.8960, lon=4.6800),)),
    association(4, "Imkersgilde De Korf", locations=(location("44021"),), description="Zelf honing slingeren."),
]


def steps(asker: Asker, **parameters: str) -> dict[RelaxationKind, tuple[str, int]]:
    found = asker(**parameters)
    assert found.total == 0
    return {step.kind: (step.subject, step.count) for step in found.relaxation_steps}


def some(choices: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(choices), max_size=1).map(tuple)


questions = st.builds(
    Criteria,
    q=st.lists(
        st.sampled_from(("schermclub", "koor", "korf", "xyzzyq", "gent", "in", "kerkkoor", '"degen zwaard"')),
        max_size=3,
    ).map(" ".join),
    where=st.sampled_from(("", "Leuven", "Kessel-Lo", "9050", "Kortrijk")),
    activities=some(sorted(ACTIVITIES)),
    areas=some([*TOWNS, "BE22"]),
    address_only=st.booleans(),
    kinds=some(["PS", "SVON", "VZW"]),
    subtypes=some(list(labels.SUBTYPES)),
    ages=some(list(labels.AGES)),
    changed=some(list(labels.CHANGED)),
)


@given(criteria=questions)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_step_gives_the_number_beside_it(searching: Asker, criteria: Criteria) -> None:
    found = searching.find(criteria).relaxation_steps
    assert len(found) <= MOST_STEPS
    assert len({step.criteria for step in found}) == len(found)
    assert [step.count for step in found] == [searching.find(step.criteria).total for step in found]
    assert all(step.count for step in found)


def test_what_finds_something_needs_no_step(searching: Asker) -> None:
    assert searching(q="schermclub").relaxation_steps == ()


def candidates(asker: Asker, criteria: Criteria) -> dict[RelaxationKind, str]:
    asked, _ = interpret(criteria, asker.search.reference)
    return {step.kind: step.subject for step in query_relaxation.candidates(asked)}


def test_the_words_spelt_well_are_a_step(searching: Asker) -> None:
    assert (
        candidates(searching, Criteria(q="volleybal klup leuvem"))[RelaxationKind.SPELLING] == "volleybal club leuven"
    )


def test_a_district_widens_to_its_municipality(searching: Asker) -> None:
    assert steps(searching, q="leeuwerik", waar="Kessel-Lo")[RelaxationKind.MUNICIPALITY] == ("Leuven", 1)


def test_a_place_widens_to_what_lies_around(searching: Asker) -> None:
    assert steps(searching, q="degen", waar="Leuven")[RelaxationKind.AROUND] == ("Leuven", 1)


def test_a_radius_widens(searching: Asker) -> None:
    found = searching(q="korf", bij="51.20,3.80", straal="10")
    assert [(step.kind, step.radius_km) for step in found.relaxation_steps][:1] == [(RelaxationKind.AROUND, 20)]


def test_a_place_among_the_words_widens_too(searching: Asker) -> None:
    found = steps(searching, q="slingeren kortrijk")
    assert found[RelaxationKind.EVERYWHERE] == ("slingeren", 1)
    assert found[RelaxationKind.PLACE][0] == "Kortrijk"


def test_only_the_most_restrictive_filter_is_left_out(searching: Asker) -> None:
    found = searching(q="leeuwerik", activiteit="KECU", erkend="ja")
    left_out = [step for step in found.relaxation_steps if step.kind is RelaxationKind.FILTER]
    assert [(step.filters[0].parameter, step.filters[0].value, step.count) for step in left_out] == [
        ("erkend", "ja", 1)
    ]


def test_one_word_fewer_is_a_step(searching: Asker) -> None:
    assert steps(searching, q="korf xyzzyq")[RelaxationKind.WORD] == ("xyzzyq", 1)


def test_quotes_can_be_left_out(searching: Asker) -> None:
    assert steps(searching, q='"korf imkersgilde"')[RelaxationKind.QUOTES] == ("", 1)


def test_the_last_part_of_a_compound_is_a_step(searching: Asker) -> None:
    assert candidates(searching, Criteria(q="kerkkoor leeuwerik"))[RelaxationKind.PART] == "koor leeuwerik"


def test_the_activity_stands_in_for_the_words(searching: Asker) -> None:
    found = searching(q="judo", waar="Kessel-Lo").relaxation_steps
    assert [step.activities for step in found if step.kind is RelaxationKind.ACTIVITY] == [(ACTIVITIES["SPRT"],)]


def test_beyond_the_last_page_a_step_leads_back(searching: Asker) -> None:
    found = searching(q="schermclub", pagina="50")
    assert [(step.kind, step.count) for step in found.relaxation_steps] == [(RelaxationKind.FIRST_PAGE, 2)]


@pytest.mark.parametrize("words", ["curling oostende", "🎈🎈", "-koor", "xyzzyq", "a" * 180])
def test_what_means_nothing_is_calm(searching: Asker, words: str) -> None:
    assert not searching(q=words).degraded
