"""A plan as its agents: when each of them is on the phones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.simulation.kernels.duties import Window

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Agent:
    """An agent, and the windows in which they take calls.

    Parameters
    ----------
    name
        Who it is.
    windows
        From and until when they are on the phones [s after the first interval begins], in order,
        apart from one another; before 0 where calls are simulated before that.
    duties
        Number of the day on which the duty of each window starts, 0 for that of the first interval:
        who is absent is absent from a whole duty.
    skills
        Names of the queues whose calls they take, in no order; empty: all.
    """

    name: str
    windows: tuple[Window, ...]
    duties: tuple[int, ...]
    skills: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The agents of a plan.

    Parameters
    ----------
    name
        What it is called.
    agents
        Its agents, in an order of their own: agent number k of any two plans draws the same luck.
    """

    name: str
    agents: tuple[Agent, ...]

    @property
    def hours(self) -> float:
        """Time of all agents on the phones [h]."""
        return sum(end - start for each in self.agents for start, end in each.windows) / 3600.0


def without(windows: Sequence[Window], away: Sequence[Window]) -> list[Window]:
    """Cut what is away, such as meals, out of windows in order.

    Returns
    -------
    list of Window
        What is left, in order; windows that touch are one.
    """
    left: list[Window] = []
    for start, end in sorted(windows):
        at = start
        for first, last in sorted(away):
            if last <= at or first >= end:
                continue
            if first > at:
                left.append((at, first))
            at = max(at, last)
        if at < end:
            left.append((at, end))
    return joined(left)


def joined(windows: Sequence[Window]) -> list[Window]:
    """Put windows that touch or overlap together, in order."""
    found: list[Window] = []
    for start, end in sorted(windows):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def staffed(windows: Sequence[Sequence[Window]], edges: Floats) -> Floats:
    """Add up the time of all agents on the phones between each two edges [s]."""
    flat = np.array([one for own in windows for one in own], dtype=float).reshape(-1, 2)
    return between(flat[:, 0], flat[:, 1], edges)


def between(start: Floats, end: Floats, edges: Floats) -> Floats:
    """Add up how much of stretches lies between each two edges [s]."""
    return np.diff(_up_to(start, edges) - _up_to(end, edges))


def _up_to(moments: Floats, edges: Floats) -> Floats:
    """Add up the time since moments, at each edge [s]."""
    ordered = np.sort(moments)
    number = np.searchsorted(ordered, edges)
    sums = np.concatenate([[0.0], np.cumsum(ordered)])
    found: Floats = number * edges - sums[number]
    return found
