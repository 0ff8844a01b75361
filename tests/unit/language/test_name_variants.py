"""Names written otherwise: initials for words, and words for initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.language.name_variants import MAX_VARIANTS, initials, variants
from directory.language.normalise import key, name_words

names = st.lists(st.text("abcdefgknorstv", min_size=1, max_size=14), min_size=1, max_size=9).map(tuple)


@pytest.mark.parametrize(
    ("name", "otherwise"),
    [
        ("Koninklijke Voetbalclub Lier", "kvclier"),
        ("Voetbalclub Lier", "kvclier"),
        ("KVC Lier", "vclier"),
        ("Tafeltennisclub Smash", "ttcsmash"),
        ("TTC Smash", "tafeltennisclubsmash"),
        ("KF De Vrede Aalter", "koninklijkefanfaredevredeaalter"),
        ("Kon. Harmonie Sint-Jan", "harmoniesintjan"),
    ],
)
def test_a_name_is_written_otherwise(name: str, otherwise: str) -> None:
    assert otherwise in variants(tuple(name_words(name)))


@pytest.mark.parametrize("name", ["Sint-Augustinus Diepenbeek", "De Vrolijke Vrienden", "Turnclub Dessel"])
def test_words_that_tell_no_kind_are_not_shortened(name: str) -> None:
    assert not [one for one in variants(tuple(name_words(name))) if one.endswith("diepenbeek") and len(one) < 15]
    assert "tcdessel" not in variants(tuple(name_words(name)))


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Kristelijke Werknemersbeweging", "kwb"), ("Katholiek Vormingswerk van Landelijke Vrouwen", "kvlv")],
)
def test_the_whole_of_a_name_has_initials(name: str, letters: str) -> None:
    assert letters in initials(name_words(name))


@given(names)
def test_variants_are_few_and_never_the_name_itself(name: tuple[str, ...]) -> None:
    found = variants(name)
    assert len(found) == len(set(found)) <= MAX_VARIANTS
    assert key(name) not in found
