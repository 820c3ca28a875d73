"""Times as a spreadsheet has them: a date of the wall clock, and its offset in a column beside.

A cell of a spreadsheet knows no offset. So the moment is cut in two where a table goes to a
workbook, and joined where it comes back: also in the hour that a clock change repeats.
"""

import pandas as pd

from wfm import timestamps

START = "interval_start"
OFFSET = "utc_offset"
# With this before it, no spreadsheet takes an offset for a time of day or a formula.
_BEFORE = "UTC"
_OFFSET_LENGTH = len("+01:00")


def parted(frame: pd.DataFrame) -> pd.DataFrame:
    """Put the offset of the interval starts into a column of its own.

    Parameters
    ----------
    frame
        A conformed table; one without interval starts is returned as it is.

    Returns
    -------
    pandas.DataFrame
        The table with naive local times, and ``utc_offset`` such as ``UTC+01:00`` beside them.
    """
    if START not in frame or not isinstance(frame[START].dtype, pd.DatetimeTZDtype):
        return frame
    start = frame[START]
    labels = [f"{_BEFORE}{text[-_OFFSET_LENGTH:]}" for text in timestamps.to_text(start)]
    result = frame.assign(**{START: timestamps.wall_clock(start)})
    place = result.columns.tolist().index(START) + 1
    result.insert(place, OFFSET, pd.Series(labels, index=frame.index, dtype="str"))
    return result


def joined(frame: pd.DataFrame) -> pd.DataFrame:
    """Write the offset back behind the interval starts of a table of text.

    Parameters
    ----------
    frame
        A table as it is read; one without the column ``utc_offset`` is returned as it is.
    """
    names = {str(name).strip().lower(): name for name in frame.columns}
    if OFFSET not in names or START not in names:
        return frame
    start, offset = (frame[names[name]].astype("str").str.strip() for name in (START, OFFSET))
    whole = start + offset.fillna("").str.removeprefix(_BEFORE)
    return frame.assign(**{str(names[START]): whole}).drop(columns=names[OFFSET])
