"""Forms of one word have one stem; words that only look alike do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.language.normalise import tokenize
from directory.language.stemming import stem, stem_all


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
    ("word", "other"), [("grote", "grotten"), ("zonen", "zon"), ("polen", "pool"), ("kaatsen", "katten")]
)
def test_words_of_other_meaning_keep_apart(word: str, other: str) -> None:
    assert stem(word) != stem(other)


def test_our_lady_is_another_word_than_woman() -> None:
    assert stem_all(["onze", "lieve", "vrouw"])[-1] != stem_all(["jonge", "vrouw"])[-1] == stem("vrouw")


@given(st.text())
def test_every_word_has_a_stem_without_spaces(text: str) -> None:
    assert all(stem(word) and " " not in stem(word) for word in tokenize(text))
