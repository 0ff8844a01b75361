"""The maker: four steps that work without a script, all of it in the URL, and code that does what was chosen."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.platform.headers import CONTENT_SECURITY_POLICY
from directory.search.criteria.choices import Sort
from directory.search.understanding.reference import Reference
from directory.widgets.builder.page import (
    OWN_PARAMETERS,
    BuilderState,
    BuilderStep,
    PreviewKind,
    PreviewWidth,
    SnippetFormat,
    parse_state,
)
from directory.widgets.builder.templates import TEMPLATES
from directory.widgets.settings import model
from directory.widgets.settings.enums import WidgetFacetName, WidgetField, WidgetView
from directory.widgets.settings.fields import ATTRIBUTES
from directory.widgets.settings.model import WidgetOptions
from directory.widgets.settings.theme import PROPERTIES
from tests.pages import world
from tests.pages.html import Element, page

if TYPE_CHECKING:
    from starlette.testclient import TestClient

MAKER = "/widget/maken"
NOWHERE = Reference()
makings = st.builds(
    BuilderState,
    options=st.builds(
        WidgetOptions,
        municipalities=st.sampled_from([(), ("44021",), ("24062", "44021")]),
        ages=st.sampled_from([(), ("kinderen",)]),
        facets=st.sampled_from([(), WidgetOptions().facets]),
        per_page=st.integers(5, 50),
    ),
    step=st.sampled_from(BuilderStep),
    width=st.sampled_from(PreviewWidth),
    example=st.sampled_from(PreviewKind),
    code=st.sampled_from(SnippetFormat),
    show=st.sampled_from(["", "maken"]),
)
names = st.sampled_from([*OWN_PARAMETERS, *ATTRIBUTES, *PROPERTIES, "onzin"])


def _shown(site: TestClient, query: str = "") -> Element:
    answer = site.get(f"{MAKER}?{query}" if query else MAKER)
    assert answer.status_code == 200
    return page(answer.text)


def _sent(shown: Element, button: str, **typed: str | list[str]) -> str:
    """Return the query that a browser without script sends when this button is pressed."""
    form = shown.one("form", id="maker")
    pairs: list[tuple[str, str]] = []
    for field in shown.walk():
        mine = field.get("form") == "maker" or any(field is inside for inside in form.walk())
        name = field.get("name")
        if not mine or not name or field.name not in {"input", "select"} or name in typed:
            continue
        if field.name == "select":
            pairs += [(name, one.get("value")) for one in field.all("option") if "selected" in one.attributes]
        elif field.get("type") not in {"checkbox", "radio"} or "checked" in field.attributes:
            pairs.append((name, field.get("value")))
    pairs += [(name, one) for name, given in typed.items() for one in ([given] if isinstance(given, str) else given)]
    (pressed,) = [one for one in form.all("button") if one.text.startswith(button)]
    return urlencode([*pairs, (pressed.get("name"), pressed.get("value"))])


def _code(shown: Element) -> str:
    return "".join(map(str, shown.one("pre", id="code").one("code").children))


@given(makings)
def test_what_is_being_made_stands_in_the_url_whole(making: BuilderState) -> None:
    assert parse_state(making.pairs(), NOWHERE) == making
    assert parse_state(parse_qsl(making.href()[1:]), NOWHERE) == making


@given(st.lists(st.tuples(names, st.text(max_size=20) | st.sampled_from(["geen", "1", "4", "44021", "#fff", "alle"]))))
def test_whatever_stands_in_the_url_is_read(pairs: list[tuple[str, str]]) -> None:
    making = parse_state(pairs, NOWHERE)
    assert parse_state(making.pairs(), NOWHERE).options == making.options


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("other", TEMPLATES)
def test_a_template_is_the_same_after_any_other(name: str, other: str) -> None:
    start = WidgetOptions(municipalities=("44021",), theme=(("accent", "#8a1f4b"),))
    once = TEMPLATES[name].applied(start)
    if not TEMPLATES[name].is_card:
        assert TEMPLATES[name].applied(TEMPLATES[other].applied(start)) == once
        assert TEMPLATES[name].is_of(once)
    assert (once.municipalities, once.theme) == (start.municipalities, start.theme)


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_each_step_is_a_whole_page(site: TestClient, step: int) -> None:
    shown = _shown(site, f"stap={step}&gemeente=44021")
    assert [item.text[0] for item in shown.all("a", **{"aria-current": "step"})] == [str(step)]
    assert shown.one("h1").text == "Zet verenigingen op je website"
    ids = [item.get("id") for item in shown.walk() if item.get("id")]
    assert len(ids) == len(set(ids))
    labelled = {label.get("for") for label in shown.all("label")}
    fields = [item for name in ("input", "select", "textarea") for item in shown.all(name)]
    inside = [item for label in shown.all("label") for item in label.walk()]
    assert [f for f in fields if f.get("type") != "hidden" and f.get("id") not in labelled and f not in inside] == []
    assert shown.one("iframe").get("src") == "/embed?gemeente=44021"
    assert shown.one("iframe").get("title") == "Alle verenigingen in Gent"


def test_only_the_maker_may_frame_and_only_ourselves(site: TestClient) -> None:
    whole = site.get(MAKER)
    again = site.get(MAKER, headers={"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304
    for answer in (whole, again):
        assert answer.headers["Content-Security-Policy"] == f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    for path in ("/", "/zoeken", "/widget/controleren"):
        assert "frame-src" not in site.get(path).headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("Gent", "44021", ""),
        ("gent", "44021", ""),
        ("44021", "44021", ""),
        ("Zwijndrecht", "46030", "Zwijndrecht ligt in Beveren-Kruibeke-Zwijndrecht."),
        ("46013", "46030", "46013 is nu Beveren-Kruibeke-Zwijndrecht."),
        ("Kessel-Lo", "24062", "Kessel-Lo ligt in Leuven."),
        ("9000", "44021", ""),
    ],
)
def test_a_municipality_is_understood_by_any_of_its_names(site: TestClient, typed: str, code: str, said: str) -> None:
    shown = _shown(site, urlencode([("waar", typed), ("stap", "2")]))
    assert shown.one("iframe").get("src") == f"/embed?gemeente={code}"
    assert said in shown.one("div", id="raad").text


def test_an_unknown_place_name_stays_in_the_field_and_others_are_offered(site: TestClient) -> None:
    shown = _shown(site, "waar=Gennt&stap=2")
    assert "We kennen geen gemeente “Gennt”." in shown.one("div", id="raad").text
    assert shown.one("input", id="waar").get("value") == "Gennt"
    (offered,) = [link.get("href") for link in shown.all("a") if link.text == "Gent"]
    assert _shown(site, offered[1:]).one("iframe").get("src") == "/embed?gemeente=44021"


def test_a_chosen_municipality_can_be_taken_away(site: TestClient) -> None:
    shown = _shown(site, "gemeente=44021,24062")
    (away,) = [link.get("href") for link in shown.all("a", class_="chip") if "Leuven" in link.text]
    assert _shown(site, away[1:]).one("iframe").get("src") == "/embed?gemeente=44021"


def test_a_widget_is_made_without_any_script(site: TestClient) -> None:
    one = _shown(site)
    two = _shown(site, _sent(one, "Volgende", waar="Leuven"))
    two = _shown(site, _sent(two, "Sport"))
    three = _shown(site, _sent(two, "Volgende", velden=["geen", "website"], sort="naam"))
    three = _shown(site, _sent(three, "Toon voorbeeld", accent="8a1f4b", facetten=["geen", "deel"], weergave="compact"))
    assert "Contrast met wit: 8,8. Goed leesbaar." in three.one("div", id="kleurraad").text
    four = _shown(site, _sent(three, "Volgende"))
    wanted = WidgetOptions(
        municipalities=("24062",),
        activities=("SPRT",),
        fields=(WidgetField.WEBSITE,),
        facets=(WidgetFacetName.DISTRICT,),
        view=WidgetView.COMPACT,
        sort=Sort.NAME,
        theme=(("accent", "#8a1f4b"),),
    )
    assert _read(_code(four)) == wanted
    assert model.parse(parse_qsl(urlsplit(four.one("iframe").get("src")).query)).options == wanted


def _read(code: str) -> WidgetOptions:
    """Read the settings of an element from its code."""
    tag = re.search(r"<verenigingen-zoeker ([^>]*)>", code)
    assert tag
    pairs = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag[1]))
    return model.parse((name, unescape(value)) for name, value in pairs.items()).options


@pytest.mark.parametrize("code", SnippetFormat)
def test_every_form_says_what_it_needs_and_what_happens_otherwise(site: TestClient, code: SnippetFormat) -> None:
    shown = _shown(site, f"stap=4&gemeente=44021&code={code}").one("div", id="hulp").text
    assert "Nodig:" in shown
    assert "Anders:" in shown
    assert "%(" not in shown


@pytest.mark.parametrize(
    "typed",
    [
        {"detail": "paneel", "geschiedenis": "uit", "sleutel": "links-"},
        {"detail": "eigen", "detail-url": "/v/{vCode}", "geschiedenis": "aan", "sleutel": ""},
        {"detail": "link", "geschiedenis": "", "sleutel": ""},
    ],
)
def test_the_fields_of_behaviour_end_up_in_the_code(site: TestClient, typed: dict[str, str]) -> None:
    sent = _sent(_shown(site, "stap=2&gemeente=44021"), "Volgende", **typed)
    code = _code(_shown(site, sent))
    for name, value in typed.items():
        assert (f'{name}="{value}"' in code) == (value not in {"", "link"})


@pytest.mark.parametrize("code", SnippetFormat)
def test_every_form_of_the_code_leads_to_us(site: TestClient, code: SnippetFormat) -> None:
    written = _code(_shown(site, f"stap=4&gemeente=44021&code={code}"))
    assert "http://127.0.0.1:8000/" in written
    assert ("<verenigingen-zoeker" in written) is (code in {SnippetFormat.ELEMENT, SnippetFormat.DRUPAL})
    assert ("<iframe" in written) is (code in {SnippetFormat.FRAME, SnippetFormat.WORDPRESS})


def test_who_pins_the_script_gets_its_hash(site: TestClient) -> None:
    pinned = _shown(site, "stap=4&gemeente=44021").one("pre", id="code-vast").text
    assert re.search(r'/widget/\d+\.\d+\.\d+/zoeker\.[^"]*js" integrity="sha384-[^"]+" crossorigin="anonymous"', pinned)


def test_a_colour_that_cannot_be_read_stands_in_no_code(site: TestClient) -> None:
    shown = _shown(site, "stap=3&accent=ffe615")
    assert "Dat leest niet goed." in shown.one("div", id="kleurraad").text
    assert "ffe615" not in _code(shown)
    assert "ffe615" not in shown.one("iframe").get("src")
    assert shown.one("input", id="veld-accent").get("value") == "#ffe615"
    taken = _shown(site, _sent(shown, "Neem over"))
    assert "Goed leesbaar." in taken.one("div", id="kleurraad").text


def test_the_last_step_has_every_text_that_a_site_needs(site: TestClient) -> None:
    shown = _shown(site, "stap=4&gemeente=44021")
    texts = {
        name: shown.one("pre", id=f"tekst-{name}").text for name in ("csp", "cookies", "toegankelijkheid", "privacy")
    }
    assert texts["csp"].startswith("script-src http://127.0.0.1:8000;")
    assert "geen cookies" in texts["cookies"]
    assert "WCAG 2.2" in texts["toegankelijkheid"]
    assert "IP-adres" in texts["privacy"]
    assert all(
        item.get("data-copied") and "hidden" in item.attributes for item in shown.all("button") if item.get("data-copy")
    )


def test_a_card_needs_its_association(site: TestClient) -> None:
    asked = _shown(site, "sjabloon=kaartje")
    assert "Vul de vCode" in asked.one("div", id="raad").text
    card = _shown(site, f"stap=4&vcode={world.CHOIR}")
    assert "<verenigingen-kaart" in _code(card)
    assert card.one("iframe").get("src") == f"/embed?vcode={world.CHOIR}"


def test_an_evil_address_stays_text(site: TestClient) -> None:
    evil = urlencode([("waar", world.EVIL_NAME), ("accent", '"><script>'), ("q", world.EVIL_TEXT), ("stap", "4")])
    answer = site.get(f"{MAKER}?{evil}")
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert "onerror=alert(1)>" not in answer.text


def test_the_check_answers_on_its_own_page(site: TestClient) -> None:
    code = _code(_shown(site, "stap=4&gemeente=44021"))
    good = page(site.post("/widget/controleren", data={"html": code, "adres": "http://127.0.0.1/"}).text)
    assert good.one("ul", class_="findings").text == "Goed: De widget staat goed op je pagina."
    assert good.all("input", id="adres") == []
    wrong = page(site.post("/widget/controleren", data={"html": code, "csp": "default-src 'self'"}).text)
    assert "script-src" in wrong.one("ul", class_="findings").text
    assert wrong.one("textarea", id="html").text.startswith("<verenigingen-zoeker")
    empty = site.post("/widget/controleren", data={"adres": "https://www.gent.be"})
    assert empty.status_code == 422
    assert "Plak de HTML" in empty.text
