"""The tables of wfm as a spreadsheet gives them back: local dates, decimal commas, workbooks.

What wfm writes, people open in a spreadsheet and save. The columns keep their names, but times come
back as dates of that machine, numbers with its decimal mark, and the file in its code page.
"""

import datetime as dt
import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.ingestion import containers
from wfm.ingestion.asking import Question
from wfm.ingestion.cells import bare, plain
from wfm.ingestion.clock import ClockHints, read_starts
from wfm.ingestion.clock.dates import ORDERS, read_dates
from wfm.ingestion.clock.times import read_time
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.quantities import mark_of, read_numbers
from wfm.ingestion.sheet import Sheet
from wfm.quoting import quoted
from wfm.tables.checking import check_names
from wfm.tables.offsets import OFFSET, START, joined
from wfm.tables.weekgrid import is_grid

# Lines that may stand above the header.
_MOST_ABOVE = 20
# A time with all that wfm writes of it.
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")
# What the unit of a column of days says.
_DAY = "day, such as"
_MINUTES_PER_HOUR = 60
_MICROSECONDS = 60_000_000


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
    if not found:
        raise _not_ours(sheets[0], table)
    if len(found) > 1:
        raise Question(
            source,
            f"{len(found)} sheets hold a {table.name}",
            {f"--sheet {quoted(sheet.name)}": "that one" for sheet, _ in found},
        )
    return _read_sheet(*found[0], table, options, checked=checked)


def _header(sheet: Sheet, table: tables.Table) -> int | None:
    """Find the line that names the columns of a table, by its place in the sheet."""
    for place, cells in enumerate(sheet.cells.head(_MOST_ABOVE).itertuples(index=False)):
        names = _names(cells)
        if _is_table(names, table) or (table is tables.ROSTER and is_grid(names)):
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
    if _is_table(names, table):
        check_names(names, table, f"{sheet.place}: ")
        frame, said = _columns(given, table, sheet, options)
    else:  # a roster, a week across
        # Days may stand there for several weeks, and names without a title.
        texts = [_texts(below.iloc[:, place]) for place in range(len(names))]
        frame, said = pd.concat(texts, axis=1).set_axis(names, axis=1), ()
    frame.index = below.index - 2
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
    of_days = {c.name: given[c.name] for c in known if _DAY in c.unit}
    days = _days(of_days, sheet, options) if of_days else {}
    frame: dict[str, pd.Series] = {}
    said: list[str] = []
    for column in known:
        cells, where = given[column.name], f"{sheet.place}, column {column.name}"
        if column.name in numeric:
            numbers = read_numbers(cells, where, options.decimal, shown)
            _refuse(cells, numbers.wrong, sheet, column.name, "is not a number")
            frame[column.name] = pd.Series(numbers.floats, index=cells.index)
            said += numbers.said
        elif column.kind == "time":
            frame[column.name], words = _starts(cells, given.get(OFFSET), sheet, options)
            said += words
        elif column.name in days:
            frame[column.name] = days[column.name]
        elif column.unit == "HH:MM":
            frame[column.name] = _clock_times(cells)
        else:
            frame[column.name] = _texts(cells)
    return pd.DataFrame(frame), tuple(said)


def _starts(
    cells: pd.Series, offset: pd.Series | None, sheet: Sheet, options: ReadOptions
) -> tuple[pd.Series, tuple[str, ...]]:
    """Read interval starts: text with an offset where one is known, else the wall clock."""
    texts = _texts(cells)
    offsets = None if offset is None else _texts(offset)
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
    _refuse(cells[looked_at.index], wrong, sheet, START, "is not a time")
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


def _days(
    columns: dict[str, pd.Series], sheet: Sheet, options: ReadOptions
) -> dict[str, pd.Series]:
    """Read days, such as those of events, into ISO 8601, all columns in the same order.

    Unlike intervals they need not follow one another: only their parts tell day from month.
    """
    texts = {name: _texts(cells) for name, cells in columns.items()}
    written = [text for text in pd.unique(pd.concat(texts.values())) if text]
    days = read_dates([bare(plain(text)) for text in written]).days
    none = {text for text, own in zip(written, days, strict=True) if np.isnat(own).all()}
    for name, cells in columns.items():
        _refuse(cells, texts[name].isin(none).to_numpy(), sheet, name, "is not a day")
    orders = [order for order in ORDERS if options.date_order in {None, order}]
    orders = [order for order in orders if not np.isnat(days[:, ORDERS.index(order)]).any()]
    if not orders:
        raise InputError(f"{sheet.place}: the days are not all written in one order")
    readings = days[:, [ORDERS.index(order) for order in orders]]
    for text, own in zip(written, readings, strict=True):
        if (own != own[0]).any():
            shown = {f"--date-order {o}": str(day) for o, day in zip(orders, own, strict=True)}
            raise Question(sheet.place, f"{quoted(text)} may be two days", shown)
    iso = {text: str(own[0]) for text, own in zip(written, readings, strict=True)}
    return {name: column.map({**iso, "": ""}) for name, column in texts.items()}


def _clock_times(cells: pd.Series) -> pd.Series:
    """Read times of day into ``HH:MM``; what is none is left for those who check."""
    texts = _texts(cells)
    read = {text: _clock_time(text) for text in texts.unique()}
    return texts.map(read)


def _clock_time(text: str) -> str:
    time = read_time(text) if text else None
    if time is None or time.end is not None:
        return text
    hours, minutes = divmod(time.start // _MICROSECONDS, _MINUTES_PER_HOUR)
    return f"{hours:02d}:{minutes:02d}"


def _texts(cells: pd.Series) -> pd.Series:
    """Write cells as text: whole numbers without a point, dates and times as ISO 8601."""
    codes, values = pd.factorize(cells.map(lambda cell: (type(cell), cell)))
    texts = np.array([_text(value) for _, value in values], dtype=object)
    return pd.Series(texts[codes] if len(texts) else [], index=cells.index, dtype="str")


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes" if not cell.second else "auto")
    if isinstance(cell, dt.time):
        return cell.isoformat("minutes" if not cell.second else "auto")
    return str(cell).strip()


def _refuse(cells: pd.Series, wrong: np.ndarray, sheet: Sheet, name: str, what: str) -> None:
    """Refuse the first cell that cannot be read."""
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        place = f"{sheet.place}, line {cells.index[row]}, column {name}"
        raise InputError(f"{place}: {quoted(cells.iloc[row])} {what}")
