"""The words around the results of a widget, in its four languages. Names of associations stay as they are.

Dutch goes through the catalogue like everywhere; the other languages are small tables here, because a widget may speak
one that the site itself does not.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from directory.platform.i18n import Language, _
from directory.widgets.translations.names import FRENCH_GERMAN_ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping

_OTHERS = (Language.FRENCH, Language.GERMAN, Language.ENGLISH)
# Word: Dutch, French, German, English. `{n}` and the like are filled in by `said`.
_TABLE: dict[str, tuple[str, str, str, str]] = {
    "veld": (_("Naam of activiteit"), "Nom ou activité", "Name oder Tätigkeit", "Name or activity"),
    "zoek": (_("Zoeken"), "Chercher", "Suchen", "Search"),
    "zoekblok": (_("Zoek een vereniging"), "Chercher une association", "Verein suchen", "Find an association"),
    "toon": (_("Toon resultaten"), "Voir les résultats", "Ergebnisse zeigen", "Show results"),
    "wis": (_("Wis filters"), "Effacer les filtres", "Filter löschen", "Clear filters"),
    "geen": (_("Geen verenigingen"), "Aucune association", "Keine Vereine", "No associations"),
    "een": (_("1 vereniging"), "1 association", "1 Verein", "1 association"),
    "meer": (_("{n} verenigingen"), "{n} associations", "{n} Vereine", "{n} associations"),
    "onbekend": (_("Verenigingen"), "Associations", "Vereine", "Associations"),
    "leeg": (
        _("Zoek met andere woorden of wis een filter."),
        "Essayez d'autres mots ou effacez un filtre.",
        "Versuchen Sie andere Wörter oder löschen Sie einen Filter.",
        "Try other words or clear a filter.",
    ),
    "ongeveer": (
        _("We vonden niet precies wat je zoekt. Dit lijkt erop."),
        "Rien ne correspond exactement. Voici ce qui y ressemble.",
        "Nichts passt genau. Das hier ist ähnlich.",
        "Nothing fits exactly. These look alike.",
    ),
    "beperkt": (
        _("Zoeken werkt nu beperkt. Je ziet verenigingen waarvan de naam past."),
        "La recherche est limitée pour le moment. Vous voyez les associations dont le nom correspond.",
        "Die Suche ist gerade eingeschränkt. Sie sehen Vereine, deren Name passt.",
        "Search is limited for now. You see associations whose name fits.",
    ),
    "bereik": (_("{a} tot {b} van {n}"), "{a} à {b} sur {n}", "{a} bis {b} von {n}", "{a} to {b} of {n}"),
    "bladeren": (_("Bladeren"), "Pages", "Seiten", "Pages"),
    "pagina": (_("Pagina"), "Page", "Seite", "Page"),
    "vorige": (_("Vorige"), "Précédente", "Zurück", "Previous"),
    "volgende": (_("Volgende"), "Suivante", "Weiter", "Next"),
    "bron": (_("gegevens van {naam}"), "données de {naam}", "Daten von {naam}", "data from {naam}"),
    "alle": (_("Alle {n} verenigingen"), "Les {n} associations", "Alle {n} Vereine", "All {n} associations"),
    "buiten": (
        _("Zoek in heel Vlaanderen"), "Chercher dans toute la Flandre", "In ganz Flandern suchen",
        "Search all of Flanders",
    ),
    "kaart": (_("Bekijk op de kaart"), "Voir sur la carte", "Auf der Karte zeigen", "See on the map"),
    "erkend": (_("Erkend"), "Reconnue", "Anerkannt", "Recognised"),
    "website": (_("Website"), "Site web", "Website", "Website"),
    "telefoon": (_("Telefoon"), "Téléphone", "Telefon", "Phone"),
    "lees": (_("Meer over deze vereniging"), "En savoir plus", "Mehr über den Verein", "More about this association"),
    "weg": (
        _("Deze vereniging staat niet in de gids."), "Cette association n'est pas dans le guide.",
        "Dieser Verein steht nicht im Verzeichnis.", "This association is not in the guide.",
    ),
    "fout": (
        _("Zoeken lukt nu even niet."), "La recherche ne répond pas pour le moment.",
        "Die Suche antwortet gerade nicht.", "Search does not answer right now.",
    ),
    "nietbewaard": (
        _("Deze widget bestaat niet meer."), "Ce widget n'existe plus.", "Dieses Widget gibt es nicht mehr.",
        "This widget is no longer there.",
    ),
    "allemaal": (
        _("Alle verenigingen"), "Toutes les associations", "Alle Vereine", "All associations",
    ),
    "weetniet": (
        _("Suggesties: {n}"), "Suggestions : {n}", "Vorschläge: {n}", "Suggestions: {n}",
    ),
}  # fmt: skip
# What the scripts show themselves; all else comes said in full.
_OF_THE_SCRIPT = (
    "veld", "zoek", "zoekblok", "wis", "leeg", "bladeren", "pagina", "vorige", "volgende", "buiten", "kaart", "website",
    "telefoon", "lees", "toon", "weetniet",
)  # fmt: skip


def translate(language: Language, word: str, **filled: object) -> str:
    """Return a word of the table in a language, with its places filled in."""
    text = _TABLE[word][_position(language)]
    return text.format(**filled) if filled else text


def number(language: Language, value: int) -> str:
    """Return a number as the language writes it: 1.234, 1 234 or 1,234."""
    return format_decimal(value, locale=language.locale)


def result_count(language: Language, total: int | None) -> str:
    """Return "Geen verenigingen", "1 vereniging", "63 verenigingen"; without a number when it is not known."""
    if total is None:
        return translate(language, "onbekend")
    if total in (0, 1):
        return translate(language, ("geen", "een")[total])
    return translate(language, "meer", n=number(language, total))


@lru_cache(maxsize=8)
def script_texts(language: Language) -> Mapping[str, str]:
    """Return the words that the script shows."""
    return {word: translate(language, word) for word in _OF_THE_SCRIPT}


def translated_name(language: Language, code: str, dutch: str) -> str:
    """Return the name of a facet or of one of its values; the Dutch one where a language has none of its own."""
    others = FRENCH_GERMAN_ENGLISH.get(code)
    return others[_OTHERS.index(language)] if others and language in _OTHERS else dutch


def _position(language: Language) -> int:
    return (Language.DUTCH, *_OTHERS).index(language)
