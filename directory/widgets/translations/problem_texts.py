"""Sentences for settings and visitors' parameters that could not be used: the widgets' own beside the search's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.platform.i18n import _
from directory.texts import problem_texts
from directory.widgets.settings.problems import WidgetProblemCode

if TYPE_CHECKING:
    from enum import StrEnum

    from directory.search.criteria.url_codec import ParameterProblem

SENTENCES: dict[StrEnum, str] = {
    WidgetProblemCode.UNKNOWN_ATTRIBUTE: _("“%(name)s” kennen we niet."),
    WidgetProblemCode.NOT_A_MUNICIPALITY: _("“%(text)s” is geen NIS-code van een gemeente."),
    WidgetProblemCode.NOT_A_PROVINCE: _("“%(text)s” is geen provincie."),
    WidgetProblemCode.UNKNOWN_POSTCODE: _("Er is geen postcode “%(text)s”."),
    WidgetProblemCode.UNKNOWN_PLACE: _("We kennen de plaats “%(text)s” niet."),
    WidgetProblemCode.NUMBER_OUT_OF_RANGE: _("Geef een getal van %(least)s tot %(most)s."),
    WidgetProblemCode.NOT_A_SWITCH: _("Kies “aan” of “uit”."),
    WidgetProblemCode.NOT_A_VCODE: _("Een vCode is V en zeven cijfers: V0001001."),
    WidgetProblemCode.NOT_A_KEY: _("Een sleutel is een kort woord, zoals vz-."),
    WidgetProblemCode.NOT_A_SAVED_WIDGET: _("Dit is geen nummer van een bewaarde widget."),
    WidgetProblemCode.NOT_A_PAGE_PATTERN: _("Geef een webadres of een pad met {vCode} erin: /verenigingen/{vCode}."),
    WidgetProblemCode.RADIUS_WITHOUT_PLACE: _('Zeg ook rond welke plaats: rond="9000".'),
    WidgetProblemCode.DISTANCE_WITHOUT_PLACE: _("Zeg ook rond welke plaats je op afstand sorteert."),
    WidgetProblemCode.OWN_PAGE_WITHOUT_ADDRESS: _("Geef ook detail-url, het adres van je eigen pagina's."),
    WidgetProblemCode.NOT_A_COLOUR: _("Een kleur schrijf je als #rrggbb, bijvoorbeeld #8a1f4b."),
    WidgetProblemCode.NOT_A_LENGTH: _("Een maat schrijf je als 4px, 0.5rem of 1em."),
    WidgetProblemCode.NOT_A_FONT: _("Geef de naam van een lettertype, met letters, cijfers en komma's."),
    WidgetProblemCode.UNKNOWN_CHOICE: _("Deze keuze kennen we niet."),
    WidgetProblemCode.UNKNOWN_PAGE: _("Deze pagina bestaat niet. Je ziet de eerste."),
}


def problem_sentence(problem: ParameterProblem) -> str:
    """Return what is wrong with a parameter of a widget, in a sentence for the webmaster."""
    if problem.code in SENTENCES:
        return SENTENCES[problem.code] % problem.details
    return problem_texts.problem_sentence(problem)
