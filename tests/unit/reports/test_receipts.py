"""Numbers of reports and their receipts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.reports.form import ReportForm
from directory.reports.receipts import Receipts

RECEIPTS = Receipts("a secret of thirty-two characters")
TYPED = ReportForm(kind="naam", message="Fout.", contact="an@peeters.example", token="token")


@given(message=st.text(max_size=100), contact=st.text(max_size=50))
def test_the_same_form_with_the_same_content_has_one_number(message: str, contact: str) -> None:
    typed = replace(TYPED, message=message, contact=contact)
    number = RECEIPTS.number("V0001001", typed)

    assert RECEIPTS.number("V0001001", replace(typed)) == number
    assert re.fullmatch(r"[2-9B-DF-HJ-NP-TV-XZ]{5}-[2-9B-DF-HJ-NP-TV-XZ]{5}", number)


@pytest.mark.parametrize("other", [{"kind": "plaats"}, {"message": "Fout"}, {"contact": ""}, {"token": "b"}])
def test_another_form_has_another_number(other: dict[str, str]) -> None:
    assert RECEIPTS.number("V0001001", replace(TYPED, **other)) != RECEIPTS.number("V0001001", TYPED)


def test_a_receipt_gives_its_number_back_for_its_own_association_only() -> None:
    receipt = RECEIPTS.sign("V0001001", "22222-22222")

    assert RECEIPTS.read("V0001001", receipt) == "22222-22222"
    assert RECEIPTS.read("V0001002", receipt) is None
    assert RECEIPTS.read("V0001001", "22222-22222") is None
