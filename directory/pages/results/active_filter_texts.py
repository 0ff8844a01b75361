"""The labels of active filters: each stands alone, so that it says what its value is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.language.audiences import OLDEST
from directory.platform import i18n
from directory.search.criteria.choices import FacetName, ResultGroup
from directory.search.results.active_filters import FOR_AGE, FOR_PEOPLE
from directory.texts import choice_labels
from directory.texts.group_texts import GROUP_LABELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from directory.search.results.model import ActiveFilter

_ = i18n._

_CHANGED = {
    "maand": _("Gewijzigd: laatste maand"),
    "kwartaal": _("Gewijzigd: laatste drie maanden"),
    "jaar": _("Gewijzigd: laatste jaar"),
}


def filter_label(active: ActiveFilter) -> str:
    """Return the label of an active filter."""
    if active.parameter in _LABELS:
        return _LABELS[active.parameter](active)
    return active.name or choice_labels.code_label(FacetName(active.parameter), active.value)


def undo_label(active: ActiveFilter) -> str:
    """Return what choosing an active filter does, before its label."""
    if active.is_reading:
        return _("Toch zoeken naar “%(words)s” als woord:") % {"words": active.value}
    return _("Verwijder filter")


def _radius(active: ActiveFilter) -> str:
    return _("binnen %(km)s km van %(place)s") % {"km": active.value, "place": active.name or _("jou")}


def _as_word(active: ActiveFilter) -> str:
    return active.name or _("“%(words)s” als woord") % {"words": active.value}


def _place(active: ActiveFilter) -> str:
    return _("in %(place)s") % {"place": active.name}


def _age(active: ActiveFilter) -> str:
    youngest, oldest = map(int, active.value.split("-"))
    if youngest == oldest:
        return _("%(age)s jaar") % {"age": youngest}
    if oldest >= OLDEST:
        return _("vanaf %(age)s jaar") % {"age": youngest}
    return _("van %(youngest)s tot %(oldest)s jaar") % {"youngest": youngest, "oldest": oldest}


# By parameter; those of the other facets are labelled as in the facet itself.
_LABELS: dict[str, Callable[[ActiveFilter], str]] = {
    "straal": _radius,
    "bij": lambda _active: _("Mijn buurt"),
    "letterlijk": _place,
    "als_woord": _as_word,
    "waar": _place,
    "zonder": lambda active: _("zonder “%(words)s”") % {"words": active.name},
    "groep": lambda active: GROUP_LABELS[ResultGroup(active.value)],
    FOR_AGE: _age,
    FOR_PEOPLE: lambda active: choice_labels.AUDIENCES[active.value],
    "adres": lambda _active: _("Enkel met adres hier"),
    "subtype": lambda active: choice_labels.SUBTYPES[active.value],
    "gewijzigd_sinds": lambda active: _("Gewijzigd sinds %(day)s") % {"day": i18n.day(active.value)},
    FacetName.CHANGED.value: lambda active: _CHANGED[active.value],
}
