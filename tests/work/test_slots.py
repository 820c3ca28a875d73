"""Shifts, meals and breaks beside the requirement's intervals, and hours as people write them."""

from typing import Any

import numpy as np
import pytest

import wfm
from rostering.checker import faults
from rostering.plans import double_peak, plan, requirement, rules
from rostering.random_plans import random_case
from sparing import few
from wfm import tables
from wfm.errors import InfeasibleError, InputError, UndecidedError
from wfm.rostering import Roster, check, plan_from
from wfm.rostering.program.program import program
from wfm.units import duration, hhmm, minutes_of
from wfm.weekdays import WEEK
from wfm.work.slots import Slots
from wfm.work.week import Week


def crew(*starts: Any, **group: Any) -> dict[str, Any]:
    """Return a configuration of one group, with a shift for each of these starts."""
    shifts = [{"name": f"s{n}", "starts": start} for n, start in enumerate(starts)]
    section = {"rotation_weeks": 4, "rules": {"min_rest_hours": 11}}
    return {"roster": {**section, "group": [{"name": "crew", "shift": shifts, **group}]}}


def rostered(config: dict[str, Any], week: Any, step: int = 30) -> Roster:
    """Roster a week, judged by both judges."""
    need = requirement(week, step=step)
    found = wfm.roster(need, config=config, time_limit=60, gap=0.05)
    text = tables.to_csv(found.table)
    assert faults(text, config, week, step) == []
    again = tables.read(text, tables.ROSTER, "roster.csv")
    assert check(again, need, plan_from(config)).violations.empty
    return found


def test_two_shifts_hand_over_inside_an_interval() -> None:
    config = crew(
        ["07:45"],
        ["19:45"],
        presence_hours=12,
        paid_hours=12,
        weekly_hours=42,
        meals=[],
        hours_per_week=72,
    )
    found = rostered(config, [1] * 336)
    assert (found.agents, found.status) == (4, "optimal")
    assert set(found.table["start"]) == {"", "07:45", "19:45"}


@pytest.mark.parametrize(
    ("first", "step", "agents"),
    # From 09:15 to 17:15 with a meal: who is there covers the whole intervals in between.
    [("09:30", 30, 1), ("09:15", 15, 1), ("10:00", 60, 1)],
)
def test_a_duty_covers_the_whole_intervals_in_it(first: str, step: int, agents: int) -> None:
    week = np.zeros((7, 1440 // step), dtype=int)
    begin = (int(first[:2]) * 60 + int(first[3:])) // step
    week[:5, begin : 12 * 60 // step] = 1
    meal = [{"minutes": 30, "from_hours": 3, "to_hours": 5}]
    config = crew(["09:15"], presence_hours=8, paid_hours=7.5, meals=meal)
    assert rostered(config, week.ravel(), step).agents == agents


def test_an_interval_that_is_covered_in_part_is_not_covered() -> None:
    week = np.zeros((7, 48), dtype=int)
    week[:5, 18:24] = 1  # from 09:00, a quarter of an hour before the duty
    with pytest.raises(InfeasibleError, match=r"Monday to Friday 09:00-09:15 cannot be covered"):
        rostered(crew(["09:15"], presence_hours=8, paid_hours=8, meals=[]), week.ravel())


ODD: dict[str, dict[str, Any]] = {
    "10h43": {"presence_hours": "10:43", "paid_hours": "10h13m", "weekly_hours": 40},
    "7h20": {"presence_hours": "7h20m", "paid_hours": "7h20m", "meals": []},
    "narrow": {"meals": [{"minutes": 30, "from_hours": 3.1, "to_hours": "3:12"}]},
    "7 minutes": {"breaks": [{"minutes": 7, "from_hours": 1.75, "to_hours": 1.75}]},
    "10 and 20": {
        "breaks": [
            {"minutes": 10, "from_hours": 1, "to_hours": 2},
            {"minutes": 20, "from_hours": 6, "to_hours": 7},
        ]
    },
}


@pytest.mark.parametrize("step", few(1, [30, 15, 60]))
@pytest.mark.parametrize("name", few(1, ODD))
def test_odd_lengths_are_covered_to_the_minute(step: int, name: str) -> None:
    group = ODD[name]
    week = np.tile(np.repeat([0, 1, 2, 1, 0], np.array([8, 3, 4, 4, 5]) * 60 // step), 7)
    rostered(crew("07:10-09:10", ["10:20", "12:50"], **group), week, step)


def test_every_interval_a_start_from_the_windows_first_time_and_one_at_its_last() -> None:
    shifts = plan(group=[{"name": "a", "shift": [
        {"name": "quarter", "starts": "07:15-08:45"},
        {"name": "odd", "starts": "07:15-08:00"},
        {"name": "even", "starts": "05:00-06:30"},
    ]}]).groups[0].shifts  # fmt: skip
    quarter, odd, even = ([hhmm(t) for t in shift.starts(30)] for shift in shifts)
    assert quarter == ["07:15", "07:45", "08:15", "08:45"]
    assert odd == ["07:15", "07:45", "08:00"]
    assert even == ["05:00", "05:30", "06:00", "06:30"]
    assert [hhmm(t) for t in shifts[2].starts(60)] == ["05:00", "06:00", "06:30"]


def test_only_odd_times_make_more_slots() -> None:
    def slots(*starts: Any) -> int:
        config = crew(*starts, presence_hours=9, meals=[])
        return len(program(plan_from(config), Week(np.ones(336, dtype=int), 30)).slots.begins)

    assert slots(["08:00"]) == 336
    assert slots(["08:01"]) == 336 + 2 * 7
    assert slots(["08:01", "08:31"], ["23:59"]) == 336 + 6 * 7


def test_slots_lie_between_two_minutes_of_a_cyclic_week() -> None:
    slots = Slots.of(60, [90, WEEK + 30])
    assert slots.begins[:4].tolist() == [0, 30, 60, 90]
    assert slots.lengths[:5].tolist() == [30, 30, 30, 30, 60]
    assert slots.between(30, 90).tolist() == [1, 2]
    assert slots.between(WEEK - 60, WEEK + 60).tolist() == [169, 0, 1]
    assert slots.between(40, 50).tolist() == [1]
    assert len(slots.between(30, 30 + WEEK)) == len(slots.begins) == 170


@pytest.mark.parametrize("seed", few(1, range(12)))
def test_random_plans_beside_the_grid_are_clean(seed: int) -> None:
    config, week, step = random_case(seed)
    odd = (5, 15, 7, 20, 10, 37)[seed % 6]
    for number, group in enumerate(config["roster"]["group"]):
        for shift in group["shift"]:
            given = shift["starts"]
            times = given.split("-") if isinstance(given, str) else given
            later = [min(int(t[:2]) * 60 + int(t[3:]) + odd * (number + 1), 1439) for t in times]
            both = sorted({hhmm(time) for time in later})
            shift["starts"] = "-".join(both) if isinstance(given, str) and len(both) > 1 else both
    config["roster"].pop("coverage", None)
    week = np.maximum(0, np.minimum.reduce([np.roll(week, n) for n in range(-3, 4)]))
    try:
        found = wfm.roster(requirement(week, step=step), config=config, time_limit=4, gap=0.5)
    except InfeasibleError:
        return
    except UndecidedError as error:
        if "time limit" not in str(error):
            raise  # a roster that its own judge refuses is no answer
        return
    except InputError as error:
        if "opt out of" not in str(error):
            raise
        return
    assert faults(tables.to_csv(found.table), config, week, step) == []


def test_exact_coverage_is_exact_in_every_minute() -> None:
    week = np.zeros((7, 48), dtype=int)
    week[:5, 16:32] = 2
    config = crew(["08:00"], ["08:15"], presence_hours=8, paid_hours=8, meals=[], weekly_hours=40)
    config["roster"]["coverage"] = "exact"
    found = rostered(config, week.ravel())
    assert set(found.table["start"]) == {"", "08:00"}


def test_a_start_of_a_window_may_lie_on_either_grid() -> None:
    config = crew("07:15-08:45", presence_hours=8, paid_hours=8, meals=[])
    week = np.zeros(336, dtype=int)
    week[20] = 1
    need = requirement(week)
    table = wfm.roster(need, config=config, time_limit=60).table
    for start, end, wrong in (("07:30", "15:30", 0), ("07:45", "15:45", 0), ("07:20", "15:20", 1)):
        moved = table.copy()
        on = moved["shift"] == "s0"
        moved.loc[on, ["start", "end"]] = [start, end]
        kinds = check(moved, need, plan_from(config)).violations["rule"].tolist()
        assert kinds.count("shift") == wrong * on.sum()


def test_training_finds_a_place_beside_the_grid() -> None:
    config = crew(["07:45"], presence_hours=8, paid_hours=8, meals=[])
    config["activity"] = [{"name": "briefing", "minutes": 30, "window": "07:45-08:15"}]
    week = np.zeros((7, 48), dtype=int)
    week[:5, 18:30] = 1
    found = rostered(config, week.ravel())
    assert found.table["activities"].str.contains("07:45-08:15 briefing").sum() == found.agents


@pytest.mark.parametrize(
    "value",
    [440 / 60, 7.33, "7:20", "07:20", "7h20m", "7h20", "7h 20min", "440m", "7.33", "7.33h"],
)
def test_hours_are_read_to_the_minute(value: Any) -> None:
    assert minutes_of(value) == 440


def test_a_duration_is_read_wherever_hours_are() -> None:
    made = plan(
        rules={"min_rest_hours": "11:30", "hours_per_week": "47h20m", "daily_hours": 7.33,
               "weekly_rest": {"hours": "35h30m", "days": 7}},
        group=[{"name": "a", "weekly_hours": "36h40m", "presence_hours": "7:50",
                "paid_hours": "7h20m",
                "meals": [{"minutes": 30, "from_hours": "3:10", "to_hours": 4.17}]}],
    )  # fmt: skip
    (group,) = made.groups
    limits = {rule.name: rule.minutes for rule in group.rules if hasattr(rule, "minutes")}
    assert limits == {
        "min_rest_hours": 690,
        "hours_per_week": 2840,
        "daily_hours": 440,
        "weekly_rest": 2130,
        "weekly_hours": 2200,
    }
    assert (group.shifts[0].presence, group.shifts[0].paid) == (470, 440)
    assert (group.shifts[0].pauses[0].earliest, group.shifts[0].pauses[0].latest) == (190, 250)


@pytest.mark.parametrize(
    "value", ["7,5", "7:2", "7:75", "7h75m", "seven", "", "-1", True, float("nan"), [7], "1e3"]
)
def test_what_is_no_duration_is_refused_with_what_to_write(value: Any) -> None:
    with pytest.raises(InputError, match=r'paid_hours: .* write 7.5, "7:20" or "7h20m"'):
        plan(group=[{"name": "a", "paid_hours": value}])


def test_minutes_are_written_as_hours() -> None:
    assert [duration(m) for m in (450, 440, 643, 30, 2310)] == [
        "7.5 h", "7h20m", "10h43m", "0.5 h", "38.5 h"
    ]  # fmt: skip


@pytest.mark.slow
def test_a_week_round_the_clock_is_covered_by_quarter_hour_starts() -> None:
    config = {"roster": {"rules": dict(rules()), "group": [{"name": "a", "shift": [
        {"name": "early", "starts": "06:15-08:45"},
        {"name": "late", "starts": "13:45-15:15"},
        {"name": "night", "starts": ["21:45", "22:10"]},
    ]}]}}  # fmt: skip
    need = requirement(double_peak(6))
    found = wfm.roster(need, config=config, time_limit=60, gap=0.1)
    assert faults(tables.to_csv(found.table), config, double_peak(6), 30) == []
    assert found.hours_short == 0


def test_many_spans_reach_as_far_as_each_does_by_itself() -> None:
    slots = Slots.of(30, [7 * 60 + 45, WEEK - 5])
    first = np.array([[0, 465, 470], [WEEK - 5, WEEK - 1, -30]])
    last = first + np.array([30, 510, WEEK])
    numbers, ends = slots.reaches(first, last)
    for place in np.ndindex(first.shape):
        there = slots.between(int(first[place]), int(last[place]))
        assert (numbers[place], ends[place]) == (there[0], there[0] + len(there))
