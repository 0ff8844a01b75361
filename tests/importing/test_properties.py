"""What holds for every export: it ends in the register as it says, once, in any order, whatever is broken beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from directory.importing import loading
from tests.importing.conftest import names
from tests.importing.exports import AREAS, PLACES, Entry, associations, exports

if TYPE_CHECKING:
    from tests.importing.conftest import Importer

NUMBERS = range(2001, 2009)
# The register is emptied by each example itself; each takes some hundredths of a second.
examples = settings(
    max_examples=12,
    deadline=None,
    # Looking for a smaller example would take minutes: each asks the real database.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
BROKEN = (
    b'{"vereniging": {"vCode": "V0002001", "naam": ',
    b"[]",
    b"\xff\xfe",
    b'{"vereniging": {"vCode": "V0002003", "verenigingstype": {"code": "VZER"}}}',
    b'{"vereniging": {"vCode": "V0002002", "naam": "\\u0000 ", "verenigingstype": {"code": "VZER"}}}',
)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    # A file of a few lines goes through several batches, as a long one does.
    monkeypatch.setattr(loading, "BATCH", 3)


@given(entries=exports(NUMBERS))
@examples
def test_the_register_holds_what_the_file_said(importer: Importer, entries: list[Entry]) -> None:
    importer.register.empty()

    importer.run(*entries)

    found = importer.register.state()
    assert {name: _told(state) for name, state in found.items()} == {
        entry["vereniging"]["vCode"]: _expected(entry["vereniging"]) for entry in entries
    }


@given(entries=exports(NUMBERS))
@examples
def test_a_second_import_of_the_same_file_writes_nothing(importer: Importer, entries: list[Entry]) -> None:
    importer.register.empty()
    importer.run(*entries)
    before = importer.register.trail()

    importer.run(*entries)

    assert importer.register.trail() == before


@given(data=st.data(), entries=exports(NUMBERS))
@examples
def test_the_order_of_the_lines_does_not_matter(importer: Importer, data: st.DataObject, entries: list[Entry]) -> None:
    importer.register.empty()
    importer.run(*entries)
    as_it_came = importer.register.state()
    importer.register.empty()

    importer.run(*data.draw(st.permutations(entries)))

    assert importer.register.state() == as_it_came


@given(data=st.data(), entries=exports(NUMBERS))
@examples
def test_broken_lines_leave_the_others_in(importer: Importer, data: st.DataObject, entries: list[Entry]) -> None:
    importer.register.empty()
    lines: list[Entry | bytes] = list(entries)
    broken = data.draw(st.lists(st.sampled_from(BROKEN), min_size=1, max_size=5))
    for line in broken:
        lines.insert(data.draw(st.integers(0, len(lines))), line)

    importer.run(*lines)

    assert (importer.register.vcodes(), len(importer.rejects())) == (names(entries), len(broken))


@given(older=exports(NUMBERS), newer=exports(NUMBERS))
@examples
def test_a_newer_file_leaves_the_state_as_if_it_were_the_first(
    importer: Importer, older: list[Entry], newer: list[Entry]
) -> None:
    importer.register.empty()
    importer.run(*newer)
    alone = importer.register.state()
    importer.register.empty()
    importer.run(*older)

    importer.run(*newer)

    found = importer.register.state()
    assert {name: found[name] for name in alone} == alone


@given(first=associations(NUMBERS[0]), second=associations(NUMBERS[0]))
@examples
def test_a_number_of_an_item_is_never_used_again(importer: Importer, first: Entry, second: Entry) -> None:
    importer.register.empty()

    for entry in (first, second, first):
        importer.run(entry)

    told_twice = importer.register.query(
        "SELECT list, item FROM register.history WHERE list = ANY ('{location,contact,membership}')"
        " AND operation = 'insert' GROUP BY list, item HAVING count(*) > 1"
    )
    assert told_twice == []


def _told(state: dict[str, Any]) -> dict[str, Any]:
    """Return the part of the register's content that a public export tells."""
    own = state["association"]
    return {
        "naam": own["name"],
        "korteNaam": own["short_name"],
        "korteBeschrijving": own["description"],
        "roepnaam": own["call_name"],
        "type": own["type_code"],
        "startdatum": own["start_date"],
        "leeftijden": (own["min_age"], own["max_age"]),
        "kbo": own["kbo_number"],
        "aanpassing": own["modified_on"],
        "activiteiten": {one["activity_code"] for one in state.get("association_activity", [])},
        "gebieden": {one["area_code"] for one in state.get("association_area", [])},
        "locaties": {
            (one["source_key"], one["name"], one["is_primary"], one["house_number"], one["nis"], one["district"])
            for one in state.get("location", [])
        },
        "contacten": {(one["source_key"], one["value"], one["is_primary"]) for one in state.get("contact", [])},
        "lidmaatschappen": {(one["source_key"], one["other_vcode"]) for one in state.get("membership", [])},
    }


def _expected(told: Entry) -> dict[str, Any]:
    lies = {place[:2]: place[2:] for place in PLACES}
    return {
        "naam": told["naam"],
        "korteNaam": told["korteNaam"],
        "korteBeschrijving": told["korteBeschrijving"],
        "roepnaam": told.get("roepnaam", ""),
        "type": told["verenigingstype"]["code"],
        "startdatum": told["startdatum"],
        "leeftijden": (told["doelgroep"]["minimumleeftijd"], told["doelgroep"]["maximumleeftijd"]),
        "kbo": next((one["waarde"] for one in told["sleutels"] if one["bron"] == "KBO"), None),
        "aanpassing": "2026-03-01",
        "activiteiten": {one["code"] for one in told["hoofdactiviteitenVerenigingsloket"]},
        "gebieden": {dict(AREAS)[one["code"]] for one in told["werkingsgebieden"]},
        "locaties": {
            (one["@id"], one["naam"], one["isPrimair"], one["adres"]["huisnummer"])
            + lies[one["adres"]["postcode"], one["adres"]["gemeente"]]
            for one in told["locaties"]
        },
        "contacten": {(one["@id"], one["waarde"], one["isPrimair"]) for one in told["contactgegevens"]},
        "lidmaatschappen": {(one["@id"], one["andereVereniging"]) for one in told["lidmaatschappen"]},
    }
