"""The form for mistakes for a person, a program and an attacker."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.app import create_app
from directory.reports import form, routes
from tests.pages import world
from tests.pages.html import Element, page
from tests.reports.conftest import MINUTE, Box, filled, path, sealed
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from httpx2 import Response
    from starlette.testclient import TestClient

    from directory.devstack.databases import Database

LONG = "é" * 2500
HTML = "application/x-www-form-urlencoded"


def kept(found: Element) -> dict[str, str]:
    """Return what the form still holds: kind, text and contact."""
    chosen = [box.get("value") for box in found.all("input", type="radio") if "checked" in box.attributes]
    return {
        "waarover": chosen[0] if chosen else "",
        "bericht": "".join(str(child) for child in found.one("textarea").children).removeprefix("\n"),
        "contact": found.one("input", id="contact").get("value"),
    }


def named(found: Element, name: str) -> Element:
    """Return the only element with this name in a form or a head."""
    (only,) = [item for item in found.walk() if item.get("name") == name]
    return only


def mistakes(found: Element) -> list[str]:
    """Return the messages in the summary."""
    return [item.text for item in found.one("div", class_="mistakes").all("li")]


def thanks(client: TestClient, answer: Response) -> Element:
    """Follow to the page of thanks."""
    assert answer.status_code == 303
    shown = client.get(answer.headers["location"])
    assert shown.status_code == 200
    return page(shown.text)


def test_a_report_is_kept_and_thanked_for_with_its_number(site: TestClient, box: Box) -> None:
    given_form = page(site.get(path()).text)
    seal = named(given_form, "formulier").get("value")
    assert seal

    found = thanks(site, site.post(path(), data=filled(contact="an@peeters.example")))

    reference, *rest = box.row("reference", "vcode", "kind", "message", "contact", "state", "attempts")
    assert rest == [world.CHOIR, "contact", "Dit nummer bestaat niet meer.", "an@peeters.example", "new", 0]
    assert found.one("h1").text == "Bedankt. We geven het door aan de beheerders van de Verenigingsgids."
    assert reference in found.text


def test_a_wrong_name_goes_to_the_association_itself(site: TestClient) -> None:
    shown = thanks(site, site.post(path(), data=filled(waarover="naam")))

    assert shown.one("h1").text == "Bedankt. We geven het door aan Gemengd koor Cantate."


def test_the_same_form_sent_twice_is_one_report(site: TestClient, box: Box) -> None:
    once = filled()

    first, second = site.post(path(), data=once), site.post(path(), data=once)

    assert first.headers["location"] == second.headers["location"]
    assert len(box.rows("id")) == 1


def test_a_form_that_was_changed_after_going_back_is_a_report_of_its_own(site: TestClient, box: Box) -> None:
    once = filled()
    site.post(path(), data=once)
    site.post(path(), data={**once, "bericht": "En de website ook niet."})

    assert [row[0] for row in box.rows("message")] == ["Dit nummer bestaat niet meer.", "En de website ook niet."]


@pytest.mark.parametrize("vcode", [world.QUIET, world.EVIL])
def test_without_an_address_of_its_own_or_its_municipality_those_who_keep_the_site_hear_of_it(
    site: TestClient, box: Box, vcode: str
) -> None:
    found = thanks(site, site.post(path(vcode), data=filled(vcode)))

    assert found.one("h1").text == "Bedankt. We geven het door aan de beheerders van de Verenigingsgids."


def test_a_municipality_that_gave_an_address_is_named(site: TestClient, box: Box) -> None:
    box.connection.execute("INSERT INTO site.municipality_mail VALUES ('24062', 'verenigingen@leuven.example')")

    found = thanks(site, site.post(path(world.EVIL), data=filled(world.EVIL)))

    assert found.one("h1").text == "Bedankt. We geven het door aan gemeente Leuven."


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"waarover": ""}, "waarover", "Kies waarover je melding gaat."),
        ({"waarover": "iets-anders"}, "waarover", "Kies waarover je melding gaat."),
        ({"bericht": " \r\n\t "}, "bericht", "Schrijf wat er niet klopt."),
        ({"bericht": LONG}, "bericht", "Dit telt 2.500 tekens. Er passen er 2.000."),
        ({"contact": "1" * 201}, "contact", "Dit telt 201 tekens. Er passen er 200."),
        ({"contact": "an@"}, "contact", "Dit e-mailadres klopt niet. Schrijf het zoals naam@voorbeeld.be."),
        ({"website": "https://koop.example"}, "website", "Laat dit veld leeg."),
    ],
)
def test_what_is_to_be_mended_is_told_above_and_beside_the_field_and_nothing_is_lost(
    site: TestClient, box: Box, wrong: dict[str, str], field: str, message: str
) -> None:
    sent = filled(contact="an@peeters.example") | wrong

    answer = site.post(path(), data=sent)

    found = page(answer.text)
    assert (answer.status_code, mistakes(found)) == (422, [message])
    (marked,) = [item for item in found.walk() if item.get("aria-invalid") == "true"]
    assert f"{field}-fout" in marked.get("aria-describedby").split()
    assert [item.text for item in found.all("p", id=f"{field}-fout")] == [message]
    assert found.one("div", class_="mistakes").one("a").get("href") == f"#{field}"
    assert len([item for item in found.walk() if item.get("id") == field]) == 1
    expected = {name: " ".join(sent[name].split()) for name in ("bericht", "contact")}
    assert {name: kept(found)[name] for name in expected} == expected
    assert box.rows("id") == []


def test_a_summary_of_mistakes_has_the_focus_and_the_title_says_that_nothing_was_sent(
    site: TestClient, box: Box
) -> None:
    found = page(site.post(path(), data=filled(bericht="")).text)

    assert {"autofocus", "tabindex"} <= found.one("div", class_="mistakes").attributes.keys()
    assert found.one("title").text.startswith("Nog niet verstuurd")


@pytest.mark.parametrize(
    ("seal", "status", "said"),
    [
        (lambda: "", 403, "Dit formulier komt niet van deze site."),
        (lambda: "nergens.van", 403, "Dit formulier komt niet van deze site."),
        (lambda: sealed(world.QUIET), 403, "Dit formulier komt niet van deze site."),
        (lambda: sealed(age=0), 422, "Dat ging wel heel snel."),
        (lambda: sealed(age=-MINUTE), 422, "Dat ging wel heel snel."),
        (lambda: sealed(age=25 * 3600), 422, "Dit formulier stond lang open."),
    ],
)
def test_a_form_without_a_sound_seal_comes_back_as_it_was_typed(
    site: TestClient, box: Box, seal: Callable[[], str], status: int, said: str
) -> None:
    answer = site.post(path(), data=filled(formulier=seal(), contact="016 00 00 00"))

    found = page(answer.text)
    assert answer.status_code == status
    assert mistakes(found)[0].startswith(said)
    assert kept(found) == {
        "waarover": "contact",
        "bericht": "Dit nummer bestaat niet meer.",
        "contact": "016 00 00 00",
    }
    assert box.rows("id") == []


@pytest.mark.parametrize("is_ours", [False, True])
def test_a_form_that_came_back_can_be_sent_a_moment_later(site: TestClient, box: Box, is_ours: bool) -> None:
    seal = sealed(age=25 * 3600) if is_ours else ""
    found = page(site.post(path(), data=filled(formulier=seal)).text)
    fresh = named(found, "formulier").get("value")

    assert fresh != seal
    again = page(site.post(path(), data=filled(formulier=fresh)).text)
    assert mistakes(again)[0].startswith("Dat ging wel heel snel.")
    assert named(again, "formulier").get("value") == fresh


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://gids.test"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elders.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
def test_a_form_that_another_site_sends_is_refused(site: TestClient, box: Box, headers: dict[str, str]) -> None:
    answer = site.post(path(), data=filled(), headers=headers)

    assert answer.status_code == 403
    assert box.rows("id") == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://gids.test"},
        {"Origin": "http://127.0.0.1:8000"},  # the address that visitors type, before a proxy gave it another name
    ],
)
def test_a_form_from_our_own_page_is_taken(site: TestClient, box: Box, headers: dict[str, str]) -> None:
    assert site.post(path(), data=filled(), headers=headers).status_code == 303
    assert len(box.rows("id")) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("vcode", "status"), [(world.STOPPED, 410), (world.NEVER, 404), (world.UNKNOWN, 404), ("V12", 404)]
)
def test_about_an_association_that_is_not_shown_nothing_can_be_reported(
    site: TestClient, box: Box, method: str, vcode: str, status: int
) -> None:
    answer = site.request(method, path(vcode), data=filled(vcode) if method == "POST" else None)

    assert answer.status_code == status
    if method == "GET":
        assert answer.content == site.get(f"/vereniging/{vcode}").content
    assert box.rows("id") == []


def test_a_vcode_in_small_letters_leads_to_the_form(site: TestClient) -> None:
    answer = site.get(path(world.CHOIR.lower()))

    assert (answer.status_code, answer.headers["location"]) == (308, path())


@pytest.mark.parametrize("receipt", ["", "22222-22222", "22222-22222.onzin", "\ud83c"])
def test_an_unknown_receipt_shows_no_thanks(site: TestClient, receipt: str) -> None:
    answer = site.get(f"{path()}/bedankt?" + urlencode({"nummer": receipt}, errors="replace"))

    assert (answer.status_code, answer.headers["location"]) == (303, path())


def test_a_body_that_no_form_can_have_is_refused_calmly(site: TestClient, box: Box) -> None:
    answer = site.post(path(), content=b"bericht=" + b"a" * routes.MOST_BYTES, headers={"Content-Type": HTML})

    assert answer.status_code == 413
    assert page(answer.text).one("h1").text == "Je bericht is te groot"


def test_a_body_that_claims_to_be_endless_is_not_read(site: TestClient) -> None:
    headers = {"Content-Type": HTML, "Content-Length": str(10**12)}

    assert site.post(path(), content=b"a", headers=headers).status_code == 413


@pytest.mark.parametrize(
    ("kind", "content", "status"),
    [
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("application/json", b"{}", 415),
        (HTML, b"&".join(b"a=b" for _ in range(30)), 400),
        (HTML, b"bericht=%ff%fe&waarover", 403),
        (HTML, b"", 403),
    ],
)
def test_what_is_no_form_of_ours_is_answered_calmly(
    site: TestClient, box: Box, kind: str, content: bytes, status: int
) -> None:
    assert site.post(path(), content=content, headers={"Content-Type": kind}).status_code == status
    assert box.rows("id") == []


AWKWARD = (
    "'t Verlof 🎈 مرحبا",
    "nul\0nul",
    "a\u202eb",
    "( [ { \" / : ! ^ ~ - '; DROP TABLE",
    "</textarea><script>",
    "\n\nx",
)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_kept_and_shown_as_it_was_typed(site: TestClient, box: Box, text: str) -> None:
    site.post(path(), data=filled(bericht=text))
    shown = page(site.post(path(), data=filled(bericht=text, waarover="")).text)

    clean = form.clean_text(text)
    assert box.row("message") == (clean,)
    assert kept(shown)["bericht"] == clean


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.dictionaries(st.sampled_from([*form.ReportField, "x"]), st.text(max_size=300)), st.booleans())
def test_whatever_is_sent_is_answered_and_never_breaks(
    site: TestClient, box: Box, fields: dict[str, str], is_sealed: bool
) -> None:
    sent = {**fields, **({"formulier": sealed()} if is_sealed else {})}
    content = urlencode(sent, errors="surrogatepass").encode()

    answer = site.post(path(), content=content, headers={"Content-Type": HTML})

    assert answer.status_code in {303, 403, 422}


def test_a_client_that_sends_too_many_is_told_when_to_come_back_and_keeps_its_text(
    filled_database: Database, box: Box, redis_url: str
) -> None:
    limited = settings_with(DATABASE_URL=filled_database.public, REDIS_URL=redis_url, DIRECTORY_REPORTS_PER_HOUR=2)
    with asking(create_app(limited)) as client:
        statuses = [client.post(path(), data=filled(bericht=f"Fout {n}")).status_code for n in range(2)]
        answer = client.post(path(), data=filled(bericht="Fout te veel"), headers={"Accept": "text/html"})

    assert statuses == [303, 303]
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 3600
    assert mistakes(page(answer.text))[0].startswith("Je stuurde al veel meldingen. Probeer het opnieuw over ")
    assert kept(page(answer.text))["bericht"] == "Fout te veel"
    assert len(box.rows("id")) == 2


def test_without_redis_everybody_may_report(site: TestClient, box: Box) -> None:
    for number in range(12):
        assert site.post(path(), data=filled(bericht=f"Fout {number}")).status_code == 303

    assert len(box.rows("id")) == 12


def test_while_postgres_is_away_the_form_comes_back_with_all_that_was_typed() -> None:
    with asking(create_app(settings_with())) as client:
        answer = client.post(path(), data=filled(contact="016 00 00 00"), headers={"Accept": "text/html"})
        stranger = client.post(path(), data=filled(formulier=""), headers={"Accept": "text/html"})

    assert (answer.status_code, stranger.status_code) == (503, 503)
    assert int(answer.headers["retry-after"]) > 0
    found = page(answer.text)
    assert mistakes(found) == ["We konden je melding nu niet bewaren. Probeer het over enkele seconden opnieuw."]
    assert kept(found)["bericht"] == "Dit nummer bestaat niet meer."
    assert not stranger.text.count("textarea")


def test_what_was_typed_is_kept_by_no_cache_and_no_robot(site: TestClient, box: Box) -> None:
    empty, typed = site.get(path()), site.post(path(), data=filled(bericht=""))

    assert (empty.headers["cache-control"], typed.headers["cache-control"]) == ("private, no-cache", "no-store")
    for answer in (empty, typed):
        assert named(page(answer.text), "robots").get("content") == "noindex"
        assert "set-cookie" not in answer.headers


def test_an_association_that_is_called_like_the_form_has_a_page_all_the_same(site: TestClient, box: Box) -> None:
    box.connection.execute("UPDATE register.association SET name = 'Melding' WHERE vcode = %s", (world.DOTTED,))

    answer = site.get(f"/vereniging/{world.DOTTED}")

    assert answer.status_code == 200
    assert page(answer.text).one("h1").text == "Melding"
