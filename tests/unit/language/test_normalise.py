"""Text becomes words in one way, whatever its spelling and its Unicode form."""

from __future__ import annotations

import unicodedata
from typing import Literal, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.language.letters import INVISIBLE, LATIN_LETTERS, SIGNS
from directory.language.normalise import (
    LONGEST_KEY,
    LONGEST_WORD,
    STOP_WORDS,
    content_words,
    distinctive_words,
    fold,
    key,
    name_words,
    slug,
    sorted_key,
    tokenize,
)

UnicodeForm: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: tuple[UnicodeForm, ...] = ("NFC", "NFD", "NFKC", "NFKD")
# Above it are signs for private use and variation selectors only.
LAST_LETTER = 0x32000


def styled(word: str, first_capital: int, first_small: int) -> str:
    """Return a word of a to z in letters of another Unicode block that begins at these code points."""
    return "".join(
        chr(first_capital + ord(letter) - ord("A")) if letter.isupper() else chr(first_small + ord(letter) - ord("a"))
        for letter in word
    )


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (("K.S.A.", "K. S. A.", "KSA", "ksa"), ["ksa"]),
        (("Sint-Jozef", "St. Jozef", "St-Jozef", "st jozef", "Sinte Jozef", "Ste Jozef", "SINT JOZEF"),
         ["sint", "jozef"]),
        (("O.L.V.-koor", "OLV koor", "o.l.v. koor", "O.-L.-V.-koor", "O.L.Vrouw koor", "Onze-Lieve-Vrouw-koor"),
         ["onze", "lieve", "vrouw", "koor"]),
        (("H. Hart", "H.Hart", "Heilige Hart"), ["heilige", "hart"]),
        (("De Kring vzw", "De Kring V.Z.W.", "VZW De Kring", "De Kring, asbl"), ["de", "kring"]),
        (("d'Harmonie & Co", "D\u2019Harmonie en Co"), ["d", "harmonie", "en", "co"]),
        (("\u00c9\u00e9n \u0132s", "een ijs", "E\u0301e\u0301n IJs"), ["een", "ijs"]),
        (("\u00d8rsted Stra\u00dfe \u0141\u00f3d\u017a \u00c6on", "orsted strasse lodz aeon"),
         ["orsted", "strasse", "lodz", "aeon"]),
    ],
)  # fmt: skip
def test_spellings_of_one_name_give_the_same_words(spellings: tuple[str, ...], name: list[str]) -> None:
    assert [name_words(spelling) for spelling in spellings] == [name] * len(spellings)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param(styled("Koor", 0x1D5D4, 0x1D5EE) + " Leuven", ["koor", "leuven"], id="bold"),
        pytest.param(styled("Koor", 0x1D670, 0x1D68A), ["koor"], id="monospace"),
        pytest.param(styled("Koor", 0xFF21, 0xFF41), ["koor"], id="full width"),
        pytest.param(styled("KOOR", 0x24B6, 0x24D0), ["koor"], id="circled"),
        pytest.param(styled("KOOR", 0x1F130, 0), ["koor"], id="squared"),
        pytest.param("Koor\u2122", ["koor"], id="trade mark"),
        pytest.param("\u2116 5", ["5"], id="numero"),
        pytest.param("Koor\u2116", ["koor"], id="numero behind a word"),
        pytest.param("1\u00aa Koor\u00b2", ["1a", "koor2"], id="superscript"),
        pytest.param("\ufb01ets o\ufb03ce", ["fiets", "office"], id="ligature"),
        pytest.param("\u1d37oor", ["koor"], id="modifier capital"),
    ],
)
def test_compatibility_characters_become_plain_letters(typed: str, words: list[str]) -> None:
    assert tokenize(typed) == words


def test_every_character_folds_to_plain_lower_case() -> None:
    for point in range(LAST_LETTER):
        folded = fold(chr(point))
        assert folded == fold(folded) == folded.casefold(), hex(point)
        assert not set(folded) & LATIN_LETTERS.keys(), hex(point)
        assert all(unicodedata.normalize("NFKC", letter) == letter for letter in folded), hex(point)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(exclude_characters="".join(SIGNS))), st.sampled_from(FORMS))
def test_every_unicode_form_of_a_text_gives_the_same_words(text: str, form: UnicodeForm) -> None:
    other = unicodedata.normalize(form, text)
    assert fold(other) == fold(text)
    assert (tokenize(other), slug(other)) == (tokenize(text), slug(text))


@given(st.text())
def test_capitals_do_not_count(text: str) -> None:
    assert fold(text.upper().lower()) == fold(text.upper())


@given(st.text())
def test_a_word_is_final(text: str) -> None:
    """The engine splits on spaces and must get the words that a query gets."""
    words = tokenize(text)
    assert [again for word in words for again in tokenize(word)] == words


@given(st.text())
def test_a_word_has_only_letters_and_digits_and_is_short(text: str) -> None:
    for word in tokenize(text):
        assert word
        assert all(letter.isalnum() or unicodedata.category(letter)[0] in "MN" for letter in word)
        assert len(word) <= LONGEST_WORD


@pytest.mark.parametrize("text", ["best", "Stedelijk", "Ostende", "gast", "Stella"])
def test_words_that_only_contain_st_stay_as_they_are(text: str) -> None:
    assert tokenize(text) == [text.lower()]


def test_a_name_of_a_legal_form_only_keeps_it() -> None:
    assert name_words("VZW") == ["vzw"]


def test_stop_words_are_left_out_while_other_words_remain() -> None:
    assert content_words(["koor", "van", "de", "stad"]) == ["koor", "stad"]
    assert content_words(["van", "de"]) == ["van", "de"]


def test_titles_and_generic_words_do_not_distinguish_a_name() -> None:
    assert distinctive_words(["koninklijke", "club", "de", "eendracht"]) == ["eendracht"]
    assert distinctive_words(["koninklijke", "club"]) == ["koninklijke", "club"]


@given(st.text())
def test_keys_are_short_enough_for_the_engine(text: str) -> None:
    words = name_words(text * 50)
    assert len(key(words)) <= LONGEST_KEY
    assert len(sorted_key(words)) <= LONGEST_KEY


@given(st.lists(st.sampled_from(["koor", "de", "en", "leuven", "sint", "jozef"])).flatmap(st.permutations))
def test_the_sorted_key_is_that_of_any_order(words: list[str]) -> None:
    assert sorted_key(words) == sorted_key(sorted(words))
    assert STOP_WORDS.isdisjoint(sorted_key(words).split()) or STOP_WORDS.issuperset(words)


def test_a_name_of_small_words_only_has_a_sorted_key() -> None:
    assert sorted_key(["wij"]) == "wij"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("I\u015f\u0131k Gen\u00e7lik Derne\u011fi", "isik genclik dernegi"),
        ("KIYI BALIK\u00c7ILARI", "kiyi balikcilari"),
        ("\u0126al \u0166or \u014bor \u0138or \u0180and", "hal tor nor qor band"),
        ("l\u0254\u0300l\u0254 \u0192ish Pre\u017fs \u1e9euper", "lolo fish press ssuper"),
        ("\u01fdon \u1d0bo\u1d0f\u0280 \u01b6ebra \u01e5roen", "aeon koor zebra groen"),
    ],
)
def test_latin_letters_without_decomposition_are_plain_letters(written: str, plain: str) -> None:
    assert tokenize(written) == plain.split()


@pytest.mark.parametrize("name", ["\u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03b7", "\u043a\u043b\u0443\u0431"])
def test_letters_of_other_scripts_stay_themselves(name: str) -> None:
    assert tokenize(name) == [name.lower()]


@given(st.text(), st.sampled_from(sorted(INVISIBLE)), st.data())
def test_an_invisible_character_changes_nothing_wherever_it_stands(text: str, sign: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert tokenize(text[:at] + sign + text[at:]) == tokenize(text)


@pytest.mark.parametrize(
    "code", [0xAD, 0x34F, 0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x202E, 0x2060, 0x2067, 0xFE0F, 0xFEFF]
)
def test_what_comes_along_with_copied_text_is_invisible(code: int) -> None:
    assert tokenize(f"to{chr(code)}neel") == ["toneel"]


@pytest.mark.parametrize("apostrophe", ["'", "\u2019", "\u02bc", "\u02bb"])
def test_every_apostrophe_parts_words(apostrophe: str) -> None:
    assert tokenize(f"d{apostrophe}Harmonie") == ["d", "harmonie"]


@given(st.text(st.sampled_from("!?*+#\u2606\u2665 "), min_size=1))
def test_a_name_of_signs_is_one_word_of_its_signs(name: str) -> None:
    signs = "".join(name.split())
    assert name_words(name) == ([signs[:LONGEST_WORD]] if signs else [])
    assert tokenize(name) == []


def test_a_key_ignores_spaces_and_the_word_en() -> None:
    assert key(["tafel", "en", "tennis"]) == key(["tafeltennis"])


def test_a_slug_is_readable() -> None:
    assert slug("Koninklijke Harmonie 'De Eendracht' \u2013 \u00c9\u00e9n vzw") == (
        "koninklijke-harmonie-de-eendracht-een-vzw"
    )
