"""Columns of dates and times into the starts of intervals."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm import timestamps
from wfm.errors import InputError
from wfm.ingestion.cells import distinct
from wfm.ingestion.clock.changes import refuse_unsaid_change
from wfm.ingestion.clock.dates import DateOrder
from wfm.ingestion.clock.ends import is_end, midnights, step_of
from wfm.ingestion.clock.moments import NONE, Moments, read_moments
from wfm.ingestion.clock.zones import in_zone, is_newest_first
from wfm.quoting import quoted

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class ClockHints:
    """What is known about dates and times beside their cells.

    Parameters
    ----------
    where
        File, and sheet where there is one, for messages.
    date_name, time_name
        Names of the columns; they may say that they hold the ends of intervals.
    date_order
        Order of day and month, where somebody has said it.
    stamp
        ``"start"`` or ``"end"``: which end of its interval a row carries, where somebody has said.
    timezone
        IANA name of the zone of the wall clock.
    """

    where: str
    date_name: str = ""
    time_name: str = ""
    date_order: DateOrder | None = None
    stamp: str | None = None
    timezone: str | None = None


@dataclass(frozen=True)
class Starts:
    """Starts of intervals, or moments of calls.

    Parameters
    ----------
    times
        Naive wall clock, or aware; NaT where a cell is empty or no time. The index is the cells'.
    wrong
        Rows with something written that is no time.
    skipped
        Rows at times that the spring change of the zone skips: NaT, and no calls may be there.
    said
        What was assumed, in a few words each.
    """

    times: pd.Series
    wrong: Flags
    skipped: Flags
    said: tuple[str, ...]


@dataclass(frozen=True)
class _Rows:
    """Rows as days and times; what is missing is NaT, -1 or NaN."""

    days: npt.NDArray[np.datetime64]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    offsets: npt.NDArray[np.float64]
    wrong: Flags
    said: tuple[str, ...]


def read_starts(date: pd.Series | None, time: pd.Series | None, hints: ClockHints) -> Starts:
    """Read the starts of intervals, or the moments of calls.

    Parameters
    ----------
    date
        Cells of the column of dates, or of the one with both; None where there is none.
    time
        Cells of the column of times of day; None where `date` holds them.
    hints
        What is known beside the cells.

    Raises
    ------
    Question
        If the cells can be read in two ways.
    InputError
        If they contradict one another.
    """
    rows = _rows(date, time, hints)
    index = (date if date is not None else time).index  # type: ignore[union-attr]
    place = hints.where
    clock, said = _clock(rows, hints)
    if not np.isnan(rows.offsets).all():
        return _aware(clock, rows, index, hints, said)
    times = pd.Series(clock, index=index)
    none = np.zeros(len(times), dtype=bool)
    if hints.timezone is None:
        refuse_unsaid_change(clock, place)
        return Starts(times, rows.wrong, none, said)
    settled = in_zone(times, hints.timezone, place)
    return Starts(settled.times, rows.wrong, settled.skipped, said + settled.said)


def _rows(date: pd.Series | None, time: pd.Series | None, hints: ClockHints) -> _Rows:
    """Read one column or two, and put them together."""
    if date is None:
        if time is None:
            raise InputError(f"{hints.where}: there is no column of dates or times")
        date, time = time, None
    whole = _column(date, f"{hints.where}, column {quoted(hints.date_name)}", hints, timed=False)
    if time is None:
        return _with_midnights(whole, _filled(date))
    other = _column(time, f"{hints.where}, column {quoted(hints.time_name)}", hints, timed=True)
    if ((whole.starts > 0) & (whole.starts != other.starts) & ~other.wrong & _filled(time)).any():
        raise InputError(
            f"{hints.where}: column {quoted(hints.date_name)} has times of its own beside those of "
            f"column {quoted(hints.time_name)}: name one with --time-column"
        )
    if (~np.isnat(other.days) & ~np.isnat(whole.days) & (other.days != whole.days)).any():
        raise InputError(
            f"{hints.where}: column {quoted(hints.time_name)} has dates of its own beside those of "
            f"column {quoted(hints.date_name)}: name one with --date-column"
        )
    missing = np.isnat(whole.days) | (other.starts == NONE)
    filled = _filled(date) | _filled(time)
    return replace(other, days=whole.days, wrong=missing & filled, said=(*whole.said, *other.said))


def _with_midnights(rows: _Rows, filled: Flags) -> _Rows:
    """Take a bare date for its midnight, unless midnights are written as such."""
    dated, timed = ~np.isnat(rows.days), rows.starts != NONE
    explicit = bool((rows.starts[dated & timed] == 0).any())
    starts = rows.starts if explicit else np.where(dated & ~timed, 0, rows.starts)
    return replace(rows, starts=starts, wrong=filled & ~(dated & (starts != NONE)))


def _filled(cells: pd.Series) -> Flags:
    return distinct(cells).codes >= 0


def _column(cells: pd.Series, where: str, hints: ClockHints, *, timed: bool) -> _Rows:
    """Read the distinct cells of a column, and give every row its own."""
    found = distinct(cells)
    moments = read_moments(found, hints.date_order, where, timed=timed)

    def take(values: np.ndarray, none: object) -> np.ndarray:
        return np.append(values, np.array([none], dtype=values.dtype))[found.codes]

    return _Rows(
        take(moments.days, "NaT"),
        take(moments.starts, NONE),
        take(moments.ends, NONE),
        take(moments.offsets, np.nan),
        take(moments.wrong, False),
        _said(moments),
    )


def _said(moments: Moments) -> tuple[str, ...]:
    return tuple(dict.fromkeys(moments.said))


def _clock(rows: _Rows, hints: ClockHints) -> tuple[npt.NDArray[np.datetime64], tuple[str, ...]]:
    """Put days and times together, ends brought back to starts."""
    good = ~rows.wrong & ~np.isnat(rows.days) & (rows.starts != NONE)
    days = np.where(good, rows.days, np.datetime64("NaT"))
    times = np.where(good, rows.starts, 0)
    said = rows.said
    place = f"{hints.where}, column {quoted(hints.time_name or hints.date_name)}"
    ranged = good & (rows.ends != NONE)
    ends = not ranged.any() and is_end(
        np.unique(rows.starts[good]), hints.stamp, (hints.date_name, hints.time_name), place
    )
    clock = days.astype("datetime64[us]") + times.astype("timedelta64[us]")
    if not ends:
        return clock, said
    newest_first = is_newest_first(clock)
    moved = midnights(days, np.where(good, times, NONE), newest_first, place)
    clock = moved.astype("datetime64[us]") + times.astype("timedelta64[us]")
    return clock - step_of(clock, place), (*said, "rows carry the end of their interval")


def _aware(
    clock: npt.NDArray[np.datetime64],
    rows: _Rows,
    index: pd.Index,
    hints: ClockHints,
    said: tuple[str, ...],
) -> Starts:
    """Give times with offsets their zone: the one asked for, or the one that shows the offsets."""
    there = ~np.isnat(clock)
    bare_times = there & np.isnan(rows.offsets)
    if bare_times.any():
        line = index[int(np.flatnonzero(bare_times)[0])]
        raise InputError(
            f"{hints.where}, line {line}: some times carry an offset and some do not: "
            "write all of them alike"
        )
    offsets = np.where(there, rows.offsets, 0).astype("int64")
    utc = pd.Series(clock - offsets.astype("timedelta64[m]"), index=index).dt.tz_localize("UTC")
    if hints.timezone is not None:
        times = utc.dt.tz_convert(timestamps.zone(hints.timezone))
    else:
        kept = np.flatnonzero(there)

        def where(position: int) -> str:
            return f"{hints.where}, line {index[kept[position]]}"

        zone = timestamps.zone_of(utc.iloc[kept], offsets[kept], where)
        times = utc.dt.tz_convert(zone)
    return Starts(times, rows.wrong, np.zeros(len(times), dtype=bool), said)
