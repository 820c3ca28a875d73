"""Columns of dates and times into the starts of intervals."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm import timestamps
from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.cells import distinct
from wfm.ingestion.clock.changes import refuse_unsaid_change
from wfm.ingestion.clock.dates import DateOrder
from wfm.ingestion.clock.ends import (
    is_end,
    late_midnights,
    opening_words,
    refuse_unsaid_end,
    says_start,
    step_of,
)
from wfm.ingestion.clock.half_clock import refuse_half_clock
from wfm.ingestion.clock.moments import NONE, Moments, read_moments
from wfm.ingestion.clock.times import DAY
from wfm.ingestion.clock.zones import Settled, in_zone, is_newest_first
from wfm.quoting import quoted

Flags = npt.NDArray[np.bool_]
# Rows beside a midnight are as near as this, where it is one.
_NEAR = np.timedelta64(2, "h")
_MINUTE = 60_000_000  # [us]


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
    bare
        Rows of a date without a time among rows with one, taken for its midnight though no row
        beside it is of the night: a total of the day, more likely.
    lengths
        How long the interval of each row is, where it is written as a range; else NaN. None where
        no row has one. [min]
    """

    times: pd.Series
    wrong: Flags
    skipped: Flags
    said: tuple[str, ...]
    bare: Flags
    lengths: npt.NDArray[np.float64] | None = None


@dataclass(frozen=True)
class _Rows:
    """Rows as days and times; what is missing is NaT, -1 or NaN."""

    days: npt.NDArray[np.datetime64]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    offsets: npt.NDArray[np.float64]
    half_days: Flags
    filled: Flags
    bare: Flags
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
    return replace(_settled(rows, index, hints), lengths=_lengths(rows))


def _lengths(rows: _Rows) -> npt.NDArray[np.float64] | None:
    """Return how long ranges of times are [min], those past midnight too; None of none."""
    if (rows.ends == NONE).all():
        return None
    known = (rows.starts != NONE) & (rows.ends != NONE)
    return np.where(known, (rows.ends - rows.starts) % DAY / _MINUTE, np.nan)


def _settled(rows: _Rows, index: pd.Index, hints: ClockHints) -> Starts:
    """Find out which moments the rows begin at."""
    place = f"{hints.where}, column {quoted(hints.time_name or hints.date_name)}"
    clock, step = _clock(rows, hints, place)
    said = (*rows.said, _stamp_words(rows, clock, step, hints, place))
    said = tuple(filter(None, said))
    back = np.timedelta64(0, "us") if step is None else step
    clock[rows.bare] = rows.days[rows.bare].astype("datetime64[us]") + back
    if not np.isnan(rows.offsets[~np.isnat(clock)]).all():
        return _aware(clock - back, rows, index, hints, said)
    none = np.zeros(len(clock), dtype=bool)
    times = pd.Series(clock, index=index)
    if hints.timezone is None:
        refuse_unsaid_change(clock, place)
        return Starts(times - back, rows.wrong, none, said, rows.bare)
    settled = in_zone(times - back, hints.timezone, place)
    if step is not None:
        settled = _likelier(settled, times, step, hints.timezone, place)
    return Starts(settled.times, rows.wrong, settled.skipped, said + settled.said, rows.bare)


def _stamp_words(
    rows: _Rows,
    clock: npt.NDArray[np.datetime64],
    step: np.timedelta64 | None,
    hints: ClockHints,
    place: str,
) -> str:
    """Say which end of its interval a row carries, where that is not plain."""
    if step is not None:
        return "rows carry the end of their interval"
    named = any(says_start(name) for name in (hints.date_name, hints.time_name))
    if hints.stamp is not None or named or (rows.ends != NONE).any():
        return ""
    return opening_words(clock, place)


def _likelier(
    settled: Settled, ends: pd.Series, step: np.timedelta64, timezone: str, place: str
) -> Settled:
    """Take the starts from ends that the clock showed, where those make more sense.

    Some systems write the end that the wall clock shows, some add the length to the start as it
    is written: they part where clocks change, and the wrong reading doubles or skips a time.
    """
    shown = in_zone(ends, timezone, place)
    starts = shown.times - pd.Timedelta(step)
    if starts.nunique() > settled.times.nunique():
        return Settled(starts, shown.skipped, shown.said)
    return settled


def _rows(date: pd.Series | None, time: pd.Series | None, hints: ClockHints) -> _Rows:
    """Read one column or two, and put them together."""
    if date is None:
        if time is None:
            raise InputError(f"{hints.where}: there is no column of dates or times")
        date, time = time, None
    whole = _column(date, f"{hints.where}, column {quoted(hints.date_name)}", hints, timed=False)
    if time is None:
        return _with_midnights(whole)
    other = _column(time, f"{hints.where}, column {quoted(hints.time_name)}", hints, timed=True)
    if ((whole.starts > 0) & (whole.starts != other.starts) & ~other.wrong & other.filled).any():
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
    filled = whole.filled | other.filled
    return replace(other, days=whole.days, wrong=missing & filled, said=(*whole.said, *other.said))


def _with_midnights(rows: _Rows) -> _Rows:
    """Take a bare date for its midnight where the rows beside it are near midnight, too.

    Workbooks hold midnights as bare dates; but so stand the totals of days among their rows.
    """
    dated, timed = ~np.isnat(rows.days), rows.starts != NONE
    bare, whole = np.flatnonzero(dated & ~timed), np.flatnonzero(dated & timed)
    starts, lonely = rows.starts.copy(), rows.bare.copy()
    if not whole.size:
        starts[bare] = 0
    elif bare.size and not (starts[whole] == 0).any():
        clock = rows.days[whole].astype("datetime64[us]") + starts[whole].astype("timedelta64[us]")
        after = np.searchsorted(whole, bare)
        beside = (clock[np.clip(after - 1, 0, None)], clock[np.clip(after, None, len(whole) - 1)])
        midnight = rows.days[bare].astype("datetime64[us]")
        near = np.any([np.abs(other - midnight) <= _NEAR for other in beside], axis=0)
        starts[bare[near]] = 0
        lonely[bare[~near]] = bool(np.isnan(rows.offsets).all())
    wrong = rows.filled & ~(dated & (starts != NONE)) & ~lonely
    return replace(rows, starts=starts, bare=lonely, wrong=wrong)


def _column(cells: pd.Series, where: str, hints: ClockHints, *, timed: bool) -> _Rows:
    """Read the distinct cells of a column, and give every row its own."""
    found = distinct(cells)
    moments = read_moments(found, hints.date_order, where, timed=timed)
    if moments.zone_name and hints.timezone is None:
        raise Question(
            where,
            f"its times carry {quoted(moments.zone_name.upper())}, as those of several zones do",
            {"--timezone Europe/London": "or the name of the zone of these times"},
        )

    def take(values: np.ndarray, none: object) -> np.ndarray:
        return np.append(values, np.array([none], dtype=values.dtype))[found.codes]

    return _Rows(
        take(moments.days, "NaT"),
        take(moments.starts, NONE),
        take(moments.ends, NONE),
        take(moments.offsets, np.nan),
        take(moments.half_days, False),
        found.codes >= 0,
        np.zeros(len(cells), dtype=bool),
        take(moments.wrong, False),
        _said(moments),
    )


def _said(moments: Moments) -> tuple[str, ...]:
    return tuple(dict.fromkeys(moments.said))


def _clock(
    rows: _Rows, hints: ClockHints, place: str
) -> tuple[npt.NDArray[np.datetime64], np.timedelta64 | None]:
    """Put days and times together; where they are ends of intervals, also find their length."""
    good = ~rows.wrong & ~np.isnat(rows.days) & (rows.starts != NONE)
    days = np.where(good, rows.days, np.datetime64("NaT", "D"))
    times = np.where(good, rows.starts, 0)
    clock = days.astype("datetime64[us]") + times.astype("timedelta64[us]")
    refuse_half_clock(days, rows.starts, rows.half_days, place)
    if (good & (rows.ends != NONE)).any():
        return clock, None
    turn = -1 if is_newest_first(clock) else 1
    kept = np.flatnonzero(good)[::turn]
    late, early = late_midnights(days[kept], times[kept])
    certain = bool(late.any() and not early.any())
    names = (hints.date_name, hints.time_name)
    if not is_end(times[good], certain, hints.stamp, names, place):
        if hints.stamp is None:
            refuse_unsaid_end(clock, place)
        return clock, None
    if late.any():
        if early.any():
            raise InputError(
                f"{place}: some ends at 00:00 stand with the day that they end and some with the "
                "next: write the first as 24:00"
            )
        midnight = kept[times[kept] == 0]
        clock[midnight] += np.timedelta64(1, "D")
    return clock, step_of(clock, place)


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
    elif not there.any():
        times = utc
    else:
        kept = np.flatnonzero(there)

        def where(position: int) -> str:
            return f"{hints.where}, line {index[kept[position]]}"

        zone = timestamps.zone_of(utc.iloc[kept], offsets[kept], where)
        times = utc.dt.tz_convert(zone)
    return Starts(times, rows.wrong, np.zeros(len(times), dtype=bool), said, rows.bare)
