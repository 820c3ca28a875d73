"""Sheets of every layout into rows of intervals; cells are moved, and their values not read."""

from collections.abc import Callable

from wfm.errors import InputError
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.sheet import Sheet

_NONE = {
    "queue_log": "these are no events of Asterisk's queue log",
    "calls": "there is no row a call in it",
    "wide": "there are no dates or times across",
}


def to_long(sheet: Sheet, options: ReadOptions) -> Sheet:
    """Bring a sheet into the long layout: one header row, below it a row an interval.

    Parameters
    ----------
    sheet
        Its cells.
    options
        What the planner says of the file.

    Returns
    -------
    Sheet
        The same where it is long already. Else the index gives the line that each row came from;
        a line may stand there several times. What was assumed is added to `Sheet.said`.

    Raises
    ------
    InputError
        If the layout leaves open what a number is of; the message says how to mend it.
    """
    from wfm.ingestion.layouts import blocks, call_log, headerless, queue_log, wide

    readers: dict[str, Callable[[], Sheet | None]] = {
        "queue_log": lambda: queue_log.to_long(sheet, options),
        "calls": lambda: call_log.to_long(sheet, options),
        "wide": lambda: wide.to_long(sheet, options),
        "long": lambda: blocks.to_long(sheet) or headerless.to_long(sheet, options) or sheet,
    }
    wanted = [options.layout] if options.layout else list(readers)
    found = next((long for name in wanted if (long := readers[name]()) is not None), None)
    if found is None:
        raise InputError(f"{sheet.place}: {_NONE[wanted[0]]}: leave out --layout {wanted[0]}")
    return found
