"""Whole weekends, and every second one free: in rosters, and where they leave nothing possible."""

import pytest

from rostering.checker import faults
from rostering.plans import block, day_group, double_peak, plan, requirement, rules
from rostering.rotations import days
from wfm import tables
from wfm.errors import InfeasibleError
from wfm.rostering import check, roster
from wfm.work.rules.catalogue import EverySecondWeekend, FreeWeekends, WholeWeekends

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


def test_the_weekend_is_that_of_the_plan_and_may_have_a_day_between() -> None:
    apart = WholeWeekends(weekend=(FRIDAY, SUNDAY))
    assert list(apart.faults(days("....E.E"))) == []
    assert list(apart.faults(days(".....E."))) == []
    assert [place for place, _ in apart.faults(days("....EE."))] == [4]
    assert list(WholeWeekends(weekend=(FRIDAY,)).faults(days("....E.."))) == []
    made = plan(
        weekend=["fri", "sat"], rules={"whole_weekends": True, "every_second_weekend": True}
    )
    assert {rule.weekend for rule in made.groups[0].rules if hasattr(rule, "weekend")} == {
        (FRIDAY, SATURDAY)
    }


def test_a_weekend_is_seen_within_its_week_whatever_lies_around() -> None:
    # On duty on Monday after a free weekend, and on Friday before it.
    assert list(WholeWeekends().faults(days("EEEEE.. EEEEE.."))) == []


@pytest.mark.parametrize(
    ("worked", "faulty"),
    [
        ("W.", []),
        (".W", []),
        ("W...", []),  # four weeks apart
        ("..", []),
        (".", []),
        ("W", [0]),  # an agent alone works every one
        ("WW", [1, 0]),
        ("W..", [0]),  # in the next turn it falls on a free one
        ("W.W.WW", [5, 0]),
    ],
)
def test_every_second_weekend_is_free_around_the_rotation(worked: str, faulty: list[int]) -> None:
    letters = "".join(".....EE" if week == "W" else "EE....." for week in worked)
    found = list(EverySecondWeekend().faults(days(letters)))
    assert sorted(place // 7 for place, _ in found) == sorted(faulty)


def test_switched_off_they_ask_for_nothing() -> None:
    for rule in (WholeWeekends(on=False), EverySecondWeekend(on=False)):
        assert list(rule.faults(days(".....E. .....E."))) == []
        assert rule.value() == "false"
        assert list(rule.looser(1)) == []


def test_they_are_loosened() -> None:
    assert dict(WholeWeekends().looser(1)) == {
        "weekends with a day on and a day off": WholeWeekends(on=False)
    }
    assert dict(EverySecondWeekend().looser(1)) == {
        "1 free weekend in 2, in no rhythm": FreeWeekends(1, 2)
    }
    assert [rule for _, rule in EverySecondWeekend().looser(2)] == [FreeWeekends(1, 3)]
    assert WholeWeekends().covers(WholeWeekends(on=False))
    assert not WholeWeekends(on=False).covers(WholeWeekends())


def test_an_agent_alone_who_never_works_a_weekend_keeps_the_rhythm() -> None:
    alone = plan(rules={"every_second_weekend": True}, group=[day_group()])
    made = roster(requirement(block(8, 11, 1, days=range(5))), alone)
    assert made.agents == 1


def test_rosters_keep_both() -> None:
    keys = rules(whole_weekends=True, every_second_weekend=True, weekends_on=None)
    section = {"rules": keys, "rotation_weeks": 4, "group": [{"name": "a", "shift": SHIFTS}]}
    week = double_peak(4)
    made = roster(requirement(week), plan(**section), gap=0.4, time_limit=20)
    assert faults(tables.to_csv(made.table), {"roster": section}, week, 30) == []
    assert check(made.table, requirement(week), plan(**section)).violations.empty
    assert made.comfort.split_weekends == 0
    assert all(gap in {1, 2} for gap in made.comfort.free_weekend_gaps)


SHIFTS = [
    {"name": "early", "starts": "05:00-08:30"},
    {"name": "late", "starts": "12:30-16:30"},
    {"name": "night", "starts": "20:00-23:30"},
]


def test_they_are_named_where_they_leave_nothing_possible() -> None:
    one = day_group(shift=[{"name": "day", "starts": ["08:00"], "weekdays": "mon-sat"}])
    saturday = requirement(block(9, 11, 1, days=range(5, 6)))
    with pytest.raises(InfeasibleError, match="whole_weekends"):
        roster(saturday, plan(rules={"whole_weekends": True}, group=[one]), time_limit=10)
    with pytest.raises(InfeasibleError, match=r"what binds: .*every_second_weekend"):
        roster(
            saturday,
            plan(rules={"every_second_weekend": True}, group=[{**one, "max_agents": 1}]),
            time_limit=10,
        )
