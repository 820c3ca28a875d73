"""A sheet of cells as it stands in a file: nothing is left out, and nothing is read yet."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Cells = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file.

    Parameters
    ----------
    cells
        Every cell, under the columns 0, 1, 2, ...; the index is the line of the file, from 1. Cells
        of text files are ``str``; those of workbooks are ``str``, ``float``, ``bool``,
        ``datetime``, ``date``, ``time`` or ``timedelta``. An empty cell is ``""``. Columns of
        large texts that repeat themselves are categories.
    source
        Name of the file, for messages.
    name
        Name of the sheet in its workbook; None where a file holds only one.
    said
        What was assumed to get at the cells, in a few words each, such as ``"semicolons"``.
    in_seconds
        Whether its handling times are in seconds by now, as those counted from a log are.
    """

    cells: pd.DataFrame
    source: str
    name: str | None = None
    said: tuple[str, ...] = ()
    in_seconds: bool = False

    @property
    def place(self) -> str:
        """Name of the file, and of the sheet where it has one."""
        return self.source if self.name is None else f"{self.source}, sheet '{self.name}'"

    def top(self, rows: int) -> Cells:
        """Return the cells of the first rows."""
        return self.cells.iloc[:rows].to_numpy(dtype=object)
