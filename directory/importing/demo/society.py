"""How invented associations hang together: umbrellas with members, associations with departments.

An association refers only to earlier ones, and only a bounded number of them is remembered: the first lines do not
depend on how many follow, and memory stays flat however many they are.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from directory.importing.demo.kinds import KINDS
from directory.importing.demo.place_sampling import provinces
from directory.importing.demo.random_draw import Roll, day_in, pick
from directory.importing.demo.status import LAST_YEAR

if TYPE_CHECKING:
    from directory.importing.demo.draft import Drawn
    from directory.importing.demo.kind import Kind

Json = dict[str, Any]

EVERYWHERE: Final = ""  # the "province" of an umbrella for all of Flanders
_REMEMBERED: Final = 48
_PARTS: Final = ("afdeling {}", "jeugdwerking", "- {}", "kern {}", "seniorenwerking", "wijk {}", "{}")
_TASKS: Final = ("", "", "Lokale afdeling", "Jeugd", "Werking in de deelgemeente")


@dataclass(frozen=True, slots=True)
class Umbrella:
    """An umbrella to be: what it unites and where."""

    kind: Kind
    province: str
    name: str

    @property
    def description(self) -> str:
        """What it does."""
        return f"Wij brengen {self.kind.umbrella} samen en helpen ze met raad, vorming en een verzekering."


@dataclass(slots=True)
class Society:
    """What later associations can refer to."""

    umbrellas: dict[tuple[str, str], str] = field(default_factory=dict)
    parents: dict[str, deque[tuple[str, str]]] = field(default_factory=dict)
    recent: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def remember(self, drawn: Drawn, umbrella: Umbrella | None, *, hidden: bool) -> None:
        """Remember what later ones refer to: hidden ones too, whose names must then not show through the others."""
        if umbrella is not None:
            self.umbrellas[umbrella.kind.umbrella, umbrella.province] = drawn.vcode
            return
        if not hidden:
            self.recent.append(drawn.vcode)
        kept = self.parents.setdefault(drawn.kind.circle, deque(maxlen=_REMEMBERED))
        kept.append((drawn.vcode, drawn.name))

    def parent(self, drawn: Drawn) -> tuple[str, str] | None:
        """Draw an earlier association of the same circle to be a department of."""
        known = self.parents.get(drawn.kind.circle)
        return pick(drawn.roll, known) if known else None

    def authentic(self, roll: Roll) -> str | None:
        """Draw an earlier association of which the next is a double."""
        return pick(roll, self.recent) if self.recent else None

    def memberships(self, drawn: Drawn) -> list[Json]:
        """Make it a member of the umbrellas of its kind: in its province, for all of Flanders, or of both."""
        what, roll = drawn.kind.umbrella, drawn.roll
        if not what or roll() < 0.5:  # half of them are members
            return []
        near = self.umbrellas.get((what, drawn.spot.province))
        wide = self.umbrellas.get((what, EVERYWHERE))
        joined = [vcode for vcode in (near, wide) if vcode is not None]
        if len(joined) > 1 and roll() < 0.7:  # the others belong to both
            joined.pop()
        return [_membership(drawn, number, vcode) for number, vcode in enumerate(joined)]


def _membership(drawn: Drawn, number: int, vcode: str) -> Json:
    roll = drawn.roll
    ended = roll() < 0.08  # one in twelve left
    return {
        "@id": f"lid:{drawn.key}{number}",
        "@type": "org:Membership",
        "andereVereniging": vcode,
        "van": day_in(roll, 1985, 2018) if ended or roll() < 0.6 else None,  # six in ten know since when
        "tot": day_in(roll, 2019, LAST_YEAR - 1) if ended else None,
        "identificatie": f"{int(roll() * 1e5):05}" if roll() < 0.4 else "",  # four in ten have a number
        "beschrijving": "Aangesloten vereniging" if roll() < 0.2 else "",  # one in five says so
    }


def part_name(roll: Roll, whole: str, place: str) -> str:
    """Name a department after the association that it is part of."""
    return f"{whole} {pick(roll, _PARTS).format(place)}"


def department(roll: Roll, parent: str) -> Json:
    """Tell of what it is a department."""
    return {
        "andereVereniging": parent,
        "identificatie": f"{int(roll() * 1e4):04}" if roll() < 0.4 else "",  # four in ten have a number
        "beschrijving": pick(roll, _TASKS),
    }


def umbrellas() -> tuple[Umbrella, ...]:
    """Return all umbrellas there will be: first those for all of Flanders, then one by one those of the provinces."""
    united = {kind.umbrella: kind for kind in KINDS if kind.umbrella}
    wide = [Umbrella(kind, EVERYWHERE, f"Vlaams Verbond van {what}") for what, kind in united.items()]
    near = [
        Umbrella(kind, code, f"{_TITLES[number % len(_TITLES)]} {what} {_short(name)}")
        for code, name in provinces()
        for number, (what, kind) in enumerate(united.items())
    ]
    return (*wide, *near)


_TITLES: Final = ("Federatie van", "Koepel van", "Gewestelijk Verbond van", "Bond van", "Overleg van")


def _short(province: str) -> str:
    return "Brussel" if province.startswith("Brussel") else province.removeprefix("Provincie ")
