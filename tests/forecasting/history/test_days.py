"""The past as a matrix of days and intervals."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from wfm.forecasting.history.days import Past, day_total, open_cells, usual_shares


def test_the_first_day_of_1970_was_a_thursday(past: Callable[..., Past]) -> None:
    days = replace(past(7).days, date=np.arange(7))
    assert days.weekday.tolist() == [3, 4, 5, 6, 0, 1, 2]


def test_a_worked_day_of_rest_counts_as_the_nearest_working_one(past: Callable[..., Past]) -> None:
    days = past(14).days
    worked = np.isin(np.arange(14), [5, 13])  # a Saturday, and the Sunday of the week after
    assert replace(days, worked=worked).weekday.tolist() == [*range(5), 4, 6, *range(6), 0]


def test_a_part_of_the_days_holds_all_that_is_said_of_them(past: Callable[..., Past]) -> None:
    days = past(400, country="FR").days
    part = days.part(100, 130)
    assert part.date.tolist() == days.date[100:130].tolist()
    assert part.holiday == days.holiday[100:130]
    np.testing.assert_array_equal(part.weekday, days.weekday[100:130])
    np.testing.assert_array_equal(part.effects, days.effects[100:130])


def test_what_was_known_ends_at_midnight(past: Callable[..., Past]) -> None:
    made = past(30)
    assert len(made.until(12)) == 12
    np.testing.assert_array_equal(made.until(12).calls, made.calls[:12])
    np.testing.assert_array_equal(made.last(5).calls, made.calls[25:])
    assert len(made.last(99)) == 30


def test_an_interval_is_open_if_two_of_eight_days_were_recorded(past: Callable[..., Past]) -> None:
    made = past(84)
    monday = np.flatnonzero(made.days.weekday == 0)
    made.calls[monday[-8:-2], :10] = np.nan  # recorded on the last two
    made.calls[monday[-8:-1], 10:20] = np.nan  # on the last one
    is_open = open_cells(made)
    assert is_open[0, :10].all()
    assert not is_open[0, 10:20].any()
    assert is_open[0, 20:].all()
    assert is_open[1:].all()


def test_a_day_is_scaled_up_where_the_larger_part_of_it_is_known() -> None:
    shape = np.full((3, 20), 1 / 20)
    calls = np.full((3, 20), 5.0)
    calls[1, :8] = np.nan
    calls[2, :9] = np.nan
    assert day_total(calls, shape) == pytest.approx([100, 100, np.nan], nan_ok=True)


def test_what_is_missing_counts_by_its_usual_calls(past: Callable[..., Past]) -> None:
    made = past(84)
    shares = usual_shares(made, open_cells(made))
    assert shares.sum(axis=1) == pytest.approx(np.ones(7))
    whole = np.nansum(made.calls, axis=1)
    made.calls[::5, :10] = np.nan
    assert day_total(made.calls, shares[made.days.weekday]) == pytest.approx(whole, rel=0.02)


def test_where_no_call_came_all_open_intervals_have_the_same_share(
    past: Callable[..., Past],
) -> None:
    made = past(28)
    made.calls[:, 24:] = np.nan
    made.calls[:, :24] = 0.0
    shares = usual_shares(made, open_cells(made))
    assert (shares[:, :24] == 1 / 24).all()
    assert not shares[:, 24:].any()
