"""The site as linked data (schema.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.pages.detail.linked import for_script

if TYPE_CHECKING:
    from markupsafe import Markup

    from directory.branding.brand import Brand


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
