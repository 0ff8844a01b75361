"""Reads the items of an association's lists: locations, contacts, memberships and what only authorities see."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from directory.importing import fields
from directory.importing.codes import NOWHERE
from directory.importing.fields import Entry, day, flag, item_number, required_text, text
from directory.register import identifiers
from directory.register.entities import (
    BankAccount,
    Confirmation,
    Contact,
    Location,
    Membership,
    Recognition,
    Representative,
)

if TYPE_CHECKING:
    from directory.importing.codes import Gazetteer
    from directory.importing.unknown_keys import Extras

BELGIUM: Final = frozenset({"", "België", "Belgie", "Belgique", "Belgium"})
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


class Items:
    """Reads items and counts the keys that it does not know."""

    def __init__(self, gazetteer: Gazetteer, extras: Extras) -> None:
        self._gazetteer = gazetteer
        self._extras = extras

    def location(self, entry: Entry) -> Location:
        """Read one location and look up where it lies."""
        self._extras.look(entry, _LOCATION, "locaties[].")
        street, house_number, box, postcode, municipality, country = fields.inside(entry, "adres", self._address)
        spot = self._gazetteer.spot(postcode, municipality) if country in BELGIUM else NOWHERE
        made = Location(
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
            *spot,
        )
        return made._replace(source_key=_source_key(entry, made))

    def _address(self, entry: Entry) -> tuple[str, str, str, str, str, str]:
        self._extras.look(entry, _ADDRESS, "locaties[].adres.")
        return (
            text(entry, "straatnaam"),
            text(entry, "huisnummer"),
            text(entry, "busnummer"),
            text(entry, "postcode"),
            text(entry, "gemeente"),
            text(entry, "land"),
        )

    def _address_id(self, entry: Entry) -> str:
        self._extras.look(entry, _ADDRESS_ID, "locaties[].adresId.")
        return text(entry, "bronwaarde")

    def contact(self, entry: Entry) -> Contact:
        """Read one contact detail."""
        self._extras.look(entry, _CONTACT, "contactgegevens[].")
        made = Contact(
            required_text(entry, "contactgegeventype"),
            required_text(entry, "waarde"),
            text(entry, "beschrijving"),
            flag(entry, "isPrimair") or False,
        )
        return made._replace(source_key=_source_key(entry, made))

    def membership(self, entry: Entry) -> Membership:
        """Read one membership; the other's name is not taken over: it is looked up when it is shown."""
        self._extras.look(entry, _MEMBERSHIP, "lidmaatschappen[].")
        made = Membership(
            fields.vcode(entry, "andereVereniging"),
            day(entry, "van"),
            day(entry, "tot"),
            text(entry, "identificatie"),
            text(entry, "beschrijving"),
        )
        return made._replace(source_key=_source_key(entry, made))

    def recognition(self, entry: Entry) -> Recognition:
        """Read one recognition."""
        self._extras.look(entry, _RECOGNITION, "erkenningen[].")
        authority = fields.inside(entry, "geregistreerdDoor", self._authority)
        product = fields.inside(entry, "ipdcProduct", self._product)
        return Recognition(
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

    def _authority(self, entry: Entry) -> tuple[str, str]:
        self._extras.look(entry, _ORGANISATION, "erkenningen[].geregistreerdDoor.")
        return required_text(entry, "ovoCode"), text(entry, "naam")

    def _product(self, entry: Entry) -> tuple[str, str]:
        self._extras.look(entry, _PRODUCT, "erkenningen[].ipdcProduct.")
        return text(entry, "nummer"), text(entry, "naam")

    def representative(self, entry: Entry) -> Representative:
        """Read one representative."""
        self._extras.look(entry, _REPRESENTATIVE, "vertegenwoordigers[].")
        insz = required_text(entry, "insz")
        return Representative(
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

    def account(self, entry: Entry) -> BankAccount:
        """Read one bank account."""
        self._extras.look(entry, _ACCOUNT, "bankrekeningnummers[].")
        iban = required_text(entry, "iban")
        confirmations = fields.each(entry, "bevestigdDoor", self._confirmation) or ()
        fields.distinct([one.ovo_code for one in confirmations], "bevestigdDoor")
        return BankAccount(
            account_id=item_number(entry, "bankrekeningnummerId"),
            iban=identifiers.iban(iban) or iban,
            holders=fields.texts(entry, "titularissen"),
            purpose=text(entry, "doel"),
            confirmations=confirmations,
        )

    def _confirmation(self, entry: Entry) -> Confirmation:
        self._extras.look(entry, _ORGANISATION, "bankrekeningnummers[].bevestigdDoor[].")
        return Confirmation(required_text(entry, "ovoCode"), text(entry, "naam"))


def _source_key(entry: Entry, content: tuple[object, ...]) -> str:
    """Return the export's own identifier; without it an item is recognised as long as its content stays the same."""
    return text(entry, "@id") or "#" + blake2b(repr(content).encode(), digest_size=12).hexdigest()
