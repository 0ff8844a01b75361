"""Starts the mail server of these tests, says how it should behave, and reads what it took."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_string, policy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.devstack.stack import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

PROGRAM = Path(__file__).with_name("smtp_server.py")


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail that the server took, and how it came."""

    sender: str
    to: list[str]
    mail: EmailMessage
    is_secret: bool
    is_known: bool


class Post:
    """The mail server's folder and process."""

    def __init__(self, folder: Path, certificate: Path) -> None:
        self._folder = folder
        self._certificate = certificate
        self._process: subprocess.Popen[bytes] | None = None
        self.ports: dict[str, int] = {}

    def start(self) -> None:
        """Start it, on new ports, well-behaved."""
        ports = self._folder / "ports"
        ports.unlink(missing_ok=True)
        self.behave("")
        self._process = subprocess.Popen([sys.executable, str(PROGRAM), str(ports), str(self._certificate)])
        until(ports.exists, what="the mail server listens")
        self.ports = json.loads(ports.read_text(encoding="utf-8"))

    def renew(self) -> None:
        """Make it as new: running, well-behaved, with nothing taken."""
        for file in (*self._folder.glob("*.mail"), self._folder / "hanging"):
            file.unlink(missing_ok=True)
        self.behave("")
        if self._process is None or self._process.poll() is not None:
            self.start()

    def stop(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def behave(self, how: str) -> None:
        """Say what it does with each mail from now on."""
        (self._folder / "behaviour").write_text(how, encoding="utf-8")

    def address(self, wire: str = "smtp", login: str = "") -> str:
        """Return the setting that leads to it."""
        return f"{wire}://{login}localhost:{self.ports[wire]}"

    def taken(self) -> list[Taken]:
        """Return what it took, in order."""
        files = sorted(self._folder.glob("*.mail"), key=lambda file: int(file.stem))
        return [_taken(json.loads(file.read_text(encoding="utf-8"))) for file in files]

    def await_hanging(self) -> None:
        """Wait until a mail hangs in it."""
        until((self._folder / "hanging").exists, what="a mail hangs in the server")


def _taken(told: dict[str, Any]) -> Taken:
    mail = message_from_string(told["mail"], policy=policy.default)
    return Taken(told["from"], told["to"], mail, told["is_secret"], told["is_known"])


@contextmanager
def opened(folder: Path, certificate: Path) -> Iterator[Post]:
    """Run a mail server for as long as the block lasts."""
    post = Post(folder, certificate)
    try:
        yield post
    finally:
        post.stop()
