"""Holidays and events to come, from those of the past."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from forecasting.conftest import ahead
from wfm.forecasting.history.days import Past
from wfm.forecasting.models.decomposition import combined_path, decompose
from wfm.forecasting.models.special import closed_by_rule


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


@pytest.mark.parametrize(
    ("closed", "worked", "name", "is_closed"),
    [
        pytest.param(2, 0, "first", True, id="the same holiday and another were closed"),
        pytest.param(1, 0, "first", False, id="once may be chance"),
        pytest.param(2, 0, "unseen", False, id="others that were closed are too few"),
        pytest.param(6, 0, "unseen", True, id="six that were closed are the rule"),
        pytest.param(6, 1, "unseen", False, id="unless one was worked"),
        pytest.param(2, 1, "first (observed)", True, id="a day instead of one that is closed"),
        pytest.param(2, 1, "third (observed)", False, id="a day instead of one that is worked"),
    ],
)
def test_what_tells_that_a_holiday_is_closed(
    past: Callable[..., Past], closed: int, worked: int, name: str, is_closed: bool
) -> None:
    days = past(20).days
    names = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
    days = replace(days, holiday=(*names, *[""] * 13))
    was_closed, was_worked = np.arange(20) < closed, np.zeros(20, dtype=bool)
    was_worked[closed : closed + worked] = True
    assert closed_by_rule(days, was_closed, was_worked, name) is is_closed
