"""The tables of wfm as a spreadsheet gives them back: local dates, decimal commas, workbooks.

What wfm writes, people open in a spreadsheet and save. The columns keep their names, but times come
back as dates of that machine, numbers with its decimal mark, and the file in its code page.
"""

import re
from collections.abc import Sequence

import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.ingestion import containers
from wfm.ingestion.asking import Question
from wfm.ingestion.clock import ClockHints, read_starts
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.own_cells import clock_times, days_of, refuse, texts_of
from wfm.ingestion.quantities import mark_of, read_numbers
from wfm.ingestion.roster_grids import grid_of
from wfm.ingestion.sheet import Sheet
from wfm.quoting import quoted
from wfm.tables.checking import check_names
from wfm.tables.offsets import OFFSET, START, joined

# Lines that may stand above the header.
_MOST_ABOVE = 20
# A time with all that wfm writes of it.
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")


class NotOurs(InputError):  # noqa: N818  it is one, and reads as one
    """No sheet of a file has the columns of the table that is wanted."""


def read_own(
    data: bytes, table: tables.Table, source: str, options: ReadOptions, *, checked: bool = True
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Read a table of wfm, whoever has saved it since.

    Parameters
    ----------
    data
        Content of the file.
    table
        The table that it should hold.
    source
        Name of the file, for messages.
    options
        What a planner says of the file.
    checked
        Whether the values are checked here; else the stage does it, queue by queue.

    Returns
    -------
    frame
        As `wfm.tables.read` returns it.
    said
        What was assumed, in a few words each.

    Raises
    ------
    NotOurs
        If no sheet has the columns of the table.
    Question
        If two do, or its dates or numbers can be read in two ways.
    InputError
        If a cell cannot be read.
    """
    sheets = containers.sheets(
        data,
        source,
        sheet=options.sheet,
        encoding=options.encoding,
        delimiter=options.delimiter,
    )
    found = [(sheet, line) for sheet in sheets if (line := _header(sheet, table)) is not None]
    grids = []
    if not found and table is tables.ROSTER:
        own = [(sheet, grid_of(sheet, options.date_order)) for sheet in sheets]
        grids = [(sheet, grid) for sheet, grid in own if grid is not None]
    if not (found or grids):
        raise _not_ours(sheets[0], table)
    if len(found) + len(grids) > 1:
        raise Question(
            source,
            f"{len(found) + len(grids)} sheets hold a {table.name}",
            {f"--sheet {quoted(sheet.name)}": "that one" for sheet, _ in found or grids},
        )
    if grids:
        ((sheet, frame),) = grids
        return _finished(frame, sheet, (), table, checked=checked)
    ((sheet, header),) = found
    return _read_sheet(sheet, header, table, options, checked=checked)


def tables_in(data: bytes, source: str, options: ReadOptions) -> list[tuple[str, tables.Table]]:
    """Tell which tables of wfm the sheets of a file hold.

    Parameters
    ----------
    data, source, options
        As for `read_own`.

    Returns
    -------
    list
        The name of each sheet that holds one, and the table, in the order of the sheets.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    sheets = containers.sheets(
        data,
        source,
        sheet=options.sheet,
        encoding=options.encoding,
        delimiter=options.delimiter,
    )
    found = []
    for sheet in sheets:
        lines = sheet.cells.head(_MOST_ABOVE).itertuples(index=False)
        names = ([str(cell) for cell in cells if str(cell).strip()] for cells in lines)
        held = (tables.which_table(line) for line in names)
        table = next((table for table in held if table is not None), None)
        if table is not None:
            found.append((sheet.name or "", table))
    return found


def _header(sheet: Sheet, table: tables.Table) -> int | None:
    """Find the line that names the columns of a table, by its place in the sheet."""
    for place, cells in enumerate(sheet.cells.head(_MOST_ABOVE).itertuples(index=False)):
        names = _names(cells)
        if _is_table(names, table):
            return place
    return None


def _is_table(names: Sequence[str], table: tables.Table) -> bool:
    """Whether columns are those of a table, all that it must have."""
    return {column.name for column in table.columns if column.given == "always"} <= set(names)


def _not_ours(sheet: Sheet, table: tables.Table) -> NotOurs:
    """Say what a sheet has in place of a table."""
    lines = (list(filter(None, _names(row))) for row in sheet.cells.itertuples(index=False))
    names = next((line for line in lines if line), [])
    try:
        check_names(names, table, f"{sheet.place}: ")
    except InputError as error:
        return NotOurs(str(error))
    return NotOurs(f"{sheet.place}: no line names the columns of a {table.name}")


def _names(cells: Sequence[object]) -> list[str]:
    return [tables.own_name(cell) if isinstance(cell, str) else "" for cell in cells]


def _read_sheet(
    sheet: Sheet, header: int, table: tables.Table, options: ReadOptions, *, checked: bool
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    names = _names(sheet.cells.iloc[header].tolist())
    below = sheet.cells.iloc[header + 1 :]
    below = below[(below != "").any(axis=1)]
    given = {name: below.iloc[:, place] for place, name in enumerate(names) if name}
    check_names(names, table, f"{sheet.place}: ")
    frame, said = _columns(given, table, sheet, options)
    return _finished(frame, sheet, said, table, checked=checked)


def _finished(
    frame: pd.DataFrame,
    sheet: Sheet,
    said: Sequence[str],
    table: tables.Table,
    *,
    checked: bool,
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Give each row its line, the table its name, and check it."""
    frame.index = frame.index - 2
    frame.attrs["source"] = sheet.place
    words = tuple(dict.fromkeys([*sheet.said, *said]))
    return (tables.check(frame, table) if checked else frame), words


def _columns(
    given: dict[str, pd.Series], table: tables.Table, sheet: Sheet, options: ReadOptions
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Read the cells of every column of the table."""
    known = [column for column in table.columns if column.name in given]
    numeric = [c.name for c in known if c.kind in {"number", "count"}]
    shown = mark_of(given[name] for name in numeric)
    of_days = {c.name: given[c.name] for c in known if c.kind == "day"}
    days = days_of(of_days, sheet, options) if of_days else {}
    frame: dict[str, pd.Series] = {}
    said: list[str] = []
    for column in known:
        cells, where = given[column.name], f"{sheet.place}, column {column.name}"
        if column.name in numeric:
            numbers = read_numbers(cells, where, options.decimal, shown)
            refuse(cells, numbers.wrong, sheet, column.name, "is not a number")
            frame[column.name] = pd.Series(numbers.floats, index=cells.index)
            said += numbers.said
        elif column.kind == "time":
            frame[column.name], words = _starts(cells, given.get(OFFSET), sheet, options)
            said += words
        elif column.name in days:
            frame[column.name] = days[column.name]
        elif column.unit == "HH:MM":
            frame[column.name] = clock_times(cells)
        else:
            frame[column.name] = texts_of(cells)
    return pd.DataFrame(frame), tuple(said)


def _starts(
    cells: pd.Series, offset: pd.Series | None, sheet: Sheet, options: ReadOptions
) -> tuple[pd.Series, tuple[str, ...]]:
    """Read interval starts: text with an offset where one is known, else the wall clock."""
    texts = texts_of(cells)
    offsets = None if offset is None else texts_of(offset)
    if all(_ISO.fullmatch(text) for text in texts):
        return _with(texts, offsets), ()
    hints = ClockHints(
        where=sheet.place,
        date_name=START,
        date_order=options.date_order,
        stamp=options.stamp,
        timezone=None if offset is not None else options.timezone,
    )
    # With offsets each time of the wall clock is looked at once: they tell the hour that it shows
    # twice from the other.
    looked_at = texts if offsets is None else texts.drop_duplicates()
    read = read_starts(looked_at, None, hints)
    wrong = read.wrong | read.times.isna().to_numpy()
    refuse(cells[looked_at.index], wrong, sheet, START, "is not a time")
    if offsets is None:
        return read.times, read.said
    local = dict(zip(looked_at, read.times.dt.strftime("%Y-%m-%d %H:%M"), strict=True))
    return _with(texts.map(local), offsets), read.said


def _with(texts: pd.Series, offsets: pd.Series | None) -> pd.Series:
    """Write offsets behind times."""
    if offsets is None:
        return texts
    result: pd.Series = joined(pd.DataFrame({START: texts, OFFSET: offsets}))[START]
    return result
