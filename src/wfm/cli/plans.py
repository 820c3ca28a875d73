"""Plans from files: a roster, a schedule or a requirement, told apart by its columns."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wfm.cli import streams
from wfm.errors import InputError
from wfm.options.common import Common
from wfm.options.saved import SavedTable

if TYPE_CHECKING:
    import pandas as pd

    from wfm.tables import Table


def read_plan(
    path: Path | None, example: str, saved: SavedTable, *, requirements: bool = False
) -> "pd.DataFrame":
    """Read a roster or a schedule.

    Parameters
    ----------
    path
        The file; None or ``-`` is standard input.
    example
        A command that works, for who gives no file.
    saved
        What the options say of a file that is no plain CSV.
    requirements
        Whether it may be a requirement, too.

    Raises
    ------
    InputError
        If it is none of them.
    """
    data, source = streams.read_bytes(path, example)
    from wfm import tables

    possible = [tables.SCHEDULE, *([tables.REQUIREMENT] if requirements else []), tables.ROSTER]
    wanted = _kind(data, possible)
    if wanted is not None:
        return streams.table_of(data, source, wanted, saved=saved)
    # A workbook, or a text that only its reader understands.
    for table in possible[:-1]:
        try:
            return streams.table_of(data, source, table, saved=saved)
        except InputError:
            continue
    return streams.table_of(data, source, tables.ROSTER, saved=saved)


def optional_table(
    example: str, common: Common, saved: SavedTable
) -> "Callable[[Path | None, Table], pd.DataFrame | None]":
    """Return what reads a table that a command can do without: None where there is no file."""

    def read(path: Path | None, table: "Table") -> "pd.DataFrame | None":
        if path is None:
            return None
        return streams.read_table(path, table, example, common.decimal, saved)

    return read


def _kind(data: bytes, possible: "list[Table]") -> "Table | None":
    """Tell by the header of a text which table it is: None where that does not show."""
    names = header_of(data)
    if names is None:
        return None
    from wfm import tables

    found = tables.which_table(names)
    return found if found in possible else possible[-1]


def header_of(data: bytes) -> list[str] | None:
    """Return the names of the columns of a text, none where it is empty; None of another file."""
    try:
        text = data.decode("utf-8-sig").lstrip()
    except UnicodeDecodeError:
        return None
    if not text or "\0" in text:
        return []
    header = text.split("\n", 1)[0]
    try:
        return next(csv.reader([header], delimiter=max(",;\t", key=header.count)), [])
    except csv.Error:
        return []
