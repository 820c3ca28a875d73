"""Figures of simulated weeks: service, waits and how often the promise is kept."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from wfm.simulation.counting import Counts, percentile
from wfm.simulation.replications import Estimate, ratio

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
# Who counts in the service level, as in the staffing stage.
Definition = Literal["offered", "answered", "virtual", "excl_short"]
DEFINITIONS: tuple[Definition, ...] = ("offered", "answered", "virtual", "excl_short")
_SLOW = 0.9
# A level that is a hair below its target, as numbers are held, is at it.
_HAIR = 1e-9


@dataclass(frozen=True)
class Figures:
    """What weeks come to, of each queue and stretch of time.

    Parameters
    ----------
    calls
        Calls a week.
    levels
        Service level by each definition.
    asa
        Mean wait of those answered [s].
    slow
        Wait within which 9 of 10 are answered [s].
    abandonment, blocked
        Shares of the calls hung up, and of those that found all lines taken.
    occupancy
        Time on calls to time on the phones, of all queues together; who goes on with a call after
        a shift's end, or into a meal, is on the phones until it ends.
    longest
        Longest wait of anybody: mean of the weeks' longest [s].
    agents
        Time on the phones, of all queues together, mean of a week [s].
    kept, weeks
        In how many weeks the level reaches its target, and how many have calls at all; no target:
        None.
    """

    calls: Floats
    levels: dict[Definition, Estimate]
    asa: Estimate
    slow: Floats
    abandonment: Estimate
    blocked: Estimate
    occupancy: Estimate
    longest: Floats
    agents: Floats
    kept: Whole | None
    weeks: Whole


def level(counts: Counts, definition: Definition) -> tuple[Whole, Whole]:
    """Return the good calls, and those that they are a share of."""
    if definition == "answered":
        return counts.good, counts.answered
    if definition == "virtual":
        return counts.virtual, counts.offered
    if definition == "excl_short":
        return counts.good, counts.offered - counts.short
    return counts.good, counts.offered


def figures(counts: Counts, target: float | None, definition: Definition) -> Figures:
    """Work out what weeks come to.

    Parameters
    ----------
    counts
        The weeks, summed over the stretches that are asked for.
    target
        Service level that is promised; None: none is.
    definition
        Which service level that is.
    """
    of = level(counts, definition)[1]
    kept = None
    if target is not None:
        kept = (reached(counts, target, definition) & (of > 0)).sum(axis=0)
    return Figures(
        calls=counts.offered.mean(axis=0),
        levels={each: ratio(*level(counts, each)) for each in DEFINITIONS},
        asa=ratio(counts.waited, counts.answered),
        slow=percentile(counts.waits, _SLOW),
        abandonment=ratio(counts.abandoned, counts.offered),
        blocked=ratio(counts.blocked, counts.offered),
        occupancy=ratio(counts.busy, counts.staffed + counts.over),
        longest=counts.longest.mean(axis=0),
        agents=counts.staffed.mean(axis=0),
        kept=kept,
        weeks=(of > 0).sum(axis=0),
    )


def in_all(counts: Counts) -> Counts:
    """Put all queues together."""
    found = {
        name: getattr(counts, name).sum(axis=1, keepdims=True)
        for name in ("offered", "answered", "abandoned", "good", "short", "virtual", "waited",
                     "waiting", "blocked")
    }  # fmt: skip
    longest = counts.longest.max(axis=1, keepdims=True)
    waits = counts.waits.sum(axis=0, keepdims=True)
    return Counts(
        weeks=counts.weeks, longest=longest, waits=waits, busy=counts.busy,
        staffed=counts.staffed, over=counts.over, able_busy=counts.busy[:, None],
        able=counts.staffed[:, None], able_over=counts.over[:, None], **found,
    )  # fmt: skip


def of_queue(counts: Counts, queue: int) -> Counts:
    """Take one queue, and the agents who answer it."""
    found = {
        name: getattr(counts, name)[:, queue : queue + 1]
        for name in ("offered", "answered", "abandoned", "good", "short", "virtual", "waited",
                     "waiting", "blocked", "longest", "able_busy", "able", "able_over")
    }  # fmt: skip
    return Counts(
        weeks=counts.weeks, waits=counts.waits[queue : queue + 1],
        busy=counts.able_busy[:, queue], staffed=counts.able[:, queue],
        over=counts.able_over[:, queue], **found,
    )  # fmt: skip


def reached(counts: Counts, target: float, definition: Definition) -> NDArray[np.bool_]:
    """Whether each week, queue and stretch reaches a level; without calls it does."""
    good, of = level(counts, definition)
    found: NDArray[np.bool_] = good >= (target - _HAIR) * of
    return found
