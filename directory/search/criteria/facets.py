"""The table of facets: one row per facet, which every part of the search, the pages and the widgets read. Pure.

Adding a facet: its name in `FacetName`, its field in `Criteria`, a row here, its labels in
`directory.texts.choice_labels` and a field of the index that `directory.search.index.document` fills. How a facet
filters, is counted and is read back from the counts depends on its `kind` alone: `query.filters`,
`query.facet_aggregations` and `results.facets` each have a function per kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from directory.search.criteria import choices
from directory.search.criteria.choices import FacetName

if TYPE_CHECKING:
    from collections.abc import Mapping


class FacetKind(Enum):
    """What the values of a facet are."""

    CODES = auto()  # codes in one field of the document; within a facet one chosen code is enough
    FLAG = auto()  # one code, for documents in which a field is true
    AREAS = auto()  # the tree province, municipality, district
    PERIODS = auto()  # periods that end today, in a field with a date; each holds the shorter ones


@dataclass(frozen=True, slots=True)
class FacetDefinition:
    """One facet. Its name is its parameter in the URL; its choices travel in `criteria_field` of `Criteria`."""

    name: FacetName
    criteria_field: str
    kind: FacetKind
    document_field: str  # a field of `directory.search.index.schema`
    widget_names: tuple[str, ...]  # what the settings of a widget call it
    # Fixed codes in the order in which they are shown; empty: those of the register or of a table.
    codes: tuple[str, ...] = ()
    synonyms: Mapping[str, str] = field(default_factory=dict)  # other spellings of a code in a URL
    unlisted: tuple[str, ...] = ()  # codes that a URL may name and that are not offered
    beside: FacetName | None = None  # counted and shown only where something is chosen in that facet, or in itself
    most_values: int = 40  # more than there are of any: the counts of a cut list would be estimates
    by_count: bool = False  # values with most results first, instead of the order of the codes


FACETS: tuple[FacetDefinition, ...] = (
    FacetDefinition(FacetName.ACTIVITY, "activities", FacetKind.CODES, "activities", ("act",), by_count=True),
    FacetDefinition(
        FacetName.SUBJECT,
        "subjects",
        FacetKind.CODES,
        "subjects",
        ("soort",),
        beside=FacetName.ACTIVITY,
        most_values=1_000,
        by_count=True,
    ),
    FacetDefinition(FacetName.AREA, "areas", FacetKind.AREAS, "areas", ("deel", "gemeente"), by_count=True),
    FacetDefinition(
        FacetName.AGE,
        "ages",
        FacetKind.CODES,
        "age_groups",
        ("leeftijd",),
        choices.AGES,
        unlisted=(choices.ALL_AGES,),
    ),
    FacetDefinition(
        FacetName.KIND,
        "kinds",
        FacetKind.CODES,
        "kind",
        ("type",),
        choices.KINDS,
        choices.SAME_KIND,
        by_count=True,
    ),
    FacetDefinition(FacetName.RECOGNISED, "recognised", FacetKind.FLAG, "recognised", ("erkend",), choices.RECOGNISED),
    FacetDefinition(FacetName.HAS, "has", FacetKind.CODES, "has", ("heeft",), choices.HAS),
    FacetDefinition(FacetName.CHANGED, "changed", FacetKind.PERIODS, "modified_on", ("gewijzigd",), choices.CHANGED),
)
FACET_BY_NAME: dict[FacetName, FacetDefinition] = {facet.name: facet for facet in FACETS}
