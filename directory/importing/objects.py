"""Finds the associations in a file that does not give each a line: a JSON array, indented JSON, objects in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from directory.importing.lines import LONGEST_LINE, SHOWN, TOO_LONG, ImportLine, told_to_its_end
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

_STEP: Final = 1 << 18
# A sign of structure; or the start of a line of the register, which never stands within another: after something that
# is damaged, the next association begins there.
_TOKEN: Final = re.compile(rb'(\{\s{0,40}"(?:@context|vereniging)"\s{0,8}:)|\\.|["{}]', re.DOTALL)
_LONGEST_TOKEN: Final = 80
_BETWEEN: Final = b" \t\r\n,[]\x1e\xef\xbb\xbf"
_SPACES: Final = b" \t\r\n\xef\xbb\xbf"
_LINE_ENDS: Final = bytes.maketrans(b"\r\n", b"  ")
_AFTER_ONE: Final = re.compile(rb"\s*[,{]")
_GOES_ON: Final = re.compile(rb'\s*["}]|[\r\n]*[ \t]+[\[{\]]')
_ARRAY_OF_OBJECTS: Final = re.compile(rb"\[\s*\{")
# What stands before each text of a sequence (RFC 7464).
_SEQUENCE_MARK: Final = b"\x1e"


def has_one_a_line(head: bytes) -> bool:
    """Tell by the first bytes of a file whether each object in it has a line of its own."""
    start = head.lstrip(_SPACES)
    if not start.startswith(b"{"):
        return not (start.startswith(_SEQUENCE_MARK) or _ARRAY_OF_OBJECTS.match(start))
    line, _, rest = start.partition(b"\n")
    end = end_of_object(line)
    if end is not None:
        return _AFTER_ONE.match(line, end) is None
    # Cut off, or spread over lines: then what follows goes on with it, and no line holds a whole one.
    return _GOES_ON.match(rest) is None or any(map(_is_whole_line, rest.split(b"\n")))


def _is_whole_line(line: bytes) -> bool:
    return line.startswith(b"{") and b'"vereniging"' in line and end_of_object(line) == len(line.rstrip())


def end_of_object(content: bytes) -> int | None:
    """Return where the first object of a text ends, or None when it does not."""
    splitter = _Splitter()
    for _ in splitter.feed(content, is_last=True):
        return splitter.start if splitter.depth == 0 else None
    return None


def objects(stream: io.BufferedReader) -> Iterator[ImportLine]:
    """Yield the objects of a stream, numbered from 1, each as a line; where the stream breaks, the last one says so."""
    return told_to_its_end(_numbered(stream))


def _numbered(stream: io.BufferedReader) -> Iterator[ImportLine]:
    for number, piece in enumerate(_pieces(stream), 1):
        if len(piece) > LONGEST_LINE:
            yield ImportLine(number, piece[:SHOWN], Violation("", TOO_LONG))
        else:
            yield ImportLine(number, piece.translate(_LINE_ENDS))


def _pieces(stream: io.BufferedReader) -> Iterator[bytes]:
    splitter = _Splitter()
    while data := stream.read1(_STEP):
        yield from splitter.feed(data)
        yield from splitter.given_up()
    yield from splitter.feed(b"", is_last=True)
    yield from splitter.remainder()


class _Splitter:
    """Cuts a text into its outermost objects, and what is none but stands between them."""

    def __init__(self) -> None:
        self._text = b""
        self._position = 0  # of the scan
        self.start = 0  # of what was not yielded yet
        self.depth = 0
        self._is_in_string = False
        self._is_skipping = False

    def feed(self, data: bytes, *, is_last: bool = False) -> Iterator[bytes]:
        """Yield what is complete, now that there is more."""
        text = self._text = self._text[self.start :] + data
        self._position -= self.start
        self.start = 0
        limit = len(text) if is_last else len(text) - _LONGEST_TOKEN
        for token in _TOKEN.finditer(text, self._position):
            if token.start() >= limit:
                break
            self._position = token.end()
            yield from self._step(token)
        self._position = max(self._position, limit)

    def _step(self, token: re.Match[bytes]) -> Iterator[bytes]:
        sign = token[0]
        if token[1]:
            yield from self._cut(token.start())
            self.depth, self._is_in_string = 1, False
        elif sign == b'"':
            self._is_in_string = not self._is_in_string
        elif self._is_in_string:
            return
        elif sign == b"{":
            if self.depth == 0:
                yield from self._cut(token.start())
            self.depth += 1
        elif sign == b"}" and self.depth:
            self.depth -= 1
            if self.depth == 0:
                yield from self._cut(token.end())

    def _cut(self, end: int) -> Iterator[bytes]:
        piece = self._text[self.start : end].strip(_BETWEEN if self.depth == 0 else _SPACES)
        self.start = end
        if self._is_skipping:
            self._is_skipping = False
        elif piece:
            yield piece

    def given_up(self) -> Iterator[bytes]:
        """Yield the beginning of what is longer than any association, once, so that it does not fill the memory."""
        if self._position - self.start > LONGEST_LINE:
            if not self._is_skipping:
                yield self._text[self.start : self._position]
            self._is_skipping = True
            self.start = self._position

    def remainder(self) -> Iterator[bytes]:
        """Yield what is left when there is no more."""
        self._is_skipping = self._is_skipping and self.depth > 0
        yield from self._cut(len(self._text))
