"""The site as linked data (schema.org), and how an association's place reads in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.language.normalise import slug
from directory.pages.detail.linked import for_script

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from directory.branding.brand import Brand
    from directory.geography.gazetteer import Gazetteer
    from directory.publication.rows import Location


def website(brand: Brand, public_url: str) -> Markup:
    """Describe the site and how to search it, for a script element of the home page."""
    return for_script(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "@id": f"{public_url}/#site",
            "url": f"{public_url}/",
            "name": brand.name,
            "inLanguage": "nl-BE",
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{public_url}/zoeken?q={{search_term_string}}"},
                "query-input": "required name=search_term_string",
            },
        }
    )


def place_of(locations: Iterable[Location], places: Gazetteer) -> str:
    """Return `Kessel-Lo, Leuven` for the first address, where an association meets before where it gets its post."""
    first = min(locations, key=lambda place: (place.kind == "Correspondentie", not place.is_primary), default=None)
    if first is None:
        return ""
    known = places.by_code.get(first.nis or "")
    municipality = known.name if known else first.municipality
    district = first.district
    return f"{district}, {municipality}" if district and slug(district) != slug(municipality) else municipality
