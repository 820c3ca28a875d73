"""Sheets that are tables: absences, violations, parameters, and the rows of the schedule."""

import datetime as dt
import re
from collections.abc import Sequence
from numbers import Real

import numpy as np
import pandas as pd

from wfm.reporting.workbook.book import DAY, HEAD, PLAIN, Book, Page, Style, Value

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LEAST_WIDTH, _MOST_WIDTH, _ROWS_LOOKED_AT = 8, 60, 500


def write_table(book: Book, name: str, table: pd.DataFrame | None, nothing: str) -> None:
    """Write a table as a sheet of its own.

    Parameters
    ----------
    book
        The workbook.
    name
        Of the sheet.
    table
        Its rows; None: not known.
    nothing
        What is said where there are none.
    """
    sheet = book.sheet(name)
    if table is None or table.empty:
        sheet.write(0, 0, nothing)
        return
    names = [str(column) for column in table.columns]
    columns = [[_cell(value) for value in table[column]] for column in table.columns]
    sheet.widths([_width(*column) for column in zip(names, columns, strict=True)])
    sheet.write_row(0, names, HEAD)
    for row, cells in enumerate(zip(*columns, strict=True), 1):
        for column, cell in enumerate(cells):
            if cell is not None:
                sheet.write(row, column, cell, _style(cell))
    sheet.freeze(1)
    sheet.filtered(len(table) + 1, len(names))
    sheet.printed(Page(name))


def write_parameters(book: Book, parameters: Sequence[tuple[str, str]]) -> None:
    """Write what the schedule was made with."""
    table = pd.DataFrame(list(parameters), columns=["parameter", "value"], dtype=str)
    write_table(book, "Parameters", table, "Nothing is known of how it was made.")


def _cell(value: object) -> Value:
    """Take a value of a table for a number, a date or a text."""
    if isinstance(value, str):
        return dt.date.fromisoformat(value) if _ISO_DAY.fullmatch(value) else value
    if pd.isna(value):  # type: ignore[call-overload]  # a single value
        return None
    if isinstance(value, bool | np.bool_):
        return str(value).lower()
    return float(value) if isinstance(value, Real) else str(value)


def _style(cell: Value) -> Style:
    if isinstance(cell, dt.date):
        return Style(shown=DAY)
    return Style(wrap=True) if isinstance(cell, str) and len(cell) > _MOST_WIDTH else PLAIN


def _width(name: str, cells: Sequence[Value]) -> float:
    """Return the width in which the heading and the first cells can be read [characters]."""
    shown = (DAY if isinstance(cell, dt.date) else str(cell) for cell in cells[:_ROWS_LOOKED_AT])
    longest = max((len(text) for text in (name, *shown)), default=0)
    return float(min(max(longest, _LEAST_WIDTH), _MOST_WIDTH) + 2)
