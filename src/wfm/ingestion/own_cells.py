"""Cells of the tables of wfm as a spreadsheet has them: text, days and times of day."""

import datetime as dt

import numpy as np
import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.cells import bare, plain
from wfm.ingestion.clock.dates import ORDERS, read_dates
from wfm.ingestion.clock.times import read_time
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.sheet import Sheet
from wfm.quoting import quoted

_MINUTES_PER_HOUR = 60
_MICROSECONDS = 60_000_000


def days_of(
    columns: dict[str, pd.Series], sheet: Sheet, options: ReadOptions
) -> dict[str, pd.Series]:
    """Read days, such as those of events, into ISO 8601, all columns in the same order.

    Unlike intervals they need not follow one another: only their parts tell day from month.
    """
    texts = {name: texts_of(cells) for name, cells in columns.items()}
    written = [text for text in pd.unique(pd.concat(texts.values())) if text]
    days = read_dates([bare(plain(text)) for text in written]).days
    none = {text for text, own in zip(written, days, strict=True) if np.isnat(own).all()}
    for name, cells in columns.items():
        refuse(cells, texts[name].isin(none).to_numpy(), sheet, name, "is not a day")
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


def clock_times(cells: pd.Series) -> pd.Series:
    """Read times of day into ``HH:MM``; what is none is left for those who check."""
    texts = texts_of(cells)
    read = {text: _clock_time(text) for text in texts.unique()}
    return texts.map(read)


def _clock_time(text: str) -> str:
    time = read_time(text) if text else None
    if time is None or time.end is not None:
        return text
    hours, minutes = divmod(time.start // _MICROSECONDS, _MINUTES_PER_HOUR)
    return f"{hours:02d}:{minutes:02d}"


def texts_of(cells: pd.Series) -> pd.Series:
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


def with_offsets(cells: pd.Series, offset: pd.Series) -> pd.Series:
    """Write times and their offsets as one text each; a day alone is its midnight."""
    times = cells.map(
        lambda cell: dt.datetime.combine(cell, dt.time()) if type(cell) is dt.date else cell
    )
    return texts_of(times) + " " + texts_of(offset)


def refuse(cells: pd.Series, wrong: np.ndarray, sheet: Sheet, name: str, what: str) -> None:
    """Refuse the first cell that cannot be read."""
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        place = f"{sheet.place}, line {cells.index[row]}, column {name}"
        raise InputError(f"{place}: {quoted(cells.iloc[row])} {what}")
