"""Every way in which a line can be wrong: it stays out with the reason, and what stands around it goes in."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from directory.importing import command, fields, lines, loading, reading
from directory.importing.lines import ImportLine
from directory.register.rules.violation import Violation
from tests.importing.exports import (
    Entry,
    administrative,
    association,
    coded,
    contact,
    export,
    kbo,
    location,
    membership,
    vcode,
)

if TYPE_CHECKING:
    from tests.importing.conftest import Importer

BAD = 3000
MINE = vcode(BAD)


def raw(**changes: Any) -> bytes:
    """Return the line of the association that is wrong."""
    return orjson.dumps(association(BAD, **changes))


def recognition(**changes: Any) -> Entry:
    """Return a recognition."""
    made: Entry = administrative(MINE)["erkenningen"][0]
    return made | changes


def account(**changes: Any) -> Entry:
    """Return a bank account."""
    made: Entry = administrative(MINE)["bankrekeningnummers"][0]
    return made | changes


UNREADABLE = {
    "bad JSON": (b'{"vereniging": {"vCode": "V0003000",, }}', "", reading.NOT_JSON),
    "a line cut off": (raw()[:400], "", reading.NOT_JSON),
    "JSON of another shape": (b'["V0003000"]', "", fields.NOT_OBJECT),
    "no association": (b'{"metadata": {}}', "vereniging", "'Vereniging' is verplicht."),
    "ten megabytes": (raw(naam="x" * 10_000_000), "", lines.TOO_LONG),
    "a raw NUL": (raw().replace(b"Club", b"Cl\x00b"), "", reading.HAS_NUL),
    "an escaped NUL": (raw(naam="Cl\x00b"), "vereniging.naam", reading.HAS_NUL),
    "an escaped NUL in a key": (raw(**{"na\x00am": ""}), "vereniging", reading.HAS_NUL),
    "invalid UTF-8": (raw().replace(b"Club", b"Cl\xffb"), "", reading.NOT_UTF8),
    "half a surrogate pair": (raw().replace(b"Club", b"Cl\\ud800b"), "", reading.NOT_JSON),
    "nested without end": (b'{"vereniging":' * 5_000, "", reading.NOT_JSON),
}
WRONG: dict[str, tuple[Entry, str, str]] = {
    "no name": ({"naam": None}, "naam", "'Naam' is verplicht."),
    "an empty name": ({"naam": ""}, "naam", "'Naam' mag niet leeg zijn."),
    "no vCode": ({"vCode": None}, "vCode", "'VCode' is verplicht."),
    "a wrong vCode": ({"vCode": "V12"}, "vCode", "Een vCode bestaat uit de letter V"),
    "a number for a name": ({"naam": 7}, "naam", fields.NOT_TEXT),
    "a text for an age": ({"doelgroep": {"minimumleeftijd": "6"}}, "doelgroep.minimumleeftijd", fields.NOT_NUMBER),
    "true for an age": ({"doelgroep": {"minimumleeftijd": True}}, "doelgroep.minimumleeftijd", fields.NOT_NUMBER),
    "an endless age": ({"doelgroep": {"minimumleeftijd": 10**18}}, "doelgroep.minimumleeftijd", fields.NOT_NUMBER),
    "a text for a list": ({"locaties": "Gent"}, "locaties", fields.NOT_LIST),
    "a list for an object": ({"doelgroep": []}, "doelgroep", fields.NOT_OBJECT),
    "a text for an item": ({"locaties": ["Gent"]}, "locaties[0]", fields.NOT_OBJECT),
    "a text for a flag": (
        {"locaties": [location(MINE), location(MINE, 2, isPrimair="ja")]},
        "locaties[1].isPrimair",
        fields.NOT_FLAG,
    ),
    "a number in an address": (
        {"locaties": [location(MINE, adres={"postcode": 9000})]},
        "locaties[0].adres.postcode",
        fields.NOT_TEXT,
    ),
    "a date of another form": ({"startdatum": "20200101"}, "startdatum", fields.NOT_DATE),
    "a day that is not": ({"startdatum": "2021-02-29"}, "startdatum", fields.NOT_DATE),
    "an unknown type": ({"verenigingstype": {"code": "BV"}}, "verenigingstype.code", 'niet gekend: "BV"'),
    "an unknown subtype": ({"verenigingssubtype": {"code": "X"}}, "verenigingssubtype.code", 'niet gekend: "X"'),
    "an unknown activity": (
        {"hoofdactiviteitenVerenigingsloket": [coded("CULT")]},
        "hoofdactiviteitenVerenigingsloket[0].code",
        'De opgegeven hoofdactiviteit is niet gekend: "CULT"',
    ),
    "an activity twice": (
        {"hoofdactiviteitenVerenigingsloket": [coded("SPRT"), coded("SPRT")]},
        "hoofdactiviteitenVerenigingsloket",
        "slechts 1 maal",
    ),
    "an unknown area": (
        {"werkingsgebieden": [coded("BE99")]},
        "werkingsgebieden[0].code",
        'Het opgegeven werkingsgebied is niet gekend: "BE99"',
    ),
    "an area twice": ({"werkingsgebieden": [coded("BE22"), coded("BE22")]}, "werkingsgebieden", reading.AREA_TWICE),
    "an area beside NVT": ({"werkingsgebieden": [coded("NVT"), coded("BE22")]}, "werkingsgebieden", "NVT"),
    "an unknown status": ({"status": "Slapend"}, "status", reading.STATUS_UNKNOWN),
    "an item twice": ({"locaties": [location(MINE), location(MINE, naam="Lokaal")]}, "locaties", fields.TWICE),
    "two primary locations": (
        {"locaties": [location(MINE, 1, isPrimair=True), location(MINE, 2, isPrimair=True)]},
        "locaties",
        "primaire locatie",
    ),
    "no kind of contact": (
        {"contactgegevens": [contact(MINE, contactgegeventype="Fax")]},
        "contactgegevens[0].contactgegeventype",
        "Fax",
    ),
    "a member of itself": (
        {"lidmaatschappen": [membership(MINE, MINE)]},
        "lidmaatschappen[0].andereVereniging",
        "lid zijn van zichzelf",
    ),
    "a member of no vCode": (
        {"lidmaatschappen": [membership(MINE, "Koepel")]},
        "lidmaatschappen[0].andereVereniging",
        "vCode",
    ),
    "a wrong KBO number": ({"sleutels": [{"bron": "KBO", "waarde": "0123456700"}]}, "sleutels", "checksum"),
    "no number for an item": (
        {"erkenningen": [recognition(erkenningId=None)]},
        "erkenningen[0].erkenningId",
        "verplicht",
    ),
    "a number below 1": ({"erkenningen": [recognition(erkenningId=0)]}, "erkenningen[0].erkenningId", "begint bij 1"),
    "no list of holders": (
        {"bankrekeningnummers": [account(titularissen="Jan")]},
        "bankrekeningnummers[0].titularissen",
        "lijst van teksten",
    ),
    "no holders at all": (
        {"bankrekeningnummers": [account(titularissen=None)]},
        "bankrekeningnummers[0].titularissen",
        "titularis",
    ),
    "an organisation twice": (
        {"bankrekeningnummers": [account(bevestigdDoor=[{"ovoCode": "OVO1"}, {"ovoCode": "OVO1"}])]},
        "bankrekeningnummers[0].bevestigdDoor",
        fields.TWICE,
    ),
    "markup": ({"naam": "<b>Club</b>"}, "naam", "niet toegestane tekens"),
    "two problems": ({"naam": "", "startdatum": "2999-01-01"}, "startdatum", "toekomst"),
    # Only the database knows: an index cannot hold a value this long.
    "a value beyond measure": (
        {
            "contactgegevens": [
                contact(
                    MINE, contactgegeventype="Website", waarde=f"https://x.example/{''.join(map(str, range(9_999)))}"
                )
            ]
        },
        "",
        "te lang",
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_an_unreadable_line_is_refused_with_its_reason(importer: Importer, kind: str) -> None:
    line, field, reason = UNREADABLE[kind]

    importer.run(association(1001), line, association(1002))

    assert _first(importer) == (2, field, reason)


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_field_is_named_with_the_reason(importer: Importer, kind: str) -> None:
    changes, field, reason = WRONG[kind]

    importer.run(association(1001), association(BAD, **changes), association(1002))

    number, at, why = _first(importer)
    assert (number, at, reason in why, importer.register.vcodes()) == (2, field, True, {vcode(1001), vcode(1002)})


def _first(importer: Importer) -> tuple[int, str, str]:
    (refused,) = importer.rejects()
    return refused["regel"], refused["veld"], refused["reden"]


def test_a_deletion_needs_a_date(importer: Importer) -> None:
    importer.run(association(BAD, isVerwijderd=True) | {"metadata": {}})

    assert _first(importer) == (1, "verwijderdOp", "'VerwijderdOp' is verplicht.")


def test_a_stream_that_breaks_gives_what_came_before() -> None:
    class Breaking(io.RawIOBase):
        def __init__(self) -> None:
            self.parts = iter([b"{}\n{}"])

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            for part in self.parts:
                buffer[: len(part)] = part
                return len(part)
            raise OSError(5, "Input/output error")

    assert list(lines.lines(io.BufferedReader(Breaking()))) == [
        ImportLine(1, b"{}\n"),
        ImportLine(2, b"", Violation("", lines.UNREADABLE)),
    ]


def test_all_that_is_wrong_with_a_line_is_told(importer: Importer) -> None:
    importer.run(association(BAD, naam="", startdatum="2999-01-01"))

    assert {one["veld"] for one in importer.rejects()[0]["alles"]} == {"naam", "startdatum"}


def test_a_refused_line_is_kept_with_its_vcode_and_its_text(importer: Importer) -> None:
    line = association(BAD, naam=None)

    importer.run(line)

    (refused,) = importer.rejects()
    assert (refused["vCode"], orjson.loads(refused["inhoud"])) == (MINE, line)


def test_the_text_of_a_long_refused_line_is_bounded(importer: Importer) -> None:
    importer.run(raw(naam="x" * 3_000_000))

    assert len(importer.rejects()[0]["inhoud"]) <= lines.SHOWN


def test_the_vcode_of_a_damaged_line_is_told_all_the_same(importer: Importer) -> None:
    importer.run(raw()[:-5])

    assert importer.rejects()[0]["vCode"] == MINE


def test_the_second_line_of_a_vcode_is_refused(importer: Importer) -> None:
    importer.run(association(1001, naam="Eerste"), association(1001, naam="Tweede"))

    assert (_first(importer), importer.register.one("SELECT name FROM register.association")) == (
        (2, "vCode", loading.TWICE),
        "Eerste",
    )


def test_a_refused_line_does_not_take_the_place_of_a_right_one_with_its_vcode(importer: Importer) -> None:
    importer.run(association(1001, naam=None), association(1001, naam="Goed"))

    assert importer.register.one("SELECT name FROM register.association") == "Goed"


def test_one_association_that_the_database_refuses_does_not_take_the_batch_along(importer: Importer) -> None:
    keys: list[Entry] = [{"bron": "KBO", "waarde": kbo(77)}]
    of_kbo = {"sleutels": keys, "verenigingstype": {"code": "VZW"}}
    entries = [association(number) for number in range(1001, 1040)]
    entries[10] = association(1011, **of_kbo)
    entries[30] = association(1031, **of_kbo)

    importer.run(*entries)

    (refused,) = importer.rejects()
    assert (
        refused["regel"],
        refused["vCode"],
        refused["veld"],
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


def test_keys_that_nobody_knows_stay_out_and_are_counted(
    importer: Importer, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = association(1001, onbekend=1, locaties=[location(vcode(1001), kleur="[bold]rood")])

    code = importer.run(odd)

    told = capsys.readouterr().err
    assert (code, "onbekend: 1" in told, "locaties[].kleur: 1" in told) == (command.Exit.ALL_IN, True, True)
