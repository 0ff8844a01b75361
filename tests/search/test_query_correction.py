"""Other words are offered, also beside results that fit, only when they give clearly more; nothing is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.search.corpus import association, location

if TYPE_CHECKING:
    from tests.search.conftest import Asker

CORPUS = [
    *(association(100 + number, f"Voetbal Dorp {number}", locations=(location("44021"),)) for number in range(14)),
    association(1, "Vootbal De Vrienden", locations=(location("24062"),)),
    association(2, "Vootbal Ver"),
    *(association(200 + number, f"Fanfare Dorp {number}") for number in range(6)),
    association(5, "Fanfaar"),
    association(3, "Turnkring Tennisballen"),
    association(4, "Harmonie Tenis"),
]


def test_clearly_more_is_offered_beside_what_fits(searching: Asker) -> None:
    meant = searching(q="vootbal").did_you_mean
    assert meant
    assert (meant.criteria.q, meant.total) == ("voetbal", 14)
    assert searching.find(meant.criteria).total == meant.total


def test_words_that_give_nothing_are_not_offered(searching: Asker) -> None:
    assert searching(q="vootbal vrienden").did_you_mean is None


def test_the_results_stay_those_of_the_typed_words(searching: Asker) -> None:
    assert {hit.name for hit in searching(q="vootbal").hits} == {"Vootbal De Vrienden", "Vootbal Ver"}


def test_what_is_called_just_so_is_not_doubted(searching: Asker) -> None:
    assert searching(q="fanfaar").did_you_mean is None


def test_hardly_more_is_not_offered(searching: Asker) -> None:
    assert searching(q="harmonie tenis").did_you_mean is None


def test_filters_count_for_the_other_words_too(searching: Asker) -> None:
    assert searching(q="vootbal", waar="Leuven").did_you_mean is None
