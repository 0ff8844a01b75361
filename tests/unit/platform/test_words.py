"""Every word that people see stands in the catalogue, and the catalogue holds what the site says today."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment

from directory.devstack import catalogues
from directory.platform import i18n
from directory.platform.i18n import Language, Message
from directory.texts import activity_names, choice_labels
from directory.widgets.answering.facets import TITLES
from directory.widgets.translations.texts import TEXTS
from tests.unit.platform import dutch

if TYPE_CHECKING:
    from pathlib import Path

ROOT = catalogues.REPOSITORY
SITE_LANGUAGES = (catalogues.DUTCH, *catalogues.TRANSLATED)
LANGUAGES = (*SITE_LANGUAGES, catalogues.GERMAN)
# Where people read what the code says. `register/rules` gives the register's own messages word for word, the invented
# associations of `importing/demo` are content.
CONTENT = {
    "synonyms.py": "words that people search with",
    "sample.py": "invented associations, of which only a hash remains",
}
ROOMS = (
    "*.py",
    "pages/**/*.py",
    "search/**/*.py",
    "platform/**/*.py",
    "publication/**/*.py",
    "widgets/**/*.py",
    "reports/**/*.py",
)
CODE = [
    *(path for room in ROOMS for path in dutch.files(ROOT / "directory", room) if path.name not in CONTENT),
    *dutch.files(ROOT / "indexer", "**/*.py"),
]
TEMPLATES = [path for path in dutch.files(ROOT / "templates", "**/*") if path.is_file()]
SCRIPTS = dutch.files(ROOT / "static", "**/*.js")

# Each is no word of ours: a code of the register, of the contract, or another language.
NO_WORDS = {
    "Activiteiten": "the register's code for a kind of address",
    "Maatschappelijke zetel volgens KBO": "the register's code for a kind of address",
    "Telefoon": "the register's code for a kind of contact detail",
    "Actief": "the register's code for a status",
    "Geschorst": "the register's code for the status of a recognition",
    "Verlopen": "the register's code for the status of a recognition",
    "eerste pagina": "a code of the JSON contract",
    "koor de eendracht": "words that people search with",
    "Leuven": "a place",
    "by route": "English",
    "Drupal": "the name of a program",
}


# What a widget on another site says, in its four languages, while the site that has all other words is out of reach.
SAID_ALONE = {
    "Deze vereniging staat niet in de gids.",
    "Dit lukt nu even niet.",
    "Probeer opnieuw",
    "Zoeken",
    "Zoeken lukt nu even niet.",
}


def catalogue_of(language: str) -> list[tuple[object, object]]:
    """Return ids and words of a catalogue as committed."""
    with catalogues.path_of(language).open("rb") as file:
        return [(catalogues.words_of(one), one.string) for one in read_po(file) if one.id]


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_dutch_in_code_stands_outside_the_catalogue(path: Path) -> None:
    assert [found for found in dutch.in_code(path.read_text()) if found.text not in NO_WORDS] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_of_a_template_stands_outside_the_catalogue(path: Path) -> None:
    assert list(dutch.in_template(path.read_text())) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_script_speaks_for_itself(path: Path) -> None:
    assert [found for found in dutch.in_script(path.read_text()) if found.text not in SAID_ALONE] == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Zoek een vereniging</p>",
        "<p>{% if x %}Verder{% endif %}</p>",
        '<a href="/" title="Naar de startpagina">{{ _("Start") }}</a>',
        '<button aria-label="Sluiten">{{ icon }}</button>',
        '<input placeholder="Gemeente">',
        '<input type="submit" value="Verstuur">',
        '<img alt="Kaart van {{ place }}">',
        '<meta name="description" content="Alle verenigingen">',
        '<p data-said="Er is niets gevonden">{{ x }}</p>',
        '<p>{{ "Geen verenigingen" if none else x }}</p>',
        '<p>{{ _("%(n)s km", n=x or "geen afstand gevonden") }}</p>',
        '{% macro told() %} id="x" title="Niets gevonden"{% endmacro %}',
        '<option label="Alles">{{ x }}</option>',
    ],
)
def test_a_planted_word_in_a_template_is_found(source: str) -> None:
    assert list(dutch.in_template(source))


@pytest.mark.parametrize(
    "source",
    [
        '<p>{{ _("Zoek een vereniging") }} · {{ count | number }}</p>',
        "<p>{% trans %}Ga naar de <a href='/'>startpagina</a>.{% endtrans %}</p>",
        '<meta name="viewport" content="width=device-width">',
        '<a class="quiet" href="/zoeken?q=koor" rel="next">{{ x }}</a>',
        '{% set kind = "website" %}<code>directory up</code>',
        "<title>{% block title %}{{ site_name }}{% endblock %}</title>",
    ],
)
def test_a_template_that_says_nothing_by_itself_is_left_alone(source: str) -> None:
    assert list(dutch.in_template(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        'raise Refused("Er is geen activiteit met deze code.")',
        'message = f"We kennen de plaats {place} niet."',
        'LABELS = {"x": "Verenigingen"}',
        'TITLE = _("Zoeken") + " in heel Vlaanderen"',
        '_("%(what)s kan niet") % {"what": "Deze pagina"}',
        '_(choose("Alle verenigingen", 1))',
        "def f():\n    return 'gevonden in de omschrijving'",
    ],
)
def test_a_planted_word_in_code_is_found(source: str) -> None:
    assert list(dutch.in_code(source))


@pytest.mark.parametrize(
    "source",
    [
        'log.info("index rebuilt", generation=name)',
        '"""Een vereniging is geen bedrijf."""',
        'raise ValueError("DIRECTORY_SECRET: give at least 32 random characters in production")',
        'query = "SELECT name FROM publication.association WHERE vcode = %s"',
        'label = _("Alle verenigingen")',
        'ngettext("%(n)s vereniging", "%(n)s verenigingen", n)',
        'parameters = {"waar": place, "straal": radius}',
    ],
)
def test_code_without_words_for_people_is_left_alone(source: str) -> None:
    assert list(dutch.in_code(source)) == []


def test_a_planted_word_in_a_script_is_found_and_a_comment_is_not() -> None:
    assert [found.line for found in dutch.in_script('// Geen verenigingen\nx = "Geen verenigingen";')] == [2]
    assert list(dutch.in_script('import("./filters.js"); x.textContent = page.dataset.close;')) == []


def test_every_exception_is_still_needed() -> None:
    said = {found.text for path in CODE for found in dutch.in_code(path.read_text())}
    alone = {found.text for path in SCRIPTS for found in dutch.in_script(path.read_text())}
    assert (set(NO_WORDS) - said, SAID_ALONE - alone) == (set(), set())


def test_the_catalogues_are_what_templates_and_code_say_today() -> None:
    """`make words` writes them anew."""
    stale = [path.relative_to(ROOT) for path, content in catalogues.catalogues() if path.read_bytes() != content]
    assert stale == []


def test_every_language_of_the_site_has_every_message() -> None:
    ids = {language: [key for key, _words in catalogue_of(language)] for language in SITE_LANGUAGES}
    assert len(ids[catalogues.DUTCH]) > 200
    assert all(found == ids[catalogues.DUTCH] for found in ids.values())


@pytest.mark.parametrize(
    ("kind", "messages"),
    [
        ("texts", set(TEXTS.values())),
        ("titles of facets", set(TITLES.values())),
        ("values of facets", {label for labels in choice_labels.VALUES.values() for label in labels.values()}),
        ("activities", set(activity_names.NAMES.values())),
    ],
)
def test_german_has_every_message_that_a_widget_shows(kind: str, messages: set[str]) -> None:
    """A file with a new message of a widget is named in `catalogues.WIDGET_SOURCES`."""
    translated = {key for key, words in catalogue_of(catalogues.GERMAN) if words}
    assert messages - translated == set(), kind


def test_every_source_of_german_messages_still_has_one() -> None:
    files = {file for message in catalogues.extracted() for file, _line in message.locations}
    assert files >= catalogues.WIDGET_SOURCES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_words_for_every_message_and_for_every_number(language: str) -> None:
    """A new message is translated by hand in `locale/en` and `locale/fr`; `make words` keeps what is there.

    A message of a widget is translated in `locale/de` too.
    """
    with catalogues.path_of(language).open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    forms = {
        message.id: message.string if isinstance(message.string, tuple) else (message.string,) for message in messages
    }
    assert [key for key, words in forms.items() if not all(words)] == []
    assert [key for key, words in forms.items() if isinstance(key, tuple) and len(words) != 2] == []
    assert [message.id for message in messages if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_its_message_fills_in(language: str) -> None:
    """A form for one may leave its number out."""
    for key, words in catalogue_of(language):
        forms = [form for form in ([words] if isinstance(words, str) else list(words or ())) if form]  # type: ignore[call-overload]  # as read_po gives them
        singular, *plural = [key] if isinstance(key, str) else list(key)  # type: ignore[call-overload]  # idem
        for form, source in zip(forms, [singular, *plural], strict=False):
            assert filled_in(form) == filled_in(source), key


def filled_in(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s|%s|\{\w*\}", text))


def test_a_plural_is_chosen_by_its_number() -> None:
    one, several = "%(count)s vereniging", "%(count)s verenigingen"
    assert [i18n.ngettext(one, several, number) for number in (0, 1, 2)] == [several, one, several]


def test_a_constant_of_a_module_is_shown_in_the_language_in_use() -> None:
    kept = Message("Zoeken")
    template = Environment(autoescape=True).from_string("{{ kept }}")
    assert f"{kept}" == str(kept) == kept == "Zoeken"
    with i18n.speaking(Language.ENGLISH):
        assert kept == "Zoeken"
        assert f"{kept}" == str(kept) == template.render(kept=kept) == "Search"
        assert Message("Bijgewerkt %(when)s") % {"when": "X"} == "Updated X"
    assert str(kept) == "Zoeken"


def test_a_constant_is_escaped_in_a_template() -> None:
    assert Environment(autoescape=True).from_string("{{ kept }}").render(kept=Message("A & B")) == "A &amp; B"
