"""The tables that cross stages: what a file may look like, and what is refused with which words."""

import contextlib
import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from wfm import tables
from wfm.errors import InputError
from wfm.tables.columns import Column, Table

MONDAY = "2026-01-05T"
ROWS = [("00:00", 3), ("00:30", 12), ("01:00", 4)]
TABLES = [
    tables.HISTORY,
    tables.FORECAST,
    tables.REQUIREMENT,
    tables.ROSTER,
    tables.COVERAGE,
]


def csv(*rows: str, header: str = "interval_start,calls") -> str:
    return "".join(f"{line}\n" for line in (header, *rows))


GOOD = csv(*(f"{MONDAY}{time}Z,{calls}" for time, calls in ROWS))


def read(data: bytes | str, table: Table = tables.HISTORY) -> pd.DataFrame:
    return tables.read(data, table, "calls.csv")


def refusal(data: bytes | str, table: Table = tables.HISTORY) -> str:
    with pytest.raises(InputError) as error:
        read(data, table)
    assert "\n" not in str(error.value)
    return str(error.value)


def forecast(
    zone: str = "UTC", begin: str = "2026-01-05", end: str = "2026-01-06", **columns: Any
) -> pd.DataFrame:
    starts = pd.date_range(begin, end, freq="30min", tz=zone, inclusive="left", unit="us")
    defaults: dict[str, Any] = {"calls": 1.0, "aht_seconds": 240.0}
    return pd.DataFrame({"interval_start": starts, **defaults, **columns})


# What is forgiven: the same rows, written by another program.


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(GOOD.encode(), id="plain"),
        pytest.param(GOOD, id="text"),
        pytest.param(b"\xef\xbb\xbf" + GOOD.encode(), id="byte-order mark"),
        pytest.param("\ufeff" + GOOD, id="byte-order mark in text"),
        pytest.param(GOOD.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(GOOD.replace("\n", "\r").encode(), id="old Mac line ends"),
        pytest.param(GOOD.rstrip().encode(), id="no line end at the end"),
        pytest.param(("\n\n" + GOOD).encode(), id="blank lines above"),
        pytest.param((GOOD + "\n  \n").encode(), id="blank lines below"),
        pytest.param((GOOD + ",\n").encode(), id="row of separators below"),
        pytest.param(GOOD.replace(",", ";").encode(), id="semicolons"),
        pytest.param(GOOD.replace(",", "\t").encode(), id="tabs"),
        pytest.param(GOOD.replace(",", ", ").encode(), id="space behind commas"),
        pytest.param(GOOD.replace("interval_start", "timestamp").encode(), id="timestamp"),
        pytest.param(GOOD.replace("interval_start", " Interval_Start ").encode(), id="header case"),
        pytest.param(
            "\n".join(",".join(f'"{f}"' for f in row.split(",")) for row in GOOD.split()).encode(),
            id="quotes",
        ),
        pytest.param(
            "\n".join(",".join(row.split(",")[::-1]) for row in GOOD.split()).encode(),
            id="columns in another order",
        ),
        pytest.param(GOOD.replace("\n", ",x\n").encode(), id="a further column"),
        pytest.param(GOOD.replace("\n", ",,\n").encode(), id="columns without a name"),
    ],
)
def test_the_same_table_in_another_dress(data: bytes | str) -> None:
    found = read(data)
    assert list(found) == ["interval_start", "calls"]
    assert list(found["calls"]) == [3, 12, 4]
    assert list(found["interval_start"].dt.strftime("%H:%M")) == ["00:00", "00:30", "01:00"]


@pytest.mark.parametrize("blank", ["", "NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", " "])
def test_missing_calls_are_missing_and_not_zero(blank: str) -> None:
    found = read(csv(f"{MONDAY}00:00Z,3", f"{MONDAY}00:30Z,{blank}", f"{MONDAY}01:00Z,0"))
    assert found["calls"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize(
    "name", ["NA", "007", "null", "café", "客服", '"Sales, ""south"""', "=1+1"]
)
def test_any_text_names_a_queue(name: str) -> None:
    found = read(csv(f"{name},{MONDAY}00:00Z,3", header="queue,interval_start,calls"))
    meant = name.removeprefix('"').removesuffix('"').replace('""', '"')
    assert found["queue"].tolist() == [meant]
    again = read(tables.to_csv(tables.conform(found, tables.HISTORY)))
    assert again["queue"].tolist() == [meant]


def test_queues_stand_one_below_the_other() -> None:
    header = "queue,interval_start,calls"
    found = read(
        csv(f"b,{MONDAY}00:00Z,1", f"b,{MONDAY}00:30Z,2", f"a,{MONDAY}00:00Z,3", header=header)
    )
    assert found["queue"].tolist() == ["b", "b", "a"]


def test_times_without_offset_are_left_for_the_forecast_to_place() -> None:
    assert read(GOOD.replace("Z", ""))["interval_start"].dt.tz is None


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


# What is refused: where, what, and how to mend it.


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


# DataFrames: the same checks, rows named by their index.


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


# Writing: one form, rounded once.


def test_conform_orders_types_and_rounds_once() -> None:
    frame = forecast(end="2026-01-05 00:30", calls=1.23456, aht_seconds=240.006, extra="x")
    found = tables.conform(
        frame[["calls", "extra", "aht_seconds", "interval_start"]], tables.FORECAST
    )
    assert tables.to_csv(found) == (
        "interval_start,calls,aht_seconds\n2026-01-05T00:00+00:00,1.2346,240.01\n"
    )


def test_whole_numbers_are_written_without_a_point_and_zero_without_a_sign() -> None:
    frame = forecast(end="2026-01-05 01:00", calls=[-0.00001, 2.0], aht_seconds=[np.nan, 3.0])
    assert tables.to_csv(tables.conform(frame, tables.FORECAST)).splitlines()[1:] == [
        "2026-01-05T00:00+00:00,0,",
        "2026-01-05T00:30+00:00,2,3",
    ]


def test_json_is_an_array_of_the_same_rows() -> None:
    frame = forecast(
        end="2026-01-05 01:00", calls=[1.5, 2.0], queue="café", aht_seconds=[np.nan, 3.0]
    )
    rows = json.loads(tables.to_json(tables.conform(frame, tables.FORECAST)))
    assert rows == [
        {
            "queue": "café",
            "interval_start": "2026-01-05T00:00+00:00",
            "calls": 1.5,
            "aht_seconds": None,
        },
        {
            "queue": "café",
            "interval_start": "2026-01-05T00:30+00:00",
            "calls": 2.0,
            "aht_seconds": 3,
        },
    ]


def numbers(column: Column, rows: int) -> st.SearchStrategy[Any]:
    high = min(column.high, 1e9)
    low = max(column.low, -1e9)
    values = st.floats(low, high) | (st.just(np.nan) if column.blank else st.nothing())
    if column.kind == "count":
        values = st.integers(int(low), int(min(high, 1e9)))
    return arrays.arrays(np.float64, rows, elements=values)


@st.composite
def results(draw: st.DrawFn, table: Table) -> pd.DataFrame:
    """What a stage could hand to `conform`: any columns it may have, any numbers in bounds."""
    rows = draw(st.integers(1, 6))
    columns: dict[str, Any] = {}
    for column in table.columns:
        if column.given == "maybe" and draw(st.booleans()):
            continue
        if column.kind == "time":
            zone = draw(st.sampled_from(["UTC", "Europe/London", "Australia/Lord_Howe"]))
            begin = pd.Timestamp("2026-10-24 20:00", tz="UTC")
            columns[column.name] = pd.date_range(
                begin, periods=rows, freq="30min", unit="us"
            ).tz_convert(zone)
        elif column.kind == "text":
            alphabet = st.characters(categories=["L", "N", "P", "S"])
            text = draw(st.text(alphabet, min_size=1, max_size=8))
            columns[column.name] = np.array([text] * rows, dtype=object)
        else:
            columns[column.name] = draw(numbers(column, rows))
    return pd.DataFrame(columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@settings(max_examples=20)
@given(data=st.data())
def test_what_is_written_is_read_to_the_last_digit(table: Table, data: st.DataObject) -> None:
    frame = tables.conform(data.draw(results(table)), table)
    again = tables.conform(read(tables.to_csv(frame), table), table)
    # A season has a clock and no name: times are compared as they are written.
    assert tables.to_csv(again) == tables.to_csv(frame)
    clock = ["interval_start"] if "interval_start" in frame else []
    pd.testing.assert_frame_equal(again.drop(columns=clock), frame.drop(columns=clock))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_says_its_unit_or_needs_none(table: Table) -> None:
    for column in table.columns:
        if column.kind == "number" and column.high > 1 and column.name != "effect":
            assert column.unit, column.name


def reads_or_refuses(data: bytes | str) -> None:
    with contextlib.suppress(InputError):
        assert (read(data)["calls"].dropna() >= 0).all()


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_a_clear_refusal(data: bytes) -> None:
    reads_or_refuses(data)


FIELDS = ["", "3", "-1", "1e5", "nan", "x", '"', "2026-01-05T00:00", f"{MONDAY}00:30Z", "\r"]


@given(
    rows=st.lists(st.lists(st.sampled_from(FIELDS), max_size=4), max_size=5),
    separator=st.sampled_from([",", ";", "\t"]),
)
def test_any_rows_are_a_table_or_a_clear_refusal(rows: list[list[str]], separator: str) -> None:
    header = ["interval_start", "calls", "queue"]
    reads_or_refuses("\n".join(separator.join(row) for row in [header, *rows]))


def test_a_stage_may_count_time_in_any_unit() -> None:
    seconds = pd.date_range("2026-03-01", periods=2, freq="30min", tz="UTC", unit="s")
    frame = pd.DataFrame({"interval_start": seconds, "calls": [1.0, 2.0]})
    conformed = tables.conform(frame, tables.FORECAST)
    assert conformed["interval_start"].dtype == "datetime64[us, UTC]"
