"""The JavaScript of static/: lint (ESLint), type check (tsc), build (esbuild) and release of the widgets' scripts.

The tools come from npm as `directory/devstack/javascript/package-lock.json` names them. A released file never changes:
pages of other sites check it by its hash (subresource integrity).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from directory.devstack import npm

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(__file__).with_name("javascript")
SOURCES = ROOT / "static" / "widget" / "src"
BUILT = ROOT / "static" / "widget"
RELEASES = BUILT / "releases"
SCRIPTS = ("zoeker", "kaart", "suggesties", "hoogte", "frame")
# Pages may pin a release of these by its hash; the others have one address and no release.
RELEASED = ("zoeker", "kaart")


def cache_folder() -> Path:
    """Return the folder of fetched tools, shared with `make run` and the tests."""
    return Path(os.environ.get("DIRECTORY_CACHE") or ROOT / ".state" / "cache").resolve()


def lint() -> str:
    """Return the findings of ESLint, empty when there are none."""
    config = TOOLS / "eslint.config.cjs"
    return _run("eslint/bin/eslint.js", "--config", config, "--max-warnings", "0", "static", "directory", "tests")


def type_check() -> str:
    """Return the findings of the TypeScript compiler over the JSDoc types, empty when there are none."""
    return _run("typescript/bin/tsc", "--project", TOOLS / "tsconfig.json")


def difference() -> str:
    """Return a sentence that names the built files which differ from a build of the sources; empty when none does."""
    with TemporaryDirectory(prefix="scripts-") as name:
        target = Path(name)
        if problem := build(target):
            return problem
        stale = [
            f"{script}.js"
            for script in SCRIPTS
            if (target / f"{script}.js").read_bytes() != (BUILT / f"{script}.js").read_bytes()
        ]
    return (
        f"{', '.join(stale)} in static/widget: not what static/widget/src gives. Run `make release`." if stale else ""
    )


def build(target: Path) -> str:
    """Build the minified scripts into a folder; return what went wrong, empty when nothing did."""
    return _run(TOOLS / "build.cjs", SOURCES, target)


def release() -> list[Path]:
    """Build the scripts; those whose bytes changed become a new release. Return the files of that release.

    Raises `RuntimeError` when the build fails.
    """
    written = []
    with TemporaryDirectory(prefix="scripts-") as name:
        target = Path(name)
        if problem := build(target):
            raise RuntimeError(problem)
        version = next_version()
        for script in SCRIPTS:
            body = (target / f"{script}.js").read_bytes()
            (BUILT / f"{script}.js").write_bytes(body)
            file_name = f"{script}.{hashlib.sha256(body).hexdigest()[:12]}.js"
            if script in RELEASED and not list(RELEASES.glob(f"*/{file_name}")):
                path = RELEASES / version / file_name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(body)
                written.append(path)
    return written


def next_version() -> str:
    """Return the number after the newest release: 1.0.2 after 1.0.1."""
    newest = max(tuple(map(int, folder.name.split("."))) for folder in RELEASES.iterdir() if folder.is_dir())
    return ".".join(map(str, (*newest[:-1], newest[-1] + 1)))


def _run(script: str | Path, *arguments: str | Path) -> str:
    """Run a script of npm (or of ours) with node; return its output when it fails."""
    modules = npm.install(TOOLS, cache_folder())
    done = subprocess.run(
        [npm.program("node"), str(modules / script), *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"NODE_PATH": str(modules)},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    return "" if done.returncode == 0 else (done.stdout + done.stderr).strip() or f"exit code {done.returncode}"


def main() -> int:
    """Release what changed, and print it."""
    for path in release():
        print(path.relative_to(ROOT))  # noqa: T201 - the answer of `make release`
    return 0


if __name__ == "__main__":
    sys.exit(main())
