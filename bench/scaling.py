"""What text from outside costs, at one and at ten times its size: every parser, pattern and loop over it.

Each reader gets each of the patterns that make a careless reader go back over what it has read. The time is processor
time of this thread, so that a busy machine changes little; tests/unit/bench holds the same readers to a wide margin.
"""

from __future__ import annotations

import io
import sys
import time
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl

import orjson

from bench.figures import Figure
from directory.geography.gazetteer import Gazetteer
from directory.geography.place_forms import other_forms
from directory.importing.lines import ImportLine, lines
from directory.importing.reading import LineReader
from directory.importing.rejection import RejectedLineError
from directory.importing.unknown_keys import UnknownKeys
from directory.language.kind_evidence import tell_kinds
from directory.language.name_variants import variants
from directory.language.normalise import fold, name_words, slug, tokenize
from directory.pages.detail.page import split_description
from directory.platform import client_address, conditional_get, language_negotiation, query_cleaning, request_guard
from directory.platform.i18n import Language
from directory.platform.problems import NotFound
from directory.register.address_locator import AddressLocator
from directory.register.known_codes import from_reference
from directory.register.rules import contacts, texts
from directory.reports import form, mail_address
from directory.search.criteria import criteria, url_codec
from directory.search.criteria.criteria import Criteria
from directory.search.index import identifiers
from directory.search.results.highlighting import Matcher
from directory.search.results.pagination import Cursors
from directory.search.understanding.interpretation import interpret
from directory.search.understanding.place_detection import correct_place, detect_place
from directory.search.understanding.query_parser import parse_query
from directory.search.understanding.reference import Reference
from directory.urls import contact_links, landing_pages
from directory.widgets.embedding import oembed
from directory.widgets.page_check import csp, html_scan
from directory.widgets.page_check.findings import Installation, examine
from directory.widgets.saved import origins
from directory.widgets.settings import model
from directory.widgets.statistics import counting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bench.figures import Context

    Reader = Callable[[str], object]

SMALL, TIMES = 2_000, 10  # characters; how much larger the large text is
MOST_RATIO = 15.0
_FEWEST_SECONDS = 0.002  # below, the clock tells nothing
_ROUNDS = 3

ORIGIN = "https://gids.example"
# Repeated to the wanted size, after a beginning and before an end of its own.
PATTERNS: tuple[tuple[str, str, str], ...] = (
    *(("", unit, "") for unit in (
        "a", "a ", " ", "1", "1 ", "1.", "a.", ".", "a-", "-", "@", "a@", "a@.", "/", "a/", "a,", ",", ", ", "(", "a(",
        ")", "()", '"', 'a"', '"a" ', "-a ", '-"a" ', "be ", "be,", "0123456789 ", "0123 456 789 ", "v0012345 ",
        "www.", "www.a", "http://", "https://a", "http://a.b/", "h.", "k.s.a.", "o l v ", "st ", "50+ ", "50plus",
        "vijfenvijftig", "straat ", "straat 1, ", "9000 ", "9000 a,", "stad ", "centrum ", "en omgeving ", "voetbal",
        "de ", "koor", "+", "plus", "\u00ad", "e\u0301", "\u0301", "\ufdfa", "\n", "\n \n", "\r\n", ". ", ".\t", "%",
        "%25", "&", "&a=", "a=b&", "&amp;", "amp;", "=", ";", ";q=1,", "nl;q=0.1,", "[", "{", '{"a":', '["', "\\",
        "\\u0000", "<",
        "<a ", "<a b='", "<a =", "<a a a", "--!>", "<!", "<?", "</", "<a>", "<!--", "<b><i>", "<script>",
        "</script", "<iframe src=", "default-src *;", "script-src ", "*.", "a.b:1 ", "127.0.0.1,", "::1,", 'W/"a",',
        "xn--", "\u00e9.", "|", "ij", "_", "'", "\u2019", "\u05d0", "\U0001f600",
    )),
    ("a@", ".", "<"), ("a@", "a.", "<"), ("a", "+", "@"), ("", ".", "@a"), ("1", " ", "x"), ("a", " ", "("),
    ("a (", " ", ""), ("a, ", " ", "x"), ("\n", " ", "x"), (".", " ", "a"), ("5", " ", "x"), ("<a ", " ", ""),
    ("www.", "a", ""), ("https://gids.example/", "/", "x"), ("https://gids.example/zoeken?q=", "a", ""),
    ("https://gids.example/zoeken?", "a&", ""), ("/vereniging/V", "1", "/"), ("/?", "taal", ""), ("50", " ", "x"),
    ("straat", " ", "1"), ("9000", " ", ""), ("k.", " ", ""), ('"', "a ", ""), ("-", "a-", '"'),
)  # fmt: skip


class Slow(NamedTuple):
    """A text that costs a reader more than its size."""

    reader: str
    pattern: tuple[str, str, str]
    milliseconds: float
    ratio: float


def text_of(pattern: tuple[str, str, str], size: int) -> str:
    """Return a text of this many characters, or a few more."""
    before, unit, after = pattern
    return before + (unit * (size // len(unit) + 1))[:size] + after


def _scope(text: str = "", *headers: tuple[str, str], path: str = "/") -> Any:
    raw = [(name.encode(), value.encode("utf-8", "replace")) for name, value in headers]
    query = text.encode("utf-8", "replace")
    return {
        "type": "http", "path": path, "raw_path": path.encode("utf-8", "replace"), "query_string": query,
        "headers": raw, "client": ("127.0.0.1", 1), "method": "GET",
    }  # fmt: skip


_codes = cache(from_reference)


def _imported(content: bytes) -> object:
    try:
        return LineReader(_codes(), UnknownKeys()).read(ImportLine(1, content))
    except RejectedLineError as rejected:
        return rejected


def _association(**values: Any) -> bytes:
    named = {"vCode": "V0001001", "verenigingstype": {"code": "VZER"}, "naam": "Koor", **values}
    return orjson.dumps({"vereniging": named})


def _refused_calmly(read: Reader, *outcomes: type[Exception]) -> Reader:
    def reader(text: str) -> object:
        try:
            return read(text)
        except outcomes as outcome:
            return outcome

    return reader


def _networks() -> Any:
    return client_address.networks("127.0.0.0/8, ::1/128, 10.0.0.0/8")


_OURS = Installation(ORIGIN, model.NOTHING_KNOWN, {})
READERS: Mapping[str, Reader] = {
    "URL: the words": lambda text: criteria.parse([("q", text)]),
    "URL: the place": lambda text: criteria.parse([("waar", text)]),
    "URL: a list": lambda text: criteria.parse([("gebied", text), ("activiteit", text)]),
    "URL: a point, a date, a radius": lambda text: criteria.parse([("bij", text), ("straal", text), ("na", text)]),
    "URL: many parameters": lambda text: criteria.parse(parse_qsl(text)),
    "URL: many values of one parameter": lambda text: criteria.parse(("gebied", one) for one in text.split("e")),
    "URL: many areas": lambda text: criteria.parse(("gebied", f"{10000 + at}") for at in range(len(text) // 6)),
    "URL: clean": lambda text: url_codec.clean(text, len(text)),
    "URL: without trackers": query_cleaning.clean_query,
    "query parser": parse_query,
    "identifiers in a query": identifiers.identifiers_in,
    "the identifier that a query is": identifiers.parse_identifier,
    "understanding of a query": lambda text: interpret(Criteria(q=text, where=text), Reference()),
    "place detection": lambda text: detect_place(tokenize(text), Gazetteer()),
    "correction of a place": lambda text: correct_place(tokenize(text), Gazetteer()),
    "gazetteer": lambda text: Gazetteer().resolve(text),
    "forms of a place": lambda text: list(other_forms(text)),
    "landing page": lambda text: landing_pages.resolve_municipality(text, Gazetteer()),
    "folding": fold,
    "words": tokenize,
    "words of a name": name_words,
    "slug": slug,
    "variants of a name": lambda text: variants(tuple(name_words(text))),
    "evidence of kinds, name": lambda text: tell_kinds((text,), (text,), "", frozenset({"SPRT"})),
    "evidence of kinds, description": lambda text: tell_kinds((), (), text, frozenset({"SPRT"})),
    "highlighting": lambda text: Matcher(parse_query("koor leuven")).snippet(text),
    "highlighting of what was typed": lambda text: Matcher(parse_query(text)).segments("Koor De Leeuwerik " * 9),
    "cursor": lambda text: Cursors("secret").read(Criteria(), text),
    "import: a line": lambda text: _imported(text.encode("utf-8", "replace")),
    "import: a name": lambda text: _imported(_association(naam=text, korteBeschrijving=text)),
    "import: many items": lambda text: _imported(
        _association(
            locaties=[{"locatieId": at, "locatietype": "Activiteiten"} for at in range(len(text) // 20)],
            werkingsgebieden=[{"code": f"{at}"} for at in range(len(text) // 20)],
        )
    ),
    "import: a file": lambda text: list(lines(io.BytesIO(text.encode("utf-8", "replace")))),
    "import: a deep line": lambda text: _imported(text.encode("utf-8", "replace") + b'"\\u0000"'),
    "import: contacts": lambda text: [contacts.value_problem(kind, text) for kind in sorted(contacts.KINDS)],
    "import: markup": texts.has_markup,
    "import: an address": lambda text: AddressLocator((), (), {}).locate("9000", text),
    "page check": _refused_calmly(lambda text: html_scan.scan(text, ORIGIN), html_scan.ScanTimeout),
    "page check, findings": _refused_calmly(lambda text: examine(text, (text,), _OURS), html_scan.ScanTimeout),
    "policy of a page": lambda text: [
        one.allows(csp.CspNeed.SCRIPT, "https://gids.example/a.js") for one in csp.parse_policies((text,))
    ],
    "widget: settings": lambda text: model.parse([(name, text) for name in ("rond", "straal", "type", "accent")]),
    "widget: many settings": lambda text: model.parse(parse_qsl(text)),
    "widget: a list": lambda text: model.parse([("gemeente", text), ("hoofdactiviteit", text)]),
    "widget: sites": origins.parse_lines,
    "widget: a site": _refused_calmly(origins.parse_origin, origins.InvalidOrigin),
    "widget: counted words": counting.countable,
    "oEmbed: the address": _refused_calmly(lambda text: oembed.parse_own_url(text, ORIGIN), NotFound),
    "oEmbed: a landing page": lambda text: oembed.options_of_landing_page(text, Reference()),
    "Accept-Language": language_negotiation.accepted_language,
    "language of an address": lambda text: language_negotiation.with_language(text, Language.FRENCH, bool),
    "language of a request": lambda text: language_negotiation.negotiate(_scope(text)),
    "X-Forwarded-For": lambda text: client_address.address(_scope("", ("x-forwarded-for", text)), _networks()),
    "If-None-Match": lambda text: conditional_get.holds(_request(text), 'W/"a"'),
    "path of a request": lambda text: (
        request_guard.refusal(_scope(path=text)), request_guard.without_slash(_scope(path=text)),
    ),
    "report": lambda text: form.validate(form.read_form({"bericht": text, "contact": text})),
    "mail address of a reporter": mail_address.plain,
    "links of contacts": lambda text: (
        contact_links.safe_address(text), contact_links.shown_address(text), contact_links.mail_address(text),
        contact_links.phone_address(text),
    ),
    "description of an association": split_description,
}  # fmt: skip


def _request(text: str) -> Any:
    from starlette.requests import Request  # noqa: PLC0415 - for one reader

    return Request(_scope("", ("if-none-match", text)))


def seconds(read: Reader, text: str) -> float:
    """Return the processor time of one reading."""
    began = time.thread_time()
    read(text)
    return time.thread_time() - began


def slow(size: int, most_ratio: float, readers: Iterable[str] = READERS, rounds: int = _ROUNDS) -> Iterator[Slow]:
    """Yield every text that costs a reader more than so many times as much at ten times the size."""
    for name, pattern in product(readers, PATTERNS):
        read = READERS[name]
        small, large = text_of(pattern, size), text_of(pattern, size * TIMES)
        ratio = large_seconds = float("inf")
        for _ in range(rounds):
            large_seconds = min(large_seconds, seconds(read, large))
            if large_seconds < _FEWEST_SECONDS:
                break
            ratio = min(ratio, large_seconds / max(seconds(read, small), 1e-6))
            if ratio <= most_ratio:
                break
        else:
            yield Slow(name, pattern, large_seconds * 1000, ratio)


def measure(context: Context) -> list[Figure]:
    """Read everything in all patterns."""
    found = list(slow(SMALL // 10 if context.quick else SMALL, MOST_RATIO))
    for one in found:
        context.steps.say(f"  {one.reader}: {one.pattern} {one.milliseconds:.0f} ms, {one.ratio:.0f}x")
    name = f"{len(READERS)} readers, {len(PATTERNS)} patterns: texts of > {MOST_RATIO:.0f}x the cost at 10x the size"
    return [Figure(name, "0", f"{len(found)}", not found)]


if __name__ == "__main__":
    for one in slow(int(sys.argv[1]) if len(sys.argv) > 1 else SMALL, MOST_RATIO):
        print(f"{one.reader}: {one.pattern} {one.milliseconds:.1f} ms, {one.ratio:.0f}x", flush=True)
