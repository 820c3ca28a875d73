"""The page of a plan: who is there, who is needed, and how callers fare, by who works when."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.evaluation import AskedEvaluation, evaluate_with
from wfm.front.reports import report_of
from wfm.options.report import ReportOptions
from wfm.pipeline import frames
from wfm.pipeline.given import Given, Made
from wfm.pipeline.judged import judged, known_coverage, whole_schedule
from wfm.pipeline.people import callers_of, plan_of

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
        found["schedule.csv"] = whole_schedule(given)
        found["schedule_coverage.csv"] = known_coverage(given)
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
    made = report_of(drawn, options, given.config, queue)
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


def _judged(given: Given, found: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Judge what the page shows once more: the costs are in no table of the folder."""
    worked, forecast = judged(given, every_day=True)
    asked = AskedEvaluation(
        plan=worked,
        forecast=forecast,
        requirement=found["requirement.csv"],
        **vars(callers_of(given, forecast)),
    )
    try:
        made = evaluate_with(asked, plan_of(given))
    except InputError:  # the report tries it once more, and says why not
        return {}
    return {
        tables.EVALUATED.name: made.intervals,
        tables.PERIODS.name: made.periods,
        tables.COSTS.name: made.costs,
    }
