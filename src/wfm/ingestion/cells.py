"""Cells of a column, each distinct one looked at once."""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.quoting import quoted

Codes = npt.NDArray[np.intp]
# Signs that look alike are one sign; width, blanks and digits are the work of NFKC.
_SIGNS = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4`", "'")
    | dict.fromkeys("\u2033\u201c\u201d", '"')
    | dict.fromkeys("\u200b\u200e\u200f\u202a\u202c\ufeff", None)
    | {"\u066b": ".", "\u066c": "'", "\u060c": ",", "\u301c": "~", "\u2236": ":"}
)


LONGEST = 100
"""Characters of a cell that may be a time or a number: patterns take for ever on long texts."""
# Blanks around a cell, or several inside, or an empty cell.
_IDLE = re.compile(r"[\t\r\v\f\x1c-\x1f]|\n\n|  | \n|\n ")


@dataclass(frozen=True)
class Distinct:
    """The distinct cells of a column.

    Parameters
    ----------
    unique
        Each distinct cell that is not empty: text made plain by `plain`, or what a workbook holds.
    codes
        Of each row the place of its cell in `values`; -1 where it is empty.
    index
        Lines of the rows.
    """

    unique: list[object]
    codes: Codes
    index: pd.Index

    def rows_of(self, chosen: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Mark the rows whose distinct cells are chosen."""
        return np.append(chosen, False)[self.codes]

    def first(self, value: int) -> str:
        """Name the line and the cell where a distinct cell stands first, for messages."""
        row = int(np.flatnonzero(self.codes == value)[0])
        return f"line {self.index[row]}: {quoted(self.unique[value])}"


def distinct(cells: pd.Series) -> Distinct:
    """Find the distinct cells of a column."""
    if _are_alike(cells):
        codes, found = pd.factorize(cells)
        values = list(found)
    else:
        places: dict[tuple[type, object], int] = {}
        values = []
        codes = np.empty(len(cells), dtype=np.intp)
        for row, cell in enumerate(cells):
            if cell is None or cell is pd.NaT or (isinstance(cell, float) and math.isnan(cell)):
                codes[row] = -1
                continue
            place = places.setdefault((type(cell), cell), len(values))
            if place == len(values):
                values.append(cell)
            codes[row] = place
    return _plain_values(values, codes.astype(np.intp), cells.index)


def _are_alike(cells: pd.Series) -> bool:
    """Say whether cells are all text, or of one type of numpy."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return True  # of text: see `wfm.ingestion.sheet.Sheet`
    kind = pd.api.types.infer_dtype(cells, skipna=True)
    return kind == "string" or cells.dtype.kind in "iufM"


def _plain_values(values: list[object], codes: Codes, index: pd.Index) -> Distinct:
    """Make text plain; what then is the same is one cell, what is blank is empty."""
    if _all_plain(values):
        return Distinct(values, codes, index)
    places: dict[tuple[type, object], int] = {}
    kept = []
    for value in values:
        seen = _typed(value)
        if seen == "":
            kept.append(-1)
            continue
        kept.append(places.setdefault((type(seen), seen), len(places)))
    renumbered = np.array([*kept, -1], dtype=np.intp)[codes]
    return Distinct([value for _, value in places], renumbered, index)


def _all_plain(values: list[object]) -> bool:
    """Say whether all are texts in ASCII without idle blanks."""
    try:
        whole = "\n" + "\n".join(values) + "\n"  # type: ignore[arg-type]
    except TypeError:
        return False
    return whole.isascii() and whole.count("\n") == len(values) + 1 and not _IDLE.search(whole)


def _typed(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, float, np.integer, np.floating)):
        return float(value)
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime(warn=False)
    if isinstance(value, (pd.Timedelta, np.timedelta64)):
        return dt.timedelta(microseconds=pd.Timedelta(value) // pd.Timedelta(microseconds=1))
    return value


def plain(text: str) -> str:
    """Write a cell with ASCII digits and signs, single blanks and none around."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS)
        if any(c.isdecimal() and not c.isascii() for c in text):
            text = "".join(_ascii_digit(c) for c in text)
    return " ".join(text.split())


@cache
def _ascii_digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


def bare(text: str) -> str:
    """Take case and accents from a text."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def factorized(texts: Sequence[str]) -> tuple[Codes, list[str]]:
    """Find the distinct ones of texts, and which of them each is."""
    cells = np.empty(len(texts), dtype=object)
    cells[:] = texts
    codes, found = pd.factorize(cells)
    return codes.astype(np.intp), list(found)
