"""The names of the activities as people read them, in each language."""

from __future__ import annotations

import csv
from pathlib import Path

import orjson
import pytest
from jinja2 import Environment

from directory import register
from directory.platform.i18n import SITE_LANGUAGES, Language, speaking
from directory.texts.activity_names import NAMES, activity_name, within_a_sentence


def test_the_names_are_those_of_the_register() -> None:
    file = Path(register.__file__).parent / "reference" / "activity.csv"
    with file.open(encoding="utf-8") as rows:
        assert [row["name"] for row in csv.DictReader(rows)] == list(NAMES)


def test_a_name_is_shown_in_the_language_in_use_and_an_unknown_one_as_it_is() -> None:
    with speaking(Language.FRENCH):
        assert str(activity_name("Jeugdwerk")) == "Jeunesse"
        assert str(activity_name("Ruimtevaart")) == "Ruimtevaart"
        assert activity_name("Jeugdwerk") == "Jeugdwerk"


def test_people_read_no_sign_and_no_capital_within_a_name() -> None:
    for name in NAMES:
        shown = str(activity_name(name))
        assert "&" not in shown
        assert shown[1:] == shown[1:].lower()
        assert shown.replace(" en ", " & ").casefold() == name.casefold()


def test_what_is_compared_and_written_for_programs_is_the_registers_own() -> None:
    name = "Kunsten, Erfgoed & Cultuur"
    assert (activity_name(name), orjson.loads(orjson.dumps([activity_name(name)]))) == (name, [name])
    assert f"{activity_name(name)}" == str(activity_name(name)) == "Kunsten, erfgoed en cultuur"
    template = Environment(autoescape=True).from_string("{{ name }}")
    assert template.render(name=activity_name(name)) == "Kunsten, erfgoed en cultuur"


@pytest.mark.parametrize("language", SITE_LANGUAGES)
def test_within_a_sentence_only_an_abbreviation_keeps_its_capital(language: Language) -> None:
    with speaking(language):
        for name in NAMES:
            shown = within_a_sentence(activity_name(name))
            assert shown[0].islower()
            assert shown[1:] == str(activity_name(name))[1:]
    assert within_a_sentence("ICT en media") == "ICT en media"
