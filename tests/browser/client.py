"""What the browser tests read from a page of results, whatever brought it there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

# The button below the filters is renamed by the script of the results once it listens to them.
_LISTENS = """() => {
  const button = document.querySelector("#uitkomst") && document.querySelector("#filters [type=submit]");
  return !button || button.classList.contains("live");
}"""

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def await_script(page: Page) -> None:
    """Wait until the script of a page of results listens to its filters: it comes after the page itself."""
    page.wait_for_function(_LISTENS)


def heading(page: Page) -> str:
    """Return the one heading of the first level."""
    return page.locator("h1").inner_text()


def count_in(text: str) -> int:
    """Return the first number of a text; one without any tells none."""
    numbers = re.findall(r"\d[\d.]*", text)
    return int(numbers[0].replace(".", "")) if numbers else 0


def found(page: Page) -> tuple[str, list[str]]:
    """Return the heading and the names of the list: what must be the same wherever an address is opened."""
    return heading(page), page.locator(".hit h2").all_inner_texts()


def box_of(page: Page, label: str) -> Locator:
    """Return the check box of a filter by the beginning of its label."""
    return page.get_by_role("checkbox", name=re.compile(rf"^{re.escape(label)}"))


def promised_by(page: Page, box: Locator) -> int:
    """Return the number that stands beside a check box."""
    return count_in(page.locator("label", has=box).locator(".count").inner_text())


def choose(page: Page, box: Locator, *, script: bool) -> None:
    """Choose a filter and see its results: at once with script, by the button without."""
    box.check()
    if not script:
        page.get_by_role("button", name=re.compile(r"^Toon ")).click()
    page.wait_for_url(f"**{box.get_attribute('name')}={box.get_attribute('value')}**")


def await_count(page: Page, count: int) -> None:
    """Wait until the heading tells this number."""
    expect(page.locator("h1")).to_have_text(re.compile(rf"^{count} " if count else r"^Geen "))
