"""A strict import rejects a line that is wrong with its reason; what stands around it is imported."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import orjson

from directory.importing import command, line_order, lines
from tests.importing.exports import Entry, association, contact, export, kbo, location, vcode
from tests.importing.wrong_lines import BAD, MINE, UNREADABLE, WRONG, raw, wrong_line

if TYPE_CHECKING:
    import pytest

    from tests.importing.conftest import Importer


def test_each_wrong_line_is_rejected_with_its_reason_and_the_others_are_imported(importer: Importer) -> None:
    wrong = [line for line, _field, _reason in UNREADABLE.values()] + [wrong_line(kind) for kind in WRONG]
    whole = [association(1001 + number) for number in range(len(wrong))]

    importer.run(*(entry for pair in zip(whole, wrong, strict=True) for entry in pair), strict=True)

    expected = [(field, reason) for _line, field, reason in (*UNREADABLE.values(), *WRONG.values())]
    rejects = importer.rejects()
    assert [one["regel"] for one in rejects] == list(range(2, 2 * len(wrong) + 1, 2))
    assert [one["veld"] for one in rejects] == [field for field, _reason in expected]
    assert [
        one["reden"] for one, (_field, reason) in zip(rejects, expected, strict=True) if reason not in one["reden"]
    ] == []
    assert importer.register.vcodes() == {vcode(1001 + number) for number in range(len(wrong))}


def test_a_value_that_only_the_database_rejects_is_named_by_its_list(importer: Importer) -> None:
    long = f"https://x.example/{''.join(map(str, range(9_999)))}"  # an index cannot hold it

    importer.run(
        association(BAD, contactgegevens=[contact(MINE, contactgegeventype="Website", waarde=long)]), strict=True
    )

    number, field, reason = _first(importer)
    assert (number, field, "te lang" in reason) == (1, "", True)


def _first(importer: Importer) -> tuple[int, str, str]:
    (rejected,) = importer.rejects()
    return rejected["regel"], rejected["veld"], rejected["reden"]


def test_a_rejected_line_is_kept_with_its_vcode_and_its_text(importer: Importer) -> None:
    line = association(BAD, naam=None)

    importer.run(line)

    (rejected,) = importer.rejects()
    assert (rejected["vCode"], orjson.loads(rejected["inhoud"])) == (MINE, line)


def test_the_text_of_a_long_rejected_line_is_bounded(importer: Importer) -> None:
    importer.run(raw(naam="x" * 3_000_000))

    assert len(importer.rejects()[0]["inhoud"]) <= lines.SHOWN


def test_the_second_line_of_a_vcode_is_rejected(importer: Importer) -> None:
    importer.run(association(1001, naam="Eerste"), association(1001, naam="Tweede"), strict=True)

    assert (_first(importer), importer.register.one("SELECT name FROM register.association")) == (
        (2, "vCode", line_order.TWICE),
        "Eerste",
    )


def test_a_rejected_line_does_not_take_the_place_of_a_right_one_with_its_vcode(importer: Importer) -> None:
    importer.run(association(1001, naam=None), association(1001, naam="Goed"))

    assert importer.register.one("SELECT name FROM register.association") == "Goed"


def test_one_association_that_the_database_refuses_does_not_take_the_batch_along(importer: Importer) -> None:
    keys: list[Entry] = [{"bron": "KBO", "waarde": kbo(77)}]
    of_kbo = {"sleutels": keys, "verenigingstype": {"code": "VZW"}}
    entries = [association(number) for number in range(1001, 1040)]
    entries[10] = association(1011, **of_kbo)
    entries[30] = association(1031, **of_kbo)

    importer.run(*entries, strict=True)

    (rejected,) = importer.rejects()
    assert (
        rejected["regel"],
        rejected["vCode"],
        rejected["veld"],
        importer.register.one("SELECT count(*) FROM register.association"),
    ) == (
        31,
        vcode(1031),
        "sleutels",
        38,
    )


def test_a_kbo_number_that_is_given_up_further_on_is_taken_over(importer: Importer) -> None:
    of_kbo = {"sleutels": [{"bron": "KBO", "waarde": kbo(77)}], "verenigingstype": {"code": "VZW"}}
    importer.run(association(1002, **of_kbo))

    code = importer.run(association(1001, **of_kbo), association(1002, verenigingstype={"code": "VZW"}))

    holder = importer.register.one("SELECT vcode FROM register.association WHERE kbo_number IS NOT NULL")
    assert (code, holder) == (command.Exit.ALL_IN, vcode(1001))


def test_a_gzipped_file_that_is_cut_off_brings_in_what_came_before(importer: Importer) -> None:
    packed = gzip.compress(export([association(number) for number in range(1001, 1400)]))

    code = importer.run_bytes(packed[: len(packed) // 2])

    count = importer.register.one("SELECT count(*) FROM register.association")
    assert (code, count > 20, importer.rejects()[-1]["reden"]) == (command.Exit.SOME_REJECTED, True, lines.CUT_OFF)


def test_a_gzipped_file_that_is_damaged_says_so(importer: Importer) -> None:
    packed = bytearray(gzip.compress(export([association(number) for number in range(1001, 1100)])))
    packed[-8] ^= 0xFF  # the checksum

    importer.run_bytes(bytes(packed))

    assert importer.rejects()[-1]["reden"] == lines.DAMAGED


def test_unknown_keys_stay_out_and_are_counted(importer: Importer, capsys: pytest.CaptureFixture[str]) -> None:
    odd = association(1001, onbekend=1, locaties=[location(vcode(1001), kleur="[bold]rood")])

    code = importer.run(odd)

    told = capsys.readouterr().err
    assert (code, "onbekend: 1" in told, "locaties[].kleur: 1" in told) == (command.Exit.ALL_IN, True, True)
