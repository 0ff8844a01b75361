"""Kinds are told by whole words in their usual forms, by compounds and by letters within their activity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.language.kind_evidence import MOST_IN_DESCRIPTION, EvidenceField, KindEvidence, tell_kinds
from directory.language.kind_table import kind_table


def _codes(name: str, activities: str = "", *, places: str = "", umbrella: str = "", says: str = "") -> set[str]:
    told = tell_kinds((name,), (umbrella,), says, frozenset(activities.split()), frozenset(places.split()))
    return {one.code for one in told}


@pytest.mark.parametrize(
    ("name", "activities", "kinds"),
    [
        ("Gemengd Koor Cantate", "KECU", {"koor"}),
        ("Sint-Jozefskoor", "KECU", {"koor"}),
        ("Verbond van Koren", "KECU", {"koor"}),
        ("Vogelvrienden Wortel", "HOSP", {"vogels"}),
        ("Duivenbond De Pijl", "HOSP", {"duiven"}),
        ("Wandelgroep Zele", "SPRT", {"wandelen"}),
        ("Tafel Tennis Vereniging Smash", "SPRT", {"tafeltennis"}),
        ("K.V.C. Welle", "SPRT", {"voetbal"}),
        ("WTC De Trappers", "SPRT", {"fietsen"}),
        ("Gospelkoor Leuven", "KECU", {"gospel"}),
        ("Heemkring Brugeind", "", {"heemkunde"}),
        ("Manège De Orchidee", "SPRT", {"paardrijden"}),
        ("Zeilclub Karper", "SPRT", {"zeilen"}),
        ("Stadsgidsen Mechelen", "TOER", {"toerisme"}),
    ],
)
def test_a_name_tells_its_kind(name: str, activities: str, kinds: set[str]) -> None:
    assert _codes(name, activities) == kinds


@pytest.mark.parametrize(
    ("name", "activities"),
    [
        ("K.S.A. Korenberg", "SPRT"),  # an inflected form in front of a compound
        ("Tennisvrienden Korenbloem", "KECU"),
        ("Stadsgidsen Kapellen", "JGDW"),
        ("Kring Schilde", "KECU"),  # only the stem of schilderen
        ("Vissenaken Vooruit", "HOSP"),
        ("FC De Kampioenen", "KECU"),  # letters outside their activity
        ("Turnhout Leeft", "SPRT"),
        ("Grote Kleine Mensen", "SPRT"),
        ("Zorgkring Onze-Lieve-Vrouw", "SOVO"),
    ],
)
def test_what_only_looks_like_a_kind_tells_none(name: str, activities: str) -> None:
    assert (
        _codes(name, activities) & {"koor", "scouts", "schilderen", "hengelen", "voetbal", "turnen", "vrouwen"} == set()
    )
    assert _codes(name, activities) & {"speleologie", "beeldhouwen"} == set()


def test_the_name_of_a_place_tells_no_kind() -> None:
    assert _codes("Vrienden van Koor", "KECU", places="koor") == set()
    assert _codes("Vrienden van Koor", "KECU") == {"koor"}


def test_a_kind_of_another_activity_is_not_told() -> None:
    assert _codes("Lange Gang", "BWWC", says="Een feest voor de straat, met optreden van het koor.") == set()


def test_the_umbrella_counts_when_the_name_tells_nothing() -> None:
    assert _codes("Sint-Maarten", "JGDW", umbrella="Scouts en Gidsen Vlaanderen") == {"scouts"}
    assert _codes("Chiro Sint-Maarten", "JGDW", umbrella="Scouts en Gidsen Vlaanderen") == {"chiro"}


def test_a_description_that_sums_up_tells_nothing() -> None:
    assert _codes("Ons Dorp", "SPRT", says="Judo en karate.") == {"judo", "karate"}
    summed_up = "Judo, karate, tennis, padel en hockey."
    assert len(summed_up.split()) > MOST_IN_DESCRIPTION
    assert _codes("Ons Dorp", "SPRT", says=summed_up) == set()


def test_the_evidence_is_the_word_and_where_it_stands() -> None:
    told = tell_kinds(("Cantilene",), (), "Wij zingen graag in ons koor.", frozenset(("KECU",)))
    assert told == (KindEvidence("koor", EvidenceField.DESCRIPTION, "zingen"),)


_WORDS = st.lists(st.sampled_from([kind.words[0] for kind in kind_table().values()]), max_size=4)


@given(_WORDS)
def test_order_case_and_accents_change_nothing(words: list[str]) -> None:
    name = _apart(words)
    assert _codes(name) == _codes(name.upper())
    assert _codes(name) == _codes(name.replace("o", "\u00f6").replace("e", "\u00e9"))
    assert _codes(name) == _codes(_apart(list(reversed(words))))


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_text_can_be_read(name: str, says: str) -> None:
    assert _codes(name, says=says) == _codes(name, says=says)


def _apart(words: list[str]) -> str:
    """Return the words as a name, with a word between that is part of no kind."""
    return " qzx ".join(word.replace("_", " ") for word in words)
