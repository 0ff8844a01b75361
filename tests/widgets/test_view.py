"""What the element asks for: one answer with all of its first view, that anybody may read and keep."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pytest

from directory.platform.i18n import Language
from directory.widgets.translations.texts import script_texts
from tests.pages.world import CHOIR, EVIL, EVIL_NAME, STOPPED, UNKNOWN

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ZOEK = "/widget/v1/zoek"
LEUVEN = "gemeente=24062"


def view(site: TestClient, query: str = LEUVEN) -> Any:
    answer = site.get(f"{ZOEK}?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def on_the_site(site: TestClient, query: str) -> Any:
    return site.get(f"/zoeken.json?{query}").json()


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ("", ""),
        (LEUVEN, "gebied=24062"),
        ("provincie=vlaams-brabant&q=koor", "gebied=BE24&q=koor"),
        (f"{LEUVEN}&kies=act.SPRT", "gebied=24062&activiteit=SPRT"),
        (
            "gemeente=24062&hoofdactiviteit=SPRT,KECU&kies=act.SPRT&sort=naam",
            "gebied=24062&activiteit=SPRT&sorteer=naam",
        ),
        ("rond=Leuven&straal=15km&sort=afstand", "waar=Leuven&straal=15&sorteer=afstand"),
        ("postcode=3000&doelgroep=jongeren", "waar=3000&leeftijd=jongeren"),
    ],
)
def test_a_widget_and_the_site_find_the_same_in_the_same_order(site: TestClient, asked: str, same: str) -> None:
    shown, expected = view(site, asked), on_the_site(site, same)
    assert shown["totaal"] == expected["totaal"] > 0
    assert [one["vCode"] for one in shown["resultaten"]] == [one["vCode"] for one in expected["verenigingen"]]


@pytest.mark.parametrize("size", [5, 7, 10, 23, 50])
def test_pages_of_any_size_show_each_association_once(site: TestClient, size: int) -> None:
    query = f"provincie=BE24&sort=naam&per-pagina={size}"
    first = view(site, query)
    seen = [
        one["vCode"]
        for page in range(1, first["paginas"] + 1)
        for one in view(site, f"{query}&pagina={page}")["resultaten"]
    ]
    assert len(seen) == len(set(seen)) == first["totaal"]


def test_each_count_beside_a_choice_is_what_choosing_it_gives(site: TestClient) -> None:
    query = "provincie=BE24&facetten=act,gemeente,leeftijd,type,heeft"
    for facet in view(site, query)["facetten"]:
        for value in facet["waarden"][:4]:
            chosen = view(site, f"{query}&kies={facet['naam']}.{value['code']}")
            assert chosen["totaal"] == value["aantal"], (facet["naam"], value)


def test_districts_are_those_of_the_municipality_and_narrow_to_it(site: TestClient) -> None:
    (facet,) = view(site, f"{LEUVEN}&facetten=deel")["facetten"]
    assert {value["code"].partition("-")[0] for value in facet["waarden"]} == {"24062"}
    value = facet["waarden"][0]
    assert view(site, f"{LEUVEN}&facetten=deel&kies=deel.{value['code']}")["totaal"] == value["aantal"]


def test_what_is_chosen_stands_first_and_stays_at_nothing(site: TestClient) -> None:
    facets = view(site, f"{LEUVEN}&q=zzzzqqqq&kies=act.SPRT")["facetten"]
    assert facets[0]["waarden"] == [{"code": "SPRT", "naam": "Sport", "aantal": 0, "gekozen": True}]


def test_ten_results_and_three_facets_weigh_at_most_three_kilobytes(site: TestClient) -> None:
    answer = site.get(f"{ZOEK}?provincie=BE24&velden=plaats,activiteiten,beschrijving")
    assert len(answer.json()["resultaten"]) == 10
    assert len(answer.json()["facetten"]) >= 2
    assert int(answer.headers["Content-Length"]) <= 3 * 1024
    assert len(gzip.compress(answer.content, 6)) <= 3 * 1024


def test_only_the_fields_that_are_asked_for_are_told(site: TestClient) -> None:
    bare = view(site, f"{LEUVEN}&velden=geen")["resultaten"]
    assert {name for one in bare for name in one} == {"vCode", "naam", "url"}
    full = view(site, f"{LEUVEN}&per-pagina=50&velden=website,telefoon,beschrijving")["resultaten"]
    assert {"website", "telefoon", "bel", "beschrijving"} <= {name for one in full for name in one}


def test_an_answer_may_be_kept_by_anybody_and_read_by_every_site(site: TestClient) -> None:
    answer = site.get(f"{ZOEK}?{LEUVEN}", headers={"Origin": "https://www.leuven.example"})
    headers = answer.headers
    assert headers["Cache-Control"] == "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400"
    assert headers["Access-Control-Allow-Origin"] == headers["Timing-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in headers
    again = site.get(f"{ZOEK}?{LEUVEN}", headers={"If-None-Match": headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", headers["ETag"])
    assert again.headers["Cache-Control"] == headers["Cache-Control"]


def test_the_order_of_parameters_changes_nothing(site: TestClient) -> None:
    one = site.get(f"{ZOEK}?gemeente=24062,44021&q=koor&per-pagina=20&kies=act.KECU&kies=act.SPRT")
    other = site.get(f"{ZOEK}?kies=act.SPRT&per-pagina=20&kies=act.KECU&gemeente=44021+24062&q=+koor")
    assert one.headers["ETag"] == other.headers["ETag"]


@pytest.mark.parametrize(
    "query",
    [
        "gemeente=99999",
        "gemeente=<script>",
        "hoofdactiviteit=XXXX",
        "rond=Nergenshuizen",
        "widget=aaaaaaaaaaaa",
        "vcode=1",
    ],
)
def test_a_scope_that_is_not_understood_is_refused_in_a_sentence_that_every_site_may_read(
    site: TestClient, query: str
) -> None:
    answer = site.get(f"{ZOEK}?{query}")
    assert answer.status_code in {400, 404}
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["detail"]


def test_what_the_first_version_does_not_know_is_told_and_passed_over(site: TestClient) -> None:
    shown = view(site, f"{LEUVEN}&van-later=ja&facetten=act,nieuw&kies=nieuw.1&pagina=x")
    assert shown["resultaten"]
    assert {problem["parameter"] for problem in shown["problemen"]} == {"van-later", "facetten", "kies", "pagina"}


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_a_widget_speaks_each_of_its_languages(site: TestClient, language: str) -> None:
    shown = view(site, f"provincie=BE24&taal={language}&velden=activiteiten")
    assert shown["taal"] == language
    assert shown["woorden"].keys() == script_texts(Language.DUTCH).keys()
    others = [view(site, f"provincie=BE24&taal={other}") for other in {"nl", "fr", "de", "en"} - {language}]
    assert all(shown[name] != other[name] for other in others for name in ("bereik", "bron", "woorden"))


def test_markup_in_a_name_stays_text(site: TestClient) -> None:
    found = view(site, "q=naam&velden=beschrijving")["resultaten"]
    assert EVIL_NAME in [one["naam"] for one in found if one["vCode"] == EVIL]
    assert all(one["url"].startswith("http://127.0.0.1:8000/vereniging/") for one in found)


def test_the_name_leads_to_the_own_page_of_the_webmaster(site: TestClient) -> None:
    shown = view(site, f"{LEUVEN}&detail=eigen&detail-url=/verenigingen/{{vCode}}")["resultaten"]
    assert [one["url"] for one in shown] == [f"/verenigingen/{one['vCode']}" for one in shown]


def test_one_association_is_given_for_its_card(site: TestClient) -> None:
    card = site.get(f"/widget/v1/vereniging?vcode={CHOIR}").json()
    assert card["naam"] == "Gemengd koor Cantate"
    assert card["url"].endswith(f"/vereniging/{CHOIR}/gemengd-koor-cantate")
    assert "Leuven" in card["plaats"]


@pytest.mark.parametrize(("vcode", "status"), [(STOPPED, 410), (UNKNOWN, 404), ("", 400)])
def test_the_card_of_an_unknown_association_has_an_error_status(site: TestClient, vcode: str, status: int) -> None:
    assert site.get(f"/widget/v1/vereniging?vcode={vcode}").status_code == status


def test_names_are_suggested_with_the_place_that_leads_to_them(site: TestClient) -> None:
    found = site.get("/widget/v1/suggesties?gemeente=24062&q=cant").json()
    assert next(one["vCode"] for one in found["verenigingen"]) == CHOIR


def test_without_the_engine_names_are_found_and_nothing_is_kept(site_without_engine: TestClient) -> None:
    answer = site_without_engine.get(f"{ZOEK}?{LEUVEN}&q=cantate")
    assert answer.headers["Cache-Control"] == "no-store"
    shown = answer.json()
    assert shown["totaal"] is None
    assert [one["vCode"] for one in shown["resultaten"]] == [CHOIR]
    assert "beperkt" in shown["melding"]
    assert shown["facetten"] == []
