"""Every page in English and French: translated as a whole, labelled, and never mixed up by a cache."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from directory.devstack import catalogues
from tests.browser.states import STATES
from tests.pages import world
from tests.pages.html import Element, page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

CHOIR_PATH = f"/vereniging/{world.CHOIR}/gemengd-koor-cantate"
OTHERS = ("fr", "en")
# Where `taal` is the language of the widget that is made, a page follows the header only.
BY_HEADER = "/widget/"
MORE = (
    "/zoeken?q=koor&waar=Leuven&straal=5&type=VZW&leeftijd=kinderen&heeft=website&gewijzigd=jaar",
    "/zoeken?q=koor&uitleg=1&uitleg_van=" + world.CHOIR,
    "/zoeken?q=zzzzqqq&waar=Leuven&type=VZW",
    "/zoeken?foo=1&type=x&gebied=99999&activiteit=XXXX&straal=999&gewijzigd_sinds=9&pagina=0&bij=1&sorteer=afstand&na=!",
    "/gemeente/leuven/sport",
    "/provincie/brussels-hoofdstedelijk-gewest",
    f"/vereniging/{world.CHILDREN}/melding",
    f"/vereniging/{world.UMBRELLA}/koepel-voor-koren",
    "/widget/controleren",
    "/widget/maken?stap=2",
    "/widget/maken?stap=3&accent=888",
    "/widget/maken?stap=4",
)
PATHS = sorted({state.path for state in STATES if state.is_plain and "/embed" not in state.path} | set(MORE))
# Places keep their name in every language.
NAMES_OF_PLACES = {"Brussel", "Vlaanderen"}
_SPOKEN = ("title", "aria-label", "placeholder", "alt", "label")
_PLACEHOLDER = re.compile(r"%\(\w+\)s|%s|\{\w*\}")


@lru_cache(maxsize=len(OTHERS))
def dutch_messages(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the messages of the site that read differently in a language, each with what finds it in a text."""
    with catalogues.path_of(language).open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    found: list[tuple[str, re.Pattern[str]]] = []
    for message in messages:
        forms = [message.id] if isinstance(message.id, str) else list(message.id)
        translated = " ".join([message.string] if isinstance(message.string, str) else message.string or ())
        found += [
            (form, pattern)
            for form in forms
            if form not in translated and form not in NAMES_OF_PLACES and (pattern := _pattern(form))
        ]
    return tuple(found)


def left_dutch(text: str, language: str) -> list[tuple[str, str]]:
    """Return the messages that a page still gives in Dutch, each with the line where it does."""
    return [
        (message, line)
        for message, pattern in dutch_messages(language)
        if pattern.search(text)
        for line in text.splitlines()
        if pattern.search(line)
    ]


def _pattern(message: str) -> re.Pattern[str] | None:
    """Return what finds a message among lines of text; one with hardly a word of its own is none."""
    literal = _PLACEHOLDER.sub(" ", message)
    words = re.findall(r"[^\W\d_]{3,}", literal)
    parts = [re.escape(" ".join(part.split())) for part in _PLACEHOLDER.split(re.sub(r"<[^>]*>", "", message).strip())]
    if len(words) > 1:
        return re.compile(r"(?<!\w)" + "[^\n]+?".join(parts) + r"(?!\w)")
    # A single word is looked for as a whole line only: it may be part of a sentence or a name.
    return re.compile("^" + parts[0] + "$", re.MULTILINE) if words and len(parts) == 1 else None


def lines(element: Element) -> Iterator[str]:
    """Give what a person reads or hears of a page, without what is marked as Dutch."""
    if element.name in {"script", "style", "code", "textarea", "svg"} or element.get("lang") == "nl":
        return
    yield from (element.get(name) for name in _SPOKEN)
    yield from (value for name, value in element.attributes.items() if name.startswith("data-"))
    if element.name == "meta" and element.get("name") == "description":
        yield element.get("content")
    text = ""
    for child in element.children:
        if isinstance(child, str):
            text += child
        elif child.name in {"strong", "b", "mark", "time"}:
            text += child.text
        else:
            yield " ".join(text.split())
            text = ""
            yield from lines(child)
    yield " ".join(text.split())


def asked(site: TestClient, path: str, language: str) -> str:
    """Return a page in a language: by its URL, or by the header where that alone decides."""
    if path.startswith(BY_HEADER):
        return site.get(path, headers={"Accept-Language": language}).text
    return site.get(path + ("&" if "?" in path else "?") + f"taal={language}", follow_redirects=True).text


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", PATHS)
def test_no_sentence_of_a_page_stays_dutch(site: TestClient, path: str, language: str) -> None:
    found = page(asked(site, path, language))
    assert found.one("html").get("lang") == {"fr": "fr-BE", "en": "en-GB"}[language]
    text = "\n".join(line for line in lines(found) if line)
    assert left_dutch(text, language) == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", ["/zoeken?q=koor", "/", "/gemeente/leuven"])
def test_no_sentence_stays_dutch_while_the_engine_is_away(
    site_without_engine: TestClient, path: str, language: str
) -> None:
    text = "\n".join(line for line in lines(page(asked(site_without_engine, path, language))) if line)
    assert left_dutch(text, language) == []


def test_the_check_sees_a_dutch_sentence(site: TestClient) -> None:
    """Without this, a mistake in the reading of a page would let everything pass."""
    text = "\n".join(lines(page(site.get(CHOIR_PATH).text)))
    seen = {message for message, pattern in dutch_messages("fr") if pattern.search(text)}
    assert {"Waar en voor wie", "Laatst gewijzigd op %(day)s", "Over de gegevens", "Zetel"} - seen == {"Zetel"}


@pytest.mark.parametrize(
    "path", ["/", "/gemeente/leuven", "/gemeenten", "/over-de-gegevens", CHOIR_PATH, "/zoeken?q=koor"]
)
def test_a_page_is_never_answered_from_the_cache_of_another_language(site: TestClient, path: str) -> None:
    answers = {header: site.get(path, headers={"Accept-Language": header}) for header in ("nl", "fr", "en", "de")}
    by_language = {header: response.headers["Content-Language"] for header, response in answers.items()}
    assert by_language == {"nl": "nl", "fr": "fr", "en": "en", "de": "nl"}
    assert len({answers[header].headers["ETag"] for header in ("nl", "fr", "en")}) == 3
    assert all("Accept-Language" in response.headers["Vary"] for response in answers.values())
    tag = answers["nl"].headers["ETag"]
    again = site.get(path, headers={"Accept-Language": "fr", "If-None-Match": tag})
    assert (again.status_code, again.headers["Content-Language"]) == (200, "fr")


@pytest.mark.parametrize("path", ["/", "/gemeente/leuven", CHOIR_PATH, "/zoeken?q=koor&waar=Leuven", "/nergens"])
def test_every_link_to_the_site_keeps_a_language_that_was_chosen(site: TestClient, path: str) -> None:
    found = page(asked(site, path, "fr"))
    own = [link.get("href") for link in found.all("a") if link.get("href").startswith("/")]
    files = [href for href in own if "." in href.partition("?")[0] or href.startswith(BY_HEADER)]
    assert own
    assert [href for href in own if "taal=fr" not in href and href not in files] == []
    for form in found.all("form", role="search"):
        assert [field.get("value") for field in form.all("input") if field.get("name") == "taal"] == ["fr"]


def test_the_switcher_leads_to_the_same_page_in_another_language(site: TestClient) -> None:
    switcher = page(site.get("/zoeken?q=koor&waar=Leuven").text).one("nav", id="talen")
    links = {link.get("hreflang"): link for link in switcher.all("a")}
    assert links["fr"].get("href") == "?q=koor&waar=Leuven&taal=fr"
    assert [code for code, link in links.items() if link.get("aria-current")] == ["nl"]
    there = page(site.get("/zoeken" + links["fr"].get("href")).text)
    assert there.one("html").get("lang") == "fr-BE"


def test_names_and_descriptions_of_associations_are_marked_as_dutch(site: TestClient) -> None:
    found = page(asked(site, CHOIR_PATH, "fr"))
    assert (found.one("h1").text, found.one("h1").get("lang")) == ("Gemengd koor Cantate", "nl")
    assert found.one("p", class_="lead").get("lang") == "nl"
    assert page(site.get(CHOIR_PATH).text).one("h1").get("lang") == ""


@pytest.mark.parametrize("path", ["/zoeken.json?q=koor", f"/vereniging/{world.CHOIR}.jsonld"])
def test_what_programs_read_stays_dutch(site: TestClient, path: str) -> None:
    plain = site.get(path)
    other = site.get(path + ("&" if "?" in path else "?") + "taal=fr", headers={"Accept-Language": "fr"})
    assert other.content == plain.content
    assert "Content-Language" not in other.headers


def test_suggestions_speak_the_language_of_their_page(site: TestClient) -> None:
    dutch, french = (site.get(f"/suggesties?q=jeugd{more}").json() for more in ("", "&taal=fr"))
    assert dutch != french
    assert "associations" in str(french)


def test_a_redirect_keeps_the_language(site: TestClient) -> None:
    assert site.get(f"/vereniging/{world.CHOIR}?taal=en").headers["Location"] == f"{CHOIR_PATH}?taal=en"
