"""The shape of a weekday: the share of the day's calls in each interval. Numpy only."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wfm.forecasting.history.days import FloatArray
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
    found = {}
    for half_life in half_lives:
        shapes, calls = _fading_shapes(ordinary, half_life)
        found[half_life] = _lend(shapes, calls, _chance(ordinary, shapes), ordinary)
    return found


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


def _chance(ordinary: Ordinary, shapes: FloatArray) -> float:
    """Estimate how much of the Poisson variance the last weeks show, at most all of it.

    Calls that come by the clock and not by chance need neither neighbours nor smoothing.
    """
    calls = ordinary.past.calls[-RECENT_DAYS:]
    expected = shapes[ordinary.past.days.weekday[-RECENT_DAYS:]]
    expected = expected * np.nan_to_num(ordinary.total[-RECENT_DAYS:])[:, None]
    used = ordinary.plain[-RECENT_DAYS:, None] & ~np.isnan(calls) & (expected > 0)
    if not used.any():
        return 1.0
    variance = float(((calls[used] - expected[used]) ** 2).sum())
    return min(variance / float(expected[used].sum()), 1.0)


def _fading_shapes(ordinary: Ordinary, half_life: float) -> tuple[FloatArray, FloatArray]:
    """Mean shape of each weekday, and the calls that it rests on."""
    past = ordinary.past
    seen = ~np.isnan(past.calls)
    calls = np.where(seen, past.calls, 0.0)
    total = np.maximum(np.nan_to_num(ordinary.total), 1.0)
    used = ordinary.plain & ~past.days.is_holiday
    fade = fading(ordinary.age, half_life)
    # Between the mean of shares (weight 1 / total) and the share of sums (weight 1).
    weight = fade / np.sqrt(total)
    shapes, rests_on = np.zeros(ordinary.opening.shape), np.zeros(7)
    for weekday in range(7):
        chosen = used & (past.days.weekday == weekday)
        if not chosen.any():
            continue
        of_total = (weight[chosen] * total[chosen]) @ seen[chosen]
        share = (weight[chosen] @ calls[chosen]) / np.maximum(of_total, 1e-12)
        shapes[weekday] = _to_one(share * ordinary.opening[weekday])
        rests_on[weekday] = fade[chosen] @ np.nan_to_num(ordinary.total[chosen])
    return shapes, rests_on


def _lend(shapes: FloatArray, calls: FloatArray, chance: float, ordinary: Ordinary) -> FloatArray:
    """Draw shapes that rest on few calls towards like ones, and smooth them."""
    slots = shapes.shape[1]
    used = shapes.sum(axis=1) > 0
    result = np.zeros(shapes.shape)
    for weekday in np.flatnonzero(used):
        others = used & (np.arange(7) != weekday)
        distance = np.abs(shapes - shapes[weekday]).sum(axis=1)
        noise = 0.8 * np.sqrt(slots * chance / max(calls[weekday], 1.0))
        alike = others * np.exp(-(np.maximum(distance - noise, 0.0) ** 2) / (2 * LIKENESS**2))
        weight = alike * calls
        shape = shapes[weekday]
        if weight.sum() > 1e-6:
            shared = weight @ shapes / weight.sum()
            worth = LENT_CALLS * slots * chance
            lent = min(worth / max(worth + calls[weekday], 1e-12), 0.9) * min(1.0, alike.sum())
            shape = (1 - lent) * shape + lent * shared * ordinary.opening[weekday]
        shape = _to_one(shape)
        doubt = chance / np.maximum(chance + shape * calls[weekday] / SMOOTH_CALLS, 1e-12)
        result[weekday] = _smooth(shape, doubt, ordinary.opening[weekday])
    return _without_closed(result, shapes, calls)


def _without_closed(lent: FloatArray, shapes: FloatArray, calls: FloatArray) -> FloatArray:
    """Lend nothing to hours that are closed though recorded: none came where some would have.

    Hours are closed on one weekday, or on all of them, whose calls tell it sooner.
    """
    came, expected = shapes * calls[:, None], lent * calls[:, None]
    closed = (came < 0.5) & (expected > NEVER)
    closed |= (came.sum(axis=0) < 0.5) & (expected.sum(axis=0) > NEVER)
    kept = np.where(closed, 0.0, lent)
    result: FloatArray = kept / np.maximum(kept.sum(axis=1, keepdims=True), 1e-12)
    return result


def _smooth(shape: FloatArray, doubt: FloatArray, opening: FloatArray) -> FloatArray:
    neighbours = np.convolve(np.pad(shape, 1, mode="edge"), [0.25, 0.5, 0.25], "valid")
    return _to_one(((1 - doubt) * shape + doubt * neighbours) * opening)


def _to_one(shape: FloatArray) -> FloatArray:
    return shape / max(float(shape.sum()), 1e-12)
