"""Tables as workbooks: what a planner sees in them, and what comes back."""

import datetime as dt
import io
import zipfile
from typing import Any

import pandas as pd
import pytest
import python_calamine

from wfm import tables
from wfm.errors import InputError
from wfm.tables import workbook


def cells(data: bytes) -> list[list[Any]]:
    """Return the cells of the only sheet."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["wfm"]
    return book.get_sheet_by_index(0).to_python()


def forecast(start: str, rows: int, zone: str) -> pd.DataFrame:
    times = pd.date_range(start, periods=rows, freq="30min", tz=zone)
    values = [i + 0.1234 for i in range(rows)]
    return tables.conform(
        pd.DataFrame({"interval_start": times, "calls": values, "aht_seconds": 200.0}),
        tables.FORECAST,
    )


def test_dates_are_dates_and_numbers_are_numbers() -> None:
    rows = cells(tables.to_workbook(forecast("2026-03-02 08:00", 2, "Europe/Tallinn")))
    assert rows == [
        ["interval_start", "utc_offset", "calls", "aht_seconds"],
        [dt.datetime(2026, 3, 2, 8, 0), "UTC+02:00", 0.1234, 200.0],
        [dt.datetime(2026, 3, 2, 8, 30), "UTC+02:00", 1.1234, 200.0],
    ]


def test_the_hour_that_comes_twice_keeps_its_offsets() -> None:
    rows = cells(tables.to_workbook(forecast("2026-10-25 00:30", 6, "Europe/Berlin")))
    shown = [(row[0].strftime("%H:%M"), row[1]) for row in rows[1:]]
    assert shown == [
        ("00:30", "UTC+02:00"),
        ("01:00", "UTC+02:00"),
        ("01:30", "UTC+02:00"),
        ("02:00", "UTC+02:00"),
        ("02:30", "UTC+02:00"),
        ("02:00", "UTC+01:00"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+49 30 1", "-5", "@sum", "007", "1E5", "2026-01-01", "TRUE", "  east "),
        *("http://a.example", "mailto:a@b.example", "<r><t>bold</t></r>", "<b>&amp;", "_x0041_"),
        *("来话", "🦊"),
    ],
)
def test_text_stays_text(text: str) -> None:
    frame = pd.DataFrame({"queue": [text], "calls": [1.0]})
    data = tables.to_workbook(frame)
    assert cells(data) == [["queue", "calls"], [text, 1.0]]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_a_missing_value_is_an_empty_cell() -> None:
    frame = pd.DataFrame({"a": [None, "x"], "b": [float("nan"), 2.0], "c": [1, 0]})
    assert cells(tables.to_workbook(frame)) == [["a", "b", "c"], ["", "", 1.0], ["x", 2.0, 0.0]]


def test_days_are_dates() -> None:
    frame = pd.DataFrame({"date": ["2026-03-01", "2026-03-02"], "queue": ["2026-03-01", "b"]})
    assert cells(tables.to_workbook(frame))[1] == [dt.date(2026, 3, 1), "2026-03-01"]


def test_the_header_stays_in_sight_and_columns_are_as_wide_as_their_values() -> None:
    frame = pd.DataFrame({"queue": ["a queue with a long name"], "calls": [1.0]})
    with zipfile.ZipFile(io.BytesIO(tables.to_workbook(frame))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert '<pane ySplit="1"' in sheet
    assert 'state="frozen"' in sheet
    assert '<col min="1" max="1" width="26.7' in sheet


def test_the_same_table_has_the_same_bytes() -> None:
    frame = forecast("2026-03-02 08:00", 48, "Europe/Tallinn")
    assert tables.to_workbook(frame) == tables.to_workbook(frame)


def test_a_table_without_rows_has_its_header() -> None:
    frame = pd.DataFrame({"team": pd.Series([], dtype="str"), "line": pd.Series([], dtype="int64")})
    assert cells(tables.to_workbook(frame)) == [["team", "line"]]


def test_what_a_sheet_cannot_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="longer than the 32,767 characters of a cell"):
        tables.to_workbook(pd.DataFrame({"message": ["x" * 40_000]}))
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    with pytest.raises(InputError, match="holds 2 rows, and these are 3"):
        tables.to_workbook(pd.DataFrame({"a": [1, 2, 3]}))
