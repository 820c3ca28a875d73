"""A plan and a forecast go in, what callers and the budget can expect comes out."""

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from wfm import config as configuration
from wfm import tables
from wfm.evaluation.costs import costs_table
from wfm.evaluation.counting import clock_minutes
from wfm.evaluation.crew import who_is_who, with_skills
from wfm.evaluation.laying import laid_over
from wfm.evaluation.periods import Sums, periods_table
from wfm.evaluation.queues import Queue, of_intervals, queues_of, targets_of
from wfm.evaluation.results import Evaluation
from wfm.evaluation.service import summed
from wfm.evaluation.sharing import Judged, judge, together
from wfm.evaluation.telling import told, told_of_queues, warned
from wfm.evaluation.weeks_ahead import agents_of
from wfm.evaluation.worked import Worked
from wfm.keywords import with_keywords
from wfm.options.callers import CallersOptions
from wfm.options.common import Configured
from wfm.options.simulate import QueuesOption
from wfm.scheduling.people_tables import read_agents
from wfm.weekdays import DAY
from wfm.work.configuration.roster import plan_from
from wfm.work.plan import Plan

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AskedEvaluation(QueuesOption, CallersOptions, Configured):
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
        Queue of the forecast, if only one of several is meant.
    people
        `wfm.tables.AGENTS`: their skills are the queues that they answer; of a roster it says where
        each stands.
    """

    plan: pd.DataFrame
    forecast: pd.DataFrame
    requirement: pd.DataFrame | None = field(default=None, kw_only=True)
    queue: str | None = field(default=None, kw_only=True)
    people: pd.DataFrame | None = field(default=None, kw_only=True)


@with_keywords(AskedEvaluation)
def evaluate(asked: AskedEvaluation) -> Evaluation:
    """Judge a roster or a schedule by formula against the calls that it is made for.

    Returns
    -------
    wfm.evaluation.Evaluation
        The tables of intervals, of periods and of queues; costs, hours, service.

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
    queues = queues_of(asked.forecast, asked, asked.queue, asked.queues)
    worked, calls, left_out = laid_over(asked.plan, plan, queues[0].calls)
    queues = of_intervals(queues, calls)
    answering, skills, words = _who_answers(asked, queues, worked, plan)
    judged, assumed = judge(queues, answering, skills, asked.requirement, asked.queue)
    there, agents, required, service = together(judged)
    wall = clock_minutes(calls.frame, by_wall_clock=True)
    hours = calls.step / 60
    offered = np.sum([queue.calls.rows.calls for queue in queues], axis=0)
    apart = np.array([one.presence.scheduled - one.required for one in judged])
    over, short = (np.maximum(sign * apart, 0.0).sum(axis=0) for sign in (1.0, -1.0))
    days, minutes = wall // DAY, wall % DAY
    sums = Sums(days, minutes, hours, offered, there, agents, required, over, short, service)
    intervals = _intervals_table(judged)
    periods = periods_table(sums, worked, plan)
    each = _queues_table(judged)
    dates = {dt.date.fromisoformat(day) for day in periods.query("period == 'day'")["first_day"]}
    targets = {queue.calls.options.target for queue in queues}
    target = targets.pop() if len(targets) == 1 else None
    return Evaluation(
        intervals=intervals,
        periods=periods,
        costs=costs_table(worked, dates),
        queues=each,
        agents=len({duty.agent for duty in worked.duties}),
        service_level=None if target is None else target.service_level,
        threshold=np.nan if target is None else target.threshold,
        cost_unit=plan.cost_unit,
        notes=(*calls.notes, *targets_of(queues), *left_out, *words, *assumed),
        summary=(*told(periods, target, plan.cost_unit), *told_of_queues(each)),
        warnings=tuple(warned(intervals, periods)),
    )


def _who_answers(
    asked: AskedEvaluation, queues: Sequence[Queue], worked: Worked, plan: Plan
) -> tuple[Worked, Mapping[str, Sequence[str]], tuple[str, ...]]:
    """Tell which queues each agent answers; leave those out who answer none."""
    if len(queues) == 1 and asked.people is None:
        return worked, {}, ()
    people = () if asked.people is None else read_agents(asked.people)
    known = dict(who_is_who(people, worked)) if people else {}
    crew = with_skills(agents_of(worked, queues[0].calls, "plan"), worked, plan, known, queues)
    skills = {agent.name: agent.skills for agent in crew.plan.agents}
    duties = tuple(duty for duty in worked.duties if duty.agent in skills)
    return replace(worked, duties=duties), skills, crew.notes


def _intervals_table(judged: Sequence[Judged]) -> pd.DataFrame:
    """Lay out the intervals of each queue, conformed."""
    parts = []
    for one in judged:
        there, service, calls = one.presence, one.service, one.queue.calls
        frame = calls.frame.assign(
            load_erlangs=calls.rows.load,
            on_duty=there.on_duty,
            scheduled=there.scheduled,
            required=one.required,
            difference=there.scheduled - one.required,
            agents=one.agents,
            service_level=service.level,
            asa_seconds=service.asa,
            occupancy=service.occupancy,
            cost=there.cost,
        )
        for name, share in (("abandonment", service.abandonment), ("blocked", service.blocked)):
            if not np.isnan(share).all():
                frame[name] = share
        parts.append(frame)
    return tables.conform(pd.concat(parts, ignore_index=True), tables.EVALUATED)


def _queues_table(judged: Sequence[Judged]) -> pd.DataFrame:
    """Lay out what each queue comes to, conformed."""
    records = []
    for one in judged:
        calls, hours = one.queue.calls.rows.calls, one.queue.calls.step / 60
        difference = one.presence.scheduled - one.required
        target, cost = one.queue.calls.options.target, float(one.presence.cost.sum())
        records.append(
            {
                "queue": one.queue.name,
                "calls": float(calls.sum()),
                "target": np.nan if target.service_level is None else target.service_level,
                "threshold_seconds": target.threshold,
                "phone_hours": float(one.agents.sum()) * hours,
                "required_hours": float(one.required.sum()) * hours,
                "over_hours": float(np.maximum(difference, 0.0).sum()) * hours,
                "short_hours": float(np.maximum(-difference, 0.0).sum()) * hours,
                **summed(calls, one.agents, one.service),
                "cost": cost,
                "cost_per_call": cost / calls.sum() if calls.sum() else np.nan,
            }
        )
    names = [column.name for column in tables.EVALUATED_QUEUES.columns]
    frame = pd.DataFrame(records, columns=names)
    for name in ("abandonment", "blocked"):
        if frame[name].isna().all():
            frame = frame.drop(columns=name)
    return tables.conform(frame, tables.EVALUATED_QUEUES)
