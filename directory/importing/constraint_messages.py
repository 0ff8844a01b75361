"""What the database says when it refuses an association, in the register's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from directory.importing.rejection import Problem

if TYPE_CHECKING:
    import psycopg

KBO_NUMBER_ONCE: Final = "association_kbo_number"

_OF_CONSTRAINTS: Final = {
    KBO_NUMBER_ONCE: Problem("sleutels", "Een andere vereniging heeft dit KBO-nummer al."),
    "association_ends_after_it_starts": Problem("einddatum", "Einddatum moet na startdatum liggen."),
    "association_ages": Problem("doelgroep", "De leeftijden van de doelgroep kloppen niet."),
    "association_subtype_only_vzer": Problem("verenigingssubtype", "Alleen een VZER heeft een subtype."),
    "association_department_has_parent": Problem(
        "subverenigingVan", "Een subvereniging hoort bij een andere vereniging; andere subtypes niet."
    ),
    "association_opt_out_without_legal_personality": Problem(
        "isUitgeschrevenUitPubliekeDatastroom",
        "Alleen een vereniging zonder rechtspersoonlijkheid kan uitgeschreven zijn uit de publieke datastroom.",
    ),
    "association_duplicate_names_the_authentic": Problem(
        "isDubbelVan", "Een dubbele vereniging verwijst naar de authentieke; andere verenigingen niet."
    ),
    "association_winding_up_is_active": Problem("inStopzetting", "Alleen een actieve vereniging is in stopzetting."),
    "location_one_primary": Problem("locaties", "Er mag maximum één primaire locatie opgegeven worden."),
    "location_one_correspondence": Problem("locaties", "Er mag maximum één correspondentie locatie opgegeven worden."),
    "location_one_seat": Problem("locaties", "Er mag maximum één maatschappelijke zetel opgegeven worden."),
    "contact_once": Problem("contactgegevens", "Hetzelfde contactgegeven staat er meer dan eens."),
    "contact_one_primary_per_kind": Problem(
        "contactgegevens", "Er mag maar één contactgegeven per type aangeduid zijn als primair."
    ),
    "membership_not_of_itself": Problem("lidmaatschappen", "Een vereniging kan geen lid zijn van zichzelf."),
    "membership_no_overlap": Problem(
        "lidmaatschappen", "De periodes van lidmaatschappen bij dezelfde vereniging mogen niet overlappen."
    ),
    "recognition_no_overlap": Problem(
        "erkenningen", "De periodes van erkenningen voor hetzelfde product mogen niet overlappen."
    ),
    "representative_once": Problem("vertegenwoordigers", "INSZ moet uniek zijn binnen de vereniging."),
    "representative_one_primary": Problem(
        "vertegenwoordigers", "Er mag maximum één primaire vertegenwoordiger opgegeven worden."
    ),
    "bank_account_once": Problem("bankrekeningnummers", "Dit rekeningnummer staat er meer dan eens."),
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


def problem(error: psycopg.Error) -> Problem:
    """Return the field and the sentence for what the database refused; never the values, which it also tells."""
    known = _OF_CONSTRAINTS.get(error.diag.constraint_name or "")
    if known is not None:
        return known
    field = _OF_TABLES.get(error.diag.table_name or "", "")
    if error.sqlstate == _TOO_LONG:
        return Problem(field, "Een waarde is te lang.")
    rule = error.diag.constraint_name or error.sqlstate or "onbekend"
    return Problem(field, f"De databank aanvaardt deze gegevens niet (regel {rule}).")
