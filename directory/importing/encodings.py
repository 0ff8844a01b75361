"""How the text of an import file is written: UTF-8 as it is, UTF-16 and UTF-32 on the way, lines of Windows-1252."""

from __future__ import annotations

import codecs
import io
import re
from typing import Final

# How the first characters of JSON, which are ASCII, look in the wider encodings: with their mark or without it.
_WIDE: Final = {
    "utf-32-le": (codecs.BOM_UTF32_LE, re.compile(rb"(?:[\t\n\r\x1e -~]\0\0\0){2}")),
    "utf-32-be": (codecs.BOM_UTF32_BE, re.compile(rb"(?:\0\0\0[\t\n\r\x1e -~]){2}")),
    "utf-16-le": (codecs.BOM_UTF16_LE, re.compile(rb"(?:[\t\n\r\x1e -~]\0){2}")),
    "utf-16-be": (codecs.BOM_UTF16_BE, re.compile(rb"(?:\0[\t\n\r\x1e -~]){2}")),
}
_MARK: Final = "\ufeff"
_STEP: Final = 1 << 16


def wide_encoding(head: bytes) -> str | None:
    """Return the name of the encoding of a file that is no UTF-8 by its first bytes, or None."""
    for name, (mark, pattern) in _WIDE.items():
        if pattern.match(head.removeprefix(mark)):
            return name
    return None


class AsUtf8(io.RawIOBase):
    """A stream of another encoding, read as UTF-8; what is no character becomes U+FFFD."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._waiting = memoryview(b"")
        self._is_at_start = True

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # io.BufferedReader gives this
        """Fill the buffer with what comes next."""
        while not self._waiting:
            piece = self._stream.read1(_STEP)
            text = self._decoder.decode(piece, final=not piece)
            if self._is_at_start and text:
                text = text.removeprefix(_MARK)
                self._is_at_start = False
            self._waiting = memoryview(text.encode())
            if not piece:
                break
        size = min(len(buffer), len(self._waiting))
        buffer[:size] = self._waiting[:size]
        self._waiting = self._waiting[size:]
        return size


def is_windows_1252(content: bytes) -> bool:
    """Tell whether a line that is no UTF-8 can be Windows-1252: it holds no letter of UTF-8 and is all characters."""
    if content.isascii() or not content.decode(errors="ignore").isascii():
        return False
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True
