"""The project's own reference tables: code lists, areas with their validity, and places, as CSV beside this module."""

import csv
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# In the order in which they can be loaded: an area names its parent and successor, a LAU code and a place their area.
TABLES: tuple[str, ...] = ("activity", "association_type", "association_subtype", "area", "area_lau", "place")


def rows(table: str) -> "Iterator[dict[str, str]]":
    """Each row of `table` as text by column name; an empty cell is an empty string and stands for "no value"."""
    if table not in TABLES:
        raise LookupError(f"There is no reference table {table!r}; choose one of {', '.join(TABLES)}.")
    with files(__name__).joinpath(f"{table}.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)
