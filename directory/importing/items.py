"""Reads the items of an association's lists: locations, contacts, memberships and what only authorities see."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from directory.importing import fields
from directory.importing.fields import JsonObject, day, flag, item_number, required_text, text
from directory.register import identifiers
from directory.register.records import (
    BankAccountRecord,
    ConfirmationRecord,
    ContactRecord,
    LocationRecord,
    MembershipRecord,
    RecognitionRecord,
    RepresentativeRecord,
)

if TYPE_CHECKING:
    from directory.importing.unknown_keys import UnknownKeys
    from directory.register.address_locator import AddressLocator

_LOCATION = frozenset(
    ("@id", "@type", "locatietype", "isPrimair", "naam", "adres", "adresvoorstelling", "adresId", "verwijstNaar")
)
_ADDRESS = frozenset(("@id", "@type", "straatnaam", "huisnummer", "busnummer", "postcode", "gemeente", "land"))
_ADDRESS_ID = frozenset(("broncode", "bronwaarde"))
_CONTACT = frozenset(("@id", "@type", "contactgegeventype", "waarde", "beschrijving", "isPrimair"))
_MEMBERSHIP = frozenset(("@id", "@type", "andereVereniging", "naam", "van", "tot", "identificatie", "beschrijving"))
_RECOGNITION = frozenset(
    (
        *("@id", "@type", "erkenningId", "geregistreerdDoor", "ipdcProduct", "startdatum", "einddatum"),
        *("hernieuwingsdatum", "hernieuwingsUrl", "redenSchorsing", "status"),
    )
)
_REPRESENTATIVE = frozenset(
    (
        *("vertegenwoordigerId", "insz", "voornaam", "achternaam", "roepnaam", "rol", "isPrimair"),
        *("e-mail", "telefoon", "mobiel", "socialMedia"),
    )
)
_ACCOUNT = frozenset(("bankrekeningnummerId", "iban", "doel", "titularissen", "bevestigdDoor"))
_ORGANISATION = frozenset(("ovoCode", "naam"))
_PRODUCT = frozenset(("nummer", "naam"))

_BELGIAN_POSTCODE = re.compile(
    r"\s*(?:BE?\s*[-.]?\s*)?([0-9])[\s.]?([0-9])[\s.]?([0-9])[\s.]?([0-9])\s*", re.IGNORECASE
)


class ItemReader:
    """Reads items and counts the keys that it does not know."""

    def __init__(self, locator: AddressLocator, unknown_keys: UnknownKeys) -> None:
        self._locator = locator
        self._unknown_keys = unknown_keys

    def location(self, entry: JsonObject) -> LocationRecord:
        """Read one location and look up where it lies."""
        self._unknown_keys.check(entry, _LOCATION, "locaties[].")
        street, house_number, box, postcode, municipality, country = fields.inside(entry, "adres", self._address)
        location = LocationRecord(
            required_text(entry, "locatietype"),
            flag(entry, "isPrimair") or False,
            text(entry, "naam"),
            street,
            house_number,
            box,
            postcode,
            municipality,
            country,
            fields.inside(entry, "adresId", self._address_id),
            *self._locator.locate(postcode, municipality, country),
        )
        return location._replace(source_key=_source_key(entry, location))

    def _address(self, entry: JsonObject) -> tuple[str, str, str, str, str, str]:
        self._unknown_keys.check(entry, _ADDRESS, "locaties[].adres.")
        return (
            text(entry, "straatnaam"),
            text(entry, "huisnummer"),
            text(entry, "busnummer"),
            postcode(text(entry, "postcode")),
            text(entry, "gemeente"),
            text(entry, "land"),
        )

    def _address_id(self, entry: JsonObject) -> str:
        self._unknown_keys.check(entry, _ADDRESS_ID, "locaties[].adresId.")
        return text(entry, "bronwaarde")

    def contact(self, entry: JsonObject) -> ContactRecord:
        """Read one contact detail."""
        self._unknown_keys.check(entry, _CONTACT, "contactgegevens[].")
        contact = ContactRecord(
            required_text(entry, "contactgegeventype"),
            required_text(entry, "waarde"),
            text(entry, "beschrijving"),
            flag(entry, "isPrimair") or False,
        )
        return contact._replace(source_key=_source_key(entry, contact))

    def membership(self, entry: JsonObject) -> MembershipRecord:
        """Read one membership; the other's name is not taken over: it is looked up when it is shown."""
        self._unknown_keys.check(entry, _MEMBERSHIP, "lidmaatschappen[].")
        membership = MembershipRecord(
            fields.other_vcode(entry, "andereVereniging"),
            day(entry, "van"),
            day(entry, "tot"),
            text(entry, "identificatie"),
            text(entry, "beschrijving"),
        )
        return membership._replace(source_key=_source_key(entry, membership))

    def recognition(self, entry: JsonObject) -> RecognitionRecord:
        """Read one recognition."""
        self._unknown_keys.check(entry, _RECOGNITION, "erkenningen[].")
        authority = fields.inside(entry, "geregistreerdDoor", self._authority)
        product = fields.inside(entry, "ipdcProduct", self._product)
        return RecognitionRecord(
            recognition_id=item_number(entry, "erkenningId"),
            authority_ovo=authority[0],
            authority_name=authority[1],
            product_number=product[0],
            product_name=product[1],
            start_date=day(entry, "startdatum"),
            end_date=day(entry, "einddatum"),
            renewal_date=day(entry, "hernieuwingsdatum"),
            renewal_url=text(entry, "hernieuwingsUrl"),
            suspension_reason=text(entry, "redenSchorsing"),
            status=required_text(entry, "status"),
        )

    def _authority(self, entry: JsonObject) -> tuple[str, str]:
        self._unknown_keys.check(entry, _ORGANISATION, "erkenningen[].geregistreerdDoor.")
        return required_text(entry, "ovoCode"), text(entry, "naam")

    def _product(self, entry: JsonObject) -> tuple[str, str]:
        self._unknown_keys.check(entry, _PRODUCT, "erkenningen[].ipdcProduct.")
        return text(entry, "nummer"), text(entry, "naam")

    def representative(self, entry: JsonObject) -> RepresentativeRecord:
        """Read one representative."""
        self._unknown_keys.check(entry, _REPRESENTATIVE, "vertegenwoordigers[].")
        insz = required_text(entry, "insz")
        return RepresentativeRecord(
            representative_id=item_number(entry, "vertegenwoordigerId"),
            insz=identifiers.insz(insz) or insz,
            first_name=required_text(entry, "voornaam"),
            last_name=required_text(entry, "achternaam"),
            call_name=text(entry, "roepnaam"),
            role=text(entry, "rol"),
            is_primary=flag(entry, "isPrimair") or False,
            email=text(entry, "e-mail"),
            phone=text(entry, "telefoon"),
            mobile=text(entry, "mobiel"),
            social_media=text(entry, "socialMedia"),
        )

    def account(self, entry: JsonObject) -> BankAccountRecord:
        """Read one bank account."""
        self._unknown_keys.check(entry, _ACCOUNT, "bankrekeningnummers[].")
        iban = required_text(entry, "iban")
        confirmations = fields.each(entry, "bevestigdDoor", self._confirmation) or ()
        fields.distinct([one.ovo_code for one in confirmations], "bevestigdDoor")
        return BankAccountRecord(
            account_id=item_number(entry, "bankrekeningnummerId"),
            iban=identifiers.iban(iban) or iban,
            holders=fields.texts(entry, "titularissen"),
            purpose=text(entry, "doel"),
            confirmations=confirmations,
        )

    def _confirmation(self, entry: JsonObject) -> ConfirmationRecord:
        self._unknown_keys.check(entry, _ORGANISATION, "bankrekeningnummers[].bevestigdDoor[].")
        return ConfirmationRecord(required_text(entry, "ovoCode"), text(entry, "naam"))


def postcode(written: str) -> str:
    """Return a post code as it is looked up: `B-9000`, `9000 ` and `90 00` are 9000; one from abroad stays as it is."""
    match = _BELGIAN_POSTCODE.fullmatch(written)
    return written.strip() if match is None else "".join(match.groups())


def _source_key(entry: JsonObject, content: tuple[object, ...]) -> str:
    """Return the export's own identifier; without it an item is recognised as long as its content stays the same."""
    return text(entry, "@id") or "#" + blake2b(repr(content).encode(), digest_size=12).hexdigest()
