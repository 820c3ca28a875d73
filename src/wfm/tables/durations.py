"""Handling times in another unit than their column says: converted, or asked about."""

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.errors import InputError, OptionError
from wfm.tables.intervals import where_of
from wfm.units import LONGEST_CALL, USUAL_AHT

Floats = npt.NDArray[np.float64]

# Size of each unit. [s]
UNITS = {"seconds": 1.0, "milliseconds": 0.001, "minutes": 60.0, "hours": 3600.0, "days": 86400.0}
# What most calls take: tells which unit a column is likely in. [s]
_USUAL = (30.0, 3600.0)
POINTED = "mm.ss"
"""Unit of minutes and seconds with a point between: 4.48 is 4 minutes and 48 seconds."""
UNIT_NAMES = (*UNITS, POINTED)
_SHOWN = {
    "milliseconds": "milliseconds",
    "minutes": "minutes",
    "hours": "hours",
    "days": "fractions of a day, as Excel keeps times",
}
# Totals of the interval grow with its calls, averages hardly.
_LEAST_ROWS, _LEAST_SPREAD, _LEAST_SLOPE, _LEAST_CORRELATION = 20, 0.1, 0.7, 0.6


def read_unit(value: str | None) -> str | None:
    """Read the unit of handling times; None: seconds, asked about where that is implausible.

    Raises
    ------
    OptionError
        There is no such unit.
    """
    if value is None or value in UNIT_NAMES:
        return value
    raise OptionError("aht_unit", f"'{value}' is not one of {', '.join(UNIT_NAMES)}")


def seconds_of(times: Floats, unit: str) -> Floats:
    """Bring times of a unit to seconds [s]; NaN where 4.80 is no minutes and seconds."""
    if unit != POINTED:
        return times * UNITS[unit]
    minutes = np.trunc(times)
    seconds = np.round((times - minutes) * 100, 6)
    return np.where(np.abs(seconds) < 60, minutes * 60 + seconds, np.nan)


def in_seconds(
    rows: pd.DataFrame, queue: str | None, unit: str | None, column: str = "aht_seconds"
) -> pd.DataFrame:
    """Bring the handling times of one queue to seconds.

    Parameters
    ----------
    rows
        Its ``calls`` and ``aht_seconds``, NaN where missing.
    queue
        Its name, for messages.
    unit
        Unit of its handling times; None where nobody has said it.
    column
        Where the handling times came from, for messages.

    Raises
    ------
    InputError
        Nobody has said the unit, and they can hardly be average seconds; or one is above a day.
    """
    aht, calls = rows["aht_seconds"].to_numpy(dtype=float), rows["calls"].to_numpy(dtype=float)
    known = (aht > 0.0) & (calls > 0.0)
    reason = _doubt(aht[known], calls[known]) if unit is None and known.any() else ""
    if reason:
        source = rows.attrs.get("source")
        table = f"{source}: " if source else ""
        table += "" if queue is None else f"queue '{queue}': "
        hint = "--aht-unit seconds takes them as they are"
        raise InputError(f"{table}column {column}: {reason}; {hint}")
    seconds = aht if unit is None else seconds_of(aht, unit)
    odd = np.flatnonzero(np.isnan(seconds) & ~np.isnan(aht))
    if odd.size:
        place = where_of(rows)(int(odd[0]))
        raise InputError(f"{place}, column {column}: {aht[odd[0]]:g} is not minutes and seconds")
    too_long = np.flatnonzero(seconds > LONGEST_CALL)
    if too_long.size:
        row = int(too_long[0])
        value = f"{aht[row]:,.10g} {unit or 'seconds'}"
        place = where_of(rows)(row)
        raise InputError(f"{place}, column {column}: {value} is more than a day")
    return rows.assign(aht_seconds=seconds)


def clock_words(text: str) -> str:
    """Say of a cell such as ``4:17`` or ``0:04:17`` how to write it; "" of another."""
    match = re.fullmatch(r"(?:(\d{1,3}):)?(\d{1,4}):([0-5]\d)(?:\.0*)?", text.strip())
    if match is None:
        return ""
    seconds = int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
    hours = "hours, " if match[1] else ""
    return f"is {hours}minutes and seconds: write it in seconds, as {seconds}"


def _doubt(aht: Floats, calls: Floats) -> str:
    """Say why times above zero can hardly be average seconds, and what they may be; "" if not."""
    if grows_with_calls(aht, calls):
        each = float(np.median(aht / calls))
        unit = ", in milliseconds" if each > USUAL_AHT[1] else ""
        return (
            f"the times grow with the calls, {each:,.6g} a call: totals of the interval{unit}? "
            "divide them by the calls answered"
        )
    # The nearer one where two are in the middle: a single odd row is no other unit.
    low, high = np.sort(aht)[[(aht.size - 1) // 2, aht.size // 2]]
    if high >= USUAL_AHT[0] and low <= USUAL_AHT[1]:
        return ""
    median = float(high if high < USUAL_AHT[0] else low)
    likely = [
        name
        for name, size in UNITS.items()
        if _USUAL[0] <= median * size <= _USUAL[1] and name != "seconds"
    ]
    if not likely:
        return (
            f"a median of {median:,.6g} is an unlikely handling time in seconds: "
            f"name the unit, --aht-unit {', '.join(UNITS)}"
        )
    guesses = " or ".join(_SHOWN[name] for name in likely)
    return f"a median of {median:,.6g}: {guesses}? give --aht-unit {' or '.join(likely)}"


def grows_with_calls(aht: Floats, calls: Floats) -> bool:
    """Whether times grow with the calls, as totals of the interval do; both above zero."""
    if aht.size < _LEAST_ROWS:
        return False
    times, volume = np.log(aht), np.log(calls)
    if min(times.std(), volume.std()) < _LEAST_SPREAD:
        return False
    correlation = float(np.corrcoef(volume, times)[0, 1])
    slope = correlation * float(times.std() / volume.std())
    return correlation >= _LEAST_CORRELATION and slope >= _LEAST_SLOPE
