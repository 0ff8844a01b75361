"""The values of the register: one association with all that belongs to it, as imports, rules and commands pass it on.

The fields mirror the columns of `register.tables`. They are named tuples because an import makes millions of them.
What the database keeps for itself (id, version, number of an item) is not part of a value.

`None` has one more meaning here: where a field or a list is marked *unspecified*, `None` says that the source does not
mention it, and what is in the register stays as it is. The public export, for one, never mentions representatives.
What is read from the register (`register.reader`) has no unspecified fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class LocationRecord(NamedTuple):
    """An address of an association; `source_key` recognises it in the next export."""

    kind: str
    is_primary: bool = False
    name: str = ""
    street: str = ""
    house_number: str = ""
    box: str = ""
    postcode: str = ""
    municipality: str = ""
    country: str = ""
    address_id: str = ""
    # Derived from post code and municipality; None and "" where the place is not known.
    nis: str | None = None
    district: str = ""
    lat: float | None = None
    lon: float | None = None
    source_key: str = ""


class ContactRecord(NamedTuple):
    """An e-mail address, website, social medium or telephone number for the public."""

    kind: str
    value: str
    description: str = ""
    is_primary: bool = False
    source_key: str = ""


class MembershipRecord(NamedTuple):
    """Being a member of an umbrella, with a period."""

    other_vcode: str
    from_date: date | None = None
    until_date: date | None = None
    identification: str = ""
    description: str = ""
    source_key: str = ""


class RecognitionRecord(NamedTuple):
    """A recognition by an authority for a product; the number is the register's own."""

    recognition_id: int
    authority_ovo: str
    status: str
    authority_name: str = ""
    product_number: str = ""
    product_name: str = ""
    start_date: date | None = None
    end_date: date | None = None
    renewal_date: date | None = None
    renewal_url: str = ""
    suspension_reason: str = ""


class RepresentativeRecord(NamedTuple):
    """A person who acts for the association; never public."""

    representative_id: int
    insz: str
    first_name: str
    last_name: str
    call_name: str = ""
    role: str = ""
    is_primary: bool = False
    email: str = ""
    phone: str = ""
    mobile: str = ""
    social_media: str = ""


class ConfirmationRecord(NamedTuple):
    """An organisation that confirmed a bank account."""

    ovo_code: str
    name: str = ""


class BankAccountRecord(NamedTuple):
    """A bank account; never public. The IBAN stands in groups of four."""

    account_id: int
    iban: str
    holders: tuple[str, ...]
    purpose: str = ""
    confirmations: tuple[ConfirmationRecord, ...] = ()


class AssociationRecord(NamedTuple):
    """One association. Areas are codes of `register.area` (NIS, province or NVT), never LAU codes."""

    vcode: str
    type_code: str
    name: str
    subtype_code: str = ""
    parent_vcode: str | None = None
    parent_identification: str = ""
    parent_description: str = ""
    short_name: str = ""
    call_name: str = ""
    description: str = ""
    start_date: date | None = None
    min_age: int = 0
    max_age: int = 150
    kbo_number: str | None = None
    deleted_on: date | None = None
    modified_on: date | None = None  # unspecified
    status: str | None = None  # unspecified
    duplicate_of: str | None = None  # belongs to the status "Dubbel" and to no other
    end_date: date | None = None
    specifies_end_date: bool = False  # whether the source mentions an end date, be it that there is none
    winding_up: bool | None = None  # unspecified
    opted_out: bool | None = None  # unspecified
    legal_form: str | None = None  # unspecified
    source: str | None = None  # unspecified
    activities: tuple[str, ...] | None = None  # unspecified, like every list below
    areas: tuple[str, ...] | None = None
    locations: tuple[LocationRecord, ...] | None = None
    contacts: tuple[ContactRecord, ...] | None = None
    memberships: tuple[MembershipRecord, ...] | None = None
    recognitions: tuple[RecognitionRecord, ...] | None = None
    representatives: tuple[RepresentativeRecord, ...] | None = None
    bank_accounts: tuple[BankAccountRecord, ...] | None = None


LIST_FIELDS: Final = (
    *("activities", "areas", "locations", "contacts", "memberships", "recognitions", "representatives"),
    "bank_accounts",
)
# The fields that are columns of `register.association`.
ASSOCIATION_COLUMNS: Final = tuple(
    name for name in AssociationRecord._fields if name not in {"specifies_end_date", *LIST_FIELDS}
)
