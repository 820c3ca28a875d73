"""Dates with a comma that no quotes keep together: ``Mon, 02 Mar 2026`` in a file of commas."""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.weekday_names import readings

# Rows that are looked at before all are, and the share of all that must have such a date.
_LOOKED_AT = 50
_MOST = 0.9
# A date that a weekday may stand before: 02 Mar 2026, March 2 2026, with or without a time.
_DATE = re.compile(r" ?(?:\d{1,2}\.? [^\W\d_]{3,}\.?|[^\W\d_]{3,}\.? \d{1,2}),? ?(?:\d{4}.*)?")
SAID = "dates with a comma put together again"


def with_whole_dates(
    cells: pd.DataFrame, widths: NDArray[np.int64]
) -> tuple[pd.DataFrame, NDArray[np.int64], bool]:
    """Put a weekday and its date into one cell, where the header has one name for both.

    Parameters
    ----------
    cells
        All cells; short rows filled up with ``""``.
    widths
        How many cells each row had.

    Returns
    -------
    cells, widths
        The same where there are no such dates.
    found
        Whether there are.
    """
    usual = int(np.bincount(widths).argmax())
    rows = np.flatnonzero(widths == usual)
    header = int(rows[0]) - 1
    while header >= 0 and widths[header] == 1 and not cells.iloc[header, 0]:
        header -= 1
    if header < 0 or widths[header] != usual - 1:
        return cells, widths, False
    place = _place(cells.iloc[rows[:_LOOKED_AT]], usual)
    if place is None or _share(cells.iloc[rows], place) < _MOST:
        return cells, widths, False
    whole = cells.to_numpy(dtype=object).copy()
    whole[rows, place] = [
        f"{a},{b}" for a, b in zip(whole[rows, place], whole[rows, place + 1], strict=True)
    ]
    whole[rows, place + 1 : -1] = whole[rows, place + 2 :]
    whole[rows, -1] = ""
    widths = np.where(widths == usual, usual - 1, widths)
    frame = pd.DataFrame(whole, index=cells.index, columns=cells.columns, dtype=object)
    return frame.iloc[:, : int(widths.max())], widths, True


def _place(rows: pd.DataFrame, usual: int) -> int | None:
    """Return the column of weekdays before a column of dates; None where there is none."""
    return next((i for i in range(usual - 1) if _share(rows, i) >= _MOST), None)


def _share(rows: pd.DataFrame, place: int) -> float:
    """Return the share of rows with a weekday in a column and a date in the next."""
    words, dates = rows[place], rows[place + 1]
    known = {w for r in readings(word for word in words.unique() if word.strip()) for w in r}
    dated = {date for date in dates.unique() if _DATE.fullmatch(date.strip())}
    return float((words.isin(known) & dates.isin(dated)).mean()) if len(rows) else 0.0
