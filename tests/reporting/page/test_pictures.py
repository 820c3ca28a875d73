"""The pictures of a report: every number is its table's, every title says what is found."""

import datetime as dt
import re

import numpy as np
import pandas as pd
import pytest

import wfm
from pages import FORECAST, ROSTER, Read, number
from test_evaluation import MONDAY, PLAN, duty_at, forecast_of, roster_of
from wfm import tables
from wfm.reporting import Report
from wfm.tables.schedule_rows import schedule_table


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


def test_costs_are_those_of_the_plan(page: Read, made: Report) -> None:
    periods = made.given.tables["table of periods"]
    whole = periods[periods["period"] == "total"].iloc[0]
    (row,) = page.tables["costs"][1:]
    assert row[0] == "crew"
    assert number(row[5]) == pytest.approx(whole["cost"])
    assert number(row[3]) == pytest.approx(whole["paid_hours"])
    assert page.titles["costs"].startswith(f"The plan costs {whole['cost']:,.0f} EUR: nights are")


def test_shares_are_those_of_the_fairness_table(page: Read, made: Report) -> None:
    fairness = made.given.tables["fairness"].iloc[0]
    (row,) = page.numbers("shares")
    assert row == [fairness[name] for name in ("hours", "nights", "weekends", "sundays")]
    assert page.titles["shares"] == "Nights are alike among teams, weekends are alike"


def test_violations_stand_with_their_articles_and_parameters_with_values(
    page: Read, made: Report
) -> None:
    found = made.given.tables["violations"]
    assert page.titles["violations"] == "346 violations of the rules: meals 10, coverage 336"
    assert [row[-1] for row in page.tables["violations"][1:]] == found["message"].tolist()
    lawful = {"roster": {"rules": {}, "law": "eu-wtd"}}
    read = Read(wfm.report([roster_of(["NDNDNDN"])], config=lawful).page)
    assert any("Directive" in row[1] for row in read.tables["violations"])
    assert ["staff.shrinkage", "0.2"] in page.tables["parameters"]
    assert ["version of wfm", "0.1.0"] in page.tables["parameters"]


def test_people_are_counted_by_the_schedule() -> None:
    days = [duty_at(MONDAY, 8), duty_at(MONDAY + dt.timedelta(days=5), 22)]
    read = Read(wfm.report([schedule_table(days)], config=PLAN).page)
    assert read.tables["shares"][0] == ["agent", "hours", "duties", "nights",
                                        "weekends"]  # fmt: skip
    assert read.numbers("shares") == [[16.0, 2.0, 1.0, 1.0]]
    assert read.titles["grid"] == "1 agent works 2 duties in 2 days: day 100%"


def test_a_simulation_is_drawn_with_its_promise() -> None:
    names = [column.name for column in tables.SIMULATED.columns]
    rows = forecast_of(2).assign(**{name: 0.5 for name in names if name not in {"queue"}})
    rows = rows.assign(interval_start=forecast_of(2)["interval_start"], service_level=0.9)
    rows.loc[5, "service_level"] = 0.25
    rows.loc[:3, ["calls", "service_level"]] = 0.0, np.nan  # closed
    simulated = tables.conform(rows, tables.SIMULATED)
    total = rows[:1].assign(period="total", first_day="2026-06-01", days=2, kept=0.75)
    periods = tables.conform(total, tables.SIMULATED_PERIODS)
    read = Read(wfm.report([simulated, periods]).page)
    assert read.titles["simulated"] == (
        "The promise is kept in 75% of the simulated weeks; 1 interval of 92 is below 80%, "
        "lowest on Mon 1 Jun 02:30: 25%"
    )
    shown = ["service_level", "service_level_low", "service_level_high", "kept", "asa_seconds"]
    np.testing.assert_allclose(
        page_columns(read.numbers("simulated"), 5), simulated[shown].to_numpy()
    )


@pytest.mark.parametrize(
    ("low", "begins", "ticks"),
    [
        (0.93, 0.8, ["80%", "90%", "100%"]),  # the promise is drawn as well
        (0.72, 0.6, ["60%", "80%", "100%"]),
        (0.1, 0.0, ["0%", "50%", "100%"]),
    ],
)
def test_the_axis_of_a_simulation_begins_below_all_that_is_drawn(
    low: float, begins: float, ticks: list[str]
) -> None:
    level = {"service_level": 0.95, "service_level_low": low, "service_level_high": 0.97}
    names = [column.name for column in tables.SIMULATED.columns if column.name != "queue"]
    rows = forecast_of(1).assign(**{**dict.fromkeys(names[1:], 0.5), **level})
    (picture, *_) = wfm.report([tables.conform(rows, tables.SIMULATED)]).drawn
    body = picture.panels[0].body
    assert re.findall(r">(\d+%)<", body) == ticks
    assert (f"the axis begins at {begins:.0%}." in picture.words) == (begins > 0)


def test_formula_and_simulation_are_said_beside_each_other_and_why_they_differ() -> None:
    names = [column.name for column in tables.PERIODS.columns if column.name != "queue"]
    whole = dict.fromkeys(names, 0.5) | {"period": "total", "first_day": "2026-06-01", "days": 7}
    judged = tables.conform(pd.DataFrame([whole | {"service_level": 0.93}]), tables.PERIODS)
    names = [column.name for column in tables.SIMULATED_PERIODS.columns if column.name != "queue"]
    row = dict.fromkeys(names, 0.5) | {"period": "total", "first_day": "2026-06-01", "days": 7}
    for level, are_unlike in ((0.87, True), (0.925, False)):
        frame = pd.DataFrame([row | {"service_level": level}])
        simulated = tables.conform(frame, tables.SIMULATED_PERIODS)
        words = " ".join(Read(wfm.report([FORECAST, judged, simulated]).page).words)
        assert f"{level:.1%} in simulated weeks" in words
        assert ("the formula takes the forecast for certain" in words) is are_unlike


def test_a_day_of_many_people_is_drawn_in_parts_that_a_page_holds() -> None:
    days = [duty_at(MONDAY, 8, agent=f"Agent {n}") for n in range(180)]
    page = wfm.report([schedule_table(days)], config=PLAN).page
    fold = page[page.index('<details class="fold"') :]
    fold = fold[: fold.index("</details>")]
    assert [part.count(": day 08:00-16:00") for part in fold.split("<svg")[1:]] == [60, 60, 60]


def test_rules_that_are_kept_have_no_table() -> None:
    read = Read(wfm.report([roster_of(["DDDDD.."])], config=PLAN).page)
    assert read.titles["violations"] == "The plan keeps every rule"
    assert read.tables["violations"] == []


def test_of_several_weeks_each_keeps_its_own_promise() -> None:
    # In all four weeks together the promise is kept for sure; that is not what was promised.
    names = [column.name for column in tables.SIMULATED_PERIODS.columns]
    row = {name: 0.5 for name in names if name != "queue"} | {"days": 7}
    whole = row | {"period": "total", "first_day": "2026-06-01", "days": 28, "kept": 1.0}
    weeks = [
        row | {"period": "week", "first_day": f"2026-06-{day:02}", "kept": kept}
        for day, kept in ((1, 0.92), (8, 0.96), (15, 0.9), (22, 0.94))
    ]
    periods = tables.conform(pd.DataFrame([whole, *weeks]), tables.SIMULATED_PERIODS)
    page = wfm.report([FORECAST, periods]).page
    assert "93%" in page
    assert "by week: 90% to 96%" in page


def page_columns(rows: list[list[float]], number_of: int) -> np.ndarray:
    return np.array([row[:number_of] for row in rows])


def test_what_is_compared_stands_side_by_side() -> None:
    scenarios = wfm.what_if(FORECAST, "aht=-10%", config=PLAN)
    read = Read(wfm.report([scenarios]).page)
    assert read.tables["scenarios"][0] == ["scenario", *scenarios["scenario"]]
    fte = next(row for row in read.tables["scenarios"] if row[0] == "fte")
    assert [number(cell) for cell in fte[1:]] == scenarios["fte"].tolist()
    assert read.titles["scenarios"].startswith("aht=-10% costs least: -")
