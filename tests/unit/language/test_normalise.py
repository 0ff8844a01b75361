"""Text becomes words in one way, whatever the spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.language.compound_words import decompound, stems_and_parts
from directory.language.normalise import key, name_words, slug, sorted_key, tokenize
from directory.language.phonetic import phonetic_key
from directory.language.stemming import stem
from directory.search.understanding.query_parser import parse_query


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (("K.S.A.", "K. S. A.", "KSA", "ksa"), ["ksa"]),
        (("Sint-Jozef", "St. Jozef", "St-Jozef", "st jozef", "Sinte Jozef"), ["sint", "jozef"]),
        (("O.L.V.-koor", "OLV koor", "o.l.v. koor", "O.-L.-V.-koor", "Onze-Lieve-Vrouwkoor".replace("wk", "w k")),
         ["onze", "lieve", "vrouw", "koor"]),
        (("H. Hart", "H.Hart", "Heilige Hart"), ["heilige", "hart"]),
        (("De Kring vzw", "De Kring V.Z.W.", "VZW De Kring", "De Kring, asbl"), ["de", "kring"]),
        (("d'Harmonie & Co", "D\u2019Harmonie en Co"), ["d", "harmonie", "en", "co"]),
        (("Één Ĳs", "een ijs"), ["een", "ijs"]),
    ],
)  # fmt: skip
def test_spellings_of_one_name_give_the_same_words(spellings: tuple[str, ...], name: list[str]) -> None:
    assert [name_words(spelling) for spelling in spellings] == [name] * len(spellings)


@pytest.mark.parametrize("text", ["best", "Stedelijk", "Ostende", "gast"])
def test_words_that_only_hold_st_stay_as_they_are(text: str) -> None:
    assert tokenize(text) == [text.lower()]


def test_a_name_of_a_legal_form_only_keeps_it() -> None:
    assert name_words("VZW") == ["vzw"]


@pytest.mark.parametrize(
    "forms",
    [
        ("koor", "koren"), ("zwem", "zwemmen"), ("duif", "duiven"), ("club", "clubs"), ("kind", "kinderen"),
        ("vereniging", "verenigingen"), ("huis", "huizen"), ("boom", "bomen", "boompje"), ("dans", "dansen"),
        ("fiets", "fietsen", "fietsje"), ("wandeling", "wandelingen"), ("kaart", "kaarten"),
        ("wagen", "wagens"), ("jongen", "jongens"), ("tekenen", "teken"),
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len(set(map(stem, forms))) == 1


@pytest.mark.parametrize(
    ("word", "holds"),
    [
        ("dorpsfanfare", {"fanfare"}), ("voetbalclub", {"voetbal", "club"}), ("kinderkoor", {"kinder", "koor"}),
        ("zwemclubs", {"zwem"}), ("bijenhouders", {"bijen"}), ("sintjozefskoor", {"koor"}),
        ("mantelzorggroep", {"zorg", "groep"}), ("kaasclub", {"kaas"}), ("fitnessclub", {"fitness"}),
        ("wandellessen", {"wandel", "lessen"}), ("tekenles", {"teken"}),
    ],
)  # fmt: skip
def test_a_compound_gives_its_parts(word: str, holds: set[str]) -> None:
    assert holds <= set(decompound(word))


@pytest.mark.parametrize("word", ["verbond", "eendracht", "harmonie", "inspiratie", "koor", "leuven"])
def test_a_simple_word_has_no_parts(word: str) -> None:
    assert decompound(word) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("kultuur", "cultuur"), ("ekstra", "extra"), ("klup", "club"), ("skouts", "scouts"), ("volleybal", "voleibal"),
     ("eendracht", "eendragt"), ("staetie", "stasie"), ("taffel", "tafel")],
)  # fmt: skip
def test_words_that_sound_alike_meet(one: str, other: str) -> None:
    assert phonetic_key(one) == phonetic_key(other)


@given(st.text())
def test_words_stay_words(text: str) -> None:
    found = tokenize(text)
    assert tokenize(" ".join(found)) == [*tokenize(" ".join(found))]
    assert all(word.strip() and " " not in word for word in found)


@given(st.text())
def test_every_word_has_stems_without_spaces(text: str) -> None:
    for word in tokenize(text):
        assert all(piece and " " not in piece for piece in (*stems_and_parts(word), phonetic_key(word)))


@given(st.text())
def test_keys_are_short_enough_for_the_engine(text: str) -> None:
    found = name_words(text * 50)
    assert len(key(found)) <= 200
    assert len(sorted_key(found)) <= 200


def test_a_slug_is_readable() -> None:
    assert slug("Koninklijke Harmonie 'De Eendracht' \u2013 Één vzw") == "koninklijke-harmonie-de-eendracht-een-vzw"


def test_quotes_and_minus_are_read() -> None:
    found = parse_query('koor "de leeuwerik" -kerk -"oude garde"')
    assert found.words == ("koor", "de", "leeuwerik")
    assert found.phrases == (("de", "leeuwerik"),)
    assert found.excluded == (("kerk",), ("oude", "garde"))


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    assert parse_query("kessel-lo").excluded == ()


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("v0001234", "v0001234"), ("V 0001234", "v0001234"), ("0123.456.749", "0123456749"),
        ("BE 0123 456 749", "0123456749"), ("Info@Koor.example", "info@koor.example"),
        ("https://www.koor.example/?a=b", "koor.example"), ("koor leuven", None), ("12", None),
    ],
)  # fmt: skip
def test_numbers_and_addresses_are_recognised(typed: str, identifier: str | None) -> None:
    assert parse_query(typed).identifier == identifier
