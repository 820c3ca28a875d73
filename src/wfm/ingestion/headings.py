"""Lines that stand alone above their rows and name their queue."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.header import Rows
from wfm.ingestion.layouts.kinds import kind
from wfm.ingestion.totals import is_footer, is_total
from wfm.quoting import quoted

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Headings:
    """Names above groups of rows.

    Parameters
    ----------
    lines
        The rows that are such names.
    names
        Of each row the name above it; None where there are no groups.
    """

    lines: Flags
    names: pd.Series | None


def headings(rows: Rows, times: pd.Series) -> Headings:
    """Find the names that stand alone above groups of rows.

    Parameters
    ----------
    rows
        A table without a column of queues.
    times
        Starts of its rows, NaT where there is none.

    Raises
    ------
    InputError
        If rows stand above the first of several names.
    """
    timed = times.notna().to_numpy()
    found: dict[int, str] = {}
    for row in np.flatnonzero(~timed[:-1] & timed[1:]).tolist():
        filled = [cell for cell in rows.cells.iloc[row] if cell != ""]
        if len(filled) != 1 or kind(filled[0]) != "text":
            continue
        text = " ".join(str(filled[0]).split())
        if not is_total(text) and not is_footer(text):
            found[row] = text.rpartition(": ")[2]
    lines = np.zeros(len(timed), dtype=bool)
    lines[list(found)] = True
    if len(set(found.values())) < 2:
        return Headings(lines & (np.cumsum(timed) == 0), None)
    first = min(found)
    if timed[:first].any():
        line = rows.cells.index[first]
        raise InputError(
            f"{rows.sheet.place}, line {line}: {quoted(found[first])} stands alone above its rows, "
            "but the rows before have no such name: write the queues in a column of their own"
        )
    marks = np.full(len(timed), -1)
    marks[list(found)] = list(found)
    above = np.maximum.accumulate(marks)
    names = [found.get(place, "") for place in above.tolist()]
    return Headings(lines, pd.Series(names, index=rows.cells.index, dtype=object))
