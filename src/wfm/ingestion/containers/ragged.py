"""Rows of a table that have other numbers of cells than the rest: refused, never pushed aside.

Titles above, totals and footers may be as short as they like. But a row of an interval that lacks a
cell, or has one too many, would put its figures under the wrong names; so would a header.
"""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.errors import InputError
from wfm.weekday_names import readings

# Rows of the usual width that show what stands in each column.
_SHOWN = 400
# A program that leaves empty cells at the end of a row out does so in one of so many rows.
_HABIT = 0.05
_LEAST_WHOLE = 3
# What else may stand between cells.
_OTHERS = (" ", ";", "\t", "|", ",")
_DIGITS = re.compile(r"\d+")


def refuse_damage(
    cells: pd.DataFrame, widths: NDArray[np.int64], source: str, *, cut: bool
) -> None:
    """Refuse a row of the table that is a cell short or long, and a header that is.

    Parameters
    ----------
    cells
        All cells; short rows filled up with ``""``.
    widths
        How many cells each row had.
    source
        Name of the file, for messages.
    cut
        Whether the last line lacks its end.

    Raises
    ------
    InputError
        It names the line, its number of cells and the number of the others.
    """
    filled = np.flatnonzero(widths > 1)
    if not len(filled) or (widths == widths[0]).all():
        return
    table = _Table.of(cells, widths, _usual(cells, widths, filled))
    if table is None:
        return
    at = table.damaged(cut)
    if at is not None:
        usual = table.usual
        short = "a cell is missing, or two run together"
        long = "a delimiter stands inside a cell that is not in quotes"
        raise InputError(
            f"{source}, line {cells.index[at]}: has {widths[at]} cells, the rows around it "
            f"{usual}: {short if widths[at] < usual else long}: mend that line"
        )


def _usual(cells: pd.DataFrame, widths: NDArray[np.int64], filled: NDArray[np.int64]) -> int:
    """Return the commonest number of cells, or that of the whole rows where most are short."""
    counts: Counter[int] = Counter(widths[filled].tolist())
    usual = max(counts, key=lambda width: counts[width])  # of equals, what comes first
    often = [n for n in counts if counts[n] >= max(_HABIT * len(filled), _LEAST_WHOLE)]
    widest = max(often, default=usual)
    first = int(widths[filled][(widths[filled] >= usual).argmax()])
    ends = cells.loc[widths == widest, widest - 1].to_numpy()
    whole = first == widest and bool((ends != "").all())
    return widest if whole else usual


@dataclass(frozen=True)
class _Table:
    """The rows of the usual width that show a time, and what is known of all others.

    Parameters
    ----------
    place
        Number of the column that shows a time, or a date, in (nearly) every row.
    shape
        What it looks like there, with 0 for every number.
    """

    cells: pd.DataFrame
    table: NDArray[np.object_]
    widths: NDArray[np.int64]
    usual: int
    place: int
    shape: str
    first: int
    last: int

    @classmethod
    def of(cls, cells: pd.DataFrame, widths: NDArray[np.int64], usual: int) -> "_Table | None":
        rows = np.flatnonzero(widths == usual)
        shown = rows[:: max(len(rows) // _SHOWN, 1)] if len(rows) > _SHOWN else rows
        for place in range(min(usual, 12)):
            shapes = Counter(_shape(cell) for cell in cells.iloc[shown, place])
            shape, count = shapes.most_common(1)[0]
            if re.search(r"0:0|0[-/.]0[-/.]0", shape) and 2 * count > len(shown):
                like = [at for at in _edges(rows) if _shape(cells.iloc[at, place]) == shape]
                if like:
                    return cls(
                        cells, cells.to_numpy(), widths, usual, place, shape, min(like), max(like)
                    )
        return None

    def damaged(self, cut: bool) -> int | None:
        """Return the first row that is damaged."""
        odd = np.flatnonzero((self.widths != self.usual) & ~self._under_own_names())
        if self._is_habit(odd):
            odd = odd[self.widths[odd] > self.usual]
        header = self._header()
        for at in odd.tolist():
            if at == header and self._is_other_header(at):
                return at
            if at == len(self.cells) - 1 and cut and self._is_cut(at):
                return at
            if self._is_row(at) or self._has_other_delimiter(at):
                return at
        return None

    def _under_own_names(self) -> NDArray[np.bool_]:
        """Mark the rows of weeks below the first that have dates of their own above them."""
        own = np.zeros(len(self.widths), dtype=bool)
        names = self._header()
        if names < 0:
            return own
        first = self.table[names][1]
        days = bool(readings([first]))
        if not days and not _is_dated(first):
            return own
        same = (self.table[:, 0] == self.table[names][0]) & (self.widths > 1)
        for at in np.flatnonzero(same).tolist():
            name = self.table[at][1]
            # A last week may have fewer days than the others.
            again = days and self._row(at) == list(self.table[names][: self.widths[at]])
            if at == names or not (again or (name != first and _is_dated(name))):
                continue
            others = np.flatnonzero(self.widths[at:] != self.widths[at])
            end = at + int(others[0]) if len(others) else len(own)
            whole = end == len(own) or self.widths[end] <= 1
            own[at:end] = whole and end - at > _LEAST_WHOLE
        return own

    def _row(self, at: int) -> list[str]:
        return list(self.table[at][: self.widths[at]])

    def _header(self) -> int:
        """Return the row above the first that shows a time, whatever blank lines are between."""
        at = self.first - 1
        while at > 0 and not any(self._row(at)):
            at -= 1
        return at

    def _is_other_header(self, at: int) -> bool:
        """Whether the row above the times lacks a name, or has one too many."""
        row = self._row(at)
        named = sum(1 for cell in row if cell.strip())
        if 2 * named < self.usual or named < 2:
            return False
        width = len(row)
        while width and not row[width - 1].strip():
            width -= 1
        return width > self.usual or (len(row) < self.usual and not self._is_empty_from(len(row)))

    def _is_empty_from(self, width: int) -> bool:
        """Whether no row of the usual width holds anything from a column on."""
        beyond = self.cells.loc[self.widths == self.usual, range(width, self.usual)]
        return not (beyond != "").to_numpy().any()

    def _is_cut(self, at: int) -> bool:
        """Whether the last line ends within a row of the table."""
        row = self._row(at)
        if len(row) >= self.usual or not row[0] or at <= self.last:
            return False
        shape = _shape(self.cells.iloc[self.last, 0])
        return len(row) > 1 and _shape(row[0]) == shape and bool(_DIGITS.search(row[0]))

    def _is_row(self, at: int) -> bool:
        """Whether a row of another width is one of the table: with a time at about its place."""
        row = self._row(at)
        filled = sum(1 for cell in row if cell.strip())
        if filled < 2 or 2 * filled < self._filled():
            return False
        inside = self.first < at < self.last or at == self.first - 1
        places = range(self.place - 1, self.place + 2) if inside else [self.place]
        return any(0 <= i < len(row) and self.shape in _shape(row[i]) for i in places)

    def _has_other_delimiter(self, at: int) -> bool:
        """Whether a row, or the header right above the first, is parted by another sign."""
        text = " ".join(self._row(at))
        if max(len(text.split(sign)) for sign in _OTHERS) < self.usual - 1:
            return False
        if at == self.first - 1 and not _DIGITS.search(text):
            return len(self._row(at)) == 1 and len(text.split()) == self.usual
        if self.shape not in _shape(text):
            return False
        begins = _shape(text).startswith(_shape(self.table[self.first][0]))
        return begins or self.first < at < self.last

    def _filled(self) -> int:
        return sum(1 for cell in self._row(self.last) if cell.strip())

    def _is_habit(self, odd: NDArray[np.int64]) -> bool:
        """Whether short rows lack empty cells only, as some programs write all their rows."""
        short = odd[self.widths[odd] < self.usual]
        step = len(short) // _SHOWN + 1
        found = [at for at in short[::step].tolist() if self._is_row(at)]
        if not found or len(found) * step < _HABIT * (len(self.cells) - len(odd)):
            return False
        usual = self.widths == self.usual
        ends_empty = (self.cells.loc[usual, self.usual - 1] == "").to_numpy()
        between = short[(short >= found[0]) & (short <= found[-1])]
        together = found[-1] - found[0] == len(between) - 1
        return not ends_empty.any() and not together


def _edges(rows: NDArray[np.int64]) -> list[int]:
    """Return the first and the last rows: those in which a table begins and ends."""
    return [*rows[:60].tolist(), *rows[-60:].tolist()]


def _shape(cell: object) -> str:
    return _DIGITS.sub("0", str(cell).strip())


def _is_dated(name: str) -> bool:
    """Whether the name of a column may be a date: it has two numbers."""
    return len(_DIGITS.findall(name)) > 1
