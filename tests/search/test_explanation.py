"""What an explanation says of a score, of an order and of what is kept out is what the engine does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from directory.pages.results.page import window_of
from directory.search.engine.client import Engine
from directory.search.explain.explanation import ExcludingPart
from tests.search.corpus import activity, area, association, in_district, invented, location

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from directory.search.explain.explanation import Explanation
    from tests.search.conftest import Asker

CORPUS = [
    *invented(60),
    association(1, "Koor De Merel", locations=(location("24062"),), activities=(activity("KECU"),)),
    association(2, "Zangkoor De Leeuwerik", areas=(area("BE24"),), activities=(activity("KECU"),)),
    association(3, "Koninklijke Voetbalclub Kessel-Lo", locations=(in_district("24062"),), min_age=6, max_age=18),
    association(4, "Turnkring Tennisballen", type_code="VZER"),
    association(5, "Tennisbellen"),
]
QUESTIONS: tuple[dict[str, str], ...] = (
    {"q": "koor"},
    {"q": "koor", "waar": "Leuven"},
    {"q": "koor leuven"},
    {"q": "voetbalclub kessel-lo"},
    {"q": "kvc kessel-lo"},
    {"q": "V0000003"},
    {"q": "turnkrign tenisbalen"},
    {"q": "voetbalclub keselo"},
    {"q": "scouts", "waar": "Kessel-Lo", "straal": "20"},
    {"q": "wandelclub", "waar": "3010"},
    {"waar": "Vlaams-Brabant", "pagina": "2"},
    {"waar": "Gent"},
    {"q": '"de eendracht" -koor', "activiteit": "SPRT"},
    {},
)
MEREL, WIDE, FOOTBALL, TURNING = "V0000001", "V0000002", "V0000003", "V0000004"
UNKNOWN = "V0999999"


def explain(searching: Asker, vcode: str | None = None, **parameters: str) -> Explanation:
    criteria = searching.search.parse(parameters.items()).criteria
    found = searching.run(searching.search.explain(criteria, window_of(criteria), vcode))
    assert found
    return found


def excluding_parts(searching: Asker, vcode: str, **parameters: str) -> list[tuple[str, tuple[str, ...]]]:
    association = explain(searching, vcode, **parameters).association
    assert association
    return [
        (part.parameter, (part.words,) if part.words else tuple(one.name or one.value for one in part.filters))
        for part in association.excluded_by
    ]


@pytest.mark.parametrize("parameters", QUESTIONS, ids=lambda one: " ".join(one.values()) or "nothing")
def test_the_explained_scores_are_those_of_the_order(searching: Asker, parameters: dict[str, str]) -> None:
    criteria = searching.search.parse(parameters.items()).criteria

    async def streamed() -> dict[str, float | None]:
        return {hit.vcode: hit.score async for hit in searching.search.stream(criteria)}

    scores = searching.run(streamed())
    shown = [hit.vcode for hit in searching.find(criteria).hits]
    explained = explain(searching, **parameters).scores
    assert {vcode: one.score for vcode, one in explained.items()} == pytest.approx({one: scores[one] for one in shown})
    assert explained


@pytest.mark.parametrize("parameters", QUESTIONS, ids=lambda one: " ".join(one.values()) or "nothing")
def test_one_rule_counts_and_it_is_the_highest(searching: Asker, parameters: dict[str, str]) -> None:
    for one in explain(searching, **parameters).scores.values():
        assert [rule.counts for rule in one.rules] == [True, *[False] * (len(one.rules) - 1)]
        assert one.rules[0].total == max(rule.total for rule in one.rules)


def test_what_comes_before_is_counted(searching: Asker) -> None:
    listed = [hit.vcode for hit in searching(q="koor").hits]
    explained = [explain(searching, vcode, q="koor").association for vcode in listed]
    assert [one.results_before for one in explained if one] == list(range(len(listed)))


def test_place_is_counted_the_same_on_any_page(searching: Asker) -> None:
    one = explain(searching, WIDE, q="koor", pagina="1").association
    assert one
    assert explain(searching, WIDE, q="koor", pagina="2").association == one


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"q": "koor", "activiteit": "SPRT"}, [("activiteit", ("Sport",))]),
        ({"q": "koor", "erkend": "ja", "type": "VZER"}, [("type", ("VZER",)), ("erkend", ("ja",))]),
        ({"q": "koor", "waar": "Gent"}, [("waar", ("Gent",))]),
        ({"q": "voetbal", "activiteit": "KECU"}, [("q", ())]),
        ({"q": '"de vink"'}, [("q", ()), ("q", ('"de vink"',))]),
        ({"q": "koor -merel"}, [("q", ("-merel",))]),
        ({"q": "koor", "subtype": "SUB"}, [("subtype", ("SUB",))]),
        ({"q": "koor", "gewijzigd_sinds": "2026-11-01"}, [("gewijzigd_sinds", ("2026-11-01",))]),
        ({"q": "koor", "waar": "Gent", "straal": "5"}, [("straal", ("Gent",))]),
    ],
)
def test_what_keeps_it_out_is_named(
    searching: Asker, parameters: dict[str, str], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert excluding_parts(searching, MEREL, **parameters) == expected


@pytest.mark.parametrize("parameters", QUESTIONS, ids=lambda one: " ".join(one.values()) or "nothing")
def test_what_is_kept_out_of_the_list_and_only_that_has_a_reason(searching: Asker, parameters: dict[str, str]) -> None:
    for vcode in (MEREL, WIDE, FOOTBALL, TURNING):
        association = explain(searching, vcode, **parameters).association
        assert association
        assert (association.results_before is None) == bool(association.excluded_by)


def test_words_that_would_fit_with_mistakes_allowed_are_told(searching: Asker) -> None:
    association = explain(searching, "V0000005", q="tennisballen").association
    assert association
    assert association.excluded_by == (ExcludingPart("q"),)
    assert "typos_in_whole" in [rule.id for rule in association.loose_rules]


def test_what_only_works_all_over_the_province_is_explained_in_its_group(searching: Asker) -> None:
    one = explain(searching, WIDE, q="koor", waar="Leuven", groep="provincie").scores[WIDE]
    assert one.is_province_wide_only
    assert excluding_parts(searching, WIDE, q="koor", waar="Leuven") == [("waar", ("Leuven",))]


def test_what_does_not_belong_to_the_place_is_not_said_to_work_in_its_province(searching: Asker) -> None:
    association = explain(searching, MEREL, q="koor", waar="Gent").association
    assert association
    assert not association.score.is_province_wide_only


def test_a_hidden_one_and_an_unknown_one_are_explained_alike(searching: Asker) -> None:
    assert explain(searching, UNKNOWN, q="koor") == explain(searching, "V0777777", q="koor")
    assert explain(searching, UNKNOWN, q="koor").association is None


def test_each_takes_the_same_requests(searching: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    search_all = Engine.search_all

    async def counting(self: Engine, bodies: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        asked.append(len(bodies))
        return await search_all(self, bodies)

    monkeypatch.setattr(Engine, "search_all", counting)
    explain(searching, MEREL, q="koor")
    known = [*asked]
    asked.clear()
    explain(searching, UNKNOWN, q="koor")
    assert asked == known


def test_it_tells_how_the_words_were_read(searching: Asker) -> None:
    read = explain(searching, q="voetbal voor meisjes leuven").interpretation
    assert (read.place, read.place_typed) == ("Leuven", "leuven")
    (football,) = read.meanings  # for whom it is ranks, and is no word to look for
    assert "voetbalclub" in football.synonyms
    assert not read.is_loose


def test_it_tells_that_words_were_spelt_otherwise(searching: Asker) -> None:
    read = explain(searching, q="voetbalclub keselo").interpretation
    assert read.is_loose
    assert read.typed == ("voetbalclub", "keselo")
    assert read.place == "Kessel-Lo, Leuven"
