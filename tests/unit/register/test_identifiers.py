"""Numbers are read in every spelling that the register takes, and refused with its own sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.register import identifiers
from directory.register.identifiers import check_digits, iban, insz, insz_problem, kbo, kbo_problem, vcode

digits = st.text("0123456789", min_size=8, max_size=8)
CHECKS = (vcode, kbo, insz, iban)


def _iban_of(account: str) -> str:
    return f"BE{98 - int(account + '111400') % 97:02}{account}"


@given(st.integers(1001, 9_999_999), st.booleans())
def test_a_vcode_is_read_in_either_case(number: int, small: bool) -> None:
    written = f"V{number:07}"
    assert vcode(written.lower() if small else written) == written


@pytest.mark.parametrize(
    "text", ["V0001000", "V+001001", "V00010011", "0001001", "V 001001", "V000100\u0661", "V0001001\n", ""]
)
def test_what_is_no_vcode_is_refused_in_a_sentence(text: str) -> None:
    assert vcode(text) is None
    assert identifiers.vcode_problem(text) == identifiers.VCODE_FORM


@given(digits, st.sets(st.integers(0, 9)))
def test_a_kbo_number_may_have_dots_and_spaces_anywhere(body: str, gaps: set[int]) -> None:
    whole = f"{body}{check_digits(body):02}"
    spaced = "".join(digit + (". " if place in gaps else "") for place, digit in enumerate(whole))
    assert kbo(spaced) == whole


@given(digits, st.integers(0, 99))
def test_a_kbo_number_has_one_pair_of_check_digits(body: str, check: int) -> None:
    assert (kbo(f"{body}{check:02}") is None) == (check != check_digits(body))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("BE0123456789", identifiers.KBO_CHARACTERS),
        ("0123-456-789", identifiers.KBO_CHARACTERS),
        ("", identifiers.KBO_CHARACTERS),
        ("\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660", identifiers.KBO_CHARACTERS),
        ("012345678", identifiers.KBO_LENGTH),
        ("0123456788", identifiers.KBO_CHECKSUM),
    ],
)
def test_a_wrong_kbo_number_is_told_what_is_wrong(text: str, problem: str) -> None:
    assert kbo_problem(text) == problem


@given(st.text("0123456789", min_size=9, max_size=9), st.sampled_from(["", "2"]))
def test_an_insz_has_the_check_digits_of_either_century(body: str, century: str) -> None:
    number = f"{body}{check_digits(century + body):02}"
    assert insz(number) == number


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 99))
def test_no_insz_fits_both_centuries(body: str, check: int) -> None:
    before, from_2000 = check_digits(body), check_digits("2" + body)
    assert before != from_2000
    assert (insz(f"{body}{check:02}") is None) == (check not in {before, from_2000})


def test_an_insz_is_stored_without_its_dots_and_dash() -> None:
    body = "907399001"  # a month that does not exist
    check = f"{check_digits(body):02}"
    assert insz(f"90.73.99-001.{check}") == body + check


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("90.73.99 001.00", identifiers.INSZ_FORM),
        ("abc", identifiers.INSZ_FORM),
        ("9073990010", identifiers.INSZ_LENGTH),
        ("90739900100", identifiers.INSZ_CHECKSUM),
    ],
)
def test_a_wrong_insz_is_told_what_is_wrong(text: str, problem: str) -> None:
    assert insz_problem(text) == problem


@given(st.text("0123456789", min_size=12, max_size=12))
def test_an_iban_is_stored_in_groups_of_four(account: str) -> None:
    stored = iban(_iban_of(account))
    assert stored is not None
    assert [len(group) for group in stored.split(" ")] == [4, 4, 4, 4]


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 96))
def test_an_iban_with_another_check_digit_is_refused(account: str, shift: int) -> None:
    right = _iban_of(account)
    wrong = f"BE{(int(right[2:4]) + shift) % 97:02}{account}"
    assert (iban(wrong) is None) == (int(wrong[2:4]) % 97 != int(right[2:4]) % 97)


@pytest.mark.parametrize(
    "text", ["be68539007547034", " BE68539007547034", "NL91ABNA0417164300", "BE68 5390 0754 703", "BE"]
)
def test_what_is_no_belgian_iban_is_refused(text: str) -> None:
    assert iban(text) is None


@given(st.text())
def test_any_text_gets_an_answer_and_what_is_stored_is_stored_unchanged_again(text: str) -> None:
    for check in CHECKS:
        stored = check(text)
        assert stored is None or check(stored) == stored


@given(st.text())
def test_a_number_is_stored_exactly_when_nothing_is_wrong_with_it(text: str) -> None:
    checks, problems = (vcode, kbo, insz), (identifiers.vcode_problem, kbo_problem, insz_problem)
    assert [check(text) is None for check in checks] == [problem(text) is not None for problem in problems]
