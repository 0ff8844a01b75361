"""Any typed text gets an answer from the engine, without an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.search.criteria.url_parameters import PARAMETERS
from directory.texts.problem_texts import problem_sentence
from tests.search.corpus import invented

if TYPE_CHECKING:
    from tests.search.conftest import Asker

CORPUS = invented(30)
AWKWARD = (
    *("'t Verlof", "K.S.A.", "Sint-Jozef", "St. Jozef", "ij", "Ĳ", "ﬀ ß Ł", "º ª ²", "٣", "مسجد النور"),
    *("🎺🎺", "👩\u200d👩\u200d👧", "\u202eomgekeerd", "a\x00b", "\ud800", "\ufeff"),
    *('( [ { " / : ! ^ ~ -', "* ? ~2 name:x AND OR NOT", "<script>alert(1)</script>", "\\", "%", "'"),
    *('"', '""', "-", "-koor", '"-"', '-"', "a" * 500, "koor " * 200),
    *("V0001", "0123456789", "a@b.c", "http://", "www.", "1.2.3.4"),
)


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("parameter", ["q", "waar"])
def test_an_awkward_text_is_answered_by_the_engine(searching: Asker, parameter: str, text: str) -> None:
    found = searching.find(searching.search.parse([(parameter, text)]).criteria)
    assert not found.degraded


@given(q=st.text(max_size=60), where=st.text(max_size=20))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_answered_by_the_engine(searching: Asker, q: str, where: str) -> None:
    found = searching.find(searching.search.parse([("q", q), ("waar", where)]).criteria)
    assert not found.degraded


@given(pairs=st.lists(st.tuples(st.sampled_from(sorted(PARAMETERS)), st.text(max_size=30)), max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_parameters_are_answered_by_the_engine(searching: Asker, pairs: list[tuple[str, str]]) -> None:
    assert not searching.find(searching.search.parse(pairs).criteria).degraded


def test_signs_alone_find_nothing(searching: Asker) -> None:
    assert searching(q="( [ {").total == 0


def test_a_made_up_cursor_gives_the_first_page_and_a_sentence(searching: Asker) -> None:
    found = searching(q="koor", na="bm90aGluZw.bm90aGluZw")
    assert [problem.parameter for problem in found.problems] == ["na"]
    assert found.hits


def test_an_unknown_place_is_told_and_what_looks_like_it_offered(searching: Asker) -> None:
    found = searching(waar="Leuvn")
    assert [problem_sentence(problem) for problem in found.problems] == [
        "We kennen de plaats “Leuvn” niet. We zoeken overal. Bedoelde je Leuven?"
    ]
    assert [proposal.label for proposal in found.proposals] == ["Leuven"]
    assert [searching.find(proposal.criteria).total for proposal in found.proposals] == [found.proposals[0].total]
    assert (found.place, found.active_filters) == (None, ())


def test_the_beginning_of_a_place_gives_what_the_place_gives(searching: Asker) -> None:
    begun, whole = searching(waar="Leuve"), searching(waar="Leuven")
    assert begun.place
    assert (begun.total, begun.place.label) == (whole.total, "Leuven")


def test_a_place_of_several_names_offers_the_others(searching: Asker) -> None:
    place = searching(waar="Halle").place
    assert place
    assert [label for label, _ in place.alternatives] == ["Halle, Zoersel"]
