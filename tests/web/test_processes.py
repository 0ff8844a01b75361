"""The web is several processes behind one socket: one that dies or hangs is replaced, and the others serve on."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil
import pytest

from directory.devstack import ports, process
from tests.devstack.stack import REPOSITORY, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOWHERE = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nowhere",
    "OPENSEARCH_URL": "http://127.0.0.1:9",
    "REDIS_URL": "redis://127.0.0.1:9",
    "DIRECTORY_SECRET": "of a test, thirty-two characters long",
}


class Web:
    """A running web with no server behind it."""

    def __init__(self, parent: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.parent = parent
        self.log = log
        self.started = 2
        self._address = f"http://{ports.HOST}:{port}"

    def text(self, path: str = "/health/live") -> str:
        """Return an answer; raises `OSError` when there is none, or an error."""
        with urllib.request.urlopen(self._address + path, timeout=5) as answer:  # noqa: S310 - our own address
            return str(answer.read().decode())

    def answers(self) -> bool:
        """Tell whether it answers."""
        try:
            return bool(self.text())
        except OSError:
            return False

    def serving(self) -> set[int]:
        """Return the processes that serve, by number."""
        serving = set()
        for child in psutil.Process(self.parent.pid).children():
            with suppress(psutil.Error):  # it has just died
                if "spawn_main" in " ".join(child.cmdline()):
                    serving.add(child.pid)
        return serving

    def is_whole(self) -> bool:
        """Tell whether all that were started have come so far that they answer."""
        ready = self.log.read_text(encoding="utf-8").count("Application startup complete")
        return ready == self.started and len(self.serving()) == 2


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    log = tmp_path_factory.mktemp("web") / "web.log"
    port = ports.PortRange(28_100, 28_999).take()
    argv = [sys.executable, "-m", "directory.cli", "web", "--port", str(port)]
    environment = process.environment_of(process.Command("web", (), NOWHERE))
    with (
        log.open("wb") as output,
        subprocess.Popen(argv, cwd=REPOSITORY, env=environment, stdout=output, stderr=output) as parent,
    ):
        try:
            yield Web(parent, port, log)
        finally:
            parent.terminate()


@pytest.fixture
def whole(web: Web) -> Web:
    """Return the web while both of its processes serve."""
    until(web.is_whole, what="two processes serve")
    return web


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
def test_while_one_process_is_gone_the_other_answers_and_another_takes_its_place(whole: Web, sign: int) -> None:
    before = whole.serving()
    gone = min(before)
    os.kill(gone, sign)
    whole.started += 1
    assert [whole.answers() for _ in range(20)] == [True] * 20
    until(lambda: len(whole.serving() - {gone}) == 2, what="another process took its place")


def test_the_metrics_are_those_of_all_processes(whole: Web) -> None:
    def counted() -> int:
        match = re.search(r'directory_requests_total{.*route="/health/live".*} (\d+)', whole.text("/metrics"))
        return int(match[1]) if match else 0

    before = counted()
    for _ in range(30):
        whole.text()
    assert counted() == before + 30


def test_a_wrong_setting_is_one_sentence_and_the_end() -> None:
    environment = process.environment_of(process.Command("web", (), NOWHERE | {"DIRECTORY_LOG_LEVEL": "LOUD"}))
    argv = [sys.executable, "-m", "directory.cli", "web", "--port", "0"]
    done = subprocess.run(
        argv, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, "Traceback" in done.stderr, "DIRECTORY_LOG_LEVEL" in done.stderr) == (2, False, True)
