"""Scans the HTML of a webmaster's page for what belongs to our widgets. Pure.

The parser is streamed (SAX, libxml2) and linear in the size of the page, whatever is in it: a page is untrusted input,
and a tree or a parser that looks back can be made quadratic. Between chunks a time budget is checked.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ELEMENTS = ("verenigingen-zoeker", "verenigingen-kaart")
BUDGET_SECONDS = 0.5
_CHUNK_BYTES = 16_384
_RAW_TEXT = frozenset({"script", "style"})  # their content is code, not text that a reader sees
_LONGEST_ELEMENT_NAME = max(map(len, ELEMENTS))
# What WordPress leaves in the HTML of each of its pages.
_OF_WORDPRESS = ("/wp-content/", "/wp-includes/", "/wp-json/")
# A page has a few widgets; what comes after so many tags of a kind is not reported.
_MAX_TAGS = 50


class ScanTimeout(Exception):  # noqa: N818 - an outcome that is told to the person who sent the page
    """The page could not be scanned within the time budget."""


@dataclass(frozen=True, slots=True)
class HtmlTag:
    """A start tag with its attributes; those without a value are empty."""

    name: str
    attributes: dict[str, str]

    def get(self, name: str) -> str:
        """Return an attribute, or an empty text."""
        return self.attributes.get(name, "")


@dataclass(slots=True)
class ScannedPage:
    """What a page holds of ours."""

    elements: list[HtmlTag] = field(default_factory=list)
    linked: list[bool] = field(default_factory=list)  # for each element: whether a link to our site stands inside
    frames: list[HtmlTag] = field(default_factory=list)
    scripts: list[HtmlTag] = field(default_factory=list)
    # Scripts and frames whose address stands in another attribute, such as `data-src`: a consent tool holds them back.
    held_back: list[HtmlTag] = field(default_factory=list)
    links: int = 0
    first_link: str = ""  # the address of the first link to our site
    policies: list[str] = field(default_factory=list)  # Content-Security-Policy in `<meta>`
    shown_as_text: bool = False  # the code of a snippet is visible to readers: it was pasted as text
    address_as_text: bool = False  # an address of ours is visible, and no link: the system did not make a frame of it
    is_wordpress: bool = False


class _TagCollector:
    """Receives the events of the parser; its methods and their names are lxml's parser target interface."""

    def __init__(self, host: str) -> None:
        self.page = ScannedPage()
        self._host = host
        self._in_link = False
        self._open: list[int] = []  # positions in `page.elements` of the elements that are open
        self._raw_text = ""
        self._text_tail = ""  # text comes in pieces, and a name may be cut

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note a start tag when it is one of ours."""
        self._text_tail = ""
        if tag in _RAW_TEXT:
            self._raw_text = tag
        scanned = HtmlTag(tag, dict(attributes))
        if tag in ELEMENTS and len(self.page.elements) < _MAX_TAGS:
            self._open.append(len(self.page.elements))
            self.page.elements.append(scanned)
            self.page.linked.append(False)
        elif tag == "iframe" and len(self.page.frames) < _MAX_TAGS and self._is_ours(scanned.get("src")):
            self.page.frames.append(scanned)
        elif tag == "script" and len(self.page.scripts) < _MAX_TAGS and self._is_ours(scanned.get("src")):
            self.page.scripts.append(scanned)
        elif tag in {"iframe", "script"} and len(self.page.held_back) < _MAX_TAGS and self._is_held_back(scanned):
            self.page.held_back.append(scanned)
        elif tag == "a":
            self._link(scanned.get("href"))
        elif tag == "meta" and scanned.get("http-equiv").lower() == "content-security-policy":
            # Every policy counts: one that is left out might be the one that refuses the widget.
            self.page.policies.append(scanned.get("content"))
        if not self.page.is_wordpress:
            self.page.is_wordpress = _is_of_wordpress(scanned)

    def end(self, tag: str) -> None:
        """Close an element."""
        self._text_tail = ""
        if tag == self._raw_text:
            self._raw_text = ""
        if tag == "a":
            self._in_link = False
        if self._open and self.page.elements[self._open[-1]].name == tag:
            self._open.pop()

    def data(self, text: str) -> None:
        """Look for a snippet, or an address of ours, that stands on the page as text."""
        if self._raw_text or self.page.shown_as_text:
            return
        text = self._text_tail + text
        self.page.shown_as_text = any(f"<{name}" in text for name in ELEMENTS)
        self.page.address_as_text |= not self._in_link and f"//{self._host}/" in text
        self._text_tail = text[-max(_LONGEST_ELEMENT_NAME, len(self._host) + 3) :]

    def close(self) -> ScannedPage:
        """Return what was found."""
        return self.page

    def _link(self, address: str) -> None:
        self._in_link = True
        if not self._is_ours(address):
            return
        self.page.links += 1
        self.page.first_link = self.page.first_link or address.strip()
        if self._open:
            self.page.linked[self._open[-1]] = True

    def _is_held_back(self, tag: HtmlTag) -> bool:
        return any(name != "src" and self._is_ours(value) for name, value in tag.attributes.items())

    def _is_ours(self, address: str) -> bool:
        try:
            return urlsplit(address.strip()).netloc.lower() == self._host
        except ValueError:
            return False


def _is_of_wordpress(tag: HtmlTag) -> bool:
    if tag.name == "meta":
        return tag.get("name").lower() == "generator" and tag.get("content").startswith("WordPress")
    if tag.get("class").startswith(("wp-block-", "wp-embedded-")):
        return True
    return tag.name in {"script", "link", "img"} and any(
        part in tag.get(name) for name in ("src", "href") for part in _OF_WORDPRESS
    )


def scan(html: str, origin: str, clock: Callable[[], float] = time.monotonic) -> ScannedPage:
    """Scan a page for what names the host of `origin`; raises `ScanTimeout` after `BUDGET_SECONDS`.

    Malformed HTML is never an error: a browser shows it too.
    """
    target = _TagCollector(urlsplit(origin).netloc.lower())
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=False)
    body = html.encode("utf-8", "replace")
    deadline = clock() + BUDGET_SECONDS
    try:
        for start in range(0, len(body), _CHUNK_BYTES):
            if clock() > deadline:
                raise ScanTimeout
            parser.feed(body[start : start + _CHUNK_BYTES])
        parser.close()
    except etree.XMLSyntaxError:  # no element at all, or nested too deep: what came before counts
        pass
    return target.page
