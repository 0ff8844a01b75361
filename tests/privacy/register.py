"""Associations in the register's own format, of every public and hidden kind, with a canary in each field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from tests.privacy.canaries import Canaries

    ProcessRecord: TypeAlias = dict[str, Any]

VISIBLE, ENTERPRISE, ORPHAN = "V9100001", "V9100002", "V9100003"
STOPPED, DOUBLE, OPTED_OUT, DELETED = "V9100004", "V9100005", "V9100006", "V9100007"
HIDDEN_UMBRELLA, HIDDEN_PARENT, HIDDEN_DEPARTMENT, HIDDEN_MEMBER = "V9100008", "V9100009", "V9100010", "V9100011"
LEFT, REFUSED = "V9100012", "V9100013"
UNKNOWN = "V9199999"
PUBLIC = (VISIBLE, ENTERPRISE, ORPHAN)
NEVER_PUBLIC = (STOPPED, DOUBLE, OPTED_OUT, DELETED, HIDDEN_UMBRELLA, HIDDEN_PARENT, HIDDEN_DEPARTMENT, HIDDEN_MEMBER)
# Only hidden associations are here and do this.
HIDDEN_POSTCODE, HIDDEN_PLACE, HIDDEN_NIS, HIDDEN_ACTIVITY = "3717", "Herstappe", "73028", "BIAG"
_GHENT = ("9000", "Gent")
_HIDDEN_AREA = "BE22373028"


def first_file(canaries: Canaries) -> list[ProcessRecord]:
    """Return the register as it was first: one association that will leave is still public."""
    return [
        _with_private_facts(canaries, "visible", _visible(canaries)),
        _enterprise(canaries, ENTERPRISE, "enterprise", public=True),
        _department(canaries, ORPHAN, "orphan", HIDDEN_PARENT, public=True),
        {**_enterprise(canaries, STOPPED, "stopped", public=False), "status": "Gestopt", "einddatum": "2024-05-06"},
        {**_hidden(canaries, DOUBLE, "double"), "status": "Dubbel", "isDubbelVan": VISIBLE},
        _with_private_facts(canaries, "opted out", _opted_out(_hidden(canaries, OPTED_OUT, "opted out"))),
        {**_hidden(canaries, DELETED, "deleted"), "isVerwijderd": True, "verwijderdOp": "2025-02-03"},
        _opted_out(_hidden(canaries, HIDDEN_UMBRELLA, "hidden umbrella")),
        _opted_out(_hidden(canaries, HIDDEN_PARENT, "hidden parent")),
        _opted_out(_department(canaries, HIDDEN_DEPARTMENT, "hidden department", VISIBLE, public=False)),
        _opted_out(_hidden(canaries, HIDDEN_MEMBER, "hidden member")),
        _hidden(canaries, LEFT, "left"),
        _refused(canaries),
    ]


def second_file(first: list[ProcessRecord]) -> list[ProcessRecord]:
    """Return what changed: one association asked to be left out."""
    return [_opted_out(record) for record in first if record["vCode"] == LEFT]


def _visible(canaries: Canaries) -> ProcessRecord:
    record = _association(canaries, VISIBLE, "visible", public=True)
    record["lidmaatschappen"] = [
        _membership(canaries, "visible", ENTERPRISE, public=True),
        _in_hidden_umbrella(canaries),
    ]
    return record


def _in_hidden_umbrella(canaries: Canaries) -> ProcessRecord:
    hidden = _membership(canaries, "visible, of a hidden umbrella", HIDDEN_UMBRELLA, public=False)
    return {**hidden, "@id": canaries.word("visible, of a hidden umbrella: key of the item")}


def _hidden(canaries: Canaries, vcode: str, who: str) -> ProcessRecord:
    record = _association(canaries, vcode, who, public=False)
    return {**record, "lidmaatschappen": [_membership(canaries, who, VISIBLE, public=False)]}


def _opted_out(record: ProcessRecord) -> ProcessRecord:
    return {**record, "isUitgeschrevenUitPubliekeDatastroom": True}


def _association(canaries: Canaries, vcode: str, who: str, *, public: bool) -> ProcessRecord:
    """Return an association with a canary in each text that is public of a public association."""
    place = _GHENT if public else (HIDDEN_POSTCODE, HIDDEN_PLACE)
    activity, area = ("SPRT", "BE23444021") if public else (HIDDEN_ACTIVITY, _HIDDEN_AREA)
    return {
        "vCode": vcode,
        "verenigingstype": {"code": "VZER"},
        "naam": canaries.word(f"{who}: name", public=public),
        "korteNaam": canaries.word(f"{who}: short name", public=public),
        "korteBeschrijving": canaries.word(f"{who}: description", public=public),
        "doelgroep": {"minimumleeftijd": 6, "maximumleeftijd": 12},
        "status": "Actief",
        "hoofdactiviteitenVerenigingsloket": [{"code": activity}],
        "werkingsgebieden": [{"code": area}],
        "contactgegevens": _contacts(canaries, who, public=public),
        "locaties": [_location(canaries, who, "Activiteiten", place, public=public)],
        "erkenningen": [_recognition(canaries, who, public=public)],
    }


def _enterprise(canaries: Canaries, vcode: str, who: str, *, public: bool) -> ProcessRecord:
    record = _association(canaries, vcode, who, public=public)
    seat = _location(canaries, f"{who}, seat", "Maatschappelijke zetel volgens KBO", _GHENT, public=public)
    return {
        **record,
        "verenigingstype": {"code": "VZW"},
        "roepnaam": canaries.word(f"{who}: call name", public=public),
        "sleutels": [{"bron": "KBO", "waarde": canaries.kbo(f"{who}: KBO number", public=public)}],
        "locaties": [*record["locaties"], seat],
    }


def _department(canaries: Canaries, vcode: str, who: str, parent: str, *, public: bool) -> ProcessRecord:
    """Return a department; of a hidden parent nothing is told, also not what it calls the department."""
    return {
        **_association(canaries, vcode, who, public=public),
        "verenigingssubtype": {"code": "SUB"},
        "subverenigingVan": {
            "andereVereniging": parent,
            "identificatie": canaries.word(f"{who}: identification in its parent"),
            "beschrijving": canaries.word(f"{who}: description in its parent"),
        },
    }


def _refused(canaries: Canaries) -> ProcessRecord:
    """Return an association without a name, which the import refuses without repeating anything of it."""
    record = {**_hidden(canaries, REFUSED, "refused"), "naam": " "}
    person = {**_person(canaries, "refused"), "insz": canaries.number("refused: INSZ") + "00"}
    return {**record, "vertegenwoordigers": [person]}


def _contacts(canaries: Canaries, who: str, *, public: bool) -> list[ProcessRecord]:
    values = (
        ("E-mail", canaries.email(f"{who}: e-mail", public=public)),
        ("Website", canaries.website(f"{who}: website", public=public)),
        ("SocialMedia", canaries.website(f"{who}: social media", public=public)),
        ("Telefoon", canaries.phone(f"{who}: telephone", public=public)),
    )
    return [
        {
            **({} if public else {"@id": canaries.word(f"{who}: key of {kind}")}),
            "contactgegeventype": kind,
            "waarde": value,
            "beschrijving": canaries.word(f"{who}: description of {kind}", public=public),
        }
        for kind, value in values
    ]


def _location(canaries: Canaries, who: str, kind: str, place: tuple[str, str], *, public: bool) -> ProcessRecord:
    postcode, municipality = place
    return {
        **({} if public else {"@id": canaries.word(f"{who}: key of the place")}),
        "locatietype": kind,
        "naam": canaries.word(f"{who}: name of the place", public=public),
        "adres": {
            "straatnaam": canaries.word(f"{who}: street", public=public),
            "huisnummer": canaries.word(f"{who}: house number", public=public),
            "busnummer": canaries.word(f"{who}: box", public=public),
            "postcode": postcode,
            "gemeente": municipality,
            "land": "België",
        },
        "adresvoorstelling": canaries.word(f"{who}: address in one line"),
    }


def _membership(canaries: Canaries, who: str, other: str, *, public: bool) -> ProcessRecord:
    return {
        "andereVereniging": other,
        "identificatie": canaries.word(f"{who}: identification as a member", public=public),
        "beschrijving": canaries.word(f"{who}: description as a member", public=public),
    }


def _recognition(canaries: Canaries, who: str, *, public: bool) -> ProcessRecord:
    return {
        "erkenningId": 1,
        "geregistreerdDoor": {"ovoCode": "OVO000001", "naam": canaries.word(f"{who}: authority", public=public)},
        "ipdcProduct": {"nummer": "7", "naam": canaries.word(f"{who}: product", public=public)},
        "status": "Geschorst",
        "redenSchorsing": canaries.word(f"{who}: reason of the suspension"),
    }


def _with_private_facts(canaries: Canaries, who: str, record: ProcessRecord) -> ProcessRecord:
    """Add what is private of every association."""
    post = _location(canaries, f"{who}, post", "Correspondentie", _GHENT, public=False)
    address = f"https://data.vlaanderen.be/id/adres/{canaries.number(f'{who}, post: address number')}"
    account = {
        "bankrekeningnummerId": 1,
        "iban": canaries.iban(f"{who}: account number"),
        "doel": canaries.word(f"{who}: purpose of the account"),
        "titularissen": [canaries.word(f"{who}: account holder"), canaries.word(f"{who}: second account holder")],
        "bevestigdDoor": [
            {"ovoCode": canaries.word(f"{who}: code of who confirmed"), "naam": canaries.word(f"{who}: who confirmed")}
        ],
    }
    return {
        **record,
        "rechtsvorm": canaries.word(f"{who}: legal form"),
        "locaties": [*record["locaties"], {**post, "adresId": {"broncode": "AR", "bronwaarde": address}}],
        "vertegenwoordigers": [_person(canaries, who)],
        "bankrekeningnummers": [account],
        "eenNieuwVeld": canaries.word(f"{who}: an unknown field"),
    }


def _person(canaries: Canaries, who: str) -> ProcessRecord:
    return {
        "vertegenwoordigerId": 1,
        "insz": canaries.insz(f"{who}: number of the person"),
        "voornaam": canaries.word(f"{who}: first name of the person"),
        "achternaam": canaries.word(f"{who}: last name of the person"),
        "roepnaam": canaries.word(f"{who}: call name of the person"),
        "rol": canaries.word(f"{who}: role of the person"),
        "isPrimair": True,
        "e-mail": canaries.email(f"{who}: e-mail of the person"),
        "telefoon": canaries.phone(f"{who}: telephone of the person"),
        "mobiel": canaries.phone(f"{who}: mobile of the person"),
        "socialMedia": canaries.website(f"{who}: social media of the person"),
    }
