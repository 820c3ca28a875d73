"""Ordinary days taken apart: weekday factors and calendar effects are found."""

from collections.abc import Callable

import numpy as np
import pytest

from wfm.forecasting.history.days import Past
from wfm.forecasting.models.ordinary import take_apart


def test_weekday_factors_are_found(past: Callable[..., Past]) -> None:
    found = take_apart(past(400)).weekday
    truth = np.array([1.2, 1.1, 1.05, 1.05, 1.1, 0.9, 0.6])
    np.testing.assert_allclose(found, truth / truth.mean(), rtol=0.02)


def test_the_day_after_a_holiday_is_found(past: Callable[..., Past]) -> None:
    made = past(1000, country="FR")
    after = made.days.effects[:, 0] > 0
    made.calls[after] *= 1.3
    found = np.exp(take_apart(made).effects[0])
    assert found == pytest.approx(1.3, abs=0.1)


def test_a_weekday_that_was_not_recorded_for_ten_weeks_is_closed(past: Callable[..., Past]) -> None:
    made = past(200)
    made.calls[(made.days.weekday == 6) & (np.arange(200) >= 120)] = np.nan
    found = take_apart(made)
    assert not found.opening[6].any()
    assert found.weekday[6] == 0


def test_the_parts_multiply_to_the_day(past: Callable[..., Past]) -> None:
    found = take_apart(past(400, country="FR"))
    effect = np.exp(found.past.days.effects @ found.effects)
    seen = ~np.isnan(found.adjusted)
    np.testing.assert_allclose((found.adjusted * found.factor * effect)[seen], found.total[seen])


def test_holidays_and_events_are_not_plain(past: Callable[..., Past]) -> None:
    found = take_apart(past(400, country="FR"))
    assert not found.plain[found.past.days.is_feast].any()
