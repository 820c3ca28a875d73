"""Sheets of every layout into rows of intervals; cells are moved, and their values not read."""

from wfm.ingestion.options import ReadOptions
from wfm.ingestion.sheet import Sheet


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

    if options.layout == "long":
        return headerless.to_long(sheet, options) or sheet
    return (
        queue_log.to_long(sheet, options)
        or call_log.to_long(sheet, options)
        or wide.to_long(sheet, options)
        or blocks.to_long(sheet)
        or headerless.to_long(sheet, options)
        or sheet
    )
