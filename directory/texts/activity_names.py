"""The names of the main activities as people read them: in a sentence's own spelling, and translated.

The register writes "Kunsten, Erfgoed & Cultuur", which stays in the JSON contract and in what is compared.
"""

from __future__ import annotations

from directory.platform import i18n
from directory.platform.i18n import Message, _

# The official names, as in `register.activity` (a test compares them), and how they are shown.
NAMES: dict[str, Message] = {
    "Burgerinitiatief & Actiegroep": _("Burgerinitiatief en actiegroep"),
    "Buurtwerking & Wijkcomité": _("Buurtwerking en wijkcomité"),
    "Diversiteit & Integratie": _("Diversiteit en integratie"),
    "Gezondheid & Welzijn": _("Gezondheid en welzijn"),
    "Hobby & Spel": _("Hobby en spel"),
    "Internationaal & Ontwikkelingssamenwerking": _("Internationaal en ontwikkelingssamenwerking"),
    "Jeugdwerk": _("Jeugdwerk"),
    "Klimaat & Duurzaamheid": _("Klimaat en duurzaamheid"),
    "Kunsten, Erfgoed & Cultuur": _("Kunsten, erfgoed en cultuur"),
    "Landbouw & Visserij": _("Landbouw en visserij"),
    "Levensbeschouwelijk": _("Levensbeschouwelijk"),
    "Maatschappelijke dienstverlening & Politiek": _("Maatschappelijke dienstverlening en politiek"),
    "Mediawijsheid & Digitale geletterdheid": _("Mediawijsheid en digitale geletterdheid"),
    "Mobiliteit, Ruimtelijke ordening & Wonen": _("Mobiliteit, ruimtelijke ordening en wonen"),
    "Natuur, Milieu & Dierenwelzijn": _("Natuur, milieu en dierenwelzijn"),
    "Onderwijs & Vorming": _("Onderwijs en vorming"),
    "Sociaal-cultureel volwassenenwerk": _("Sociaal-cultureel volwassenenwerk"),
    "Sport": _("Sport"),
    "Technologie & Wetenschap": _("Technologie en wetenschap"),
    "Toerisme": _("Toerisme"),
    "Werk & Sociale economie": _("Werk en sociale economie"),
}


class ActivityLabel(Message):
    """The register's name of an activity, which `==` and JSON see; shown by its name for people."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """The message that is shown; the register's name itself for an activity that is not known yet."""
        registered = super().id
        return NAMES[registered].id if registered in NAMES else registered


def activity_name(registered: str) -> ActivityLabel:
    """Return the name of an activity as a message, shown in the language in use."""
    return ActivityLabel(registered)


def within_a_sentence(name: str) -> str:
    """Return the shown name of an activity within a sentence: `sport`; abbreviations and German nouns stay."""
    shown = str(activity_name(name))
    keeps_capital = shown[1:2].isupper() or i18n.current_language() is i18n.Language.GERMAN
    return shown if keeps_capital else shown[:1].lower() + shown[1:]
