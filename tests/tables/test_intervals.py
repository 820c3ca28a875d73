"""Order, gaps and length of intervals."""

import numpy as np
import pandas as pd
import pytest

from calls_csv import MONDAY, csv, forecast, read, refusal
from wfm import tables


def test_queues_stand_one_below_the_other() -> None:
    header = "queue,interval_start,calls"
    found = read(
        csv(f"b,{MONDAY}00:00Z,1", f"b,{MONDAY}00:30Z,2", f"a,{MONDAY}00:00Z,3", header=header)
    )
    assert found["queue"].tolist() == ["b", "b", "a"]


def test_history_may_have_gaps() -> None:
    rows = [f"2026-01-05T{h:02d}:{m:02d}Z,1" for h in range(24) for m in (0, 30) if h not in (3, 7)]
    assert len(read(csv(*rows))) == 44


def test_one_row_is_half_an_hour() -> None:
    assert tables.step_minutes(read(csv(f"{MONDAY}08:30Z,3"), tables.FORECAST)) == 30


@pytest.mark.parametrize("step", [15, 30, 60])
def test_step_is_read_from_the_rows(step: int) -> None:
    starts = pd.date_range("2026-03-28", "2026-03-31", freq=f"{step}min", tz="Europe/London")
    frame = pd.DataFrame({"interval_start": starts, "calls": 1.0})
    assert tables.step_minutes(tables.check(frame, tables.FORECAST)) == step


@pytest.mark.parametrize(("day", "rows"), [("2026-03-29", 46), ("2026-10-25", 50)])
def test_day_of_a_clock_change_has_no_gap(day: str, rows: int) -> None:
    end = str(np.datetime64(day) + np.timedelta64(1, "D"))
    frame = forecast("Europe/London", day, end)
    assert len(frame) == rows
    text = tables.to_csv(tables.conform(frame, tables.FORECAST))
    pd.testing.assert_frame_equal(read(text, tables.FORECAST), frame)


def test_the_step_may_not_change_half_way() -> None:
    half = pd.date_range("2026-01-05", periods=96, freq="30min", tz="UTC")
    hour = pd.date_range(half[-1], periods=48, freq="60min", tz="UTC")[1:]
    rows = [f"{t:%Y-%m-%dT%H:%MZ},1" for t in [*half, *hour]]
    assert "line 101, column interval_start: 2026-01-07T03:30+00:00 breaks the step" in refusal(
        csv(*rows)
    )


def test_second_queue_may_not_start_off_the_grid() -> None:
    rows = [f"a,{MONDAY}00:00Z,1", f"a,{MONDAY}00:30Z,1", f"b,{MONDAY}00:10Z,1"]
    data = csv(*rows, header="queue,interval_start,calls")
    assert "line 4, column interval_start: an interval of 30 minutes cannot start" in refusal(data)


def test_forecast_has_no_gap() -> None:
    rows = [f"{MONDAY}{time}Z,1" for time in ("00:00", "00:30", "01:30", "02:00")]
    assert refusal(csv(*rows), tables.FORECAST) == (
        "calls.csv, line 4, column interval_start: 2026-01-05T01:30+00:00 is not 30 minutes after "
        "the row above"
    )


def test_a_run_begins_where_a_value_differs_from_the_one_above() -> None:
    assert tables.runs(pd.Series(["a", "a", "b", "a"])).tolist() == [0, 2, 3]
    assert tables.runs(pd.Series(["a", None, None], dtype="str")).tolist() == [0, 1, 2]
    assert tables.runs(pd.Series([], dtype="str")).tolist() == []
