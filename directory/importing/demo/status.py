"""The status of an invented association: still there, about to stop, stopped, double, opted out, removed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from directory.importing.demo.random_draw import between, choose, day_in, weighted

if TYPE_CHECKING:
    from directory.importing.demo.draft import DemoDraft
    from directory.importing.demo.random_draw import RandomFloat

Json = dict[str, Any]

# Nothing here lies after this year or depends on the clock: the same seed must give the same bytes next year. Only the
# day of the last change follows the day that is given.
LAST_YEAR: Final = 2025
LAST_DAY: Final = date(LAST_YEAR, 12, 31)
_DAYS_OF_CHANGES: Final = 3 * 365

_STARTED: Final = weighted(
    [(range(1890, 1945), 6), (range(1945, 1980), 22), (range(1980, 2000), 27), (range(2000, 2023), 45)], size=100
)
_STATES: Final = weighted(
    [("", 940), ("winding up", 10), ("stopped", 17), ("double", 9), ("opted out", 12), ("removed", 12)], size=1000
)

_PRODUCTS: Final = (
    ("900101", "Erkenning als jeugdvereniging"),
    ("900102", "Erkenning als sportvereniging"),
    ("900103", "Erkenning als culturele vereniging"),
    ("900104", "Erkenning als buurtcomité"),
    ("900105", "Erkenning als seniorenvereniging"),
    ("900106", "Erkenning als vereniging van de gemeente"),
)
_REASONS: Final = (
    "Het jaarverslag ontbreekt nog.",
    "Het adres klopt niet meer.",
    "De verzekering moet vernieuwd worden.",
)


def changed(random: RandomFloat, until: date) -> str:
    """Draw the day of the last change, up to three years before `until`: lately more often than long ago."""
    draw = random()
    return (until - timedelta(days=int(_DAYS_OF_CHANGES * draw * (0.4 + 0.6 * draw)))).isoformat()


def started(random: RandomFloat) -> str | None:
    """Draw the day on which it started; four in ten do not know it."""
    if random() < 0.4:  # four in ten
        return None
    years = choose(random, _STARTED)
    return day_in(random, years[0], years[-1])


def state(draft: DemoDraft, authentic: str | None) -> Json:
    """Draw its status, as the register's administrative keys; empty for most. `authentic` can have a double."""
    random, draw = draft.random, choose(draft.random, _STATES)
    if draw == "winding up":
        return {"inStopzetting": True}
    if draw == "removed":
        return {"isVerwijderd": True, "verwijderdOp": day_in(random, LAST_YEAR - 1, LAST_YEAR - 1)}
    if draw == "opted out" and not draft.from_kbo:
        return {"isUitgeschrevenUitPubliekeDatastroom": True}
    if draw == "double" and not draft.from_kbo and authentic is not None:
        return {"status": "Dubbel", "isDubbelVan": authentic}
    if draw:
        return {"status": "Gestopt", "einddatum": day_in(random, LAST_YEAR - 2, LAST_YEAR - 1)}
    return {}


def recognitions(draft: DemoDraft) -> list[Json]:
    """Invent recognitions for one in seven, a second one for some of those."""
    draw = draft.random()
    if draw > 0.14:  # one in seven
        return []
    first = int(draft.random() * len(_PRODUCTS))
    many = 2 if draw < 0.03 else 1  # of those, one in five
    return [_recognition(draft, number, _PRODUCTS[(first + number) % len(_PRODUCTS)]) for number in range(many)]


def _recognition(draft: DemoDraft, number: int, product: tuple[str, str]) -> Json:
    random, town = draft.random, draft.demo_place
    draw = random()
    status, start, end = _period(random, draw)
    renewed = end is not None and status == "Actief" and random() < 0.5  # half of them
    return {
        "erkenningId": number + 1,
        "geregistreerdDoor": {"ovoCode": f"OVO9{town.nis}", "naam": f"Lokaal bestuur {town.town}"},
        "ipdcProduct": {"nummer": product[0], "naam": product[1]},
        "startdatum": start,
        "einddatum": end,
        "hernieuwingsdatum": f"{LAST_YEAR + 2}-{between(random, 1, 12):02}-01" if renewed else None,
        "hernieuwingsUrl": "https://www.vernieuwen.example/erkenning" if renewed else "",
        "redenSchorsing": choose(random, _REASONS) if status == "Geschorst" else "",
        "status": status,
    }


def _period(random: RandomFloat, draw: float) -> tuple[str, str | None, str | None]:
    if draw < 0.62:  # shares of each status
        end = f"{between(random, LAST_YEAR + 3, LAST_YEAR + 6)}-12-31" if draw < 0.5 else None  # most end
        return "Actief", day_in(random, LAST_YEAR - 3, LAST_YEAR), end
    if draw < 0.74:
        return "InAanvraag", f"{LAST_YEAR + 3}-01-01", f"{LAST_YEAR + 8}-12-31"
    if draw < 0.82:
        return "Geschorst", day_in(random, LAST_YEAR - 4, LAST_YEAR - 2), f"{LAST_YEAR + 2}-12-31"
    return "Verlopen", day_in(random, LAST_YEAR - 9, LAST_YEAR - 7), f"{LAST_YEAR - 3}-12-31"
