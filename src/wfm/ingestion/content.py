"""What columns hold, looked at loosely: enough to confirm what their names say."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.ingestion.header import Rows
from wfm.quoting import quoted

Floats = npt.NDArray[np.float64]


class LooseNumbers:
    """The columns of a table as numbers, NaN where a cell is none."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.of = lru_cache(maxsize=64)(self._of)

    def _of(self, place: int) -> Floats:
        cells = self._rows.column(place)
        codes, values = pd.factorize(cells)
        numbers = np.array([_number(value) for value in values], dtype=float)
        return np.append(numbers, np.nan)[codes]

    def below(self, place: int, other: int) -> float:
        """Return the share of rows in which one column is below the other."""
        a, b = self.of(place), self.of(other)
        known = ~np.isnan(a) & ~np.isnan(b)
        return float((a[known] < b[known]).mean()) if known.any() else 0.0

    def sums(self, place: int, parts: tuple[int, ...]) -> float:
        """Return the share of rows in which a column is the sum of others."""
        a = self.of(place)
        total = np.sum([self.of(part) for part in parts], axis=0)
        known = ~np.isnan(a) & ~np.isnan(total)
        return float((a[known] == total[known]).mean()) if known.any() else 0.0

    def are_counts(self, place: int) -> bool:
        """Whether nearly all cells are whole numbers of at least 0."""
        numbers = self.of(place)
        filled = (self._rows.column(place) != "").to_numpy()
        good = (numbers >= 0) & (numbers == np.round(numbers))
        return bool(filled.any() and good[filled].mean() > 0.9)

    def is_constant(self, place: int) -> bool:
        """Whether all cells that are filled hold the same."""
        cells = self._rows.column(place)
        if len({*cells.iloc[:1000]} - {""}) > 1:
            return False
        return len(cells[cells != ""].unique()) <= 1

    def are_one_to_one(self, place: int, other: int) -> bool:
        """Whether each value of one column goes with one value of the other."""
        a, b = self._rows.column(place).astype(str), self._rows.column(other).astype(str)
        pairs = pd.DataFrame({"a": a, "b": b}).drop_duplicates()
        return len(pairs) == a.nunique() == b.nunique()

    def example(self, place: int) -> str:
        """Show the first cells of a column, for questions."""
        cells = self._rows.column(place)
        shown = cells[cells != ""].iloc[:3]
        return "such as " + ", ".join(quoted(cell) for cell in shown) if len(shown) else "empty"


def are_equal(cells: pd.Series, others: pd.Series) -> bool:
    """Whether two columns hold the same in every row."""
    return bool((cells.to_numpy() == others.to_numpy()).all())


def _number(value: object) -> float:
    if isinstance(value, str):
        try:
            return float(value.strip().replace(",", "."))
        except ValueError:
            return float("nan")
    return float(value) if isinstance(value, int | float) else float("nan")
