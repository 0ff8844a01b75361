"""The register's own names of the fields, for telling people which one is wrong."""

from __future__ import annotations

from typing import Final

IN_THE_REGISTER: Final[dict[str, str]] = {
    "vcode": "vCode",
    "type_code": "verenigingstype",
    "subtype_code": "verenigingssubtype",
    "parent_vcode": "subverenigingVan.andereVereniging",
    "parent_identification": "subverenigingVan.identificatie",
    "parent_description": "subverenigingVan.beschrijving",
    "name": "naam",
    "short_name": "korteNaam",
    "call_name": "roepnaam",
    "description": "korteBeschrijving",
    "start_date": "startdatum",
    "end_date": "einddatum",
    "winding_up": "inStopzetting",
    "duplicate_of": "isDubbelVan",
    "opted_out": "isUitgeschrevenUitPubliekeDatastroom",
    "legal_form": "rechtsvorm",
    "source": "bron",
    "activities": "hoofdactiviteitenVerenigingsloket",
    "areas": "werkingsgebieden",
    "locations": "locaties",
    "contacts": "contactgegevens",
    "memberships": "lidmaatschappen",
    "recognitions": "erkenningen",
    "representatives": "vertegenwoordigers",
    "bank_accounts": "bankrekeningnummers",
}

# Texts of the items in a list, which are called differently from one list to the next.
OF_ITEMS: Final[dict[str, dict[str, str]]] = {
    "locations": {
        "name": "naam",
        "street": "adres.straatnaam",
        "house_number": "adres.huisnummer",
        "box": "adres.busnummer",
        "postcode": "adres.postcode",
        "municipality": "adres.gemeente",
        "country": "adres.land",
        "address_id": "adresId.bronwaarde",
        "kind": "locatietype",
    },
    "contacts": {"kind": "contactgegeventype", "value": "waarde", "description": "beschrijving"},
    "memberships": {
        "other_vcode": "andereVereniging",
        "identification": "identificatie",
        "description": "beschrijving",
    },
    "recognitions": {
        "authority_ovo": "geregistreerdDoor.ovoCode",
        "authority_name": "geregistreerdDoor.naam",
        "product_number": "ipdcProduct.nummer",
        "product_name": "ipdcProduct.naam",
        "renewal_url": "hernieuwingsUrl",
        "suspension_reason": "redenSchorsing",
    },
    "representatives": {
        "first_name": "voornaam",
        "last_name": "achternaam",
        "call_name": "roepnaam",
        "role": "rol",
        "email": "e-mail",
        "phone": "telefoon",
        "mobile": "mobiel",
        "social_media": "socialMedia",
    },
    "bank_accounts": {"purpose": "doel", "holders": "titularissen", "confirmations": "bevestigdDoor"},
}
