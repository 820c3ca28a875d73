"""Ordinary days taken apart: day total = level x weekday factor x calendar effects.

Numpy only. The three are estimated in turn, each with the others divided out, a few times over.
"""

from dataclasses import dataclass

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
from wfm.forecasting.history.effects import MONTH_BINS, NEIGHBOURS
from wfm.forecasting.history.series import FEW_CALLS, fading, median, robust_spread, usual_around

ROUNDS = 4
LEVEL_DAYS = 35  # width of the running median that stands for the level
WEEKDAY_HALF_LIFE = 84.0
RECENT_WEEKS = 20  # tell what is usual on a weekday
EFFECT_HALF_LIFE = 365.0
NEIGHBOUR_PENALTY = 1.5
MONTH_PENALTY = 6.0
QUIET = 0.1  # a weekday below this share of the busiest one says nothing of the level
UNUSED_DAYS = 70  # a weekday that was not recorded for so long is closed


@dataclass(frozen=True)
class Ordinary:
    """The past, taken apart.

    Parameters
    ----------
    past
        What it was made of.
    opening
        Open intervals of each weekday, shape ``(7, intervals)``.
    total
        Calls of each day, NaN where not known, shape ``(days,)``.
    plain
        Days that are neither holiday nor event and whose total is known, shape ``(days,)``.
    weekday
        Factor of each weekday, mean 1 over the busy ones, 0 where closed, shape ``(7,)``.
    effects
        Logarithm of each calendar effect, shape ``(effects,)``.
    adjusted
        Level that each plain day shows: total / (weekday factor x effects), NaN elsewhere.
    """

    past: Past
    opening: BoolArray
    total: FloatArray
    plain: BoolArray
    weekday: FloatArray
    effects: FloatArray
    adjusted: FloatArray

    @property
    def age(self) -> FloatArray:
        """Age of each day at the origin [days]."""
        return np.arange(len(self.past), dtype=np.float64)[::-1]

    @property
    def factor(self) -> FloatArray:
        """Weekday factor of each day."""
        return self.weekday[self.past.days.weekday]


def take_apart(past: Past) -> Ordinary:
    """Estimate level, weekday factors and calendar effects of a past."""
    weekday = past.days.weekday
    opening = _still_open(past, open_cells(past))
    total = day_total(past.calls, usual_shares(past, opening)[weekday])
    total = np.where(opening[weekday].any(axis=1), total, np.nan)
    plain = ~np.isnan(total) & ~past.days.is_feast & ~past.days.is_event
    age = np.arange(len(past), dtype=np.float64)[::-1]
    fade = fading(age, WEEKDAY_HALF_LIFE)
    of_weekday = [np.flatnonzero(plain & (weekday == day)) for day in range(7)]
    factors = _first_factors(total, plain, weekday)
    effects = np.zeros(past.days.effects.shape[1])
    for _ in range(ROUNDS):
        divided = np.where(plain, total / np.exp(past.days.effects @ effects), np.nan)
        adjusted = _adjusted(divided, factors, weekday)
        level = np.maximum(np.nan_to_num(usual_around(adjusted, LEVEL_DAYS)), 1e-9)
        factors = _weekday_factors(divided, level, fade, of_weekday)
        if not (np.nan_to_num(total)[plain] > 0).any():
            break
        busy = factors[weekday] > QUIET * factors.max()
        effects = _effects(past, total, factors[weekday] * level, plain & busy, age)
    divided = np.where(plain, total / np.exp(past.days.effects @ effects), np.nan)
    return Ordinary(
        past, opening, total, plain, factors, effects, _adjusted(divided, factors, weekday)
    )


def _first_factors(total: FloatArray, plain: BoolArray, weekday: IntArray) -> FloatArray:
    """Guess the weekday factors before the level is known: means of all days of the weekday."""
    count = np.bincount(weekday[plain], minlength=7)
    factors = np.bincount(weekday[plain], total[plain], minlength=7) / np.maximum(count, 1)
    return _around_one(factors) if factors.any() else np.ones(7)


def _around_one(factors: FloatArray) -> FloatArray:
    """Scale weekday factors to a mean of 1 over the busy weekdays."""
    busy = factors > QUIET * factors.max()
    return factors / factors[busy].mean() if busy.any() else factors


def _still_open(past: Past, opening: BoolArray) -> BoolArray:
    """Close the weekdays that have not been recorded for long."""
    recent = past.last(UNUSED_DAYS)
    used = [bool(recent.recorded[recent.days.weekday == day].any()) for day in range(7)]
    return np.asarray(opening & np.array(used)[:, None], dtype=np.bool_)


def _adjusted(total: FloatArray, factors: FloatArray, weekday: IntArray) -> FloatArray:
    factor = factors[weekday]
    busy = factor > QUIET * factors.max()
    return np.where(busy, total / np.maximum(factor, 1e-9), np.nan)


def _weekday_factors(
    total: FloatArray, level: FloatArray, fade: FloatArray, of_weekday: list[IntArray]
) -> FloatArray:
    """Fading mean of total / level per weekday, each ratio kept near the usual one.

    Where calls are few, chance alone takes them far from the usual: there all days count, those
    without a call too.

    Parameters
    ----------
    total, level, fade
        Calls, level and weight of each day, shape ``(days,)``.
    of_weekday
        Positions of each weekday's days whose total is known, in order.
    """
    factors = np.zeros(7)
    for weekday, days in enumerate(of_weekday):
        called = total[days] > 0
        if not called.any():
            continue
        if total[days[-RECENT_WEEKS:]].mean() < FEW_CALLS:
            factors[weekday] = (fade[days] @ total[days]) / (fade[days] @ level[days])
            continue
        chosen = days[called]
        weight, ratio = fade[chosen], total[chosen] / level[chosen]
        usual = median(ratio[-RECENT_WEEKS:])
        kept = np.clip(ratio, 0.6 * usual, 1.6 * usual)
        factors[weekday] = (weight * kept).sum() / weight.sum()
    return _around_one(factors)


def _effects(
    past: Past, total: FloatArray, expected: FloatArray, used: BoolArray, age: FloatArray
) -> FloatArray:
    """Ridge regression of log(total / expected) on the calendar effects.

    Outlying days count less, except next to holidays, where they are the rule; so do days of
    few calls, whose logarithm is mostly chance.
    """
    used = used & (np.nan_to_num(total) > 0) & (expected > 0)
    marks = past.days.effects[used]
    target = np.log(total[used] / expected[used])
    spread = robust_spread(target) + 0.01
    target = np.clip(target, -6 * spread, 6 * spread)
    trust = 1 / np.maximum(1.0, np.abs(target) / (2.5 * spread))
    trust = np.where(marks[:, : len(NEIGHBOURS) - 1].any(axis=1), 1.0, trust)
    many = expected[used] / (expected[used] + 20)
    weight = fading(age[used], EFFECT_HALF_LIFE) * trust * many
    penalty = [NEIGHBOUR_PENALTY] * len(NEIGHBOURS) + [MONTH_PENALTY] * len(MONTH_BINS)
    weighted = marks.T * weight
    result = np.linalg.solve(weighted @ marks + np.diag(penalty), weighted @ target)
    # The month's parts cover all days: their mean belongs to the level.
    month = slice(len(NEIGHBOURS), None)
    result[month] -= weight @ marks[:, month] @ result[month] / weight.sum()
    return np.asarray(result, dtype=np.float64)
