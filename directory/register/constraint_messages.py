"""The register's sentence for what a constraint of the database rejects: the second wall behind `register.rules`."""

from __future__ import annotations

from typing import Final

import psycopg
from psycopg import errors

from directory.register.rules.violation import Violation

KBO_NUMBER_ONCE: Final = "association_kbo_number"
# The errors that say that the content is wrong. ProgramLimitExceeded: a value that is too long for an index.
CONTENT_ERRORS: Final = (psycopg.IntegrityError, psycopg.DataError, errors.ProgramLimitExceeded)

_OF_CONSTRAINTS: Final = {
    KBO_NUMBER_ONCE: Violation("sleutels", "Een andere vereniging heeft dit KBO-nummer al."),
    "association_ends_after_it_starts": Violation("einddatum", "Einddatum moet na startdatum liggen."),
    "association_ages": Violation("doelgroep", "De leeftijden van de doelgroep kloppen niet."),
    "association_subtype_only_vzer": Violation("verenigingssubtype", "Alleen een VZER heeft een subtype."),
    "association_department_has_parent": Violation(
        "subverenigingVan", "Een subvereniging hoort bij een andere vereniging; andere subtypes niet."
    ),
    "association_opt_out_without_legal_personality": Violation(
        "isUitgeschrevenUitPubliekeDatastroom",
        "Alleen een vereniging zonder rechtspersoonlijkheid kan uitgeschreven zijn uit de publieke datastroom.",
    ),
    "association_duplicate_names_the_authentic": Violation(
        "isDubbelVan", "Een dubbele vereniging verwijst naar de authentieke; andere verenigingen niet."
    ),
    "association_winding_up_is_active": Violation("inStopzetting", "Alleen een actieve vereniging is in stopzetting."),
    "location_one_primary": Violation("locaties", "Er mag maximum één primaire locatie opgegeven worden."),
    "location_one_correspondence": Violation(
        "locaties", "Er mag maximum één correspondentie locatie opgegeven worden."
    ),
    "location_one_seat": Violation("locaties", "Er mag maximum één maatschappelijke zetel opgegeven worden."),
    "contact_once": Violation("contactgegevens", "Hetzelfde contactgegeven staat er meer dan eens."),
    "contact_one_primary_per_kind": Violation(
        "contactgegevens", "Er mag maar één contactgegeven per type aangeduid zijn als primair."
    ),
    "membership_not_of_itself": Violation("lidmaatschappen", "Een vereniging kan geen lid zijn van zichzelf."),
    "membership_no_overlap": Violation(
        "lidmaatschappen", "De periodes van lidmaatschappen bij dezelfde vereniging mogen niet overlappen."
    ),
    "recognition_no_overlap": Violation(
        "erkenningen", "De periodes van erkenningen voor hetzelfde product mogen niet overlappen."
    ),
    "representative_once": Violation("vertegenwoordigers", "INSZ moet uniek zijn binnen de vereniging."),
    "representative_one_primary": Violation(
        "vertegenwoordigers", "Er mag maximum één primaire vertegenwoordiger opgegeven worden."
    ),
    "bank_account_once": Violation("bankrekeningnummers", "Dit rekeningnummer staat er meer dan eens."),
}
# The register's Dutch for the tables whose remaining constraints have no sentence of their own.
_OF_TABLES: Final = {
    "association_activity": "hoofdactiviteitenVerenigingsloket",
    "association_area": "werkingsgebieden",
    "location": "locaties",
    "contact": "contactgegevens",
    "membership": "lidmaatschappen",
    "recognition": "erkenningen",
    "representative": "vertegenwoordigers",
    "bank_account": "bankrekeningnummers",
    "bank_account_confirmation": "bankrekeningnummers",
}
_TOO_LONG: Final = "54000"


def violation(error: psycopg.Error) -> Violation:
    """Return the field and the sentence for one of `CONTENT_ERRORS`; never the values, which the error holds too."""
    known = _OF_CONSTRAINTS.get(error.diag.constraint_name or "")
    if known is not None:
        return known
    field = _OF_TABLES.get(error.diag.table_name or "", "")
    if error.sqlstate == _TOO_LONG:
        return Violation(field, "Een waarde is te lang.")
    rule = error.diag.constraint_name or error.sqlstate or "onbekend"
    return Violation(field, f"De databank aanvaardt deze gegevens niet (regel {rule}).")
