"""The names of the main activities, so that they can be translated: the register keeps the Dutch ones only."""

from __future__ import annotations

from directory.platform.i18n import Message, _

# The official names, as in `register.activity`; a test compares them.
NAMES = (
    _("Burgerinitiatief & Actiegroep"),
    _("Buurtwerking & Wijkcomité"),
    _("Diversiteit & Integratie"),
    _("Gezondheid & Welzijn"),
    _("Hobby & Spel"),
    _("Internationaal & Ontwikkelingssamenwerking"),
    _("Jeugdwerk"),
    _("Klimaat & Duurzaamheid"),
    _("Kunsten, Erfgoed & Cultuur"),
    _("Landbouw & Visserij"),
    _("Levensbeschouwelijk"),
    _("Maatschappelijke dienstverlening & Politiek"),
    _("Mediawijsheid & Digitale geletterdheid"),
    _("Mobiliteit, Ruimtelijke ordening & Wonen"),
    _("Natuur, Milieu & Dierenwelzijn"),
    _("Onderwijs & Vorming"),
    _("Sociaal-cultureel volwassenenwerk"),
    _("Sport"),
    _("Technologie & Wetenschap"),
    _("Toerisme"),
    _("Werk & Sociale economie"),
)


def activity_name(registered: str) -> Message:
    """Return the name of an activity as a message: in the language in use; in Dutch when it is not one of `NAMES`."""
    return Message(registered)
