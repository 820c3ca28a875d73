"""Who is there is said of the plan that is shown: of a schedule where there is one."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

import wfm
from pages import Read
from test_evaluation import MONDAY, PLAN, duty_at, forecast_of, roster_of
from wfm import tables
from wfm.reporting import Report
from wfm.tables.schedule_rows import schedule_table

# It begins a day before the schedule.
FORECAST = forecast_of(8, calls=1, first=MONDAY - dt.timedelta(days=1))
ROSTER = roster_of(["DDDDDDD", "NNNNNNN"])
TUESDAY = MONDAY + dt.timedelta(days=1)
# Nights that end at 06:00, and nobody on Tuesday by day.
DUTIES = [
    *(duty_at(MONDAY + dt.timedelta(days=n), 22) for n in range(7)),
    *(duty_at(MONDAY + dt.timedelta(days=n), 6, hours=16, agent="Bo") for n in range(7) if n != 1),
]
SCHEDULE = schedule_table(DUTIES)


def needed() -> pd.DataFrame:
    """Require an agent at any time but those of the meals."""
    hours = FORECAST["interval_start"].dt.strftime("%H:%M")
    return tables.conform(
        FORECAST.assign(
            agents_required=1.0, agents_scheduled=np.where(hours.isin(["02:00", "10:00"]), 0.0, 1.0)
        ),
        tables.REQUIREMENT,
    )


@pytest.fixture(scope="module")
def made() -> Report:
    """Report a schedule beside the roster that it was made of, and the roster's evaluation."""
    judged = wfm.evaluate(ROSTER, FORECAST, requirement=needed(), config=PLAN)
    given = [FORECAST, needed(), ROSTER, SCHEDULE, judged.intervals, judged.periods]
    return wfm.report(given, config=PLAN)


def test_coverage_and_service_are_of_the_schedule_not_of_its_roster(made: Report) -> None:
    read = Read(made.page)
    assert read.titles["days"] == (
        "15.5 agent-hours are missing on 1 of 7 days, most on Tue 2 Jun: 15.5"
    )
    assert read.titles["difference"] == "Tuesday 06:00-10:00 is up to 1 agent short"
    # All Tuesday by day, and the meals of all but the first morning, which is not known.
    below = 32 + 6 + 6
    assert read.titles["service"].endswith(f"0%; {below} intervals of 324 are below 80%")
    assert "Agent-hours short" in read.words
    cost = made.given.tables["table of periods"].query("period == 'total'")["cost"].item()
    again = wfm.evaluate(SCHEDULE, FORECAST, requirement=needed(), config=PLAN)
    assert cost == pytest.approx(again.total["cost"])


def test_a_first_morning_of_which_nothing_is_known_is_short_of_nobody(made: Report) -> None:
    read = Read(made.page)
    assert read.tables["days"][1][0] == "Mon 2026-06-01 06:00"
    assert read.tables["difference"][1][1:13] == [""] * 12
    # Who gives a coverage that knows the night before is believed.
    covered = made.given.tables["coverage on dates"]
    night = pd.DataFrame(
        {"interval_start": FORECAST["interval_start"][48:60].reset_index(drop=True)}
    )
    known = night.assign(required=1, scheduled=1, difference=0, absent=0)
    known.loc[3, ["scheduled", "difference"]] = 0, -1
    whole = tables.conform(pd.concat([known, covered], ignore_index=True), tables.DATED_COVERAGE)
    read = Read(wfm.report([SCHEDULE, whole], config=PLAN).page)
    assert read.tables["days"][4] == ["Mon 2026-06-01 01:30", "1", "0", "-1"]


def test_what_known_absences_leave_uncovered_is_told_apart() -> None:
    starts = forecast_of(1)["interval_start"]
    covered = pd.DataFrame({"interval_start": starts, "required": 10, "scheduled": 7, "absent": 2})
    covered = tables.conform(covered.assign(difference=-3), tables.DATED_COVERAGE)
    read = Read(wfm.report([covered]).page)
    assert read.titles["days"].endswith("; 48 of all because of known absences")
    assert any(words.endswith(" Known absences make 48 agent-hours of it.") for words in read.words)
    need = forecast_of(1).assign(agents_required=8.0, agents_scheduled=10.0)
    read = Read(wfm.report([covered, tables.conform(need, tables.REQUIREMENT)]).page)
    assert any("allows for them already, for it holds the whole" in w for w in read.words)
    assert any(
        w.startswith("48 of it known absences that the need allows for;") for w in read.words
    )
    # One agent is more than shrinkage put there.
    less = tables.conform(need.assign(agents_required=9.0), tables.REQUIREMENT)
    read = Read(wfm.report([covered, less]).page)
    assert any("allows for 24 agent-hours of them already" in words for words in read.words)
    read = Read(wfm.report([covered.assign(absent=0)]).page)
    assert not any("absences" in words for words in read.words)


def test_what_is_too_little_to_be_short_is_so_everywhere() -> None:
    names = [column.name for column in tables.EVALUATED.columns if column.name != "queue"]
    frame = forecast_of().assign(**{name: 0.9 for name in names if name != "interval_start"})
    frame = frame.assign(required=10.0, scheduled=9.96, difference=-0.04)
    read = Read(wfm.report([tables.conform(frame, tables.EVALUATED)]).page)
    assert read.titles["days"] == (
        "All 7 days have the agents they need, with 0 agent-hours to spare"
    )
    assert "In every interval there are at least the agents that are needed." in read.words
    read = Read(wfm.report([tables.conform(frame[:48], tables.EVALUATED)]).page)
    assert read.titles["days"] == "The day has the agents it needs, with 0 agent-hours to spare"
