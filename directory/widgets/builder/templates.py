"""Widgets that are made ready: a start that only needs a municipality."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from directory.platform.i18n import _
from directory.search.criteria.choices import Sort
from directory.widgets.settings.enums import WidgetFacetName, WidgetView
from directory.widgets.settings.model import WidgetOptions

if TYPE_CHECKING:
    from collections.abc import Mapping

_USUAL = WidgetOptions()
# What a template decides: all of it, so that one can be taken after another. Place, colours and language stay.
_DECIDED: Mapping[str, Any] = {
    name: getattr(_USUAL, name)
    for name in ("activities", "kinds", "ages", "q", "vcode", "facets", "view", "per_page", "sort")
}


@dataclass(frozen=True, slots=True)
class WidgetTemplate:
    """A ready widget: its name, a sentence, and what differs from the usual one."""

    label: str
    sentence: str
    changes: Mapping[str, Any] = field(default_factory=dict)

    is_card: bool = False

    def applied(self, options: WidgetOptions) -> WidgetOptions:
        """Return the widget with the settings of this template; a card keeps the association that was chosen."""
        kept = {"vcode": options.vcode} if self.is_card else {}
        return replace(options, **{**_DECIDED, **self.changes, **kept})

    def is_of(self, options: WidgetOptions) -> bool:
        """Tell whether a widget is what this template makes."""
        return self.applied(options) == options and self.is_card == bool(options.vcode)


TEMPLATES: dict[str, WidgetTemplate] = {
    "alle": WidgetTemplate(_("Alle verenigingen"), _("Zoeken, filters en lijst.")),
    "jeugd": WidgetTemplate(
        _("Jeugd"),
        _("Voor kinderen en jongeren."),
        {"ages": ("jongeren", "kinderen"), "facets": (WidgetFacetName.ACTIVITY, WidgetFacetName.DISTRICT)},
    ),
    "sport": WidgetTemplate(
        _("Sport"),
        _("Alle sportclubs."),
        {"activities": ("SPRT",), "facets": (WidgetFacetName.DISTRICT, WidgetFacetName.AGE)},
    ),
    "senioren": WidgetTemplate(
        _("Senioren"),
        _("Voor 65-plussers."),
        {"ages": ("65-plus",), "facets": (WidgetFacetName.ACTIVITY, WidgetFacetName.DISTRICT)},
    ),
    "nieuwe": WidgetTemplate(
        _("Nieuwe verenigingen"),
        _("De laatste vijf, voor een smalle kolom."),
        {"sort": Sort.NEWEST, "view": WidgetView.NAMES, "per_page": 5, "facets": ()},
    ),
    "zoekbalk": WidgetTemplate(_("Enkel zoekbalk"), _("De lijst komt na de eerste vraag."), {"view": WidgetView.BOX}),
    "kaartje": WidgetTemplate(_("Kaartje van één vereniging"), _("Naam, plaats en contact."), is_card=True),
}
