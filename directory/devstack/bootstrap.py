"""Make the virtual environment that the rest needs; standard library only, run by any Python from 3.11 on.

`python3 directory/devstack/bootstrap.py LOCK` installs exactly what the lock names, each file checked by its hash, and
the project itself. It does nothing when the lock, the Python and the place have not changed since.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = REPOSITORY / ".venv"
OLDEST = (3, 11)
_NEEDED = 1_500_000_000
_PARTS = ("DATABASE_URL", "OPENSEARCH_URL", "REDIS_URL")
_REPORT_EVERY = 10


def main(arguments: list[str]) -> int:
    """Make or renew the environment; return the exit code."""
    lock = REPOSITORY / (arguments[0] if arguments else "requirements.lock")
    problem = _problem_with_this_machine()
    try:
        if problem is None and not _is_fresh(lock):
            problem = _make(lock)
    except OSError as error:
        problem = f"{ENVIRONMENT} cannot be made ({error.strerror}): make room or give yourself write permission there."
    if problem:
        print(f"Not installed. {problem}", file=sys.stderr)  # noqa: T201 - there is nothing better than print yet
    return 1 if problem else 0


def _problem_with_this_machine() -> str | None:
    if sys.version_info < OLDEST:
        return (
            f"Python 3.11 or newer is needed and this is {platform.python_version()}: say `make PYTHON=python3.11 run`."
        )
    missing = [name for name in _PARTS if not os.environ.get(name)]
    machine = (sys.platform, platform.machine(), platform.libc_ver()[0])
    if missing and machine != ("linux", "x86_64", "glibc"):
        return (
            f"Postgres, OpenSearch and Redis come ready-made for Linux x86-64 with glibc only, and this is "
            f"{' '.join(part for part in machine if part)}: set {', '.join(missing)} to servers of your own."
        )
    return None


def _stamp(lock: Path) -> str:
    """Name what the environment was made from; a copied or moved environment does not work and gets another name."""
    parts = [platform.python_version(), str(ENVIRONMENT), lock.read_text(), (REPOSITORY / "pyproject.toml").read_text()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _is_fresh(lock: Path) -> bool:
    """Tell whether the environment was made from this lock, or from the larger one that contains it."""
    try:
        made_from = (ENVIRONMENT / "made-from").read_text()
    except FileNotFoundError:
        return False
    return made_from in {_stamp(lock), _stamp(REPOSITORY / "requirements-dev.lock")}


def _make(lock: Path) -> str | None:
    if shutil.disk_usage(REPOSITORY).free < _NEEDED:
        return f"The disk of {REPOSITORY} is too full: make room for {_NEEDED // 1_000_000} MB, then start again."
    (ENVIRONMENT / "made-from").unlink(missing_ok=True)
    if not (ENVIRONMENT / "bin" / "pip").exists():
        created = _run("Making the environment", [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
        if created:
            return _venv_problem(created)
    pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    # The lock is complete, so pip has nothing to resolve; an older pip would try to, and would stumble over extras.
    locked = [*pip, "--no-deps", "--require-hashes", "-r", str(lock)]
    failed = _run(f"Installing {lock.name} (the first time about a minute)", locked) or _run(
        "Installing the project", [*pip, "--no-deps", "--no-build-isolation", "--no-index", "-e", str(REPOSITORY)]
    )
    if failed:
        return _pip_problem(failed)
    (ENVIRONMENT / "made-from").write_text(_stamp(lock))
    return None


def _venv_problem(output: str) -> str:
    if "ensurepip" in output or "No module named venv" in output:
        return "Python's venv module is missing: install it (Debian and Ubuntu: `apt install python3-venv`)."
    return f"Python could not make {ENVIRONMENT}: {output.strip().splitlines()[-1]}"


def _pip_problem(output: str) -> str:
    if "No space left" in output:
        return f"The disk is full: make room on the disk of {ENVIRONMENT}, then start again."
    if "DO NOT MATCH THE HASHES" in output:
        return "A fetched package is not the locked one (wrong SHA-256): start again; if it stays so, change network."
    errors = [line for line in output.splitlines() if line.startswith("ERROR")] or output.strip().splitlines()[-1:]
    return f"Installing the packages failed; check the internet connection and start again. {errors[-1]}"


def _run(what: str, command: list[str]) -> str | None:
    """Run a command, telling now and then how far it is; return its output when it failed."""
    began = reported_at = time.monotonic()
    _say(f"… {what}")
    lines: list[str] = []
    try:
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        ) as running:
            for line in running.stdout or ():
                lines.append(line)
                if time.monotonic() - reported_at > _REPORT_EVERY:
                    reported_at = time.monotonic()
                    fetched = sum(text.startswith("Collecting") for text in lines)
                    _say(f"… {what}: {fetched} packages found, {reported_at - began:.0f} s")
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    if running.returncode:
        return "".join(lines) or f"{command[0]} ended with {running.returncode}"
    _say(f"✓ {what} {time.monotonic() - began:.1f} s")
    return None


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - rich is what is being installed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
