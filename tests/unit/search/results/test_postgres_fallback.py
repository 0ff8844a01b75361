"""What Postgres is asked while the engine is away, and what its rows show."""

from __future__ import annotations

import pytest

from directory.search.criteria.criteria import Criteria
from directory.search.criteria.window import Window
from directory.search.results.postgres_fallback import fallback_query, results
from tests.unit.search.results.sample_queries import interpreted


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("KOOR", ["koor"]),
        ("Fanfáre Sint-Cecília", ["fanfare", "sint", "cecilia"]),
        ("𝗞𝗼𝗼𝗿", ["koor"]),  # noqa: RUF001 - on purpose
        ('"De Vrije Vogel"', ["vrije", "vogel"]),
        ("koor van de kerk", ["koor", "kerk"]),
    ],
)
def test_capitals_accents_and_stop_words_do_not_matter(typed: str, words: list[str]) -> None:
    assert fallback_query(interpreted(Criteria(q=typed, literal=True))).words == tuple(words)


def test_a_long_query_is_cut() -> None:
    assert len(fallback_query(interpreted(Criteria(q=" ".join(f"a{number}" for number in range(20))))).words) == 10


def test_a_vcode_is_looked_up_as_one() -> None:
    assert fallback_query(interpreted(Criteria(q="v0001001"))).vcode == "V0001001"


def test_chosen_areas_go_before_the_place() -> None:
    assert fallback_query(interpreted(Criteria(where="Leuven"))).areas == ("24062",)
    assert fallback_query(interpreted(Criteria(where="Leuven", areas=("44021",)))).areas == ("44021",)


def test_an_answer_of_postgres_is_limited_and_says_so() -> None:
    found = results(interpreted(Criteria(q="koor")), Window(10), [])
    assert found.degraded
    assert (found.total, found.facets, found.hits) == (None, (), ())
