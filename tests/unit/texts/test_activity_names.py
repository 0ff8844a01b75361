"""The names of the activities can be translated."""

from __future__ import annotations

import csv
from pathlib import Path

from directory import register
from directory.platform.i18n import Language, speaking
from directory.texts.activity_names import NAMES, activity_name


def test_the_names_are_those_of_the_register() -> None:
    file = Path(register.__file__).parent / "reference" / "activity.csv"
    with file.open(encoding="utf-8") as rows:
        assert [row["name"] for row in csv.DictReader(rows)] == list(NAMES)


def test_a_name_is_shown_in_the_language_in_use_and_an_unknown_one_as_it_is() -> None:
    with speaking(Language.FRENCH):
        assert str(activity_name("Jeugdwerk")) == "Jeunesse"
        assert str(activity_name("Ruimtevaart")) == "Ruimtevaart"
        assert activity_name("Jeugdwerk") == "Jeugdwerk"
