"""A plan and a forecast go in, simulated weeks come out."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import config as configuration
from wfm import tables, timestamps, units
from wfm.errors import InputError
from wfm.evaluation.counting import clock_minutes
from wfm.evaluation.days_changed import absent_shares
from wfm.evaluation.expected import Calls, read_calls
from wfm.evaluation.promising import assumed, told
from wfm.evaluation.simulated import (
    Promise,
    Simulation,
    Stretch,
    changes_table,
    columns,
    kept_share,
    periods_table,
)
from wfm.evaluation.stage import is_requirement, laid_over
from wfm.evaluation.weeks_ahead import (
    Ahead,
    Chance,
    agents_for,
    agents_of,
    ahead,
    read_handling,
    read_share_zero,
)
from wfm.keywords import with_keywords
from wfm.options.callers import CallersOptions
from wfm.options.common import Configured
from wfm.options.simulate import SimulateOptions
from wfm.simulation.absences import Absence
from wfm.simulation.counting import Counts, summed
from wfm.simulation.draws import AS_EXPECTED, Change, Demand
from wfm.simulation.figures import figures
from wfm.simulation.weeks import Settings, simulate_weeks
from wfm.simulation.windows import Plan, staffed
from wfm.work.configuration.roster import plan_from
from wfm.work.plan import Plan as Groups

log = logging.getLogger(__name__)
Floats = NDArray[np.float64]
# What a planner is shown besides, on so many of the weeks or a tenth of them.
CHANGES = {
    "AHT +5 %": Change(aht=1.05),
    "calls +5 %": Change(volume=1.05),
    "two more absent": Change(absent=2),
}
_FEWEST_WEEKS = 20
_WEEKDAYS = 7


@dataclass(frozen=True)
class AskedSimulation(SimulateOptions, CallersOptions, Configured):
    """A simulation as Python asks for it.

    Parameters
    ----------
    plan
        `wfm.tables.ROSTER`, which repeats over the weeks of the forecast; `wfm.tables.SCHEDULE`,
        which has its own dates; or `wfm.tables.REQUIREMENT`, whose numbers become agents.
    forecast
        `wfm.tables.FORECAST`: the calls that come; None: a requirement holds its own.
    queue
        Queue of the forecast, if it holds several.
    aht_times
        Handling times as they were, whose spread goes before `aht_cv` [s].
    """

    plan: pd.DataFrame
    forecast: pd.DataFrame | None = field(default=None)
    queue: str | None = field(default=None, kw_only=True)
    aht_times: tuple[float, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class Case:
    """All that a simulation needs.

    Parameters
    ----------
    where
        The calls that are expected, and who is absent.
    plan
        The agents.
    settings
        How they are simulated.
    promise
        What is promised.
    notes
        What is assumed.
    """

    where: Ahead
    plan: Plan
    settings: Settings
    promise: Promise
    notes: tuple[str, ...]

    @property
    def demand(self) -> Demand:
        """The calls, as they are drawn."""
        return self.where.demand


@with_keywords(AskedSimulation)
def simulate(asked: AskedSimulation) -> Simulation:
    """Simulate the weeks of a plan call by call, agent by agent.

    Returns
    -------
    wfm.evaluation.Simulation
        The tables of intervals, of periods and of changes; how many weeks keep the promise.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If one of the tables or the configuration cannot be used, nobody is on duty, or plan and
        forecast are of different dates.
    """
    result = simulate_with(asked, plan_from(configuration.load(asked.config).content))
    assert result is not None
    for line in (*result.notes, *result.summary):
        log.info("%s", line)
    return result


def simulate_with(
    asked: AskedSimulation, groups: Groups, done: Callable[[int], bool] | None = None
) -> Simulation | None:
    """Simulate with the groups of a plan; see `simulate`.

    Parameters
    ----------
    asked
        What is asked for.
    groups
        Contract groups and shifts.
    done
        Is told how many weeks are done, and returns whether to stop there.

    Returns
    -------
    Simulation or None
        None where it was stopped before there was anything.
    """
    case = case_of(asked, groups)
    counts = _simulated(case, range(asked.weeks), asked.jobs, done)
    if counts is None:
        return None
    stopped = len(counts.weeks) < asked.weeks
    changed: dict[str, Counts] = {}
    some = range(min(len(counts.weeks), max(_FEWEST_WEEKS, asked.weeks // 10)))
    for name, change in CHANGES.items():
        if stopped:
            break
        found = _simulated(case, some, asked.jobs, done and (lambda _: done(asked.weeks)), change)
        stopped = found is None or len(found.weeks) < len(some)
        if found is not None and not stopped:
            changed[name] = found
    return _result(case, counts, changed, interrupted=stopped)


def _simulated(
    case: Case,
    weeks: range,
    jobs: int,
    done: Callable[[int], bool] | None,
    change: Change = AS_EXPECTED,
) -> Counts | None:
    """Simulate weeks, and leave what fills the centre before out."""
    found = simulate_weeks(
        case.plan, case.demand, case.settings, weeks, change, jobs=jobs, done=done
    )
    if found is None:
        return None
    return summed(found, np.arange(case.demand.lead, case.demand.day.size))


def case_of(asked: AskedSimulation, groups: Groups) -> Case:
    """Read the tables and options of a simulation."""
    forecast = asked.forecast
    from_requirement = is_requirement(asked.plan)
    if forecast is None:
        if not from_requirement:
            raise InputError("there is no forecast: give the calls that the plan is to answer")
        forecast = asked.plan
    calls = read_calls(forecast, asked, asked.queue)
    notes: list[str] = []
    chance = Chance(
        asked.weeks,
        asked.seed,
        read_handling(asked.aht_cv, asked.aht_times),
        share_zero=read_share_zero(asked.share_zero),
    )
    absent = _absent(asked.absent, calls)
    if from_requirement:
        numbers, is_net = _numbers(asked.plan, calls, asked.queue)
        where = ahead(calls, chance, absent=absent)
        plan = agents_for(numbers, where, "requirement")
        share = np.zeros(numbers.size) if is_net else calls.shrinkage
    else:
        worked, calls, notes = laid_over(asked.plan, groups, calls)
        where = ahead(calls, chance, absent=_absent(asked.absent, calls))
        plan = agents_of(worked, calls, "plan")
        share = calls.shrinkage
    where = replace(where, absent=1.0 - (1.0 - where.absent) * (1.0 - share))
    _refuse_nobody(plan, where)
    target = calls.options.target
    settings = Settings(asked.seed, target.threshold, Absence(where.led(where.absent)))
    definition = calls.options.definition
    promise = Promise(target.service_level, target.threshold, definition)  # type: ignore[arg-type]
    lines = assumed(where.demand, where.absent), *_not_simulated(asked)
    return Case(where, plan, settings, promise, (*calls.notes, *notes, *lines))


def _not_simulated(asked: AskedSimulation) -> Iterator[str]:
    """Name the options of staffing that simulated callers know nothing of."""
    found = [
        words
        for words, holds in (
            ("callers who call again", units.fraction(asked.redial, "redial") > 0),
            ("limited lines", asked.lines is not None),
            ("opening hours: calls come when the forecast has them", asked.open is not None),
        )
        if holds
    ]
    if found:
        yield f"not simulated, though [staff] speaks of it: {'; '.join(found)}"


def _numbers(table: pd.DataFrame, calls: Calls, queue: str | None) -> tuple[Floats, bool]:
    """Return the agents of each interval, and whether nobody of them is absent."""
    from wfm.evaluation.expected import required_by

    names = {str(name).strip().lower(): name for name in table.columns}
    if "agents_required" not in names:
        return required_by(table, calls, queue), False
    net = table.assign(**{str(names["agents_scheduled"]): table[names["agents_required"]]})
    net.attrs = table.attrs
    return required_by(net, calls, queue), True


def _refuse_nobody(plan: Plan, where: Ahead) -> None:
    """Refuse a plan in which nobody is on the phones while the forecast lasts."""
    windows = [each.windows for each in plan.agents]
    if not staffed(windows, where.demand.edges)[where.lead :].any():
        raise InputError(
            "nobody of this plan is on the phones in the time of the forecast: there is nothing "
            "to simulate"
        )


def _absent(text: str | None, calls: Calls) -> Floats:
    """Read who is absent besides: a share of the agents of each interval."""
    return absent_shares(text, clock_minutes(calls.frame, by_wall_clock=True))


def _result(
    case: Case, counts: Counts, changed: dict[str, Counts], *, interrupted: bool
) -> Simulation:
    """Write tables and words."""
    calls, promise, step = case.where.calls, case.promise, case.demand.step
    edges = case.demand.edges[case.demand.lead :]
    there = staffed([each.windows for each in case.plan.agents], edges) / step
    formula = calls.expected(there * (1.0 - case.where.absent)).level
    intervals = columns(
        figures(counts, promise.target, promise.definition), promise,
        np.full(there.size, step), formula,
    )  # fmt: skip
    frame = pd.concat([calls.frame[["interval_start"]].reset_index(drop=True), intervals], axis=1)
    if "queue" in calls.frame:
        frame.insert(0, "queue", calls.frame["queue"].to_numpy())
    stretches = _stretches(calls)
    periods = periods_table(counts, promise, stretches, step, formula)
    begins = np.array([each.begins for each in stretches if each.period == "week"])
    changes = changes_table(counts, changed, promise, begins)
    found = Simulation(
        intervals=tables.conform(frame, tables.SIMULATED),
        periods=periods,
        changes=changes,
        weeks=len(counts.weeks),
        kept=kept_share(counts, promise, begins),
        interrupted=interrupted,
        notes=case.notes,
    )
    return replace(found, summary=tuple(told(found, promise)))


def _stretches(calls: Calls) -> list[Stretch]:
    """Cut a forecast into its days and weeks: weeks begin with its first day."""
    dates = timestamps.wall_clock(calls.frame["interval_start"]).astype("datetime64[D]")
    days, first = np.unique(dates, return_index=True)
    names = [str(day) for day in days]
    found = [Stretch("total", names[0], len(names), 0)]
    for place in range(0, len(names), _WEEKDAYS):
        there = min(_WEEKDAYS, len(names) - place)
        found.append(Stretch("week", names[place], there, int(first[place])))
    found += [Stretch("day", name, 1, int(at)) for name, at in zip(names, first, strict=True)]
    return found
