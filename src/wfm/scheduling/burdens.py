"""What people are to share: hours, nights, weekends and public holidays; those before count."""

from collections.abc import Iterator, Sequence

import numpy as np

from wfm.quoting import quoted
from wfm.scheduling.duties import wall_minutes
from wfm.scheduling.kinds import Kind
from wfm.scheduling.search.problem import Line, Problem, Values
from wfm.scheduling.sharing import Burdens
from wfm.scheduling.statement import Asked
from wfm.tables.schedule_rows import ScheduledDay
from wfm.units import written
from wfm.work.plan import Plan

_NAMES = ("hours", "nights", "weekend days", "public holidays")
# Hours count as duties of eight.
_DUTY = 480


def burdens_of(asked: Asked, kinds: Sequence[Kind], problem: Problem, plan: Plan) -> Burdens:
    """Return what people are to share, each by the hours of the contract.

    Of whom the schedule before holds nothing, it is taken that they had as much as the others.

    Parameters
    ----------
    asked, kinds, problem
        The people, their kinds of duty, and the same in numbers.
    plan
        What a night is.
    """
    minutes = problem.minutes[problem.band_of]
    loads = np.zeros((len(_NAMES), problem.days, problem.kinds))
    loads[0] = minutes / _DUTY
    loads[1] = [kind.night for kind in kinds]
    for place, day in enumerate(asked.period.dates):
        loads[2, place] = [day.weekday() in kind.contract.group.weekend for kind in kinds]
        loads[3, place] = day in asked.holidays
    most = np.array([max(0, person.most) for person in problem.people], dtype=float)
    shares = most / (most.mean() or 1.0)
    before = np.zeros((len(shares), len(_NAMES)))
    had = _had(asked, plan)
    known = [n for n, agent in enumerate(asked.agents) if agent.name in had and shares[n]]
    if known:
        for number in known:
            before[number] = had[asked.agents[number].name]
        usual = before[known].sum(axis=0) / shares[known].sum()
        new = [n for n, agent in enumerate(asked.agents) if agent.name not in had]
        before[new] = shares[new][:, None] * usual
    return Burdens(loads, before, shares, most)


def _had(asked: Asked, plan: Plan) -> dict[str, Values]:
    """Return what each person of the schedule before had of each burden; hours begin anew."""
    weekends = {agent.name: plan.by_name[agent.group].weekend for agent in asked.agents}
    found: dict[str, Values] = {}
    for day in asked.previous:
        if day.agent in weekends and day.date < asked.period.first:
            sums = found.setdefault(day.agent, np.zeros(len(_NAMES)))
            if day.on_duty:
                free = day.date.weekday() in weekends[day.agent]
                sums += [0, _is_night(day, plan), free, day.date in asked.holidays]
    return found


def _is_night(day: ScheduledDay, plan: Plan) -> bool:
    if day.start is None or day.end is None:
        return False
    first = wall_minutes(day.start, day.date)
    return plan.is_night(first, wall_minutes(day.end, day.date) - first)


def spread_of(asked: Asked, lines: Sequence[Line], burdens: Burdens) -> Iterator[str]:
    """Say for each group how far apart its people are in what they share."""
    groups = list(dict.fromkeys(agent.group for agent in asked.agents))
    for group in groups:
        own = [
            n
            for n, agent in enumerate(asked.agents)
            if agent.group == group and burdens.shares[n] > 0
        ]
        if len(own) < 2 or not lines:
            continue
        days = np.arange(len(asked.period.dates))
        sums = np.array(
            [(burdens.loads[:, days, lines[n].kinds] * (lines[n].kinds >= 0)).sum(1) for n in own]
        )
        sums[:, 0] *= _DUTY / 60
        parts = [
            f"{name} {_range(column.min(), column.max())}"
            for name, column in zip(_NAMES, sums.T, strict=True)
            if column.any()
        ]
        if parts:
            who = f"group '{group}': " if len(groups) > 1 else ""
            apart = _apart(asked, own, sums[:, 0], burdens.contracts[own] / 60)
            yield f"{who}{', '.join(parts)} each{apart}"


def _apart(asked: Asked, own: Sequence[int], worked: Values, contracts: Values) -> str:
    """Name who works the least and the most of the contract, if they are a duty apart."""
    shares = worked / contracts
    least, most = int(shares.argmin()), int(shares.argmax())
    if (shares[most] - shares[least]) * contracts[least] <= _DUTY / 60:
        return ""
    named = (
        f"{quoted(asked.agents[own[n]].name)} {written(worked[n])} of {written(contracts[n])}"
        for n in (least, most)
    )
    return f"; of the hours by contract {', '.join(named)}"


def _range(least: float, most: float) -> str:
    return written(least) if least == most else f"{written(least)} to {written(most)}"
