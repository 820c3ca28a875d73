"""Titles of maps of several weeks: they say what is found on a date, not in a mean."""

from collections.abc import Sequence

import pandas as pd

import wfm
from pages import Read
from test_evaluation import forecast_of
from wfm import tables
from wfm.reporting import Report

OF_A_WEEK = 7 * 48  # intervals


def covered(away: Sequence[int]) -> pd.DataFrame:
    """Write two weeks of coverage, as required but for the Mondays at 10:00."""
    starts = forecast_of(14)["interval_start"]
    frame = pd.DataFrame({"interval_start": starts, "required": 10, "difference": 0, "absent": 0})
    for week, difference in enumerate(away):
        frame.loc[week * OF_A_WEEK + 20, "difference"] = difference
    frame["scheduled"] = frame["required"] + frame["difference"]
    return tables.conform(frame, tables.DATED_COVERAGE)


def read(frame: pd.DataFrame) -> Read:
    return Read(wfm.report([frame]).page)


def test_weeks_that_outweigh_each_other_are_not_even() -> None:
    found = read(covered([-3, 3])).titles
    assert found["difference"] == "Mon 1 Jun 10:00 is 3 agents short"
    assert found["days"].startswith("1.5 agent-hours are missing on 1 of 14 days")
    found = read(covered([0, 3])).titles
    assert found["difference"] == (
        "No interval is short of agents; Mon 8 Jun 10:00 has 3 more than it needs"
    )


def test_weeks_that_are_alike_are_one() -> None:
    assert read(covered([-3, -3])).titles["difference"] == "Monday 10:00-10:30 is 3 agents short"
    assert read(covered([])).titles["difference"] == (
        "Every interval has exactly the agents it needs"
    )


def test_the_most_agents_are_those_of_a_date() -> None:
    frame = forecast_of(14).assign(agents_scheduled=1.0, agents_required=1.0)
    frame.loc[OF_A_WEEK + 20, "agents_scheduled"] = 34.0
    found = read(tables.conform(frame, tables.REQUIREMENT)).titles
    assert found["need"] == "Mon 8 Jun 10:00 needs most agents: 34"


def judged(*levels: float) -> Report:
    """Judge two weeks that answer 90%, but for the Mondays at 10:00."""
    names = [column.name for column in tables.EVALUATED.columns if column.name != "queue"]
    frame = forecast_of(14).assign(**{name: 0.9 for name in names if name != "interval_start"})
    frame["calls"] = 10.0
    frame.loc[40, ["calls", "service_level"]] = 0.0, 0.1
    for week, level in enumerate(levels):
        frame.loc[week * OF_A_WEEK + 20, "service_level"] = level
    return wfm.report([tables.conform(frame, tables.EVALUATED)])


def test_intervals_below_the_target_are_counted_by_date() -> None:
    assert Read(judged(0.7, 1.0).page).titles["service"] == (
        "Mon 1 Jun 10:00 answers fewest in time: 70%; 1 interval of 671 is below 80%"
    )
    assert Read(judged(0.7, 0.7).page).titles["service"] == (
        "Monday 10:00-10:30 answers fewest in time: 70%; 2 intervals of 671 are below 80%"
    )


def test_where_every_interval_answers_enough_that_is_said_first() -> None:
    assert Read(judged(0.85, 1.0).page).titles["service"] == (
        "No interval is below 80%; Mon 1 Jun 10:00 answers fewest in time: 85%"
    )


def test_a_share_below_the_target_is_not_rounded_to_it() -> None:
    assert Read(judged(0.7995).page).titles["service"] == (
        "Mon 1 Jun 10:00 answers fewest in time: 79.95%; 1 interval of 671 is below 80%"
    )


def test_one_agent_is_and_nobody_calls() -> None:
    frame = forecast_of().assign(calls=0.0, agents_scheduled=1.0, agents_required=1.0)
    found = read(tables.conform(frame, tables.REQUIREMENT)).titles
    assert found["need"] == "Monday 00:00-24:00 needs most agents: 1"
    assert found["calls"] == "No calls are expected"
