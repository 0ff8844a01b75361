"""`python -m bench.relevance`: measure relevance alone, quickly, while the search is being tuned.

Prints our marks by kind for both halves. The failing queries that `--failures` lists are of the tuning half only.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from bench.relevance import ablation, baseline, corpus, report, run
from bench.relevance.query import Half, Kind
from directory.devstack import databases, lock, process, secrets
from directory.devstack.external import External
from directory.devstack.parts import InstallationFolders, Parts
from directory.devstack.progress import StartProgress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.relevance.run import Judge

REPOSITORY = Path(__file__).resolve().parents[2]
_TEMPLATE = "relevance_template"


def main(arguments: Sequence[str]) -> int:
    """Start the parts, measure, print."""
    wanted = _parse(arguments)
    with ExitStack() as stack:
        folder = Path(wanted.state or stack.enter_context(tempfile.TemporaryDirectory(prefix="directory-relevance-")))
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)  # root lends Postgres another account, which must be able to come in
        cache = Path(os.environ.get("DIRECTORY_CACHE") or REPOSITORY / ".state" / "cache").resolve()
        place = InstallationFolders(folder.resolve(), cache)
        stack.enter_context(lock.hold(place.state))
        process.end_orphans(place.state)
        parts = Parts(place, secrets.load_or_create(place.state), External(), StartProgress())
        stack.callback(process.end_orphans, place.state)
        stack.callback(parts.stop)
        engine = parts.start().opensearch
        databases.make_template(parts, _TEMPLATE)
        database = stack.enter_context(databases.copied(parts, _TEMPLATE, "relevance"))
        judged = stack.enter_context(run.judge(database, engine, count=wanted.count, with_peers=wanted.peers))
        _show(judged, wanted)
    return 0


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.relevance", description=__doc__)
    parser.add_argument("--failures", action="store_true", help="list the failing queries of the tuning half")
    parser.add_argument("--peers", action="store_true", help="measure the register and a multi_match too")
    parser.add_argument("--ablation", action="store_true", help="leave out each ranking rule and each field in turn")
    parser.add_argument("--renew", action="store_true", help="write the table that CI compares with")
    parser.add_argument("--kind", type=Kind, action="append", help="only queries of this kind; may be repeated")
    parser.add_argument("--count", type=int, default=corpus.COUNT, help="how many invented associations")
    parser.add_argument("--state", help="a folder to keep the parts in: they start quicker the next time")
    wanted = parser.parse_args(arguments)
    if wanted.renew and (wanted.kind or wanted.count != corpus.COUNT):
        parser.error("the table is of all kinds and of the whole corpus")
    return wanted


def _show(judged: Judge, wanted: argparse.Namespace) -> None:
    console = Console(width=150)
    queries = [query for query in judged.queries if not wanted.kind or query.kind in wanted.kind]
    marks = run.ours(judged, queries)
    if wanted.failures:
        for line in report.failures(judged, marks):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    for half in Half:
        console.print(report.table(marks, half, f"ours, {half} half"))
    if wanted.peers:
        console.print(report.beside(marks, run.peers(judged)))
    if wanted.ablation:
        console.print(report.losses(ablation.losses(judged)))
    if wanted.renew:
        baseline.renew(marks)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
