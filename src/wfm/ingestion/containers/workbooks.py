"""Workbooks into sheets: .xlsx, .xlsm, .xls and .ods, read by calamine once they are measured.

Cells keep their types. What calamine gives: midnight is a `date`, other moments a `datetime`,
``mm:ss`` a `time`, ``[h]:mm`` a `timedelta`; a formula stands with the value that was saved with
it, and is empty without one. Nothing is calculated, and no link is followed.
"""

import datetime as dt
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.containers import biff, extents, kinds
from wfm.ingestion.containers.limits import MOST_COLUMNS, MOST_WORKBOOK_CELLS
from wfm.ingestion.sheet import Sheet
from wfm.quoting import quoted
from wfm.units import ordinal

# A moment so near to a full second is one: fractions of a day are a little off. [us]
_OFF_MICROSECONDS = 5_000
_SECOND = dt.timedelta(seconds=1)
_LONG = re.compile(r"PT(\d{1,6})H(\d\d?)M(\d\d?(?:\.\d+)?)S")
_STDERR = 2
_AS_GIVEN = (str, float, bool)


def sheets(data: bytes, source: str, wanted: str | None) -> list[Sheet]:
    """Read the sheets of a workbook that hold cells.

    Parameters
    ----------
    data
        The workbook.
    source
        Name of the file, for messages.
    wanted
        Name or number from 1 of the only sheet to read. None: all that are shown.

    Raises
    ------
    InputError
        If it is damaged, encrypted or too large, or has no such sheet.
    """
    measure = biff.measured if kinds.is_old_excel(data) else extents.measured
    book = _opened(measure(data, source), source)
    names = [sheet.name for sheet in book.sheets_metadata if str(sheet.typ).endswith("WorkSheet")]
    if wanted is not None:
        return [_sheet(book, _named(wanted, names, source), source)]
    shown = {s.name for s in book.sheets_metadata if str(s.visible).endswith(".Visible")}
    for some in ([n for n in names if n in shown], [n for n in names if n not in shown]):
        found = [_sheet(book, name, source) for name in some]
        if held := [sheet for sheet in found if not sheet.cells.empty]:
            return held
    raise InputError(
        f"{source}: no sheet of this workbook holds a cell: it needs a header and rows"
    )


def _opened(data: bytes, source: str) -> Any:
    import python_calamine as calamine

    try:
        with _nothing_printed():
            return calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    except calamine.PasswordError:
        raise InputError(
            f"{source}: the workbook has a password: save it without one (File, Info, Protect)"
        ) from None
    except BaseException as error:
        raise _refused(error, source) from None


@contextmanager
def _nothing_printed() -> Iterator[None]:
    """Let the reader give up in silence: what it prints on standard error is said in one line."""
    try:
        before = os.dup(_STDERR)
    except OSError:  # closed by the caller
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDERR)
        yield
    finally:
        os.dup2(before, _STDERR)
        os.close(nowhere)
        os.close(before)


def _refused(error: BaseException, source: str) -> BaseException:
    """Say that a workbook is damaged; what is no failure of its reader stays as it is."""
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return InputError(
            f"{source}: the workbook is damaged or not of a known kind: open it in a spreadsheet "
            "and save it again as .xlsx"
        )
    return error


def _named(wanted: str, names: Sequence[str], source: str) -> str:
    for name in names:
        if name == wanted:
            return name
    alike = [name for name in names if name.strip().casefold() == wanted.strip().casefold()]
    if len(alike) == 1:
        return alike[0]
    number = ordinal(wanted, len(names))
    if number is not None:
        return names[number - 1]
    known = ", ".join(quoted(name) for name in names[:8]) + (" ..." if len(names) > 8 else "")
    raise InputError(f"{source}: has no sheet {quoted(wanted)}: give --sheet one of {known}")


def _sheet(book: Any, name: str, source: str) -> Sheet:
    """Read one sheet; the lines keep the numbers that a spreadsheet shows."""
    try:
        with _nothing_printed():
            sheet = book.get_sheet_by_name(name)
        place = f"{source}, sheet {quoted(name)}"
        if sheet.width > MOST_COLUMNS or sheet.width * sheet.height > MOST_WORKBOOK_CELLS:
            raise InputError(
                f"{place}: spans {sheet.height} x {sheet.width} cells: delete what stands far from "
                "the table, or save it as CSV"
            )
        rows = sheet.to_python(skip_empty_area=True)
        first = sheet.start[0] + 1 if sheet.start else 1
    except BaseException as error:
        raise error if isinstance(error, InputError) else _refused(error, source) from None
    if any(cell[:2] == "PT" for row in rows for cell in row if type(cell) is str):
        rows = [[_duration(cell) for cell in row] for row in rows]
    cells = pd.DataFrame(
        {place: _clean(column) for place, column in enumerate(zip(*rows, strict=True))},
        index=pd.RangeIndex(first, first + len(rows)),
        dtype=object,
    )
    return Sheet(cells, source, name)


def _clean(column: Sequence[object]) -> list[object]:
    return [cell if type(cell) in _AS_GIVEN else _cell(cell) for cell in column]


def _cell(cell: object) -> object:
    if isinstance(cell, int):
        return float(cell)
    if isinstance(cell, dt.datetime):
        return _at_second(cell)
    if isinstance(cell, dt.timedelta):
        return dt.timedelta() + _at_second(dt.datetime.min + _DAYS + cell) - dt.datetime.min - _DAYS
    if isinstance(cell, dt.time):
        moment = _at_second(dt.datetime.combine(dt.date(2000, 1, 1), cell))
        return moment.time() if moment.day == 1 else cell
    return cell


def _duration(cell: object) -> object:
    """Return a duration of a day or more, a text in workbooks of LibreOffice; else the cell."""
    found = _LONG.fullmatch(cell) if isinstance(cell, str) else None
    if not found:
        return cell
    hours, minutes, seconds = found.groups()
    return dt.timedelta(hours=int(hours), minutes=int(minutes), seconds=round(float(seconds)))


# Room for negative durations.
_DAYS = dt.timedelta(days=1_000_000)


def _at_second(moment: dt.datetime) -> dt.datetime:
    """Round to the full second where a moment is a few milliseconds off it."""
    off = moment.microsecond
    if 0 < off <= _OFF_MICROSECONDS:
        return moment.replace(microsecond=0)
    if off >= 1_000_000 - _OFF_MICROSECONDS:
        return moment.replace(microsecond=0) + _SECOND
    return moment
