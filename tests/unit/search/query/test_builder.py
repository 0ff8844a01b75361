"""Whatever is asked, the request names only fields that exist: the engine ignores others in silence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from directory.geography.points import Point
from directory.search.criteria.choices import ResultGroup, Sort
from directory.search.criteria.criteria import Criteria
from directory.search.index.schema import MAPPING, field_names
from directory.search.query.builder import SOURCE, TOP_SCORE, Stage, body
from directory.search.query.ranking import build_ranked_clauses
from directory.search.understanding.interpretation import InterpretedQuery
from directory.search.understanding.place_detection import detect_place
from directory.search.understanding.query_parser import parse_query
from tests.unit.geography.gazetteers import reference

if TYPE_CHECKING:
    from collections.abc import Iterator

_BY_FIELD = frozenset({"term", "terms", "match_phrase", "range", "fuzzy", "prefix", "geo_distance"})
_OPTIONS = frozenset({"distance"})

texts = (
    st.sampled_from(("", "koor", 'zang "de leeuwerik" -kerk', "V0001001", "voetbalclub leuven gent", "((", "-x"))
    | st.text()
)
questions = st.builds(
    Criteria,
    q=texts,
    where=st.sampled_from(("", "Leuven", "Kessel-Lo", "3010", "Berg", "Vlaams-Brabant", "nergens")),
    near=st.none() | st.just(Point(50.88, 4.7)),
    radius_km=st.none() | st.integers(1, 100),
    activities=st.sampled_from(((), ("SPRT",))),
    areas=st.sampled_from(((), ("24062",), ("24062-heverlee", "BE24"))),
    address_only=st.booleans(),
    kinds=st.sampled_from(((), ("VZW",))),
    subtypes=st.sampled_from(((), ("SUB",))),
    ages=st.sampled_from(((), ("kinderen",))),
    recognised=st.sampled_from(((), ("ja",))),
    has=st.sampled_from(((), ("website",))),
    modified_since=st.none() | st.just(date(2026, 1, 1)),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 100),
)  # fmt: skip


def _asked(criteria: Criteria) -> InterpretedQuery:
    places = reference()
    words = parse_query(criteria.q)
    found = None if criteria.has_place else detect_place(words.words, places)
    return InterpretedQuery(criteria, words, places.resolve(criteria.where).place, places, place_match=found)


def _fields(part: Any) -> Iterator[str]:
    """Walk a request and yield every name of a field in it."""
    if isinstance(part, list):
        for item in part:
            yield from _fields(item)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in _BY_FIELD and isinstance(value, dict) and "field" not in value:
                yield from (field for field in value if field not in _OPTIONS)
            elif name == "field":
                yield value
            else:
                yield from _fields(value)


def _sorted_by(request: dict[str, Any]) -> Iterator[str]:
    for key in request["sort"]:
        for name, value in key.items():
            if name == "_geo_distance":
                yield from (field for field in value if field not in {"order", "unit", "mode"})
            elif name != "_score":
                yield name


@given(questions, st.booleans(), st.sampled_from(ResultGroup))
def test_every_field_that_a_request_names_exists(criteria: Criteria, loose: bool, group: ResultGroup) -> None:
    request = body(_asked(criteria), Stage(loose, group), size=10)
    assert {*_fields(request["query"]), *_fields(request["aggs"]), *_fields(request.get("post_filter")),
            *_sorted_by(request), *request["_source"]} <= field_names()  # fmt: skip


@given(questions)
def test_every_order_ends_in_the_vcode(criteria: Criteria) -> None:
    assert "vcode" in body(_asked(criteria), Stage(loose=False), size=10)["sort"][-1] or criteria.sort is Sort.NEWEST


@given(questions)
def test_no_request_goes_beyond_the_numbered_results(criteria: Criteria) -> None:
    request = body(_asked(criteria), Stage(loose=False), size=10)
    assert request.get("from", 0) + request["size"] <= 1000


@given(st.text(min_size=1))
def test_ranking_rules_have_an_id_and_a_score_of_their_own(text: str) -> None:
    question = parse_query(text)
    if question.words:
        place_match = detect_place(("koor", *question.words, "wilsele"), reference())
        ranked = build_ranked_clauses(question, loose=True, place_match=place_match)
        rules = [one.rule for one in ranked if one.group is not ResultGroup.MUNICIPALITY]
        assert len({rule.id for rule in rules}) == len({rule.score for rule in rules}) == len(rules)


@given(st.text(max_size=3000))
def test_the_words_of_a_question_are_bounded(text: str) -> None:
    found = parse_query(text * 20)
    assert len(found.words) <= 30


def test_the_best_score_is_asked_for_where_the_first_hit_is_not_the_best() -> None:
    assert TOP_SCORE in body(_asked(Criteria(q="koor")), Stage(loose=False), size=10, offset=10)["aggs"]


def test_the_first_page_computes_no_score_twice() -> None:
    assert TOP_SCORE not in body(_asked(Criteria(q="koor")), Stage(loose=False), size=10)["aggs"]


def test_the_mapping_refuses_undeclared_fields() -> None:
    assert MAPPING["dynamic"] == "strict"


def test_a_result_fetches_only_fields_of_the_schema() -> None:
    assert set(SOURCE) <= field_names()
