"""Weekdays that closed, opened, or have another share: followed after two weeks."""

from collections.abc import Callable

import numpy as np
import pytest

from changed_weeks import (
    FRIDAY,
    HOURS,
    MONDAY,
    SATURDAY,
    SUNDAY,
    WEDNESDAY,
    cut,
    forecast,
    parts,
    steady,
    thinned,
)
from wfm.forecasting.history.changed_weekdays import changed_weekdays
from wfm.forecasting.history.days import FloatArray, Past
from wfm.forecasting.history.week_changes import CLOSED

BEFORE = forecast(steady())


def with_days(
    weekday: int, change: Callable[[FloatArray], FloatArray], weeks: int = 2, week: float = 6000.0
) -> Past:
    """Change one weekday for the last weeks."""
    past = steady(week=week)
    days, new = parts(past, weeks)
    past.calls[new & (days == weekday)] = change(past.calls[new & (days == weekday)])
    return past


def zeros(calls: FloatArray) -> FloatArray:
    return np.where(np.isnan(calls), np.nan, 0.0)


def absent(calls: FloatArray) -> FloatArray:
    return np.full(calls.shape, np.nan)


def others_stay(found: FloatArray, *changed: int) -> bool:
    """Tell whether the other weekdays are within 3 % of what they were."""
    days = [day for day in range(7) if day not in changed]
    return bool((np.abs(found.sum(axis=1) / BEFORE.sum(axis=1) - 1)[days] < 0.03).all())


@pytest.mark.parametrize("gone", [zeros, absent])
def test_a_sunday_that_closes_is_forecast_closed(
    gone: Callable[[FloatArray], FloatArray],
) -> None:
    found = forecast(cut(with_days(SUNDAY, gone)))
    assert found[SUNDAY].sum() < 0.25 * BEFORE[SUNDAY].sum()
    assert others_stay(found, SUNDAY)


@pytest.mark.parametrize(
    ("weekday", "share"), [(SATURDAY, 1 / 3), (SATURDAY, 1 / 2), (WEDNESDAY, 1.8), (MONDAY, 2.5)]
)
def test_a_weekday_with_another_share_is_followed(weekday: int, share: float) -> None:
    past = with_days(weekday, lambda c: thinned(c, share) if share < 1 else np.round(c * share))
    found = forecast(past)
    assert found[weekday].sum() == pytest.approx(share * BEFORE[weekday].sum(), rel=0.25)
    assert others_stay(found, weekday)


@pytest.mark.parametrize("seed", [20, 21, 23])
def test_a_saturday_of_few_calls_that_falls_to_a_third_is_followed(seed: int) -> None:
    past = steady(week=900, seed=seed)
    before = forecast(past)
    weekday, new = parts(past)
    saturdays = new & (weekday == SATURDAY)
    past.calls[saturdays] = thinned(past.calls[saturdays], 1 / 3, seed)
    found = forecast(past).sum(axis=1) / before.sum(axis=1)
    assert found[SATURDAY] == pytest.approx(1 / 3, rel=0.25)
    assert np.abs(np.delete(found, SATURDAY) - 1).max() < 0.03


@pytest.mark.parametrize("gone", [zeros, absent])
def test_a_weekday_that_opens_is_followed(gone: Callable[[FloatArray], FloatArray]) -> None:
    past = steady()
    weekday, new = parts(past)
    closed = ~new & (weekday == SUNDAY)
    past.calls[closed] = gone(past.calls[closed])
    found = forecast(past)
    assert found[SUNDAY].sum() == pytest.approx(BEFORE[SUNDAY].sum(), rel=0.25)
    assert others_stay(found, SUNDAY)


def test_a_week_may_move_from_sunday_to_friday() -> None:
    past = steady()
    weekday, new = parts(past)
    past.calls[weekday == SATURDAY] = np.nan
    past.calls[~new & (weekday == FRIDAY)] = np.nan
    past.calls[new & (weekday == SUNDAY)] = np.nan
    found = forecast(cut(past))
    assert found[SUNDAY].sum() == found[SATURDAY].sum() == 0
    assert found[FRIDAY].sum() == pytest.approx(BEFORE[FRIDAY].sum(), rel=0.25)
    assert others_stay(found, FRIDAY, SATURDAY, SUNDAY)


def test_a_week_that_moved_a_week_ago_is_forecast_no_worse_than_by_the_mean() -> None:
    past = steady()
    weekday, new = parts(past, weeks=1)
    past.calls[weekday == SATURDAY] = np.nan
    past.calls[~new & (weekday == FRIDAY)] = np.nan
    past.calls[new & (weekday == SUNDAY)] = np.nan
    wanted = np.where(np.arange(7)[:, None] < SATURDAY, BEFORE, 0.0)
    errors = [
        np.abs(forecast(cut(past), model=model) - wanted).sum() for model in ("combined", "mean")
    ]
    assert errors[0] < errors[1]


def test_one_closed_sunday_is_not_followed() -> None:
    for gone in (zeros, absent):
        past = with_days(SUNDAY, gone, weeks=1)
        _, changes = changed_weekdays(past.until(len(past)))
        assert not changes


@pytest.mark.parametrize("quiet", [(SUNDAY,), (SATURDAY, SUNDAY)])
def test_one_weekend_of_zeros_is_not_followed_when_the_file_ends_before_the_next(
    quiet: tuple[int, ...],
) -> None:
    past = steady(weeks=21)
    weekday, new = parts(past, weeks=2)
    past.calls[new & np.isin(weekday, quiet)] *= 0.0
    assert not changed_weekdays(past.until(len(past) - len(quiet)))[1]


def test_a_closure_that_came_back_is_not_followed() -> None:
    past = with_days(SUNDAY, zeros, weeks=3)
    weekday, last = parts(past, weeks=1)
    past.calls[last & (weekday == SUNDAY)] = steady().calls[last & (weekday == SUNDAY)]
    assert not changed_weekdays(past)[1]
    assert forecast(past)[SUNDAY].sum() == pytest.approx(BEFORE[SUNDAY].sum(), rel=0.1)


@pytest.mark.parametrize("gone", [zeros, absent])
def test_a_closed_week_says_nothing_of_any_weekday(
    gone: Callable[[FloatArray], FloatArray],
) -> None:
    past = steady()
    _, week = parts(past, weeks=1)
    past.calls[week] = gone(past.calls[week])
    assert not changed_weekdays(past)[1]


def test_christmas_and_new_year_close_no_weekday() -> None:
    past = steady(weeks=31)  # up to Sunday, 4 January 2026
    for day in ("2025-12-25", "2025-12-26", "2026-01-01", "2026-01-02"):
        past.calls[past.days.date == np.datetime64(day).astype(int)] = 0.0
    assert not changed_weekdays(past)[1]


def turn_of_2025(share: float) -> Past:
    """Close the last two Sundays of a year whose holidays and days between have such a share."""
    past = steady(weeks=30)  # up to Sunday, 28 December 2025
    weekday, new = parts(past)
    holidays = past.days.date >= np.datetime64("2025-12-24").astype(int)
    past.calls[holidays] = thinned(past.calls[holidays], share)
    past.calls[new & (weekday == SUNDAY)] *= 0.0
    return past


def test_a_sunday_that_closes_at_the_end_of_the_year_is_followed_where_days_are_like_others() -> (
    None
):
    (change,) = changed_weekdays(turn_of_2025(1.0))[1]
    assert (change.weekdays, change.kind) == ((SUNDAY,), CLOSED)
    assert not changed_weekdays(turn_of_2025(0.5))[1]


def test_a_planner_who_knows_is_followed_after_one_week() -> None:
    past = with_days(SATURDAY, lambda calls: thinned(calls, 1 / 3), weeks=1)
    assert forecast(past)[SATURDAY].sum() > 0.8 * BEFORE[SATURDAY].sum()
    known = forecast(past, since=int(past.days.date[-7]))
    assert known[SATURDAY].sum() == pytest.approx(BEFORE[SATURDAY].sum() / 3, rel=0.25)


def test_weekdays_of_few_calls_do_not_change_by_chance() -> None:
    assert not changed_weekdays(steady(week=30.0))[1]


@pytest.mark.parametrize(("calls", "changes"), [(0.0, 1), (1.0, 0), (3.0, 0)])
def test_a_weekday_of_few_calls_changes_by_more_than_chance(calls: float, changes: int) -> None:
    past = steady(week=700.0)
    day, new = parts(past)
    past.calls[np.ix_(day == SUNDAY, np.arange(48))] = np.where(HOURS == 12, 7.0, 0.0)
    past.calls[np.ix_(new & (day == SUNDAY), np.arange(48))] = np.where(HOURS == 12, calls / 2, 0.0)
    assert len(changed_weekdays(past)[1]) == changes
