"""Drives the Firefox of the system, by Marionette: the protocol that Firefox itself speaks on a socket.

Playwright drives a Firefox of its own making only, which not every machine can fetch. Of the protocol this is as much
as a walk by keyboard needs.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.browser import install_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("firefox-esr", "firefox")
KEYS = {"Tab": "\ue004", "Shift": "\ue008", "ArrowDown": "\ue015"}
_START_SECONDS = 60.0
_PREFERENCES = """user_pref("marionette.port", {port});
user_pref("accessibility.tabfocus", 7);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("intl.accept_languages", "nl-BE, nl");
"""


def firefox() -> str:
    """Return the Firefox to start: that of the system, else Debian's where it may be installed."""
    found = _of_the_system() or (_of_the_system() if install_chromium.debian_package(NAMES[0]) else None)
    if found is None:
        raise install_chromium.NoBrowserError("There is no Firefox and none could be fetched: install it.")
    return found


def _of_the_system() -> str | None:
    return next((program for name in NAMES if (program := shutil.which(name))), None)


class MarionetteError(Exception):
    """Firefox refused a command; the message is its own."""


class Firefox:
    """A running Firefox with one window."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._number = 0
        self._read()  # it introduces itself

    def send(self, command: str, **parameters: Any) -> Any:
        """Send a command and return its result."""
        self._number += 1
        body = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(body), body))
        _type, _number, error, result = self._read()
        if error:
            raise MarionetteError(f"{command}: {error['message']}")
        return result

    def run(self, script: str, *arguments: Any) -> Any:
        """Run the body of a function in the page and return what it returns."""
        return self.send("WebDriver:ExecuteScript", script=script, args=list(arguments))["value"]

    def resize(self, width: int, height: int) -> None:
        """Make the page this wide: the window of Firefox itself would stay at 500 pixels, so it is told not to."""
        self._run_in_browser("document.documentElement.style.minWidth = '0'")
        self.send("WebDriver:SetWindowRect", width=width, height=height)

    def allow_scripts(self, *, allowed: bool) -> None:
        """Let the pages that are opened from now on run scripts, or not."""
        self._run_in_browser("Services.prefs.setBoolPref('javascript.enabled', arguments[0])", allowed)

    def _run_in_browser(self, script: str, *arguments: Any) -> None:
        """Run a script in the window of the browser itself, around the page."""
        self.send("Marionette:SetContext", value="chrome")
        self.run(script, *arguments)
        self.send("Marionette:SetContext", value="content")

    def press(self, *keys: str) -> None:
        """Press keys together: the last one is pressed while the others are held."""
        signs = [KEYS.get(key, key) for key in keys]
        downs = [{"type": "keyDown", "value": sign} for sign in signs]
        ups = [{"type": "keyUp", "value": sign} for sign in reversed(signs)]
        self.send("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": [*downs, *ups]}])

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._receive(1)
        return json.loads(self._receive(int(length[:-1])))

    def _receive(self, count: int) -> bytes:
        received = b""
        while len(received) < count:
            part = self._connection.recv(count - len(received))
            if not part:
                raise MarionetteError("Firefox is gone")
            received += part
        return received


@contextmanager
def started(program: str, profile: Path) -> Iterator[Firefox]:
    """Run a Firefox without a screen, with a profile of its own, for as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (profile / "user.js").write_text(_PREFERENCES.format(port=port), encoding="utf-8")
    command = [
        program,
        "--headless",
        "--marionette",
        "--remote-allow-system-access",
        "--no-remote",
        "--profile",
        str(profile),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with _connected(port, process) as connection:
            running = Firefox(connection)
            running.send("WebDriver:NewSession", strictFileInteractability=False)
            yield running
    finally:
        process.terminate()
        process.wait(20)


def _connected(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=_START_SECONDS)
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)
