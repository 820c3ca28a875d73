"""The model is chosen on the queue's own past."""

import logging
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from wfm.forecasting import forecast
from wfm.forecasting.accuracy.choice import choose
from wfm.forecasting.history.days import Past


def test_the_combined_model_stays_unless_another_is_clearly_better(
    past: Callable[..., Past],
) -> None:
    choice = choose(past(200), "auto", 6)
    assert choice.name == "combined"
    assert min(choice.wape.values()) > 0.9 * choice.wape["combined"]


def test_a_clearly_better_model_is_taken(past: Callable[..., Past]) -> None:
    made = past(300, per_day=3000.0)
    # Every other week is twice as busy: only the week before last tells, which no mean does;
    # whatever wins, it must be the one with the least error.
    week = np.arange(300) // 7 % 2
    choice = choose(Past(made.days, made.calls * (1 + week)[:, None]), "auto", 6)
    best = min(choice.wape, key=lambda name: choice.wape[name])
    assert choice.name in {best, "combined"}
    if choice.wape[best] < 0.9 * choice.wape["combined"]:
        assert choice.name == best


def test_a_model_that_is_named_is_taken(past: Callable[..., Past]) -> None:
    choice = choose(past(100), "mean", 6)
    assert choice.name == "mean"
    assert choice.wape == {}


def test_a_history_without_past_origins_takes_the_combined_model(past: Callable[..., Past]) -> None:
    assert choose(past(10), "auto", 6).name == "combined"


def test_where_no_call_came_nothing_speaks_for_a_model_that_forecasts_none(
    past: Callable[..., Past],
) -> None:
    made = past(70)
    calls = made.calls * 0.0
    calls[20, 30] = 1.0
    assert choose(Past(made.days, calls), "auto", 6).name == "combined"


def test_the_decision_and_its_evidence_are_said(
    weekly: Callable[..., pd.DataFrame], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    forecast(weekly())
    said = (
        "forecast with the model 'combined': tried on 2 past dates, it missed the calls of a half "
        "hour by 0% on average, busy ones counting more"
    )
    assert said in caplog.messages
    assert "WAPE" not in caplog.text


def test_the_error_of_each_model_is_said_to_those_who_ask(
    weekly: Callable[..., pd.DataFrame], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "wfm")
    forecast(weekly())
    assert "models by their error there (WAPE): combined 0.000, recent 0.000" in caplog.text


def test_tiny_queues_are_judged_by_days_or_weeks_so_that_nothing_is_no_forecast(
    past: Callable[..., Past],
) -> None:
    for per_day, days in ((300.0, 0), (10.0, 1), (1.5, 7)):
        choice = choose(past(300, per_day=per_day), "auto", 6)
        assert choice.errors.judged_days == days
        assert choice.name == "combined"
