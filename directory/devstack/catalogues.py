"""`make words`: gathers every word that people see from templates and code, and brings the catalogues up to date.

The ids of messages are Dutch sentences, so the Dutch catalogue is complete by itself. English and French get the same
ids; German gets those of `WIDGET_SOURCES` only. What is translated in them already stays.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from babel.messages.catalog import Message

    Words = str | tuple[str, ...]

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "locale"
DUTCH, GERMAN, TRANSLATED = "nl_BE", "de", ("en", "fr")
# The files that hold what a visitor reads in a widget. Widgets speak German, the pages of the site do not.
WIDGET_SOURCES = frozenset(
    {
        "directory/texts/activity_names.py",
        "directory/texts/choice_labels.py",
        "directory/texts/distance_texts.py",
        "directory/texts/group_texts.py",
        "directory/widgets/answering/facets.py",
        "directory/widgets/translations/texts.py",
    }
)
TEMPLATE = FOLDER / "messages.pot"
_METHODS = [
    ("templates/**.html", "jinja2"),
    ("templates/**.xml", "jinja2"),
    ("directory/**.py", "python"),
    ("indexer/**.py", "python"),
]
# A template is read as the site reads it; one that cannot be read stops the command instead of losing its words.
_OPTIONS = {"templates/**": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
_OURS = {"templates", "directory", "indexer"}
_HEADER = "# {what} of the words of the site. Written by `make words`.\n#"
_DATED = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Report-Msgid-Bugs', "#\n")


def path_of(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def extracted() -> Catalog:
    """Gather the messages of templates and code, each with the files that hold it."""
    catalogue = _empty(None, "Template")
    for file, _line, message, comments, context in extract_from_dir(
        REPOSITORY, _METHODS, _OPTIONS, directory_filter=_is_ours
    ):
        catalogue.add(message, None, [(Path(file).as_posix(), None)], auto_comments=comments, context=context)  # type: ignore[list-item]  # no line: it would change with every edit
    return catalogue


def catalogues() -> Iterator[tuple[Path, bytes]]:
    """Yield every catalogue as it must be: its path and its content."""
    template = extracted()
    yield TEMPLATE, _written(template)
    yield path_of(DUTCH), _written(_translated(template, DUTCH, {words_of(one): words_of(one) for one in template}))
    for language, messages in (*((language, template) for language in TRANSLATED), (GERMAN, of_widgets(template))):
        yield path_of(language), _written(_translated(messages, language, _known(path_of(language))))


def of_widgets(template: Catalog) -> Catalog:
    """Return the messages that stand in `WIDGET_SOURCES`."""
    messages = _empty(None, "Template")
    for message in template:
        if any(file in WIDGET_SOURCES for file, _line in message.locations):
            messages.add(words_of(message), None, message.locations, auto_comments=message.auto_comments)
    return messages


def words_of(message: Message) -> Words:
    """Return the id of a message: a sentence, or one per number."""
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _is_ours(folder: str) -> bool:
    parts = Path(folder).relative_to(REPOSITORY).parts
    return not parts or (parts[0] in _OURS and parts[-1] != "__pycache__")


def _empty(language: str | None, what: str) -> Catalog:
    return Catalog(
        language,
        project="directory",
        version="1",
        charset="utf-8",
        fuzzy=False,
        header_comment=_HEADER.format(what=what),
    )


def _known(path: Path) -> Mapping[Words, Words]:
    """Return what is translated already."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file)
    return {words_of(one): one.string if isinstance(one.string, str) else tuple(one.string or ()) for one in catalogue}


def _translated(template: Catalog, language: str, known: Mapping[Words, Words]) -> Catalog:
    catalogue = _empty(language, "Catalogue")
    for one in template:
        if one.id:
            catalogue.add(words_of(one), known.get(words_of(one)), one.locations, auto_comments=one.auto_comments)
    return catalogue


def _written(catalogue: Catalog) -> bytes:
    """Write without dates and line numbers: a catalogue changes when words do."""
    out = BytesIO()
    write_po(out, catalogue, width=120, sort_output=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_DATED)).encode()


def main() -> int:
    """Write the catalogues; return 0."""
    for path, content in catalogues():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
