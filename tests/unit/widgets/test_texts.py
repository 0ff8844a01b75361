"""A widget speaks the language of its settings; names of places stay as they are."""

from __future__ import annotations

import pytest

from directory.platform.i18n import Language, speaking
from directory.search.criteria.choices import FacetName
from directory.search.criteria.criteria import Criteria
from directory.search.results.model import Facet, FacetValue
from directory.widgets.answering.facets import widget_facets
from directory.widgets.answering.visitor import VisitorState
from directory.widgets.settings.enums import WidgetFacetName
from directory.widgets.settings.model import WidgetOptions
from directory.widgets.translations.texts import result_count, translate, translate_message


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        (Language.DUTCH, ["Verenigingen", "Geen verenigingen", "1 vereniging", "1.234 verenigingen"]),
        (Language.FRENCH, ["Associations", "Aucune association", "1 association", "1\u202f234 associations"]),
        (Language.GERMAN, ["Vereine", "Keine Vereine", "1 Verein", "1.234 Vereine"]),
        (Language.ENGLISH, ["Associations", "No associations", "1 association", "1,234 associations"]),
    ],
)
def test_a_count_is_written_in_each_language(language: Language, counts: list[str]) -> None:
    assert [result_count(language, total) for total in (None, 0, 1, 1234)] == counts


def test_the_language_of_a_widget_does_not_depend_on_that_of_the_page() -> None:
    with speaking(Language.ENGLISH):
        assert translate(Language.DUTCH, "vorige") == "Vorige"
        assert translate(Language.GERMAN, "bron", naam="Gids") == "Daten von Gids"


def test_a_name_without_a_translation_stays_as_it_is() -> None:
    assert translate_message(Language.GERMAN, "Ruimtevaart") == "Ruimtevaart"


@pytest.mark.parametrize("language", Language)
def test_the_name_of_a_place_is_not_translated_although_it_is_also_a_message(language: Language) -> None:
    """Meer is a district of Hoogstraten, and the title of a facet."""
    district = FacetValue("13014-meer", 3, False, "Meer")
    town = FacetValue("13014", 5, False, "Hoogstraten", (district,))
    areas = Facet(FacetName.AREA, (FacetValue("BE21", 5, False, "Antwerpen", (town,)),), Criteria())
    options = WidgetOptions(facets=(WidgetFacetName.DISTRICT,))
    (facet,) = widget_facets(options, VisitorState(), [areas], language)
    assert [choice.label for choice in facet.choices] == ["Meer"]
    assert facet.label == translate_message(language, "Deelgemeente")
