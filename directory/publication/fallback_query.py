"""What the fallback search in Postgres is asked, apart from the database that answers it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class FallbackQuery(NamedTuple):
    """What to look for: words of a name or a vCode; codes of areas (address or operation) and of activities.

    `words` must all be in the name, or `words_elsewhere` must with an address or area in `place`: "koor leuven".
    Words are normalised: lower case, without accents or signs.
    """

    words: Sequence[str] = ()
    words_elsewhere: Sequence[str] = ()
    place: Sequence[str] = ()
    vcode: str = ""
    areas: Sequence[str] = ()
    activities: Sequence[str] = ()
