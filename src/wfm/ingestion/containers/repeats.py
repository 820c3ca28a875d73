"""Which columns of a text hold few distinct cells in many rows: those are kept as categories.

A category column holds each distinct cell once, and of every row which one it is: whoever reads
it looks at the distinct cells, and nobody has to find them again.
"""

import csv

import numpy as np
import pandas as pd

# Fewer rows are as fast with every cell by itself.
LEAST_ROWS = 20_000
# Wider tables are read by their layout, cell by cell.
_MOST_WIDTH = 100
# More cells are cut piece by piece, to keep the memory small.
_MOST_CELLS = 20_000_000
_LOOKED_AT = 3000
# A column repeats itself where it has fewer distinct cells than one in so many rows.
_ROWS_A_CELL = 4


def few_distinct(text: bytes, width: int, rows: int, delimiter: str, quote: str) -> set[int]:
    """Find the columns that hold few distinct cells, by rows drawn at random.

    Parameters
    ----------
    text
        UTF-8 whose lines end in a line feed.
    width, rows
        Its cells in a row, and its rows.
    delimiter, quote
        How it is cut.

    Returns
    -------
    set of int
        None of a small text. Two rows hold the same cell of these columns more often than if
        every cell stood in four rows.
    """
    if rows < LEAST_ROWS or not 1 < width <= _MOST_WIDTH or rows * width > _MOST_CELLS:
        return set()
    sample = _drawn(text, width, delimiter, quote)
    expected = len(sample) ** 2 / 2 * _ROWS_A_CELL / rows
    return {place for place in range(width) if sample[place].duplicated().sum() > expected}


def _drawn(text: bytes, width: int, delimiter: str, quote: str) -> pd.DataFrame:
    """Draw rows, the same ones every time; one that begins within a cell does no harm."""
    places = np.random.default_rng(0).integers(0, len(text), _LOOKED_AT).tolist()
    lines = [_line_after(text, place) for place in places]
    rows = (next(csv.reader([line], delimiter=delimiter, quotechar=quote), []) for line in lines)
    return pd.DataFrame([(row + [""] * width)[:width] for row in rows], dtype=object)


def _line_after(text: bytes, place: int) -> str:
    begin = text.find(b"\n", place) + 1
    end = text.find(b"\n", begin)
    return text[begin : end if end >= 0 else len(text)].decode()
