"""Sheets of cells for tests of layouts."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import pandas as pd

from wfm.ingestion.sheet import Sheet


def sheet_of(text: str, delimiter: str = ",") -> Sheet:
    """Make the sheet of a small file."""
    return sheet_of_rows(list(csv.reader(io.StringIO(text), delimiter=delimiter)), "f.csv")


def sheet_of_rows(rows: Sequence[Sequence[Any]], source: str = "f.xlsx") -> Sheet:
    """Make a sheet of rows of cells; short ones end in empty cells."""
    width = max(map(len, rows))
    padded = [[*row, *([""] * (width - len(row)))] for row in rows]
    return Sheet(pd.DataFrame(padded, index=range(1, len(rows) + 1), dtype=object), source)


def rows_of(sheet: Sheet) -> list[str]:
    """Write the rows of a sheet, cells joined by commas."""
    return [",".join(map(str, row)) for row in sheet.cells.to_numpy(dtype=object)]
