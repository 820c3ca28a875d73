"""What a simulation gives: tables, and the probability that the promise is kept."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import tables
from wfm.simulation.counting import Counts, of_weeks, summed
from wfm.simulation.figures import Definition, Figures, figures, level
from wfm.simulation.replications import Estimate, difference, wilson

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


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
class Stretch:
    """A day, a week or the whole of a forecast.

    Parameters
    ----------
    period
        ``"day"``, ``"week"`` or ``"total"``.
    first_day
        The day on which it begins.
    days
        How many there are.
    begins
        Its first interval.
    """

    period: str
    first_day: str
    days: int
    begins: int


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
    notes, summary
        What is assumed; the figures of the whole, in a few lines.
    """

    intervals: pd.DataFrame
    periods: pd.DataFrame
    changes: pd.DataFrame
    weeks: int
    kept: tuple[float, float, float] | None
    interrupted: bool
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
            **_ends("occupancy", found.occupancy),
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


def periods_table(
    counts: Counts, promise: Promise, stretches: list[Stretch], step: float, formula: Floats
) -> pd.DataFrame:
    """Write the figures of days, weeks and the whole, conformed."""
    parts = []
    size = counts.offered.shape[-1]
    for period in ("total", "week", "day"):
        own = [each for each in stretches if each.period == period]
        first = np.array([each.begins for each in own])
        found = figures(summed(counts, first), promise.target, promise.definition)
        length = np.diff(np.append(first, size)) * step
        calls = counts.offered[:, 0].mean(axis=0)
        known = np.where(np.isnan(formula), 0.0, calls)
        with np.errstate(invalid="ignore"):
            mean = np.add.reduceat(known * np.nan_to_num(formula), first)
            mean = mean / np.add.reduceat(known, first)
        heads = pd.DataFrame(
            {
                "period": period,
                "first_day": [each.first_day for each in own],
                "days": [each.days for each in own],
            }
        )
        parts.append(pd.concat([heads, columns(found, promise, length, mean)], axis=1))
    return tables.conform(pd.concat(parts, ignore_index=True), tables.SIMULATED_PERIODS)


def kept_share(
    counts: Counts, promise: Promise, begins: Whole
) -> tuple[float, float, float] | None:
    """Return the share of all weeks that keep the promise, with its 95 % interval.

    Parameters
    ----------
    counts
        The weeks as they were simulated.
    promise
        What is promised.
    begins
        The first interval of each week of the forecast.

    Returns
    -------
    tuple or None
        None where nothing is promised, or nobody calls.
    """
    found = figures(summed(counts, begins), promise.target, promise.definition)
    if found.kept is None or not found.weeks.sum():
        return None
    kept, weeks = int(found.kept.sum()), int(found.weeks.sum())
    return kept / weeks, *wilson(kept, weeks)


def changes_table(
    base: Counts, changed: dict[str, Counts], promise: Promise, begins: Whole
) -> pd.DataFrame:
    """Write what changes do, on the same calls, conformed; `begins`: the first of each week."""
    rows = []
    for name, counts in {"as planned": base, **changed}.items():
        weeks = len(counts.weeks)
        whole, same = (summed(c, np.array([0])) for c in (counts, of_weeks(base, weeks)))
        found = figures(whole, promise.target, promise.definition)
        apart = difference(level(whole, promise.definition), level(same, promise.definition))
        share = kept_share(counts, promise, begins) or (np.nan,) * 3
        service = _ends("service_level", found.levels[promise.definition], 1.0)
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
