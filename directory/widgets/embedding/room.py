"""The room that a snippet keeps for the first view of a widget, so that nothing on the page moves when it comes. Pure.

All heights are in em: a widget takes the size of its text from the page. The numbers are those of the style sheets in
`static/widget/src`, and for what depends on the data (how often a name takes two lines) those of usual results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from directory.widgets.settings.enums import WidgetField, WidgetView

if TYPE_CHECKING:
    from directory.widgets.settings.model import WidgetOptions

_PIXELS_PER_EM = 16
_FORM, _STATUS, _PAGES, _SOURCE = 4.5, 2.7, 3.25, 2.2
_FILTERS, _FILTER_ROW = 0.75, 2.75
_FILTER_GAP = 0.5
_CARD = 12.0


class ColumnLayout(NamedTuple):
    """How results stand in a column: filters and cards beside each other, and the height of a row."""

    filters: int
    cards: int
    rows: dict[WidgetView, float]
    description: float
    contact: float


_WIDE = ColumnLayout(
    6, 4, {WidgetView.LIST: 4.85, WidgetView.CARDS: 8.0, WidgetView.COMPACT: 2.1, WidgetView.NAMES: 2.15}, 2.7, 1.45
)
_NARROW = ColumnLayout(
    2, 1, {WidgetView.LIST: 5.4, WidgetView.CARDS: 6.2, WidgetView.COMPACT: 3.9, WidgetView.NAMES: 2.2}, 5.0, 1.45
)


class Room(NamedTuple):
    """The height of the first view in a wide column, and how much more it needs in a narrow one."""

    wide: float
    more: float

    @property
    def pixels(self) -> int:
        """The height in a wide column for a frame, whose text has the usual size."""
        return round(self.wide * _PIXELS_PER_EM)


def room_of(options: WidgetOptions) -> Room:
    """Return the room for the first view of a widget."""
    if options.vcode:
        return Room(_CARD, 0)
    wide, narrow = _height(options, _WIDE), _height(options, _NARROW)
    return Room(round(wide, 1), round(narrow - wide, 1))


def _height(options: WidgetOptions, layout: ColumnLayout) -> float:
    height = _STATUS + (_SOURCE if options.attribution else 0)
    if options.view is WidgetView.COUNTER:
        return height
    if options.view is WidgetView.BOX:
        return height + _FORM
    if options.view is not WidgetView.NAMES:
        height += _FORM
        if options.facets:
            rows = -(-len(options.facets) // layout.filters)
            height += _FILTERS + rows * _FILTER_ROW + (rows - 1) * _FILTER_GAP
    rows = options.per_page
    if options.view is WidgetView.CARDS:
        rows = -(-rows // layout.cards)
    return height + _PAGES + rows * _row(options, layout)


def _row(options: WidgetOptions, layout: ColumnLayout) -> float:
    height = layout.rows[WidgetView.LIST if options.view is WidgetView.MAP else options.view]
    if options.view is WidgetView.NAMES:
        return height
    if WidgetField.DESCRIPTION in options.fields:
        height += layout.description
    if {WidgetField.WEBSITE, WidgetField.PHONE} & {*options.fields}:
        height += layout.contact
    return height
