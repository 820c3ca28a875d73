"""Hours that closed, opened, or have another share: followed after two weeks."""

import numpy as np
import pytest

from changed_weeks import EARLY, EVENING, HOURS, SATURDAY, cut, forecast, parts, steady, thinned
from wfm.forecasting.history.changed_hours import changed_hours
from wfm.forecasting.history.days import BoolArray, FloatArray, Past
from wfm.forecasting.history.week_changes import CLOSED, OPENED

BEFORE = forecast(steady())
EARLY_FIRST = HOURS[EARLY].min()
EARLY_SLOTS = (int(np.flatnonzero(EARLY)[0]), int(np.flatnonzero(EARLY)[-1]) + 1)


def with_hours(hours: BoolArray, calls: float, weekdays: tuple[int, ...] = tuple(range(7))) -> Past:
    """Close hours of the last two weeks: zeros, or absent rows."""
    past = steady()
    weekday, new = parts(past)
    rows = new & np.isin(weekday, weekdays)
    past.calls[np.ix_(rows, hours)] = calls
    return past


def others_stay(found: FloatArray, hours: BoolArray) -> bool:
    """Tell whether the other hours are within 3 % of what they were on each weekday."""
    rest = found[:, ~hours].sum(axis=1) / BEFORE[:, ~hours].sum(axis=1)
    return bool((np.abs(rest - 1) < 0.03).all())


@pytest.mark.parametrize("gone", [0.0, np.nan])
def test_a_queue_that_closes_at_18_is_forecast_closed(gone: float) -> None:
    found = forecast(with_hours(EVENING, gone))
    assert found[:, EVENING].sum() < 0.25 * BEFORE[:, EVENING].sum()
    assert others_stay(found, EVENING)


@pytest.mark.parametrize("gone", [0.0, np.nan])
def test_a_queue_that_opens_an_hour_earlier_is_followed(gone: float) -> None:
    past = steady()
    _, new = parts(past)
    past.calls[np.ix_(~new, EARLY)] = gone
    found = forecast(past)
    assert found[:, EARLY].sum() == pytest.approx(BEFORE[:, EARLY].sum(), rel=0.25)
    assert others_stay(found, EARLY)


@pytest.mark.parametrize("weekdays", [(0, 1, 2, 3, 4), (5, 6)], ids=["Mon-Fri", "Sat, Sun"])
def test_opening_earlier_on_some_weekdays_is_measured_by_those_weekdays(
    weekdays: tuple[int, ...],
) -> None:
    past = steady()
    weekday, new = parts(past)
    past.calls[:, HOURS < EARLY_FIRST] = 0.0
    early = new & np.isin(weekday, weekdays)
    past.calls[np.ix_(~early, EARLY)] = 0.0
    _, changes = changed_hours(past, None)
    assert [(c.kind, c.weekdays, c.slots) for c in changes] == [(OPENED, weekdays, EARLY_SLOTS)]
    found = forecast(past)[:, EARLY].sum(axis=1)
    on = np.isin(np.arange(7), weekdays)
    assert found[on].sum() == pytest.approx(past.calls[early][:, EARLY].sum() / 2, rel=0.1)
    assert found[~on].sum() < 0.02 * found[on].sum()


LUNCH, LATER = (HOURS >= 12) & (HOURS < 13), (HOURS >= 7) & (HOURS < 9)


@pytest.mark.parametrize("hours", [LUNCH, LATER], ids=["closes for lunch", "opens later"])
@pytest.mark.parametrize("gone", [0.0, np.nan])
def test_hours_in_which_a_queue_closes_are_forecast_closed(hours: BoolArray, gone: float) -> None:
    found = forecast(with_hours(hours, gone))
    assert found[:, hours].sum() < 0.25 * BEFORE[:, hours].sum()
    assert others_stay(found, hours)


@pytest.mark.parametrize("gone", [0.0, np.nan])
def test_a_queue_that_answered_round_the_clock_may_go_over_to_days(gone: float) -> None:
    past, night = steady(), (HOURS < 7) | (HOURS >= 21)
    at_night = np.random.default_rng(3).poisson(5.0, past.calls.shape)
    past.calls[:, night] = at_night[:, night]
    before = forecast(past)
    _, new = parts(past)
    past.calls[np.ix_(new, night)] = gone
    found = forecast(past)
    assert found[:, night].sum() < 0.25 * before[:, night].sum()
    rest = found[:, ~night].sum(axis=1) / before[:, ~night].sum(axis=1)
    assert np.abs(rest - 1).max() < 0.03


def test_saturday_may_close_early_by_itself() -> None:
    found = forecast(with_hours(HOURS >= 13, 0.0, (SATURDAY,)))
    assert found[SATURDAY, HOURS >= 13].sum() == 0
    morning = HOURS < 13
    assert found[SATURDAY, morning].sum() == pytest.approx(BEFORE[SATURDAY, morning].sum(), rel=0.1)
    others = np.arange(7) != SATURDAY
    rest = found[others].sum(axis=1) / BEFORE[others].sum(axis=1)
    assert np.abs(rest - 1).max() < 0.03


def test_a_shape_that_moves_by_two_hours_is_followed() -> None:
    past = steady()
    _, new = parts(past)
    moved = np.where(np.isnan(past.calls), 0.0, past.calls)
    past.calls[new] = np.roll(moved[new], 4, axis=1)
    past.calls[~new] = moved[~new]
    found, wanted = forecast(past), np.roll(BEFORE, 4, axis=1)
    assert np.abs(found - wanted).sum() < 0.25 * wanted.sum()


def test_hours_with_half_the_calls_are_followed() -> None:
    past, noon = steady(), (HOURS >= 12) & (HOURS < 15)
    _, new = parts(past)
    cells = np.ix_(new, noon)
    past.calls[cells] = thinned(past.calls[cells], 0.5)
    found = forecast(past)
    assert found[:, noon].sum() == pytest.approx(BEFORE[:, noon].sum() / 2, rel=0.25)
    assert others_stay(found, noon)


def test_a_steady_queue_has_no_changes() -> None:
    for week in (100.0, 1000.0, 20000.0):
        assert not changed_hours(steady(week=week))[1]


def test_an_outage_of_one_week_is_not_followed() -> None:
    past = steady()
    _, new = parts(past, weeks=1)
    past.calls[np.ix_(new, EVENING)] = 0.0
    assert not changed_hours(cut(past))[1]


@pytest.mark.parametrize("seed", [7, 24, 33, 38])
def test_an_evening_of_few_calls_before_it_closed_is_not_yet_closed(seed: int) -> None:
    past = steady(weeks=26, week=500, seed=seed)
    _, new = parts(past)
    past.calls[np.ix_(new, EVENING)] = 0.0
    (change,) = changed_hours(past)[1]
    assert (change.kind, change.since) == (CLOSED, past.days.date[-14])


def test_days_that_were_holidays_twice_running_close_early_as_the_others_do() -> None:
    past = steady(weeks=31)  # up to Sunday, 4 January 2026
    _, new = parts(past)
    past.calls[np.ix_(new, EVENING)] = 0.0
    (change,) = changed_hours(past)[1]
    assert (change.kind, change.weekdays) == (CLOSED, tuple(range(7)))


def test_an_hour_of_few_calls_opens_and_is_not_scaled_from_nothing() -> None:
    past = steady(week=666, seed=3)
    _, new = parts(past)
    past.calls[np.ix_(~new, EARLY)] = 0.0
    past.calls[-14, EARLY] = 0.0
    (change,) = changed_hours(past)[1]
    assert change.kind == OPENED


def test_when_the_rest_of_the_day_changed_the_others_did_not() -> None:
    past, night = steady(), HOURS < 10
    _, new = parts(past, weeks=3)
    cells = np.ix_(new, ~night)
    past.calls[cells] = thinned(past.calls[cells], 0.1)
    assert not [one for one in changed_hours(past)[1] if one.ratio > 1]


@pytest.mark.parametrize("week", [700.0, 2800.0])
def test_a_date_finds_nothing_in_an_hour_of_the_week_that_did_not_change(week: float) -> None:
    for seed in range(5):
        past = steady(weeks=24, week=week, seed=seed)
        assert not changed_hours(past, since=int(past.days.date[-7]))[1]


def test_a_date_lets_a_saturday_close_early_after_one_week() -> None:
    past = steady()
    weekday, new = parts(past, weeks=1)
    past.calls[np.ix_(new & (weekday == SATURDAY), HOURS >= 13)] *= 0.0
    (change,) = changed_hours(past, since=int(past.days.date[-7]))[1]
    assert (change.kind, change.weekdays, change.slots) == (CLOSED, (SATURDAY,), (26, 48))


def fading(week: float, seed: int) -> Past:
    """Lose three calls in a hundred every day, in the last three months."""
    past = steady(weeks=24, week=week, seed=seed)
    share = np.exp(-0.03 * np.maximum(0, np.arange(len(past)) - len(past) + 90))[:, None]
    kept = np.random.default_rng(seed).binomial(np.nan_to_num(past.calls).astype(int), share)
    return Past(past.days, np.where(np.isnan(past.calls), np.nan, kept))


@pytest.mark.parametrize("seed", [1, 5, 8, 21])
def test_a_half_hour_without_its_few_calls_is_not_closed(seed: int) -> None:
    assert not changed_hours(fading(400.0, seed))[1]


def test_hours_without_any_call_are_closed_and_not_scaled_to_nothing() -> None:
    (change,) = changed_hours(fading(200.0, 2))[1]
    assert (change.kind, change.slots) == (CLOSED, (0, 19))
