"""Numbers that stand for dates, times of day and instants."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from wfm.errors import InputError
from wfm.ingestion.clock.times import DAY, HOUR, SECOND

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
# Day 0 of workbooks, so that 1 March 1900 and later are right; the years 1970 to 2100. [d]
_EPOCH_1900 = np.datetime64("1899-12-30")
_SERIALS = (25569.0, 73415.0)
# Seconds since 1970, from September 2001 to 2099, and their thousandths and so on. [s]
_SINCE_1970 = (1e9, 4.1e9)
_FINER = {"seconds": 1, "milliseconds": 1000, "microseconds": 10**6, "nanoseconds": 10**9}
# Rows of a day by their numbers, and the length of each. [us]
_ROWS_A_DAY = {24: HOUR, 48: HOUR // 2, 96: HOUR // 4}
_MINUTE = 60 * SECOND
# Share of the minutes of a day that no clock shows as HHMM.
_OFF_THE_CLOCK = 0.2
Width = Literal["HHMM", "HHMMSS", "HH.MM", ""]
_WIDTHS: dict[int, Width] = {4: "HHMM", 6: "HHMMSS"}
_DOTTED = re.compile(r"\d{1,2}\.\d\d")
# Decimals of hours on the quarter.
_QUARTERS = {"00", "25", "50", "75"}


@dataclass(frozen=True)
class Stamps:
    """Numbers as days and times.

    Parameters
    ----------
    days
        The day; NaT where the number is none.
    times
        From midnight; -1 where the number has no time of day. [us]
    instants
        Whether the numbers count from 1970 in UTC.
    said
        What the numbers are taken for.
    """

    days: npt.NDArray[np.datetime64]
    times: Integers
    instants: bool
    said: str


def read_stamps(numbers: Floats) -> Stamps:
    """Read numbers as dates, with or without a time: those of a workbook, or since 1970 in UTC."""
    days = np.full(len(numbers), "NaT", dtype="datetime64[D]")
    times = np.full(len(numbers), -1, dtype=np.int64)
    serial = (numbers >= _SERIALS[0]) & (numbers < _SERIALS[1])
    if serial.any():
        whole = np.floor(numbers[serial] + 0.5 / 86_400)
        days[serial] = _EPOCH_1900 + whole.astype("int64").astype("timedelta64[D]")
        times[serial] = np.rint(np.maximum(numbers[serial] - whole, 0.0) * 86_400) * SECOND
        if (times[serial] == 0).all():
            times[serial] = -1
        return Stamps(days, times, False, "serial dates of a workbook, counted from 1900")
    for name, finer in _FINER.items():
        since = (numbers >= _SINCE_1970[0] * finer) & (numbers < _SINCE_1970[1] * finer)
        if since.any():
            micro = np.rint(numbers[since] * (SECOND / finer)).astype("int64")
            days[since] = (micro // DAY).astype("datetime64[D]")
            times[since] = micro % DAY
            return Stamps(days, times, True, f"{name} since 1970, UTC")
    return Stamps(days, times, False, "")


@dataclass(frozen=True)
class Times:
    """Numbers as times of day.

    Parameters
    ----------
    times
        From midnight; -1 where the number is none. [us]
    said
        What the numbers are taken for.
    """

    times: Integers
    said: str


def width_of(cells: Sequence[object]) -> Width:
    """Say how times of digits are written: ``"HHMM"``, ``"HHMMSS"``, ``"HH.MM"``, or ``""``."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) < len(cells):
        return ""
    lengths = {len(text) for text in texts if text.isdigit()}
    if all(_DOTTED.fullmatch(text) for text in texts):
        minutes = {text[-2:] for text in texts}
        return "HH.MM" if not minutes <= _QUARTERS and max(minutes) < "60" else ""
    if len(lengths) != 1 or not all(text.isdigit() for text in texts):
        return ""
    return _WIDTHS.get(lengths.pop(), "")


def read_times(numbers: Floats, width: Width, where: str) -> Times:
    """Read numbers as times of day: ``930``, ``9``, ``0.395833``, or rows counted through a day.

    Parameters
    ----------
    numbers
        Distinct numbers of a column.
    width
        How all of them are written: see `width_of`.
    where
        File and column, for messages.

    Raises
    ------
    InputError
        If they may be more than one of these.
    """
    if width == "HH.MM":
        return Times(_clock(np.rint(numbers * 100) * 100), "times as HH.MM")
    if (numbers != np.floor(numbers)).any():
        return _fractions(numbers)
    if width == "HHMMSS" or (numbers > 2400).any():
        return Times(_clock(numbers), "times as HHMMSS")
    counted = 0 if width else _counted(numbers)
    if counted:
        first = numbers.min()
        times = (numbers - first) * _ROWS_A_DAY[counted]
        said = f"{counted} intervals of a day, counted from {first:g}"
        return Times(times.astype("int64"), said)
    return _whole(numbers, width, where)


def _whole(numbers: Floats, width: Width, where: str) -> Times:
    """Read whole numbers as minutes since midnight, as HHMM or as hours."""
    if not width and _are_minutes(numbers):
        return Times((numbers * _MINUTE).astype("int64"), "minutes of the day")
    few = set(numbers)
    if width or numbers.max() >= 100 or (few <= {0.0, 15.0, 30.0, 45.0} and 30.0 in few):
        return Times(_clock(numbers * 100), "times as HHMM")
    # As HHMM, 15 and 20 are minutes after midnight.
    if numbers.max() <= 24 and (not few <= {0.0, 5.0, 10.0, 15.0, 20.0} or few == {0.0}):
        return Times((numbers * HOUR).astype("int64"), "whole hours")
    raise InputError(
        f"{where}: whole numbers up to {numbers.max():g} may be hours, minutes or numbers of rows: "
        "write the times as HH:MM"
    )


def _are_minutes(numbers: Floats) -> bool:
    """Whether numbers on a grid are minutes since midnight: as HHMM, 90 and 570 are no times."""
    return bool(
        len(numbers) > 2
        and (numbers % 5 == 0).all()
        and numbers.min() >= 0
        and numbers.max() < 1440
        and (numbers % 100 >= 60).mean() >= _OFF_THE_CLOCK
    )


def _counted(numbers: Floats) -> int:
    """Return how many intervals of a day are counted through, all of them; 0 where none are."""
    whole = np.unique(numbers)
    if len(whole) in {48, 96} and whole[0] in {0, 1} and (np.diff(whole) == 1).all():
        return len(whole)
    return 0


def _fractions(numbers: Floats) -> Times:
    """Read fractions of a day, or hours with decimals."""
    if (numbers >= 0).all() and (numbers <= 1).all():
        seconds = np.rint(numbers * 86_400)
        return Times((seconds * SECOND).astype("int64"), "fractions of a day")
    quarters = numbers * 4
    if (quarters == np.floor(quarters)).all() and numbers.min() >= 0 and numbers.max() <= 24:
        return Times((numbers * HOUR).astype("int64"), "hours with decimals")
    return Times(np.full(len(numbers), -1, dtype=np.int64), "")


def _clock(numbers: Floats) -> Integers:
    """Read ``93000`` as 09:30:00."""
    minutes, second = np.divmod(numbers, 100)
    hour, minute = np.divmod(minutes, 100)
    times = hour * HOUR + minute * _MINUTE + second * SECOND
    good = (second < 60) & (minute < 60) & (times <= DAY) & (numbers >= 0)
    return np.where(good, times, -1).astype("int64")
