"""What a page of a place or an activity shows, read from its HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.pages.html import Element, page
from tests.pages.results_html import counted

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def shown(site: TestClient, path: str) -> Element:
    """Return the page at an address that is the one of what it shows."""
    response = site.get(path)
    assert response.status_code == 200, path
    return page(response.text)


def found_by(site: TestClient, address: str) -> int:
    """Return what a search gives, or what the search behind a page of a place or activity gives."""
    parts = urlsplit(address)
    if parts.path != "/zoeken":
        whole = shown(site, address).all("p", class_="lead")[0].all("a")
        return found_by(site, whole[0].get("href")) if whole else 0
    total: int = site.get(f"/zoeken.json?{parts.query}").json()["totaal"]
    return total


def numbered(found: Element) -> list[tuple[str, int]]:
    """Return every link of a page that tells a number, with that number."""
    items = [*found.all("li"), *found.all("h2")]
    links = [(item.all("a"), item.all("span", class_="count")) for item in items]
    rows = [(link[0].get("href"), counted(count[0].text)) for link, count in links if link and count]
    lead = [link for text in found.all("p", class_="lead") for link in text.all("a")]
    return [*rows, *((link.get("href"), counted(link.text)) for link in lead)]
