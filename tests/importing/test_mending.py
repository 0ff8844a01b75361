"""An import keeps what it can: in the register stands the association, and beside the file what was left out of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from directory.importing import command, loading
from tests.importing.exports import Entry, administrative, association, coded, contact, kbo, location, tombstone, vcode
from tests.importing.wrong_lines import BAD, MINE, WRONG, wrong_line

if TYPE_CHECKING:
    from tests.importing.conftest import Importer

ONE = vcode(1001)
LOSES = {"no name", "an empty name", "no vCode", "a wrong vCode", "two problems"}
OF_KBO: Entry = {"sleutels": [{"bron": "KBO", "waarde": kbo(77)}], "verenigingstype": {"code": "VZW"}}


def name_of(importer: Importer, which: str = ONE) -> Any:
    """Return the name that the register has."""
    return importer.register.one("SELECT name FROM register.association WHERE vcode = %s", which)


@pytest.mark.parametrize("size", [1, 3, 4_000])
def test_of_all_wrong_lines_the_associations_are_in(
    importer: Importer, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(loading, "BATCH", size)
    wrong = [wrong_line(kind).replace(MINE.encode(), vcode(5000 + at).encode()) for at, kind in enumerate(WRONG)]
    expected = {vcode(5000 + at) for at, kind in enumerate(WRONG) if kind not in LOSES}

    importer.run(*wrong)

    assert (importer.register.vcodes(), {note["vCode"] for note in importer.notes()}) == (expected, expected)


def test_an_update_with_a_wrong_value_is_not_lost(importer: Importer) -> None:
    importer.run(association(1001))

    code = importer.run(association(1001, naam="Nieuw", werkingsgebieden=[coded("BE2")]))

    assert (code, name_of(importer)) == (command.Exit.ALL_IN, "Nieuw")


@pytest.mark.parametrize("size", [1, 4_000])
def test_a_code_that_the_lists_do_not_hold_is_kept_as_text(
    importer: Importer, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(loading, "BATCH", size)
    region, sport = {"code": "BE2", "naam": "Vlaams Gewest"}, {"code": "RUIM", "naam": "Ruimtevaart"}
    entries = [
        association(
            number,
            werkingsgebieden=[coded("BE22"), region],
            hoofdactiviteitenVerenigingsloket=[coded("SPRT"), sport],
        )
        for number in range(1001, 1007)
    ]

    codes = [importer.run(*entries), importer.run(*entries)]

    shown = importer.register.query("SELECT DISTINCT code, kind, name FROM publication.association_area ORDER BY code")
    assert (codes, shown[0], [row[0] for row in shown]) == (
        [command.Exit.ALL_IN] * 2,
        ("BE2", "tekst", "Vlaams Gewest"),
        ["BE2", "BE22"],
    )
    assert importer.register.query(
        "SELECT activity_code, count(*) FROM register.association_activity GROUP BY 1 ORDER BY 1"
    ) == [("RUIM", 6), ("SPRT", 6)]
    # They are told each time, and nothing can be chosen by them.
    assert len(importer.notes()) == 12
    assert (
        importer.register.query(
            "SELECT code FROM publication.area WHERE code = 'BE2' UNION SELECT code FROM publication.activity"
            " WHERE code = 'RUIM' UNION SELECT code FROM publication.association_activity WHERE code = 'RUIM'"
        )
        == []
    )


def test_a_note_says_where_what_and_how_and_nothing_private(importer: Importer) -> None:
    private = administrative(1001)
    private["vertegenwoordigers"][0] |= {"insz": "85073000099", "achternaam": "Canarie7"}

    importer.run(association(1001, **private))

    notes = importer.notes()
    assert [(note["regel"], note["vCode"], note["veld"], note["wat"]) for note in notes] == [
        (1, ONE, "vertegenwoordigers[0].achternaam", "weggelaten"),
        (1, ONE, "vertegenwoordigers[0].insz", "weggelaten"),
    ]
    assert "Canarie" not in str(notes)
    assert "850730" not in str(notes)


def test_what_the_database_alone_refuses_is_left_out(importer: Importer) -> None:
    importer.run(association(1001, startdatum="2001-01-01", einddatum="2005-01-01", status="Gestopt"))

    importer.run(association(1001, naam="Nieuw", startdatum="2010-01-01", status="Gestopt"))

    assert (name_of(importer), [note["veld"] for note in importer.notes()]) == ("Nieuw", ["einddatum"])


def test_a_kbo_number_that_another_has_is_left_out(importer: Importer) -> None:
    importer.run(association(1001, **OF_KBO), association(1002, **OF_KBO))

    assert (importer.register.vcodes(), [(note["vCode"], note["veld"]) for note in importer.notes()]) == (
        {ONE, vcode(1002)},
        [(vcode(1002), "sleutels")],
    )


def test_a_strict_import_refuses_the_line(importer: Importer) -> None:
    code = importer.run(association(1001, werkingsgebieden=[coded("BE2")]), association(1002), strict=True)

    assert (code, importer.register.vcodes()) == (command.Exit.SOME_REJECTED, {vcode(1002)})


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("size", [1, 4_000])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_tombstone_wins_from_a_full_line_wherever_it_stands(
    importer: Importer, monkeypatch: pytest.MonkeyPatch, order: tuple[int, int], size: int, *, strict: bool
) -> None:
    monkeypatch.setattr(loading, "BATCH", size)
    importer.run(association(1001))
    lines = (association(1001, naam="Terug"), tombstone(1001))

    importer.run(*(lines[place] for place in order), strict=strict)

    assert importer.register.query("SELECT is_public, deleted_on FROM register.association") == [
        (False, dt.date(2026, 5, 4))
    ]


@pytest.mark.parametrize("size", [1, 2, 4_000])
def test_of_two_full_lines_the_later_one_counts_and_is_told(
    importer: Importer, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(loading, "BATCH", size)

    importer.run(association(1001, naam="Eerste"), association(1002), association(1001, naam="Tweede"))

    assert (name_of(importer), [(note["regel"], note["veld"]) for note in importer.notes()]) == (
        "Tweede",
        [(3, "vCode")],
    )


def test_a_line_that_waited_does_not_overtake_a_later_one(importer: Importer) -> None:
    importer.run(association(1002, **OF_KBO))

    importer.run(association(1001, naam="Eerste", **OF_KBO), association(1003), association(1001, naam="Tweede"))

    assert name_of(importer) == "Tweede"


@given(data=st.data())
@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_wrong_value_on_top_of_any_earlier_state_is_an_update(importer: Importer, data: st.DataObject) -> None:
    importer.register.empty()
    importer.run(
        association(
            BAD,
            **administrative(MINE),
            locaties=[location(MINE, 1, isPrimair=True), location(MINE, 2)],
            contactgegevens=[contact(MINE, isPrimair=True)],
        )
    )
    kinds = data.draw(st.lists(st.sampled_from(sorted(WRONG.keys() - LOSES)), min_size=1, max_size=4))
    changes: Entry = {}
    for kind in kinds:
        changes |= {name: value for name, value in WRONG[kind][0].items() if name != "naam"}

    importer.run(association(BAD, naam="Nieuwe naam", **changes))

    assert (name_of(importer, MINE), importer.rejects()) == ("Nieuwe naam", [])
