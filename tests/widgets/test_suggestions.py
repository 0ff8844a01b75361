"""Suggestions in a widget: only what lies within its scope, by counting everything that does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

SCOPES = [
    {"gemeente": "24062"},
    {"provincie": "BE24", "hoofdactiviteit": "KECU"},
    {"gemeente": "24062,44021"},
    {"doelgroep": "65-plus"},
    {"type": "VZW", "provincie": "BE23"},
    {"postcode": "3000"},
    {"rond": "Leuven", "straal": "10km"},
    {"provincie": "BE24", "kies": "act.SPRT"},
    {"gemeente": "24062", "kies": "heeft.website"},
    {"gemeente": "24062", "beperk": "aan"},
]
TYPED = ["ko", "voet", "sport", "mu", "de", "toneel", "gent", "scuots"]


def everything(site: TestClient, scope: dict[str, str]) -> set[str]:
    """Return every association of a scope, page by page."""
    found: set[str] = set()
    page, last = 1, 1
    while page <= last:
        shown = view(site, {**scope, "per-pagina": "50", "sort": "naam", "pagina": str(page)})
        found |= {one["vCode"] for one in shown["resultaten"]}
        page, last = page + 1, shown["paginas"]
    return found


def view(site: TestClient, asked: dict[str, str]) -> Any:
    return site.get(f"/widget/v1/zoek?{urlencode(asked)}").json()


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_suggestions_lie_within_the_scope_and_choosing_one_finds_something(
    site: TestClient, scope: dict[str, str]
) -> None:
    inside = everything(site, scope)
    assert inside
    offered = 0
    for typed in TYPED:
        told = site.get(f"/widget/v1/suggesties?{urlencode({**scope, 'q': typed})}").json()
        assert {one["vCode"] for one in told["verenigingen"]} <= inside, typed
        for activity in told["activiteiten"]:
            chosen = view(site, {**scope, "kies": f"act.{activity['code']}"})
            assert chosen["totaal"] > 0
            assert activity["code"] in (scope.get("hoofdactiviteit") or activity["code"])
        offered += len(told["verenigingen"])
    assert offered


@pytest.mark.parametrize("path", ["/widget/v1/zoek", "/embed"])
@pytest.mark.parametrize("page", ["40", "400", "1001", "9999", "10000", "99999999"])
def test_a_page_beyond_the_end_shows_the_first_with_a_sentence(site: TestClient, path: str, page: str) -> None:
    asked = {"gemeente": "24062", "per-pagina": "5"}
    answer = site.get(f"{path}?{urlencode({**asked, 'pagina': page})}")
    assert answer.status_code == 200
    assert "Deze pagina bestaat niet. Je ziet de eerste." in answer.text
    if path == "/embed":
        assert 'rel="next"' in answer.text
        return
    first, shown = view(site, asked), answer.json()
    assert shown["pagina"] == 1
    assert (shown["totaal"], shown["resultaten"]) == (first["totaal"], first["resultaten"])
