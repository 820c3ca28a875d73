"""The options of reading a table of wfm that a spreadsheet has saved."""

from dataclasses import dataclass

from wfm.options.option import option
from wfm.options.read import ORDERS, DateOrder, one_of

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

    sheet: str | None = option(
        None,
        only_flag=True,
        metavar="SHEET",
        panel=_PANEL,
        help="Sheet of a workbook: its name, or 1, 2, ...",
    )
    date_order: DateOrder | None = option(
        None,
        only_flag=True,
        reader=one_of(ORDERS),
        metavar="ORDER",
        panel=_PANEL,
        words=ORDERS,
        help="Order of the parts of dates: dmy, mdy or ymd.",
    )
    encoding: str | None = option(
        None,
        only_flag=True,
        metavar="NAME",
        panel=_PANEL,
        help="Code page of a text file, such as cp1252.",
    )
    delimiter: str | None = option(
        None,
        only_flag=True,
        metavar="SIGN",
        panel=_PANEL,
        help="What stands between the cells of a text file: a sign, or its name, such as tab.",
    )
