"""Workbooks: cells keep their types, lines their numbers; what cannot be read is said."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from wfm.errors import InputError
from wfm.ingestion.containers import sheets

Fill = Callable[[Any, Any], None]


def workbook(*names: str, fill: Fill, hidden: tuple[str, ...] = (), **options: object) -> bytes:
    """Write a workbook whose sheets are all filled alike."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        for name in names:
            sheet = book.add_worksheet(name)
            fill(book, sheet)
            if name in hidden:
                sheet.hide()
    return out.getvalue()


def calls(book: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["start", "calls"])
    sheet.write_row(1, 0, ["08:00", 17])


@pytest.mark.parametrize("since_1904", [False, True])
def test_cells_keep_their_types(since_1904: bool) -> None:
    midnight, morning = dt.datetime(2026, 1, 5), dt.datetime(2026, 1, 5, 9, 30)

    def fill(book: Any, sheet: Any) -> None:
        formats = {
            code: book.add_format({"num_format": code})
            for code in ("d.m.yy h:mm", "mm:ss", "[h]:mm")
        }
        moment = formats["d.m.yy h:mm"]
        sheet.write_datetime(0, 0, midnight, moment)
        sheet.write_datetime(0, 1, morning, moment)
        sheet.write_datetime(0, 2, morning - dt.timedelta(milliseconds=1), moment)
        sheet.write_number(0, 3, 257 / 86400, formats["mm:ss"])
        sheet.write_number(0, 4, 1.5, formats["[h]:mm"])
        sheet.write_row(0, 5, [17, 2.5, True, "a, b", ""])
        sheet.write_string(0, 9, "=1+1")
        sheet.write_formula(0, 10, "=F1+1", None, 18)
        sheet.write_formula(0, 11, "=F1+1", None, "")

    (sheet,) = sheets(workbook("A", fill=fill, date_1904=since_1904), "f.xlsx")
    assert (
        sheet.cells.iloc[0].tolist()
        == [
            midnight.date(),
            morning,
            morning,
            dt.time(0, 4, 17),
            dt.timedelta(hours=36),
            17.0,
            2.5,
            True,
            "a, b",
            "=1+1",
            18.0,
            "",
        ][: sheet.cells.shape[1]]
    )
    assert sheet.name == "A"
    assert sheet.place == "f.xlsx, sheet 'A'"


def test_lines_have_the_numbers_that_a_spreadsheet_shows() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range(3, 1, 3, 3, "Calls of the week")
        sheet.write_row(5, 1, ["start", "calls", "aht"])
        sheet.write_row(6, 1, ["08:00", 17, 257])

    (sheet,) = sheets(workbook("A", fill=fill), "f.xlsx")
    assert sheet.cells.index.tolist() == [4, 5, 6, 7]
    assert sheet.cells.loc[[4, 7]].to_numpy().tolist() == [
        ["Calls of the week", "", ""],
        ["08:00", 17.0, 257.0],
    ]


def test_all_sheets_that_are_shown_are_read() -> None:
    def found(*hidden: str) -> list[str | None]:
        data = workbook("Notes", "Interval", "2", fill=calls, hidden=hidden)
        return [sheet.name for sheet in sheets(data, "f.xlsx")]

    assert found() == ["Notes", "Interval", "2"]
    assert found("Interval") == ["Notes", "2"]


def test_hidden_sheets_are_read_where_no_other_holds_cells() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Cover")
        calls(book, hidden := book.add_worksheet("Data"))
        hidden.hide()
    assert [sheet.name for sheet in sheets(out.getvalue(), "f.xlsx")] == ["Data"]


def test_a_sheet_is_chosen_by_name_or_number() -> None:
    data = workbook("Notes", "Interval", "1", fill=calls, hidden=("Interval",))
    chosen = {
        name: sheets(data, "f", sheet=name)[0].name for name in ("Interval", " interval", "2", "1")
    }
    assert chosen == {"Interval": "Interval", " interval": "Interval", "2": "Interval", "1": "1"}
    with pytest.raises(
        InputError, match="no sheet 'Calls': give --sheet one of 'Notes', 'Interval', '1'"
    ):
        sheets(data, "f", sheet="Calls")


def test_workbooks_that_cannot_be_read_are_refused() -> None:
    data = workbook("A", fill=calls)
    with pytest.raises(InputError, match=r"f\.xlsx: is a damaged or cut-off zip or workbook"):
        sheets(data[:-100], "f.xlsx")
    with pytest.raises(InputError, match="no sheet of this workbook holds a cell"):
        sheets(workbook(fill=calls), "f.xlsx")
    with pytest.raises(InputError, match="the workbook is damaged or cut off"):
        sheets(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "f.xls")
