"""How the list changes without the page being opened anew: what stays, what is told, and what happens when it fails."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.client import await_count, box_of, count_in, found, heading, promised_by
from tests.browser.conftest import visiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

    from tests.browser.conftest import Visit

DESK, TELEPHONE = 1280, 375
# Counts how often what a screen reader announces changes, and knows whether the page is still the same one.
_WATCH = """() => {
  window.same = true;
  window.told = [];
  for (const status of document.querySelectorAll("[role=status]")) {
    new MutationObserver(() => window.told.push(status.textContent.trim()))
      .observe(status, { childList: true, characterData: true, subtree: true });
  }
}"""


@contextmanager
def watched(browser: Browser, address: str, path: str, width: int = DESK) -> Iterator[Visit]:
    """Open a page whose module is at work, and whose announcements are counted."""
    with visiting(browser, address, width) as visit:
        page = visit.go(path)
        page.wait_for_selector("#filters .live", state="attached")
        page.evaluate(_WATCH)
        yield visit


def is_same_page(page: Page) -> bool:
    """Tell whether no page was opened since the watch began."""
    return bool(page.evaluate("window.same === true"))


def test_a_choice_keeps_the_focus_the_place_and_the_page_and_is_told_once(browser: Browser, address: str) -> None:
    with watched(browser, address, "/zoeken") as visit:
        page = visit.page
        box = box_of(page, "Vzw")
        box.focus()
        promised, top = promised_by(page, box), box.bounding_box()
        page.keyboard.press("Space")
        await_count(page, promised)
        assert page.url.endswith("/zoeken?type=VZW")
        assert page.evaluate("[document.activeElement.value, document.activeElement.checked]") == ["VZW", True]
        after = box.bounding_box()
        assert top
        assert after
        assert abs(after["y"] - top["y"]) <= 1
        assert page.evaluate("window.told.length") == 1
        assert is_same_page(page)


def test_what_is_shown_in_place_is_what_the_address_shows(browser: Browser, address: str) -> None:
    with watched(browser, address, "/zoeken?heeft=website") as visit:
        page = visit.page
        box_of(page, "Sport").check()
        page.wait_for_url("**activiteit=SPRT**")
        page.get_by_label("Waar?").fill("Gent")
        page.get_by_role("button", name="Zoeken").click()
        page.wait_for_url("**waar=Gent**")
        assert is_same_page(page)
        everything = "document.querySelector('#uitkomst').innerText + document.title"
        in_place = page.evaluate(everything)
        page.reload()
        assert page.evaluate(everything).replace("Toon resultaten", "") == in_place.replace("Toon resultaten", "")


def test_back_and_forward_show_each_list_where_it_was_left(browser: Browser, address: str) -> None:
    with watched(browser, address, "/zoeken") as visit:
        page = visit.page
        all_of_them = found(page)
        page.get_by_role("link", name="Volgende").click()
        page.wait_for_url("**pagina=2")
        expect(page.locator(".paging [aria-current]")).to_contain_text("2")
        second = found(page)
        page.evaluate("scrollTo(0, 300)")
        page.wait_for_function("() => scrollY === 300")
        page.get_by_role("link", name="Pagina 3", exact=True).dispatch_event("click")
        page.wait_for_url("**pagina=3")
        expect(page.locator(".paging [aria-current]")).to_contain_text("3")
        page.go_back()
        expect(page.locator(".paging [aria-current]")).to_contain_text("2")
        assert found(page) == second
        page.wait_for_function("() => scrollY === 300")
        page.go_back()
        expect(page.locator(".paging [aria-current]")).to_contain_text("1")
        assert found(page) == all_of_them
        page.go_forward()
        expect(page.locator(".paging [aria-current]")).to_contain_text("2")
        page.wait_for_function("() => scrollY === 300")
        assert is_same_page(page)


def test_turning_a_page_leads_to_the_top_of_the_list(browser: Browser, address: str) -> None:
    with watched(browser, address, "/zoeken") as visit:
        page = visit.page
        page.get_by_role("link", name="Volgende").click()
        page.wait_for_function("() => document.activeElement.id === 'resultaten'")
        assert page.evaluate("document.querySelector('h1').getBoundingClientRect().top") < 200
        assert is_same_page(page)


def test_removing_the_last_chip_leaves_the_focus_at_the_list(browser: Browser, address: str) -> None:
    with watched(browser, address, "/zoeken?activiteit=KECU") as visit:
        page = visit.page
        page.get_by_role("link", name="Verwijder filter").press("Enter")
        page.wait_for_url("**/zoeken")
        page.wait_for_function("() => document.activeElement.id === 'resultaten'")
        assert page.evaluate("window.told.length") == 1


def test_an_order_is_chosen_in_place(browser: Browser, address: str) -> None:
    with watched(browser, address, "/zoeken?heeft=website") as visit:
        page = visit.page
        page.locator(".order summary").click()
        page.get_by_role("link", name="naam", exact=True).click()
        page.wait_for_url("**sorteer=naam**")
        expect(page.locator(".order summary")).to_contain_text("naam")
        assert page.evaluate("document.activeElement.matches('.order summary')")
        assert not page.evaluate("document.querySelector('.order').open")
        assert is_same_page(page)


def test_a_link_opened_elsewhere_is_left_alone(browser: Browser, address: str) -> None:
    with watched(browser, address, "/zoeken?activiteit=KECU") as visit:
        with visit.context.expect_page() as opened:
            visit.page.get_by_role("link", name="Verwijder filter").click(modifiers=["Control"])
        assert opened.value.url.endswith("/zoeken")
        assert visit.page.url.endswith("activiteit=KECU")


def test_of_two_searches_quickly_after_each_other_the_last_one_is_shown(browser: Browser, address: str) -> None:
    with watched(browser, address, "/zoeken") as visit:
        page = visit.page
        held: list[Route] = []
        page.route("**/zoeken?q=koor", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the handler, a method of a list takes no mark
        field = page.get_by_label("Wat zoek je?")
        with page.expect_request("**/zoeken?q=koor"):
            field.fill("koor")
            field.press("Enter")
        field.fill("cantate")
        field.press("Enter")
        page.wait_for_url("**/zoeken?q=cantate")
        last = found(page)
        for route in held:
            route.continue_()
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert found(page) == last
        assert page.url.endswith("q=cantate")
        assert "cantate" in heading(page)
        assert len(held) == 1
        page.go_back()
        page.wait_for_url("**/zoeken")  # the one that was dropped left nothing in the history


def test_a_slow_answer_fades_the_list_and_says_that_it_is_busy(browser: Browser, address: str) -> None:
    with watched(browser, address, "/zoeken") as visit:
        page = visit.page
        held: list[Route] = []
        page.route("**/zoeken?type=VZW", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the handler, a method of a list takes no mark
        box_of(page, "Vzw").check()
        expect(page.locator("#uitkomst")).to_have_attribute("aria-busy", "true")
        page.wait_for_function("() => getComputedStyle(document.querySelector('#uitkomst')).opacity === '0.6'")
        (route,) = held
        route.continue_()
        expect(page.locator("#uitkomst")).not_to_have_attribute("aria-busy", "true")
        page.wait_for_function("() => getComputedStyle(document.querySelector('#uitkomst')).opacity === '1'")


def test_an_answer_that_does_not_come_is_told_and_the_plain_link_works(browser: Browser, address: str) -> None:
    with watched(browser, address, "/zoeken") as visit:
        page = visit.page
        before = found(page)
        page.route("**/zoeken?type=VZW", lambda route: route.abort())
        box_of(page, "Vzw").click()
        told = page.get_by_role("alert")
        expect(told).to_contain_text("Het antwoord kwam niet aan.")
        assert found(page) == before
        page.unroute("**/zoeken?type=VZW")
        told.get_by_role("link").click()
        page.wait_for_url("**/zoeken?type=VZW")
        assert not is_same_page(page)
        assert count_in(heading(page)) > 0
        visit.complaints[:] = [text for text in visit.complaints if "ERR_FAILED" not in text]


def test_filters_over_a_small_page_follow_each_choice(browser: Browser, address: str) -> None:
    with watched(browser, address, "/zoeken", TELEPHONE) as visit:
        page = visit.page
        page.get_by_role("link", name="Filters").click()
        dialog = page.get_by_role("dialog", name="Filters")
        box = box_of(page, "Vzw")
        promised = promised_by(page, box)
        box.check()
        expect(dialog.get_by_role("button", name=f"Toon {promised} verenigingen")).to_be_visible()
        assert page.evaluate("document.activeElement.value") == "VZW"
        dialog.get_by_role("button", name=f"Toon {promised} verenigingen").click()
        expect(dialog).to_have_count(0)
        await_count(page, promised)
        assert page.locator("#filters input:checked").count() == page.locator("#filters").count() == 1
        page.get_by_role("link", name="Filters (1)").click()
        expect(dialog).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        assert page.evaluate("document.activeElement.dataset.opens") == "filters"
        assert page.locator("#filters").count() == 1
        assert is_same_page(page)


def test_a_choice_that_leaves_nothing_closes_the_filters_and_helps(browser: Browser, address: str) -> None:
    with watched(browser, address, "/zoeken?q=cantate", TELEPHONE) as visit:
        page = visit.page
        page.get_by_role("link", name="Filters").click()
        page.locator("#facet-leeftijd label", has_text="Kinderen").get_by_role("checkbox").check()
        await_count(page, 0)
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.locator(".ladder a").first.click()
        expect(page.locator(".hit").first).to_be_visible()
        assert page.locator("#filters").count() == 1
        assert is_same_page(page)
