"""OpenSearch's Java libraries: exactly the locked ones, each checked against its SHA-256.

`jars.lock` has a line per library: SHA-256, group, artifact, version, classifier (`-` for none). It is written by
`python -m directory.devstack.lock_jars` (`make lock`), which lets jgo work out the whole set; a start only fetches what
the lock names.
"""

from __future__ import annotations

import hashlib
import os
import queue
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from directory.devstack import lock
from directory.devstack.problems import StartProblem

if TYPE_CHECKING:
    from collections.abc import Callable

LOCK = Path(__file__).with_name("jars.lock")
_AT_ONCE = 8
_TIMEOUT = 60
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Jar:
    """One library of the lock."""

    sha256: str
    group: str
    artifact: str
    version: str
    classifier: str

    @property
    def file_name(self) -> str:
        """The name that the library has in a Maven repository and in our folder."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{suffix}.jar"


def locked(file: Path = LOCK) -> tuple[Jar, ...]:
    """Read the lock."""
    lines = file.read_text(encoding="ascii").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return tuple(
        Jar(digest, group, name, version, "" if tag == "-" else tag) for digest, group, name, version, tag in rows
    )


def digest_of(path: Path) -> str:
    """Return a file's SHA-256."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def lock_digest(jars: tuple[Jar, ...]) -> str:
    """Name the whole set, so that what is derived from it is void when one library changes."""
    return hashlib.sha256("".join(jar.sha256 for jar in jars).encode()).hexdigest()[:16]


def ensure(folder: Path, jars: tuple[Jar, ...], tell: Callable[[int, int], None]) -> Path:
    """Fetch what is missing into `folder` and check every library; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if _missing(folder, jars):
        with lock.wait(folder):  # another start may be fetching the same libraries
            if missing := _missing(folder, jars):
                _fetch_all(folder, missing, tell)
    known = {jar.file_name for jar in jars}
    for stranger in folder.glob("*.jar"):
        if stranger.name not in known:
            stranger.unlink()  # the class path is the whole folder
    return folder


def _missing(folder: Path, jars: tuple[Jar, ...]) -> list[Jar]:
    return [jar for jar in jars if not _is_right(folder / jar.file_name, jar)]


def _is_right(path: Path, jar: Jar) -> bool:
    """Check a library that is there; one that was damaged since is removed and fetched again."""
    try:
        if digest_of(path) == jar.sha256:
            return True
    except FileNotFoundError:
        return False
    path.unlink(missing_ok=True)
    return False


def _fetch_all(folder: Path, jars: list[Jar], tell: Callable[[int, int], None]) -> None:
    """Fetch several at a time; the first that fails, or Ctrl-C, ends it at once.

    A pool of threads would first wait for all that it had begun, at a bad connection for minutes. These threads are
    daemons: the process ends without waiting for them.
    """
    scratch = folder.parent / f"jars.{os.getpid()}.new"
    wanted: queue.SimpleQueue[Jar] = queue.SimpleQueue()
    for jar in jars:
        wanted.put(jar)
    outcomes: queue.SimpleQueue[OSError | StartProblem | None] = queue.SimpleQueue()
    for _ in range(_AT_ONCE):
        threading.Thread(target=_fetch_one_by_one, args=(wanted, outcomes, folder, scratch), daemon=True).start()
    try:
        for done in range(len(jars)):
            tell(done, len(jars))
            problem = outcomes.get()
            if problem is not None:
                raise problem
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _fetch_one_by_one(
    wanted: queue.SimpleQueue[Jar],
    outcomes: queue.SimpleQueue[OSError | StartProblem | None],
    folder: Path,
    scratch: Path,
) -> None:
    """Work through the queue; a failure is put in `outcomes` and ends this thread."""
    while True:
        try:
            jar = wanted.get_nowait()
        except queue.Empty:
            return
        outcome: OSError | StartProblem | None = StartProblem(f"Fetching {jar.file_name} failed: start again.")
        try:
            _fetch(jar, folder, scratch)
            outcome = None
        except (OSError, StartProblem) as problem:
            outcome = problem
        finally:
            outcomes.put(outcome)  # also after an unexpected error: the main thread waits for it
        if outcome is not None:
            return


def _fetch(jar: Jar, folder: Path, scratch: Path) -> None:
    """Fetch one library beside its place and move it there only when its checksum is right."""
    import requests  # noqa: PLC0415 - only at a first start
    from jgo.maven import MavenContext  # noqa: PLC0415 - slow to import and only needed at a first start

    # A folder per library: jgo is not made for several threads in one.
    mirror = os.environ.get("DIRECTORY_MAVEN_URL")
    repositories = {"mirror": mirror.rstrip("/")} if mirror else None
    context = MavenContext(repo_cache=scratch / jar.file_name, remote_repos=repositories, timeout=_TIMEOUT)
    component = context.project(jar.group, jar.artifact).at_version(jar.version)
    try:
        fetched = component.artifact(jar.classifier).resolve()
    except (requests.RequestException, RuntimeError, IndexError) as error:  # the last: an empty checksum file
        raise StartProblem(
            f"Fetching {jar.file_name} failed ({type(error).__name__}): check the internet connection (or HTTPS_PROXY, "
            "or DIRECTORY_MAVEN_URL for a mirror) and start again, which goes on where it stopped; "
            "or set OPENSEARCH_URL."
        ) from error
    if digest_of(fetched) != jar.sha256:
        fetched.unlink()
        raise StartProblem(
            f"The fetched {jar.file_name} is not the one in jars.lock (wrong SHA-256) and was deleted: "
            "start again; if it stays wrong, the network or the mirror changes files and must not be used."
        )
    fetched.replace(folder / jar.file_name)
