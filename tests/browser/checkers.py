"""What looks at pages for us: two checkers of accessibility and the validator of HTML."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from directory.devstack import npm, opensearch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

TOOLS = Path(__file__).with_name("tools")
NAMES = {
    "axe-core": "axe-core",
    "@pa11y/html_codesniffer": "pa11y's HTML_CodeSniffer",
    "pa11y": "pa11y",
    "vnu-jar": "Nu Html Checker",
}
_AXE = """async (tags) => {
  const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return found.violations.map((it) => `axe ${it.id}: ${it.nodes.map((node) => node.target.join(" ")).join(" | ")}`);
}"""
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Errors only, as pa11y reports them: its warnings ask a person to look.
_SNIFFER = """() => new Promise((done) => HTMLCS.process("WCAG2AA", document, () => done(
  HTMLCS.getMessages().filter((it) => it.type === HTMLCS.ERROR)
    .map((it) => `htmlcs ${it.code}: ${it.element.outerHTML?.slice(0, 120)}`))))"""


@dataclass(frozen=True, slots=True)
class Checkers:
    """The folder of the fetched tools."""

    folder: Path

    @property
    def versions(self) -> list[str]:
        """Their names with their versions."""
        wanted: dict[str, str] = json.loads((TOOLS / "package.json").read_text())["dependencies"]
        return [f"{NAMES[name]} {version}" for name, version in wanted.items()]

    def barriers(self, page: Page, tags: list[str] | None = None) -> list[str]:
        """Return the accessibility problems of this page as it is shown now."""
        for script in ("axe-core/axe.min.js", "@pa11y/html_codesniffer/build/HTMLCS.js"):
            page.add_script_tag(path=self.folder / script)
        return [*page.evaluate(_AXE, tags or _TAGS), *page.evaluate(_SNIFFER)]

    def contrast(self, page: Page) -> list[str]:
        """Return what can be read badly in the colours of now."""
        found: list[str] = page.evaluate(_AXE, ["color-contrast"])
        return found

    def mistakes(self, pages: Mapping[str, str], scratch: Path) -> list[str]:
        """Return every error of HTML in the named pages."""
        for name, text in pages.items():
            (scratch / f"{name}.html").write_text(text, encoding="utf-8")
        java = str(opensearch.java())
        command = [java, "-jar", str(self.folder / "vnu-jar/build/dist/vnu.jar"), "--format", "json", str(scratch)]
        told = subprocess.run(command, check=False, capture_output=True, text=True)
        messages: list[dict[str, Any]] = json.loads(told.stderr)["messages"]
        return [
            f"{Path(it['url']).stem}:{it.get('lastLine')}: {it['message']} {it.get('extract', '')}"
            for it in messages
            if it["type"] != "info"
        ]


def checkers(cache: Path) -> Checkers:
    """Fetch the tools that are locked, unless they are there already."""
    return Checkers(npm.install(TOOLS, cache))
