"""Frames as hosts rewrite them: what oEmbed becomes in WordPress, and frames whose sandbox an editor emptied."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from markupsafe import escape
from playwright.sync_api import expect

from directory.widgets.embedding.snippets import SANDBOX
from tests.browser.conftest import served
from tests.browser.widgets.host_pages import FRAME, Host, serving
from tests.browser.widgets.hosting import visiting
from tests.widgets.tags import Tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.widgets.hosting import HostVisit

SECRET = "aB3xY9kQ2m"
KEPT = ("src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title")
# What the page of WordPress does with the messages of a frame, by its protocol of embeds.
LISTENER = """
addEventListener("message", ({ data, source }) => {
  if (!data || !/^[a-zA-Z0-9]+$/.test(data.secret || "")) return;
  for (const quote of document.querySelectorAll("blockquote")) quote.style.display = "none";
  for (const frame of document.querySelectorAll(`iframe[data-secret="${data.secret}"]`)) {
    if (frame.contentWindow !== source) continue;
    frame.removeAttribute("style");
    if (data.message === "height") frame.height = Math.min(1000, Math.max(200, parseInt(data.value, 10)));
    if (data.message === "link" && document.activeElement === frame) top.location.href = data.value;
  }
});
addEventListener("DOMContentLoaded", () => {
  for (const frame of document.querySelectorAll("iframe"))
    frame.contentWindow.postMessage({ message: "ready", secret: frame.dataset.secret }, "*");
});
"""


def as_wordpress_writes(html: str) -> str:
    """Return what WordPress makes of the HTML of a provider that it found by discovery."""
    tags = Tags(html)
    names = [name for name, _attributes in tags.found]
    assert names == ["blockquote", "a", "iframe"]
    (frame,), (link,) = tags.named("iframe"), tags.named("a")
    kept = {name: frame[name] for name in KEPT if name in frame}
    kept["src"] += f"#?secret={SECRET}"
    written = " ".join(f'{name}="{escape(value)}"' for name, value in kept.items())
    return (
        f'<blockquote class="wp-embedded-content" data-secret="{SECRET}"><a href="{escape(link["href"])}">'
        f"{escape(tags.text)}</a></blockquote>"
        '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"'
        f' style="position: absolute; visibility: hidden;" {written} data-secret="{SECRET}"></iframe>'
    )


@contextmanager
def hosted(browser: Browser, body: str, address: str, script: str = "") -> Iterator[HostVisit]:
    host = Host(body=body, script=script, css="iframe{max-width:100%}")
    with (
        served(serving({"page": host}, address)) as at,
        visiting(browser, f"{at}/page", 700, allowed=("sandbox", "Unsafe attempt")) as visit,
    ):
        yield visit


@pytest.fixture
def wordpress(browser: Browser, address: str, public_url: str) -> Iterator[Page]:
    with visiting(browser, "about:blank") as asking:
        told = asking.context.request.get(f"{address}/oembed", params={"url": f"{public_url}/embed?provincie=BE24"})
        html = told.json()["html"].replace(public_url, address)
    with hosted(browser, as_wordpress_writes(html), address, LISTENER) as visit:
        visit.page.route(f"{public_url}/**", lambda route: route.fulfill(body="de pagina", content_type="text/html"))
        visit.page.frame_locator("iframe").locator("li h2 a").first.wait_for()
        yield visit.page


@pytest.fixture(scope="module")
def public_url(site_settings: object) -> str:
    return str(site_settings.public_url)  # type: ignore[attr-defined]  # the settings of the site


def inside(page: Page) -> str:
    """Return the address in the frame."""
    return page.frames[1].url


def test_wordpress_shows_the_frame_in_place_of_the_link(wordpress: Page) -> None:
    expect(wordpress.locator("blockquote")).to_be_hidden()
    expect(wordpress.locator("iframe")).to_be_visible()
    wordpress.wait_for_function("document.querySelector('iframe').height !== '900'")
    content = wordpress.frame_locator("iframe").locator("main").bounding_box()
    assert content
    assert abs(min(1000, content["height"]) - int(wordpress.locator("iframe").get_attribute("height") or 0)) <= 1


@pytest.mark.parametrize("by_key", [True, False])
def test_in_wordpress_a_visitor_can_search(wordpress: Page, by_key: bool) -> None:
    frame = wordpress.frame_locator("iframe")
    field = frame.get_by_label("Naam of activiteit")
    field.fill("koor")
    if by_key:
        field.press("Enter")
    else:
        frame.get_by_role("button", name="Zoeken", exact=True).click()
    frame.locator("#q[value=koor]").wait_for()
    assert SECRET in inside(wordpress)


def test_in_wordpress_a_visitor_can_choose_and_turn_pages(wordpress: Page) -> None:
    frame = wordpress.frame_locator("iframe")
    before = frame.locator("#telling").inner_text()
    frame.get_by_role("link", name="Volgende").click()
    frame.get_by_role("link", name="Vorige").wait_for()
    assert SECRET in inside(wordpress)
    frame.locator("summary").first.click()
    frame.get_by_role("checkbox").first.check()
    frame.get_by_role("button", name="Toon resultaten").first.click()
    expect(frame.locator("#telling")).not_to_have_text(before)
    assert SECRET in inside(wordpress)
    assert "kies=" in inside(wordpress)


def test_in_wordpress_a_name_leads_to_its_page(wordpress: Page, public_url: str) -> None:
    wordpress.frame_locator("iframe").locator("li h2 a").first.click()
    wordpress.wait_for_url(f"{public_url}/vereniging/**")


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin"])
def test_where_no_link_may_leave_the_frame_a_name_opens_its_card_inside(
    browser: Browser, address: str, sandbox: str
) -> None:
    body = (
        f'<iframe sandbox="{sandbox}" title="x" width="600" height="900" src="{address}/embed?provincie=BE24"></iframe>'
    )
    with hosted(browser, body, address) as visit:
        frame = visit.page.frame_locator("iframe")
        name = frame.locator("li h2 a").first
        shown = name.inner_text()
        name.click()
        expect(frame.locator("h1 a")).to_have_text(shown)


def test_in_an_empty_sandbox_the_list_is_there_with_ways_that_work(browser: Browser, address: str) -> None:
    body = f'<iframe sandbox="" title="x" width="600" height="900" src="{address}/embed?provincie=BE24"></iframe>'
    with hosted(browser, body, address) as visit:
        frame = visit.page.frame_locator("iframe")
        assert frame.locator("li h2 a").count() == 10
        shown = frame.locator("li h2 a").first.inner_text()
        frame.get_by_role("link", name="Meer over deze vereniging").first.click()
        expect(frame.locator("h1 a")).to_have_text(shown)
        assert re.search(r"https?://\S+/vereniging/V\d{7}", frame.locator("body").inner_text())


@pytest.mark.parametrize("sandbox", ["", "allow-scripts", SANDBOX])
def test_a_panel_opens_in_the_frame_whatever_its_sandbox_allows(browser: Browser, address: str, sandbox: str) -> None:
    source = f"{address}/embed?provincie=BE24&detail=paneel"
    body = f'<iframe sandbox="{sandbox}" title="x" width="600" height="900" src="{source}"></iframe>'
    with hosted(browser, body, address) as visit:
        frame = visit.page.frame_locator("iframe")
        panel = frame.locator("details.paneel").first
        expect(panel.get_by_role("link", name="Meer over deze vereniging")).to_be_hidden()
        panel.locator("summary").click()
        expect(panel.get_by_role("link", name="Meer over deze vereniging")).to_be_visible()


def test_an_opened_panel_is_told_to_the_page_around(browser: Browser, address: str) -> None:
    body = FRAME.replace("/embed?", "/embed?detail=paneel&amp;")
    script = 'addEventListener("vz:kies", ({ detail }) => document.body.dataset.chosen = detail.vCode)'
    with hosted(browser, body, address, script) as visit:
        frame = visit.page.frame_locator("iframe")
        frame.locator("details.paneel summary").first.wait_for()
        visit.page.wait_for_function("document.querySelector('iframe').style.height !== ''")
        frame.locator("details.paneel summary").first.click()
        expect(visit.page.locator("body")).to_have_attribute("data-chosen", re.compile(r"V\d{7}"))
