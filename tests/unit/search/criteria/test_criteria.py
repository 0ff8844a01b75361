"""A question is read from a URL and written back, both ways equal, and nothing that is typed raises."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography.points import Point
from directory.search.criteria.choices import FacetName, Sort, View
from directory.search.criteria.criteria import Criteria, parse
from directory.texts.problem_texts import problem_sentence
from tests.unit.search.criteria.sample_criteria import CODES, pairs


@given(pairs)
def test_what_is_read_and_written_is_read_the_same(asked: list[tuple[str, str]]) -> None:
    criteria = parse(asked, CODES).criteria
    again = parse(criteria.pairs(), CODES)
    assert (again.criteria, again.problems) == (criteria, ())


@given(pairs)
def test_a_question_survives_a_web_address(asked: list[tuple[str, str]]) -> None:
    criteria = parse(asked, CODES).criteria
    assert parse(parse_qsl(urlencode(criteria.pairs())), CODES).criteria == criteria


@given(pairs)
def test_every_problem_is_a_sentence(asked: list[tuple[str, str]]) -> None:
    assert all(problem_sentence(problem).endswith((".", "?")) for problem in parse(asked, CODES).problems)


@given(pairs, st.sampled_from(FacetName), st.sampled_from(["ja", "website", "SPRT"]))
def test_choosing_twice_changes_nothing(asked: list[tuple[str, str]], facet: FacetName, value: str) -> None:
    criteria = parse(asked, CODES).criteria.first_page()
    assert criteria.toggled(facet, value).toggled(facet, value) == criteria


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("activiteit", "XXXX", "Er is geen activiteit met de code “XXXX”."),
        ("gebied", "99999", "Er is geen gebied met de code “99999”."),
        ("type", "BV", "“BV” kennen we niet. Kies uit: VZER, VZW, IVZW, PS, SVON."),
        ("pagina", "-1", "Een pagina is een geheel getal van 1 tot 100."),
        ("pagina", "²", "Een pagina is een geheel getal van 1 tot 100."),
        ("bij", "hier", "Een positie schrijf je als breedte,lengte: 50.88,4.70."),
        ("bij", "91,0", "Een positie schrijf je als breedte,lengte: 50.88,4.70."),
        ("gewijzigd_sinds", "2026-02-31", "Een datum schrijf je als jaar-maand-dag: 2026-11-03."),
        ("straal", "10", "Kies eerst een plaats, dan pas een afstand."),
        ("sorteer", "afstand", "Kies eerst een plaats om op afstand te sorteren."),
        ("limit", "10", "Een deel van dit adres begrijpen we niet: “limit”."),
        (
            "activitet",
            "SPRT",
            "Een deel van dit adres begrijpen we niet: “activitet”. Bedoelde je “activiteit”?",
        ),
    ],
)
def test_what_cannot_be_used_is_left_out_and_told(name: str, value: str, message: str) -> None:
    parsed = parse([(name, value)], CODES)
    assert (parsed.criteria, [problem_sentence(problem) for problem in parsed.problems]) == (Criteria(), [message])


def test_an_old_code_of_a_municipality_becomes_the_one_of_today() -> None:
    assert parse([("gebied", "12030")], CODES).criteria.areas == ("12041",)


def test_repeated_values_are_sorted_and_taken_once() -> None:
    asked = [("activiteit", "SPRT"), ("activiteit", "KECU"), ("activiteit", "SPRT")]
    assert parse(asked, CODES).criteria.activities == ("KECU", "SPRT")


def test_a_long_question_is_cut_and_told() -> None:
    parsed = parse([("q", "a" * 500)], CODES)
    assert (len(parsed.criteria.q), parsed.problems[0].parameter) == (200, "q")


def test_a_page_beyond_the_last_becomes_the_last() -> None:
    assert parse([("pagina", "101")], CODES).criteria.page == 100


def test_the_second_of_two_single_values_is_told() -> None:
    parsed = parse([("q", "een"), ("q", "twee")], CODES)
    assert (parsed.criteria.q, len(parsed.problems)) == ("een", 1)


def test_an_empty_field_of_a_form_is_no_problem() -> None:
    assert parse([("q", ""), ("waar", " "), ("straal", "")], CODES).problems == ()


def test_a_position_is_kept_to_ten_metres() -> None:
    assert parse([("bij", "50.881234567,4.701234567")], CODES).criteria.near == Point(50.8812, 4.7012)


ASKED = Criteria(q="koor", where="Gent", radius_km=5, kinds=("VZW",), page=4, after="cursor", view=View.MAP)


def test_a_link_to_a_page_or_a_cursor_keeps_the_question_and_only_one_of_the_two() -> None:
    assert ASKED.on_page(7) == replace(ASKED, page=7, after="")
    assert ASKED.following("next") == replace(ASKED, page=1, after="next")


def test_another_place_or_view_of_a_question_begins_at_its_first_page() -> None:
    first = replace(ASKED, page=1, after="")
    assert ASKED.in_place("Leuven") == replace(first, where="Leuven")
    assert ASKED.shown_as(View.LIST) == replace(first, view=View.LIST)


@pytest.mark.parametrize("sort", Sort)
def test_without_a_place_nothing_is_sorted_by_distance_and_other_orders_stay(sort: Sort) -> None:
    asked = replace(ASKED, sort=sort, near=Point(50.88, 4.7))
    expected = Sort.BEST if sort is Sort.DISTANCE else sort
    assert asked.without_place() == replace(asked, where="", near=None, radius_km=None, sort=expected, page=1, after="")


def test_without_filters_the_words_the_place_the_order_and_the_view_stay() -> None:
    asked = replace(ASKED, literal=True, as_words=("koor",), near=Point(50.88, 4.7), sort=Sort.NAME)
    assert asked.without_filters() == Criteria(
        q="koor", literal=True, as_words=("koor",), where="Gent", near=Point(50.88, 4.7), radius_km=5, sort=Sort.NAME,
        view=View.MAP,
    )  # fmt: skip


def test_only_words_of_the_question_are_taken_as_words() -> None:
    asked = [("q", "Repair Café Gent"), *(("als_woord", typed) for typed in ("Café", "REPAIR", "koor", "in Gent", "-"))]
    assert parse(asked).criteria == Criteria(q="Repair Café Gent", as_words=("cafe", "repair"))


def test_a_cursor_leaves_no_page_beside_it() -> None:
    assert parse([("na", "abc"), ("pagina", "3")]).criteria == Criteria(after="abc")


def test_what_makes_no_sense_without_a_place_is_told_by_its_parameter_and_value() -> None:
    problems = parse([("straal", "10"), ("sorteer", "afstand")]).problems
    assert [(problem.parameter, problem.value) for problem in problems] == [("straal", "10"), ("sorteer", "afstand")]
