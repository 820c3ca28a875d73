"""The shape of a weekday: the share of the day's calls in each interval. Numpy only."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wfm.forecasting.history.days import BoolArray, FloatArray
from wfm.forecasting.history.series import fading
from wfm.forecasting.models.ordinary import Ordinary

# Half-lives [days] of which the shapes are averaged: the first two, unless others did better.
MEMORIES = ((28.0, 84.0), (84.0, 365.0), (14.0, 42.0))
HALF_LIVES = sorted({half_life for memory in MEMORIES for half_life in memory})
BLOCK_DAYS, BLOCKS = 28, 2  # at the end of the past show which one does better ...
LEAST_DAYS = 56  # ... if there are so many days before them ...
LEAST_GAIN = 0.01  # ... by so much of the error
HARDLY = 1e-6  # an error below this share of the calls is rounding
LIKENESS = 0.08  # distance of shapes at which one weekday lends little to another
LEAST_LENT = 1e-6  # calls of other weekdays below which they lend nothing
LENT_CALLS = 4.0  # calls per interval that the shared shape counts for
RECENT_DAYS = 84  # days that show how far calls come by chance
SMOOTH_CALLS = 15.0  # calls in an interval above which it is hardly smoothed
NEVER = 7.0  # calls that chance does not keep away: none come once in a thousand times


def weekday_shapes(ordinary: Ordinary) -> FloatArray:
    """Share of the day's calls in each interval, per weekday.

    Fading means of past shares, of the memory that did best lately; where calls are few, drawn
    towards the weekdays of like shape, and smoothed between neighbouring intervals.

    Returns
    -------
    NDArray[np.float64]
        Shape ``(7, intervals)``, each row sums to 1, or to 0 where the weekday is closed.
    """
    memory = chosen_memory(ordinary)
    return _mean_shape(_shapes_by_half_life(ordinary, memory), memory)


def _shapes_by_half_life(
    ordinary: Ordinary, half_lives: Sequence[float]
) -> dict[float, FloatArray]:
    shapes, calls = _fading_shapes(ordinary, half_lives)
    lent = _lend(shapes, calls, _chance(ordinary, shapes), ordinary.opening)
    return dict(zip(half_lives, lent, strict=True))


def _mean_shape(shapes: dict[float, FloatArray], memory: tuple[float, ...]) -> FloatArray:
    result: FloatArray = sum((shapes[one] for one in memory), np.zeros(1)) / len(memory)
    return result


def chosen_memory(ordinary: Ordinary) -> tuple[float, ...]:
    """Choose the memory that would have foretold the shapes of the last weeks best.

    Returns
    -------
    tuple[float, ...]
        One of ``MEMORIES``, half-lives [days]: the first unless another one was clearly better.
    """
    days = len(ordinary.past)
    if days < LEAST_DAYS + BLOCKS * BLOCK_DAYS:
        return MEMORIES[0]
    begins = [days - BLOCK_DAYS * back for back in range(1, BLOCKS + 1)]
    errors = np.array([_errors(ordinary, day) for day in begins])
    errors = errors[errors[:, 0] > 0]
    if not len(errors):
        return MEMORIES[0]
    relative = (errors / errors[:, :1]).mean(axis=0)
    best = int(relative.argmin())
    return MEMORIES[best if relative[best] < 1 - LEAST_GAIN else 0]


def _errors(ordinary: Ordinary, day: int) -> list[float]:
    """Absolute error of each memory over the weeks from a day on, the day totals being known.

    Calls that a shape hardly misses are no error: rounding may not choose.
    """
    past = ordinary.past
    known = replace(
        ordinary,
        past=past.until(day),
        total=ordinary.total[:day],
        plain=ordinary.plain[:day],
        adjusted=ordinary.adjusted[:day],
    )
    shapes = _shapes_by_half_life(known, HALF_LIVES)
    used = np.flatnonzero((ordinary.plain & ~past.days.is_holiday)[day : day + BLOCK_DAYS]) + day
    total, calls = ordinary.total[used], past.calls[used]
    errors = []
    for memory in MEMORIES:
        expected = total[:, None] * _mean_shape(shapes, memory)[past.days.weekday[used]]
        error = float(np.nansum(np.abs(expected - calls)))
        errors.append(error if error > HARDLY * total.sum() else 0.0)
    return errors


def _chance(ordinary: Ordinary, shapes: FloatArray) -> FloatArray:
    """Estimate how much of the Poisson variance the last weeks show, at most all of it.

    Calls that come by the clock and not by chance need neither neighbours nor smoothing.

    Returns
    -------
    NDArray[np.float64]
        Of each half-life, shape ``(half-lives,)``.
    """
    calls = ordinary.past.calls[-RECENT_DAYS:]
    total = np.nan_to_num(ordinary.total[-RECENT_DAYS:])[:, None]
    expected = shapes[:, ordinary.past.days.weekday[-RECENT_DAYS:]] * total
    used = ordinary.plain[-RECENT_DAYS:, None] & ~np.isnan(calls) & (expected > 0)
    return np.array([_variance(calls[u], e[u]) for e, u in zip(expected, used, strict=True)])


def _variance(calls: FloatArray, expected: FloatArray) -> float:
    """Variance of calls around what is expected, as a share of that of chance, at most 1."""
    if not len(calls):
        return 1.0
    variance = float(((calls - expected) ** 2).sum())
    return min(variance / float(expected.sum()), 1.0)


def _fading_shapes(
    ordinary: Ordinary, half_lives: Sequence[float]
) -> tuple[FloatArray, FloatArray]:
    """Mean shape of each weekday by each half-life, and the calls that it rests on.

    Returns
    -------
    shapes : NDArray[np.float64]
        Shape ``(half-lives, 7, intervals)``.
    calls : NDArray[np.float64]
        Shape ``(half-lives, 7)``.
    """
    past = ordinary.past
    seen = ~np.isnan(past.calls)
    calls = np.where(seen, past.calls, 0.0)
    came = np.nan_to_num(ordinary.total)
    total = np.maximum(came, 1.0)
    used = ordinary.plain & ~past.days.is_holiday
    fade = np.stack([fading(ordinary.age, half_life) for half_life in half_lives])
    # Between the mean of shares (weight 1 / total) and the share of sums (weight 1).
    weight = fade / np.sqrt(total)
    shares = np.zeros((len(half_lives), *ordinary.opening.shape))
    rests_on = np.zeros(shares.shape[:2])
    for weekday in range(7):
        days = np.flatnonzero(used & (past.days.weekday == weekday))
        if not len(days):
            continue
        of_day, recorded = weight.take(days, axis=1)[:, None], seen[days].astype(np.float64)
        of_total = (of_day * total[days]) @ recorded
        shares[:, weekday] = ((of_day @ calls[days]) / np.maximum(of_total, 1e-12))[:, 0]
        rests_on[:, weekday] = [faded @ came[days] for faded in fade.take(days, axis=1)]
    return _to_one(shares * ordinary.opening), rests_on


def _lend(
    shapes: FloatArray, calls: FloatArray, chance: FloatArray, opening: BoolArray
) -> FloatArray:
    """Draw shapes that rest on few calls towards like ones, and smooth them.

    Parameters
    ----------
    shapes
        Shape ``(half-lives, 7, intervals)``.
    calls
        Calls that each rests on, shape ``(half-lives, 7)``.
    chance
        See `_chance`.
    opening
        Open intervals of each weekday, shape ``(7, intervals)``.
    """
    slots = shapes.shape[-1]
    used = shapes.sum(axis=-1) > 0
    others = used[:, None, :] & ~np.eye(7, dtype=bool)
    chance = chance[:, None]
    distance = np.abs(shapes[:, None] - shapes[:, :, None]).sum(axis=-1)
    noise = 0.8 * np.sqrt(slots * chance / np.maximum(calls, 1.0))[..., None]
    alike = others * np.exp(-(np.maximum(distance - noise, 0.0) ** 2) / (2 * LIKENESS**2))
    weight = alike * calls[:, None]
    whole = weight.sum(axis=-1, keepdims=True)
    shared = (weight[:, :, None] @ shapes[:, None])[:, :, 0] / np.maximum(whole, LEAST_LENT)
    worth = LENT_CALLS * slots * chance
    lent = np.minimum(worth / np.maximum(worth + calls, 1e-12), 0.9)
    lent = np.where(whole > LEAST_LENT, (lent * np.minimum(1.0, alike.sum(axis=-1)))[..., None], 0)
    shape = _to_one((1 - lent) * shapes + lent * shared * opening)
    rests_on, chance = calls[..., None], chance[..., None]
    doubt = chance / np.maximum(chance + shape * rests_on / SMOOTH_CALLS, 1e-12)
    return _without_closed(_smooth(shape, doubt, opening & used[..., None]), shapes, rests_on)


def _without_closed(lent: FloatArray, shapes: FloatArray, calls: FloatArray) -> FloatArray:
    """Lend nothing to hours that are closed though recorded: none came where some would have.

    Hours are closed on one weekday, or on all of them, whose calls tell it sooner.
    """
    came, expected = shapes * calls, lent * calls
    closed = (came < 0.5) & (expected > NEVER)
    closed |= (came.sum(axis=1) < 0.5)[:, None] & (expected.sum(axis=1) > NEVER)[:, None]
    return _to_one(np.where(closed, 0.0, lent))


def _smooth(shape: FloatArray, doubt: FloatArray, opening: BoolArray) -> FloatArray:
    """Mix each interval with its neighbours, as far as its own calls leave it in doubt."""
    before = np.concatenate([shape[..., :1], shape[..., :-1]], axis=-1)
    after = np.concatenate([shape[..., 1:], shape[..., -1:]], axis=-1)
    neighbours = 0.25 * before + 0.5 * shape + 0.25 * after
    return _to_one(((1 - doubt) * shape + doubt * neighbours) * opening)


def _to_one(shape: FloatArray) -> FloatArray:
    """Scale shapes to a sum of 1 each; what is 0 throughout stays so."""
    result: FloatArray = shape / np.maximum(shape.sum(axis=-1, keepdims=True), 1e-12)
    return result
