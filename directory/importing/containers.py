"""What a file is packed in: gzip, bzip2, xz and zip are opened, other packings are named with the way to open them.

Nothing is unpacked to disk: what is read goes through, a piece at a time.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from directory.importing.unusable import UnusableSourceError

if TYPE_CHECKING:
    from collections.abc import Callable

GZIP: Final = b"\x1f\x8b"
# What a packed stream raises when it is cut off, and when it is damaged.
CUT_OFF: Final = (EOFError,)
DAMAGED: Final = (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
_BUFFER: Final = 1 << 20
_STEP: Final = 1 << 16
_PACKED_IN_PACKED: Final = 3
_TAR_MARK: Final = slice(257, 262)
# The first bytes of each packing that is opened, and how to read what is in it.
_OPENERS: Final[dict[bytes, tuple[str, Callable[[io.BufferedReader], io.BufferedIOBase]]]] = {
    GZIP: ("gzip", lambda stream: gzip.GzipFile(fileobj=stream)),
    b"BZh": ("bzip2", bz2.BZ2File),
    b"\xfd7zXZ\x00": ("xz", lzma.LZMAFile),
}
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_NOT_OPENED: Final = {
    b"\x28\xb5\x2f\xfd": ("zstd", "zstd -d FILE"),
    b"7z\xbc\xaf\x27\x1c": ("7-Zip", "7z x FILE"),
    b"Rar!": ("rar", "unrar x FILE"),
    b"\x04\x22\x4d\x18": ("lz4", "lz4 -d FILE"),
    b"\x1f\x9d": ("compress", "uncompress FILE"),
}
# What programs add to a zip of their own accord.
_NOT_MEANT: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db")
# What a zip holds that is a document of an office program.
_OFFICE: Final = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
_ENCRYPTED: Final = 0x1


class Opened(NamedTuple):
    """The stream of what is in a file, and its first bytes, which the stream still gives."""

    stream: io.BufferedReader
    head: bytes


class _Rejoined(io.RawIOBase):
    """What was read of a stream to look at it, then the rest, or what went wrong while looking."""

    def __init__(self, head: bytes, rest: io.BufferedIOBase, problem: Exception | None) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._rest = rest
        self._problem = problem

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # io.BufferedReader gives this
        if self._head:
            size = min(len(buffer), len(self._head))
            buffer[:size] = self._head[:size]
            self._head = self._head[size:]
            return size
        if self._problem is not None:
            raise self._problem
        return self._rest.readinto1(buffer)


def with_head(stream: io.BufferedIOBase, size: int) -> Opened:
    """Return a stream together with its first bytes; what goes wrong after some of them is raised in their turn."""
    head = b""
    problem = None
    try:
        while len(head) < size and (piece := stream.read1(_STEP)):
            head += piece
    except (*CUT_OFF, *DAMAGED, OSError) as error:
        if not head:
            raise
        problem = error
    return Opened(io.BufferedReader(_Rejoined(head, stream, problem), _BUFFER), head)


def unpacked(name: str, stream: io.BufferedReader[Any], size: int) -> Opened:
    """Return what is in a file that may be packed, with at least its first `size` bytes."""
    opened = with_head(stream, size)
    current = stream
    for _ in range(_PACKED_IN_PACKED):
        _refuse_not_opened(name, opened.head)
        if opened.head.startswith(_ZIP):
            packed = _only_file(name, current)
        elif opener := next((one for magic, (_, one) in _OPENERS.items() if opened.head.startswith(magic)), None):
            packed = opener(opened.stream)
        else:
            break
        try:
            opened = with_head(packed, size)
        except (*CUT_OFF, *DAMAGED, OSError, NotImplementedError, RuntimeError):
            raise UnusableSourceError(f"{name} is damaged or incomplete: fetch it again.") from None
        current = opened.stream
    return opened


def gunzipped(stream: io.BufferedReader[Any], size: int) -> Opened:
    """Return what is in a file that may be gzipped."""
    opened = with_head(stream, size)
    return with_head(gzip.GzipFile(fileobj=opened.stream), size) if opened.head.startswith(GZIP) else opened


def packing(head: bytes) -> str | None:
    """Return the name of what a file is packed with, or None."""
    if head.startswith(_ZIP):
        return "zip"
    return next((name for magic, (name, _) in _OPENERS.items() if head.startswith(magic)), None)


def _only_file(name: str, stream: io.BufferedReader[Any]) -> io.BufferedIOBase:
    """Return the one file of a zip."""
    if not stream.seekable():
        raise UnusableSourceError(f"{name} is a zip, which cannot be read as a stream: unpack it first (`unzip FILE`).")
    try:
        archive = zipfile.ZipFile(stream)
    except DAMAGED:
        raise UnusableSourceError(f"{name} is a zip that is damaged or incomplete: fetch it again.") from None
    files = [one for one in archive.infolist() if not one.is_dir()]
    if any(one.filename in _OFFICE for one in files):
        raise UnusableSourceError(f"{name} is a document of an office program: give the export of the register itself.")
    meant = [one for one in files if not one.filename.startswith(_NOT_MEANT) and not _is_of_a_system(one.filename)]
    if len(meant) != 1:
        raise UnusableSourceError(
            f"{name} is a zip with {len(meant)} files: unpack it (`unzip FILE`) and import the one that is meant."
        )
    if meant[0].flag_bits & _ENCRYPTED:
        raise UnusableSourceError(f"{name} is locked with a password: unpack it first (`unzip FILE`).")
    try:
        return archive.open(meant[0])  # type: ignore[return-value]  # a ZipExtFile is a BufferedIOBase
    except (*DAMAGED, NotImplementedError):
        raise UnusableSourceError(
            f"{name} is packed in a way that is not known: unpack it first (`unzip FILE`)."
        ) from None


def _is_of_a_system(name: str) -> bool:
    return name.rpartition("/")[2] in _NOT_MEANT or name.rpartition("/")[2].startswith("._")


def _refuse_not_opened(name: str, head: bytes) -> None:
    if head[_TAR_MARK] == b"ustar":
        raise UnusableSourceError(f"{name} is a tar archive: unpack it (`tar xf FILE`) and import the file in it.")
    for magic, (packing, command) in _NOT_OPENED.items():
        if head.startswith(magic):
            raise UnusableSourceError(f"{name} is packed with {packing}: unpack it first (`{command}`).")
