"""How a widget is set: read and written in one way, for any typed text."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.criteria.criteria import Criteria
from directory.search.criteria.known_codes import Codes
from directory.search.criteria.url_codec import ProblemCode
from directory.widgets.answering.visitor import VisitorState, criteria
from directory.widgets.answering.visitor import parse as parse_visit
from directory.widgets.embedding import oembed
from directory.widgets.settings.fields import ATTRIBUTES, WidgetCodes
from directory.widgets.settings.model import WidgetOptions, merge_pairs, parse
from directory.widgets.settings.problems import WidgetProblemCode
from directory.widgets.settings.theme import PROPERTIES
from directory.widgets.translations.problem_texts import SENTENCES, problem_sentence
from tests.unit.widgets.sample_options import _some, options

KNOWN = WidgetCodes(
    Codes(frozenset({"KECU", "SPRT"}), {"44021": "44021", "24062": "24062", "45017": "44086", "BE23": "BE23"}),
    {"9000", "3001"},
)


@given(options())
def test_what_is_written_is_read_as_the_same_widget(wanted: WidgetOptions) -> None:
    assert parse(wanted.pairs(), KNOWN) == (type(parse(()))(wanted, ()))


@given(st.lists(st.tuples(st.sampled_from([*ATTRIBUTES, *PROPERTIES, "onbekend", "onload"]), st.text(max_size=60))))
def test_whatever_is_typed_gives_a_widget_that_is_read_back_without_a_problem(pairs: list[tuple[str, str]]) -> None:
    found = parse(pairs, KNOWN).options
    again = parse(found.pairs(), KNOWN)
    assert again.options == found
    assert again.problems == ()


@given(st.sampled_from(sorted(PROPERTIES)), st.text(max_size=80))
def test_no_look_can_say_more_than_one_declaration(name: str, typed: str) -> None:
    for _name, value in parse([(name, typed)]).options.theme:
        assert not set(value) & set("{}<>\"'\\@/!();:\n")


def test_an_old_nis_code_means_the_municipality_of_today() -> None:
    assert parse([("gemeente", "45017")], KNOWN).options.municipalities == ("44086",)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("gemeente", "99999", "geen gebied"),
        ("gemeente", "BE23", "geen NIS-code"),
        ("provincie", "44021", "geen provincie"),
        ("postcode", "1234", "geen postcode"),
        ("straal", "5km", "rond welke plaats"),
        ("sort", "afstand", "rond welke plaats"),
        ("detail", "eigen", "detail-url"),
        ("detail-url", "javascript:alert(1)//{vCode}", "webadres"),
        ("detail-url", "//evil.example/{vCode}", "webadres"),
        ("detail-url", "/zonder-code", "webadres"),
        ("per-pagina", "500", "van 5 tot 50"),
        ("facetten", "kleur", "Kies uit"),
        ("accent", "red;background:url(x)", "#rrggbb"),
        ("onclick", "alert(1)", "kennen we niet"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(name: str, value: str, told: str) -> None:
    problems = parse([(name, value)], KNOWN).problems
    assert [told in problem_sentence(problem) for problem in problems] == [True]


def test_the_page_says_what_overrides_a_saved_configuration() -> None:
    saved = [("gemeente", "44021"), ("per-pagina", "20")]
    assert merge_pairs(saved, [("per-pagina", "5")]) == [("gemeente", "44021"), ("per-pagina", "5")]


@given(options(), _some(["act.KECU", "act.SPRT", "gemeente.44021", "gemeente.24062", "type.VZW", "leeftijd.kinderen"]))
def test_a_choice_never_leaves_the_scope(wanted: WidgetOptions, chosen: list[str]) -> None:
    visit, problems = parse_visit([("kies", choice) for choice in chosen], KNOWN.codes)
    asked = criteria(wanted, visit)
    assert problems == ()
    assert not wanted.activities or set(asked.activities) <= set(wanted.activities)
    assert not wanted.kinds or set(asked.kinds) <= set(wanted.kinds)
    assert bool(asked.areas) == bool(wanted.areas or any(choice.startswith("gemeente") for choice in chosen))
    if "BE23" not in wanted.areas and wanted.areas:
        assert set(asked.areas) <= set(wanted.areas)


@given(_some(["act.KECU", "gemeente.24062", "heeft.website"]), st.integers(1, 200))
def test_a_visit_is_read_back(chosen: list[str], page: int) -> None:
    visit, _ = parse_visit([*(("kies", choice) for choice in chosen), ("pagina", str(page))], KNOWN.codes)
    assert parse_visit(visit.pairs(), KNOWN.codes) == (visit, ())
    assert visit == VisitorState(visit.chosen, page)


def test_an_embedded_search_reads_every_field_of_a_question_that_narrows_it() -> None:
    narrowing = {field.name for field in dataclasses.fields(Criteria)} - {"page", "after", "view", "group"}
    assert narrowing == oembed.KEPT


@pytest.mark.parametrize("code", WidgetProblemCode)
def test_every_problem_of_a_widget_has_a_sentence(code: WidgetProblemCode) -> None:
    assert SENTENCES[code].endswith(".")
    assert code.value not in {other.value for other in ProblemCode}
