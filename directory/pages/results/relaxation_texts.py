"""What helps when nothing is found, in sentences: each says what changes in the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.platform import i18n
from directory.search.results.model import StepKind

if TYPE_CHECKING:
    from directory.search.results.model import Step

_ = i18n._

_SENTENCES = {
    StepKind.FIRST_PAGE: _("Ga naar de eerste pagina"),
    StepKind.SPELLING: _("Zoek op “%(subject)s”"),
    StepKind.MUNICIPALITY: _("Zoek in heel %(subject)s"),
    StepKind.AROUND: _("Zoek binnen %(km)s km van %(subject)s"),
    StepKind.FILTER: _("Zoek zonder het filter “%(subject)s”"),
    StepKind.FILTERS: _("Zoek zonder filters"),
    StepKind.QUOTES: _("Zoek zonder aanhalingstekens"),
    StepKind.WORD: _("Laat “%(subject)s” weg"),
    StepKind.PART: _("Zoek op “%(subject)s”"),
    StepKind.ACTIVITY: _("Bekijk alles in %(subject)s"),
    StepKind.EVERYWHERE: _("Zoek in heel Vlaanderen en Brussel"),
    StepKind.PLACE: _("Bekijk alles in %(subject)s"),
}


def sentence(step: Step) -> str:
    """Return what following a step does."""
    if step.kind is StepKind.AROUND and not step.subject:
        return _("Zoek binnen %(km)s km van jou") % {"km": step.radius_km}
    return _SENTENCES[step.kind] % {"subject": step.subject, "km": step.radius_km}
