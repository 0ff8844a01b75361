"""The age and the groups of people that a question names are parts of it, and words of a name are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.language.audiences import AGE_WORDS, OLDEST, audience_words, audiences
from directory.language.kind_table import kind_table
from directory.language.normalise import tokenize
from directory.search.criteria.criteria import Criteria
from directory.search.results.active_filters import FOR_AGE, FOR_PEOPLE, active_filters
from directory.search.understanding.for_whom import for_whom
from directory.texts import choice_labels
from tests.unit.search.results.sample_queries import interpreted

AGE_FORMS = (
    "judo {} jaar", "judo voor mijn zoon van {} in Gent", "ik zoek judo voor een {}-jarige", "judo dochter {} jr",
    "judo voor kinderen van {} jaar oud", "{} jaar judo Gent", "judo pour ma fille de {} ans", "judo {} years old",
)  # fmt: skip


def read(q: str) -> tuple[tuple[int, int] | None, list[str], tuple[str, ...]]:
    """Return the age, the groups of people and the words that are looked for beside the place."""
    query = interpreted(Criteria(q=q))
    wanted = query.question.for_whom
    words = query.place_match.content_words if query.place_match else query.question.content_words
    return wanted.age, [audience.code for audience, _ in wanted.audiences], words


@pytest.mark.parametrize("form", AGE_FORMS)
@given(age=st.integers(2, 99))
def test_an_age_in_years_is_read_in_the_forms_in_which_people_write_it(form: str, age: int) -> None:
    assert read(form.format(age)) == ((age, age), [], ("judo",))


@given(
    st.integers(1, 50), st.integers(1, 50), st.sampled_from(["{} tot {} jaar", "{}-{} jaar", "tussen {} en {} jaar"])
)
def test_two_ages_are_a_range(young: int, more: int, form: str) -> None:
    assert read("judo " + form.format(young, young + more))[0] == (young, young + more)


@pytest.mark.parametrize(
    ("q", "ages"),
    [
        ("yoga 55+ gent", (55, OLDEST)),
        ("judo vanaf 12 jaar", (12, OLDEST)),
        ("kaarten 60 jaar en ouder", (60, OLDEST)),
        ("wandelen ouder dan 60", (60, OLDEST)),
        ("judo tot 12 jaar", (0, 12)),
        ("voetbal voor kinderen van 6 tot en met 8 jaar", (6, 8)),
        ("turnen voor kleuters", (3, 5)),
        ("dansen voor senioren in Gent", (65, OLDEST)),
    ],
)
def test_ages_have_bounds(q: str, ages: tuple[int, int]) -> None:
    assert read(q)[0] == ages


@pytest.mark.parametrize("word", sorted(AGE_WORDS))
def test_a_word_for_an_age_beside_a_kind_is_an_age(word: str) -> None:
    assert read(f"judo voor {word} in Gent") == (tuple(AGE_WORDS[word]), [], ("judo",))


@pytest.mark.parametrize("word", sorted(audience_words()))
def test_a_word_for_a_group_of_people_beside_a_kind_is_a_wish(word: str) -> None:
    assert read(f"judo voor {word} in Gent") == (None, [audience_words()[word].code], ("judo",))


@pytest.mark.parametrize("q", ["vrouwen gent", "slechtzienden", "zelfhulp autisme", "senioren gent", "jeugd"])
def test_people_that_are_all_that_is_asked_for_are_no_side_word(q: str) -> None:
    assert read(q)[:2] == (None, [])


@pytest.mark.parametrize(
    "name", ["Kwikzilver 50+", "De Kleuters van Xyzzy", "Kinderen van Mozes", "Xyzzy voor Meisjes", "7 jaar", "55+"]
)
def test_words_of_a_name_that_nothing_else_explains_are_words(name: str) -> None:
    age, people, words = read(name)
    assert (age, people) == (None, [])
    assert set(words) <= set(tokenize(name))


@given(
    st.lists(st.sampled_from(["judo", "voor", "6", "jaar", "meisjes", "kleuters", "van", "zoon", "xyzzy", "tot", "12"]))
)
def test_only_words_that_were_typed_are_read(words: list[str]) -> None:
    assert for_whom(words, names_a_place=False).words <= set(words)


def test_each_part_is_undone_alone_and_the_rest_stays_as_it_was_typed() -> None:
    active = active_filters(interpreted(Criteria(q="Voetbal voor meisjes van 8 jaar in Aalst", page=3)))
    assert [(one.parameter, one.value, one.without.q) for one in active if one.parameter in {FOR_AGE, FOR_PEOPLE}] == [
        (FOR_AGE, "8-8", "Voetbal voor meisjes in Aalst"),
        (FOR_PEOPLE, "meisjes", "Voetbal van 8 jaar in Aalst"),
    ]
    assert {one.without.page for one in active} == {1}


def test_taken_literally_there_are_no_parts() -> None:
    found = active_filters(interpreted(Criteria(q="judo 8 jaar voor meisjes", literal=True)))
    assert {FOR_AGE, FOR_PEOPLE}.isdisjoint(active.parameter for active in found)


def test_every_group_of_people_has_a_label_and_kinds_that_exist() -> None:
    assert choice_labels.AUDIENCES.keys() == audiences().keys()
    assert {kind for audience in audiences().values() for kind in audience.kinds} <= kind_table().keys()
