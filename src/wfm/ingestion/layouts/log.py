"""A log of a row a call, while it is read."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.ingestion.layouts.log_columns import LogColumns
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.sheet import Sheet
from wfm.quoting import quoted


@dataclass
class Log:
    """The rows of a log; what is assumed about them gathers in `said`.

    Parameters
    ----------
    sheet
        Where they stand.
    options
        What the planner says of the file.
    names
        Names of all columns.
    body
        The rows that are left.
    columns
        Which column is what.
    said
        What was assumed so far.
    """

    sheet: Sheet
    options: ReadOptions
    names: list[str]
    body: pd.DataFrame
    columns: LogColumns
    said: list[str] = field(default_factory=list)

    def column(self, place: int) -> pd.Series:
        """Return the cells of a column."""
        return self.body.iloc[:, place]

    def where(self, place: int) -> str:
        """Name a column, for messages."""
        return f"{self.sheet.place}, column {quoted(self.names[place])}"


def words_of(cells: pd.Series) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Return the distinct words of a column, and of each row the place of its word."""
    codes, found = pd.factorize(cells)
    again, names = pd.factorize(np.array([str(value).strip() for value in found], dtype=object))
    return again[codes].astype(np.int64), [str(name) for name in names]
