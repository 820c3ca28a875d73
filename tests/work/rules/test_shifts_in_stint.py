"""The shifts of a stint: one throughout, or at most so many."""

import pytest

from rostering.checker import faults
from rostering.plans import block, double_peak, plan, requirement, rules
from rostering.rotations import days
from sparing import few
from wfm import tables
from wfm.errors import InfeasibleError
from wfm.rostering import check, roster
from wfm.work.rules.catalogue import SameShiftInStint, ShiftsPerStint

SHIFTS = [
    {"name": "early", "starts": "05:00-08:30"},
    {"name": "late", "starts": "12:30-16:30"},
    {"name": "night", "starts": "20:00-23:30"},
]
EIGHT = {"name": "a", "presence_hours": 8, "paid_hours": 8, "meals": []}


def test_work_without_end_is_one_stint() -> None:
    assert list(ShiftsPerStint(2).faults(days("EEELLEE"))) == []
    assert [place for place, _ in ShiftsPerStint(1).faults(days("EEELLEE"))] == [3]
    assert [place for place, _ in SameShiftInStint().faults(days("EEELLEE"))] == [3, 5]


def test_a_shift_that_comes_back_is_one() -> None:
    assert list(ShiftsPerStint(2).faults(days("ELELEL."))) == []
    assert len(list(SameShiftInStint().faults(days("ELELEL.")))) == 5


def test_they_are_loosened_shift_by_shift() -> None:
    assert dict(SameShiftInStint().looser(1)) == {"2 shifts in a stint": ShiftsPerStint(2)}
    assert dict(ShiftsPerStint(2).looser(2)) == {"4 shifts in a stint": ShiftsPerStint(4)}
    assert list(SameShiftInStint(on=False).looser(1)) == []
    assert list(SameShiftInStint(on=False).faults(days("ELELEL."))) == []
    assert ShiftsPerStint(1).covers(ShiftsPerStint(2))
    assert not ShiftsPerStint(2).covers(ShiftsPerStint(1))


@pytest.mark.parametrize(
    "rule", few(1, [{"same_shift_in_stint": True}, {"max_shifts_per_stint": 2}])
)
def test_rosters_keep_them(rule: dict[str, object]) -> None:
    section = {
        "rules": rules(**rule),
        "rotation_weeks": 4,
        "group": [{"name": "a", "shift": SHIFTS}],
    }
    week = double_peak(4)
    made = roster(requirement(week), plan(**section), gap=0.4, time_limit=20)
    assert faults(tables.to_csv(made.table), {"roster": section}, week, 30) == []
    assert check(made.table, requirement(week), plan(**section)).violations.empty


def test_they_are_named_where_they_bind() -> None:
    # Early on Monday and late on Tuesday, and a stint has at least two days.
    week = block(6, 14, 1, days=range(1)) + block(14, 22, 1, days=range(1, 2))
    shifts = [{"name": "early", "starts": ["06:00"]}, {"name": "late", "starts": ["14:00"]}]
    group = {**EIGHT, "agents": 1, "shift": shifts}
    for rule in ({"same_shift_in_stint": True}, {"max_shifts_per_stint": 1}):
        asked = plan(rules={**rule, "hours_per_week": 16}, group=[group])
        with pytest.raises(InfeasibleError, match=rf"what binds: .*{next(iter(rule))}") as told:
            roster(requirement(week), asked, time_limit=10)
        assert "2 shifts in a stint" in str(told.value)
    assert roster(requirement(week), plan(rules={}, group=[group])).agents == 1
