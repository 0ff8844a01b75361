"""A line with values that break rules is taken without them: whatever is in it, only identity and name can lose it."""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from directory.importing.lines import ImportLine
from directory.importing.mending import MendingReader
from directory.importing.notes import Treatment, public_reason
from directory.importing.reading import LineReader, Tombstone
from directory.importing.rejection import RejectedLineError
from directory.importing.remedies import is_kept
from directory.importing.unknown_keys import UnknownKeys
from directory.register.known_codes import from_reference
from directory.register.records import AssociationRecord
from directory.register.rules import violations
from tests.importing.exports import Entry, administrative, association, coded, contact, kbo, location, membership, vcode
from tests.importing.wrong_lines import BAD, MINE, WRONG, recognition, wrong_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from directory.importing.notes import Note

LOSES = {"no name", "an empty name", "no vCode", "a wrong vCode", "two problems"}
PLACES = ("naam", "vCode")
ANYTHING = st.one_of(
    *(st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(), st.text(max_size=12)),
    st.sampled_from(
        ("", " ", "\0", "x" * 3000, "<b>x</b>", "HTTPS://X.be", "0001-01-01", "2999-01-01", "Dubbel", "Gestopt", "SUB")
    ),
    st.lists(st.none() | st.text(max_size=3) | st.dictionaries(st.text(max_size=3), st.text(max_size=3)), max_size=3),
    st.dictionaries(st.sampled_from(("code", "naam", "x")), st.text(max_size=5), max_size=2),
)


def read(entry: Entry | bytes) -> tuple[AssociationRecord | Tombstone, tuple[Note, ...]]:
    """Read one line."""
    content = entry if isinstance(entry, bytes) else orjson.dumps(entry)
    return MendingReader(from_reference(), UnknownKeys()).read(ImportLine(1, content))


def taken(**changes: Any) -> tuple[AssociationRecord, list[str]]:
    """Return what became of a line with these changes, and the fields that were told."""
    record, notes = read(association(BAD, **changes))
    assert isinstance(record, AssociationRecord)
    return record, [note.field for note in notes]


def whole() -> Entry:
    """Return a line with every field that there is."""
    told = {
        **administrative(MINE),
        "roepnaam": "Clubje",
        "lidmaatschappen": [membership(MINE, vcode(4000), van="2020-01-01", tot="2021-01-01")],
        "locaties": [location(MINE, isPrimair=True), location(MINE, 2)],
        "contactgegevens": [contact(MINE, isPrimair=True), contact(MINE, 2)],
        "verenigingssubtype": {"code": "SUB", "naam": "Subvereniging"},
        "subverenigingVan": {"andereVereniging": vcode(5000), "naam": "", "identificatie": "", "beschrijving": ""},
        "isVerwijderd": False,
        "verwijderdOp": None,
        "isDubbelVan": None,
        "startdatum": "2001-02-03",
        "werkingsgebieden": [coded("BE22"), coded("BE21")],
    }
    return association(BAD, **told)


def ways(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every value in a line."""
    if way:
        yield way
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inside:
        yield from ways(one, (*way, step))


def changed(entry: Entry, way: tuple[str | int, ...], value: Any) -> Entry:
    """Return a line with another value in one place."""
    made = copy.deepcopy(entry)
    parent: Any = made["vereniging"]
    for step in way[:-1]:
        parent = parent[step]
    parent[way[-1]] = value
    return made


def at(entry: Any, way: tuple[str | int, ...]) -> Any:
    """Return what stands at the end of a way."""
    for step in way:
        entry = entry[step]
    return entry


def renamed(parent: Any, last: Any, value: Any) -> None:
    """Give a field another name, or an item nothing."""
    if isinstance(parent, dict):
        parent["x" if last == "code" else "code"] = parent.pop(last)
    else:
        parent[last] = value and None


def repeated(parent: Any, last: Any, value: Any) -> None:
    """Add an item of a list once more; of a field, make it a list of two."""
    if isinstance(parent, list):
        parent.append(copy.deepcopy(value))
    else:
        parent[last] = [copy.deepcopy(value)] * 2


MUTATIONS: dict[str, Callable[[Any, Any, Any], None]] = {
    "gone": lambda parent, last, _: parent.pop(last),
    "twice": repeated,
    "wrapped": lambda parent, last, value: parent.__setitem__(last, {"code": copy.deepcopy(value), "naam": "Naam"}),
    "written": lambda parent, last, value: parent.__setitem__(last, str(value)),
    "renamed": renamed,
}


def mutated(data: st.DataObject, most: int = 4) -> Entry:
    """Draw a valid line with up to `most` mutations anywhere but in identity and name."""
    entry = whole()
    for _ in range(data.draw(st.integers(1, most))):
        every = [way for way in ways(entry) if way[:2] not in {("vereniging", "naam"), ("vereniging", "vCode")}]
        way = data.draw(st.sampled_from([way for way in every if way != ("vereniging",)]))
        parent, last = at(entry, way[:-1]), way[-1]
        kind = data.draw(st.sampled_from(("other", "moved", *MUTATIONS)))
        if kind == "other":
            parent[last] = small(data.draw(ANYTHING))
        elif kind == "moved":
            parent[last] = copy.deepcopy(at(entry, data.draw(st.sampled_from(every))))
        else:
            MUTATIONS[kind](parent, last, parent[last])
    return entry


def small(value: Any) -> Any:
    """Return a value that orjson can write."""
    return value if not isinstance(value, int) or abs(value) < 2**63 else 2**62


WAYS = [way for way in ways(whole()["vereniging"]) if way[0] not in PLACES]


def json_line(entry: Entry) -> bytes:
    """Return a line as JSON; orjson writes what is not a number as null."""
    return orjson.dumps(entry, option=orjson.OPT_PASSTHROUGH_SUBCLASS)


def test_a_whole_line_is_taken_without_a_note() -> None:
    assert read(whole())[1] == ()


@given(way=st.sampled_from(WAYS), value=ANYTHING)
def test_no_value_but_identity_and_name_loses_the_association(way: tuple[str | int, ...], value: Any) -> None:
    entry = changed(whole(), way, value if not isinstance(value, int) or abs(value) < 2**63 else 2**62)
    record, _notes = read(json_line(entry))
    assert record.vcode == MINE


@given(changes=st.lists(st.tuples(st.sampled_from([way for way in WAYS if len(way) == 1]), ANYTHING), max_size=6))
def test_nor_do_several_at_once(changes: list[tuple[tuple[str | int, ...], Any]]) -> None:
    entry = whole()
    for way, value in changes:
        entry = changed(entry, way, value if not isinstance(value, int) or abs(value) < 2**63 else 2**62)
    record, _notes = read(json_line(entry))
    assert record.vcode == MINE


@given(data=st.data())
@settings(max_examples=100)
def test_any_mutation_of_a_valid_line_leaves_the_association_taken(data: st.DataObject) -> None:
    entry = mutated(data)
    # A mutation may put another value in the place of the association's own name.
    name = entry["vereniging"].get("naam")
    if not isinstance(name, str) or not name.strip():
        return
    record, _notes = read(json_line(entry))
    assert record.vcode == MINE
    if isinstance(record, AssociationRecord):
        assert record.name == name


@given(at=st.integers(0, 10_000), signs=st.binary(min_size=1, max_size=3))
@settings(max_examples=100)
def test_a_damaged_sign_in_a_text_leaves_the_association_taken(at: int, signs: bytes) -> None:
    text = "Koor van het Zand"
    line = json_line(whole() | {"vereniging": whole()["vereniging"] | {"korteBeschrijving": text}})
    start = line.index(text.encode())
    place = start + at % len(text)
    damaged = line[:place] + signs.translate(None, b'"\\\n') + line[place + 1 :]
    record, _notes = read(damaged)
    assert (record.vcode, isinstance(record, AssociationRecord)) == (MINE, True)


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize("nothing", ["", " ", None])
def test_nothing_written_in_any_way_never_loses_the_association(
    way: tuple[str | int, ...], nothing: str | None
) -> None:
    assert read(changed(whole(), way, nothing))[0].vcode == MINE


@pytest.mark.parametrize(
    "way", [way for way in WAYS if way[-1] in {"van", "tot", "startdatum", "einddatum", "isPrimair"}]
)
def test_an_empty_text_is_no_date_and_no_flag_to_a_strict_reader_either(way: tuple[str | int, ...]) -> None:
    entry = changed(whole(), way, "")
    record = LineReader(from_reference(), UnknownKeys()).read(ImportLine(1, orjson.dumps(entry)))
    assert record == LineReader(from_reference(), UnknownKeys()).read(
        ImportLine(1, orjson.dumps(changed(whole(), way, None)))
    )


@pytest.mark.parametrize("kind", sorted(WRONG.keys() - LOSES))
def test_each_wrong_value_is_told_and_the_association_taken(kind: str) -> None:
    record, notes = read(wrong_line(kind))
    assert (record.vcode, len(notes) > 0) == (MINE, True)


@pytest.mark.parametrize("kind", sorted(LOSES))
def test_a_line_without_identity_or_name_is_refused(kind: str) -> None:
    with pytest.raises(RejectedLineError):
        read(wrong_line(kind))


@pytest.mark.parametrize("kind", sorted(WRONG.keys() - LOSES))
def test_what_is_taken_breaks_only_rules_that_let_a_value_stay(kind: str) -> None:
    record = read(wrong_line(kind))[0]
    assert isinstance(record, AssociationRecord)
    assert [one for one in violations(record) if not is_kept(one)] == []


@pytest.mark.parametrize("code", ["BE1", "BE2", "BE23499999"])
def test_an_area_that_the_list_does_not_hold_is_left_out_and_told(code: str) -> None:
    record, told = taken(werkingsgebieden=[coded("BE22"), coded(code), coded("BE21")])
    assert (record.areas, told) == (("BE22", "BE21"), ["werkingsgebieden[1].code"])


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2001-02-03T00:00:00", date(2001, 2, 3)),
        ("2001-02-02T23:30:00Z", date(2001, 2, 3)),
        ("2001-07-02T22:00:00.0000000+00:00", date(2001, 7, 3)),
        ("20010203", date(2001, 2, 3)),
        ("3/2/2001", date(2001, 2, 3)),
        ("03-02-2001", date(2001, 2, 3)),
        (" 2001-02-03 00:00 ", date(2001, 2, 3)),
        ("2001", None),
        ("2/30/2001", None),
        ("9999-12-31T23:59:59Z", None),
        ("gisteren", None),
    ],
)
def test_a_day_written_in_another_way_is_that_day(written: str, day: date | None) -> None:
    record, told = taken(startdatum=written)
    assert (record.start_date, told) == (day, ["startdatum"])


@pytest.mark.parametrize(("written", "age"), [("6", 6), (" 6 ", 6), (6.0, 6), ("zes", 0), (6.5, 0), ("-6", 0)])
def test_a_number_written_as_text_is_that_number(written: Any, age: int) -> None:
    record, told = taken(doelgroep={"minimumleeftijd": written, "maximumleeftijd": 12})
    assert (record.min_age, record.max_age, told) == (age, 12, ["doelgroep.minimumleeftijd"])


@pytest.mark.parametrize(("written", "flag"), [("ja", True), ("True", True), (1, True), ("nee", False), ("?", False)])
def test_yes_and_no_in_words_are_read(written: Any, *, flag: bool) -> None:
    record, told = taken(contactgegevens=[contact(MINE, isPrimair=written)])
    assert ([one.is_primary for one in record.contacts or ()], told) == ([flag], ["contactgegevens[0].isPrimair"])


KEPT = [{"code": "BE2", "naam": "Vlaams Gewest"}, {"code": "BE23499999", "naam": "Nieuw-Dorp"}]


def test_a_code_that_the_lists_do_not_hold_is_kept_with_its_name() -> None:
    entry = association(
        BAD,
        werkingsgebieden=[coded("BE22"), *KEPT],
        hoofdactiviteitenVerenigingsloket=[coded("SPRT"), {"code": "RUIM", "naam": "Ruimtevaart"}],
    )
    reader = MendingReader(from_reference(), UnknownKeys())
    record, notes = reader.read(ImportLine(1, orjson.dumps(entry)))
    assert isinstance(record, AssociationRecord)
    assert (record.areas, record.activities) == (("BE22", "BE2", "BE23499999"), ("SPRT", "RUIM"))
    assert (reader.kept.areas, reader.kept.activities) == (
        {"BE2": "Vlaams Gewest", "BE23499999": "Nieuw-Dorp"},
        {"RUIM": "Ruimtevaart"},
    )
    assert [(note.field, note.treatment) for note in notes] == [
        ("hoofdactiviteitenVerenigingsloket[1].code", Treatment.KEPT),
        ("werkingsgebieden[1].code", Treatment.KEPT),
        ("werkingsgebieden[2].code", Treatment.KEPT),
    ]


def test_a_code_that_is_kept_is_told_of_each_line() -> None:
    reader = MendingReader(from_reference(), UnknownKeys())
    line = ImportLine(1, orjson.dumps(association(BAD, startdatum="ooit", werkingsgebieden=KEPT[:1])))
    told = [[note.field for note in reader.read(line)[1]] for _ in range(2)]
    assert told == [["startdatum", "werkingsgebieden[0].code"]] * 2


@pytest.mark.parametrize(
    "item",
    [
        {"code": "Jan Peeters", "naam": "Jan Peeters"},
        {"code": "BE2", "naam": " "},
        {"code": "BE2", "naam": "x" * 101},
        {"code": "BE2", "naam": "<script>x</script>"},
        {"code": "BE2", "naam": "a\nb"},
        {"code": "BE2", "naam": 7},
        {"code": "be2", "naam": "Vlaams Gewest"},
    ],
)
def test_what_is_no_code_with_a_name_is_left_out(item: Entry) -> None:
    record, told = taken(werkingsgebieden=[item])
    assert (record.areas, told) == ((), ["werkingsgebieden[0].code"])


def test_of_two_equal_locations_one_stays() -> None:
    record, told = taken(locaties=[location(MINE), location(MINE) | {"@id": "loc:other"}])
    assert (len(record.locations or ()), told) == (1, ["locaties"])


def test_two_different_locations_of_one_identifier_both_stay() -> None:
    record, _told = taken(locaties=[location(MINE), location(MINE, naam="Lokaal")])
    assert len(record.locations or ()) == 2


@pytest.mark.parametrize("text", ["<vzw> Koor", "voor <12 en >65"])
def test_a_text_with_angle_brackets_stays_as_it_is(text: str) -> None:
    record, told = taken(naam=text, korteBeschrijving=text)
    assert (record.name, record.description, told) == (text, text, ["naam", "korteBeschrijving"])


@pytest.mark.parametrize(
    "address", ["HTTPS://Club.example/Pad", " https://Club.example/Pad ", "Https://Club.example/Pad"]
)
def test_an_address_is_tidied(address: str) -> None:
    record, _told = taken(contactgegevens=[contact(MINE, contactgegeventype="Website", waarde=address)])
    assert [one.value for one in record.contacts or ()] == ["https://Club.example/Pad"]


def test_a_contact_that_stands_there_twice_stays_once() -> None:
    record, told = taken(contactgegevens=[contact(MINE), contact(MINE) | {"@id": "cont:other"}])
    assert (len(record.contacts or ()), told) == (1, ["contactgegevens[1]"])


def test_an_address_without_a_house_number_stays() -> None:
    bare = location(MINE)
    bare["adres"]["huisnummer"] = ""
    record, told = taken(locaties=[bare])
    assert ([one.street for one in record.locations or ()], told) == (["Dorpsstraat"], ["locaties[0].adres.huisnummer"])


def test_places_are_told_as_they_stand_in_the_file() -> None:
    wrong = contact(MINE, 1, contactgegeventype="Fax")
    _record, told = taken(contactgegevens=[wrong, contact(MINE, 2), contact(MINE, 3, waarde="geen adres")])
    assert told == ["contactgegevens[0].contactgegeventype", "contactgegevens[2].waarde"]


@pytest.mark.parametrize("written", ["0001-01-01", "9999-12-31"])
def test_a_day_that_was_never_filled_in_is_none(written: str) -> None:
    record, told = taken(startdatum=written, lidmaatschappen=[membership(MINE, vcode(4000), tot=written)])
    assert (record.start_date, [one.until_date for one in record.memberships or ()], told) == (None, [None], [])


@pytest.mark.parametrize("written", ["B-9000", "9000 ", "\u00a09000", "BE 9000", "b9000", "90 00", "B - 9000", "9.000"])
def test_a_belgian_post_code_is_four_digits(written: str) -> None:
    record, _told = taken(locaties=[location(MINE, place=(written, "Gent"))])
    assert [(one.postcode, one.nis) for one in record.locations or ()] == [("9000", "44021")]


@pytest.mark.parametrize("written", ["F-59000", "1012 AB", "SW1A 1AA", "9075", "90001"])
def test_other_post_codes_stay_as_they_are(written: str) -> None:
    record, _told = taken(locaties=[location(MINE, place=(written, "Elders"))])
    assert [one.postcode for one in record.locations or ()] == [written]


@pytest.mark.parametrize("written", ["ja", "true", 1, [], "misschien"])
@pytest.mark.parametrize("flag", ["isUitgeschrevenUitPubliekeDatastroom", "isVerwijderd"])
def test_a_wish_not_to_be_shown_that_cannot_be_read_counts(flag: str, written: Any) -> None:
    record, told = taken(**{flag: written})
    assert (bool(record.opted_out or record.deleted_on), told[0]) == (True, flag)


def test_one_with_legal_personality_that_is_opted_out_is_not_shown() -> None:
    record, _told = taken(verenigingstype={"code": "VZW"}, isUitgeschrevenUitPubliekeDatastroom=True)
    assert (record.opted_out, record.deleted_on) == (None, date(2026, 3, 1))


def test_a_duplicate_of_an_unknown_one_is_not_active() -> None:
    assert taken(status="Dubbel")[0].status == "Gestopt"


def test_an_unknown_type_follows_from_the_enterprise_number() -> None:
    keys = [{"bron": "KBO", "waarde": kbo(77)}]
    assert taken(verenigingstype={"code": "BV"}, sleutels=keys)[0].type_code == "VZW"


def test_a_recognition_with_a_wrong_end_keeps_the_rest() -> None:
    record, _told = taken(erkenningen=[recognition(einddatum="ooit", hernieuwingsdatum=None)])
    assert [one.end_date for one in record.recognitions or ()] == [None]


@pytest.mark.parametrize(
    "line", [b'"naam":"Cl\\ud800b"', b'"naam":"Cl\tb"', b'"naam":"Cl\x00b"', b'"naam":"Cl\\u0000b"']
)
def test_signs_that_are_no_text_do_not_lose_the_line(line: bytes) -> None:
    content = orjson.dumps(association(BAD)).replace(b'"naam":"Club 3000"', line)
    assert read(content)[0].vcode == MINE


@example('Het opgegeven werkingsgebied is niet gekend: "Jan Peeters"', "Jan Peeters")
@example("De waarde 0470 12 34 56 is geen gekend contactgegeven type.", "0470")
@given(st.just(""), st.just("-"))
def test_a_note_holds_no_value_that_is_not_a_code(message: str, private: str) -> None:
    assert private not in public_reason(message)


def test_a_code_is_told() -> None:
    assert "BE2" in public_reason('Het opgegeven werkingsgebied is niet gekend: "BE2"')


def test_thousands_of_wrong_items_are_mended_in_few_rounds() -> None:
    items = [contact(MINE, number, waarde="fout") for number in range(3_000)]
    record, told = taken(contactgegevens=items)
    assert (record.contacts, len(told)) == ((), 3_000)
