"""`python -m tests.record_engine_start`: write the search engine's start-up cache, when there is none yet.

A first start records the cache, which makes that engine slow and keeps it busy for a minute when it stops. Done once
before the tests, no worker of a run has to, and each of the dozens of starts in the tests takes a third of the time.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from directory.devstack import opensearch, secrets
from directory.devstack.external import External
from directory.devstack.parts import InstallationFolders, Parts
from directory.devstack.progress import StartProgress
from tests.running_parts import cache_folder


def main() -> None:
    """Start the parts once and stop them."""
    with tempfile.TemporaryDirectory(prefix="directory-") as folder:
        state = Path(folder).resolve()
        state.chmod(0o755)  # root lends Postgres another account, which must be able to come in
        steps = StartProgress()
        with steps.step("Checking the search engine's libraries") as tell:
            if opensearch.prepare(state, cache_folder(), tell).cache.exists():
                return
        parts = Parts(InstallationFolders(state, cache_folder()), secrets.load_or_create(state), External(), steps)
        try:
            parts.start()
        finally:
            with steps.step("Writing its start-up cache"):
                parts.stop()


if __name__ == "__main__":
    main()
