"""Numbers as text in files that may have a decimal comma: which reading is meant."""

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
import pandas as pd

from wfm.errors import InputError
from wfm.quoting import quoted

Mark = Literal["point", "comma"]

# A point before every three digits stands between thousands, or is a decimal one.
_THOUSANDS = r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+"
_WITH_COMMA = r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?"


def with_points(
    columns: Mapping[int, pd.Series], names: list[str], mark: Mark | None, source: str
) -> dict[int, pd.Series]:
    """Write numbers with a decimal point and nothing between the thousands.

    Parameters
    ----------
    columns
        Columns of numbers as text, by their place in the header; the index is the line less 2.
    names
        Names of all columns.
    mark
        The decimal mark, where somebody has said it.
    source
        Name of the file, for messages.

    Raises
    ------
    InputError
        Nobody has said the mark and two are possible, or a number does not have it.
    """
    columns = {place: cells.astype("str").str.strip() for place, cells in columns.items()}

    def refuse(place: int, wrong: pd.Series, what: str) -> None:
        if wrong.any():
            position = int(np.flatnonzero(wrong)[0])
            cells = columns[place]
            raise InputError(
                f"{source}, line {int(cells.index[position]) + 2}, column {names[place]}: "
                f"{quoted(cells.iloc[position])} {what}"
            )

    if mark == "comma":
        for place, cells in columns.items():
            good = cells.isna() | cells.str.fullmatch(_WITH_COMMA)
            refuse(place, ~good, "is not a number with a decimal comma: write it as 1234,5")
        return {
            place: cells.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
            for place, cells in columns.items()
        }
    if mark is None:
        _ask(columns, refuse)
    return columns


def _ask(columns: Mapping[int, pd.Series], refuse: Callable[[int, pd.Series, str], None]) -> None:
    """Refuse numbers that have one value with a decimal point and another with a comma."""
    thousands = {}
    decimal_point = False
    for place, cells in columns.items():
        filled = cells.fillna("")
        comma = filled.str.fullmatch(_WITH_COMMA) & filled.str.contains(",", regex=False)
        refuse(place, comma, "has a comma: give --decimal comma if that is the decimal mark")
        point = filled.str.contains(".", regex=False)
        thousands[place] = point & filled.str.fullmatch(_THOUSANDS)
        decimal_point |= bool((point & ~thousands[place]).any())
    for place, found in thousands.items():
        if found.any() and not decimal_point:
            text = columns[place][found].iloc[0]
            plain = text.replace(".", "")
            refuse(
                place, found,
                f"may be {text} with a decimal point, or {plain} ({int(plain):,}) with a point "
                "between the thousands: give --decimal point or --decimal comma",
            )  # fmt: skip
