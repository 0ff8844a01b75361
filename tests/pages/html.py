"""Reads a page like a browser does, as far as the tests ask: elements with their attributes and text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMPTY = frozenset({"base", "br", "col", "hr", "img", "input", "link", "meta", "path", "source", "wbr"})


@dataclass
class Element:
    """An element of a page."""

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Give this element and all below it, in their order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, name: str, **attributes: str) -> list[Element]:
        """Return the elements of this name with these attributes; `class_` asks for one of the classes."""
        return [found for found in self.walk() if found.name == name and found.has(attributes)]

    def one(self, name: str, **attributes: str) -> Element:
        """Return the only element of this name with these attributes."""
        (found,) = self.all(name, **attributes)
        return found

    def has(self, attributes: dict[str, str]) -> bool:
        """Tell whether the element carries these attributes."""
        wanted = dict(attributes)
        class_ = wanted.pop("class_", None)
        return (class_ is None or class_ in self.get("class").split()) and all(
            self.attributes.get(name) == value for name, value in wanted.items()
        )

    def get(self, name: str) -> str:
        """Return an attribute, or nothing."""
        return self.attributes.get(name, "")

    @property
    def text(self) -> str:
        """All text below, with single spaces."""
        return " ".join("".join(self.texts()).split())

    def texts(self) -> Iterator[str]:
        """Yield the pieces of text below, with a space after each block."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts()
                if child.name in {"p", "li", "h1", "h2", "dt", "dd", "div"}:
                    yield " "


class NotWellFormedError(Exception):
    """An element is closed that was not open, or stays open."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            raise NotWellFormedError(f"<{tag}> has an attribute twice: {names}")
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in _EMPTY:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].name != tag:
            raise NotWellFormedError(f"</{tag}> closes <{self.open[-1].name}>")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def page(text: str) -> Element:
    """Read a page; every element must be closed in its place."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if len(reader.open) > 1:
        raise NotWellFormedError(f"<{reader.open[-1].name}> stays open")
    return reader.open[0]
