"""Rounds of a search for a plan that keeps its promise: what each brought."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import tables
from wfm.evaluation.simulated import Block
from wfm.simulation.counting import summed
from wfm.simulation.figures import level
from wfm.units import written
from wfm.work.wording import counted

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Round:
    """A requirement, what came of it, and how it did on the weeks of the search.

    Parameters
    ----------
    needed
        Agents on the phones of each need in each interval.
    table
        The roster, or the requirement where nothing is rostered.
    agents
        People; of a requirement the most at a time.
    hours
        Paid hours of a roster; of a requirement hours on the phones [h].
    cost
        Of a roster; NaN of a requirement [cost units].
    level, levels
        Mean service level of all calls, and of each queue.
    spare
        How far above its target each queue stays with the probability of the goal; below 0 it
        misses it; NaN of a queue that nothing is promised to.
    promise
        Share of the weeks that keep the promise.
    weeks
        How many weeks were simulated.
    moved
        Meals, breaks and starts of the roster moved to where callers gain most.
    """

    needed: Floats
    table: pd.DataFrame
    agents: int
    hours: float
    cost: float
    level: float
    levels: Floats
    spare: Floats
    promise: float
    weeks: int
    moved: int = 0


@dataclass(frozen=True)
class Kept:
    """What the loop ended with.

    Parameters
    ----------
    table
        The roster, or the requirement where nothing is rostered.
    requirement
        The requirement that led to it.
    rounds
        Every round (`wfm.tables.ROUNDS`); the first is the plan as it was given.
    promise
        Share of the weeks that keep the promise, and its 95 % interval, on weeks that the search
        has not seen; where it was interrupted before there were any, on those of the search.
    reached
        Whether the search found a plan that keeps it with the probability asked for.
    weeks
        How many weeks `promise` is a share of.
    interrupted
        Whether it was stopped: then it is the best round so far.
    """

    table: pd.DataFrame
    requirement: pd.DataFrame
    rounds: pd.DataFrame
    promise: tuple[float, float, float]
    reached: bool
    weeks: int
    interrupted: bool = False


def spare_of(blocks: Sequence[Block], begins: Whole, share: float) -> Floats:
    """Find how far above its target each queue stays, where all together do so often enough.

    Parameters
    ----------
    blocks
        The queues, each with its weeks.
    begins
        The first interval of each week of the forecast.
    share
        Share of the weeks in which all of them are to reach their targets.

    Notes
    -----
    Each queue on its own is to reach its target in ``share ** (1 / queues)`` of the weeks. Good
    weeks come together, so that this may be too much, or too little where they do not: what is left
    over, or missing, of all in common is that of every queue.
    """
    promised = [block.promise.target is not None for block in blocks]
    above = np.array([_above(block, begins) for block in blocks])
    each = share ** (1.0 / max(1, sum(promised)))
    own = np.quantile(above, 1.0 - each, axis=1)
    in_common = (above - own[:, None])[promised].min(axis=0)
    return np.where(promised, own + np.quantile(in_common, 1.0 - share), np.nan)


def _above(block: Block, begins: Whole) -> Floats:
    """Return how far each week is above the target; a week without calls reaches all."""
    good, of = level(summed(block.counts, begins), block.promise.definition)
    levels = np.divide(good, of, out=np.ones(good.shape), where=of > 0)
    return levels.ravel() - (block.promise.target or 0.0)


def words_of(number: int, now: Round, before: Round | None, *, cost_unit: str = "") -> str:
    """Say what a round brought."""
    words = f"round {number}: " if number else "as given: "
    words += f"{counted(now.agents, 'agent')}, {written(now.hours, 1)} hours"
    if not np.isnan(now.cost):
        unit = f" {cost_unit}" if cost_unit else ""
        words += f", cost {written(now.cost, 2)}{unit}"
    words += (
        f"; service level {now.level:.3f}, promise kept in {now.promise:.1%} of "
        f"{counted(now.weeks, 'week')}"
    )
    if before is not None:
        more, fewer = (int((sign * (now.needed - before.needed) > 0).sum()) for sign in (1, -1))
        words += f"; requirement raised in {more} intervals, lowered in {fewer}"
    if now.moved:
        words += f"; {counted(now.moved, 'move')} of meals, breaks and starts to where callers gain"
    return words


def rounds_table(rounds: Sequence[Round]) -> pd.DataFrame:
    """Lay rounds out as a table, conformed."""
    records = [
        {
            "round": number,
            "agents": one.agents,
            "hours": one.hours,
            "cost": one.cost,
            "service_level": one.level,
            "promise": one.promise,
            "weeks": one.weeks,
            "raised": 0 if not number else int((one.needed > rounds[number - 1].needed).sum()),
            "lowered": 0 if not number else int((one.needed < rounds[number - 1].needed).sum()),
        }
        for number, one in enumerate(rounds)
    ]
    return tables.conform(pd.DataFrame(records), tables.ROUNDS)
