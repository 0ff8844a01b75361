"""One association as linked data (JSON-LD, schema.org), for search engines and aggregators.

Only what the page shows, and less of it: no e-mail address or telephone number in a form made for gathering.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from markupsafe import Markup

from directory.pages.detail.page import POST
from directory.urls import contact_links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.publication.rows import Association, Location, Related

MEDIA_TYPE = "application/ld+json"
# A script element ends at the first "</script", whatever is around it, and two line ends of JSON are none of HTML.
_IN_SCRIPT = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def path(vcode: str) -> str:
    """Return the address of the linked data of an association."""
    return f"/vereniging/{vcode}.jsonld"


def linked(association: Association, departments: Sequence[Related], public_url: str) -> dict[str, Any]:
    """Describe an association; what is not known is not there."""
    page = public_url + contact_links.association_path(association.vcode, association.name)
    document = {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": page,
        "name": association.name,
        "alternateName": _others(association),
        "description": association.description,
        "url": _website(association) or page,
        "mainEntityOfPage": page,
        "identifier": _identifiers(association),
        "foundingDate": association.start_date.isoformat() if association.start_date else "",
        "address": [_address(place) for place in association.locations if _is_told(place)],
        "areaServed": [
            {"@type": "AdministrativeArea", "name": area.name, "identifier": area.code}
            for area in association.areas
            if area.kind != "nvt"
        ],
        "parentOrganization": _parent(association, public_url),
        "memberOf": [_named(item.other_vcode, item.other_name, public_url) for item in association.memberships],
        "subOrganization": [_named(*item, public_url) for item in departments],
    }
    return {term: value for term, value in document.items() if value}


def serialize(document: dict[str, Any]) -> bytes:
    """Write the description as JSON."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)


def for_script(document: dict[str, Any]) -> Markup:
    """Write the description so that it can stand in a script element, whatever is in it."""
    return Markup(orjson.dumps(document).decode().translate(_IN_SCRIPT))  # noqa: S704 - no sign of markup is left in it


def _others(association: Association) -> list[str]:
    other = dict.fromkeys(name for name in (association.call_name, association.short_name) if name)
    return [name for name in other if name != association.name]


def _website(association: Association) -> str | None:
    sites = (contact_links.safe_address(item.value) for item in association.contacts if item.kind == "Website")
    return next(filter(None, sites), None)


def _identifiers(association: Association) -> list[dict[str, str]]:
    known = {"vCode": association.vcode, "KBO": association.kbo_number}
    return [{"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in known.items() if value]


def _is_told(place: Location) -> bool:
    """Tell whether the whole address is public; of a correspondence address only the place is, as a rule."""
    return place.kind != POST or bool(place.street)


def _address(place: Location) -> dict[str, str]:
    street = " ".join(part for part in (place.street, place.house_number, place.box) if part)
    known = {
        "name": place.name,
        "streetAddress": street,
        "postalCode": place.postcode,
        "addressLocality": place.municipality or place.district,
        "addressCountry": place.country or "België",
    }
    return {"@type": "PostalAddress", **{term: value for term, value in known.items() if value}}


def _parent(association: Association, public_url: str) -> dict[str, str] | None:
    if association.parent_vcode is None or association.parent_name is None:
        return None
    return _named(association.parent_vcode, association.parent_name, public_url)


def _named(vcode: str, name: str, public_url: str) -> dict[str, str]:
    return {"@type": "NGO", "@id": public_url + contact_links.association_path(vcode, name), "name": name}
