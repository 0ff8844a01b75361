"""Finds words for people that stand outside the catalogue: in templates, in code and in scripts."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from directory.devstack import catalogues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORD = re.compile(r"[^\W\d_]{2,}")
_MARKS = {"_", "gettext", "ngettext"}
# What an expression puts into a page, while its words are looked at where they come from.
_FILLED = "\ufffc"
_SPOKEN_ATTRIBUTES = {"title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "alt", "label"}
# Machines read these; people never do.
_METAS_OF_MACHINES = {
    "viewport",
    "robots",
    "color-scheme",
    "theme-color",
    "referrer",
    "og:type",
    "og:locale",
    "twitter:card",
}
_TEMPLATES = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, autoescape=True)
_VERBATIM = {"script", "style", "code", "pre", "kbd", "language", "inputencoding"}
# Common words of Dutch, beside those of the catalogue; and those that are English too, which tell nothing.
_ROWS = Path(__file__).with_name("dutch_words.csv").read_text().splitlines()[1:]
_ALSO_ENGLISH = {row.partition(",")[0] for row in _ROWS if row.endswith("yes")}
_COMMON = {row.partition(",")[0] for row in _ROWS} - _ALSO_ENGLISH


@dataclass(frozen=True, slots=True)
class Found:
    """Words outside the catalogue, and the line where they stand (0: not known)."""

    text: str
    line: int = 0


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Return the Dutch words that the site uses, without those that are English too."""
    with catalogues.path_of(catalogues.DUTCH).open("rb") as file:
        keys = [catalogues.words_of(message) for message in read_po(file) if message.id]
    ids = (part for key in keys for part in ([key] if isinstance(key, str) else key))
    said = {word.lower() for text in ids for word in WORD.findall(re.sub(r"%\(\w+\)s|<[^>]*>", " ", text))}
    return frozenset((said | _COMMON) - _ALSO_ENGLISH)


def is_dutch(text: str) -> bool:
    """Tell whether a string reads as Dutch for people: a sentence, or a single word with a capital."""
    text = _plain_words(text)
    words = WORD.findall(text)
    known = sum(word.lower() in vocabulary() for word in words)
    if len(words) > 1 and re.search(r"[^\W\d_]\s+[^\W\d_(“]", text):
        return known * 2 >= len(words)
    return bool(re.fullmatch(r"\W*[A-Z][a-zé-]+\W*", text)) and known > 0


def _plain_words(text: str) -> str:
    """Leave out tags and addresses: they are for programs."""
    return re.sub(r"<[^>]*>|https?://\S*", " ", text)


def in_code(source: str) -> Iterator[Found]:
    """Find Dutch strings of a Python module that no mark hands to the catalogue."""
    tree = ast.parse(source)
    documented = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}  # type: ignore[attr-defined]  # only those with a body
    yield from _strings(tree, documented)


def _has_docstring(node: ast.AST) -> bool:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return isinstance(node, holders) and ast.get_docstring(node, clean=False) is not None


def _strings(node: ast.AST, passed: set[int]) -> Iterator[Found]:
    if _is_marked(node):
        # Strings are words of the catalogue; what is computed among the arguments is looked at all the same.
        for part in (*node.args, *node.keywords):  # type: ignore[attr-defined]  # a call has them
            if not isinstance(part, ast.Constant):
                yield from _strings(part, passed)
        return
    if isinstance(node, ast.Tuple) and node.elts and _is_marked(node.elts[0]):
        return  # the same in other languages, beside it
    text = _text(node)
    if text is not None and id(node) not in passed and is_dutch(text):
        yield Found(text, node.lineno)  # type: ignore[attr-defined]  # an expression has one
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from _strings(child, passed)


def _is_marked(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) in _MARKS


def _name(function: ast.AST) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else _FILLED for part in node.values)
    return None


def in_template(source: str) -> Iterator[Found]:
    """Find words of a template that stand in its text or its spoken attributes, and Dutch in its expressions."""
    tree = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, autoescape=True).parse(
        source
    )
    reader = _Reader()
    reader.feed("".join(_plain(tree)))
    reader.close()
    yield from reader.found
    yield from (Found(text.value, text.lineno) for text in _constants(tree) if is_dutch(text.value))


def _plain(node: nodes.Node) -> Iterable[str]:
    """Yield what a template writes by itself, in the order of the file; a sign stands for each expression."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Expr):
        yield _FILLED
    else:
        for child in node.iter_child_nodes():
            if isinstance(node, nodes.Output) or not isinstance(child, nodes.Expr):
                yield from _plain(child)


def _constants(node: nodes.Node) -> Iterator[nodes.Const]:
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in _MARKS:
        for argument in node.kwargs:
            yield from _constants(argument)
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node
    for child in node.iter_child_nodes():
        yield from _constants(child)


class _Reader(HTMLParser):
    """Reads the HTML that a template writes by itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Found] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes that people hear or see."""
        if tag in _VERBATIM:
            self._within.append(tag)
        self._look_at(tag, {name: value or "" for name, value in attrs})

    def _look_at(self, tag: str, known: dict[str, str]) -> None:
        for name, value in known.items():
            if (self._is_spoken(tag, name, known) and WORD.search(_plain_words(value))) or (
                name.startswith("data-") and is_dutch(value)
            ):
                self.found.append(Found(value))

    def _is_spoken(self, tag: str, name: str, known: dict[str, str]) -> bool:
        if tag == "meta" and name == "content":
            return (known.get("name") or known.get("property", "")) not in _METAS_OF_MACHINES
        if tag == "input" and name == "value":
            return known.get("type") in {"submit", "button", "reset"}
        return name in _SPOKEN_ATTRIBUTES

    def handle_endtag(self, tag: str) -> None:
        """Leave what is verbatim."""
        if self._within and self._within[-1] == tag:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        """Look at text. What looks like attributes there is what a macro writes for a tag."""
        if self._within:
            return
        self._look_at("", dict(_ATTRIBUTE.findall(data)))
        text = _plain_words(_ATTRIBUTE.sub(" ", data))
        if WORD.search(text):
            self.found.append(Found(" ".join(text.split())))


_ATTRIBUTE = re.compile(r"""\s([\w-]+)="([^"]*)\"""")
_STRING = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`""", re.DOTALL
)


def in_script(source: str) -> Iterator[Found]:
    """Find Dutch strings of a script, which must get its words from the page."""
    for match in _STRING.finditer(source):
        text = next((group for group in match.groups() if group is not None), "")
        if is_dutch(text):
            yield Found(text, source.count("\n", 0, match.start()) + 1)


def files(root: Path, pattern: str) -> list[Path]:
    """Return the files of a folder that a check looks at."""
    return sorted(path for path in root.glob(pattern) if "__pycache__" not in path.parts)
