"""The command itself: where it reads from, what it says and how it ends."""

from __future__ import annotations

import bz2
import gzip
import json
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import psycopg
import pytest
from rich.console import Console

from directory.importing import command, progress
from directory.importing.command import Exit
from directory.importing.loading import ImportCounts
from directory.importing.merging import Merger
from directory.importing.reject_file import RejectFile
from directory.importing.sources import ImportSource
from directory.importing.unknown_keys import OTHERS
from directory.platform.advisory_locks import AdvisoryLock, exclusive
from directory.reports import mail_transport, mailing
from directory.settings import Role, settings_for
from tests.importing.exports import administrative, association, export, kbo, tombstone, vcode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.devstack.databases import Database
    from directory.importing.merging import MergeResult, ParsedLine
    from directory.settings import Settings
    from tests.importing.conftest import Importer

REPORT = ("00001-AAAAA", "V0001001", "naam", "Er staat een fout in de naam.", "")
Output = pytest.CaptureFixture[str]


@pytest.fixture
def _elsewhere(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the command look for its database at the address of the test's parameter."""
    monkeypatch.setenv("DATABASE_URL", request.param)
    settings_for.cache_clear()
    yield
    settings_for.cache_clear()


def test_all_in_ends_with_0(importer: Importer) -> None:
    assert importer.run(association(1001), tombstone(1002)) == Exit.ALL_IN


def test_some_refused_ends_with_3(importer: Importer) -> None:
    assert importer.run(association(1001), b"{") == Exit.SOME_REJECTED


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"no JSON\n", "there is no usable line"),
        (b"\x00\x01\x02", "there is no usable line"),
        (b"vCode;naam;gemeente\n", "is a table (CSV)"),
    ],
)
@pytest.mark.parametrize("strict", [False, True])
def test_a_file_without_a_usable_line_ends_with_2(
    importer: Importer, content: bytes, words: str, capsys: Output, *, strict: bool
) -> None:
    code = importer.run_bytes(content, strict=strict)

    assert (code, words in capsys.readouterr().err) == (Exit.NOTHING_DONE, True)


def test_a_file_in_another_form_is_in_and_its_form_told(importer: Importer, capsys: Output) -> None:
    entries = [association(1001), association(1002, naam="Café")]

    code = importer.run_bytes(bz2.compress(json.dumps(entries, ensure_ascii=False).encode("utf-16")))

    told = capsys.readouterr().err
    assert (code, importer.register.vcodes(), "UTF-16" in told, "one association a line" in told) == (
        Exit.ALL_IN,
        {vcode(1001), vcode(1002)},
        True,
        True,
    )


def test_why_lines_were_refused_is_told_without_what_stood_in_them(importer: Importer, capsys: Output) -> None:
    importer.run(
        b"{", b"[1]", b"[2]", association(1001, naam=None), association(1002, verenigingstype={"code": "Canarie"})
    )

    told = capsys.readouterr().err
    assert ("2 x Hier hoort een object te staan." in told, "1 x 'Naam' is verplicht." in told, "Canarie" in told) == (
        True,
        True,
        False,
    )


def test_lines_that_the_database_refuses_are_tried_again_whatever_the_form(importer: Importer) -> None:
    keys = {"sleutels": [{"bron": "KBO", "waarde": kbo(77)}], "verenigingstype": {"code": "VZW"}}
    entries = [association(1001, **keys), association(1002, **keys), association(1003)]

    code = importer.run_bytes(json.dumps(entries, indent=2).encode())

    assert (code, importer.register.vcodes()) == (Exit.ALL_IN, {vcode(1001), vcode(1002), vcode(1003)})


def test_a_missing_file_is_named(importer: Importer, capsys: Output) -> None:
    code = command.run("nowhere.ndjson")

    assert (code, capsys.readouterr().err.strip()) == (Exit.NOTHING_DONE, "There is no file nowhere.ndjson.")


def test_a_folder_is_no_file(importer: Importer, tmp_path: Path, capsys: Output) -> None:
    code = command.run(str(tmp_path))

    assert (code, "is a folder" in capsys.readouterr().err) == (Exit.NOTHING_DONE, True)


def test_a_file_that_cannot_be_read_is_one_sentence(importer: Importer, capsys: Output) -> None:
    code = command.run("/proc/self/mem")

    assert (code, "cannot be read" in capsys.readouterr().err) == (Exit.NOTHING_DONE, True)


@pytest.mark.parametrize("_elsewhere", ["postgresql://nobody:canary@127.0.0.1:1/nothing"], indirect=True)
@pytest.mark.usefixtures("_elsewhere")
def test_a_database_that_is_away_is_one_sentence_without_its_address(importer: Importer, capsys: Output) -> None:
    code = importer.run(association(1001))

    output = capsys.readouterr().err
    assert (code, output.startswith("The database cannot be reached"), "canary" in output) == (
        Exit.NOTHING_DONE,
        True,
        False,
    )


def test_a_login_that_may_not_write_is_one_sentence(
    importer: Importer, monkeypatch: pytest.MonkeyPatch, capsys: Output, module_database: object
) -> None:
    monkeypatch.setenv("DATABASE_URL", module_database.public)  # type: ignore[attr-defined]  # a Database, known to conftest
    settings_for.cache_clear()

    code = importer.run(association(1001))

    monkeypatch.undo()
    settings_for.cache_clear()
    assert (code, "directory_registrar" in capsys.readouterr().err) == (Exit.NOTHING_DONE, True)


@pytest.mark.parametrize("lock", command.ONE_IMPORT_AT_A_TIME)
def test_a_second_import_at_the_same_time_says_so(
    importer: Importer,
    module_database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
    lock: AdvisoryLock,
) -> None:
    monkeypatch.setattr(command, "_PATIENCE_SECONDS", 0.01)
    with psycopg.connect(module_database.registrar, autocommit=True) as other, exclusive(other, lock):
        code = importer.run(association(1001))

    assert (code, "Another import is running" in capsys.readouterr().err) == (Exit.NOTHING_DONE, True)


def test_an_import_runs_while_a_report_is_being_mailed(
    importer: Importer, module_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[int] = []

    @contextmanager
    def slow_mail_server(_settings: Settings) -> Iterator[SimpleNamespace]:
        """Import while the worker waits for its mail server, which then hangs up."""
        codes.append(importer.run(association(1001)))
        yield SimpleNamespace(is_usable=False)

    monkeypatch.setattr(mail_transport, "open_transport", slow_mail_server)
    importer.register.run(
        "INSERT INTO site.report (reference, vcode, kind, message, contact) VALUES (%s, %s, %s, %s, %s)", *REPORT
    )
    with psycopg.connect(module_database.worker, autocommit=True) as worker:
        mailing.deliver(worker, settings_for(Role.REGISTRAR))

    importer.register.run("DELETE FROM site.report")
    assert codes == [Exit.ALL_IN]


def test_refused_lines_are_for_the_owner_only(importer: Importer) -> None:
    rejects = importer.folder / "export.ndjson.rejects.ndjson"
    rejects.touch(mode=0o644)

    importer.run(b"{")

    assert rejects.stat().st_mode & 0o777 == 0o600


def test_an_earlier_file_of_refused_lines_goes_away_when_all_is_in(importer: Importer) -> None:
    importer.run(b"{")

    importer.run(association(1001))

    assert not (importer.folder / "export.ndjson.rejects.ndjson").exists()


def test_refused_lines_do_not_follow_a_link(importer: Importer, tmp_path: Path, capsys: Output) -> None:
    rejects = importer.folder / "export.ndjson.rejects.ndjson"
    rejects.unlink(missing_ok=True)
    rejects.symlink_to(tmp_path / "elsewhere")

    code = importer.run(association(1001))

    rejects.unlink()
    assert (code, "cannot be written" in capsys.readouterr().err) == (Exit.NOTHING_DONE, True)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_standard_input_is_read_plain_and_gzipped(importer: Importer, tmp_path: Path, pack: type[bytes]) -> None:
    content = pack(export([association(1001), b"{"]))

    done = subprocess.run(
        importer.command("-"), input=content, env=importer.environment, cwd=tmp_path, capture_output=True, check=False
    )

    assert (done.returncode, importer.register.vcodes(), (tmp_path / "rejects.ndjson").exists()) == (
        Exit.SOME_REJECTED,
        {vcode(1001)},
        True,
    )


def test_a_gzipped_file_is_told_by_its_content(importer: Importer) -> None:
    importer.run_bytes(gzip.compress(export([association(1001)])) + gzip.compress(export([association(1002)])))

    assert importer.register.vcodes() == {vcode(1001), vcode(1002)}


def test_a_mark_at_the_start_of_the_file_does_no_harm(importer: Importer) -> None:
    assert importer.run_bytes(b"\xef\xbb\xbf" + export([association(1001)])) == Exit.ALL_IN


def test_the_last_line_needs_no_end(importer: Importer) -> None:
    assert importer.run_bytes(export([association(1001)]).strip()) == Exit.ALL_IN


def test_the_summary_counts_every_kind(importer: Importer, capsys: Output) -> None:
    importer.run(*(association(number) for number in range(1001, 1006)))
    capsys.readouterr()

    importer.run(
        association(1001),
        association(1002),
        association(1003, naam="Anders"),
        association(1004, locaties=[]),
        tombstone(1005),
        tombstone(1999),
        association(1006),
        b"{",
    )

    row = next(line for line in capsys.readouterr().err.splitlines() if line.startswith("│"))
    assert [cell.strip() for cell in row.strip("│").split("│")] == ["1", "2", "3", "1", "0", "1"]


def test_what_is_printed_tells_nothing_of_persons(importer: Importer, capsys: Output) -> None:
    importer.run(association(1001, naam="Canarische Club", **administrative(1001)), association(1002, naam="<Canarie>"))

    output = "".join(capsys.readouterr())
    assert [word for word in ("Canari", "Verzonnen", "85073", "5390") if word in output] == []


def test_a_terminal_shows_the_rate_and_the_time_left() -> None:
    console = Console(force_terminal=True, width=120)
    source = ImportSource("export.ndjson", iter(()), 1_000, lambda: 500, Path("r"), Path("n"))
    with console.capture() as shown, progress.reported(console, source) as report:
        report(ImportCounts(new=1_234))

    assert all(part in shown.get() for part in ("1,234 associations", "/s", "left"))


def test_without_a_terminal_plain_lines_tell_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PRINT_EVERY", 0.0)
    console = Console(force_terminal=False, width=120)
    source = ImportSource("export.ndjson", iter(()), 1_000, lambda: 500, Path("r"), Path("n"))
    with console.capture() as shown, progress.reported(console, source) as report:
        report(ImportCounts(new=1_234))

    assert all(part in shown.get() for part in ("1,234 associations", "/s", "s left"))


@pytest.fixture
def lost_half_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Merge each association by itself, and lose the connection at the second."""
    monkeypatch.setattr("directory.importing.loading.BATCH", 1)
    merge = Merger.merge_once

    def merge_or_fail(self: Merger, entries: list[ParsedLine]) -> MergeResult:
        if entries[0].content.vcode == vcode(1002):
            raise psycopg.OperationalError("gone")
        return merge(self, entries)

    monkeypatch.setattr(Merger, "merge_once", merge_or_fail)


@pytest.mark.usefixtures("lost_half_way")
def test_a_connection_that_is_lost_half_way_ends_with_1(importer: Importer, capsys: Output) -> None:
    code = importer.run(association(1001), association(1002))

    assert (code, "run the import again" in capsys.readouterr().err) == (Exit.STOPPED, True)


@pytest.mark.usefixtures("lost_half_way")
def test_nothing_goes_in_after_what_failed(importer: Importer) -> None:
    importer.run(*(association(number) for number in range(1001, 1006)))

    assert importer.register.vcodes() == {vcode(1001)}


def test_a_batch_is_tried_again_after_a_deadlock(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    failures = iter([psycopg.errors.DeadlockDetected(), psycopg.errors.SerializationFailure()])
    merge = Merger.merge_once

    def lose_twice(self: Merger, entries: list[ParsedLine]) -> MergeResult:
        for error in failures:
            raise error
        return merge(self, entries)

    monkeypatch.setattr(Merger, "merge_once", lose_twice)

    assert (importer.run(association(1001)), importer.register.vcodes()) == (Exit.ALL_IN, {vcode(1001)})


@pytest.mark.parametrize(
    ("error", "message"),
    [(KeyboardInterrupt(), "Stopped half-way"), (OSError(28, "No space left on device"), "No space left on device")],
)
def test_what_stops_an_import_half_way_is_told(
    importer: Importer, monkeypatch: pytest.MonkeyPatch, capsys: Output, error: BaseException, message: str
) -> None:
    monkeypatch.setattr("directory.importing.loading.BATCH", 1)

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(RejectFile, "write", fail)

    code = importer.run(association(1001), association(1002), association(1003), b"{")

    assert (code, message in capsys.readouterr().err) == (Exit.STOPPED, True)


def test_any_number_of_unknown_keys_is_counted_in_little_memory(importer: Importer, capsys: Output) -> None:
    importer.run(association(1001, **{f"sleutel{number}": 1 for number in range(1_000)}))

    output = capsys.readouterr().err
    assert ("stayed out: 1,000" in output, f"{OTHERS}: 800" in output, "more" in output) == (True, True, True)


def test_the_planner_learns_of_an_import_that_changed_much_and_of_no_other(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Explicit ANALYZE only: that of autovacuum is counted elsewhere.
    count = "SELECT pg_stat_get_analyze_count('register.association'::regclass)"
    before = importer.register.one(count)
    monkeypatch.setattr(command, "STALE_STATISTICS", 2)

    importer.run(association(1001))
    importer.run(association(1002), association(1003))
    importer.run(association(1002), association(1003))

    # A session tells its counts when it ends, which the server does at its leisure.
    deadline = time.monotonic() + 30
    while importer.register.one(count) == before:
        assert time.monotonic() < deadline, "the planner learned nothing"
    assert importer.register.one(count) == before + 1
