"""The past forecast again, day by day."""

from collections.abc import Callable

import numpy as np
import pytest

from wfm.forecasting.history.days import Days, Past
from wfm.forecasting.models.catalogue import MODELS
from wfm.forecasting.models.parts import Parts
from wfm.forecasting.running.past_days import (
    LEARNT_DAYS,
    mean_time,
    past_calls,
    past_handling,
)

MakePast = Callable[..., Past]
MORNING = (np.arange(48) < 24).astype(float)
AFTERNOON = np.arange(48) >= 24


@pytest.mark.parametrize("lead", [0, 3])
def test_a_day_is_forecast_from_what_was_known_before(past: MakePast, lead: int) -> None:
    seen: list[tuple[int, int, int]] = []

    def spy(known: Past, future: Days, weeks: int) -> Parts:
        seen.append((int(known.days.date[-1]), int(future.date[0]), len(future)))
        return MODELS["mean"](known, future, weeks)

    made = past(100)
    days = past_calls(made, spy, 6, lead)
    assert all(first == last + 1 for last, first, _ in seen)
    assert seen[-1][0] == int(made.days.date[-1]) - 1 - lead
    assert days.forecast.shape == days.came.shape == (len(days.weight), 2, 48)
    np.testing.assert_array_equal(days.came[-1, 0], made.calls[-1])
    assert np.isnan(days.came[-1, 1]).all()
    np.testing.assert_array_equal(days.came[-2], made.calls[-2:])
    assert (np.diff(days.weight) > 0).all()


def test_a_year_costs_no_more_than_what_is_learnt_from(past: MakePast) -> None:
    days = past_calls(past(365), MODELS["seasonal_naive"], 6, 0)
    assert len(days.weight) <= LEARNT_DAYS


def test_days_are_cut_like_the_running_one(past: MakePast) -> None:
    made = past(80)
    made.calls[-10, 3] = np.nan
    days = past_calls(made, MODELS["mean"], 6, 0)
    cases = days.rest_of_day(MORNING, AFTERNOON)
    assert cases.came[-1] == made.calls[-1, :24].sum()
    assert cases.came_ahead[-1] == made.calls[-1, 24:].sum()
    assert cases.came[-10] == np.nansum(made.calls[-10, :24])
    assert cases.forecast[-10] < days.forecast[-10, 0, :24].sum()
    after = days.day_after(MORNING)
    assert after.came_ahead[-2] == made.calls[-1].sum()
    assert np.isnan(after.came_ahead[-1])


def test_holidays_are_not_learnt_from(past: MakePast) -> None:
    made = past(140, country="GB")
    cases = past_calls(made, MODELS["mean"], 6, 0).rest_of_day(MORNING, AFTERNOON)
    assert np.isnan(cases.came_ahead).sum() == made.days.is_feast[-len(cases.weight) :].sum() > 0


def test_handling_times_are_laid_out_like_calls(past: MakePast) -> None:
    made = past(90)
    longer = np.where(np.arange(90) % 2 == 0, 1.1, 0.9)[:, None]
    aht = 200.0 * longer * np.ones_like(made.calls)
    mean = mean_time(made.calls, aht)
    assert mean == pytest.approx(200, rel=0.01)
    days = past_handling(made, aht, mean, 0)
    cases = days.rest_of_day(MORNING, AFTERNOON)
    for so_far, ahead in ((cases.forecast, cases.came), (cases.forecast_ahead, cases.came_ahead)):
        assert np.median(np.abs(ahead / so_far - 1)) == pytest.approx(0.1, abs=0.01)


def test_no_handling_time_has_no_mean() -> None:
    assert np.isnan(mean_time(np.ones((2, 3)), np.full((2, 3), np.nan)))
