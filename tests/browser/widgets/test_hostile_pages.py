"""The element on the pages of others: it works there, and they are as they were."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browser.widgets.host_pages import CLOSED, FRAMED, HOSTS, STRIPPED
from tests.browser.widgets.hosting import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.widgets.hosting import HostVisit

RESULT = "verenigingen-zoeker li h2 a"


def shown(visit: HostVisit, count: int = 1) -> None:
    """Wait until each widget on the page shows results."""
    for number in range(count):
        visit.page.locator("verenigingen-zoeker").nth(number).locator("li h2 a").first.wait_for()


@pytest.mark.parametrize("name", HOSTS)
def test_a_widget_works_on_a_page_and_leaves_it_as_it_was(
    browser: Browser, hosts: str, address: str, name: str
) -> None:
    host = HOSTS[name]
    with visiting(browser, f"{hosts}/{name}", host.width) as visit:
        shown(visit, host.count)
        page = visit.page
        after = json.loads(visit.inside("asked()"))
        assert set(after["added"].split()) == host.added
        assert after["shifted"] <= 0.01
        assert after["stored"] == 0
        assert after["sheets"] == bool(host.css) + ("stylesheet" in host.head)
        assert visit.origins == {hosts, address}
        assert page.locator(RESULT).count() >= 10
        first = page.locator("verenigingen-zoeker li").first.bounding_box()
        assert first
        assert first["height"] > 20
        assert first["width"] <= host.width
        assert visit.apart("document.documentElement.scrollWidth <= innerWidth")
        assert visit.violations("document.querySelector('#plaats')") == []
        narrowed(visit)


def narrowed(visit: HostVisit) -> None:
    """Search, choose and turn the page, as a visitor does."""
    widget = visit.page.locator("verenigingen-zoeker").first
    before = widget.locator("[part=status]").inner_text()
    widget.get_by_role("link", name="Volgende").click()
    widget.get_by_role("link", name="Vorige").wait_for()
    widget.locator("summary").first.click()
    widget.get_by_role("checkbox").first.check()
    widget.get_by_role("button", name="Wis filters").wait_for()
    after = widget.locator("[part=status]").inner_text()
    assert after != before
    assert widget.get_by_role("checkbox").first.is_checked()


def test_a_widget_in_a_closed_disclosure_asks_nothing_until_it_opens(
    browser: Browser, hosts: str, address: str
) -> None:
    assert CLOSED.count == 1
    with visiting(browser, f"{hosts}/closed") as visit:
        visit.page.wait_for_load_state("networkidle")
        assert visit.page.locator(RESULT).count() == 0
        with visit.page.expect_request(f"{address}/widget/v1/zoek?**"):
            visit.page.locator("summary").first.click()
        shown(visit)


def test_with_the_cache_off_it_is_three_requests_and_few_bytes(browser: Browser, hosts: str, address: str) -> None:
    with visiting(browser, "about:blank") as visit:
        sizes: list[float] = []
        visit.devtools.send("Network.enable")
        visit.devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        visit.devtools.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
        visit.page.goto(f"{hosts}/bare")
        shown(visit)
        assert visit.origins <= {hosts, address, "about:blank"}
        assert len(sizes) <= 4  # the page, the script, the data; a browser may ask for an icon
        assert sum(sizes) <= 20_000


def test_an_editor_that_strips_scripts_leaves_the_link_and_the_frame(browser: Browser, hosts: str) -> None:
    assert "<script" not in STRIPPED.body
    with visiting(browser, f"{hosts}/stripped") as visit:
        assert visit.page.get_by_role("link", name="Alle verenigingen in Leuven").count() == 2
        frame = visit.page.frame_locator("iframe")
        frame.locator("li h2 a").first.wait_for()
        frame.get_by_label("Naam of activiteit").fill("koor")
        frame.get_by_role("button", name="Zoeken", exact=True).click()
        frame.get_by_label("Naam of activiteit").and_(frame.locator("[value=koor]")).wait_for()


def test_the_frame_is_as_high_as_what_is_in_it(browser: Browser, hosts: str, address: str) -> None:
    assert "hoogte.js" in FRAMED.body
    with visiting(browser, f"{hosts}/framed", 375) as visit:
        frame = visit.page.frame_locator("iframe")
        frame.locator("li h2 a").first.wait_for()
        visit.page.wait_for_function("Math.abs(document.querySelector('iframe').offsetHeight - 900) > 8")
        inside = frame.locator("main").bounding_box()
        outside = visit.page.locator("iframe").bounding_box()
        assert inside
        assert outside
        assert abs(inside["height"] - outside["height"]) < 12
        height = outside["height"]
        # Another window may send any message.
        visit.page.evaluate(f"postMessage({{ type: 'vz:hoogte', v: 1, id: '', px: {height + 900} }}, '*')")
        visit.page.evaluate("new Promise(requestAnimationFrame)")
        assert visit.page.locator("iframe").bounding_box() == outside
        assert visit.origins == {hosts, address}
