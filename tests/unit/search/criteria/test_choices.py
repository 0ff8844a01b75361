"""The age groups that an association is for, against counting the ages one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.search.criteria.choices import AGE_RANGES, ALL_AGES, age_groups, aimed_at, told_ages

ages = st.integers(0, 150)


@given(ages, ages)
def test_an_age_group_is_reached_when_one_age_lies_in_both(one: int, other: int) -> None:
    youngest, oldest = min(one, other), max(one, other)

    reached = {
        group
        for group, (low, high) in AGE_RANGES.items()
        if any(low <= age <= high for age in range(youngest, oldest + 1))
    }

    assert set(age_groups(youngest, oldest)) - {ALL_AGES} == reached


def test_an_association_without_a_target_age_is_for_every_age_group_and_told_to_be_for_none() -> None:
    groups = age_groups(0, 150)

    assert groups == (*AGE_RANGES, ALL_AGES)
    assert aimed_at(groups) == ()
    assert told_ages(groups) == ()


@given(ages, ages)
def test_only_an_association_without_a_target_age_is_for_all_ages(one: int, other: int) -> None:
    youngest, oldest = min(one, other), max(one, other)
    groups = age_groups(youngest, oldest)

    assert (ALL_AGES in groups) is ((youngest, oldest) == (0, 150))
    assert told_ages(groups) == (() if ALL_AGES in groups else groups)


def test_the_age_groups_hold_every_age_once() -> None:
    assert [age for low, high in AGE_RANGES.values() for age in range(low, high + 1)] == list(range(151))


def test_up_to_two_age_groups_are_whom_an_association_is_aimed_at() -> None:
    groups = list(AGE_RANGES)

    assert aimed_at(groups[:1]) == tuple(groups[:1])
    assert aimed_at(groups[:2]) == tuple(groups[:2])
    assert aimed_at(groups[:3]) == ()
    assert aimed_at(groups) == ()
