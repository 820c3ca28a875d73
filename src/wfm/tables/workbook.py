"""Tables as workbooks: dates are dates, numbers are numbers, and text is never anything else."""

import datetime as dt
import io
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from wfm.errors import InputError
from wfm.quoting import quoted
from wfm.tables.offsets import parted

# What a sheet holds at most: rows below its header, and characters of a cell.
MOST_ROWS = 1_048_575
_LONGEST_CELL = 32_767
# Widths of columns [characters]: the least, the most, and how many rows are looked at.
_LEAST_WIDTH, _MOST_WIDTH, _ROWS_LOOKED_AT = 6, 60, 1000
_TIME, _DAY = "yyyy-mm-dd hh:mm", "yyyy-mm-dd"
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# The day that a spreadsheet counts from.
_FIRST_DAY = np.datetime64("1899-12-30")
# The same table has the same bytes, whenever it is written.
CREATED = dt.datetime(2000, 1, 1)


@dataclass(frozen=True)
class _Column:
    """A column of cells.

    Parameters
    ----------
    name
        Its heading.
    cells
        Numbers and texts; None where there is nothing.
    shown
        The format of its numbers; "" for the general one.
    """

    name: str
    cells: Sequence[float | str | None]
    shown: str = ""

    @property
    def width(self) -> int:
        """Width in which the heading and the first values can be read [characters]."""
        first = ["" if cell is None else str(cell) for cell in self.cells[:_ROWS_LOOKED_AT]]
        values = [self.shown] if self.shown else first
        longest = max([_LEAST_WIDTH, len(self.name), *map(len, values)])
        return min(longest, _MOST_WIDTH) + 2


def to_workbook(frame: pd.DataFrame) -> bytes:
    """Write a conformed table as a workbook of one sheet.

    Parameters
    ----------
    frame
        The table. Interval starts become dates of the wall clock, with their offset in the column
        ``utc_offset`` beside them; the days of a column ``date`` become dates.

    Returns
    -------
    bytes
        The workbook, ``.xlsx``.

    Raises
    ------
    InputError
        If a sheet cannot hold the table.
    """
    import xlsxwriter

    if len(frame) > MOST_ROWS:
        raise InputError(
            f"a sheet of a workbook holds {MOST_ROWS:,} rows, and these are {len(frame):,}: "
            "give the name of a .csv file"
        )
    frame = parted(frame)
    columns = [_column(frame.iloc[:, place]) for place in range(frame.shape[1])]
    data = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="wfm.") as folder:
        # Row by row through a file: the cells of a large table are never all in memory.
        options = {"constant_memory": True, "tmpdir": folder}
        with xlsxwriter.Workbook(data, options) as book:
            book.set_properties({"created": CREATED})
            sheet = book.add_worksheet("wfm")
            bold = book.add_format({"bold": True})
            formats = {shown: book.add_format({"num_format": shown}) for shown in (_TIME, _DAY)}
            for place, column in enumerate(columns):
                sheet.set_column(place, place, column.width)
                write_cell(sheet, 0, place, column.name, bold)
            sheet.freeze_panes(1, 0)
            styles = [formats.get(column.shown) for column in columns]
            for row, cells in enumerate(zip(*(column.cells for column in columns), strict=True), 1):
                for place, cell in enumerate(cells):
                    write_cell(sheet, row, place, cell, styles[place])
    return data.getvalue()


def _column(values: pd.Series) -> _Column:
    """Turn the values of a column into cells."""
    name = str(values.name)
    if values.dtype.kind == "M":
        days = (values.to_numpy() - _FIRST_DAY) / np.timedelta64(1, "D")
        return _Column(name, days.tolist(), _TIME)
    if values.dtype.kind in "iufb":
        numbers = values.to_numpy(dtype=float, na_value=np.nan)
        return _Column(name, [None if np.isnan(number) else number for number in numbers.tolist()])
    texts = [None if pd.isna(value) else str(value) for value in values]
    if name == "date" and all(text is None or _ISO_DAY.fullmatch(text) for text in texts):
        return _Column(name, [None if text is None else _day(text) for text in texts], _DAY)
    return _Column(name, texts)


def _day(text: str) -> float:
    """Return the number that a spreadsheet has for a day."""
    return float((np.datetime64(text) - _FIRST_DAY) / np.timedelta64(1, "D"))


def write_cell(sheet: Any, row: int, place: int, cell: float | str | None, style: Any) -> None:
    """Write a cell as what it is: a text is neither a number, nor a formula, nor a link."""
    if cell is None or cell == "":
        return
    if not isinstance(cell, str):
        sheet.write_number(row, place, cell, style)
    elif len(cell.encode("utf-16-le")) > 2 * _LONGEST_CELL:
        raise InputError(
            f"{quoted(cell)} is longer than the {_LONGEST_CELL:,} characters of a cell: give the "
            "name of a .csv file"
        )
    elif cell.startswith("<r>") and cell.endswith("</r>"):
        # The library would take this for its own markup: in parts it is text.
        parts = cell[:1], cell[1:2], cell[2:]
        sheet.write_rich_string(row, place, *parts, *([] if style is None else [style]))
    else:
        sheet.write_string(row, place, cell, style)
