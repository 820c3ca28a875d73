"""The page of a plan: who is there, who is needed, and how callers fare, by who works when."""

import datetime as dt
import logging
from collections.abc import Mapping

import pandas as pd

from wfm import scheduling, tables
from wfm.errors import InputError
from wfm.evaluation import AskedEvaluation, evaluate_with
from wfm.front.reports import report_of, told_apart
from wfm.options.report import ReportOptions
from wfm.pipeline import frames
from wfm.pipeline.given import Given, Made
from wfm.pipeline.people import callers_of, plan_of
from wfm.tables.schedule_rows import read_schedule
from wfm.weekdays import OFF

log = logging.getLogger(__name__)


def report(given: Given) -> Made:
    """Show the plan of a queue on one page: its schedule, or its roster where it has no people."""
    found = {name: frames.any_table(given, name) for name in given.files}
    for name, table in (("agents", tables.AGENTS), ("absences", tables.ABSENCES)):
        frame = frames.outside(given, name, table)
        if frame is not None:
            found[name] = frame
    if "schedule.csv" in found:
        found |= _of_dates(given, found)
    found |= _judged(given, found)
    made = report_of(told_apart(found), given.chosen(ReportOptions), given.config)
    return Made({"report.html": made.page.encode("utf-8", "backslashreplace")})


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
    except InputError as error:
        log.warning("what callers can expect is left out: %s", error)
        return {}
    return {
        "the evaluation": judged.intervals,
        "its periods": judged.periods,
        "its costs": judged.costs,
    }


def _with_eve(schedule: pd.DataFrame, previous: pd.DataFrame | None) -> pd.DataFrame:
    """Put the duties of the day before in front of a schedule: nights reach into its first one."""
    if previous is None:
        return schedule
    eve = str(dt.date.fromisoformat(schedule["date"].min()) - dt.timedelta(days=1))
    return pd.concat([previous[previous["date"] == eve], schedule], ignore_index=True)


def _previous(given: Given) -> pd.DataFrame | None:
    return frames.outside(given, "previous", tables.SCHEDULE)
