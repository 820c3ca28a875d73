"""Runs of days on duty, days off, nights and shifts."""

import pytest

from rostering.cases import STINTS, Case, check_case
from rostering.rotations import days
from wfm.work.rules.catalogue import ShiftRun
from wfm.work.rules.stints import DaysOff, DaysOffAfterNights, DaysOn


@pytest.mark.parametrize("case", STINTS, ids=str)
def test_a_broken_rotation_is_caught_and_a_good_one_is_not(case: Case) -> None:
    check_case(case)


def test_the_run_of_a_shift_is_limited() -> None:
    assert list(ShiftRun("late", 2, 3).faults(days("EELLE.."))) == []
    assert list(ShiftRun("late", 2, 3).faults(days("EELEE..")))


def test_each_run_of_a_wrong_length_is_a_fault_where_it_begins() -> None:
    faults = list(DaysOn(2, 4).faults(days("EEEEE.. E..EEE.")))
    assert [(place, text.split(",")[0]) for place, text in faults] == [
        (0, "days on duty in a row: 5"),
        (7, "days on duty in a row: 1"),
    ]


def test_a_range_is_loosened_at_both_ends_and_not_below_one_day() -> None:
    assert dict(DaysOn(2, 4).looser(1)) == {
        "5 days on in a row": DaysOn(2, 5),
        "stints of 1 day": DaysOn(1, 4),
    }
    assert [rule for _, rule in DaysOn(2, 4).looser(2)] == [DaysOn(2, 6)]


def test_ranges_of_one_kind_that_do_not_meet_contradict_each_other() -> None:
    assert DaysOn(1, 2).contradicts(DaysOn(3, 4))
    assert not DaysOn(1, 3).contradicts(DaysOn(3, 4))
    assert not DaysOn(1, 2).contradicts(DaysOff(3, 4))


def test_a_narrower_range_covers_a_wider_one() -> None:
    assert DaysOn(2, 3).covers(DaysOn(2, 4))
    assert not DaysOn(2, 4).covers(DaysOn(2, 3))
    assert not DaysOn(2, 3).covers(DaysOff(2, 4))


def test_rules_are_said_by_name_and_value() -> None:
    assert DaysOn(2, 4).words() == "days_on [2, 4]"
    assert ShiftRun("late", 2, 3).value() == "[2, 3] of 'late'"
    assert [words for words, _ in DaysOffAfterNights(2).looser(1)] == ["1 day off after nights"]
