"""A plan and a forecast go in, what callers and the budget can expect comes out."""

import datetime as dt
import logging
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from wfm import config as configuration
from wfm import tables, timestamps
from wfm.errors import InputError
from wfm.evaluation.costs import costs_table
from wfm.evaluation.counting import Presence, clock_minutes, presence
from wfm.evaluation.expected import Calls, read_calls, required_by
from wfm.evaluation.periods import Sums, periods_table
from wfm.evaluation.results import Evaluation
from wfm.evaluation.rosters import of_roster
from wfm.evaluation.schedules import of_schedule
from wfm.evaluation.service import Service
from wfm.evaluation.telling import told, warned
from wfm.evaluation.worked import Worked
from wfm.keywords import with_keywords
from wfm.options.callers import CallersOptions
from wfm.options.common import Configured
from wfm.weekdays import DAY
from wfm.work.configuration.roster import plan_from
from wfm.work.plan import Plan

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AskedEvaluation(CallersOptions, Configured):
    """An evaluation as Python asks for it.

    Parameters
    ----------
    plan
        `wfm.tables.ROSTER`, which repeats over the weeks of the forecast, or
        `wfm.tables.SCHEDULE`, which has its own dates.
    forecast
        `wfm.tables.FORECAST`: the calls that the plan is to answer.
    requirement
        `wfm.tables.REQUIREMENT`, whose ``agents_scheduled`` are needed; None: sized by the options.
    queue
        Queue of the forecast, if it holds several.
    """

    plan: pd.DataFrame
    forecast: pd.DataFrame
    requirement: pd.DataFrame | None = field(default=None, kw_only=True)
    queue: str | None = field(default=None, kw_only=True)


@with_keywords(AskedEvaluation)
def evaluate(asked: AskedEvaluation) -> Evaluation:
    """Judge a roster or a schedule by formula against the calls that it is made for.

    Returns
    -------
    wfm.evaluation.Evaluation
        The tables of intervals and of periods; costs, hours, service.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If one of the tables or the configuration cannot be used, nobody is on duty, or plan and
        forecast are of different dates.
    """
    result = evaluate_with(asked, plan_from(configuration.load(asked.config).content))
    for line in (*result.notes, *result.summary):
        log.info("%s", line)
    for line in result.warnings:
        log.warning("%s", line)
    return result


def evaluate_with(asked: AskedEvaluation, plan: Plan) -> Evaluation:
    """Judge with the groups and costs of a plan; see `evaluate`."""
    calls = read_calls(asked.forecast, asked, asked.queue)
    worked, calls, left_out = laid_over(asked.plan, plan, calls)
    starts = clock_minutes(calls.frame, by_wall_clock=worked.by_wall_clock)
    there = presence(worked, starts, calls.step)
    if asked.requirement is None:
        _, required = calls.needed()
    else:
        required = required_by(asked.requirement, calls, asked.queue)
    agents = there.scheduled * (1.0 - calls.shrinkage)
    service = calls.expected(agents)
    wall = clock_minutes(calls.frame, by_wall_clock=True)
    hours = calls.step / 60
    sums = Sums(wall // DAY, wall % DAY, hours, calls.rows.calls, there, agents, required, service)
    intervals = _intervals_table(calls, there, required, agents, service)
    periods = periods_table(sums, worked, plan)
    dates = {dt.date.fromisoformat(day) for day in periods.query("period == 'day'")["first_day"]}
    target = calls.options.target
    return Evaluation(
        intervals=intervals,
        periods=periods,
        costs=costs_table(worked, dates),
        agents=len({duty.agent for duty in worked.duties}),
        service_level=target.service_level,
        threshold=target.threshold,
        cost_unit=plan.cost_unit,
        notes=(*calls.notes, calls.described(), *left_out),
        summary=tuple(told(periods, target, plan.cost_unit)),
        warnings=tuple(warned(intervals, periods)),
    )


def laid_over(table: pd.DataFrame, plan: Plan, calls: Calls) -> tuple[Worked, Calls, list[str]]:
    """Lay a roster over the days of a forecast, or take the days that a schedule has.

    Returns
    -------
    tuple
        What is worked, the calls of its days, and what is to be said about days left out.
    """
    wall = timestamps.wall_clock(calls.frame["interval_start"])
    dates = wall.astype("datetime64[D]").astype(object)
    if not is_schedule(table):
        return of_roster(table, plan, dates[0], dates[-1]), calls, []
    worked = of_schedule(table, plan)
    kept = (dates >= worked.first_day) & (dates <= worked.last_day)
    if not kept.any():
        raise InputError(
            f"the schedule is of {_days(worked.first_day, worked.last_day)}, and the forecast of "
            f"{_days(dates[0], dates[-1])}: give the forecast of the days that are scheduled"
        )
    words = []
    if not kept.all():
        left = len(set(dates[~kept]))
        words.append(
            f"{left} day{'s' * (left != 1)} of the forecast left out: the schedule is of "
            f"{_days(worked.first_day, worked.last_day)}"
        )
    if (worked.first_day > dates[0]) or not any(d.date < dates[kept][0] for d in worked.duties):
        words.append(
            f"duties that run in from the night before {worked.first_day} are not in the schedule"
        )
    return worked, calls.of(kept), words


def is_schedule(table: pd.DataFrame) -> bool:
    """Whether a table is a schedule: agents on dates."""
    return {"agent", "date"} <= {str(name).strip().lower() for name in table.columns}


def is_requirement(table: pd.DataFrame) -> bool:
    """Whether a table is a requirement: agents per interval."""
    names = {str(name).strip().lower() for name in table.columns}
    return "agents_scheduled" in names and not is_schedule(table)


def _days(first: dt.date, last: dt.date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _intervals_table(
    calls: Calls,
    there: Presence,
    required: np.ndarray,
    agents: np.ndarray,
    service: Service,
) -> pd.DataFrame:
    frame = calls.frame.assign(
        load_erlangs=calls.rows.load,
        on_duty=there.on_duty,
        scheduled=there.scheduled,
        required=required,
        difference=there.scheduled - required,
        agents=agents,
        service_level=service.level,
        asa_seconds=service.asa,
        occupancy=service.occupancy,
        cost=there.cost,
    )
    for name, share in (("abandonment", service.abandonment), ("blocked", service.blocked)):
        if not np.isnan(share).all():
            frame[name] = share
    return tables.conform(frame, tables.EVALUATED)
