"""Files without a header: a known order of fields, or columns that somebody numbers."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.layouts.bands import Cells
from wfm.ingestion.layouts.kinds import kind
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.sheet import Sheet
from wfm.quoting import quoted
from wfm.units import ordinal

# Queue statistics as Teleopti, Calabrio and RingCentral take them.
_QUEUE_STATISTICS = (
    *("interval", "date_from", "time", "queue", "queue_name", "offd_direct_call_cnt"),
    *("overflow_in_call_cnt", "aband_call_cnt", "overflow_out_call_cnt", "answ_call_cnt"),
    *("queued_and_answ_call_dur", "queued_and_aband_call_dur", "talking_call_dur", "wrap_up_dur"),
    *("queued_answ_longest_que_dur", "queued_aband_longest_que_dur", "avg_avail_member_cnt"),
    *("ans_servicelevel_cnt", "wait_dur", "aband_short_call_cnt", "aband_within_sl_cnt"),
)
_DAY = re.compile(r"(?:19|20)\d{6}")
_TIME = re.compile(r"\d{1,2}:?\d{2}")
# Rows that are looked at.
_LOOKED_AT = 20
_OPTIONS = (
    *("date_column", "time_column", "queue_column", "calls_column", "answered_column"),
    *("abandoned_column", "aht_column"),
)


def to_long(sheet: Sheet, options: ReadOptions) -> Sheet | None:
    """Give a file without a header one; None where it has one.

    Raises
    ------
    InputError
        If it has none, and no option says by number which column is what.
    """
    cells = sheet.top(_LOOKED_AT)
    filled = np.array([any(kind(cell) != "empty" for cell in line) for line in cells])
    first = cells[filled]
    if not len(first) or not all(_is_row(line) for line in first):
        return None
    if _are_queue_statistics(first):
        said = "no header: the 21 fields of queue statistics"
        return _with_header(sheet, _QUEUE_STATISTICS, said)
    _check_numbers(sheet, options, first[0])
    names = [str(number) for number in range(1, cells.shape[1] + 1)]
    if options.date_column is None and options.time_column is None:
        for place, name in _moments(first).items():
            names[place] = name
    return _with_header(sheet, names, "no header: columns by their numbers")


def _is_row(line: Cells) -> bool:
    """Whether a line has a day or moment, and a number, as no header has."""
    kinds = [kind(cell) for cell in line]
    dated = {"date", "stamp"} & {*kinds}
    numbers = kinds.count("number") + kinds.count("time")
    return bool(dated) and numbers > 0 and kinds.count("text") <= numbers + 1


def _are_queue_statistics(lines: Cells) -> bool:
    if lines.shape[1] < 21 or any(kind(cell) != "empty" for cell in lines[:, 21:].ravel()):
        return False
    return all(
        _DAY.fullmatch(_text(line[1]))
        and _TIME.fullmatch(_text(line[2]))
        and all(kind(cell) in {"number", "empty"} for cell in line[5:21])
        for line in lines
    )


def _text(cell: Any) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell).strip()


def _check_numbers(sheet: Sheet, options: ReadOptions, line: Cells) -> None:
    """Refuse options that do not say by numbers which columns hold what."""
    for option in _OPTIONS:
        value: str | None = getattr(options, option)
        if value is not None and ordinal(value, len(line)) is None:
            raise InputError(
                f"{sheet.place}: there is no header, so --{option.replace('_', '-')} "
                f"{quoted(value)} has to be a number from 1 to {len(line)}"
            )
    if options.calls_column is None and options.answered_column is None:
        shown = ", ".join(f"{i} is {quoted(cell)}" for i, cell in enumerate(line[:9], start=1))
        raise InputError(
            f"{sheet.place}: there is no header: say by their numbers which columns hold what, as "
            f"--calls-column 3 --aht-column 4 (in the first row {shown})"
        )


def _moments(lines: Cells) -> dict[int, str]:
    """Find the columns of days and times by what stands in them."""
    kinds = [{kind(cell) for cell in column} - {"empty"} for column in lines.T]
    dates = [place for place, found in enumerate(kinds) if found and found <= {"date", "stamp"}]
    times = [place for place, found in enumerate(kinds) if found == {"time"}]
    if dates and times and kinds[dates[0]] == {"date"}:
        return {dates[0]: "Date", times[0]: "Time"}
    return {dates[0]: "Date"} if dates else {}


def _with_header(sheet: Sheet, names: Sequence[str], said: str) -> Sheet:
    width = sheet.cells.shape[1]
    header = pd.DataFrame(
        [[*names, *([""] * (width - len(names)))]],
        index=[int(sheet.cells.index[0])], columns=sheet.cells.columns, dtype=object,
    )  # fmt: skip
    return Sheet(pd.concat([header, sheet.cells]), sheet.source, sheet.name, (*sheet.said, said))
