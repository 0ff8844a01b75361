"""Each rule refuses what it must with the register's own sentence, and lets the rest pass."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from directory.register.identifiers import VCODE_FORM, check_digits
from directory.register.records import (
    AssociationRecord,
    BankAccountRecord,
    ContactRecord,
    LocationRecord,
    MembershipRecord,
    RecognitionRecord,
    RepresentativeRecord,
)
from directory.register.rules import messages, violations
from directory.register.rules.violation import Violation

TODAY = date(2026, 3, 1)
INSZ = f"907399001{check_digits('907399001'):02}"
OTHER_INSZ = f"907399002{check_digits('907399002'):02}"
PERSON = RepresentativeRecord(1, INSZ, "Fien", "Voorbeeldmans", is_primary=True)
ACCOUNT = BankAccountRecord(1, "BE68 5390 0754 7034", ("De Vrienden",))
HALL = LocationRecord("Activiteiten", True, "Zaal", "Kerkstraat", "1", "", "9000", "Gent", "België")
HOME = LocationRecord(
    "Correspondentie", street="Molenweg", house_number="2", postcode="9000", municipality="Gent", country="België"
)
MAIL = ContactRecord("E-mail", "info@vrienden.example")
MEMBER = MembershipRecord("V0002001", date(2020, 1, 1), date(2020, 12, 31))
RECOGNISED = RecognitionRecord(1, "OVO000001", "Actief", "", "101", "", date(2020, 1, 1), date(2020, 12, 31))
SOUND = AssociationRecord(
    "V0001001",
    "VZER",
    "De Vrienden",
    status="Actief",
    activities=("SPRT", "JGDW"),
    areas=("44021", "BE23"),
    locations=(HALL, HOME),
    contacts=(MAIL, ContactRecord("Telefoon", "09 000 12 34"), ContactRecord("Website", "https://vrienden.example")),
    memberships=(MEMBER, MEMBER._replace(from_date=date(2021, 1, 1), until_date=None)),
    recognitions=(RECOGNISED, RECOGNISED._replace(recognition_id=2, product_number="102")),
    representatives=(PERSON, PERSON._replace(representative_id=2, insz=OTHER_INSZ, is_primary=False)),
    bank_accounts=(ACCOUNT,),
)


def _found(**changes: Any) -> tuple[Violation, ...]:
    return violations(SOUND._replace(**changes), TODAY)


def test_a_sound_association_breaks_no_rule() -> None:
    assert _found() == ()


def test_an_association_that_tells_nothing_but_its_name_breaks_no_rule() -> None:
    assert violations(AssociationRecord("V0001001", "VZER", "De Vrienden"), TODAY) == ()


def test_today_is_taken_from_the_clock_by_default() -> None:
    assert violations(SOUND._replace(start_date=date(9999, 1, 1))) == (
        Violation("startdatum", messages.START_IN_FUTURE),
    )


@pytest.mark.parametrize("age", [0, 8, 150])
def test_an_association_may_be_meant_for_one_age_only(age: int) -> None:
    assert _found(min_age=age, max_age=age) == ()


# One line per rule: what is changed in the sound association, the field that is named, and what is said.
BASICS: list[tuple[dict[str, Any], str, str]] = [
    ({"vcode": "V000100"}, "vCode", VCODE_FORM),
    ({"name": ""}, "naam", "'Naam' mag niet leeg zijn."),
    ({"name": "  "}, "naam", "De naam van de vereniging is verplicht."),
    ({"type_code": "BV"}, "verenigingstype", messages.TYPE_UNKNOWN),
    ({"kbo_number": "012345678"}, "sleutels", "Kbo nummer moet 10 cijfers bevatten."),
    ({"name": "De <b>Vrienden"}, "naam", "Deze waarde bevat niet toegestane tekens."),
    ({"start_date": TODAY + timedelta(1)}, "startdatum", "Startdatum mag niet in de toekomst liggen."),
    ({"end_date": TODAY + timedelta(1)}, "einddatum", "Einddatum mag niet in de toekomst liggen."),
    (
        {"start_date": date(2020, 1, 2), "end_date": date(2020, 1, 1)},
        "einddatum",
        "Einddatum moet na startdatum liggen.",
    ),
    ({"min_age": -1}, "doelgroep.minimumleeftijd", "De 'minimumleeftijd' moet binnen 0 en 150 vallen."),
    ({"max_age": 151}, "doelgroep.maximumleeftijd", "De 'maximumleeftijd' moet binnen 0 en 150 vallen."),
    (
        {"min_age": 9, "max_age": 8},
        "doelgroep",
        "Bij 'doelgroep' moet de 'minimumleeftijd' kleiner of gelijk aan 'maximumleeftijd' zijn.",
    ),
    ({"status": "Slapend"}, "status", messages.STATUS_UNKNOWN),
    ({"source": "Hoorensay"}, "bron", messages.SOURCE_UNKNOWN),
    ({"status": "Gestopt", "winding_up": True}, "inStopzetting", messages.WINDING_UP_ACTIVE),
    ({"type_code": "VZW", "opted_out": True}, "isUitgeschrevenUitPubliekeDatastroom", messages.OPT_OUT_KBO),
    ({"status": "Dubbel"}, "isDubbelVan", messages.DUPLICATE_AUTHENTIC),
    ({"duplicate_of": "V0002001"}, "isDubbelVan", messages.DUPLICATE_AUTHENTIC),
    ({"status": "Dubbel", "duplicate_of": "V0001001"}, "isDubbelVan", messages.DUPLICATE_OF_ITSELF),
    ({"status": "Dubbel", "duplicate_of": "V1"}, "isDubbelVan", VCODE_FORM),
    ({"type_code": "VZW", "status": "Dubbel", "duplicate_of": "V0002001"}, "status", messages.DUPLICATE_KBO),
    ({"subtype_code": "XX"}, "verenigingssubtype", messages.SUBTYPE_UNKNOWN),
    ({"type_code": "VZW", "subtype_code": "NB"}, "verenigingssubtype", messages.SUBTYPE_NOT_ALLOWED),
    ({"subtype_code": "SUB"}, "subverenigingVan", messages.PARENT_REQUIRED),
    ({"parent_vcode": "V0003001"}, "subverenigingVan", messages.PARENT_NOT_ALLOWED),
]

SUB = {"subtype_code": "SUB"}
LISTS: list[tuple[dict[str, Any], str, str]] = [
    (SUB | {"parent_vcode": "V1"}, "subverenigingVan.andereVereniging", VCODE_FORM),
    (SUB | {"parent_vcode": "V0001001"}, "subverenigingVan.andereVereniging", messages.PARENT_ITSELF),
    (SUB | {"parent_vcode": "V0002001"}, "lidmaatschappen[0].andereVereniging", messages.MEMBER_OF_PARENT),
    (
        {"activities": ("SPRT", "sprt")},
        "hoofdactiviteitenVerenigingsloket",
        "Een waarde in de hoofdactiviteitenLijst mag slechts 1 maal voorkomen.",
    ),
    (
        {"activities": ("Sprt",)},
        "hoofdactiviteitenVerenigingsloket",
        'De opgegeven hoofdactiviteit is niet gekend: "Sprt"',
    ),
    (
        {"areas": ("44021", "44021")},
        "werkingsgebieden",
        "Elke waarde in de werkingsgebieden mag slechts eenmaal voorkomen.",
    ),
    (
        {"areas": ("44021", "NVT")},
        "werkingsgebieden",
        "Het opgegeven werkingsgebied NVT kan niet gecombineerd worden met andere codes.",
    ),
    ({"areas": ("99999",)}, "werkingsgebieden", 'Het opgegeven werkingsgebied is niet gekend: "99999"'),
    (
        {"memberships": (MEMBER._replace(other_vcode="V0001001"),)},
        "lidmaatschappen[0].andereVereniging",
        messages.MEMBER_OF_ITSELF,
    ),
    ({"memberships": (MEMBER._replace(other_vcode="V1"),)}, "lidmaatschappen[0].andereVereniging", VCODE_FORM),
    (
        {"memberships": (MEMBER._replace(until_date=date(2019, 1, 1)),)},
        "lidmaatschappen[0].tot",
        "Een einddatum in een periode moet altijd later zijn dan de startdatum.",
    ),
    ({"memberships": (MEMBER, MEMBER._replace(from_date=None))}, "lidmaatschappen[1]", messages.MEMBER_OVERLAP),
    (
        {"recognitions": (RECOGNISED._replace(status="Goed"),)},
        "erkenningen[0].status",
        messages.RECOGNITION_STATUS,
    ),
    (
        {"recognitions": (RECOGNISED._replace(authority_ovo=" "),)},
        "erkenningen[0].geregistreerdDoor.ovoCode",
        messages.RECOGNITION_AUTHORITY,
    ),
    (
        {"recognitions": (RECOGNISED._replace(status="Geschorst"),)},
        "erkenningen[0].redenSchorsing",
        messages.RECOGNITION_REASON,
    ),
    (
        {"recognitions": (RECOGNISED._replace(renewal_url="ftp://x.example"),)},
        "erkenningen[0].hernieuwingsUrl",
        messages.RECOGNITION_URL,
    ),
    (
        {"recognitions": (RECOGNISED._replace(end_date=date(2019, 1, 1)),)},
        "erkenningen[0].einddatum",
        messages.RECOGNITION_PERIOD,
    ),
    (
        {"recognitions": (RECOGNISED._replace(renewal_date=date(2021, 1, 1)),)},
        "erkenningen[0].hernieuwingsdatum",
        messages.RECOGNITION_RENEWAL,
    ),
    ({"recognitions": (RECOGNISED._replace(recognition_id=0),)}, "erkenningen", messages.ITEM_NUMBER),
    (
        {"recognitions": (RECOGNISED, RECOGNISED._replace(recognition_id=2))},
        "erkenningen[1]",
        messages.RECOGNITION_OVERLAP,
    ),
]

CONTACTS: list[tuple[dict[str, Any], str, str]] = [
    ({"kind": "Fax"}, "contactgegeventype", "De waarde Fax is geen gekend contactgegeven type."),
    ({"value": " "}, "waarde", messages.CONTACT_EMPTY),
    ({"value": "info"}, "waarde", "E-mail voldoet niet aan het verwachte formaat (naam@domein.vlaanderen)."),
    ({"kind": "Telefoon", "value": "09 bel mij"}, "waarde", messages.PHONE_FORM),
    ({"kind": "Website", "value": "www.x.example"}, "waarde", "Website moet beginnen met 'http://' of 'https://'."),
    ({"kind": "SocialMedia", "value": "https://x"}, "waarde", "SocialMedia moet minstens één punt bevatten."),
    ({"description": "x" * 129}, "beschrijving", "'Beschrijving' mag niet langer dan 128 karakters zijn."),
    ({"description": "<x>"}, "beschrijving", "Deze waarde bevat niet toegestane tekens."),
]

LOCATIONS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"kind": "Thuis"},
        ".locatietype",
        "'Locatietype' moet een geldige waarde hebben. (Correspondentie, Activiteiten)",
    ),
    (
        {"kind": "Maatschappelijke zetel volgens KBO"},
        ".locatietype",
        "Het locatietype 'Maatschappelijke zetel volgens KBO' kan niet toegekend worden.",
    ),
    ({"name": "x" * 129}, ".naam", "'Locatienaam' mag niet langer dan 128 karakters zijn."),
    ({"street": ""}, ".adres.straatnaam", "'straatnaam' is verplicht."),
    ({"country": " "}, ".adres.land", "'land' is verplicht."),
    ({"address_id": "https://adres.example/1"}, ".adresId.bronwaarde", messages.ADDRESS_ID),
    (
        dict.fromkeys(("street", "house_number", "postcode", "municipality", "country"), ""),
        "",
        "'Locatie' moet of een adres of een adresId bevatten.",
    ),
]

PERSONS: list[tuple[dict[str, Any], str, str]] = [
    ({"first_name": "Fien2"}, "[0].voornaam", "'Voornaam' mag geen cijfers bevatten."),
    ({"last_name": "--"}, "[0].achternaam", "'Achternaam' moet minstens een letter bevatten."),
    ({"insz": "x"}, "[0].insz", "Insz heeft incorrect formaat (00.00.00-000.00 of 00000000000)"),
    ({"insz": OTHER_INSZ}, "[1].insz", "INSZ moet uniek zijn binnen de vereniging."),
    ({"representative_id": 2}, "", messages.ITEM_NUMBER),
]

ACCOUNTS: list[tuple[dict[str, Any], str, str]] = [
    ({"iban": "BE68"}, "[0].iban", "Het opgegeven 'IBAN' is geen geldig Belgisch IBAN."),
    ({"purpose": "x" * 129}, "[0].doel", "'Doel' mag niet langer dan 128 karakters zijn."),
    ({"holders": ()}, "[0].titularissen", messages.HOLDER_REQUIRED),
    ({"holders": ("x" * 129,)}, "[0].titularissen", "'Titularis' mag niet langer dan 128 karakters zijn."),
    ({"holders": ("An", "AN")}, "[0].titularissen", messages.HOLDER_TWICE),
    ({"account_id": 0}, "", messages.ITEM_NUMBER),
]


@pytest.mark.parametrize(("changes", "field", "message"), BASICS + LISTS)
def test_a_broken_rule_of_the_association_is_told(changes: dict[str, Any], field: str, message: str) -> None:
    assert Violation(field, message) in _found(**changes)


@pytest.mark.parametrize(("changes", "field", "message"), CONTACTS)
def test_a_broken_rule_of_a_contact_detail_is_told(changes: dict[str, Any], field: str, message: str) -> None:
    assert _found(contacts=(MAIL._replace(**changes),)) == (Violation(f"contactgegevens[0].{field}", message),)


@pytest.mark.parametrize(("changes", "field", "message"), LOCATIONS)
def test_a_broken_rule_of_a_location_is_told(changes: dict[str, Any], field: str, message: str) -> None:
    assert _found(locations=(HALL._replace(**changes),)) == (Violation(f"locaties[0]{field}", message),)


@pytest.mark.parametrize(("changes", "field", "message"), PERSONS)
def test_a_broken_rule_of_a_representative_is_told(changes: dict[str, Any], field: str, message: str) -> None:
    other = PERSON._replace(representative_id=2, insz=OTHER_INSZ, is_primary=False)
    found = _found(representatives=(PERSON._replace(**changes), other))
    assert found == (Violation(f"vertegenwoordigers{field}", message),)


@pytest.mark.parametrize(("changes", "field", "message"), ACCOUNTS)
def test_a_broken_rule_of_a_bank_account_is_told(changes: dict[str, Any], field: str, message: str) -> None:
    assert _found(bank_accounts=(ACCOUNT._replace(**changes),)) == (Violation(f"bankrekeningnummers{field}", message),)


@pytest.mark.parametrize(
    ("locations", "message"),
    [
        ((HOME, HOME._replace(house_number="3")), "Er mag maximum één correspondentie locatie opgegeven worden."),
        ((HALL, HALL._replace(house_number="3")), "Er mag maximum één primaire locatie opgegeven worden."),
        ((HOME._replace(kind="Activiteiten"),) * 2, "Identieke locaties zijn niet toegelaten."),
        (
            (HALL, HALL._replace(street="KÉRK-straat", municipality="Gent.", is_primary=False)),
            "Identieke locaties zijn niet toegelaten.",
        ),
    ],
)
def test_locations_that_do_not_go_together_are_told(locations: tuple[LocationRecord, ...], message: str) -> None:
    assert _found(locations=locations) == (Violation("locaties", message),)


def test_an_association_with_legal_personality_has_one_seat() -> None:
    seat = HALL._replace(kind="Maatschappelijke zetel volgens KBO")
    seats = (seat, seat._replace(house_number="9", is_primary=False))
    assert _found(type_code="VZW", locations=seats[:1]) == ()
    assert _found(type_code="VZW", locations=seats) == (Violation("locaties", messages.LOCATION_TWO_SEATS),)


def test_a_location_may_be_known_by_its_address_id_alone() -> None:
    one = LocationRecord("Activiteiten", address_id="https://data.vlaanderen.be/id/adres/1")
    assert _found(locations=(one, one._replace(address_id="https://data.vlaanderen.be/id/adres/2"))) == ()


def test_two_primary_contact_details_of_one_kind_are_told() -> None:
    primary = MAIL._replace(is_primary=True)
    found = _found(contacts=(primary, primary._replace(value="b@vrienden.example")))
    assert found[0].message == "Er mag maar één E-mail contactgegeven aangeduid zijn als primair."


def test_two_primary_representatives_are_told() -> None:
    pair = (PERSON, PERSON._replace(representative_id=2, insz=OTHER_INSZ))
    assert _found(representatives=pair) == (Violation("vertegenwoordigers", messages.PERSON_TWO_PRIMARY),)


def test_one_account_may_not_be_told_twice_in_two_spellings() -> None:
    pair = (ACCOUNT, ACCOUNT._replace(account_id=2, iban="BE68539007547034"))
    assert _found(bank_accounts=pair) == (Violation("bankrekeningnummers[1].iban", messages.IBAN_TWICE),)


@pytest.mark.parametrize("spelling", ["09/000.12.34", "+32 9 000 12 34", "0032 (9) 000-12-34", " +3290001234"])
def test_one_telephone_number_in_two_spellings_is_told(spelling: str) -> None:
    pair = (ContactRecord("Telefoon", "09 000 12 34"), ContactRecord("Telefoon", spelling))
    assert _found(contacts=pair)[0].message == "Er is reeds een Telefoon contactgegeven met de opgegeven waarde."


def test_one_value_with_two_descriptions_is_two_contact_details() -> None:
    assert _found(contacts=(MAIL, MAIL._replace(description="Jeugd"))) == ()
