"""CSV and JSON: what is forgiven, what is written, and that it is read to the last digit."""

import contextlib
import io
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from calls_csv import GOOD, MONDAY, csv, forecast, read
from sparing import examples
from wfm import tables
from wfm.errors import InputError
from wfm.tables import csvfile, fields
from wfm.tables.columns import Column, Table


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


TABLES = [
    tables.HISTORY,
    tables.FORECAST,
    tables.REQUIREMENT,
    tables.ROSTER,
    tables.COVERAGE,
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
@examples(20)
@given(data=st.data())
def test_what_is_written_is_read_to_the_last_digit(table: Table, data: st.DataObject) -> None:
    frame = tables.conform(data.draw(results(table)), table)
    again = tables.conform(read(tables.to_csv(frame), table), table)
    # A season has a clock and no name: times are compared as they are written.
    assert tables.to_csv(again) == tables.to_csv(frame)
    clock = ["interval_start"] if "interval_start" in frame else []
    pd.testing.assert_frame_equal(again.drop(columns=clock), frame.drop(columns=clock))


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


NUMBERS = st.floats(0, 1e6) | st.integers(0, 10**6).map(float) | st.just(np.nan)


def column(*values: object) -> pd.DataFrame:
    return pd.DataFrame({"calls": np.array(values, dtype=float)})


def test_whole_numbers_beside_fractions_and_missing_ones() -> None:
    assert tables.to_csv(column(30, 29.5, np.nan)) == 'calls\n30\n29.5\n""\n'
    assert json.loads(tables.to_json(column(30, 29.5, np.nan))) == [
        {"calls": 30},
        {"calls": 29.5},
        {"calls": None},
    ]
    assert '"calls":30}' in tables.to_json(column(30, 29.5))


def test_numbers_too_large_for_every_whole_one_keep_their_point() -> None:
    assert tables.to_csv(column(2.0**60, 1)).split() == ["calls", "1.152921504606847e+18", "1"]


@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_each_number_is_written_as_it_is_alone(values: Sequence[float]) -> None:
    alone = [tables.to_csv(column(value)).split("\n")[1] for value in values]
    assert tables.to_csv(column(*values)).split("\n")[1:-1] == alone
    rows = json.loads(tables.to_json(column(*values)))
    assert rows == [json.loads(tables.to_json(column(value)))[0] for value in values]


def test_a_queue_of_whole_numbers_reads_the_same_beside_one_of_fractions() -> None:
    def rows(queue: str, calls: Sequence[float]) -> pd.DataFrame:
        start = pd.date_range("2026-03-02", periods=len(calls), freq="30min", tz="UTC")
        return pd.DataFrame({"queue": queue, "interval_start": start, "calls": calls})

    whole, parts = rows("a", [30.0, 12.0]), rows("b", [7.25, 3.0])
    alone = tables.to_csv(tables.conform(whole, tables.HISTORY))
    both = tables.to_csv(tables.conform(pd.concat([whole, parts]), tables.HISTORY))
    assert both.startswith(alone)


@pytest.mark.parametrize("line", [1, 7, 8, 9, 20])
@pytest.mark.parametrize("moved", ["one row has a field of the next", "one row has one more"])
def test_fields_are_counted_in_every_row_of_a_file_read_in_pieces(
    monkeypatch: pytest.MonkeyPatch, line: int, moved: str
) -> None:
    monkeypatch.setattr(fields, "_BYTES_AT_ONCE", 160)
    times = [f"2026-01-05T{hour:02d}:00Z" for hour in range(24)]
    rows = [f"{time},3" for time in times]
    assert len(read(csv(*rows))) == len(rows)
    rows[line] += ",4"
    if moved == "one row has a field of the next":
        rows[line + 1] = times[line + 1]
    with pytest.raises(InputError, match=f"line {line + 2}: the row has 3 fields"):
        read(csv(*rows))


def test_a_file_read_in_pieces_is_the_same_table(monkeypatch: pytest.MonkeyPatch) -> None:
    times = [f"2026-01-05T{hour:02d}:00Z" for hour in range(24)]
    rows = [
        f"{name},{time},{'' if time.endswith('07:00Z') else 3}" for name in "ab" for time in times
    ]
    text = csv(*rows, header="queue,interval_start,calls")
    at_once = read(text)
    monkeypatch.setattr(csvfile, "_CELLS_AT_ONCE", 15)
    pd.testing.assert_frame_equal(read(text), at_once)
    wrong = csv(*rows[:30], "b,2026-01-05T06:00Z,many", header="queue,interval_start,calls")
    with pytest.raises(InputError, match="line 32, column calls: 'many' is not a number"):
        read(wrong)


def test_pieces_of_a_file_are_its_rows_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvfile, "_CELLS_AT_ONCE", 6)
    monkeypatch.setattr(csvfile, "_FEWER", 2)
    rows = [f"2026-01-05T{hour:02d}:00,{hour}" for hour in range(11)]
    text = csv(*rows[:4], ",", *rows[4:], header="Interval_Start,calls")
    pieces = list(tables.read_pieces(text.encode(), tables.HISTORY, "calls.csv"))
    found = [piece.index.tolist() for piece in pieces]
    assert found == [[0], [1, 2, 3], [5, 6], [7, 8, 9], [10, 11]]
    whole = tables.under_one_another(pieces)
    whole.attrs["source"] = "calls.csv"
    pd.testing.assert_frame_equal(tables.check(whole, tables.HISTORY), read(text))


@pytest.mark.parametrize("second", [["07:00", "08:00", None], ["9", "7"], [None]])
@pytest.mark.parametrize("first", [["08:00", "07:00", None], ["7", "9"], [None, None]])
def test_pieces_of_one_set_of_times_are_joined_as_others(
    first: list[str | None], second: list[str | None]
) -> None:
    pieces = [pd.DataFrame({"t": pd.Series(times, dtype="str")}) for times in (first, second)]
    # Pandas makes numbers of categories that look like some.
    read = [
        pd.read_csv(io.StringIO(piece.to_csv(index=False)), dtype="category") for piece in pieces
    ]
    joined = tables.under_one_another(read)
    assert joined["t"].cat.categories.dtype == "str"
    pd.testing.assert_frame_equal(joined.astype("str"), pd.concat(pieces))


def test_a_table_is_written_as_pandas_writes_it() -> None:
    cells = ["plain", "a, b", 'a "b"', "a\nb", "a\rb", "", None, "é"]
    frame = pd.DataFrame(
        {
            "queue": pd.Series(cells, dtype="str"),
            "small": [0.1, 1 / 3, 1e-7, 1e22, -0.0, np.nan, np.inf, 5e-324],
            "count": pd.array([1, None, 3, 4, 5, 6, 7, 2**53], dtype="Int64"),
            "held": [True, False] * 4,
        }
    )
    shown = frame.assign(small=frame["small"].astype(object).mask(frame["small"] == 0, 0))
    assert tables.to_csv(frame) == shown.to_csv(index=False, lineterminator="\n")
    times = pd.date_range("2026-03-29", periods=5, freq="30min", tz="Europe/London")
    written = tables.to_csv(pd.DataFrame({"interval_start": [*times, *times[::-1]]}))
    assert written.split()[2:4] == ["2026-03-29T00:30+00:00", "2026-03-29T02:00+01:00"]
    assert written.split()[-1] == "2026-03-29T00:00+00:00"


def test_pieces_do_not_say_which_decimal_mark_a_file_has() -> None:
    text = csv("2026-01-05T00:00;1,5", header="interval_start;calls")
    with pytest.raises(InputError, match="decimal mark"):
        list(tables.read_pieces(text.encode(), tables.HISTORY, "calls.csv"))
