"""The steps of each queue: its roster, how that does, and who works when."""

import datetime as dt
import logging
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from wfm import rostering, scheduling, tables
from wfm.errors import InputError
from wfm.evaluation import AskedEvaluation, AskedSimulation, evaluate_with, simulate_with
from wfm.options.callers import CallersOptions
from wfm.options.roster import RosterOptions
from wfm.options.schedule import ScheduleOptions
from wfm.options.simulate import SimulateOptions
from wfm.pipeline import frames
from wfm.pipeline.given import Figure, Given, Made
from wfm.pipeline.judged import judged, known_share
from wfm.staffing.demand.shrinkage import read_shrinkage, without_known
from wfm.tables.allowed import allowed
from wfm.tables.schedule_rows import read_schedule
from wfm.weekdays import WEEK
from wfm.work.configuration.roster import plan_from
from wfm.work.plan import Plan

log = logging.getLogger(__name__)
_WEEK = 7
_LEAST_SHARE = 0.0005  # of the time on duty that is spoken of


def roster(given: Given) -> Made:
    """Build the rotating roster that covers the requirement at the least cost."""
    options = given.chosen(RosterOptions)
    run = rostering.run_of(options)
    found = rostering.roster(
        frames.table(given, "requirement.csv", tables.REQUIREMENT),
        plan_of(given, lambda content: rostering.plan_of(content, options)),
        week=run.week,
        time_limit=run.time_limit,
        gap=run.gap,
        fairness=run.fairness,
        elastic=run.elastic,
        comfort=run.comfort,
    )
    if found.status == "interrupted":
        raise KeyboardInterrupt
    _say(rostering.summary(found))
    figures: dict[str, Figure] = {
        "agents": found.agents,
        "teams": found.teams,
        "paid_hours": found.paid_hours,
        "cost": round(found.cost, 2),
        "gap": round(found.gap, 6),
        "short_hours": found.hours_short,
        "status": found.status,
        "repeats": str(found.repeats),
    }
    return Made(
        {"roster.csv": frames.written(found.table), "coverage.csv": frames.written(found.coverage)},
        figures,
    )


def evaluate(given: Given) -> Made:
    """Judge the schedule by formula against the forecast; without people, the roster."""
    worked, forecast = judged(given)
    requirement = frames.table(given, "requirement.csv", tables.REQUIREMENT)
    asked = AskedEvaluation(
        plan=worked,
        forecast=forecast,
        requirement=requirement if known_share(given) else None,
        **vars(callers_of(given, forecast)),
    )
    found = evaluate_with(asked, plan_of(given))
    _say((*found.notes, *found.summary))
    for line in found.warnings:
        log.warning("%s", line)
    whole = found.total
    figures = {
        "service_level": _share(whole["service_level"]),
        "threshold": found.threshold,
        "target": _share(found.service_level),
        "short_hours": float(whole["short_hours"]),
    }
    files = {
        "evaluation.csv": frames.written(found.intervals),
        "evaluation_periods.csv": frames.written(found.periods),
    }
    return Made(files, {**figures, **_weakest(found.intervals)})


def simulate(given: Given) -> Made:
    """Simulate the weeks of the schedule, call by call; without people, those of the roster."""
    worked, forecast = judged(given)
    asked = AskedSimulation(
        plan=worked,
        forecast=forecast,
        **{**vars(given.chosen(SimulateOptions)), "jobs": given.jobs},
        **vars(callers_of(given, forecast)),
    )
    found = simulate_with(asked, plan_of(given))
    assert found is not None
    _say((*found.notes, *found.summary))
    kept = dict(zip(("kept", "kept_low", "kept_high"), found.kept or (), strict=False))
    files = {
        "simulation.csv": frames.written(found.intervals),
        "simulation_periods.csv": frames.written(found.periods),
        "simulation_changes.csv": frames.written(found.changes),
    }
    level = {
        "service_level": _share(found.total["service_level"]),
        "target": _share(found.promise.target),
        "threshold": found.promise.threshold,
    }
    rounded = {name: round(value, 4) for name, value in kept.items()}
    return Made(files, {"weeks": found.weeks, **level, **rounded})


def schedule(given: Given) -> Made:
    """Say who works when, on dates."""
    options = given.chosen(ScheduleOptions)
    requirement = frames.table(given, "requirement.csv", tables.REQUIREMENT)
    last = None
    if options.start is None:
        # The weeks of people begin later than those of the calls: after these nothing is known.
        last = requirement["interval_start"].iloc[-1].date()
        if "previous" not in given.outside:
            options = replace(options, start=_first_monday(requirement))
    people = scheduling.Tables(
        frames.outside(given, "agents", tables.AGENTS),
        frames.outside(given, "absences", tables.ABSENCES),
        frames.outside(given, "wishes", tables.WISHES),
        requirement,
        frames.outside(given, "previous", tables.SCHEDULE),
    )
    made = scheduling.made_of(
        frames.table(given, "roster.csv", tables.ROSTER), people, options, plan_of(given), last
    )
    _say(scheduling.summary(made))
    assert made.coverage is not None
    previous = () if people.previous is None else read_schedule(people.previous)
    known = ~scheduling.unknown_hours(made.days, previous, made.coverage["interval_start"])
    step = tables.step_minutes(requirement)
    later = scheduling.uncovered(made.coverage[known], step)
    missing = sum(one.missing_hours for one in later)
    away = float(allowed(made.coverage[known], requirement).sum()) * step / 60
    worst = max(later, key=lambda one: one.missing_hours, default=None)
    duties = [day for day in made.days if day.on_duty]
    figures: dict[str, Figure] = {
        "people": len({day.agent for day in made.days}),
        "duties": len(duties),
        "first": str(min(day.date for day in made.days)),
        "last": str(max(day.date for day in made.days)),
        "missing_hours": round(missing, 2),
        "allowed_hours": round(away, 2),
        "worst": "" if worst is None else str(worst),
    }
    files = {
        "schedule.csv": frames.written(made.table),
        "schedule_coverage.csv": frames.written(made.coverage),
    }
    return Made(files, figures)


def plan_of(given: Given, reader: Callable[[Mapping[str, Any]], Plan] | None = None) -> Plan:
    """Read groups, shifts and rules; an error names the configuration."""
    try:
        return (reader or plan_from)(given.config.content)
    except InputError as error:
        raise InputError(f"{given.config.prefix}{error}") from None


def callers_of(given: Given, forecast: pd.DataFrame) -> CallersOptions:
    """Return how callers are judged: queues that were put together are one by now."""
    options = replace(given.chosen(CallersOptions), skills=None)
    known = known_share(given)
    if known:
        left, rest = without_known(options.shrinkage, known)
        share = read_shrinkage(left, options.shrinkage_rule).total(np.arange(WEEK)).mean()
        more = f" (and are {rest:.3g} more than it holds)" if rest > _LEAST_SHARE else ""
        log.info(
            "known absences take %.3g of the time on duty, which is part of the shrinkage%s: "
            "%.4g is left for who is there",
            known,
            more,
            share,
        )
        options = replace(options, shrinkage=left)
    several = "queue" in forecast and len(set(forecast["queue"])) > 1
    return options if several else replace(options, pool=None)


def _first_monday(requirement: pd.DataFrame) -> dt.date:
    first: dt.date = requirement["interval_start"].iloc[0].date()
    return first + dt.timedelta(days=-first.weekday() % _WEEK)


def _share(value: object) -> Figure:
    """Return a share rounded; "" where there is none."""
    number = math.nan if value is None else float(str(value))
    return "" if math.isnan(number) else round(number, 4)


def _weakest(intervals: pd.DataFrame) -> dict[str, Figure]:
    """Name the interval in which the most calls wait too long."""
    late = intervals["calls"] * (1.0 - intervals["service_level"])
    if late.isna().all() or not (late > 0).any():
        return {}
    row = intervals.iloc[int(late.fillna(0.0).to_numpy().argmax())]
    return {
        "weakest": f"{row['interval_start']:%a %Y-%m-%d %H:%M}",
        "weakest_level": _share(row["service_level"]),
        "weakest_calls": round(float(row["calls"]), 1),
    }


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        log.info("%s", line)
