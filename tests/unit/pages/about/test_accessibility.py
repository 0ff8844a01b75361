"""The statement on accessibility claims no more than was looked at."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from directory.pages.about import accessibility
from directory.pages.about.accessibility import WALKS, Walk, WalkKind

failures = st.integers(0, 2)


@given(st.dictionaries(st.sampled_from(WalkKind), failures), st.none() | failures)
def test_the_site_is_clean_only_when_the_rules_and_every_walk_found_nothing(
    found: dict[WalkKind, int], violations: int | None
) -> None:
    walks = tuple(Walk(kind=kind, date=date(2026, 11, 30), states=3, failures=count) for kind, count in found.items())
    tested = accessibility.Tested(violations=violations, walks=walks)
    assert tested.is_clean == (violations == 0 and set(found) == set(WalkKind) and not any(found.values()))


def test_each_walk_has_its_sentence() -> None:
    assert set(WALKS) == set(WalkKind)
