"""The page of results: its numbers are promises, its form and its links say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from directory.pages.results.page import RADII_KM
from directory.search.criteria.url_parameters import PARAMETERS
from tests.pages import world
from tests.pages.html import page
from tests.pages.queries import AWKWARD, QUESTIONS
from tests.pages.results_html import counted, shown, submitted, ticked, total

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from tests.pages.html import Element


@pytest.mark.parametrize("query", QUESTIONS)
def test_a_box_of_a_facet_gives_the_number_beside_it(site: TestClient, query: str) -> None:
    found = shown(site, query)
    chosen = {box.get("name") for box in ticked(found)}
    # Within a facet choices add up; a number is what you get when it is the first choice there.
    labels = [item for item in found.all("label", class_="choice") if item.one("input").get("name") not in chosen]
    for label in labels[:: max(1, len(labels) // 8)]:
        box = label.one("input")
        gives = shown(site, submitted(found, **{box.get("name"): box.get("value")}))
        assert total(gives) == counted(label.one("span", class_="count").text), label.text


@pytest.mark.parametrize("query", QUESTIONS)
def test_submitting_the_form_as_it_stands_asks_the_same(site: TestClient, query: str) -> None:
    found = shown(site, query)
    again = shown(site, submitted(found))
    assert again.one("h1").text == found.one("h1").text
    assert [box.attributes for box in ticked(again)] == [box.attributes for box in ticked(found)]


def test_every_chosen_value_is_a_ticked_box_and_a_chip(site: TestClient) -> None:
    query = "activiteit=LAVI&gebied=44021&leeftijd=65-plus&type=PS&erkend=ja&heeft=telefoon"
    found = page(site.get(f"/zoeken?{query}&q=xyzzy").text)
    assert len(found.all("a", class_="chip")) == 6
    found = shown(site, "activiteit=SPRT&gebied=BE23&heeft=website")
    assert {(box.get("name"), box.get("value")) for box in ticked(found)} == set(
        parse_qsl("activiteit=SPRT&gebied=BE23&heeft=website")
    )


def test_a_chip_removes_what_it_names(site: TestClient) -> None:
    found = shown(site, "activiteit=SPRT&waar=Gent")
    chip = next(item for item in found.all("a", class_="chip") if item.text == "Verwijder filter Sport")
    assert parse_qsl(urlsplit(chip.get("href")).query) == [("waar", "Gent")]


def test_clearing_a_facet_keeps_the_others(site: TestClient) -> None:
    found = shown(site, "activiteit=SPRT&activiteit=KECU&gebied=BE23")
    clear = found.one("fieldset", id="facet-activiteit").one("a", class_="clear")
    assert parse_qsl(urlsplit(clear.get("href")).query) == [("gebied", "BE23")]


def listed(found: Element) -> list[str]:
    """Return where the results of the list lead, without those in the groups below it."""
    return [item.one("h2").one("a").get("href") for item in found.all("article") if item.all("h2")]


def test_pages_together_show_every_association_once(site: TestClient) -> None:
    found = shown(site, "waar=Gent&sorteer=naam")
    expected, names = total(found), listed(found)
    while following := found.all("a", rel="next"):
        found = shown(site, urlsplit(following[0].get("href")).query)
        names += listed(found)
    assert len(names) == len(set(names)) == expected


def test_an_association_stands_with_all_that_a_result_tells(site: TestClient) -> None:
    hit = shown(site, "q=gemengd+koor+cantate&waar=Leuven").all("article")[0]
    assert hit.one("h2").text == "Gemengd koor Cantate"
    assert hit.one("p", class_="place").text == "Kessel-Lo, Leuven"
    assert "Erkend" in [tag.text for tag in hit.all("li", class_="tag")]
    assert re.fullmatch(r"± \d+ km|in .+", hit.one("strong").text)
    assert {mark.text.lower() for mark in hit.one("h2").all("mark")} >= {"koor"}


def test_the_heading_repeats_the_question(site: TestClient) -> None:
    assert re.fullmatch(r"\d+ verenigingen? voor “koor” in Leuven", shown(site, "q=koor&waar=leuven").one("h1").text)


def test_the_list_can_be_ordered_by_distance_only_from_a_place(site: TestClient) -> None:
    orders = [item.text for item in shown(site, "waar=Gent").one("details", class_="order").all("a")]
    assert "dichtstbij" in orders
    orders = [item.text for item in shown(site, "").one("details", class_="order").all("a")]
    assert "dichtstbij" not in orders


@pytest.mark.parametrize("query", AWKWARD)
def test_a_bad_parameter_never_breaks_the_page(site: TestClient, query: str) -> None:
    response = site.get(f"/zoeken?{query}")
    assert response.status_code == 200, query
    assert page(response.text).one("h1").text


@pytest.mark.parametrize(
    "query", ["sorteer=afstand", "activiteit=NIETS", "gebied=99999", "onbekend=1", "pagina=-1", "na=geknoei"]
)
def test_what_could_not_be_read_is_told(site: TestClient, query: str) -> None:
    assert shown(site, query).all("p", class_="notice")


def test_empty_fields_of_the_form_are_no_problem(site: TestClient) -> None:
    found = shown(site, urlencode(dict.fromkeys(PARAMETERS, "")))
    assert not found.all("p", class_="notice")


def test_nothing_found_says_what_helps_and_how_much(site: TestClient) -> None:
    found = shown(site, "q=koor+xyzzyxyzzy&waar=Leuven")
    assert found.one("h1").text == "Geen verenigingen voor “koor xyzzyxyzzy” in Leuven"
    steps = found.one("ul", class_="ladder").all("li")
    assert steps
    for step in steps:
        gives = shown(site, urlsplit(step.one("a").get("href")).query)
        assert total(gives) == counted(step.one("span", class_="count").text) > 0


def test_a_typing_mistake_is_told_as_one(site: TestClient) -> None:
    found = shown(site, "q=nachtegaaltjse")
    assert found.one("p", class_="notice").text == (
        "We vonden “nachtegaaltjse” niet. Je ziet resultaten voor “nachtegaaltjes”."
    )
    assert found.one("article").one("h2").text == "Kinderkoor De Nachtegaaltjes"


def test_a_place_among_the_words_is_a_chip_that_can_be_undone(site: TestClient) -> None:
    chip = shown(site, "q=koor+leuven").all("a", class_="chip")[0]
    assert chip.text == "Verwijder filter in Leuven"
    assert "in Leuven" not in shown(site, urlsplit(chip.get("href")).query).one("ul", class_="chips").text


def test_a_kind_among_the_words_is_a_chip_that_can_be_undone_and_done_again(site: TestClient) -> None:
    read = shown(site, "q=koor")
    assert read.one("a", class_="chip").text == "Toch zoeken naar “koor” als woord: Koor"
    assert not read.all("a", class_="all")
    query = urlsplit(read.one("a", class_="chip").get("href")).query
    assert parse_qsl(query) == [("q", "koor"), ("als_woord", "koor")]
    as_word = shown(site, query)
    assert as_word.one("a", class_="chip").text == "Verwijder filter “koor” als woord"
    assert urlsplit(as_word.one("a", class_="chip").get("href")).query == "q=koor"
    assert urlsplit(as_word.one("a", class_="all").get("href")).query == "q=koor"


def test_a_form_with_other_words_takes_none_of_them_as_a_word(site: TestClient) -> None:
    assert shown(site, "q=harmonie&als_woord=koor").one("a", class_="chip").text.endswith(": Harmonie")


def test_markup_in_names_texts_and_questions_stays_text(site: TestClient) -> None:
    response = site.get("/zoeken", params={"q": world.EVIL_NAME})
    assert response.status_code == 200
    found = page(response.text)
    assert {item.get("src").rpartition("/")[2] for item in found.all("script")} == {"site.js"}
    assert not found.all("img")
    assert found.one("input", id="q").get("value") == world.EVIL_NAME
    names = [item.one("h2").text for item in found.all("article")]
    assert world.EVIL_NAME in names


def test_a_client_that_has_the_page_is_told_so(site: TestClient) -> None:
    first = site.get("/zoeken?q=koor")
    again = site.get("/zoeken?q=koor", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_lies_just_over_the_border_is_told_where_the_results_end(site: TestClient) -> None:
    places = ("Leuven", "Gent", "Herent", "Kortrijk", "Mechelen", "Aalst", "Halle", "Rotselaar", "Tremelo")
    queries = (
        f"activiteit={code}&waar={place}" for place in places for code in ("KECU", "SPRT", "JGDW", "VORM", "SOVO")
    )
    answers = ((query, site.get(f"/zoeken.json?{query}").json()) for query in queries)
    query = next(query for query, answer in answers if answer["inDeBuurt"] and answer["verenigingen"])
    near = site.get(f"/zoeken.json?{query}").json()["inDeBuurt"]
    told = shown(site, query).one("p", class_="nearby")
    assert counted(told.text) == near["meer"]
    assert total(shown(site, urlsplit(told.one("a").get("href")).query)) == near["totaal"]


def test_other_words_are_offered_with_what_they_give(site: TestClient) -> None:
    found = shown(site, "q=vootbal")
    offer = found.one("p", class_="meant")
    assert offer.one("a").text == "voetbal"
    assert total(shown(site, urlsplit(offer.one("a").get("href")).query)) == counted(
        offer.one("span", class_="count").text
    )


@pytest.mark.parametrize(
    ("query", "ending"),
    [
        ("waar=Leuven&groep=provincie", r"in Leuven die in heel Vlaams-Brabant werk(?:t|en)"),
        ("waar=Kessel-Lo&groep=gemeente", "elders in Leuven"),
    ],
)
def test_the_heading_of_a_group_says_which_it_is(site: TestClient, query: str, ending: str) -> None:
    assert re.fullmatch(rf"(?:[\d.]+|Geen) verenigingen? {ending}", shown(site, query).one("h1").text)


@pytest.mark.parametrize(("query", "around"), [("waar=Leuven", "Leuven"), ("bij=50.8796,4.7009", "jou")])
def test_the_radius_is_a_choice_and_the_heading_says_it(site: TestClient, query: str, around: str) -> None:
    choices = shown(site, f"q=koor&{query}").one("details", class_="radius").all("a")
    assert [link.text for link in choices[1:]] == [f"binnen {km} km" for km in RADII_KM]
    totals = []
    for km, link in zip(RADII_KM, choices[1:], strict=True):
        found = shown(site, link.get("href").partition("?")[2])
        assert found.one("h1").text.endswith(f"binnen {km} km van {around}")
        totals.append(total(found))
        if not totals[-1]:
            continue  # a page without results has steps instead of choices
        (current,) = [choice for choice in found.one("details", class_="radius").all("a") if choice.get("aria-current")]
        assert current.text == link.text
    assert totals == sorted(totals)
    assert totals[0] < totals[-1]


@pytest.mark.parametrize("query", ["", "q=koor", "waar=Vlaams-Brabant", "waar=Nergenshuizen"])
def test_without_a_middle_there_is_no_radius_to_choose(site: TestClient, query: str) -> None:
    assert not shown(site, query).all("details", class_="radius")


def test_the_heading_says_what_was_done_with_an_unknown_place(site: TestClient) -> None:
    found = shown(site, "q=koor&waar=Leuvn")
    assert "Leuvn" not in found.one("h1").text + found.one("title").text
    assert not [chip for chips in found.all("ul", class_="chips") for chip in chips.all("a") if "Leuvn" in chip.text]
    notice = found.all("p", class_="notice")[0]
    assert notice.text.startswith("We kennen de plaats “Leuvn” niet. We zoeken overal. Bedoelde je Leuven (")
    for link in notice.all("a"):
        number = counted(notice.text.partition(link.text)[2])
        assert number == total(shown(site, link.get("href").partition("?")[2]))


def test_the_only_place_that_begins_so_is_taken_and_told(site: TestClient) -> None:
    found = shown(site, "q=koor&waar=Leuve")
    assert found.one("h1").text.endswith("in Leuven")
    assert found.all("p", class_="notice")[0].text == "We lazen “Leuve” als Leuven."


@pytest.mark.parametrize(
    ("where", "municipality", "province"),
    [("Mechelen", "12025", "BE21"), ("Leuven", "24062", "BE24"), ("Kessel-Lo", "24062", "BE24")],
)
def test_the_branch_of_the_place_stands_open_and_no_other(
    site: TestClient, where: str, municipality: str, province: str
) -> None:
    area = shown(site, f"waar={where}").one("fieldset", id="facet-gebied")
    folded = {box.get("value") for branch in area.all("details") for box in branch.all("input")}
    in_sight = {box.get("value") for box in area.all("input")} - folded
    assert {municipality, province} <= in_sight
    assert {code for code in in_sight if code.startswith("BE")} == {province}


def test_an_order_is_called_what_it_does(site: TestClient) -> None:
    orders = {
        query: [item.text for item in shown(site, query).one("details", class_="order").all("a")]
        for query in ("", "q=koor", "waar=Leuven", "activiteit=SPRT")
    }
    assert "best passend" not in orders[""] + orders["activiteit=SPRT"]
    assert orders[""][0] == orders["activiteit=SPRT"][0] == "volledigste gegevens"
    assert orders["q=koor"][0] == orders["waar=Leuven"][0] == "best passend"


def test_words_that_not_all_know_are_explained(site: TestClient) -> None:
    found = shown(site, "q=koor")
    assert "Zonder rechtspersoon: geen vzw" in found.one("fieldset", id="facet-type").one("p", class_="hint").text
    assert "Erkend: voldoet" in found.one("fieldset", id="facet-heeft").one("p", class_="hint").text
