"""What did not change is forecast as if nothing had."""

import numpy as np
import pytest

from changed_weeks import EVENING, HOURS, SATURDAY, SUNDAY, cut, forecast, parts, steady
from wfm.forecasting.history.days import BoolArray, FloatArray, Past
from wfm.forecasting.history.following import follow_changes
from wfm.forecasting.history.one_pattern import LATELY_DAYS, measuring, one_day, one_week
from wfm.forecasting.history.week_changes import CLOSED, SCALED, Change

ALL = tuple(range(7))
EVENING_SLOTS = (int(np.flatnonzero(EVENING)[0]), 48)


def growing(past: Past, cells: BoolArray) -> Past:
    """Let the share of some cells grow slowly over a past, to the double."""
    times = np.geomspace(0.7, 1.4, len(past))[:, None]
    past.calls[:] = np.where(cells, np.round(past.calls * times), past.calls)
    return past


def far(found: FloatArray, before: FloatArray) -> float:
    """Return how far the calls of the weekday that moved farthest are from what they were."""
    return float(np.abs(found.sum(axis=1) / before.sum(axis=1) - 1).max())


@pytest.mark.parametrize("gone", [0.0, np.nan])
def test_hours_that_stay_are_forecast_as_if_none_had_closed(gone: float) -> None:
    past = growing(steady(), np.broadcast_to(EVENING, (280, 48)))
    before = forecast(past)
    past.calls[np.ix_(parts(past)[1], EVENING)] = gone
    found = forecast(past)
    assert found[:, EVENING].sum() == 0
    assert far(found[:, ~EVENING], before[:, ~EVENING]) < 0.004


@pytest.mark.parametrize("gone", [0.0, np.nan])
def test_weekdays_that_stay_are_forecast_as_if_none_had_closed(gone: float) -> None:
    past = steady()
    sundays = past.days.weekday == SUNDAY
    past = growing(past, np.broadcast_to(sundays[:, None], past.calls.shape))
    before = forecast(past)
    past.calls[np.ix_(sundays & parts(past)[1], np.arange(48))] *= gone
    found = forecast(cut(past))
    assert found[SUNDAY].sum() == 0
    assert far(found[:SUNDAY], before[:SUNDAY]) < 0.018


def test_an_older_change_shows_behind_one_of_late() -> None:
    past = steady()
    weekday, last = parts(past, weeks=20)
    past.calls[~last & (weekday >= SATURDAY)] *= 2
    past.calls[(weekday == SUNDAY) & parts(past)[1]] *= 0.0
    _, changes = follow_changes(past)
    assert {(change.weekdays, change.kind) for change in changes} == {
        ((SATURDAY,), SCALED),
        ((SUNDAY,), SCALED),
        ((SUNDAY,), CLOSED),
    }


def test_a_change_of_late_is_taken_out_of_the_days_after_it_and_an_older_one_put_before() -> None:
    past = steady()
    last = int(past.days.date[-1])
    saturdays = past.days.weekday == SATURDAY
    for age, old, new in ((LATELY_DAYS - 1, 1.0, 2.0), (LATELY_DAYS, 0.5, 1.0)):
        change = Change((SATURDAY,), None, last - age, SCALED, 0.5)
        found = one_week(past, [change])
        after = past.days.date >= change.since
        np.testing.assert_allclose(
            found.calls[saturdays & ~after] / old, past.calls[saturdays & ~after]
        )
        np.testing.assert_allclose(
            found.calls[saturdays & after] / new, past.calls[saturdays & after]
        )
        np.testing.assert_allclose(
            found.calls_now[saturdays & after], past.calls[saturdays & after]
        )


def test_closed_hours_are_filled_in_by_what_each_weekday_had_in_them() -> None:
    past = steady()
    past.calls[:] = np.where(np.isnan(past.calls), np.nan, 10.0)
    past.calls[np.ix_(past.days.weekday == SATURDAY, EVENING)] *= 3
    new = parts(past)[1]
    usual = past.calls.copy()
    past.calls[np.ix_(new, EVENING)] *= 0.0
    change = Change(ALL, EVENING_SLOTS, int(past.days.date[new][0]), CLOSED, 0.0)
    found = one_day(past, [change])
    np.testing.assert_allclose(found.calls, usual)  # what was never recorded stays missing
    assert np.isnan(found.calls_now[:, EVENING]).all()
    np.testing.assert_allclose(found.calls_now[:, ~EVENING], past.calls[:, ~EVENING])


def test_hours_that_changed_measure_the_others_only_where_too_few_stayed() -> None:
    calls = np.ones((10, 48))
    assert measuring(calls, HOURS >= 12).tolist() == (HOURS >= 12).tolist()
    assert measuring(calls, HOURS >= 22).all()
