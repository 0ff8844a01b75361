"""Sentences for parameters that could not be used as they stand, by the code of the problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.platform import i18n
from directory.search.criteria.url_codec import ProblemCode

if TYPE_CHECKING:
    from enum import StrEnum

    from directory.search.criteria.url_codec import ParameterProblem

_ = i18n._

_UNKNOWN_PLACE_ALIKE = _("We kennen de plaats “%(text)s” niet. We zoeken overal. Bedoelde je %(alternatives)s?")
_UNKNOWN_PARAMETER_ALIKE = _("Een deel van dit adres begrijpen we niet: “%(name)s”. Bedoelde je “%(nearest)s”?")
SENTENCES: dict[StrEnum, str] = {
    ProblemCode.UNKNOWN_PARAMETER: _("Een deel van dit adres begrijpen we niet: “%(name)s”."),
    ProblemCode.REPEATED: _("“%(name)s” staat er meer dan één keer. We nemen de eerste."),
    ProblemCode.NOT_A_CHOICE: _("“%(text)s” kennen we niet. Kies uit: %(choices)s."),
    ProblemCode.UNKNOWN_ACTIVITY: _("Er is geen activiteit met de code “%(text)s”."),
    ProblemCode.UNKNOWN_SUBJECT: _("De soort vereniging “%(text)s” kennen we niet."),
    ProblemCode.UNKNOWN_AREA: _("Er is geen gebied met de code “%(text)s”."),
    ProblemCode.PLACE_COMPLETED: _("We lazen “%(text)s” als %(place)s."),
    ProblemCode.UNKNOWN_PLACE: _("We kennen de plaats “%(text)s” niet. We zoeken overal."),
    ProblemCode.QUERY_TOO_LONG: _("Je zoekvraag is te lang. We nemen de eerste %(most)s tekens."),
    ProblemCode.PLACE_TOO_LONG: _("De plaats is te lang. We nemen de eerste %(most)s tekens."),
    ProblemCode.RADIUS_OUT_OF_RANGE: _("Een afstand is een geheel getal van %(least)s tot %(most)s (km)."),
    ProblemCode.PAGE_OUT_OF_RANGE: _("Een pagina is een geheel getal van %(least)s tot %(most)s."),
    ProblemCode.NOT_A_POINT: _("Een positie schrijf je als breedte,lengte: 50.88,4.70."),
    ProblemCode.NOT_A_DATE: _("Een datum schrijf je als jaar-maand-dag: 2026-11-03."),
    ProblemCode.BAD_CURSOR: _("Dit adres van een volgende pagina werkt niet meer. Je ziet de eerste pagina."),
    ProblemCode.RADIUS_WITHOUT_PLACE: _("Kies eerst een plaats, dan pas een afstand."),
    ProblemCode.DISTANCE_WITHOUT_PLACE: _("Kies eerst een plaats om op afstand te sorteren."),
}


def problem_sentence(problem: ParameterProblem) -> str:
    """Return what is wrong with a parameter of the search, in a sentence for the reader."""
    alternatives = problem.details.get("alternatives")
    if problem.code is ProblemCode.UNKNOWN_PLACE and alternatives:
        return _UNKNOWN_PLACE_ALIKE % {**problem.details, "alternatives": i18n.either(alternatives)}
    if problem.code is ProblemCode.UNKNOWN_PARAMETER and problem.details.get("nearest"):
        return _UNKNOWN_PARAMETER_ALIKE % problem.details
    return SENTENCES[problem.code] % problem.details
