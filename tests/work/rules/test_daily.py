"""How long a single duty may be, and how much of it is paid."""

import pytest

from rostering.cases import DAILY, Case, check_case
from rostering.rotations import days
from wfm.work.rules.daily import DailyHours, DailyPresence
from wfm.work.rules.night import Night
from wfm.work.shifts import Shift

NIGHT = Night(22 * 60, 30 * 60, 180)


def test_each_duty_stands_for_itself() -> None:
    assert list(DailyHours(480).faults(days("EEEEE.."))) == []
    (fault,) = DailyHours(480).faults(days("EET...."))
    assert fault == (2, "11 h of a duty, at most 8 h")


def test_a_limit_of_night_work_leaves_other_duties_alone() -> None:
    long = Shift("day", ((480, 480),), presence=600, paid=600)
    late = Shift("night", ((1260, 1260),), presence=600, paid=600)
    rule = DailyHours(480, NIGHT)
    assert list(rule.lacks(long)) == []
    assert list(rule.lacks(late)) == ["10 h of a duty with night work, at most 8 h"]


def test_presence_counts_meals_too() -> None:
    nine = Shift("day", ((480, 480),), presence=540, paid=480)
    assert list(DailyPresence(540).lacks(nine)) == []
    assert list(DailyPresence(530).lacks(nine)) == ["9 h from start to end, at most 8h50m"]


@pytest.mark.parametrize("case", DAILY, ids=str)
def test_a_broken_rotation_is_caught_and_a_good_one_is_not(case: Case) -> None:
    check_case(case)
