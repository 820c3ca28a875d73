"""The options of reading a table of wfm that a spreadsheet has saved."""

from dataclasses import dataclass

from wfm.options.option import flag_of
from wfm.options.read import DateOrder, ReadOptions

_PANEL = "A table that a spreadsheet has saved"


@dataclass(frozen=True, kw_only=True)
class SavedTable:
    """How a table is to be read that is no plain CSV; None leaves it to the file.

    Parameters
    ----------
    sheet
        Sheet of a workbook, by its name or its number from 1.
    date_order
        Order of day, month and year in dates of numbers: ``"dmy"``, ``"mdy"`` or ``"ymd"``.
    encoding
        Code page of a text file, such as ``"cp1252"``.
    delimiter
        What stands between its cells: one character, or its name, such as ``"tab"``.
    """

    sheet: str | None = flag_of(ReadOptions, "sheet", panel=_PANEL)
    date_order: DateOrder | None = flag_of(ReadOptions, "date_order", panel=_PANEL)
    encoding: str | None = flag_of(ReadOptions, "encoding", panel=_PANEL)
    delimiter: str | None = flag_of(ReadOptions, "delimiter", panel=_PANEL)
