"""Rows of a table that are no intervals: totals, footers; none goes without a word."""

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.content import LooseNumbers
from wfm.ingestion.header import Rows
from wfm.ingestion.totals import is_footer, is_total
from wfm.quoting import quoted

Flags = npt.NDArray[np.bool_]
_CUT_OFF = re.compile(r"\d{1,4}\s*[-./:年]\s*\d|\d{4,}")
# Words of rows that are left out, named at most.
_MOST_NAMED = 3


def filled_down(cells: pd.Series, beside: pd.Series) -> pd.Series:
    """Repeat a cell in the blanks below it where the row goes on: cells that were merged.

    Parameters
    ----------
    cells
        A column.
    beside
        Another one: only rows with something there are filled.
    """
    blank = (cells == "").to_numpy()
    if not blank.any():
        return cells
    here = np.where(blank, -1, np.arange(len(cells)))
    last = np.maximum.accumulate(here)
    wanted = blank & (beside != "").to_numpy() & (last >= 0)
    # A total ends what was merged.
    words = np.array([isinstance(c, str) and is_total(c) for c in beside[blank].unique()])
    if words.any():
        totals = set(beside[blank].unique()[words])
        wanted &= ~beside.isin(totals).to_numpy()
    filled = cells.to_numpy().copy()
    filled[wanted] = cells.to_numpy()[last[wanted]]
    return pd.Series(filled, index=cells.index)


def set_apart(
    rows: Rows,
    times: pd.Series,
    moments: tuple[int, ...],
    calls: tuple[int, ...],
    explained: Flags,
    skipped: Flags,
) -> tuple[Flags, tuple[str, ...]]:
    """Say which rows are intervals.

    Parameters
    ----------
    rows
        The table.
    times
        Starts of its rows, NaT where there is none.
    moments, calls
        Places of the columns of times, and of calls.
    explained
        Rows without a time of which it is known what they are.
    skipped
        Rows at times that the spring change of the clock skips.

    Returns
    -------
    kept : NDArray[np.bool_]
        The rows that are intervals.
    said : tuple of str
        What was left out.

    Raises
    ------
    InputError
        If a row is no interval and nothing tells what it is.
    """
    kept = times.notna().to_numpy()
    if kept.all():
        return kept, ()
    if not kept.any():
        row = rows.cells.iloc[0]
        raise InputError(
            f"{rows.sheet.place}, line {rows.cells.index[0]}, column "
            f"{rows.names[moments[0]]}: {quoted(row.iloc[moments[0]])} is not a time"
        )
    numbers = LooseNumbers(rows)
    counts = np.sum([numbers.of(place) for place in calls], axis=0)
    _refuse_skipped(rows, counts, skipped, moments)
    last = int(np.flatnonzero(kept)[-1])
    words: dict[str, None] = {}
    for line in np.flatnonzero(~kept & ~skipped & ~explained).tolist():
        words[_why(rows, line, moments, counts, kept, below=line > last)] = None
    said = [_said(list(words))] if words else []
    if skipped.any():
        said.append(f"{skipped.sum()} rows that the spring clock change skips left out")
    return kept, tuple(said)


def _refuse_skipped(
    rows: Rows, counts: npt.NDArray[np.float64], skipped: Flags, moments: tuple[int, ...]
) -> None:
    wrong = skipped & (counts > 0)
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        shown = " ".join(str(rows.cells.iloc[row, place]) for place in moments)
        raise InputError(
            f"{rows.sheet.place}, line {rows.cells.index[row]}: {quoted(shown)} has calls at a "
            "time that the spring clock change skips: name the right --timezone"
        )


def _said(words: list[str]) -> str:
    shown = [word for word in words if word]
    more = f" and {len(shown) - _MOST_NAMED} more" if len(shown) > _MOST_NAMED else ""
    named = ", ".join(quoted(word) for word in shown[:_MOST_NAMED]) + more
    return f"rows of {named} left out" if shown else "rows that add up those above left out"


def _why(
    rows: Rows,
    row: int,
    moments: tuple[int, ...],
    counts: npt.NDArray[np.float64],
    kept: Flags,
    *,
    below: bool,
) -> str:
    """Say what a row without a time is: its word, or "" for a sum of rows above."""
    cells = rows.cells.iloc[row]
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    first = texts[0] if texts else ""
    dated = _has_time(cells, moments)
    for text in (*(str(cells.iloc[i]) for i in moments), *([] if dated else [first])):
        if is_total(text):
            return " ".join(text.split())[:40]
    if any(is_total(text, alone=True) for text in texts):
        return next(text for text in texts if is_total(text, alone=True))
    # What begins as a time is a row that was cut off, not a remark.
    alone = sum(cell != "" for cell in cells) == 1 and not _CUT_OFF.match(first)
    if is_footer(first) or (below and (alone or not dated)):
        return first[:40]
    cut_off = below and bool(_CUT_OFF.match(first)) and bool(np.isnan(counts[row]))
    days = rows.column(moments[0])
    if not cut_off and (
        _is_sum(counts, kept, row)
        or _is_blank(counts[row], texts, dated)
        or _is_sum_of_day(days, str(days.iloc[row]).strip(), counts, kept, row)
    ):
        return ""
    place, cell = next(
        ((i, cells.iloc[i]) for i in moments if cells.iloc[i] != ""), (moments[0], first)
    )
    what = f"{quoted(cell)} is not a time" if cell != "" else "the time is missing"
    raise InputError(
        f"{rows.sheet.place}, line {rows.cells.index[row]}, column {rows.names[place]}: {what}"
    )


def _has_time(cells: pd.Series, moments: tuple[int, ...]) -> bool:
    return any(
        cells.iloc[i] != "" and any(c.isdigit() for c in str(cells.iloc[i])) for i in moments
    )


def _is_sum_of_day(
    days: pd.Series, day: str, counts: npt.NDArray[np.float64], kept: Flags, row: int
) -> bool:
    """Whether a row holds the sum of the rows of its day, wherever they stand."""
    if not day:
        return False
    of_day = kept & days.astype(str).str.startswith(day).to_numpy()
    return bool(of_day.any() and np.nansum(counts[of_day]) == counts[row])


def _is_blank(count: float, texts: list[str], dated: bool) -> bool:
    """Whether a row counts nothing and says nothing but a day."""
    return bool(np.isnan(count)) and len(texts) <= 1 and (dated or not texts)


def _is_sum(counts: npt.NDArray[np.float64], kept: Flags, row: int) -> bool:
    """Whether a row holds the sum of the rows since the last one left out, or of all above."""
    value = counts[row]
    above = np.flatnonzero(~kept[:row])
    for first in {0, int(above[-1]) + 1 if above.size else 0}:
        part = counts[first:row][kept[first:row]]
        if part.size and np.nansum(part) == value:
            return True
    return False
