"""What the answer of autocomplete says beside each name."""

from __future__ import annotations

import pytest

from directory.geography.gazetteer import PlaceKind
from directory.pages.results.suggestions import answer, detail
from directory.search.criteria.criteria import Criteria
from directory.search.suggest.suggestions import Suggestion, SuggestionGroup, Suggestions


@pytest.mark.parametrize(
    ("suggestion", "text"),
    [
        (Suggestion("24062", "Leuven", place_kind=PlaceKind.MUNICIPALITY, provinces=("Vlaams-Brabant",)),
         "gemeente, Vlaams-Brabant"),
        (Suggestion("BE24", "Vlaams-Brabant", place_kind=PlaceKind.PROVINCE), "provincie"),
        (Suggestion("3010", "3010 Kessel-Lo", place_kind=PlaceKind.POSTCODE, provinces=("Vlaams-Brabant",)),
         "postcode, Vlaams-Brabant"),
        (Suggestion("SPRT", "Sport", Criteria(activities=("SPRT",)), count=1), "1 vereniging"),
        (Suggestion("SPRT", "Sport", Criteria(activities=("SPRT",)), count=1318), "1.318 verenigingen"),
        (Suggestion("SPRT", "Sport", Criteria(activities=("SPRT",))), ""),
        (Suggestion("V0001001", "Okra", place="Ledeberg, Gent"), "Ledeberg, Gent"),
    ],
)  # fmt: skip
def test_a_suggestion_says_what_tells_it_apart(suggestion: Suggestion, text: str) -> None:
    assert detail(suggestion) == text


def test_a_suggestion_leads_to_its_page_or_its_search() -> None:
    associations = SuggestionGroup((Suggestion("V0001001", "Okra", place="Gent"),), 5)
    activities = SuggestionGroup((Suggestion("SPRT", "Sport", Criteria(activities=("SPRT",)), count=2),), 1)
    members = answer(Suggestions(associations, activities))
    assert members["verenigingen"] == {
        "totaal": 5,
        "suggesties": [
            {"vCode": "V0001001", "naam": "Okra", "toelichting": "Gent", "pagina": "/vereniging/V0001001/okra"}
        ],
    }
    assert members["activiteiten"]["suggesties"] == [
        {"code": "SPRT", "naam": "Sport", "toelichting": "2 verenigingen", "aantal": 2,
         "pagina": "/zoeken?activiteit=SPRT"}
    ]  # fmt: skip
    assert members["plaatsen"] == {"totaal": 0, "suggesties": []}
