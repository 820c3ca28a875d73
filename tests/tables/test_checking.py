"""What is refused of a table: where, what, and how to mend it; and one form for results."""

import pandas as pd
import pytest

from calls_csv import GOOD, MONDAY, csv, forecast, read, refusal
from wfm import tables
from wfm.errors import InputError


def test_times_without_offset_are_left_for_the_forecast_to_place() -> None:
    assert read(GOOD.replace("Z", ""))["interval_start"].dt.tz is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "calls.csv: the file is empty: it needs a header line and rows"),
        (b"\xef\xbb\xbf\r\n \r\n", "calls.csv: the file is empty: it needs a header line and rows"),
        (csv(), "calls.csv: the history has no rows"),
        (csv("", ","), "calls.csv: the history has no rows"),
        (
            csv(f"{MONDAY}00:00,3", header="interval_start,volume"),
            "calls.csv: the history has no column calls: it has interval_start, volume",
        ),
        (
            csv(f"{MONDAY}00:00,3,4", header="interval_start,calls,Calls"),
            "calls.csv: the history has two columns calls: keep one",
        ),
        (
            csv(f"{MONDAY}00:00,x,4", header="timestamp,interval_start,calls"),
            "calls.csv: the history has two columns interval_start: keep one",
        ),
        (
            bytes([0xFF, 0xFE]) + GOOD.encode("utf-16-le"),
            "calls.csv: byte 0 is not UTF-8 text: save the file as 'CSV UTF-8'",
        ),
        (
            "interval_start,calls,caf\xe9\n".encode("latin-1"),
            "calls.csv: byte 24 is not UTF-8 text: save the file as 'CSV UTF-8'",
        ),
        (
            b"PK\x03\x04\x14\x00\x06\x00",
            "calls.csv: this is a binary file, not a CSV: save it as 'CSV UTF-8'",
        ),
        (
            GOOD.encode("utf-16-le"),
            "calls.csv: this is a binary file, not a CSV: save it as 'CSV UTF-8'",
        ),
        (
            GOOD + f"{MONDAY}01:3",
            (
                "calls.csv, line 5: the row has 1 of the header's 2 fields: "
                "the file is cut off there, or a quote is not closed"
            ),
        ),
        (
            csv(f"{MONDAY}00:00,3", f'"{MONDAY}00:30,3', f"{MONDAY}01:00,3"),
            (
                "calls.csv, line 3: the row has 1 of the header's 2 fields: "
                "the file is cut off there, or a quote is not closed"
            ),
        ),
        (
            csv(f"{MONDAY}00:00", f"{MONDAY}00:30,3"),
            "calls.csv, line 2: the row has 1 of the header's 2 fields",
        ),
        (
            csv(f"{MONDAY}00:00,1,234", f"{MONDAY}00:30,3"),
            "calls.csv, line 2: the row has 3 fields, but the header names 2",
        ),
        (
            csv(f'{MONDAY}00:00,"1,234"'),
            "calls.csv, line 2, column calls: '1,234' is not a number: write it as 1234.5",
        ),
        (
            csv(f"{MONDAY}00:00;1", f"{MONDAY}00:30;2,5").replace("start,calls", "start;calls"),
            (
                "calls.csv, line 3, column calls: '2,5' has a comma: give --decimal comma if that "
                "is the decimal mark"
            ),
        ),
        (
            csv(f"{MONDAY}00:00,1", "", f"{MONDAY}01:00,many"),
            "calls.csv, line 4, column calls: 'many' is not a number: write it as 1234.5",
        ),
        (
            csv(f"{MONDAY}00:00,True"),
            "calls.csv, line 2, column calls: 'True' is not a number: write it as 1234.5",
        ),
        (
            csv(f"{MONDAY}00:00," + "9" * 4000 + "x"),
            f"calls.csv, line 2, column calls: '{'9' * 77}...' is not a number: write it as 1234.5",
        ),
        (
            csv(f"{MONDAY}00:00,-1"),
            "calls.csv, line 2, column calls: '-1' is not a finite number from 0 to 1,000,000",
        ),
        (
            csv(f"{MONDAY}00:00,inf"),
            "calls.csv, line 2, column calls: 'inf' is not a finite number from 0 to 1,000,000",
        ),
        (
            csv(f"{MONDAY}00:00,1e400"),
            "calls.csv, line 2, column calls: 'inf' is not a finite number from 0 to 1,000,000",
        ),
        (
            csv(f"{MONDAY}00:00Z,1", f"{MONDAY}00:30Z,2", f"{MONDAY}00:30Z,2"),
            (
                "calls.csv, line 4, column interval_start: 2026-01-05T00:30+00:00 appears twice: "
                "keep one row for each interval"
            ),
        ),
        (
            csv(f"{MONDAY}00:30Z,1", f"{MONDAY}00:00Z,2"),
            (
                "calls.csv, line 3, column interval_start: 2026-01-05T00:00+00:00 is before the "
                "row above: sort the table by time"
            ),
        ),
        (
            csv(*(f"{MONDAY}{time}Z,1" for time in ("00:00", "00:30", "01:00", "01:15"))),
            (
                "calls.csv, line 5, column interval_start: 2026-01-05T01:15+00:00 is off the step "
                "of 30 minutes"
            ),
        ),
        (
            csv(f"{MONDAY}00:10Z,1", f"{MONDAY}00:40Z,1"),
            (
                "calls.csv, line 2, column interval_start: an interval of 30 minutes "
                "cannot start at 00:10"
            ),
        ),
        (
            csv(f"{MONDAY}00:10Z,1"),
            (
                "calls.csv, line 2, column interval_start: an interval of 15 minutes "
                "cannot start at 00:10"
            ),
        ),
        (
            csv(f"{MONDAY}00:00:20Z,1", f"{MONDAY}00:30:20Z,1"),
            (
                "calls.csv, line 2, column interval_start: 2026-01-05T00:00:20 is not a "
                "whole minute: an interval starts at one"
            ),
        ),
        (
            csv("0026-01-05T00:00Z,1"),
            (
                "calls.csv, line 2, column interval_start: 0026-01-05T00:00:00 is not in the "
                "years 1970 to 2100"
            ),
        ),
        (
            csv("2026-01-05T00:00Z,1", "2026-01-06T00:00Z,1"),
            (
                "calls.csv, line 2, column interval_start: the rows are 1440 minutes apart: "
                "intervals of 15, 30 or 60 minutes are needed"
            ),
        ),
        (
            csv(f",{MONDAY}00:00Z,1", header="queue,interval_start,calls"),
            "calls.csv, line 2, column queue: the value is missing",
        ),
        (
            csv(
                f"a,{MONDAY}00:00Z,1",
                f"b,{MONDAY}00:00Z,1",
                f"a,{MONDAY}00:30Z,1",
                header="queue,interval_start,calls",
            ),
            (
                "calls.csv, line 4, column queue: the rows of queue 'a' are not together: "
                "sort the table by queue and time"
            ),
        ),
    ],
)
def test_refused(data: bytes | str, message: str) -> None:
    assert refusal(data) == message


def test_requirement_needs_offsets() -> None:
    data = GOOD.replace("Z", "").replace("calls", "agents_scheduled")
    assert refusal(data, tables.REQUIREMENT) == (
        "calls.csv, line 2, column interval_start: the time has no offset: "
        "write 2026-03-29T08:30+01:00"
    )


def test_forecast_may_not_lack_calls() -> None:
    assert refusal(csv(f"{MONDAY}00:00Z,"), tables.FORECAST) == (
        "calls.csv, line 2, column calls: the value is missing"
    )


def test_fractional_agents_are_kept_and_broken_lines_of_a_roster_are_not() -> None:
    data = csv(f"{MONDAY}00:00Z,1,2.5", header="interval_start,calls,agents_scheduled")
    assert read(data, tables.REQUIREMENT)["agents_scheduled"].tolist() == [2.5]
    header = "team,line,weekday,shift,start,end,meals,breaks"
    data = csv("1,1.5,1,OFF,,,,", header=header)
    assert refusal(data, tables.ROSTER) == (
        "calls.csv, line 2, column line: '1.5' is not a whole number"
    )
    data = csv("1,1,8,OFF,,,,", header=header)
    assert refusal(data, tables.ROSTER).endswith(
        "'8' is not a weekday: write 1 (Monday) to 7, or Mon"
    )


def test_frame_is_checked_like_a_file() -> None:
    frame = forecast()
    pd.testing.assert_frame_equal(tables.check(frame, tables.FORECAST), frame)
    text = frame.assign(interval_start=frame["interval_start"].map(lambda t: t.isoformat()))
    pd.testing.assert_frame_equal(tables.check(text, tables.FORECAST), frame)


def test_frame_names_the_row_by_its_index() -> None:
    frame = forecast(calls=-1.0).set_index(pd.Index([f"r{i}" for i in range(48)]))
    with pytest.raises(InputError, match=r"^row r0, column calls: '-1.0' is not a finite"):
        tables.check(frame, tables.FORECAST)


def test_frame_may_hold_blank_times_nowhere() -> None:
    frame = forecast()
    frame.loc[3, "interval_start"] = pd.NaT
    with pytest.raises(InputError, match="row 3, column interval_start: the value is missing"):
        tables.check(frame, tables.FORECAST)


def test_frame_is_not_changed() -> None:
    frame = forecast().rename(columns={"interval_start": "timestamp"})
    before = frame.copy()
    tables.check(frame, tables.FORECAST)
    pd.testing.assert_frame_equal(frame, before)


def test_conform_orders_types_and_rounds_once() -> None:
    frame = forecast(end="2026-01-05 00:30", calls=1.23456, aht_seconds=240.006, extra="x")
    found = tables.conform(
        frame[["calls", "extra", "aht_seconds", "interval_start"]], tables.FORECAST
    )
    assert tables.to_csv(found) == (
        "interval_start,calls,aht_seconds\n2026-01-05T00:00+00:00,1.2346,240.01\n"
    )


def test_a_stage_may_count_time_in_any_unit() -> None:
    seconds = pd.date_range("2026-03-01", periods=2, freq="30min", tz="UTC", unit="s")
    frame = pd.DataFrame({"interval_start": seconds, "calls": [1.0, 2.0]})
    conformed = tables.conform(frame, tables.FORECAST)
    assert conformed["interval_start"].dtype == "datetime64[us, UTC]"
