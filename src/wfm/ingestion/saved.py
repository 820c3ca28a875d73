"""Tables of wfm that a strict reader refuses: read as a spreadsheet saves them, or refused."""

import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.own_tables import read_own
from wfm.ingestion.roster_grids import UnclearGrid
from wfm.tables.fields import FieldsError


def read_saved(
    data: bytes,
    table: tables.Table,
    source: str,
    options: ReadOptions,
    refused: InputError,
    *,
    checked: bool = True,
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Read a table that `wfm.tables.read` has refused; see `read_own`.

    Raises
    ------
    Question
        If it can be read in two ways.
    InputError
        If it cannot be read: why it was refused, where it is plain text; else what it is.
    """
    if isinstance(refused, FieldsError):
        raise refused  # no spreadsheet does that: the file is damaged
    try:
        return read_own(data, table, source, options, checked=checked)
    except (Question, UnclearGrid):
        raise
    except InputError as error:
        raise refused if is_plain_text(data) else error from None


def read_table(
    data: bytes, table: tables.Table, source: str, options: ReadOptions
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Read a table of wfm: as it was written, or as a spreadsheet saved it; see `read_saved`."""
    try:
        return tables.read(data, table, source, options.decimal), ()
    except InputError as refused:
        return read_saved(data, table, source, options, refused)


def is_plain_text(data: bytes) -> bool:
    """Whether a strict reader could look into a file."""
    try:
        return "\0" not in data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
