"""An installation looks as its settings say, and refuses what is unreadable or could do harm."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from directory.branding import accent, logo
from directory.branding import brand as branding
from directory.branding.contrast import ratio
from directory.platform.assets import STATIC_FOLDER, Assets
from directory.settings import SettingsError
from tests.web.client import settings_with

if TYPE_CHECKING:
    from pathlib import Path

SHEET = (STATIC_FOLDER / "site.css").read_text(encoding="utf-8")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 84 28"><path d="M0 0h84v28H0z" fill="#a00"/></svg>'


def brand(**values: Any) -> branding.Brand:
    """Return the brand of an installation with these settings."""
    return branding.brand(settings_with(**values))


def tokens(sheet: str) -> list[dict[str, str]]:
    """Return the colours of the light and of the dark scheme."""
    blocks = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)[:2]
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    for found, ground in zip(tokens(SHEET), (accent.LIGHT, accent.DARK), strict=True):
        assert {name: found[name] for name in ground.surfaces} == dict(ground.surfaces)
        assert found["on-accent"] == ground.text


def test_without_a_colour_of_its_own_the_style_sheet_is_the_file() -> None:
    with_host = SHEET.replace('--host: "";', '--host: "127.0.0.1:8000";')
    assert branding.files(brand())["site.css"] == with_host.encode()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Verenigingsgids", "Verenigingsgids"),
        ("Gids", "Gids"),
        ("Verenigingen in Vlaanderen", "Verenigingen in"),
        ("Verenigingsgidsvanvlaanderen", "Verenigingsgidsv"),
    ],
)
def test_a_short_name_ends_with_a_whole_word(name: str, short: str) -> None:
    made = brand(DIRECTORY_SITE_NAME=name)
    assert made.short_name == json.loads(branding.files(made)["site.webmanifest"])["short_name"] == short


def test_the_host_in_the_style_sheet_is_a_host() -> None:
    made = replace(brand(), host='gids.example/";}*{color:red')
    assert '--host: "gids.example/color:red";' in branding.files(made)["site.css"].decode()


@given(COLOURS)
def test_a_colour_is_taken_or_the_one_that_is_offered_is(colour: str) -> None:
    for ground in (accent.LIGHT, accent.DARK):
        refused = accent.refusal("DIRECTORY_ACCENT", colour, ground)
        if refused:
            offered = refused.rpartition(" ")[2]
            assert accent.refusal("DIRECTORY_ACCENT", offered, ground) is None
            assert min(ratio(colour, back) for back in (ground.text, *ground.surfaces.values())) < 4.5


@given(COLOURS)
def test_every_colour_made_from_an_accent_can_be_read_where_it_stands(colour: str) -> None:
    assume(accent.refusal("", colour, accent.LIGHT) is None)
    light, dark = tokens(accent.restyled(SHEET, accent.accent(colour, None)))
    assert light["accent"] == colour
    assert accent.refusal("", dark["accent"], accent.DARK) is None
    for scheme in (light, light | dark):
        for front in ("hero-text", "hero-soft"):
            assert ratio(scheme[front], scheme["accent-deep"]) >= 4.5


@pytest.mark.parametrize(("setting", "colour"), [("DIRECTORY_ACCENT", "#7fd6bd"), ("DIRECTORY_ACCENT_DARK", "#0a5a49")])
def test_an_accent_that_cannot_be_read_stops_the_start_with_one_that_can(setting: str, colour: str) -> None:
    with pytest.raises(ValidationError) as refused:
        settings_with(**{setting: colour})
    message = refused.value.errors()[0]["msg"]
    offered = message.rpartition(" ")[2]
    assert setting in message
    assert colour in message
    assert message.count("\n") == 0
    assert settings_with(**{setting: offered})


@pytest.mark.parametrize(
    "wrong",
    [
        {"DIRECTORY_ACCENT": "green"},
        {"DIRECTORY_ACCENT": "#fff"},
        {"DIRECTORY_ACCENT_DARK": "#7fd6bd;} body {display: none"},
        {"DIRECTORY_CONTACT_URL": "javascript:alert(1)"},
        {"DIRECTORY_SITE_NAME": ""},
        {"DIRECTORY_SITE_NAME": "a\nb"},
    ],
)
def test_a_setting_that_is_no_such_thing_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        settings_with(**wrong)


def test_an_empty_variable_is_one_that_was_not_set() -> None:
    names = ("LOGO", "ACCENT", "ACCENT_DARK", "CONTACT_URL", "PRIVACY_FILE", "PRIVACY_TEXT")
    assert brand(**{f"DIRECTORY_{name}": "" for name in names}) == brand()


def test_the_address_of_the_sheet_changes_with_the_colour() -> None:
    plain, chosen = (Assets(made=branding.files(made)) for made in (brand(), brand(DIRECTORY_ACCENT="#8a1538")))
    assert plain.url("site.css") != chosen.url("site.css")
    assert b"--accent: #8a1538;" in chosen.body("site.css")


def test_the_icon_follows_name_and_colour() -> None:
    made = brand(DIRECTORY_SITE_NAME="<éénhoorn> & co", DIRECTORY_ACCENT="#8a1538")
    drawing = ET.fromstring(branding.files(made)["favicon.svg"])  # noqa: S314 - our own drawing
    assert "".join(drawing.itertext()).strip() == "É"
    assert made.accent.deep in [item.get("fill") for item in drawing]
    manifest = json.loads(branding.files(made)["site.webmanifest"])
    assert (manifest["name"], manifest["theme_color"]) == ("<éénhoorn> & co", made.accent.deep)


def test_people_are_led_to_whom_the_settings_name() -> None:
    assert (brand().contact, brand().contact_text) == ("", "")
    mail = brand(DIRECTORY_CONTACT_EMAIL="gids@stad.be")
    assert (mail.contact, mail.contact_text) == ("mailto:gids@stad.be", "gids@stad.be")
    page = brand(DIRECTORY_CONTACT_EMAIL="gids@stad.be", DIRECTORY_CONTACT_URL="https://www.stad.be/contact/")
    assert (page.contact, page.contact_text) == ("https://www.stad.be/contact/", "stad.be/contact")


def test_words_on_privacy_come_from_the_setting_and_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "privacy.txt"
    file.write_text("Tweede\nalinea.\n\n\nDerde.\n", encoding="utf-8")
    made = brand(DIRECTORY_PRIVACY_TEXT="Eerste.", DIRECTORY_PRIVACY_FILE=str(file))
    assert made.privacy == ("Eerste.", "Tweede alinea.", "Derde.")


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"x" * 30_000])
def test_a_file_that_cannot_be_used_stops_the_start(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "privacy.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match="DIRECTORY_PRIVACY_FILE"):
        brand(DIRECTORY_PRIVACY_FILE=str(file))


def test_a_logo_stands_beside_the_name_in_its_own_proportions(tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_text(DRAWING, encoding="utf-8")
    made = brand(DIRECTORY_LOGO=str(file))
    assert made.logo_size == (84, 28)
    assert branding.files(made)["logo.svg"] == DRAWING.encode()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not a drawing",
        "<html/>",
        '<svg viewBox="0 0 1 1"/>',
        DRAWING.replace("<path", "<script>alert(1)</script><path"),
        DRAWING.replace("<path", '<path onclick="alert(1)"'),
        DRAWING.replace("<path", "<foreignObject/><path"),
        DRAWING.replace("<path", '<image href="https://elders.test/x.png"/><path'),
        DRAWING.replace("<path", '<use href="https://elders.test/x.svg#a"/><path'),
        DRAWING.replace('fill="#a00"', 'fill="url(https://elders.test/x)"'),
        DRAWING.replace("<path", "<style>@import 'https://elders.test/x.css'</style><path"),
        f'<!DOCTYPE svg [<!ENTITY a "aaaa">]>{DRAWING}',
        f'<?xml-stylesheet href="https://elders.test/x.css"?>{DRAWING}',
        DRAWING.replace('viewBox="0 0 84 28"', ""),
        DRAWING.replace("84 28", "0 28"),
        DRAWING.replace("84 28", "840 28"),
        DRAWING.replace("84 28", "nan 28"),
        DRAWING + " " * logo.LARGEST_BYTES,
    ],
    ids=range(18),
)
def test_a_logo_that_acts_or_fetches_or_shows_nothing_is_refused(tmp_path: Path, body: str) -> None:
    file = tmp_path / "logo.svg"
    file.write_text(body, encoding="utf-8")
    with pytest.raises(SettingsError, match="DIRECTORY_LOGO") as refused:
        brand(DIRECTORY_LOGO=str(file))
    assert "\n" not in str(refused.value)


def test_a_logo_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="DIRECTORY_LOGO"):
        brand(DIRECTORY_LOGO=str(tmp_path / "nothing.svg"))
