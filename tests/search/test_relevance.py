"""What people type, and what must come first: a small golden set, a few questions of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from directory.search.results.model import HitReason, HitReasonKind
from tests.search.corpus import activity, area, association, contact, in_district, location, membership

if TYPE_CHECKING:
    from tests.search.conftest import Asker

LEUVEN, KESSEL_LO = (location("24062"),), (in_district("24062"),)
GENT, LEDEBERG, KORTRIJK = (location("44021"),), (in_district("44021"),), (location("34022"),)
HALLE = (location("23027"),)
SNAAR, CANTATE = contact("Website", "https://www.snaar.example"), contact("E-mail", "zing@cantate.example")
YOUTH, CULTURE, SPORT, SOCIAL = ((activity(code),) for code in ("JGDW", "KECU", "SPRT", "SOVO"))

CORPUS = [
    association(1001, "Koninklijke Harmonie De Eendracht vzw", locations=LEUVEN, activities=CULTURE),
    association(1002, "Harmonie De Eendracht", locations=GENT, activities=CULTURE),
    association(1003, "K.S.A. Ter Leie", locations=KORTRIJK, activities=YOUTH),
    association(1004, "Okra Wilsele", locations=LEUVEN, activities=SOCIAL),
    association(1005, "Okra", locations=KESSEL_LO, activities=SOCIAL),
    association(1006, "Okra", locations=GENT, activities=SOCIAL),
    association(1007, "Femma Ledeberg", locations=LEDEBERG, activities=SOCIAL),
    association(1008, "Scouts Sint-Jozef", locations=GENT, activities=YOUTH),
    association(1009, "Scouts en Gidsen De Vosse", locations=KORTRIJK, activities=YOUTH),
    association(1010, "Sint-Jozefskoor", locations=KESSEL_LO, activities=CULTURE),
    association(1011, "Onze-Lieve-Vrouwkoor", locations=HALLE, activities=CULTURE),
    association(1012, "Kinderkoor De Leeuwerik", locations=LEUVEN, activities=CULTURE),
    association(1013, "Voetbalclub Vooruit", locations=KORTRIJK, activities=SPORT),
    association(1014, "Toneel Kring Vrije Vogel", locations=LEUVEN, activities=CULTURE),
    association(1015, "Dorpsfanfare Heule", locations=KORTRIJK, activities=CULTURE),
    association(1016, "Eendracht aan de Leie", locations=KORTRIJK, activities=SPORT),
    association(1017, "Kristelijke Werknemersbeweging", short_name="KWB", locations=GENT, activities=SOCIAL),
    association(1018, "KWB Halle", locations=HALLE, activities=SOCIAL),
    association(1019, "Tafeltennisclub Smash", locations=LEUVEN, activities=SPORT),
    association(1020, "Volleybalclub De Netten", locations=GENT, activities=SPORT),
    association(1021, "Zwemclub De Otters", locations=LEUVEN, activities=SPORT, kbo_number="0123456749"),
    association(1022, "'t Verlof", locations=GENT, activities=YOUTH),
    association(1023, "Samen Sterk", description="Praatgroep voor mensen met dementie.", locations=LEUVEN),
    association(1024, "Natuurvrienden", areas=(area("BE24"),), activities=(activity("GEWE"),)),
    association(1025, "Natuurvrienden Dijleland", locations=LEUVEN),
    association(1026, "De Ridders", memberships=(membership("Scouts en Gidsen Vlaanderen"),), locations=HALLE),
    association(1027, "Harpgezelschap Snaar", locations=LEUVEN, contacts=(SNAAR,)),
    association(1028, "Koor Cantate", locations=GENT, activities=CULTURE, contacts=(CANTATE,)),
    association(1029, "Vrienden van het koor", description="Wij steunen het koor van Gent.", locations=GENT),
    association(1031, "De Gouden Raat", description="Kring van imkers.", locations=LEUVEN),
    association(1032, "Sint-Maarten", activities=YOUTH, locations=(location("24038"),)),
    association(1033, "Chiro Herent-West", activities=YOUTH, locations=(location("24038"),)),
    association(1030, "Islamitische gemeenschap Annur", locations=GENT),
]  # fmt: skip

GOLDEN = (
    # The whole name, in any dress.
    ("koninklijke harmonie de eendracht vzw", "", "Koninklijke Harmonie De Eendracht vzw"),
    ("EENDRACHT HARMONIE DE", "", "Harmonie De Eendracht"),
    ("ksa ter leie", "", "K.S.A. Ter Leie"),
    ("K.S.A. ter leie", "", "K.S.A. Ter Leie"),
    ("k s a ter leie", "", "K.S.A. Ter Leie"),
    ("t verlof", "", "'t Verlof"),
    ("\u2019T VERLOF", "", "'t Verlof"),
    # A name and a place.
    ("okra wilsele", "", "Okra Wilsele"),
    ("femma", "9050", "Femma Ledeberg"),
    ("femma 9050", "", "Femma Ledeberg"),
    # What and where.
    ("scouts", "Gent", "Scouts Sint-Jozef"),
    ("scouts gent", "", "Scouts Sint-Jozef"),
    ("koor", "Kessel-Lo", "Sint-Jozefskoor"),
    ("koor", "Gent", "Koor Cantate"),
    # Saints and Our Lady.
    ("st jozef koor", "", "Sint-Jozefskoor"),
    ("St.-Jozefskoor", "", "Sint-Jozefskoor"),
    ("olv koor", "", "Onze-Lieve-Vrouwkoor"),
    ("O.L.V.-koor", "", "Onze-Lieve-Vrouwkoor"),
    # Joined and split words.
    ("voetbal club vooruit", "", "Voetbalclub Vooruit"),
    ("toneelkring", "", "Toneel Kring Vrije Vogel"),
    ("toneelkring vrije vogel", "", "Toneel Kring Vrije Vogel"),
    ("fanfare", "", "Dorpsfanfare Heule"),
    ("leeuwerik kinder koor", "", "Kinderkoor De Leeuwerik"),
    # A few words of a longer name.
    ("eendracht leie", "", "Eendracht aan de Leie"),
    ("sint jozef sco", "", "Scouts Sint-Jozef"),
    ("scouts voss", "", "Scouts en Gidsen De Vosse"),
    ("kristelijke werknemersbew", "", "Kristelijke Werknemersbeweging"),
    # Acronyms and short names.
    ("kwb", "", "Kristelijke Werknemersbeweging"),
    ("K.W.B.", "", "Kristelijke Werknemersbeweging"),
    # The first letters.
    ("har", "", "Harmonie De Eendracht"),
    ("harp", "", "Harpgezelschap Snaar"),
    ("vol", "", "Volleybalclub De Netten"),
    # Typos, doubled and swapped letters, and how it sounds.
    ("harmoni de eendragt", "", "Harmonie De Eendracht"),
    ("tafeltenis smash", "", "Tafeltennisclub Smash"),
    ("volleybal klup", "", "Volleybalclub De Netten"),
    ("kinderkoor leuwerik", "", "Kinderkoor De Leeuwerik"),
    ("skouts vosse", "", "Scouts en Gidsen De Vosse"),
    ("voetblaclub vooruit", "", "Voetbalclub Vooruit"),
    # Plural, verb and noun.
    ("zwemmen otter", "", "Zwemclub De Otters"),
    ("zwemclubs", "", "Zwemclub De Otters"),
    ("koren", "", "Koor Cantate"),
    # Numbers and addresses.
    ("V0001021", "", "Zwemclub De Otters"),
    ("v 0001021", "", "Zwemclub De Otters"),
    ("0123.456.749", "", "Zwemclub De Otters"),
    ("BE 0123 456 749", "", "Zwemclub De Otters"),
    ("zing@cantate.example", "", "Koor Cantate"),
    ("https://www.snaar.example/", "", "Harpgezelschap Snaar"),
    # By activity, description and umbrella.
    ("dementie", "", "Samen Sterk"),
    ("scouts", "Halle", "De Ridders"),
    # A place among the words.
    ("okra leuven", "", "Okra"),
    ("okra in kessel-lo", "", "Okra"),
    ("koor in kessel-lo", "", "Sint-Jozefskoor"),
    ("koren 3010", "", "Sint-Jozefskoor"),
    ("islamitische gemeenschap Annur van Gent", "", "Islamitische gemeenschap Annur"),
    ("skouts gent", "", "Scouts Sint-Jozef"),
    # Everyday words for a kind, also those that the name does not hold.
    ("zelfhulp dementie", "", "Samen Sterk"),
    ("voetbal kortrijk", "", "Voetbalclub Vooruit"),
    ("pingpong leuven", "", "Tafeltennisclub Smash"),
    ("soccer 8500", "", "Voetbalclub Vooruit"),
    ("vrouwenvereniging ledeberg", "", "Femma Ledeberg"),
    ("jeugdbeweging kortrijk", "", "K.S.A. Ter Leie"),
    ("blaasmuziek heule", "", "Dorpsfanfare Heule"),
    ("bijen houden leuven", "", "De Gouden Raat"),
    ("scouts herent", "", "Sint-Maarten"),
    # Of another place that shares the name, the one there; the whole province comes after.
    ("okra", "Kessel-Lo", "Okra"),
    ("vrienden", "Leuven", "Natuurvrienden Dijleland"),
)


@pytest.mark.parametrize(("words", "where", "first"), GOLDEN)
def test_the_right_association_comes_first(searching: Asker, words: str, where: str, first: str) -> None:
    found = searching.names(q=words, waar=where)
    assert found[:1] == [first], found


def test_among_namesakes_the_nearest_comes_first(searching: Asker) -> None:
    hits = searching(q="okra", waar="Gent").hits
    assert hits[0].place == "Gent"


@pytest.mark.parametrize("words", ["natuur", "natuurvrienden"])
def test_what_works_in_the_whole_province_comes_after_what_is_there_and_says_so(searching: Asker, words: str) -> None:
    found = searching(q=words, waar="Leuven")
    assert [hit.name for hit in found.hits] == ["Natuurvrienden Dijleland"]
    (wide,) = found.groups[0].hits
    assert wide.name == "Natuurvrienden"
    assert wide.reason == HitReason(HitReasonKind.WORKS_ALL_OVER, ("Vlaams-Brabant",))


def test_a_place_among_the_words_is_shown_and_can_be_undone(searching: Asker) -> None:
    found = searching(q="vrienden gent")
    place, kind = found.active_filters
    assert (place.parameter, place.name) == ("letterlijk", "Gent")
    assert [active.name for active in searching.find(place.without).active_filters] == [kind.name]


def test_a_kind_among_the_words_is_found_by_other_words_until_it_is_undone(searching: Asker) -> None:
    found = searching(q="bijenhouders")
    assert [hit.name for hit in found.hits] == ["De Gouden Raat"]
    (active,) = found.active_filters
    assert (active.parameter, active.is_reading) == ("als_woord", True)
    assert searching.find(active.without).total == 0


def test_a_kind_taken_as_a_word_finds_the_word_alone_in_a_place_too(searching: Asker) -> None:
    assert searching(q="koor", waar="Gent").hits[0].name == "Koor Cantate"
    as_word = {hit.name for hit in searching(q="koor", waar="Gent", als_woord="koor").hits}
    assert as_word == {"Koor Cantate", "Vrienden van het koor"}


def test_a_place_alone_gives_what_is_there(searching: Asker) -> None:
    assert {hit.place for hit in searching(q="halle").hits} == {"Halle"}


def test_nothing_fits_gives_nothing(searching: Asker) -> None:
    assert searching(q="curling oostende").total == 0


def test_a_long_question_does_not_match_by_its_beginning_alone(searching: Asker) -> None:
    found = searching(q="kristelijke werknemersonzin")
    assert found.is_loose or not found.hits


def test_every_word_must_match(searching: Asker) -> None:
    assert searching.names(q="koor cantate gent") == ["Koor Cantate"]


def test_quotes_ask_for_these_words_in_this_order(searching: Asker) -> None:
    assert searching.names(q='"het koor"') == ["Vrienden van het koor"]


def test_a_minus_leaves_a_word_out(searching: Asker) -> None:
    with_all = searching.names(q="scouts")
    assert set(with_all) - set(searching.names(q="scouts -vosse")) == {"Scouts en Gidsen De Vosse"}


def test_only_a_minus_gives_all_but_that(searching: Asker) -> None:
    assert searching(q="-okra").total == len(CORPUS) - 3


def test_a_guess_is_told_to_be_one(searching: Asker) -> None:
    assert searching(q="volleybal klup").is_loose


def test_a_guess_tells_the_words_that_it_took(searching: Asker) -> None:
    assert searching(q="volleybal klup").corrected == "volleybal club"


def test_a_sure_answer_is_no_guess(searching: Asker) -> None:
    assert not searching(q="okra").is_loose


def test_the_matched_words_are_marked_in_the_name(searching: Asker) -> None:
    hit = searching(q="koor", waar="Kessel-Lo").hits[0]
    assert [segment.text for segment in hit.name_segments if segment.is_match] == ["koor"]


def test_a_match_in_the_description_is_told(searching: Asker) -> None:
    assert searching(q="dementie").hits[0].reason == HitReason(HitReasonKind.DESCRIPTION)
