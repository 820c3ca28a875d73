"""Weekdays that closed, opened, or have another share of the week than before. Numpy only."""

from itertools import takewhile

import numpy as np

from wfm.forecasting.history.days import (
    BoolArray,
    FloatArray,
    IntArray,
    Past,
    day_total,
    open_cells,
    usual_shares,
)
from wfm.forecasting.history.one_pattern import one_week
from wfm.forecasting.history.steps import (
    BEFORE,
    Known,
    latest_fall,
    latest_steps,
    spread_of_weeks,
)
from wfm.forecasting.history.week_changes import Change, change_of, telling_days

USUAL_DAYS = 16  # of a weekday tell its usual share
AROUND = 7  # days on both sides show the level of a day
LEAST_AROUND = 2  # of them have to be known
LEAST_SPREAD = 0.03
CHANCE_SPREADS = 5.0  # what chance alone does to the calls of a weekday is no change
LEAST_CALLS = 5.0  # a weekday of fewer calls a day has no change that could be seen


def changed_weekdays(past: Past, since: int | None = None) -> tuple[Past, list[Change]]:
    """Find the weekdays that changed, and make the days before and after each change alike.

    Parameters
    ----------
    past
        Calls of the past.
    since
        Day (since 1970-01-01) from which on somebody knows that the week is another one; None:
        the day is looked for.

    Returns
    -------
    past : Past
        Of one pattern of the week: see `one_week`.
    changes : list[Change]
        What changed.
    """
    total = _totals(past)
    level = _levels_beside(total, past.days.weekday)
    changes = []
    for weekday in range(7):
        days = np.flatnonzero((past.days.weekday == weekday) & ~np.isnan(total + level))
        change = _change_of(past, weekday, days, total, level, since)
        if change is not None:
            changes.append(change)
    return one_week(past, changes), changes


def _totals(past: Past) -> FloatArray:
    """Add up the calls of each telling day; 0 where it is absent and its neighbours are not."""
    opening = open_cells(past)
    weekday = past.days.weekday
    total = day_total(past.calls, usual_shares(past, opening)[weekday])
    recorded = past.recorded
    total = np.where(recorded & opening[weekday].any(axis=1), total, np.nan)
    absent = _absent(recorded, weekday)
    if past.week_now is not None:  # days that are known to have closed are not found once more
        absent &= past.week_now.max(axis=1)[weekday] > 0
    total = np.where(absent, 0.0, total)
    return np.where(telling_days(past), total, np.nan)


def _absent(recorded: BoolArray, weekday: IntArray) -> BoolArray:
    """Find days without a row in the middle of days with rows: closed, not lost."""
    day = np.arange(len(recorded))
    count = np.concatenate([[0], np.cumsum(recorded)])
    first, last = np.maximum(day - 3, 0), np.minimum(day + 4, len(day))
    around = count[last] - count[first]
    usual = np.array([recorded[weekday == one][-USUAL_DAYS:].mean() for one in range(7)])
    return np.asarray(~recorded & (around >= 0.6 * (usual.round().sum() - 1)), dtype=np.bool_)


def _levels_beside(total: FloatArray, weekday: IntArray) -> FloatArray:
    """Level that the other weekdays around each day show, NaN where they are too few."""
    usual = np.array([_median(total[weekday == day][-USUAL_DAYS:]) for day in range(7)])
    busy = usual > 0.1 * np.nanmax(usual, initial=0.0)
    factor = np.where(busy, usual, np.nan) / max(
        float(usual[busy].sum()) / max(int(busy.sum()), 1), 1e-9
    )
    shown = total / factor[weekday]
    days = len(total)
    offsets = [k for k in range(-AROUND, AROUND + 1) if k % 7]
    padded = np.concatenate([np.full(AROUND, np.nan), shown, np.full(AROUND, np.nan)])
    around = np.stack([padded[AROUND + k : AROUND + k + days] for k in offsets])
    known = (~np.isnan(around)).sum(axis=0)
    around = np.where(known >= LEAST_AROUND, around, 0.0)
    level = np.nanmedian(around, axis=0)
    return np.where((known >= LEAST_AROUND) & (level > 0), level, np.nan)


def _median(values: FloatArray) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else 0.0


def _change_of(
    past: Past,
    weekday: int,
    days: IntArray,
    total: FloatArray,
    level: FloatArray,
    since: int | None,
) -> Change | None:
    """Find the change of one weekday from its telling days."""
    if not len(days):
        return None
    date, came, usual = past.days.date[days], total[days], level[days]
    is_absent = came[-1] == 0 and not past.recorded[days[-1]]
    if is_absent and weekday in _rest_ahead(past):
        # A file that ends on Saturday night, for the second time without a row of a Sunday.
        date, came, usual = np.append(date, date[-1] + 7), np.append(came, 0.0), _again(usual)
    values = np.log((came + 1.0) / (usual + 1.0))[:, None]
    chance = 1.0 / np.sqrt(came[-USUAL_DAYS:].max() + 1.0)
    usual_spread = spread_of_weeks(values[-2 * USUAL_DAYS :])
    spread = np.maximum(usual_spread, max(chance, LEAST_SPREAD))
    count = 0 if since is None else int((date >= since).sum())
    known = None if since is None else Known(count, count)
    weeks = int(latest_steps(values, spread, known)[0])
    if not weeks and known is None:
        weeks = latest_fall(values[:, 0], float(spread[0]))
    if not weeks:
        return None
    new, old = slice(-weeks, None), slice(max(len(days) - weeks - BEFORE, 0), -weeks)
    now, before = came[new].sum() / usual[new].sum(), came[old].sum() / usual[old].sum()
    if max(came[new].sum(), came[old].sum()) < LEAST_CALLS:
        return None
    size = usual[new].sum() / usual[old].sum()
    least = CHANCE_SPREADS * (1.0 if known is None else known.share)
    if _spreads_of_chance(came[new].sum(), before * usual[new].sum(), size) < least:
        return None
    return change_of((weekday,), None, int(date[-weeks]), now, before)


def _spreads_of_chance(came: float, expected: float, size: float) -> float:
    """How far a count is from what another one lets expect, in spreads that chance gives it.

    Square roots of counts all have about the same spread, 1/2 (Anscombe, 1948,
    https://doi.org/10.1093/biomet/35.3-4.246).

    Parameters
    ----------
    came, expected
        The count, and the other one times ``size``.
    size
        How many times as large the first one is, were nothing changed.
    """
    apart = np.sqrt(came + 0.375) - np.sqrt(expected + 0.375)
    return float(2 * abs(apart) / np.sqrt(1 + size))


def _rest_ahead(past: Past) -> list[int]:
    """List the days of rest that follow the last day at once."""
    weekday = (int(past.days.date[-1]) + 3) % 7
    ahead = [(weekday + k) % 7 for k in range(1, 7)]
    return list(takewhile(lambda day: past.days.rest[day], ahead))


def _again(values: FloatArray) -> FloatArray:
    return np.append(values, values[-1])
