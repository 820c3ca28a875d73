"""What a history holds: figures of each queue, and what is odd about it."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from wfm import tables
from wfm.ingestion.findings import QueueFindings, findings


def history(
    first: str = "2026-01-05", days: int = 70, zone: str | None = "Europe/Berlin", step: int = 30
) -> pd.DataFrame:
    """Return weeks of ten calls in each half hour, of 200 s each."""
    start = pd.Timestamp(first)
    times = pd.date_range(
        start, start + pd.Timedelta(days=days), freq=f"{step}min", tz=zone, inclusive="left"
    )
    return pd.DataFrame({"interval_start": times, "calls": 10.0 * step / 30, "aht_seconds": 200.0})


def at(frame: pd.DataFrame, first: str, last: str) -> "pd.Series[bool]":
    """Mark the rows of a stretch of the wall clock, the last one left out."""
    local = frame["interval_start"].dt.tz_localize(None)
    marked: pd.Series[bool] = (local >= first) & (local < last)
    return marked


def only(frame: pd.DataFrame) -> QueueFindings:
    (found,) = findings(tables.check(frame, tables.HISTORY))
    return found


def test_an_even_history_has_its_figures_and_nothing_odd() -> None:
    found = only(history())
    assert (found.queue, found.rows, found.step_minutes) == (None, 70 * 48, 30)
    assert found.zone == "Europe/Berlin"
    assert (found.first, found.end) == (dt.datetime(2026, 1, 5), dt.datetime(2026, 3, 16))
    assert (found.calls, found.calls_a_day, found.calls_a_week) == (33_600.0, 480.0, 3360.0)
    assert found.handling is not None
    assert (found.handling.mean, found.handling.missing) == (200.0, 0)
    assert (found.gaps, found.outages, found.spikes, found.clock_changes) == ((), (), (), ())
    assert (found.begins_late, found.ends_early) == (None, None)
    assert not found.closed.any()
    assert found.picture.shape == (7, 48)
    assert (found.picture == 10.0).all()


def test_each_queue_is_described_by_itself() -> None:
    frame = pd.concat(
        [history().assign(queue="sales"), history().assign(queue="help", calls=3.0)],
        ignore_index=True,
    )
    assert [(f.queue, f.calls_a_day) for f in findings(frame)] == [
        ("sales", 480.0),
        ("help", 144.0),
    ]


def test_zeros_where_calls_must_have_come_are_an_outage_and_no_gap() -> None:
    frame = history()
    frame.loc[at(frame, "2026-02-03 10:00", "2026-02-03 14:00"), "calls"] = 0.0
    found = only(frame)
    (outage,) = found.outages
    assert (outage.first, outage.end) == (dt.datetime(2026, 2, 3, 10), dt.datetime(2026, 2, 3, 14))
    assert (outage.intervals, outage.calls, outage.usual) == (8, 0.0, 80.0)
    assert found.gaps == ()
    # The day is not whole, and does not pull the means down.
    assert found.calls_a_day == 480.0
    assert (found.picture == 10.0).all()


def test_absent_rows_are_a_gap() -> None:
    frame = history()
    frame = frame[~at(frame, "2026-02-03 10:00", "2026-02-04 02:00")]
    (gap,) = only(frame).gaps
    assert (gap.first, gap.end) == (dt.datetime(2026, 2, 3, 10), dt.datetime(2026, 2, 4, 2))
    assert (gap.intervals, gap.usual) == (32, 320.0)


def test_a_spike_is_named() -> None:
    frame = history()
    frame.loc[at(frame, "2026-02-03 10:00", "2026-02-03 11:00"), "calls"] = 90.0
    (spike,) = only(frame).spikes
    assert (spike.first, spike.intervals, spike.calls) == (dt.datetime(2026, 2, 3, 10), 2, 180.0)


def test_an_export_that_was_run_at_two_ends_at_two() -> None:
    frame = history()
    found = only(frame[~at(frame, "2026-03-15 14:00", "2026-03-16")])
    assert found.ends_early == dt.datetime(2026, 3, 15, 14)
    assert found.gaps == ()
    assert found.calls_a_day == 480.0


def test_closed_hours_are_found_whether_they_are_zeros_or_absent() -> None:
    frame = history()
    frame.loc[frame["interval_start"].dt.hour < 8, "calls"] = 0.0
    frame = frame[frame["interval_start"].dt.day_of_week != 6]
    found = only(frame)
    assert np.flatnonzero(found.closed[0]).tolist() == list(range(16))
    assert found.gaps == ()
    assert found.outages == ()
    assert np.isnan(found.picture[6]).all()


@pytest.mark.parametrize(
    ("first", "day", "hours", "intervals"),
    [("2026-03-02", "2026-03-29", 1.0, 46), ("2026-10-05", "2026-10-25", -1.0, 50)],
)
def test_the_day_of_a_clock_change_has_other_intervals(
    first: str, day: str, hours: float, intervals: int
) -> None:
    (change,) = (found := only(history(first))).clock_changes
    assert (str(change.day), change.hours) == (day, hours)
    assert (change.intervals, change.recorded) == (intervals, intervals)
    assert found.gaps == ()


def test_times_without_an_offset_are_taken_as_they_stand() -> None:
    found = only(history("2026-10-05", zone=None))
    assert (found.zone, found.clock_changes) == (None, ())
    assert found.rows == 70 * 48


@pytest.mark.parametrize(("step", "columns"), [(15, 48), (30, 48), (60, 24)])
def test_the_picture_is_of_half_hours_or_longer(step: int, columns: int) -> None:
    found = only(history(step=step))
    assert found.step_minutes == step
    assert found.picture.shape == (7, columns)
    assert found.picture[0, 0] == 480.0 / columns


def test_handling_times_are_weighted_by_calls() -> None:
    frame = history(days=2)
    frame.loc[0, ["calls", "aht_seconds"]] = [950.0, 400.0]
    frame.loc[1, "aht_seconds"] = np.nan
    handling = only(frame).handling
    assert handling is not None
    assert handling.mean == pytest.approx((950 * 400 + 94 * 10 * 200) / (950 + 940))
    assert handling.missing == 1


def test_a_history_of_a_few_rows_has_no_means() -> None:
    found = only(history(days=1).iloc[20:23])
    assert (found.rows, found.calls) == (3, 30.0)
    assert np.isnan(found.calls_a_week)
    assert found.handling is not None


def test_a_history_without_a_single_number_is_described_all_the_same() -> None:
    frame = history(days=2).assign(calls=np.nan).drop(columns="aht_seconds")
    found = only(frame)
    assert (found.blank, found.calls, found.handling) == (96, 0.0, None)
