"""What a roster has above its requirement goes where callers need it."""

import numpy as np
import pandas as pd

from test_evaluation import forecast_of
from wfm import rostering, tables
from wfm.evaluation.case import AskedSimulation, read_asked
from wfm.evaluation.moving import moved
from wfm.evaluation.needs import need_of
from wfm.evaluation.worth import Worth
from wfm.work.configuration.roster import plan_from

PLAN = {
    "roster": {
        "rules": {"min_rest_hours": 11},
        "group": [
            {
                "name": "crew",
                "weekly_hours": 40,
                "presence_hours": 8.5,
                "paid_hours": 8,
                "meals": [{"minutes": 30, "from_hours": 3, "to_hours": 5}],
                "shift": [{"name": "day", "starts": "06:00-10:00"}],
            }
        ],
    }
}


def five_days(meal: str, start: str = "08:00", end: str = "16:30") -> pd.DataFrame:
    """Write a team that works Monday to Friday: three lines alike, the last has early meals."""
    rows = []
    for line in range(1, 5):
        for weekday in range(1, 8):
            on = weekday <= 5
            rows.append(
                {
                    "team": "1",
                    "line": line,
                    "weekday": weekday,
                    "shift": "day" if on else "OFF",
                    "start": ("08:00" if line == 4 else start) if on else None,
                    "end": ("16:30" if line == 4 else end) if on else None,
                    "meals": ("11:30-12:00" if line == 4 else meal) if on else None,
                    "breaks": None,
                }
            )
    return tables.conform(pd.DataFrame(rows), tables.ROSTER)


def at_noon() -> tuple[pd.DataFrame, Worth]:
    """Return a requirement of one agent by day, and the worth of agents where most call at noon."""
    forecast = forecast_of(calls=6.0)
    hour = forecast["interval_start"].dt.hour
    by_day = hour.between(10, 15) & (forecast["interval_start"].dt.day_of_week < 5)
    forecast["calls"] = np.where(by_day, 4.0, 0.0)
    forecast.loc[by_day & (hour == 12), "calls"] = 12.0
    queues = read_asked(AskedSimulation(forecast, forecast, shrinkage=0, max_occupancy=1))
    need = need_of(queues, [0])
    needed = by_day.to_numpy().astype(float)
    return need.requirement(needed), Worth(need, needed, np.full(needed.size, np.nan))


def test_meals_leave_the_time_when_most_call() -> None:
    requirement, worth = at_noon()
    plan = plan_from(PLAN)
    week = rostering.fold(requirement)
    given = five_days("12:00-12:30")
    found = moved(given, plan, week, worth)
    assert found.number > 0
    meals = found.table["meals"].dropna()
    assert len(meals) == 20
    assert not meals.str.match("12:").any()
    assert rostering.check(found.table, requirement, plan).violations.empty
    kept = ["team", "line", "weekday", "shift"]
    pd.testing.assert_frame_equal(found.table[kept], given[kept])


def test_duties_of_a_stint_move_together() -> None:
    requirement, worth = at_noon()
    plan = plan_from(PLAN)
    week = rostering.fold(requirement)
    # An hour in which people call is left out.
    given = five_days("10:00-10:30", "06:30", "15:00")
    found = moved(given, plan, week, worth)
    starts = found.table.dropna(subset="start").groupby("line")["start"]
    assert (starts.max() == starts.min()).all()
    assert found.number > 0


def test_no_more_is_moved_than_asked_for_and_what_gains_most_comes_first() -> None:
    requirement, worth = at_noon()
    plan = plan_from(PLAN)
    week = rostering.fold(requirement)
    given = five_days("12:00-12:30")
    every = moved(given, plan, week, worth).number
    for most in (0, 1, every // 2):
        found = moved(given, plan, week, worth, most)
        assert found.number == most
        changed = (found.table["meals"].fillna("") != given["meals"].fillna("")).sum()
        assert changed <= 5 * most


def test_what_may_not_be_touched_is_left_alone() -> None:
    requirement, worth = at_noon()
    given = five_days("12:00-12:30")
    exact = plan_from({"roster": {**PLAN["roster"], "max_over": 30}})
    week = rostering.fold(requirement)
    assert moved(given, exact, week, worth).number == 0
    plan = plan_from(PLAN)
    broken = given.assign(meals=given["meals"].replace("12:00-12:30", "09:00-09:30"))
    assert moved(broken, plan, week, worth).number == 0
