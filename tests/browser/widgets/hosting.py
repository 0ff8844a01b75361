"""Opens pages of others in a real browser and looks at what a widget does to them, without touching them itself.

What is asked of a page is asked in a world apart, where the page's own changes of JavaScript do not reach, and ours do
not reach the page.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.browser.checkers import checkers
from tests.running_parts import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, CDPSession, ConsoleMessage, Page, Request

# Remembers the window as it is before anything of the page runs, with methods that the page can no longer replace.
_BEFORE = """
(() => {
  const names = Object.getOwnPropertyNames.bind(Object);
  const write = JSON.stringify.bind(JSON);
  const known = new Set(names(window)).add("asked");
  const knows = known.has.bind(known);
  let shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  const added = () => {
    let found = "";
    for (const name of names(window)) if (!knows(name)) found += " " + name;
    return found;
  };
  Object.defineProperty(window, "asked", { value: () => write({
    added: added(),
    shifted,
    prototypes: names(Array.prototype).length + names(Object.prototype).length + names(Element.prototype).length,
    sheets: document.adoptedStyleSheets.length + document.styleSheets.length,
    stored: document.cookie.length + localStorage.length + sessionStorage.length,
  }) });
})();
"""


@cache
def axe() -> str:
    """Return the script that looks for barriers."""
    return (checkers(cache_folder()).folder / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@dataclass
class HostVisit:
    """A window on a page of another site, with what went wrong in it and whom it asked."""

    context: BrowserContext
    page: Page
    devtools: CDPSession
    origins: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    allowed: tuple[str, ...] = ()

    def note(self, message: ConsoleMessage) -> None:
        """Note an error or warning, unless it was to come."""
        if message.type in {"error", "warning"} and not any(part in message.text for part in self.allowed):
            self.complaints.append(message.text)

    def watch(self, request: Request) -> None:
        """Note whom the page asks."""
        self.origins.add("/".join(request.url.split("/")[:3]))

    def apart(self, expression: str) -> Any:
        """Evaluate in a world apart, that shares only the elements with the page."""
        frame = self.devtools.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = self.devtools.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "apart"})
        return self._value(expression, contextId=world["executionContextId"])

    def inside(self, expression: str) -> Any:
        """Evaluate as the page itself would."""
        return self._value(expression)

    def _value(self, expression: str, **where: Any) -> Any:
        asked = {"expression": expression, "returnByValue": True, "awaitPromise": True, **where}
        answer = self.devtools.send("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def violations(self, within: str = "document") -> list[str]:
        """Return what axe finds wrong: WCAG and best practices, shadow roots included."""
        script = (
            f"{axe()}; axe.run({within}, {{ resultTypes: ['violations'], preload: false }}).then(found =>"
            " found.violations.flatMap(one => one.nodes.map(node => one.id + ': ' + JSON.stringify(node.target))))"
        )
        found: list[str] = self.apart(script)
        return found


@contextmanager
def visiting(
    browser: Browser, address: str, width: int = 1000, *, height: int = 900, allowed: tuple[str, ...] = (), **more: Any
) -> Iterator[HostVisit]:
    """Open a page of another site; nothing may be complained of, remembered, or moved on it."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-BE", **more)
    context.set_default_timeout(30_000)
    page = context.new_page()
    visit = HostVisit(context, page, context.new_cdp_session(page), allowed=allowed)
    page.on("console", visit.note)
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("request", visit.watch)
    page.add_init_script(_BEFORE)
    try:
        page.goto(address, wait_until="commit")
        yield visit
        assert visit.complaints == [], visit.complaints
        assert context.cookies() == []
        assert context.storage_state()["origins"] == []
    finally:
        context.close()
