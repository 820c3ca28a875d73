"""What last year's season says of this one."""

from collections.abc import Callable

import numpy as np

from wfm.forecasting.history.days import Past
from wfm.forecasting.models.level import level_of, recent
from wfm.forecasting.models.ordinary import take_apart
from wfm.forecasting.models.year_ago import smooth_level, year_ago


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


def test_under_62_weeks_nothing_is_said_of_last_year() -> None:
    days = 62 * 7 - 1
    assert (year_ago(np.full(days, 100.0), np.full(days + 1, 100.0), 28) == 0).all()


def test_a_flat_past_has_no_season() -> None:
    flat = smooth_level(np.full(800, 100.0), np.ones(800, dtype=bool))
    np.testing.assert_allclose(year_ago(flat, np.full(801, 100.0), 56), 0.0, atol=1e-9)
