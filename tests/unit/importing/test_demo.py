"""The invented associations look like those of Flanders, belong to no person, and are the same for the same seed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

import orjson
import pytest

from directory.importing.demo import lines
from directory.importing.demo.lines import MAX_COUNT
from directory.importing.demo.place_sampling import weighted_places
from directory.importing.demo.words import SURNAMES
from directory.register import identifiers
from directory.register.reference import rows

COUNT = 6_000
Json = dict[str, Any]


@cache
def all_lines() -> tuple[Json, ...]:
    """Return every line of one file."""
    return tuple(orjson.loads(line)["vereniging"] for line in lines(COUNT, 1))


@cache
def full() -> tuple[Json, ...]:
    """Return the lines that tell of an association."""
    return tuple(line for line in all_lines() if "naam" in line)


def items(key: str) -> list[Json]:
    """Return all items of one list."""
    return [item for line in full() for item in line[key]]


def is_visible(line: Json) -> bool:
    """Tell whether the public may see the association."""
    hidden = line.get("isVerwijderd") or line.get("isUitgeschrevenUitPubliekeDatastroom") or line.get("teVerwijderen")
    return not hidden and line.get("status") == "Actief"


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert list(lines(500, 7)) == list(lines(500, 7))


def test_another_seed_gives_other_associations() -> None:
    assert not set(lines(500, 7)) & set(lines(500, 8))


def test_a_shorter_file_is_the_beginning_of_a_longer_one() -> None:
    assert list(lines(300, 7)) == list(islice(lines(COUNT, 7), 300))


def changes(until: date) -> list[date]:
    """Return the day of each last change."""
    read = map(orjson.loads, lines(3000, 7, until))
    return [date.fromisoformat(line["metadata"]["datumLaatsteAanpassing"]) for line in read if "metadata" in line]


@pytest.mark.parametrize("until", [date(2025, 12, 31), date(2026, 11, 30), date(2028, 2, 29)])
def test_changes_reach_to_the_given_day_and_some_are_of_the_last_month(until: date) -> None:
    ages = [(until - changed).days for changed in changes(until)]
    assert (min(ages) >= 0, max(ages) <= 3 * 365) == (True, True)
    assert min(ages) <= 7
    assert 0.04 < sum(age <= 30 for age in ages) / len(ages) < 0.1
    assert 0.35 < sum(age <= 365 for age in ages) / len(ages) < 0.6


def test_the_day_changes_nothing_else() -> None:
    early, late = ([orjson.loads(line) for line in lines(500, 7, day)] for day in (date(2026, 1, 1), date(2027, 1, 1)))
    assert [line["vereniging"] for line in early] == [line["vereniging"] for line in late]


def test_a_department_does_what_its_parent_does() -> None:
    by_vcode = {line["vCode"]: line for line in full()}
    pairs = [
        (line, by_vcode[line["subverenigingVan"]["andereVereniging"]]) for line in full() if "subverenigingVan" in line
    ]
    assert len(pairs) > 20
    for part, whole in pairs:
        first = [one["code"] for one in part["hoofdactiviteitenVerenigingsloket"]][:1]
        assert first == [one["code"] for one in whole["hoofdactiviteitenVerenigingsloket"]][:1]


def test_each_line_has_a_vcode_of_its_own() -> None:
    assert len({line["vCode"] for line in all_lines()}) == COUNT
    assert all(identifiers.vcode(line["vCode"]) == line["vCode"] for line in all_lines())


def test_nineteen_of_twenty_are_visible() -> None:
    assert 0.925 < sum(map(is_visible, all_lines())) / COUNT < 0.955


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "Gestopt"),
        ("status", "Dubbel"),
        ("isUitgeschrevenUitPubliekeDatastroom", True),
        ("isVerwijderd", True),
        ("teVerwijderen", True),
        ("inStopzetting", True),
    ],
)
def test_every_kind_of_hiding_and_ending_occurs(key: str, value: object) -> None:
    assert sum(line.get(key) == value for line in all_lines()) >= 20


def test_every_code_of_the_register_occurs() -> None:
    assert {line["verenigingstype"]["code"] for line in full()} == {"VZER", "VZW", "IVZW", "PS", "SVON"}
    assert {line["verenigingssubtype"]["code"] for line in full() if "verenigingssubtype" in line} == {
        *(row["code"] for row in rows("association_subtype"))
    }
    codes = {item["code"] for item in items("hoofdactiviteitenVerenigingsloket")}
    assert codes == {row["code"] for row in rows("activity")}


def test_every_sort_of_item_occurs() -> None:
    assert {item["locatietype"] for item in items("locaties")} == {
        "Activiteiten",
        "Correspondentie",
        "Maatschappelijke zetel volgens KBO",
    }
    assert {item["contactgegeventype"] for item in items("contactgegevens")} == {
        *("E-mail", "Website", "SocialMedia", "Telefoon")
    }
    assert {item["status"] for item in items("erkenningen")} == {"InAanvraag", "Actief", "Geschorst", "Verlopen"}


def test_names_and_descriptions_do_not_repeat_themselves() -> None:
    names = Counter(line["naam"] for line in full())
    texts = Counter(line["korteBeschrijving"] for line in full() if line["korteBeschrijving"])
    assert len(names) > 0.95 * len(full())
    assert names.most_common(1)[0][1] < 8
    assert len(texts) > 0.6 * texts.total()


@pytest.mark.parametrize(
    "part", ["'t ", "\u2019", "K.S.A.", "Sint-", "St. ", "Koninklijke", " vzw", "O.L.V.", "é", '"']
)
def test_names_are_written_in_all_the_ways_that_make_searching_hard(part: str) -> None:
    assert any(part in line["naam"] for line in full())


def test_associations_are_where_people_live() -> None:
    people = {
        row["code"]: int(row["population"]) for row in rows("area") if row["parent"] == "BE21" and not row["valid_to"]
    }
    found = Counter(demo_place.nis for demo_place in weighted_places() if demo_place.nis in people)
    share = {nis: count / found.total() for nis, count in found.items()}
    assert all(abs(share[nis] - people[nis] / sum(people.values())) < 0.006 for nis in people)


def test_every_address_has_a_post_code_that_goes_with_its_place() -> None:
    patterns = {(row["postcode"], row["name"]) for row in rows("place")}
    addresses = [item["adres"] for item in items("locaties")]
    assert all((one["postcode"], one["gemeente"].partition(" (")[0]) in patterns for one in addresses)


def test_references_are_to_earlier_lines_and_some_of_those_are_hidden() -> None:
    place = {line["vCode"]: number for number, line in enumerate(all_lines())}
    pairs = [(line["vCode"], item["andereVereniging"]) for line in full() for item in line["lidmaatschappen"]]
    pairs += [
        (line["vCode"], line["subverenigingVan"]["andereVereniging"]) for line in full() if "subverenigingVan" in line
    ]
    pairs += [(line["vCode"], line["isDubbelVan"]) for line in full() if "isDubbelVan" in line]
    assert len(pairs) > 1_000
    assert all(place[other] < place[own] for own, other in pairs)
    hidden = {line["vCode"] for line in all_lines() if not is_visible(line)}
    assert {other for _, other in pairs} & hidden


def test_what_is_double_refers_to_what_is_visible() -> None:
    state = {line["vCode"]: is_visible(line) for line in all_lines()}
    assert all(state[line["isDubbelVan"]] for line in full() if "isDubbelVan" in line)


def test_every_address_on_the_internet_is_an_example() -> None:
    values = [item["waarde"] for item in items("contactgegevens") if item["contactgegeventype"] != "Telefoon"]
    values += [item["e-mail"] for item in items("vertegenwoordigers")]
    values += [item["hernieuwingsUrl"] for item in items("erkenningen") if item["hernieuwingsUrl"]]
    hosts = {value.rpartition("@")[2].removeprefix("https://").partition("/")[0] for value in values}
    assert hosts
    assert all(host.endswith(".example") for host in hosts)


def test_no_telephone_number_can_ring() -> None:
    numbers = [item["waarde"] for item in items("contactgegevens") if item["contactgegeventype"] == "Telefoon"]
    numbers += [item["telefoon"] for item in items("vertegenwoordigers") if item["telefoon"]]
    assert all(len(number.replace(" ", "")) == 9 and number.split(" ")[1].startswith("0") for number in numbers)


def test_persons_have_names_that_are_plainly_invented() -> None:
    assert {item["achternaam"] for item in items("vertegenwoordigers")} == set(SURNAMES.split("|"))


def test_a_persons_number_has_right_check_digits_and_a_month_that_does_not_exist() -> None:
    numbers = [item["insz"] for item in items("vertegenwoordigers")]
    assert all(identifiers.insz(number) == number and number[2:4] == "99" for number in numbers)


def test_an_account_has_right_check_digits_and_is_no_banks() -> None:
    numbers = [item["iban"] for item in items("bankrekeningnummers")]
    assert all(identifiers.iban(number) == number for number in numbers)
    # A Belgian account ends in its first ten digits modulo 97, and in 97 instead of 00.
    assert all(number.endswith("00") for number in numbers)


def test_an_enterprise_number_has_right_check_digits_and_is_never_given_out() -> None:
    numbers = [item["waarde"] for item in items("sleutels") if item["bron"] == "KBO"]
    assert all(identifiers.kbo(number) == number and number.startswith("9") for number in numbers)
    assert len(set(numbers)) == len(numbers)


def _demo(*options: str) -> list[str]:
    return [sys.executable, "-m", "directory.cli", "demo", *options]


def test_the_command_writes_exactly_the_lines() -> None:
    done = subprocess.run(
        _demo("--count", "40", "--seed", "5", "--until", "2026-11-30"), check=True, capture_output=True
    )
    assert done.stdout.splitlines() == list(lines(40, 5, date(2026, 11, 30)))


def test_a_reader_that_stops_early_is_no_error() -> None:
    with subprocess.Popen(_demo("--count", "50000"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as text:
        assert text.stdout is not None
        assert text.stderr is not None
        assert text.stdout.readline().startswith(b'{"@context"')
        text.stdout.close()
        assert (text.stderr.read(), text.wait(60)) == (b"", 0)


def test_more_associations_than_there_are_vcodes_are_refused_in_a_sentence() -> None:
    done = subprocess.run(_demo("--count", str(MAX_COUNT + 1)), check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Er zijn niet meer dan 1400000 vCodes: kies een kleiner aantal.\n"
