"""The decomposition: its parts find what was put in."""

from collections.abc import Callable

import numpy as np
import pytest

from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import Days, Past
from wfm.forecasting.models.decomposition import combined_path, decompose
from wfm.forecasting.models.level import harmonic, level_of, recent, smoothed
from wfm.forecasting.models.ordinary import take_apart
from wfm.forecasting.models.shape import weekday_shapes


def ahead(past: Past, days: int = 28, country: str | None = None) -> Days:
    return calendar.calendar(int(past.days.date[-1]) + 1, days, country)


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


def test_a_shape_sums_to_one_and_is_zero_where_closed(past: Callable[..., Past]) -> None:
    made = past(100)
    made.calls[:, :12] = np.nan
    shapes = weekday_shapes(take_apart(made))
    np.testing.assert_allclose(shapes.sum(axis=1), 1.0)
    assert (shapes[:, :12] == 0).all()


def test_every_view_holds_a_steady_level(past: Callable[..., Past]) -> None:
    made = past(600)
    level = level_of(take_apart(made))
    for path in (recent(level, 28)[0], smoothed(level, 28), harmonic(level, ahead(made))):
        np.testing.assert_allclose(path, 1000, rtol=0.03)


def test_last_year_s_season_is_expected_again(past: Callable[..., Past]) -> None:
    made = past(728, per_day=2000.0)
    season = np.where(np.arange(728) % 364 >= 336, 1.6, 1.0)  # the last four weeks of the year
    made = Past(made.days, made.calls * season[:, None])
    before = made.until(700)
    _, index = recent(level_of(take_apart(before)), 28)
    assert index[3] > 1.15
    quiet = made.until(600)
    _, index = recent(level_of(take_apart(quiet)), 28)
    np.testing.assert_allclose(index, 1.0, atol=0.03)


def test_a_trend_is_followed_and_damped(past: Callable[..., Past]) -> None:
    made = past(300)
    made = Past(made.days, made.calls * np.exp(np.arange(300) / 150)[:, None])
    path = smoothed(level_of(take_apart(made)), 56)
    assert path[27] > path[0]
    assert path[55] - path[27] < path[27] - path[0]


def test_a_jump_is_followed_within_a_week(past: Callable[..., Past]) -> None:
    made = past(200)
    made.calls[195:] *= 3
    level = decompose(made, ahead(made), combined_path).calls.sum(axis=1).mean()
    assert level == pytest.approx(3000, rel=0.1)


def test_a_single_spike_hardly_moves_the_forecast(past: Callable[..., Past]) -> None:
    made = past(200)
    plain = decompose(made, ahead(made), combined_path).calls.sum()
    made.calls[190] *= 5
    assert decompose(made, ahead(made), combined_path).calls.sum() == pytest.approx(plain, rel=0.04)


def test_holidays_resemble_the_day_of_rest_when_they_did_before(past: Callable[..., Past]) -> None:
    made = past(800, country="FR")
    feast = np.flatnonzero(made.days.is_feast)
    made.calls[feast] *= 0.6 / 1.1
    future = ahead(made, 28, "FR")  # from 11 March 2026: no holiday before Easter Monday
    future = ahead(made.until(780), 60, "FR")
    parts = decompose(made.until(780), future, combined_path)
    holiday = np.flatnonzero(future.is_feast)
    assert len(holiday)
    assert parts.factors["special"][holiday] == pytest.approx(0.55, abs=0.06)
    np.testing.assert_allclose(parts.shape[holiday].sum(axis=1), 1.0)


@pytest.mark.parametrize("absent", [True, False])
def test_a_queue_that_closes_on_holidays_is_forecast_closed(
    past: Callable[..., Past], absent: bool
) -> None:
    made = past(500, country="FR")
    made.calls[made.days.is_feast] = np.nan if absent else 0.0
    future = ahead(made, 60, "FR")
    parts = decompose(made, future, combined_path)
    assert future.is_feast.any()
    assert (parts.calls[future.is_feast] == 0).all()


def test_a_queue_without_any_call_is_forecast_empty(past: Callable[..., Past]) -> None:
    made = past(60)
    silent = Past(made.days, made.calls * 0)
    assert (decompose(silent, ahead(silent), combined_path).calls == 0).all()


@pytest.mark.parametrize("days", [7, 9, 14, 30, 200])
def test_small_queues_keep_their_expectation(past: Callable[..., Past], days: int) -> None:
    made = past(days, per_day=15.0)
    calls = decompose(made, ahead(made), combined_path).calls
    assert (calls >= 0).all()
    assert calls.sum() / 28 == pytest.approx(made.calls.sum() / days, rel=0.25)
