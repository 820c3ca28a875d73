"""The page of a plan: who is there, who is needed, and how callers fare, by who works when."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from wfm import scheduling, tables
from wfm.errors import InputError
from wfm.evaluation import AskedEvaluation, evaluate_with
from wfm.front.reports import report_of
from wfm.options.report import ReportOptions
from wfm.pipeline import frames
from wfm.pipeline.given import Given, Made
from wfm.pipeline.people import callers_of, plan_of
from wfm.tables.schedule_rows import read_schedule
from wfm.weekdays import OFF

# What a page is made of.
_TABLES = {
    "history.csv": tables.HISTORY,
    "forecast.csv": tables.FORECAST,
    "requirement.csv": tables.REQUIREMENT,
    "roster.csv": tables.ROSTER,
    "coverage.csv": tables.COVERAGE,
    "simulation.csv": tables.SIMULATED,
    "simulation_periods.csv": tables.SIMULATED_PERIODS,
    "simulation_changes.csv": tables.SIMULATED_CHANGES,
    "schedule.csv": tables.SCHEDULE,
    "schedule_coverage.csv": tables.DATED_COVERAGE,
}
_OF_PEOPLE = {"agents": tables.AGENTS, "absences": tables.ABSENCES}


def report(given: Given) -> Made:
    """Show the plan of a queue on one page: its schedule, or its roster where it has no people."""
    found = {name: frames.table(given, name, _TABLES[name]) for name in given.files}
    found["history.csv"] = _of_same_queues(found["history.csv"], found["forecast.csv"])
    if "schedule.csv" in found:
        found |= _of_dates(given, found)
    drawn = {_TABLES[name].name: frame for name, frame in found.items()}
    for name, table in _OF_PEOPLE.items():
        frame = frames.outside(given, name, table)
        if frame is not None:
            drawn[table.name] = frame
    drawn |= _judged(given, found)
    options = given.chosen(ReportOptions)
    queue = _only_queue(found["forecast.csv"])
    if queue:
        options = replace(options, title=f"{options.title}: {queue}")
        drawn = {
            name: frame.drop(columns="queue", errors="ignore") for name, frame in drawn.items()
        }
    made = report_of(drawn, options, given.config)
    return Made({"report.html": made.page.encode("utf-8", "backslashreplace")})


def _of_same_queues(history: pd.DataFrame, forecast: pd.DataFrame) -> pd.DataFrame:
    """Keep the past of the queues that are forecast."""
    if "queue" not in history:
        return history
    return history[history["queue"].isin(forecast["queue"])].reset_index(drop=True)


def _only_queue(forecast: pd.DataFrame) -> str:
    """Return the queue of a forecast; "" where there are several, or none has a name."""
    names = set(forecast["queue"]) if "queue" in forecast else set()
    return str(names.pop()) if len(names) == 1 else ""


def _of_dates(given: Given, found: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the schedule of all its days, and what it covers as far as that is known.

    Who was on a night before the first day is in the schedule before: without it the morning is
    left out.
    """
    schedule, covered = found["schedule.csv"], found["schedule_coverage.csv"]
    previous = _previous(given)
    before = [] if previous is None else read_schedule(previous)
    starts = covered["interval_start"]
    unknown = scheduling.morning_unknown(read_schedule(schedule), before, starts)
    return {
        "schedule.csv": _whole(schedule, starts),
        "schedule_coverage.csv": covered[~unknown].reset_index(drop=True),
    }


def _whole(schedule: pd.DataFrame, starts: pd.Series) -> pd.DataFrame:
    """Let a schedule begin and end with its period: days on which nobody works have no rows."""
    first, last = str(starts.iloc[0].date()), str(starts.iloc[-1].date())
    dates = schedule["date"]
    free = [first] * (first < dates.min()) + [last] * (last > dates.max())
    rows = schedule.head(1)[["agent", "group"]].merge(pd.DataFrame({"date": free}), how="cross")
    return pd.concat([schedule, rows.assign(shift=OFF)], ignore_index=True) if free else schedule


def _judged(given: Given, found: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Judge what the page shows; the step `evaluate` judges the roster, whoever is absent."""
    worked, forecast = found["roster.csv"], found["forecast.csv"]
    if "schedule.csv" in found:
        worked = _with_eve(found["schedule.csv"], _previous(given))
        known = forecast["interval_start"].isin(found["schedule_coverage.csv"]["interval_start"])
        forecast = forecast[known].reset_index(drop=True)
    asked = AskedEvaluation(
        plan=worked,
        forecast=forecast,
        requirement=found["requirement.csv"],
        **vars(callers_of(given, forecast)),
    )
    try:
        judged = evaluate_with(asked, plan_of(given))
    except InputError:  # the report tries it once more, and says why not
        return {}
    return {
        tables.EVALUATED.name: judged.intervals,
        tables.PERIODS.name: judged.periods,
        tables.COSTS.name: judged.costs,
    }


def _with_eve(schedule: pd.DataFrame, previous: pd.DataFrame | None) -> pd.DataFrame:
    """Put the duties of the day before in front of a schedule: nights reach into its first one."""
    if previous is None:
        return schedule
    eve = str(dt.date.fromisoformat(schedule["date"].min()) - dt.timedelta(days=1))
    return pd.concat([previous[previous["date"] == eve], schedule], ignore_index=True)


def _previous(given: Given) -> pd.DataFrame | None:
    return frames.outside(given, "previous", tables.SCHEDULE)
