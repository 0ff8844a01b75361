"""The typed rows of what may leave. A field that is not here cannot be shown, indexed or exported."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Activity(NamedTuple):
    """A main activity (hoofdactiviteit)."""

    code: str
    name: str


class Area(NamedTuple):
    """An area of operation (werkingsgebied): a province, a municipality (code is its NIS code) or "not applicable"."""

    code: str
    kind: str
    name: str
    lau_code: str
    parent: str | None


class Location(NamedTuple):
    """An address. Of a correspondence address only post code and municipality are there, unless policy says so."""

    location_id: int
    kind: str
    is_primary: bool
    name: str
    street: str
    house_number: str
    box: str
    postcode: str
    municipality: str
    country: str
    address_id: str
    nis: str | None
    district: str
    lat: float | None  # WGS 84 degrees
    lon: float | None
    source_key: str


class Contact(NamedTuple):
    """An e-mail address, website, social medium or telephone number that the association gives to the public."""

    contact_id: int
    kind: str
    value: str
    description: str
    is_primary: bool
    source_key: str


class Membership(NamedTuple):
    """Membership of an umbrella that is itself public. Dates are ISO 8601 text or None."""

    membership_id: int
    other_vcode: str
    other_name: str
    from_date: str | None
    until_date: str | None
    identification: str
    description: str
    source_key: str


class Recognition(NamedTuple):
    """A recognition by an authority. Dates are ISO 8601 text or None."""

    recognition_id: int
    authority_ovo: str
    authority_name: str
    product_number: str
    product_name: str
    start_date: str | None
    end_date: str | None
    renewal_date: str | None
    renewal_url: str
    status: str

    @property
    def is_active(self) -> bool:
        """Whether the recognition holds now."""
        return self.status == "Actief"


class Association(NamedTuple):
    """One public association with everything that is public of it, as it stood in one snapshot."""

    association_id: int
    version: int
    vcode: str
    type_code: str
    type_name: str
    subtype_code: str
    subtype_name: str
    parent_vcode: str | None
    parent_name: str | None
    parent_identification: str
    parent_description: str
    name: str
    short_name: str
    call_name: str
    description: str
    start_date: date | None
    winding_up: bool
    min_age: int
    max_age: int
    kbo_number: str | None
    modified_on: date
    activities: tuple[Activity, ...]
    areas: tuple[Area, ...]
    locations: tuple[Location, ...]
    contacts: tuple[Contact, ...]
    memberships: tuple[Membership, ...]
    recognitions: tuple[Recognition, ...]

    @property
    def is_recognised(self) -> bool:
        """Whether at least one recognition is active (the register's isErkend)."""
        return any(recognition.is_active for recognition in self.recognitions)


class Related(NamedTuple):
    """Another public association by name only."""

    vcode: str
    name: str


class Versioned(NamedTuple):
    """A version of an association, with the association itself when it is public; read in one snapshot."""

    association_id: int
    version: int
    association: Association | None
