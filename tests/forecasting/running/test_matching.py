"""A forecast beside what came: which do not go together."""

import pandas as pd
import pytest

from wfm import tables
from wfm.errors import InputError, OptionError
from wfm.forecasting.running.matching import Actuals, Running, match, placed, until

DAY = "2026-06-03"


def rows(first: str, last: str, step: int = 30, zone: str = "Europe/London") -> pd.DataFrame:
    times = pd.date_range(first, last, freq=f"{step}min", inclusive="left", tz=zone)
    frame = pd.DataFrame({"interval_start": times, "calls": 10.0, "aht_seconds": 200.0})
    return tables.check(frame, tables.HISTORY)


def actuals(last: str = f"{DAY}T12:30") -> Actuals:
    return placed(rows("2026-06-01", last), None)


def matched(forecast: pd.DataFrame, came: Actuals, text: str | None = None) -> Running:
    end = came.end()
    assert end is not None
    return match(None, forecast, came, until(text, end, came.step), None)


def refused(forecast: pd.DataFrame, came: Actuals) -> str:
    with pytest.raises(InputError) as raised:
        matched(forecast, came)
    return str(raised.value)


def test_the_running_day_stands_at_its_place() -> None:
    running = matched(rows("2026-06-01", "2026-06-08"), actuals())
    assert running.starts[0] == pd.Timestamp(DAY, tz="Europe/London")
    assert (running.now, running.midnights, running.lead) == (25, (48, 96), 2)
    assert running.starts[running.now] == pd.Timestamp(f"{DAY}T12:30", tz="Europe/London")
    assert running.came.tolist() == [10.0] * 25


def test_until_when_calls_have_come_is_said_by_a_time_or_a_moment() -> None:
    forecast = rows("2026-06-01", "2026-06-08")
    for text, now in (("10:00", 20), (f"{DAY}T10:00", 20), ("10:29", 20), ("18:00", 36)):
        assert matched(forecast, actuals(), text).now == now
    assert matched(forecast, actuals(), "2026-06-02 10:00").lead == 1
    for text in ("soon", "2026-06-99T10:00", ""):
        with pytest.raises(OptionError, match=f"write 12:30 or {DAY}T12:30"):
            matched(forecast, actuals(), text)


def test_a_day_that_is_over_is_still_today() -> None:
    running = matched(rows(DAY, "2026-06-08"), actuals("2026-06-04T00:00"))
    assert (running.now, running.midnights[0], running.lead) == (48, 48, 0)


def test_a_day_of_a_clock_change_has_its_own_length() -> None:
    came = placed(rows("2026-03-20", "2026-03-29T12:00"), None)
    running = matched(rows("2026-03-29", "2026-04-05"), came)
    assert (running.now, running.midnights) == (22, (46, 94))


def test_a_time_in_the_hour_that_autumn_repeats_is_the_last_that_has_come() -> None:
    day = pd.Timestamp("2026-10-25", tz="Europe/London")
    for hours, slots in ((1.5, 3), (2, 3), (2.5, 5), (3, 5)):
        last = day + pd.Timedelta(hours=hours)
        assert until("01:40", last, 30) == day + slots * pd.Timedelta(minutes=30)
    came = placed(rows("2026-10-20", "2026-10-25T12:00"), None)
    assert matched(rows("2026-10-25", "2026-10-30"), came, "2026-10-25T01:30+01:00").now == 3


def test_a_forecast_of_other_days_is_refused() -> None:
    assert "nothing has come yet of the days forecast" in refused(
        rows("2026-06-04", "2026-06-08"), actuals()
    )
    assert "nothing is left of the forecast" in refused(rows("2026-05-25", DAY), actuals())


def test_a_forecast_of_another_step_is_refused() -> None:
    message = refused(rows(DAY, "2026-06-08", 60), actuals())
    assert "intervals of 60 minutes and the actuals of 30" in message


def test_a_forecast_on_another_clock_is_refused() -> None:
    message = refused(rows(DAY, "2026-06-08", zone="UTC"), actuals())
    assert "on another clock" in message
    assert "--timezone" in message


def test_a_forecast_that_begins_in_the_day_is_refused() -> None:
    assert "not one that was brought up to date" in refused(
        rows(f"{DAY}T10:00", "2026-06-08"), actuals()
    )
