"""What the pages about the site say of its data: what is public, told from the database, and what never is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from directory.pages.about.columns import ASSOCIATIONS, FOR_PROGRAMS, LISTS, ColumnText
from directory.pages.about.ranking import RANKING_SUMMARIES, RankingSummary
from directory.platform import i18n
from directory.urls.contact_links import LOKET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from directory.pages.about.columns import ViewText
    from directory.publication.columns import PublishedColumn

_ = i18n._

# The terms under which the Flemish government lets everybody use its open data again.
LICENCE = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"
CODE_LICENCE = "https://eupl.eu/1.2/nl/"

# The tables and columns of the register that no view publishes, in words. A test holds that none of them is published.
NEVER: dict[str, str] = {
    "representative": _("Namen, rijksregisternummers en contactgegevens van vertegenwoordigers."),
    "bank_account": _("Rekeningnummers en wie ze bevestigde."),
    "association.opted_out": _("Verenigingen die niet in de gids willen staan."),
    "association.status": _("Verenigingen die gestopt zijn, en dubbele."),
    "association.end_date": _("Wanneer en waarom een vereniging stopte."),
    "recognition.suspension_reason": _("Waarom een erkenning geschorst is."),
    "history": _("Hoe gegevens er vroeger uitzagen, en wie ze veranderde."),
}


class Field(NamedTuple):
    """A published column in words; `column` is its name in the database."""

    label: str
    sentence: str
    column: str


@dataclass(frozen=True, slots=True)
class Published:
    """A published view in words, with the columns that it has."""

    title: str
    sentence: str
    fields: tuple[Field, ...]

    @property
    def for_people(self) -> tuple[Field, ...]:
        """The columns that tell people something: without the codes and numbers of programs."""
        return tuple(field for field in self.fields if field.column not in FOR_PROGRAMS)


@dataclass(frozen=True, slots=True)
class AboutPage:
    """What the page on the data shows. Without Postgres the lists of published columns are empty."""

    associations: tuple[Published, ...]
    lists: tuple[Published, ...]
    never: tuple[str, ...] = tuple(NEVER.values())
    ranking: tuple[RankingSummary, ...] = RANKING_SUMMARIES
    licence: str = LICENCE
    code_licence: str = CODE_LICENCE
    register: str = LOKET


def about(columns: Iterable[PublishedColumn]) -> AboutPage:
    """Return what is published; a view without a description is shown by its own names."""
    views: defaultdict[str, list[str]] = defaultdict(list)
    for column in columns:
        views[column.view].append(column.name)
    known = [name for name in (*ASSOCIATIONS, *LISTS) if name in views]
    others = [name for name in views if name not in known]
    return AboutPage(
        associations=tuple(_published(ASSOCIATIONS[name], views[name]) for name in known if name in ASSOCIATIONS),
        lists=(
            *(_published(LISTS[name], views[name]) for name in known if name in LISTS),
            *(Published(name, "", tuple(Field(one, "", one) for one in views[name])) for name in others),
        ),
    )


def _published(view: ViewText, columns: Iterable[str]) -> Published:
    return Published(view.title, view.sentence, tuple(_field(view.columns, name) for name in columns))


def _field(texts: Mapping[str, ColumnText], name: str) -> Field:
    text = texts.get(name, ColumnText(name, ""))
    return Field(text.label, text.sentence, name)
