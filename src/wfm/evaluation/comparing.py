"""Plans side by side on the same calls: what differs between them is no chance."""

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import config as configuration
from wfm import rostering, tables
from wfm.errors import InputError
from wfm.evaluation.counting import clock_minutes, presence
from wfm.evaluation.days_changed import absent_shares, call_factors, said
from wfm.evaluation.expected import Calls, read_calls, required_by
from wfm.evaluation.stage import is_requirement, is_schedule, laid_over
from wfm.evaluation.weeks_ahead import (
    Ahead,
    Chance,
    agents_for,
    agents_of,
    ahead,
    read_handling,
)
from wfm.evaluation.worked import Worked, WorkedDuty
from wfm.keywords import with_keywords
from wfm.options.callers import CallersOptions
from wfm.options.common import Configured
from wfm.options.compare import CompareOptions
from wfm.simulation.counting import Counts
from wfm.simulation.replications import difference, ratio, wilson
from wfm.work.configuration.roster import plan_from
from wfm.work.plan import Plan
from wfm.work.wording import counted

log = logging.getLogger(__name__)
Floats = NDArray[np.float64]
_WEEK_DAYS = 7


@dataclass(frozen=True)
class AskedPlans(CallersOptions, Configured):
    """A comparison as Python asks for it.

    Parameters
    ----------
    plans
        Rosters, schedules or requirements by their names; all are compared with the first.
    forecast
        `wfm.tables.FORECAST`: the calls that they are to answer.
    how
        How weeks are simulated, and what is otherwise in them.
    """

    plans: Mapping[str, pd.DataFrame]
    forecast: pd.DataFrame
    how: CompareOptions = field(default_factory=CompareOptions, kw_only=True)


@with_keywords(AskedPlans)
def compare(asked: AskedPlans) -> pd.DataFrame:
    """Simulate plans on the same calls, and say what differs.

    Returns
    -------
    pandas.DataFrame
        A row for each plan, `wfm.tables.COMPARED`.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If a table or the configuration cannot be used, or there is only one plan.
    """
    return compare_with(asked, plan_from(configuration.load(asked.config).content))


@dataclass(frozen=True)
class _Found:
    """What is known of a plan."""

    worked: Worked | None
    counts: Counts
    record: dict[str, object]


def compare_with(
    asked: AskedPlans, plan: Plan, done: Callable[[int], object] | None = None
) -> pd.DataFrame:
    """Compare plans with the groups and costs of a configuration; see `compare`.

    Parameters
    ----------
    asked
        What is asked for.
    plan
        Contract groups, shifts and what they cost.
    done
        Is told how many weeks of all plans together are simulated.
    """
    if len(asked.plans) < 2:
        raise InputError("one plan alone cannot be compared: name two or more")
    how = asked.how
    calls = read_calls(asked.forecast, asked, how.queue)
    calls = _of_all(asked.plans, plan, calls)
    minutes = clock_minutes(calls.frame, by_wall_clock=True)
    chance = Chance(how.weeks, how.seed, read_handling(how.aht_cv), how.jobs)
    where = ahead(
        calls,
        chance,
        volume=call_factors(how.calls, minutes),
        absent=absent_shares(how.absent, minutes),
    )
    log.info(
        "%s", "; ".join((calls.described(), *said("absent", how.absent), *said("calls", how.calls)))
    )
    log.info("%s", assumed(calls, chance))
    found = []
    for number, (name, table) in enumerate(asked.plans.items()):

        def told(weeks: int, before: int = number * how.weeks) -> bool:
            if done is not None:
                done(before + weeks)
            return False

        found.append(_found(name, table, plan, where, chance, told))
    records = [{**one.record, **_against(one, found[0], where)} for one in found]
    names = [column.name for column in tables.COMPARED.columns]
    return tables.conform(pd.DataFrame(records, columns=names), tables.COMPARED)


def assumed(calls: Calls, chance: Chance) -> str:
    """Say in a line what is assumed of the simulated weeks."""
    law, handling = chance.handling, "exponential"
    if law.times:
        handling = f"spread as {counted(len(law.times), 'call')} of a file"
    elif law.cv is not None:
        handling = f"lognormal, cv {law.cv:g}"
    patience = f"{calls.patience:g} s on average"
    if calls.patience == np.inf:
        patience = "without end"
    if chance.share_zero:
        patience += f", {chance.share_zero:.3g} of the callers none at all"
    return (
        f"{chance.weeks} simulated weeks, the same calls for every plan: handling times "
        f"{handling}; patience {patience}; an agent is absent for a whole duty; "
        "all handle calls alike"
    )


def _of_all(plans: Mapping[str, pd.DataFrame], plan: Plan, calls: Calls) -> Calls:
    """Take the days that every schedule has."""
    for table in plans.values():
        if is_schedule(table):
            _, calls, _ = laid_over(table, plan, calls)
    return calls


def _found(
    name: str,
    table: pd.DataFrame,
    plan: Plan,
    where: Ahead,
    chance: Chance,
    done: Callable[[int], bool],
) -> _Found:
    """Simulate a plan and collect its figures."""
    calls = where.calls
    worked: Worked | None = None
    if is_requirement(table):
        number = on_phones(table, calls)
        agents = agents_for(number, where, name)
        own: dict[str, object] = {"phone_hours": float(number.sum()) * calls.step / 60}
    else:
        worked, _, _ = laid_over(table, plan, calls)
        agents = agents_of(worked, calls, name)
        own = _paid(worked, table, plan, calls)
    if not agents.agents:
        raise InputError(f"{name}: nobody is on duty: there is nothing to compare")
    counts = where.simulated(agents, chance, shrinks=worked is not None, done=done)
    record = {"plan": name, "agents": len(agents.agents), **own, **_service(counts, where)}
    return _Found(worked, counts, record)


def on_phones(requirement: pd.DataFrame, calls: Calls) -> Floats:
    """Return the agents on the phones that a requirement asks for, whole ones."""
    if "agents_required" in requirement:
        net = requirement.assign(agents_scheduled=requirement["agents_required"])
        return required_by(net, calls)
    return np.floor(required_by(requirement, calls) * (1.0 - calls.shrinkage) + 1e-9)


def _paid(worked: Worked, table: pd.DataFrame, plan: Plan, calls: Calls) -> dict[str, object]:
    """Sum up what a roster or a schedule pays, and how evenly it is shared."""
    starts = clock_minutes(calls.frame, by_wall_clock=worked.by_wall_clock)
    there = presence(worked, starts, calls.step)
    first, last = _common_days(worked, calls)
    duties = [duty for duty in worked.duties if first <= duty.date <= last]
    nights, weekends = _apart(worked, duties, table, plan, (last - first).days + 1)
    hours, cost = paid(worked, calls)
    return {
        "paid_hours": hours,
        "phone_hours": float((there.scheduled * (1.0 - calls.shrinkage)).sum()) * calls.step / 60,
        "cost": cost,
        "nights_apart": nights,
        "weekends_apart": weekends,
    }


def paid(worked: Worked, calls: Calls) -> tuple[float, float]:
    """Sum up what is paid on the days of a forecast: hours and cost."""
    first, last = _common_days(worked, calls)
    duties = [duty for duty in worked.duties if first <= duty.date <= last]
    idle = [pay for pay in worked.unworked if first <= pay.date <= last]
    hours = sum(duty.paid for duty in duties) / 60 + sum(pay.hours for pay in idle)
    return hours, sum(duty.cost for duty in duties) + sum(pay.cost for pay in idle)


def _common_days(worked: Worked, calls: Calls) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that a plan and a forecast share."""
    starts = calls.frame["interval_start"]
    first = max(worked.first_day, starts.iloc[0].date())
    return first, min(worked.last_day, starts.iloc[-1].date())


def _apart(
    worked: Worked, duties: list[WorkedDuty], table: pd.DataFrame, plan: Plan, days: int
) -> tuple[float, float]:
    """How far apart agents are in nights and worked weekends a week: most less fewest.

    In a rotation everybody of a team works the same over its weeks: teams are compared.
    """
    if worked.by_wall_clock:
        fairness = rostering.check(table, plan=plan).fairness
        return float(np.ptp(fairness["nights"])), float(np.ptp(fairness["weekends"]))
    people = {duty.agent for duty in duties}
    nights = dict.fromkeys(people, 0)
    weekends: dict[str, set[tuple[int, int]]] = {agent: set() for agent in people}
    for duty in duties:
        nights[duty.agent] += duty.night is not None
        if duty.weekend:
            weekends[duty.agent].add(duty.date.isocalendar()[:2])
    weeks = days / _WEEK_DAYS
    worked_weekends = [len(own) for own in weekends.values()]
    return np.ptp(list(nights.values())) / weeks, np.ptp(worked_weekends) / weeks


def _service(counts: Counts, where: Ahead) -> dict[str, object]:
    """Sum up how callers fared, with intervals over weeks."""
    lead, target = where.lead, where.calls.options.target.service_level
    good, asked = of_weeks(counts, lead, where.calls.options.definition)
    level = ratio(good, asked)
    answered = counts.answered[:, 0, lead:].sum(axis=1)
    found: dict[str, object] = {
        "service_level": level.value,
        "service_level_low": np.clip(level.value - level.half, 0.0, 1.0),
        "service_level_high": np.clip(level.value + level.half, 0.0, 1.0),
        "asa_seconds": ratio(counts.waited[:, 0, lead:].sum(axis=1), answered).value,
        "occupancy": ratio(
            counts.busy[:, lead:].sum(axis=1), counts.staffed[:, lead:].sum(axis=1)
        ).value.clip(max=1.0),
    }
    if where.calls.patience < np.inf:
        gone = counts.abandoned[:, 0, lead:].sum(axis=1)
        found["abandonment"] = ratio(gone, counts.offered[:, 0, lead:].sum(axis=1)).value
    if target is not None:
        kept = int((good >= target * asked).sum())
        low, high = wilson(kept, len(good))
        found |= {"promise": kept / len(good), "promise_low": low, "promise_high": high}
    return found


def of_weeks(counts: Counts, lead: int, definition: str) -> tuple[Floats, Floats]:
    """Count good calls and those they are a share of, week by week, as a service level is meant."""

    def total(values: NDArray[np.generic]) -> Floats:
        return np.asarray(values[:, 0, lead:].sum(axis=1), dtype=float)

    offered = total(counts.offered)
    if definition == "virtual":
        return total(counts.virtual), offered
    if definition == "answered":
        return total(counts.good), total(counts.answered)
    if definition == "excl_short":
        return total(counts.good), offered - total(counts.short)
    return total(counts.good), offered


def _against(one: _Found, other: _Found, where: Ahead) -> dict[str, object]:
    """Say how a plan differs from the first one, and whether that can be told from chance."""
    if one is other:
        return {"finding": ""}
    definition, target = where.calls.options.definition, where.calls.options.target.service_level
    mine, theirs = (of_weeks(f.counts, where.lead, definition) for f in (one, other))
    apart = difference(mine, theirs)
    low, high = apart.value - apart.half, apart.value + apart.half
    found: dict[str, object] = {
        "delta_service_level": apart.value,
        "delta_service_level_low": low,
        "delta_service_level_high": high,
        "finding": _finding(float(low), float(high)),
    }
    cost = one.record.get("cost"), other.record.get("cost")
    if isinstance(cost[0], float) and isinstance(cost[1], float):
        found["delta_cost"] = cost[0] - cost[1]
    if target is not None:
        kept = [(good >= target * asked).astype(float) for good, asked in (mine, theirs)]
        every = np.ones(len(kept[0]))
        more = difference((kept[0], every), (kept[1], every))
        found |= {
            "delta_promise": more.value,
            "delta_promise_low": max(-1.0, float(more.value - more.half)),
            "delta_promise_high": min(1.0, float(more.value + more.half)),
        }
    if one.worked is not None and other.worked is not None:
        found["changed_duties"] = changed(one.worked, other.worked)
    return found


def _finding(low: float, high: float) -> str:
    if low > 0.0:
        return "better"
    if high < 0.0:
        return "worse"
    return "may be chance"


def changed(one: Worked, other: Worked) -> int:
    """Count the days of agents on which two plans differ, of the first week that both have."""
    first = max(one.first_day, other.first_day)
    mine, theirs = (_first_week(worked, first) for worked in (one, other))
    return sum(mine.get(day) != theirs.get(day) for day in {*mine, *theirs})


def _first_week(worked: Worked, first: dt.date) -> dict[tuple[str, dt.date], tuple[object, ...]]:
    """Return the duties of each agent in a week."""
    last = first + dt.timedelta(days=_WEEK_DAYS - 1)
    return {
        (duty.agent, duty.date): (duty.first, duty.last, duty.away)
        for duty in worked.duties
        if first <= duty.date <= last
    }
