"""The texts around the results of a widget. A widget speaks the language of its settings, German too.

The messages stand in the catalogues of `locale/`, the German ones in `locale/de`. Names of associations and places
stay as they are.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from directory.platform.i18n import Language, Message, _, catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

# By the key that scripts and templates use. `translate` fills in `{n}` and the like.
TEXTS: dict[str, Message] = {
    "veld": _("Naam of activiteit"),
    "zoek": _("Zoeken"),
    "zoekblok": _("Zoek een vereniging"),
    "toon": _("Toon resultaten"),
    "wis": _("Wis filters"),
    "geen": _("Geen verenigingen"),
    "een": _("1 vereniging"),
    "meer": _("{n} verenigingen"),
    "onbekend": _("Verenigingen"),
    "leeg": _("Zoek met andere woorden of wis een filter."),
    "ongeveer": _("We vonden niet precies wat je zoekt. Dit lijkt erop."),
    "beperkt": _("Zoeken werkt nu beperkt. Je ziet verenigingen waarvan de naam past."),
    "eerste": _("Deze pagina bestaat niet. Je ziet de eerste."),
    "bereik": _("{a} tot {b} van {n}"),
    "bladeren": _("Bladeren"),
    "pagina": _("Pagina"),
    "vorige": _("Vorige"),
    "volgende": _("Volgende"),
    "bron": _("gegevens van {naam}"),
    "alle": _("Alle {n} verenigingen"),
    "buiten": _("Zoek in heel Vlaanderen"),
    "kaart": _("Bekijk op de kaart"),
    "erkend": _("Erkend"),
    "website": _("Website"),
    "telefoon": _("Telefoon"),
    "lees": _("Meer over deze vereniging"),
    "weg": _("Deze vereniging staat niet in de gids."),
    "fout": _("Zoeken lukt nu even niet."),
    "nietbewaard": _("Deze widget bestaat niet meer."),
    "allemaal": _("Alle verenigingen"),
    "weetniet": _("Suggesties: {n}"),
}
# The texts that the scripts show; all others arrive in the answer as whole sentences.
_SCRIPT_KEYS = (
    "veld", "zoek", "zoekblok", "wis", "leeg", "bladeren", "pagina", "vorige", "volgende", "buiten", "kaart", "website",
    "telefoon", "lees", "toon", "weetniet",
)  # fmt: skip


def translate(language: Language, key: str, **values: object) -> str:
    """Return a text of the table in a language, with its values filled in."""
    text = translate_message(language, TEXTS[key])
    return text.format(**values) if values else text


def translate_message(language: Language, message: str) -> str:
    """Return a message in a language; a name without a translation stays as it is."""
    return catalogue(language).gettext(message.id if isinstance(message, Message) else message)


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
    """Return the texts that the script shows."""
    return {key: translate(language, key) for key in _SCRIPT_KEYS}
