"""Relations between invented associations: umbrellas with members, associations with departments.

An association refers only to earlier ones, and only a bounded number of them is remembered: the first lines do not
depend on how many follow, and memory stays flat however many they are.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from directory.importing.demo.kinds import KINDS
from directory.importing.demo.place_sampling import provinces
from directory.importing.demo.random_draw import RandomFloat, choose, day_in
from directory.importing.demo.status import LAST_YEAR

if TYPE_CHECKING:
    from directory.importing.demo.demo_kind import DemoKind
    from directory.importing.demo.draft import DemoDraft

Json = dict[str, Any]

EVERYWHERE: Final = ""  # the "province" of an umbrella for all of Flanders
_REMEMBERED: Final = 48
_PART_NAMES: Final = ("afdeling {}", "jeugdwerking", "- {}", "kern {}", "seniorenwerking", "wijk {}", "{}")
_TASKS: Final = ("", "", "Lokale afdeling", "Jeugd", "Werking in de deelgemeente")


@dataclass(frozen=True, slots=True)
class Umbrella:
    """An umbrella to be: what it unites and where."""

    kind: DemoKind
    province: str
    name: str

    @property
    def description(self) -> str:
        """What it does."""
        return f"Wij brengen {self.kind.umbrella} samen en helpen ze met raad, vorming en een verzekering."


class DemoParent(NamedTuple):
    """An association that later ones can be a department of; a department does what its parent does."""

    vcode: str
    name: str
    kind: DemoKind


@dataclass(slots=True)
class DemoRelations:
    """What later associations can refer to."""

    umbrellas: dict[tuple[str, str], str] = field(default_factory=dict)
    parents: dict[str, deque[DemoParent]] = field(default_factory=dict)
    recent: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def remember(self, draft: DemoDraft, umbrella: Umbrella | None, *, hidden: bool) -> None:
        """Remember what later ones refer to: hidden ones too, whose names must then not show through the others."""
        if umbrella is not None:
            self.umbrellas[umbrella.kind.umbrella, umbrella.province] = draft.vcode
            return
        if not hidden:
            self.recent.append(draft.vcode)
        recent_parents = self.parents.setdefault(draft.kind.meeting_style, deque(maxlen=_REMEMBERED))
        recent_parents.append(DemoParent(draft.vcode, draft.name, draft.kind))

    def parent(self, draft: DemoDraft) -> DemoParent | None:
        """Draw an earlier association of the same circle to be a department of."""
        candidates = self.parents.get(draft.kind.meeting_style)
        return choose(draft.random, candidates) if candidates else None

    def authentic(self, random: RandomFloat) -> str | None:
        """Draw an earlier association of which the next is a double."""
        return choose(random, self.recent) if self.recent else None

    def memberships(self, draft: DemoDraft) -> list[Json]:
        """Make it a member of the umbrellas of its kind: in its province, for all of Flanders, or of both."""
        united_groups, random = draft.kind.umbrella, draft.random
        if not united_groups or random() < 0.5:  # half of them are members
            return []
        near = self.umbrellas.get((united_groups, draft.demo_place.province))
        wide = self.umbrellas.get((united_groups, EVERYWHERE))
        joined = [vcode for vcode in (near, wide) if vcode is not None]
        if len(joined) > 1 and random() < 0.7:  # the others belong to both
            joined.pop()
        return [_membership(draft, number, vcode) for number, vcode in enumerate(joined)]


def _membership(draft: DemoDraft, number: int, vcode: str) -> Json:
    random = draft.random
    ended = random() < 0.08  # one in twelve left
    return {
        "@id": f"lid:{draft.key}{number}",
        "@type": "org:Membership",
        "andereVereniging": vcode,
        "van": day_in(random, 1985, 2018) if ended or random() < 0.6 else None,  # six in ten know since when
        "tot": day_in(random, 2019, LAST_YEAR - 1) if ended else None,
        "identificatie": f"{int(random() * 1e5):05}" if random() < 0.4 else "",  # four in ten have a number
        "beschrijving": "Aangesloten vereniging" if random() < 0.2 else "",  # one in five says so
    }


def part_name(random: RandomFloat, whole: str, place: str) -> str:
    """Name a department after the association that it is part of."""
    return f"{whole} {choose(random, _PART_NAMES).format(place)}"


def department(random: RandomFloat, parent: str) -> Json:
    """Return the JSON of being a department."""
    return {
        "andereVereniging": parent,
        "identificatie": f"{int(random() * 1e4):04}" if random() < 0.4 else "",  # four in ten have a number
        "beschrijving": choose(random, _TASKS),
    }


def umbrellas() -> tuple[Umbrella, ...]:
    """Return all umbrellas there will be: first those for all of Flanders, then one by one those of the provinces."""
    united = {kind.umbrella: kind for kind in KINDS if kind.umbrella}
    wide = [Umbrella(kind, EVERYWHERE, f"Vlaams Verbond van {united_groups}") for united_groups, kind in united.items()]
    near = [
        Umbrella(kind, code, f"{_TITLES[number % len(_TITLES)]} {united_groups} {_short(name)}")
        for code, name in provinces()
        for number, (united_groups, kind) in enumerate(united.items())
    ]
    return (*wide, *near)


_TITLES: Final = ("Federatie van", "Koepel van", "Gewestelijk Verbond van", "Bond van", "Overleg van")


def _short(province: str) -> str:
    return "Brussel" if province.startswith("Brussel") else province.removeprefix("Provincie ")
