"""What the maker offers to choose from, in words: each list by the value that stands in the URL."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from directory.platform.i18n import Language, _
from directory.search.criteria.choices import Sort
from directory.texts import choice_labels
from directory.widgets.builder.page import BuilderStep, PreviewKind, PreviewWidth, SnippetFormat
from directory.widgets.builder.templates import TEMPLATES
from directory.widgets.settings.enums import DetailTarget, ThemePreset, WidgetFacetName, WidgetField, WidgetView

if TYPE_CHECKING:
    from collections.abc import Mapping


class SnippetHelp(NamedTuple):
    """What a webmaster has to know of a form of the code."""

    place: str
    needs: str
    otherwise: str


STEPS: Mapping[BuilderStep, str] = {
    BuilderStep.PLACE: _("Gemeente"),
    BuilderStep.CONTENT: _("Wat tonen"),
    BuilderStep.LOOK: _("Uiterlijk"),
    BuilderStep.PLACING: _("Plaatsen"),
}
# Not the map: it is a list with one link more, and the fewer forms there are to choose from, the better.
VIEWS: Mapping[WidgetView, str] = {
    WidgetView.LIST: _("Lijst"),
    WidgetView.CARDS: _("Kaartjes"),
    WidgetView.COMPACT: _("Compact"),
    WidgetView.NAMES: _("Enkel namen"),
    WidgetView.COUNTER: _("Enkel het aantal"),
    WidgetView.BOX: _("Enkel zoekbalk"),
}
FACETS: Mapping[WidgetFacetName, str] = {
    WidgetFacetName.ACTIVITY: _("Activiteit"),
    WidgetFacetName.DISTRICT: _("Deelgemeente"),
    WidgetFacetName.AGE: _("Leeftijd"),
    WidgetFacetName.MUNICIPALITY: _("Gemeente"),
    WidgetFacetName.KIND: _("Soort"),
    WidgetFacetName.RECOGNISED: _("Erkend"),
    WidgetFacetName.HAS: _("Heeft een website, e-mail of telefoon"),
    WidgetFacetName.CHANGED: _("Laatst gewijzigd"),
}
# Not the logo: no association has one yet.
FIELDS: Mapping[WidgetField, str] = {
    WidgetField.PLACE: _("Plaats"),
    WidgetField.ACTIVITIES: _("Activiteiten"),
    WidgetField.DESCRIPTION: _("Omschrijving"),
    WidgetField.WEBSITE: _("Website"),
    WidgetField.PHONE: _("Telefoon"),
}
DETAILS: Mapping[DetailTarget, str] = {
    DetailTarget.LINK: _("naar onze pagina"),
    DetailTarget.PANEL: _("opent het kaartje onder de naam"),
    DetailTarget.OWN: _("naar een pagina van jou"),
}
HISTORY: Mapping[str, str] = {
    "aan": _("ja, elke zoekvraag is een stap terug"),
    "uit": _("nee"),
}
LANGUAGES: Mapping[Language, str] = {
    Language.DUTCH: _("Nederlands"),
    Language.FRENCH: _("Frans"),
    Language.GERMAN: _("Duits"),
    Language.ENGLISH: _("Engels"),
}
PRESETS: Mapping[ThemePreset, str] = {
    ThemePreset.NEUTRAL: _("Neutraal"),
    ThemePreset.FLANDERS: _("Vlaanderen"),
    ThemePreset.CONTRAST: _("Hoog contrast"),
    ThemePreset.DARK: _("Donker"),
}
WIDTHS: Mapping[PreviewWidth, str] = {
    PreviewWidth.NARROW: "320",
    PreviewWidth.MIDDLE: "768",
    PreviewWidth.FULL: _("Volle breedte"),
}
EXAMPLES: Mapping[PreviewKind, str] = {PreviewKind.FRAME: "Iframe", PreviewKind.ELEMENT: "Element"}
CODES: Mapping[SnippetFormat, str] = {
    SnippetFormat.ELEMENT: "Element",
    SnippetFormat.FRAME: "Iframe",
    SnippetFormat.LINK: "Link",
    SnippetFormat.OEMBED: "oEmbed",
    SnippetFormat.MARKDOWN: "Markdown",
    SnippetFormat.DRUPAL: "Drupal",
    SnippetFormat.WORDPRESS: "WordPress",
}
# Where each form of the code belongs, what the system must allow, and what happens where it does not. `host` and
# `origin` are those of this site.
SNIPPET_HELP: Mapping[SnippetFormat, SnippetHelp] = {
    SnippetFormat.ELEMENT: SnippetHelp(
        _("Plak dit in een blok met HTML. Het vlotst voor je bezoekers."),
        _(
            "Je systeem laat scripts en eigen elementen toe. In CKEditor is dat General HTML Support. "
            "In Hugo zet je unsafe op true. In WordPress moet je beheerder of redacteur zijn."
        ),
        _("Dan blijft alleen de link staan."),
    ),
    SnippetFormat.FRAME: SnippetHelp(
        _("Plak dit in een blok met HTML als je systeem scripts weghaalt. Zoeken werkt ook zonder JavaScript."),
        _(
            "Je systeem laat een iframe toe en laat sandbox staan. "
            'In TinyMCE: sandbox_iframes_exclusions: ["%(host)s"]. In WordPress moet je beheerder of redacteur zijn.'
        ),
        _("Is sandbox leeg? Dan staat de lijst er, maar zoeken werkt niet. Is het iframe weg? Dan blijft de link."),
    ),
    SnippetFormat.LINK: SnippetHelp(
        _("Werkt overal, ook in een nieuwsbrief."),
        _("Niets: elk systeem laat een link toe."),
        _("Je bezoekers zoeken op onze site, niet op die van jou."),
    ),
    SnippetFormat.OEMBED: SnippetHelp(
        _("Plak dit adres op een eigen regel, of in een veld voor een ingesloten pagina."),
        _(
            "In WordPress niets: het werkt ook voor een auteur. In Wagtail of Drupal voeg je een aanbieder toe: "
            "adres %(origin)s/oembed, patroon ^%(origin)s/.+$. In Drupal heb je daarvoor een extra module nodig."
        ),
        _("Dan blijft het adres als tekst staan. Maak er een link van."),
    ),
    SnippetFormat.MARKDOWN: SnippetHelp(
        _("Voor een pagina in Markdown, zoals in Hugo of Jekyll."),
        _("Niets. HTML in Markdown haalt Hugo weg; deze link blijft."),
        _("Je bezoekers zoeken op onze site, niet op die van jou."),
    ),
    SnippetFormat.DRUPAL: SnippetHelp(
        _("Zet dit in een Twig-template van je thema."),
        _("Je mag bestanden van het thema wijzigen. In een ander systeem dan Twig werkt dit niet."),
        _("In een tekstveld haalt Drupal de code weg, tenzij het tekstformaat alle HTML toelaat. Neem dan de link."),
    ),
    SnippetFormat.WORDPRESS: SnippetHelp(
        _("Plak dit in de code-editor van een bericht of pagina."),
        _(
            "Je hebt het recht unfiltered_html nodig. Beheerders en redacteurs hebben het; "
            "in een multisite alleen de superbeheerder."
        ),
        _("Bij een auteur bewaart WordPress alleen de link. Kies dan oEmbed."),
    ),
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
SORTS = {sort: label for sort, label in choice_labels.SORTS.items() if sort is not Sort.DISTANCE}
AGES, KINDS = choice_labels.AGES, choice_labels.KINDS
READY = TEMPLATES
