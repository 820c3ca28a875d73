"""What a simulation gives: tables, and the probability that the promise is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import tables
from wfm.evaluation.stretches import Stretch
from wfm.simulation.counting import Counts, of_weeks, summed
from wfm.simulation.figures import (
    Definition,
    Figures,
    figures,
    in_all,
    level,
    of_queue,
    reached,
)
from wfm.simulation.replications import Estimate, difference, wilson

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
# The rows of all queues together.
ALL = "all"


@dataclass(frozen=True)
class Promise:
    """What is promised to callers.

    Parameters
    ----------
    target
        Share of the calls; None: nothing is promised.
    threshold
        Time within which they are answered [s].
    definition
        Which service level that is.
    """

    target: float | None
    threshold: float
    definition: Definition


@dataclass(frozen=True)
class Simulation:
    """Weeks of a plan, simulated.

    Parameters
    ----------
    intervals
        Figures of each interval (`wfm.tables.SIMULATED`).
    periods
        The same of each day, each week and the whole (`wfm.tables.SIMULATED_PERIODS`).
    changes
        What longer calls, more calls and absent agents do (`wfm.tables.SIMULATED_CHANGES`).
    weeks
        How often the weeks were simulated.
    kept
        Share of the weeks that keep the promise, and its 95 % interval; None: nothing is promised.
    interrupted
        Whether fewer weeks were simulated than were asked for.
    promise
        What is promised; of several queues, to the callers of the first.
    notes, summary
        What is assumed; the figures of the whole, in a few lines.
    """

    intervals: pd.DataFrame
    periods: pd.DataFrame
    changes: pd.DataFrame
    weeks: int
    kept: tuple[float, float, float] | None
    interrupted: bool
    promise: Promise
    notes: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()

    def by(self, period: str) -> pd.DataFrame:
        """Return the table of ``"interval"``, of ``"change"``, or of one kind of period."""
        if period == "interval":
            return self.intervals
        if period == "change":
            return self.changes
        return self.periods[self.periods["period"] == period].reset_index(drop=True)

    @property
    def total(self) -> pd.Series:
        """The figures of the whole."""
        return self.by("total").iloc[0]


@dataclass(frozen=True)
class Block:
    """What rows of a table are of: a queue, or all of them together.

    Parameters
    ----------
    queue
        Name of the queue; "" of the only one.
    counts
        Its weeks, of one queue along their axis.
    promise
        What is promised to its callers.
    formula
        Service level of each interval by formula; NaN where there is none.
    parts
        The queues that all together are made of, which keep their promise where each does.
    """

    queue: str
    counts: Counts
    promise: Promise
    formula: Floats
    parts: "tuple[Block, ...]" = ()

    def figures(self, first: Whole) -> Figures:
        """Work out figures of stretches of intervals that begin there."""
        whole = summed(self.counts, first)
        found = figures(whole, self.promise.target, self.promise.definition)
        if not any(part.promise.target is not None for part in self.parts):
            return found
        called = whole.offered[:, 0] > 0
        kept = self.keeps(first) & called
        return replace(found, kept=kept.sum(axis=0)[None], weeks=called.sum(axis=0)[None])

    def keeps(self, first: Whole) -> NDArray[np.bool_]:
        """Whether each week and stretch of intervals keeps what is promised; without calls it does.

        Of several queues each has to keep its own.
        """
        reach = [
            reached(summed(one.counts, first), one.promise.target, one.promise.definition)[:, 0]
            for one in self.parts or (self,)
            if one.promise.target is not None
        ]
        found: NDArray[np.bool_] = np.logical_and.reduce(reach)
        return found


def blocks_of(
    counts: Counts, queues: Sequence[str], promises: Sequence[Promise], formula: Floats
) -> tuple[Block, ...]:
    """Part weeks into queues; of several, all together come first.

    Parameters
    ----------
    counts
        The weeks.
    queues, promises
        Names of the queues, and what is promised to their callers.
    formula
        Service level of each queue and interval by formula; NaN where there is none.
    """
    parts = tuple(
        Block(name, of_queue(counts, number), promises[number], formula[number])
        for number, name in enumerate(queues)
    )
    if len(parts) == 1:
        return parts
    calls = counts.offered.mean(axis=0)
    with np.errstate(invalid="ignore"):
        mean = np.where(calls > 0, calls * formula, 0.0).sum(axis=0) / calls.sum(axis=0)
    targets = [promise.target for promise in promises if promise.target is not None]
    together = replace(promises[0], target=targets[0] if targets else None)
    return Block(ALL, in_all(counts), together, mean, parts), *parts


def columns(found: Figures, promise: Promise, seconds: Floats, formula: Floats) -> pd.DataFrame:
    """Write figures of stretches as columns.

    Parameters
    ----------
    found
        The figures of one queue.
    promise
        What is promised.
    seconds
        How long each stretch is [s].
    formula
        Service level of each by formula; NaN where there is none.
    """
    names = {"offered": "sl_offered", "answered": "sl_answered", "virtual": "sl_virtual",
             "excl_short": "sl_excl_short"}  # fmt: skip
    service = found.levels[promise.definition].value[0]
    blocked = found.blocked.value[0]
    lines = {"blocked": blocked} if (blocked > 0.0).any() else {}
    kept = np.full((3, service.size), np.nan)
    if found.kept is not None:
        pairs = zip(found.kept[0].tolist(), found.weeks[0].tolist(), strict=True)
        kept = np.array([(k / n, *wilson(k, n)) if n else (np.nan,) * 3 for k, n in pairs]).T
    return pd.DataFrame(
        {
            "calls": found.calls[0],
            "agents": found.agents / seconds,
            **_ends("service_level", found.levels[promise.definition], 1.0),
            **{names[each]: found.levels[each].value[0] for each in found.levels},
            **_ends("asa_seconds", found.asa),
            "wait_90_seconds": found.slow[0],
            **_ends("abandonment", found.abandonment, 1.0),
            **lines,
            **_ends("occupancy", found.occupancy, 1.0),
            "longest_seconds": np.where(found.weeks[0] > 0, found.longest[0], np.nan),
            **dict(zip(("kept", "kept_low", "kept_high"), kept, strict=True)),
            "formula": formula,
            "formula_off": formula - service,
        }
    )


def _ends(name: str, found: Estimate, most: float = np.inf) -> dict[str, Floats]:
    """Write an estimate with the ends of its interval."""
    value, half = np.atleast_2d(found.value)[0], np.atleast_2d(found.half)[0]
    return {
        name: value,
        f"{name}_low": np.clip(value - half, 0.0, most),
        f"{name}_high": np.clip(value + half, 0.0, most),
    }


def intervals_table(
    blocks: Sequence[Block], starts: "pd.Series[pd.Timestamp]", step: float
) -> pd.DataFrame:
    """Write the figures of the intervals of each queue, conformed."""
    every = np.arange(len(starts))
    seconds = np.full(every.size, step)
    parts = []
    for block in blocks:
        if block.parts:
            continue
        found = columns(block.figures(every), block.promise, seconds, block.formula)
        found.insert(0, "interval_start", starts.reset_index(drop=True))
        if block.queue:
            found.insert(0, "queue", block.queue)
        parts.append(found)
    return tables.conform(pd.concat(parts, ignore_index=True), tables.SIMULATED)


def periods_table(blocks: Sequence[Block], stretches: list[Stretch], step: float) -> pd.DataFrame:
    """Write the figures of days, weeks and the whole, conformed: all queues, then each."""
    parts = [
        _periods(block, [each for each in stretches if each.period == period], step, len(blocks))
        for period in ("total", "week", "day")
        for block in blocks
    ]
    return tables.conform(pd.concat(parts, ignore_index=True), tables.SIMULATED_PERIODS)


def _periods(block: Block, stretches: list[Stretch], step: float, blocks: int) -> pd.DataFrame:
    """Write the figures of all days, of all weeks or of the whole."""
    first = np.array([each.begins for each in stretches])
    offered = block.counts.offered[:, 0]
    length = np.diff(np.append(first, offered.shape[-1])) * step
    calls = offered.mean(axis=0)
    known = np.where(np.isnan(block.formula), 0.0, calls)
    with np.errstate(invalid="ignore"):
        mean = np.add.reduceat(known * np.nan_to_num(block.formula), first)
        mean = mean / np.add.reduceat(known, first)
    heads = pd.DataFrame(
        {
            "period": [each.period for each in stretches],
            "first_day": [each.first_day for each in stretches],
            "days": [each.days for each in stretches],
        }
    )
    if blocks > 1:
        heads["queue"] = block.queue
    return pd.concat([heads, columns(block.figures(first), block.promise, length, mean)], axis=1)


def kept_share(block: Block, begins: Whole) -> tuple[float, float, float] | None:
    """Return the share of all weeks that keep the promise, with its 95 % interval.

    Parameters
    ----------
    block
        The weeks as they were simulated, and what is promised.
    begins
        The first interval of each week of the forecast.

    Returns
    -------
    tuple or None
        None where nothing is promised, or nobody calls.
    """
    found = block.figures(begins)
    if found.kept is None or not found.weeks.sum():
        return None
    kept, weeks = int(found.kept.sum()), int(found.weeks.sum())
    return kept / weeks, *wilson(kept, weeks)


def changes_table(base: Block, changed: Mapping[str, Block], begins: Whole) -> pd.DataFrame:
    """Write what changes do, on the same calls, conformed; `begins`: the first of each week."""
    rows = []
    definition = base.promise.definition
    for name, block in {"as planned": base, **changed}.items():
        weeks = len(block.counts.weeks)
        whole, same = (
            summed(c, np.array([0])) for c in (block.counts, of_weeks(base.counts, weeks))
        )
        apart = difference(level(whole, definition), level(same, definition))
        share = kept_share(block, begins) or (np.nan,) * 3
        found = figures(whole, None, definition)
        service = _ends("service_level", found.levels[definition], 1.0)
        rows.append(
            {
                "change": name,
                **{key: float(value[0]) for key, value in service.items()},
                "difference": float(apart.value[0, 0]),
                "difference_low": float((apart.value - apart.half)[0, 0]),
                "difference_high": float((apart.value + apart.half)[0, 0]),
                **dict(zip(("kept", "kept_low", "kept_high"), share, strict=True)),
                "weeks": weeks,
            }
        )
    frame = pd.DataFrame(rows)
    # One week has no interval.
    return tables.conform(frame, tables.SIMULATED_CHANGES)
