"""What helps when nothing is found, in sentences: each says what changes in the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.pages.results.active_filter_texts import filter_label
from directory.platform import i18n
from directory.search.criteria.choices import FacetName
from directory.search.results.model import RelaxationKind
from directory.texts import choice_labels

if TYPE_CHECKING:
    from directory.search.results.model import RelaxationStep

_ = i18n._

_SENTENCES = {
    RelaxationKind.FIRST_PAGE: _("Ga naar de eerste pagina"),
    RelaxationKind.SPELLING: _("Zoek op “%(subject)s”"),
    RelaxationKind.MUNICIPALITY: _("Zoek in heel %(subject)s"),
    RelaxationKind.AROUND: _("Zoek binnen %(km)s km van %(subject)s"),
    RelaxationKind.FILTER: _("Zoek zonder het filter “%(subject)s”"),
    RelaxationKind.FILTERS: _("Zoek zonder filters"),
    RelaxationKind.QUOTES: _("Zoek zonder aanhalingstekens"),
    RelaxationKind.WORD: _("Laat “%(subject)s” weg"),
    RelaxationKind.PART: _("Zoek op “%(subject)s”"),
    RelaxationKind.ACTIVITY: _("Bekijk alles in %(subject)s"),
    RelaxationKind.EVERYWHERE: _("Zoek in heel Vlaanderen en Brussel"),
    RelaxationKind.PLACE: _("Bekijk alles in %(subject)s"),
}


def sentence(step: RelaxationStep) -> str:
    """Return what following a step does."""
    if step.kind is RelaxationKind.AROUND and not step.subject:
        return _("Zoek binnen %(km)s km van jou") % {"km": step.radius_km}
    return _SENTENCES[step.kind] % {"subject": _subject(step), "km": step.radius_km}


def _subject(step: RelaxationStep) -> str:
    if step.kind is RelaxationKind.ACTIVITY:
        return str(_(" of ")).join(map(str, step.activities))
    if len(step.filters) == 1:
        return filter_label(step.filters[0])
    return choice_labels.FACETS[FacetName(step.filters[0].parameter)] if step.filters else step.subject
