"""The plain models: means of the last weeks, and the week before."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from forecasting.conftest import ahead
from wfm.forecasting.history.days import Past
from wfm.forecasting.models.mean import mean, ratio_to_before, seasonal_naive


def numbered(past: Past) -> Past:
    """Return a past whose calls are the number of their week, from 1, in every interval."""
    week = 1.0 + np.arange(len(past)) // 7
    return Past(past.days, np.broadcast_to(week[:, None], past.calls.shape).copy())


@pytest.mark.parametrize(("weeks", "level"), [(1, 6.0), (2, 5.5), (6, 3.5), (50, 3.5)])
def test_it_is_the_mean_of_the_last_weeks(
    past: Callable[..., Past], weeks: int, level: float
) -> None:
    made = numbered(past(42))
    np.testing.assert_allclose(mean(made, ahead(made), weeks).calls, level)


def test_the_week_before_is_repeated(past: Callable[..., Past]) -> None:
    made = past(70)
    found = seasonal_naive(made, ahead(made, 14), weeks=6).calls
    np.testing.assert_allclose(found, np.concatenate([made.calls[-7:]] * 2))


def test_a_day_cut_off_counts_only_where_it_was_recorded(past: Callable[..., Past]) -> None:
    made = numbered(past(42))
    made.calls[41, 24:] = np.nan
    sunday = mean(made, ahead(made), 1).calls[6]
    np.testing.assert_allclose(sunday, [6.0] * 24 + [5.0] * 24)


def test_an_event_is_a_ratio_to_the_weeks_before_and_one_imagined_day(
    past: Callable[..., Past],
) -> None:
    """Two days of double calls and one of no effect: (2 + 2 + 1) / 3."""
    made = numbered(past(70))
    made.calls[:] = 10.0
    chosen = np.isin(np.arange(70), [40, 47])
    made.calls[chosen] = 20.0
    ordinary = ~chosen
    assert ratio_to_before(made, chosen, ordinary, 4) == pytest.approx(5 / 3)
    assert ratio_to_before(made, np.zeros(70, dtype=bool), ordinary, 4) == 1.0


def test_a_given_factor_goes_before_a_learnt_one(past: Callable[..., Past]) -> None:
    made = numbered(past(42))
    future = ahead(made, 7)
    given = np.where(np.arange(7) == 2, 1.5, np.nan)
    future = replace(future, event=("", "", "sale", "", "", "", ""), given=given)
    factors = mean(made, future, 2).factors["special"]
    assert factors.tolist() == [1, 1, 1.5, 1, 1, 1, 1]
