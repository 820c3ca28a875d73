"""The pictures of a report: every number is its table's, every title says what is found."""

import re

import numpy as np
import pandas as pd
import pytest

import wfm
from pages import Read
from test_evaluation import PLAN, forecast_of, roster_of
from wfm import tables
from wfm.reporting import Report

ROSTER = roster_of(["DDDDD..", "NNNN...", "..DDDDD"], meals="12:00-12:30")
# A forecast that differs from one interval to the next, so that a cell out of place is seen.
FORECAST = forecast_of(14).assign(
    calls=[round(1 + n % 48 / 10 + n % 7, 4) for n in range(14 * 48)],
    calls_low=0.5,
    calls_high=lambda frame: frame["calls"] * 2,
)


@pytest.fixture(scope="module")
def made() -> Report:
    return wfm.report([FORECAST, ROSTER, wfm.staff(FORECAST, config=PLAN)], config=PLAN)


@pytest.fixture(scope="module")
def page(made: Report) -> Read:
    return Read(made.page)


def test_each_number_of_the_forecast_is_the_tables(page: Read) -> None:
    shown = ["calls", "calls_low", "calls_high", "aht_seconds"]
    np.testing.assert_allclose(page.numbers("forecast"), FORECAST[shown].to_numpy(), rtol=0)


def test_each_number_of_the_maps_is_the_mean_of_its_weeks(
    page: Read,
    made: Report,
) -> None:
    start = FORECAST["interval_start"]
    by = [start.dt.day_of_week, start.dt.strftime("%H:%M")]
    mean = FORECAST["calls"].groupby(by).mean().to_numpy().reshape(7, 48)
    np.testing.assert_allclose(page.numbers("calls"), mean, atol=5.1e-5)
    judged = made.given.tables["evaluation"]
    start = judged["interval_start"]
    by = [start.dt.day_of_week, start.dt.strftime("%H:%M")]
    gap = judged["difference"].groupby(by).mean().to_numpy().reshape(7, 48)
    np.testing.assert_allclose(page.numbers("difference"), gap, atol=5.1e-3)


def test_each_number_of_the_days_is_the_tables(
    page: Read,
    made: Report,
) -> None:
    judged = made.given.tables["evaluation"][["required", "scheduled", "difference"]]
    np.testing.assert_allclose(page.numbers("days"), judged.to_numpy(), rtol=0)


def test_the_grid_and_the_day_show_each_duty(page: Read) -> None:
    grid = page.tables["grid"]
    assert grid[0] == ["team and line", *["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
                       "Saturday", "Sunday"]  # fmt: skip
    assert grid[2] == ["1, line 2", *["night 22:00-06:00"] * 4, *["OFF"] * 3]
    day = page.tables["day"]
    assert ["Monday", "1, line 1", "day", "08:00", "16:00", "12:00-12:30", "", ""] in day
    assert len(day) - 1 == int((ROSTER["shift"] != "OFF").sum())


def test_titles_state_what_is_found(page: Read) -> None:
    assert re.fullmatch(
        r"\w+ \d+ June is the busiest of 14 days: .* calls", page.titles["forecast"]
    )
    assert "agents short" in page.titles["difference"]
    assert "are missing on" in page.titles["days"]
    assert page.titles["grid"] == "3 agents in 1 team share all shifts: day 71%, night 29%"
    assert page.titles["day"] == "Saturday: 1 duty; at most 1 eat at the same time, at 12:00"


def test_coverage_of_a_week_is_drawn_without_dates() -> None:
    rows = [
        {"weekday": day, "time": f"{hour:02d}:00", "required": 2, "scheduled": 1 + day % 2 * 2}
        for day in range(1, 8)
        for hour in range(24)
    ]
    coverage = pd.DataFrame(rows).assign(difference=lambda f: f["scheduled"] - f["required"])
    read = Read(wfm.report([tables.conform(coverage, tables.COVERAGE)]).page)
    assert read.tables["days"][1] == ["Mon 00:00", "2", "3", "1"]
    assert read.titles["days"] == "72 agent-hours are missing on 3 of 7 days, most on Tuesday: 24"
