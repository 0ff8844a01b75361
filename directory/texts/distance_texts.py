"""How far a result is, as far as that is known.

An address has the point of its post code and district, so a distance is known between districts, in whole kilometres.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.platform import i18n

if TYPE_CHECKING:
    from directory.search.results.model import Hit

_ = i18n._

_METRES = 1000


def known_metres(distance_m: float | None) -> int | None:
    """Return a distance as far as it is known: to the kilometre."""
    return None if distance_m is None else round(distance_m / _METRES) * _METRES


def distance_text(hit: Hit) -> str:
    """Return `± 3 km`, or `in Heverlee` for what is in the same district; empty when nothing is known."""
    metres = known_metres(hit.distance_m)
    if metres:
        return _("± %(kilometres)s km") % {"kilometres": i18n.number(metres // _METRES)}
    return _("in %(place)s") % {"place": hit.place.partition(",")[0]} if metres == 0 and hit.place else ""
