"""Plans side by side on the same calls: what differs between them is no chance."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from wfm import config as configuration
from wfm import tables
from wfm.errors import InputError, OptionError
from wfm.evaluation.case import Case, case_with, read_asked, simulation_of
from wfm.evaluation.compared import Found, records
from wfm.evaluation.counting import clock_minutes
from wfm.evaluation.days_changed import call_factors, said
from wfm.evaluation.laying import is_requirement, is_schedule, laid_over
from wfm.evaluation.queues import Queue, of_intervals, targets_of
from wfm.evaluation.work_compared import apart, paid
from wfm.keywords import with_keywords
from wfm.options.callers import CallersOptions
from wfm.options.common import Configured
from wfm.options.compare import CompareOptions
from wfm.options.simulate import SimulateOptions
from wfm.simulation.counting import Counts, together
from wfm.simulation.draws import AS_EXPECTED, Change
from wfm.work.configuration.roster import plan_from
from wfm.work.plan import Plan

log = logging.getLogger(__name__)
# Weeks of each plan in turn: all plans have as many whenever somebody stops it.
_IN_TURN = 5


@dataclass(frozen=True)
class AskedPlans(CompareOptions, CallersOptions, Configured):
    """A comparison as Python asks for it.

    Parameters
    ----------
    plans
        Rosters, schedules or requirements by their names; all are compared with the first.
    forecast
        `wfm.tables.FORECAST`: the calls that they are to answer.
    queue
        Queue of the forecast, if only one of several is meant.
    aht_times
        Handling times as they were, whose spread goes before `aht_cv` [s].
    people
        `wfm.tables.AGENTS`: their skills are the queues that they answer; of rosters it says where
        each stands.
    absences
        `wfm.tables.ABSENCES`: who is known to be absent in every plan, which is not drawn for them.
    """

    plans: Mapping[str, pd.DataFrame]
    forecast: pd.DataFrame
    queue: str | None = field(default=None, kw_only=True)
    aht_times: tuple[float, ...] = field(default=(), kw_only=True)
    people: pd.DataFrame | None = field(default=None, kw_only=True)
    absences: pd.DataFrame | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Comparison:
    """Plans that were compared.

    Parameters
    ----------
    table
        `wfm.tables.COMPARED`.
    weeks
        How many weeks were simulated of each plan.
    interrupted
        Whether these are fewer than were asked for.
    """

    table: pd.DataFrame
    weeks: int
    interrupted: bool


@with_keywords(AskedPlans)
def compare(asked: AskedPlans) -> pd.DataFrame:
    """Simulate plans on the same calls, and say what differs.

    Returns
    -------
    pandas.DataFrame
        `wfm.tables.COMPARED`: a row for each plan; of several queues one for all and for each.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If a table or the configuration cannot be used, or there is only one plan.
    """
    found = compare_with(asked, plan_from(configuration.load(asked.config).content))
    assert found is not None
    return found.table


def compare_with(
    asked: AskedPlans, groups: Plan, done: Callable[[int], bool] | None = None
) -> Comparison | None:
    """Compare plans with the groups and costs of a configuration; see `compare`.

    Parameters
    ----------
    asked
        What is asked for.
    groups
        Contract groups, shifts and what they cost.
    done
        Is told how many weeks of all plans together are simulated, and returns whether to stop.

    Returns
    -------
    Comparison or None
        None where it was stopped before every plan had some weeks.
    """
    if len(asked.plans) < 2:
        raise InputError("one plan alone cannot be compared: name two or more")
    if asked.weeks < 2:
        raise OptionError("weeks", "one week does not tell a difference from chance: give more")
    shared = simulation_of(asked, next(iter(asked.plans.values())))
    queues = _of_all(asked.plans, groups, read_asked(shared))
    calls = queues[0].calls
    minutes = clock_minutes(calls.frame, by_wall_clock=True)
    factors = call_factors(asked.calls, minutes)
    cases = {name: _case(name, asked, groups, queues) for name in asked.plans}
    first = next(iter(cases.values()))
    change = AS_EXPECTED
    if (factors != 1.0).any():
        change = Change(volume=first.where.led(factors))
    for line in dict.fromkeys(_said(asked, cases)):
        log.info("%s", line)
    counts = _simulated(cases, asked, change, done)
    if counts is None:
        return None
    found = [
        Found(name, case, counts[name], _people(case, asked.plans[name], groups))
        for name, case in cases.items()
    ]
    names = [column.name for column in tables.COMPARED.columns]
    frame = pd.DataFrame([*records(found)], columns=names)
    if len(queues) == 1:
        frame = frame.drop(columns="queue")
    weeks = len(counts[found[0].plan].weeks)
    return Comparison(tables.conform(frame, tables.COMPARED), weeks, weeks < asked.weeks)


def _of_all(
    plans: Mapping[str, pd.DataFrame], groups: Plan, queues: tuple[Queue, ...]
) -> tuple[Queue, ...]:
    """Take the days that every schedule has."""
    for table in plans.values():
        if is_schedule(table):
            _, calls, _ = laid_over(table, groups, queues[0].calls)
            queues = of_intervals(queues, calls)
    return queues


def _case(name: str, asked: AskedPlans, groups: Plan, queues: tuple[Queue, ...]) -> Case:
    """Read a plan; what is wrong with it names it."""
    own = simulation_of(asked, asked.plans[name])
    if is_requirement(own.plan) and not all(map(is_requirement, asked.plans.values())):
        own = replace(own, people=None, absences=None)  # nobody of it has a name
    try:
        return case_with(own, groups, queues)
    except InputError as error:
        source = asked.plans[name].attrs.get("source")
        if source is not None and str(error).startswith(str(source)):
            raise
        raise InputError(f"{name}: {error}") from None


def _said(asked: AskedPlans, cases: Mapping[str, Case]) -> Iterator[str]:
    """Yield what is assumed of all plans, and of single ones."""
    first = next(iter(cases.values()))
    yield "; ".join(
        (
            *targets_of(first.queues),
            *said("absent", asked.absent),
            *said("calls", asked.calls),
            f"{asked.weeks} simulated weeks, the same calls for every plan",
        )
    )
    everywhere = [note for note in first.notes if all(note in one.notes for one in cases.values())]
    yield from everywhere
    if asked.people is not None or asked.absences is not None:
        yield from (
            f"{name}: agents of a requirement have no names: --agents and --absences say nothing "
            "of them"
            for name, case in cases.items()
            if case.worked is None
        )
    for name, case in cases.items():
        yield from (f"{name}: {note}" for note in case.notes if note not in everywhere)


def _simulated(
    cases: Mapping[str, Case],
    asked: SimulateOptions,
    change: Change,
    done: Callable[[int], bool] | None,
) -> Mapping[str, Counts] | None:
    """Simulate some weeks of each plan in turn, until there are enough or somebody stops it."""
    found: dict[str, list[Counts]] = {name: [] for name in cases}
    some = _IN_TURN * (asked.jobs if asked.jobs > 0 else 4)
    told, stopped = 0, False

    def stops(number: int) -> bool:
        nonlocal stopped
        stopped = done is not None and done(told + number)
        return stopped

    for first in range(0, asked.weeks, some):
        weeks = range(first, min(asked.weeks, first + some))
        parts = {}
        for name, case in cases.items():
            part = None if stopped else case.simulated(weeks, asked.jobs, stops, change)
            if part is None or len(part.weeks) < len(weeks):
                break
            parts[name] = part
            told += len(weeks)
        if len(parts) < len(cases):
            break
        for name, part in parts.items():
            found[name].append(part)
    if not all(found.values()):
        return None
    return {name: together(parts) for name, parts in found.items()}


def _people(case: Case, table: pd.DataFrame, groups: Plan) -> dict[str, object]:
    """Sum up who works in a plan, what that costs, and how evenly it is shared."""
    found: dict[str, object] = {
        "agents": round(case.on_phones.max()),
        "phone_hours": case.phone_hours,
    }
    if case.worked is None:
        return found
    calls = case.where.calls
    hours, cost = paid(case.worked, calls)
    nights, weekends = apart(case.worked, table, groups, calls)
    return {
        **found,
        "agents": len(case.crew.plan.agents),
        "paid_hours": hours,
        "cost": cost,
        "nights_apart": nights,
        "weekends_apart": weekends,
    }
