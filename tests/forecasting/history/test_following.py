"""What is followed is said, and shown by the explanation."""

import logging

import numpy as np
import pandas as pd
import pytest

from changed_weeks import SUNDAY, parts, steady
from wfm.errors import OptionError
from wfm.forecasting import explain, forecast
from wfm.forecasting.history.following import follow_changes, told
from wfm.forecasting.history.week_changes import CLOSED, OPENED, SCALED, Change

ALL = tuple(range(7))
DAY = 20_520  # 2026-03-08


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change((6,), None, DAY, CLOSED, 0.0), "Sundays closed since 2026-03-08"),
        (Change((5, 6), None, DAY, OPENED, np.inf), "Saturdays and Sundays open since 2026-03-08"),
        (Change((5,), None, DAY, SCALED, 0.34), "Saturdays -66% since 2026-03-08"),
        (Change(ALL, (36, 42), DAY, CLOSED, 0.0), "18:00-21:00 closed since 2026-03-08"),
        (
            Change((0, 1, 2, 3, 4), (14, 16), DAY, SCALED, 3.0),
            "Mondays to Fridays 07:00-08:00 3.0 times the calls since 2026-03-08",
        ),
    ],
)
def test_a_change_is_told_in_a_few_words(change: Change, words: str) -> None:
    assert told(change, ALL, 48) == words


def closed_sundays() -> pd.DataFrame:
    past = steady(weeks=12)
    weekday, new = parts(past)
    past.calls[new & (weekday == SUNDAY)] *= 0.0
    times = pd.date_range("2025-06-02", periods=past.calls.size, freq="30min", tz="UTC")
    rows = pd.DataFrame({"interval_start": times, "calls": past.calls.ravel()}).dropna()
    return rows.reset_index(drop=True)


def test_what_changed_is_said_and_explained(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    shown = explain(closed_sundays(), model="combined", horizon="1w")
    assert "the week has changed" in caplog.text
    assert "Sundays closed since 2025-08-17" in caplog.text
    assert "outage" not in caplog.text
    assert shown.calls[6] == 0
    assert shown.note[6] == "Sundays closed since 2025-08-17"
    assert shown.note[5] == ""


def test_changes_may_be_kept_out(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    result = forecast(closed_sundays(), model="combined", changes="keep", aht=200, horizon="1w")
    assert "the week has changed" not in caplog.text
    assert result.calls[-48:].sum() > 500


def test_the_options_are_checked() -> None:
    history = closed_sundays()
    with pytest.raises(OptionError, match="changes: 'drop' is neither auto nor keep"):
        forecast(history, changes="drop")
    with pytest.raises(OptionError, match="since: has nothing to do beside changes keep"):
        forecast(history, changes="keep", since="2025-08-11")
    with pytest.raises(OptionError, match="since: 2026-08-01 is not within the history"):
        forecast(history, since="2026-08-01", aht=200)


def test_a_date_before_a_new_queue_leaves_it_and_the_others_to_be_looked_at(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    old = closed_sundays()
    new = old[old["interval_start"] >= "2025-08-12"]
    both = pd.concat([old.assign(queue="old"), new.assign(queue="new")])
    found = forecast(both, model="mean", since="2025-08-11", aht=200, horizon="1w")
    assert found.groupby("queue").size().to_dict() == {"old": 336, "new": 336}
    assert "queue 'old': the week has changed" in caplog.text
    assert "queue 'new': the calls show no change" not in caplog.text


def test_a_date_that_shows_nothing_is_said(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    forecast(closed_sundays(), model="mean", since="2025-07-01", aht=200, horizon="1d")
    assert "the calls show no change of the week since 2025-07-01" in caplog.text


def test_a_weekday_closed_lately_may_be_two_holidays(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    words = "Sundays closed since 2025-08-17; if these were holidays, give --country"
    for country, is_asked in ((None, True), ("FR", False)):
        caplog.clear()
        forecast(closed_sundays(), model="mean", country=country, aht=200, horizon="1d")
        assert (words in caplog.text) is is_asked


def test_a_queue_that_died_is_forecast_dead() -> None:
    past = steady(weeks=20)
    past.calls[-21:] *= 0.0
    followed, (change,) = follow_changes(past)
    assert told(change, ALL, 48) == "no calls at all since 2025-09-29"
    assert np.nansum(followed.calls) == 0
    past.calls[-1, 20] = 1.0
    assert not [one for one in follow_changes(past)[1] if one.weekdays == ALL]


def test_two_silent_weeks_may_be_a_holiday() -> None:
    past = steady(weeks=20)
    past.calls[-14:] *= 0.0
    assert not follow_changes(past)[1]
