"""The stage as a whole: a table in, a table out."""

import logging
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from wfm import tables
from wfm.errors import InputError, OptionError
from wfm.forecasting import AUTO, MODELS, forecast


@pytest.mark.parametrize("country", [None, "GB"])
@pytest.mark.parametrize("model", [AUTO, *MODELS])
def test_a_periodic_history_is_forecast_exactly(
    weekly: Callable[..., pd.DataFrame], model: str, country: str | None
) -> None:
    history = weekly(weeks=9)
    result = forecast(history, model=model, horizon="2w", country=country)
    week = history.calls.to_numpy()[: 7 * 48]
    np.testing.assert_allclose(result.calls, np.tile(week, 2), atol=1e-4)
    assert (result.aht_seconds == 240).all()


@pytest.mark.parametrize("model", [AUTO, *MODELS])
def test_a_periodic_history_takes_no_notice_of_holidays(
    weekly: Callable[..., pd.DataFrame], model: str
) -> None:
    history = weekly(weeks=40)  # up to 12 October; 1 November is a Saturday, 11 a Tuesday
    result = forecast(history, model=model, horizon="5w", country="FR")
    week = history.calls.to_numpy()[: 7 * 48]
    np.testing.assert_allclose(result.calls, np.tile(week, 5), atol=1e-4)


@pytest.mark.parametrize("model", MODELS)
def test_a_periodic_queue_in_office_hours_is_forecast_exactly(
    weekly: Callable[..., pd.DataFrame], model: str
) -> None:
    history = weekly(weeks=80, step=60)
    working = history.interval_start.dt.day_of_week < 5
    history["calls"] = (100 * history.calls).where(working, 0.0)
    result = forecast(history, model=model, horizon="2w", country="FR")
    week = history.calls.to_numpy()[: 7 * 24]
    np.testing.assert_allclose(result.calls, np.tile(week, 2), atol=1e-4)


@pytest.mark.parametrize("model", MODELS)
def test_every_forecast_conforms_to_its_table(
    weekly: Callable[..., pd.DataFrame], model: str
) -> None:
    result = forecast(weekly(), model=model)
    assert list(result.columns) == [
        "interval_start",
        "calls",
        "aht_seconds",
        "calls_low",
        "calls_high",
    ]
    tables.check(result, tables.FORECAST)
    assert (result.calls_low <= result.calls).all()
    assert (result.calls <= result.calls_high).all()
    assert (result.calls >= 0).all()


def test_the_horizon_begins_at_the_midnight_after_the_last_row(
    weekly: Callable[..., pd.DataFrame],
) -> None:
    history = weekly().iloc[:-20]  # the last day is cut off at 14:00
    result = forecast(history, horizon="3d")
    assert result.interval_start.iloc[0] == pd.Timestamp("2025-03-03", tz="UTC")
    assert len(result) == 3 * 48


@pytest.mark.parametrize("model", [AUTO, *MODELS])
def test_a_last_day_cut_off_does_no_harm(weekly: Callable[..., pd.DataFrame], model: str) -> None:
    history = weekly()
    result = forecast(history.iloc[:-20], model=model, horizon="1w")
    np.testing.assert_allclose(result.calls, history.calls[: 7 * 48], atol=1e-4)


def test_a_later_start_leaves_days_out(weekly: Callable[..., pd.DataFrame]) -> None:
    whole = forecast(weekly(), horizon="10d")
    late = forecast(weekly(), horizon="3d", start="2025-03-10")
    pd.testing.assert_frame_equal(late, whole.iloc[7 * 48 :].reset_index(drop=True))


def test_a_start_within_the_history_is_refused(weekly: Callable[..., pd.DataFrame]) -> None:
    with pytest.raises(OptionError, match="start: 2025-03-02 is not after the history: 2025-03-03"):
        forecast(weekly(), start="2025-03-02")


def test_closed_intervals_are_rows_with_zero_calls(weekly: Callable[..., pd.DataFrame]) -> None:
    history = weekly()
    opening = history[history.calls > 0]
    pd.testing.assert_frame_equal(forecast(opening), forecast(history))
    assert (forecast(opening).calls == 0).any()


@pytest.mark.parametrize(("last", "count"), [("2025-03-29", 46), ("2025-10-25", 50)])
def test_a_day_of_a_clock_change_has_46_or_50_half_hours(
    weekly: Callable[..., pd.DataFrame], last: str, count: int
) -> None:
    history = weekly(zone=None)
    shift = pd.Timestamp(last) + pd.Timedelta("23h30min") - history.interval_start.iloc[-1]
    history["interval_start"] += shift
    result = forecast(history, horizon="1d", timezone="Europe/London")
    assert len(result) == count


def test_each_queue_is_forecast_by_itself(weekly: Callable[..., pd.DataFrame]) -> None:
    one = weekly().assign(queue="sales")
    two = weekly(weeks=10).assign(queue="claims", calls=lambda table: table.calls * 3)
    both = forecast(pd.concat([one, two], ignore_index=True))
    for part in (one, two):
        alone = forecast(part)
        name = part.queue.iloc[0]
        pd.testing.assert_frame_equal(both[both.queue == name].reset_index(drop=True), alone)


def test_handling_time_comes_from_an_option_components_or_the_history(
    weekly: Callable[..., pd.DataFrame],
) -> None:
    bare = weekly().drop(columns="aht_seconds")
    assert (forecast(bare, aht="4m").aht_seconds == 240).all()
    parts = bare.assign(ring_seconds=5.0, talk_seconds=170.0, hold_seconds=20.0, wrap_seconds=45.0)
    assert (forecast(parts).aht_seconds == 240).all()
    with pytest.raises(InputError, match="--aht"):
        forecast(bare)


def test_queues_that_end_on_different_days_are_named(
    weekly: Callable[..., pd.DataFrame], caplog: pytest.LogCaptureFixture
) -> None:
    one = weekly().assign(queue="sales")
    two = one.iloc[: -21 * 48].assign(queue="claims")
    both = pd.concat([one, two], ignore_index=True)
    forecast(both, model="mean", horizon="1w")
    assert "'claims' from 2025-02-10, the others from 2025-03-03" in caplog.text
    assert "--start 2025-03-03 forecasts the same days of all" in caplog.text
    caplog.clear()
    forecast(both, model="mean", horizon="1w", start="2025-03-03")
    assert "different days" not in caplog.text


def test_a_queue_that_died_keeps_the_handling_times_it_had(
    weekly: Callable[..., pd.DataFrame],
) -> None:
    dead = weekly(weeks=16)
    dead.loc[dead.index[-24 * 48 :], "calls"] = 0.0
    alive = weekly(weeks=16).assign(aht_seconds=300.0)
    both = pd.concat([dead.assign(queue="dead"), alive.assign(queue="alive")], ignore_index=True)
    found = forecast(both, model="mean").groupby("queue")
    assert found["calls"].sum()["dead"] == 0
    assert found["aht_seconds"].mean().to_dict() == pytest.approx({"alive": 300.0, "dead": 240.0})


@pytest.mark.parametrize("step", [15, 30, 60])
def test_other_steps_work(weekly: Callable[..., pd.DataFrame], step: int) -> None:
    result = forecast(weekly(step=step), horizon="1w")
    assert len(result) == 7 * 1440 // step
    assert tables.step_minutes(result) == step


def test_a_holiday_is_left_out_of_the_mean_and_forecast_from_past_holidays(
    weekly: Callable[..., pd.DataFrame],
) -> None:
    history = weekly(weeks=17, start="2025-01-06")  # up to 4 May; 5 May is a holiday in England
    days = history.interval_start.dt.strftime("%Y-%m-%d")
    quiet = days.isin(["2025-04-18", "2025-04-21"])  # Good Friday, Easter Monday
    history.loc[quiet, "calls"] *= 0.25
    result = forecast(history, country="GB", subdivision="ENG", horizon="2w", model="mean")
    monday, next_monday = result.calls[:48].sum(), result.calls[7 * 48 : 8 * 48].sum()
    ordinary = history.calls[:48].sum()
    assert next_monday == pytest.approx(ordinary)
    assert 0.25 * ordinary < monday < 0.6 * ordinary


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"model": "crystal"}, "model: 'crystal' is not a model: "),
        ({"weeks": 0}, "weeks: 0 is not a whole number"),
        ({"horizon": "soon"}, "horizon"),
        ({"horizon": "100000w"}, "horizon: 100000w is more than 1098 days"),
        ({"horizon": "9999999999999w"}, "horizon: 9999999999999w is more than 1098 days"),
        ({"start": "9999-12-20"}, "start: 9999-12-20 is too far after the history: 2028-03-05"),
        ({"start": "tomorrow"}, "start: 'tomorrow' is not a date"),
        ({"timezone": "Mars/Base"}, "timezone: 'Mars/Base' is not a time zone"),
        ({"country": "XX"}, "country: no holidays known for 'XX'"),
        ({"country": "GB", "subdivision": "QQ"}, "subdivision: 'QQ' is not known in GB"),
        ({"subdivision": "ENG"}, "subdivision: needs a country"),
        ({"level": 80}, "level: 80 is not a fraction"),
        ({"level": 1}, "level: 1 is not between 0 and 1"),
        ({"aht": 0}, "aht: 0 is not more than 0"),
    ],
)
def test_an_option_that_cannot_be_is_named(
    weekly: Callable[..., pd.DataFrame], change: dict[str, Any], message: str
) -> None:
    with pytest.raises(OptionError, match=message):
        forecast(weekly(), **change)


def test_a_country_whose_parts_have_more_holidays_is_said(
    weekly: Callable[..., pd.DataFrame], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    history = weekly(weeks=8, start="2026-02-09")  # four weeks from 6 April 2026
    forecast(history, model="mean", country="GB")
    assert "GB without a subdivision has no Easter Monday (2026-04-06)" in caplog.text
    caplog.clear()
    forecast(history, model="mean", country="GB", subdivision="ENG")
    assert "without a subdivision" not in caplog.text


def test_a_queue_without_a_call_says_why_it_has_no_handling_times(
    weekly: Callable[..., pd.DataFrame],
) -> None:
    silent = weekly().assign(calls=0.0)
    with pytest.raises(InputError, match="no call has come, and so there are no handling times"):
        forecast(silent)
    assert forecast(silent, aht=200)["calls"].sum() == 0
