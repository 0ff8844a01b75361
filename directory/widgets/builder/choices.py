"""What the maker offers to choose from, in words: each list by the value that stands in the URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.platform.i18n import _
from directory.search.criteria import choices
from directory.widgets.builder.page import Code, Example, Step, Width
from directory.widgets.builder.templates import TEMPLATES
from directory.widgets.settings.enums import Field, Language, Preset, Shown, View

if TYPE_CHECKING:
    from collections.abc import Mapping

STEPS: Mapping[Step, str] = {
    Step.PLACE: _("Gemeente"),
    Step.CONTENT: _("Wat tonen"),
    Step.LOOK: _("Uiterlijk"),
    Step.PLACING: _("Plaatsen"),
}
# Not the map: it is a list with one link more, and the fewer forms there are to choose from, the better.
VIEWS: Mapping[View, str] = {
    View.LIST: _("Lijst"),
    View.CARDS: _("Kaartjes"),
    View.COMPACT: _("Compact"),
    View.NAMES: _("Enkel namen"),
    View.COUNTER: _("Enkel het aantal"),
    View.BOX: _("Enkel zoekbalk"),
}
FACETS: Mapping[Shown, str] = {
    Shown.ACTIVITY: _("Activiteit"),
    Shown.DISTRICT: _("Deelgemeente"),
    Shown.AGE: _("Leeftijd"),
    Shown.MUNICIPALITY: _("Gemeente"),
    Shown.KIND: _("Soort"),
    Shown.RECOGNISED: _("Erkend"),
    Shown.HAS: _("Heeft een website, e-mail of telefoon"),
    Shown.CHANGED: _("Laatst gewijzigd"),
}
# Not the logo: no association has one yet.
FIELDS: Mapping[Field, str] = {
    Field.PLACE: _("Plaats"),
    Field.ACTIVITIES: _("Activiteiten"),
    Field.DESCRIPTION: _("Omschrijving"),
    Field.WEBSITE: _("Website"),
    Field.PHONE: _("Telefoon"),
}
LANGUAGES: Mapping[Language, str] = {
    Language.DUTCH: _("Nederlands"),
    Language.FRENCH: _("Frans"),
    Language.GERMAN: _("Duits"),
    Language.ENGLISH: _("Engels"),
}
PRESETS: Mapping[Preset, str] = {
    Preset.NEUTRAL: _("Neutraal"),
    Preset.FLANDERS: _("Vlaanderen"),
    Preset.CONTRAST: _("Hoog contrast"),
    Preset.DARK: _("Donker"),
}
WIDTHS: Mapping[Width, str] = {Width.NARROW: "320", Width.MIDDLE: "768", Width.FULL: _("Volle breedte")}
EXAMPLES: Mapping[Example, str] = {Example.FRAME: "Iframe", Example.ELEMENT: "Element"}
CODES: Mapping[Code, str] = {
    Code.ELEMENT: "Element",
    Code.FRAME: "Iframe",
    Code.LINK: "Link",
    Code.OEMBED: "oEmbed",
    Code.MARKDOWN: "Markdown",
    Code.DRUPAL: "Drupal",
    Code.WORDPRESS: "WordPress",
}
# Where each form of the code belongs.
CODES_TOLD: Mapping[Code, str] = {
    Code.ELEMENT: _("Plak dit in een blok met HTML. Het vlotst voor je bezoekers."),
    Code.FRAME: _("Plak dit als je systeem scripts weghaalt. Zoeken werkt ook zonder JavaScript."),
    Code.LINK: _("Werkt overal, ook in een nieuwsbrief."),
    Code.OEMBED: _("Plak dit adres in een veld voor media of video."),
    Code.MARKDOWN: _("Voor een pagina in Markdown."),
    Code.DRUPAL: _("Zet dit in een Twig-template van je thema."),
    Code.WORDPRESS: _("Plak dit in de code-editor van een bericht of pagina."),
}
LOOKS: Mapping[str, str] = {
    "accent": _("Kleur van je site"),
    "accent-tekst": _("Tekst op die kleur"),
    "tekst": _("Tekst"),
    "tekst-zacht": _("Zachte tekst"),
    "rand": _("Randen"),
    "vlak": _("Achtergrond"),
    "focus": _("Rand bij toetsenbord"),
    "radius": _("Afronding van hoeken"),
    "lettertype": _("Lettertype"),
}
LOOKS_ASIDE = tuple(name for name in LOOKS if name != "accent")
PER_PAGE = (5, 10, 20, 50)
# Without a place there is no distance.
SORTS = {sort: label for sort, label in choices.SORTS.items() if sort is not choices.Sort.DISTANCE}
AGES, KINDS = choices.AGES, choices.KINDS
READY = TEMPLATES
