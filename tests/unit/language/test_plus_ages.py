"""An age with a plus is one word, however it is written, and no other age."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.language.normalise import tokenize
from directory.language.vocabulary import typos_allowed

TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
FORMS = ("{}+", "{} +", "{}plus", "{}-plus", "{} plus", "{}plussers", "{}-plusser", "{} Plussers", "{}+'ers", "{}+-ers")


@given(st.integers(10, 150), st.sampled_from(FORMS))
def test_every_form_is_one_word_with_its_number(age: int, form: str) -> None:
    assert tokenize(f"De {form.format(age)} van Gent") == ["de", f"{age}plus", "van", "gent"]


@pytest.mark.parametrize(
    ("number", "word"), [*((10 * n, word) for n, word in enumerate(TENS, 2)), (55, "vijfenvijftig")]
)
@pytest.mark.parametrize("form", ["{}plus", "{}-plus", "{}plussers", "{} plusser"])
def test_a_number_in_words_counts_too(number: int, word: str, form: str) -> None:
    assert tokenize(form.format(word)) == [f"{number}plus"]


@pytest.mark.parametrize(("text", "words"), [("50plusclub", ["50plus", "club"]), ("50+-club", ["50plus", "club"])])
def test_a_compound_begins_with_it(text: str, words: list[str]) -> None:
    assert tokenize(text) == words


@pytest.mark.parametrize("text", ["100+1", "C++", "surplus 50", "50 pluspunten", "plus", "5 plus"])
def test_other_words_with_a_plus_are_no_age(text: str) -> None:
    assert not any(word[0].isdecimal() and word.endswith("plus") for word in tokenize(text))


def test_another_number_is_no_misspelling() -> None:
    assert typos_allowed("50plus") == typos_allowed("55pluskwikzilver") == 0
