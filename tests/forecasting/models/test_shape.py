"""The share of the day's calls in each interval."""

from collections.abc import Callable

import numpy as np
import pytest

from wfm.forecasting.history.days import FloatArray, Past
from wfm.forecasting.models.ordinary import take_apart
from wfm.forecasting.models.shape import MEMORIES, chosen_memory, weekday_shapes

USUAL, LONG, SHORT = MEMORIES


def test_a_shape_sums_to_one_and_is_zero_where_closed(past: Callable[..., Past]) -> None:
    made = past(100)
    made.calls[:, :12] = np.nan
    shapes = weekday_shapes(take_apart(made))
    np.testing.assert_allclose(shapes.sum(axis=1), 1.0)
    assert (shapes[:, :12] == 0).all()


def test_an_even_clockwork_day_has_an_even_shape(past: Callable[..., Past]) -> None:
    made = past(100)
    even = Past(made.days, np.full(made.calls.shape, 20.0))
    np.testing.assert_allclose(weekday_shapes(take_apart(even)), 1 / 48)


def test_a_weekday_of_its_own_keeps_its_shape(past: Callable[..., Past]) -> None:
    """Sundays that call at night do not take on the shape of the weekdays."""
    made = past(200, per_day=3000.0)
    sunday = made.days.weekday == 6
    calls = made.calls.copy()
    calls[sunday] = np.roll(calls[sunday], 24, axis=1)
    shapes = weekday_shapes(take_apart(Past(made.days, calls)))
    busiest = shapes.argmax(axis=1)
    assert np.ptp(busiest[:6]) <= 3
    assert abs(busiest[6] - busiest[0]) > 18


def test_a_shape_that_rests_on_few_calls_is_smooth(past: Callable[..., Past]) -> None:
    few = weekday_shapes(take_apart(past(60, per_day=20.0)))
    counted = past(60, per_day=20.0).calls.sum(axis=0)
    jagged = np.abs(np.diff(counted / counted.sum())).sum()
    assert np.abs(np.diff(few[0])).sum() < jagged


def moving(past: Past, slots_a_month: float) -> FloatArray:
    """Move the day later by so much of a half hour a month."""
    moved = np.round(slots_a_month * np.arange(len(past)) / 28).astype(int)
    return np.stack([np.roll(day, by) for day, by in zip(past.calls, moved, strict=True)])


@pytest.mark.parametrize(("calls", "most"), [(1.0, 0.03), (8.0, 0.002)])
def test_hours_that_are_closed_stay_so_where_their_zeros_are_recorded(
    past: Callable[..., Past], calls: float, most: float
) -> None:
    """Smoothing takes no calls over the edge of the day, nor from a Saturday that is longer."""
    made = past(150)
    hours = np.arange(made.calls.shape[1]) / 2
    there = (hours >= 8) & (hours < 18)
    longer = (made.days.weekday == 5)[:, None] & (hours >= 18) & (hours < 20)
    mean = calls * np.where(longer, 1.0, there)
    drawn = np.random.default_rng(5).poisson(mean).astype(float)
    shapes = weekday_shapes(take_apart(Past(made.days, drawn)))
    assert (shapes[:, hours < 8] == 0).all()
    assert shapes[:5, hours >= 18].sum(axis=1).max() < most
    assert shapes[5, (hours >= 18) & (hours < 20)].sum() > 0.5 * 4 / 24


@pytest.mark.parametrize(("slots", "memory"), [(0.0, LONG), (1.0, SHORT)])
def test_what_stays_is_remembered_longer_than_what_moves(
    past: Callable[..., Past], slots: float, memory: tuple[float, float]
) -> None:
    made = past(400, per_day=1500.0)
    assert chosen_memory(take_apart(Past(made.days, moving(made, slots)))) == memory


def test_the_usual_memory_holds_where_the_past_cannot_choose(past: Callable[..., Past]) -> None:
    made = past(400)
    even = Past(made.days, np.full(made.calls.shape, 20.0))
    assert chosen_memory(take_apart(even)) == USUAL
    assert chosen_memory(take_apart(past(100))) == USUAL
