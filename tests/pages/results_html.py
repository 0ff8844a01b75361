"""What a page of results shows, read from its HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.pages.html import Element, page

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def shown(client: TestClient, query: str, path: str = "/zoeken") -> Element:
    """Return the page of results of a query, or another page that takes one."""
    response = client.get(f"{path}?{query}")
    assert response.status_code == 200
    return page(response.text)


def counted(text: str) -> int:
    """Return the number that a heading or a label tells."""
    if text.startswith("Geen"):
        return 0
    return int(re.search(r"[\d.]+", text)[0].replace(".", ""))  # type: ignore[index]  # every heading starts with one


def total(found: Element) -> int:
    """Return the number in the heading."""
    return counted(found.one("h1").text)


def submitted(found: Element, **changed: str) -> str:
    """Return the query that the form sends, with one more box ticked."""
    form = found.one("form", id="zoek")
    fields = [item for item in found.all("input") if item in form.all("input") or item.get("form") == "zoek"]
    sent = [
        (item.get("name"), item.get("value"))
        for item in fields
        if item.get("type") != "checkbox" or "checked" in item.attributes
    ]
    return urlencode([*sent, *changed.items()])


def ticked(found: Element) -> list[Element]:
    """Return the boxes that are ticked."""
    return [box for box in found.all("input", type="checkbox") if "checked" in box.attributes]
