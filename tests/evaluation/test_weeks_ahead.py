"""Plans as the simulation takes them."""

import datetime as dt

import numpy as np
import pytest

from test_evaluation import MONDAY, PLAN, forecast_of, roster_of
from wfm.evaluation.expected import read_calls
from wfm.evaluation.laying import laid_over
from wfm.evaluation.weeks_ahead import Chance, agents_for, agents_of, ahead_of
from wfm.options.staff import TableOptions
from wfm.simulation.windows import Agent
from wfm.work.configuration.roster import plan_from

HOUR = 3600.0


def agent(week: str, first: dt.date = MONDAY, zone: str = "UTC", **columns: str) -> Agent:
    calls = read_calls(forecast_of(days=7, first=first, zone=zone), TableOptions())
    worked, calls, _ = laid_over(roster_of([week], **columns), plan_from(PLAN), calls)
    (found,) = agents_of(worked, calls, "roster").agents
    return found


def test_a_window_is_a_duty_less_meals_breaks_and_activities() -> None:
    found = agent("D......", meals="12:00-12:30", activities="14:00-15:00 training")
    monday = [w for w, day in zip(found.windows, found.duties, strict=True) if day == 0]
    assert monday == [(8 * HOUR, 12 * HOUR), (12.5 * HOUR, 14 * HOUR), (15 * HOUR, 16 * HOUR)]


def test_a_night_runs_in_before_the_first_interval() -> None:
    found = agent("......N")
    assert found.windows[0] == (-2 * HOUR, 6 * HOUR)
    assert found.duties[0] == -1


def test_an_hour_that_comes_twice_is_waited_for() -> None:
    found = agent("......D", dt.date(2026, 10, 19), "Europe/Berlin")
    assert found.windows[-1] == ((6 * 24 + 9) * HOUR, (6 * 24 + 17) * HOUR)


def test_a_requirement_is_agents_who_are_there_where_it_exceeds_their_number() -> None:
    where = ahead_of({"": read_calls(forecast_of(days=1), TableOptions())}, Chance())
    number = np.zeros(48)
    number[16:20], number[17:19] = 1, 2
    one, two = agents_for(number, where, "requirement").agents
    assert one.windows == ((8 * HOUR, 10 * HOUR),)
    assert two.windows == ((8.5 * HOUR, 9.5 * HOUR),)


@pytest.mark.parametrize("days", [1, 7])
def test_the_centre_fills_before_the_first_interval(days: int) -> None:
    forecast = forecast_of(days=days)
    forecast["calls"] = np.arange(len(forecast), dtype=float)
    where = ahead_of({"": read_calls(forecast, TableOptions())}, Chance())
    assert where.lead == 12
    assert where.demand.calls[0, 0] == days * 48 - 12
    assert where.demand.day[0] == -1
