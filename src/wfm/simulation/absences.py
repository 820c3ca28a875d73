"""Who is absent in a simulated week."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.simulation.kernels.duties import Window
from wfm.simulation.windows import Agent, Floats, Plan, without

Marks = NDArray[np.bool_]
# Below every chance.
_AWAY_ALL_DAY = -1.0


@dataclass(frozen=True)
class Absence:
    """How likely an agent who is planned is not there.

    Parameters
    ----------
    share
        Chance of each interval. Every agent draws once for each duty, and is away wherever the
        chance is above what was drawn: the whole duty, where it is the same all day.
    """

    share: Floats


def present(
    plan: Plan, absence: Absence, luck: np.random.Generator, edges: Floats, fewer: int = 0
) -> list[Sequence[Window]]:
    """Draw the windows of those who are there.

    Parameters
    ----------
    plan
        The agents, and when they are planned.
    absence
        How likely each is away.
    luck
        The generator of absences of this week.
    edges
        Where intervals begin, and the last one ends [s].
    fewer
        Further agents who are absent on every day, besides those drawn.

    Returns
    -------
    list of sequence of Window
        Of each agent.
    """
    windows: list[Sequence[Window]] = [each.windows for each in plan.agents]
    days = [day for each in plan.agents for day in each.duties]
    if not days:
        return windows
    first, last = min(days), max(days)
    drawn = luck.random((len(plan.agents), last - first + 1))
    away = drawn < absence.share.max(initial=0.0)
    if fewer:
        further = _next_absent(plan, drawn, away, first, fewer)
        away |= further
        drawn[further] = _AWAY_ALL_DAY
    for number in np.flatnonzero(away.any(axis=1)):
        windows[number] = _left(plan.agents[number], drawn[number], absence, edges, first)
    return windows


def _next_absent(plan: Plan, drawn: Floats, away: Marks, first: int, fewer: int) -> Marks:
    """Find on each day the agents on duty who would be absent next."""
    found = np.zeros(away.shape, dtype=bool)
    on_duty = np.zeros(away.shape, dtype=bool)
    for number, each in enumerate(plan.agents):
        on_duty[number, [day - first for day in set(each.duties)]] = True
    luck = np.where(on_duty & ~away, drawn, np.inf)
    for day in range(away.shape[1]):
        order = np.argsort(luck[:, day], kind="stable")[:fewer]
        found[order[np.isfinite(luck[order, day])], day] = True
    return found


def _left(
    agent: Agent, drawn: Floats, absence: Absence, edges: Floats, first: int
) -> Sequence[Window]:
    """Cut what is absent out of the windows of an agent."""
    left: list[Window] = []
    for window, day in zip(agent.windows, agent.duties, strict=True):
        gone = absence.share > drawn[day - first]
        if not gone.any():
            left.append(window)
        elif not gone.all():
            places = np.flatnonzero(gone)
            left += without([window], [(edges[at], edges[at + 1]) for at in places])
    return left
