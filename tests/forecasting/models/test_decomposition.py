"""The decomposition: its parts find what was put in."""

from collections.abc import Callable

import numpy as np
import pytest

from forecasting.conftest import ahead
from wfm.forecasting.history.days import Past
from wfm.forecasting.models.decomposition import combined_path, decompose


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


def test_evenings_that_are_missing_hide_no_fall_of_the_level(past: Callable[..., Past]) -> None:
    made = past(200)
    made.calls[186:] *= 0.6
    made.calls[186:, 36:] = np.nan
    level = decompose(made, ahead(made), combined_path).calls.sum(axis=1).mean()
    assert level == pytest.approx(600, rel=0.1)


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
