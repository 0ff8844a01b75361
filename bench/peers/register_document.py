"""Makes the document of the register's index for one published association."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from directory.register.reference import rows

if TYPE_CHECKING:
    from directory.publication.rows import Area, Association, Location, Membership

Json = dict[str, Any]

_NAMESPACE = UUID("5f6f1a86-5c29-4a6b-9a7e-2f6c7d0e6a10")  # of our own: only their shape counts
_REGION_OR_PROVINCE = 4  # characters of such a code; those of municipalities are longer


def document(association: Association) -> Json:
    """Return what the register indexes of an association."""
    vcode = association.vcode
    return {
        "jsonLdMetadataType": "fei:FeitelijkeVereniging" if association.kbo_number is None else "regorg:Organization",
        "vCode": vcode,
        "naam": association.name,
        "roepnaam": association.call_name,
        "korteNaam": association.short_name,
        "korteBeschrijving": association.description,
        "status": "Actief",
        "isUitgeschrevenUitPubliekeDatastroom": False,
        "isVerwijderd": False,
        "isDubbel": False,
        "inStopzetting": association.winding_up,
        "isErkend": association.is_recognised,
        "verenigingstype": {"code": association.type_code, "naam": association.type_name},
        "verenigingssubtype": {"code": association.subtype_code, "naam": association.subtype_name},
        "doelgroep": {
            "minimumleeftijd": association.min_age,
            "maximumleeftijd": association.max_age,
            "jsonLdMetadata": _linked("doelgroep", f"{vcode}-0", "verenigingen_ext:Doelgroep"),
        },
        "locaties": [_location(vcode, place) for place in association.locations],
        "hoofdactiviteitenVerenigingsloket": [_coded(item.code, item.name) for item in association.activities],
        "werkingsgebieden": [_coded(area.lau_code or area.code, area.name) for area in association.areas],
        "lidmaatschappen": [_membership(vcode, membership) for membership in association.memberships],
        "sleutels": _keys(association),
        "geotags": [{"identificatie": tag} for tag in sorted(_geotags(association))],
        "relaties": [],
    }


def _linked(what: str, name: str, kind: str) -> Json:
    """Return the identifier and type of linked data: technical text that the register searches too."""
    return {"id": f"https://data.example/id/{what}/{uuid5(_NAMESPACE, name)}", "type": kind}


@cache
def _coded(code: str, name: str) -> Json:
    return {"code": code, "naam": name, "jsonLdMetadata": _linked("concept", code, "skos:Concept")}


def _location(vcode: str, place: Location) -> Json:
    return {
        "naam": place.name,
        "adresvoorstelling": _address(place),
        "gemeente": _written(place),
        "locatietype": place.kind,
        "postcode": place.postcode,
        "isPrimair": place.is_primary,
        "jsonLdMetadata": _linked("vestiging", f"{vcode}-{place.location_id}", "org:Site"),
    }


def _written(place: Location) -> str:
    if not place.district or place.district == place.municipality:
        return place.municipality
    return f"{place.district} ({place.municipality})"


def _address(place: Location) -> str:
    street = f"{place.street} {place.house_number}".strip() + (f" bus {place.box}" if place.box else "")
    town = f"{place.postcode} {_written(place)}"
    return ", ".join(part for part in (street, town, place.country) if part)


def _membership(vcode: str, membership: Membership) -> Json:
    return {
        "andereVereniging": membership.other_vcode,
        "van": membership.from_date or "",
        "tot": membership.until_date or "",
        "identificatie": membership.identification,
        "beschrijving": membership.description,
        "jsonLdMetadata": _linked("lidmaatschap", f"{vcode}-{membership.membership_id}", "org:Membership"),
    }


def _keys(association: Association) -> list[Json]:
    known = [("Vcode", "Vcode", association.vcode), ("KBO", "KBO nummer", association.kbo_number)]
    return [
        {
            "bron": source,
            "codeerSysteem": system,
            "waarde": value,
            "jsonLdMetadata": _linked("identificator", f"{association.vcode}-{source}", "adms:Identifier"),
        }
        for source, system, value in known
        if value
    ]


def _geotags(association: Association) -> set[str]:
    """Return its post codes, municipalities and provinces, and all post codes where it says that it works."""
    lau, province, postcodes = _geography()
    tags = {place.postcode for place in association.locations if place.postcode}
    for place in association.locations:
        if place.nis in lau:
            tags |= {lau[place.nis], province[place.nis]}
    for area in association.areas:
        tags |= {_tag(area), *postcodes.get(area.code, ())}
    return tags


def _tag(area: Area) -> str:
    return area.lau_code or area.code


@cache
def _geography() -> tuple[dict[str, str], dict[str, str], dict[str, set[str]]]:
    """Return the LAU code and province of each municipality, and the post codes of each area."""
    towns = {row["code"]: row for row in rows("area") if len(row["code"]) > _REGION_OR_PROVINCE}
    lau = {code: row["lau_code"] for code, row in towns.items()}
    province = {code: row["parent"] for code, row in towns.items()}
    postcodes: dict[str, set[str]] = {}
    for row in rows("place"):
        for area in (row["nis"], province[row["nis"]]):
            postcodes.setdefault(area, set()).add(row["postcode"])
    return lau, province, postcodes
