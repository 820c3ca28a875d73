"""The configuration of a roster: defaults, what is read, and what is refused."""

from typing import Any

import pytest

from rostering.plans import day_group, plan
from wfm.errors import InputError
from wfm.rostering import Pause, plan_from
from wfm.work.rules.catalogue import HoursPerWeek, MinRest, ShiftRun


def test_without_a_configuration_one_full_time_group_works_round_the_clock() -> None:
    (group,) = plan_from({}).groups
    assert [shift.name for shift in group.shifts] == ["early", "day", "late", "night"]
    assert group.weekly_minutes == 40 * 60
    early = group.shift("early")
    assert early is not None
    assert early.starts(30) == tuple(range(5 * 60, 8 * 60 + 31, 30))
    assert early.pauses == (Pause(30, 180, 300),)


def test_a_night_covers_all_of_the_night_window() -> None:
    default = plan()
    assert default.is_night(20 * 60, 510)
    assert default.is_night(60, 180)
    assert not default.is_night(19 * 60, 510)
    assert not default.is_night(90, 510)


def test_where_rules_are_given_exactly_these_hold() -> None:
    (group,) = plan(rules={"min_rest_hours": 12}).groups
    assert [rule.name for rule in group.rules] == ["min_rest_hours", "weekly_hours"]
    assert MinRest(720) in group.rules


def test_without_any_rule_nobody_works_two_duties_at_once() -> None:
    (group,) = plan(rules={}).groups
    assert MinRest(0) in group.rules


def test_a_group_may_have_hours_per_week_and_runs_of_its_own() -> None:
    shift = {"name": "day", "starts": ["08:00"], "run": [2, 3]}
    (group,) = plan(group=[day_group(hours_per_week=40, shift=[shift])]).groups
    assert HoursPerWeek(2400) in group.rules
    assert ShiftRun("day", 2, 3) in group.rules


def test_a_meal_is_assumed_where_there_is_unpaid_time_for_it() -> None:
    (group,) = plan(group=[day_group(presence_hours=5, paid_hours=5)]).groups
    assert group.shifts[0].pauses == ()


def _shift(**keys: Any) -> dict[str, Any]:
    return {"group": [day_group(shift=[{"name": "day", "starts": ["08:00"], **keys}])]}


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ({"rotation_week": 8}, "roster.rotation_week: unknown key; the nearest one is rotation_w"),
        ({"rules": {"min_rest": 11}}, "roster.rules.min_rest: unknown key; .* min_rest_hours"),
        ({"rules": {"days_on": [6, 2]}}, "roster.rules.days_on: the least, 6, is above"),
        ({"rules": {"days_on": [0, 2]}}, "roster.rules.days_on: 0 is not a whole number from 1"),
        ({"rules": {"days_on": 5}}, r"roster.rules.days_on: 5 is not a pair"),
        ({"rules": {"min_rest_hours": "x"}}, "roster.rules.min_rest_hours: 'x' is not a number"),
        ({"rules": {"forbidden": [["lat", "early"]]}}, "no shift is called 'lat'.*late"),
        ({"rules": {"forbidden": [["a", "b", "c"]]}}, "neither two shifts nor two shifts with"),
        ({"rules": {"free_weekends": [4, 3]}}, "4 of 3 weekends cannot be free"),
        ({"rotation": "solo"}, "roster.rotation: 'solo' is not one of teams, single"),
        ({"rotation_weeks": 0}, "roster.rotation_weeks: 0 is not a whole number from 1"),
        ({"night": "1-4"}, "roster.night: '1' is not a time of day"),
        ({"group": []}, "roster.group: write one or more tables"),
        ({"group": [{}]}, r"roster.group\[1\]: the group has no name"),
        ({"group": [day_group(), day_group()]}, "two groups are called 'days'"),
        ({"group": [day_group(agents=3, min_agents=2)]}, "leave out min_agents and max_agents"),
        ({"group": [day_group(min_agents=3, max_agents=2)]}, "min_agents, 3, is above"),
        ({"group": [day_group(shfit=[])]}, "unknown key; the nearest one is shift"),
        (_shift(starts="18:00-02:00"), "goes past midnight: write a list of starts"),
        (_shift(starts="25:00-26:00"), "'25:00' is not a time of day"),
        (_shift(starts=[]), "write a window"),
        (_shift(name="off"), "'OFF' means a day off"),
        (_shift(paid_hours=9), "9 h are paid, but the shift is only 8.5 h long"),
        (
            _shift(meals=[{"minutes": 30, "from_hours": 3, "to_hours": 9}]),
            r"shift\[1\].meals\[1\]: .*end after its 8.5 h: set to_hours to 8 or less",
        ),
        (_shift(meals=[{"minutes": 30, "from_hours": 3}]), "to_hours is missing"),
        (
            _shift(
                meals=[{"minutes": 30, "from_hours": 3, "to_hours": 3}],
                breaks=[{"minutes": 15, "from_hours": 3, "to_hours": 4}],
            ),
            "cannot all be taken with 60 minutes between",
        ),
    ],
)
def test_a_wrong_key_or_value_is_named_with_its_path(section: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        plan_from({"roster": section})
    assert "\n" not in str(caught.value)
