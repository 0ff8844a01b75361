"""One kind of association: how it is called, what it does, for whom and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: kinds are keys of caches
class DemoKind:
    """A row of the tables of kinds; lists are divided by bars, slots in `{}` are filled by `patterns`."""

    weight: int  # how many of a thousand associations, roughly
    activities: str  # codes of main activities; the first always, the others often
    names: str
    sentences: str  # what it does, one sentence each
    ages: str = "0-150"
    hall: str = "zaal"  # key of words.HALLS
    meeting_style: str = "vergadering"  # key of descriptions.MEETINGS
    umbrella: str = ""  # what its umbrella unites; none without
    with_personality: float = 0.2  # share with legal personality
