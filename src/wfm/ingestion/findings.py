"""What a history holds: figures of each queue, and what is odd about it."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wfm import outages, tables, timestamps
from wfm.ingestion import stretches
from wfm.ingestion.stretches import Stretch
from wfm.outages import BoolArray, FloatArray, IntArray

_AHT = "aht_seconds"
_PARTS = ("ring_seconds", "talk_seconds", "hold_seconds", "wrap_seconds")
# Least length of a column of the picture of a week [min].
_PICTURE_STEP = 30
_DAY_MINUTES = 1440


@dataclass(frozen=True)
class Odd:
    """A stretch of time that is unlike others.

    Parameters
    ----------
    first, end
        Wall clock of its beginning and of its end.
    intervals
        Open intervals in it.
    calls, usual
        Calls that were recorded, and those that are usual on the same weekdays around.
    """

    first: dt.datetime
    end: dt.datetime
    intervals: int
    calls: float
    usual: float


@dataclass(frozen=True)
class ClockChange:
    """A day on which the clock is changed.

    Parameters
    ----------
    day
        The day.
    hours
        Hours by which the clock goes forward; below 0: back.
    intervals, recorded
        Intervals that the day has, and those that were recorded.
    """

    day: dt.date
    hours: float
    intervals: int
    recorded: int


@dataclass(frozen=True)
class HandlingTime:
    """Average handling time of a queue.

    Parameters
    ----------
    mean
        Mean of all calls [s].
    low, high
        Nine in ten intervals are above, and below [s].
    missing
        Intervals with calls and without a handling time.
    """

    mean: float
    low: float
    high: float
    missing: int


@dataclass(frozen=True, eq=False)
class QueueFindings:
    """What is known of a queue.

    Parameters
    ----------
    queue
        Its name; None where the history has no queues.
    rows
        Rows of the history.
    step_minutes
        Length of an interval [min].
    zone
        Name of the time zone; None where the times have no offset.
    first, end
        Wall clock of the beginning of its first interval and of the end of its last.
    calls
        All calls.
    calls_a_day, calls_a_week
        Means over whole days on which there were calls, and of a week of whole days; NaN where
        there are none.
    by_weekday
        Mean calls of whole days, Monday to Sunday; NaN where there are none, shape ``(7,)``.
    handling
        Its handling time; None where the history has none.
    blank
        Rows without a number of calls.
    gaps, outages, spikes
        What is missing, zeros where there must have been calls, and far more calls than usual;
        what matters most first.
    closed
        Whether each interval of a week seems to be closed, shape ``(7, intervals)``.
    begins_late, ends_early
        When the first and the last day begin and end, where they are no whole days.
    clock_changes
        Days on which the clock is changed.
    picture
        Mean calls of a week, Monday to Sunday by half hour (or longer interval), without outages;
        NaN where nothing was recorded.
    """

    queue: str | None
    rows: int
    step_minutes: int
    zone: str | None
    first: dt.datetime
    end: dt.datetime
    calls: float
    calls_a_day: float
    calls_a_week: float
    by_weekday: FloatArray
    handling: HandlingTime | None
    blank: int
    gaps: tuple[Odd, ...]
    outages: tuple[Odd, ...]
    spikes: tuple[Odd, ...]
    closed: BoolArray
    begins_late: dt.datetime | None
    ends_early: dt.datetime | None
    clock_changes: tuple[ClockChange, ...]
    picture: FloatArray


@dataclass(frozen=True, eq=False)
class _Past:
    """The rows of a queue laid out by days of the wall clock.

    Parameters
    ----------
    midnight
        The first day.
    step
        Length of an interval [min].
    calls
        Calls by day and interval, NaN where nothing was recorded.
    total
        Calls of each day; the hour that a clock change repeats counts twice.
    """

    midnight: np.datetime64
    step: int
    calls: FloatArray
    total: FloatArray

    @property
    def weekday(self) -> IntArray:
        """Weekday of each day, 0 = Monday."""
        first = int(self.midnight.astype("datetime64[D]").astype(np.int64))
        weekday: IntArray = (first + 3 + np.arange(len(self.calls))) % 7
        return weekday

    def moment(self, interval: int) -> dt.datetime:
        """Wall clock at the beginning of an interval counted from the first midnight on."""
        return _python(self.midnight + np.timedelta64(interval * self.step, "m"))

    def odd(self, found: list[Stretch]) -> tuple[Odd, ...]:
        """Give stretches their times."""
        return tuple(
            Odd(self.moment(s.first), self.moment(s.last), s.intervals, s.calls, s.usual)
            for s in found
        )


def findings(history: pd.DataFrame) -> list[QueueFindings]:
    """Describe each queue of a history.

    Parameters
    ----------
    history
        A checked table of `wfm.tables.HISTORY`, its times aware or naive local ones.
    """
    queues = history["queue"] if "queue" in history else pd.Series("", index=history.index)
    return [
        _of_queue(str(name) if "queue" in history else None, rows)
        for name, rows in history.groupby(queues, sort=False)
    ]


def _of_queue(name: str | None, rows: pd.DataFrame) -> QueueFindings:
    start = rows["interval_start"]
    zone = str(start.dt.tz) if isinstance(start.dtype, pd.DatetimeTZDtype) else None
    local = timestamps.wall_clock(start) if zone else start.to_numpy().astype("datetime64[us]")
    step = tables.step_minutes(rows) if zone else _step_of(local)
    past = _laid_out(local, rows["calls"].to_numpy(dtype=float), step)
    weekday, ordinary = past.weekday, np.ones(len(past.calls), dtype=np.bool_)
    closed = stretches.closed_hours(past.calls, weekday)
    changes, skipped = _clock_changes(start, past) if zone else ((), np.zeros_like(closed[:0]))
    expected = stretches.expected_intervals(past.calls, weekday, closed)
    if len(skipped):
        expected &= ~skipped
    usual = outages.usual_calls(past.calls, weekday, ordinary)
    dead = outages.find_outages(past.calls, weekday, ordinary)
    late, early = _partial_days(past, expected)
    whole = ~np.asarray((np.isnan(past.calls) & expected | dead).any(axis=1))
    by_weekday = _means(past.total, weekday, whole)
    open_days = whole & (past.total > 0)
    calls = rows["calls"].to_numpy(dtype=float)
    return QueueFindings(
        queue=name,
        rows=len(rows),
        step_minutes=step,
        zone=zone,
        first=_python(local.min()),
        end=_python(local.max() + np.timedelta64(step, "m")),
        calls=float(np.nansum(calls)),
        calls_a_day=float(past.total[open_days].mean()) if open_days.any() else float("nan"),
        calls_a_week=float(by_weekday.sum()),
        by_weekday=by_weekday,
        handling=_handling(rows, calls),
        blank=int(np.isnan(calls).sum()),
        gaps=past.odd(stretches.gaps(past.calls, usual, expected)),
        outages=past.odd(stretches.stretches(dead, past.calls, usual)),
        spikes=past.odd(stretches.spikes(past.calls, usual)),
        closed=closed,
        begins_late=late,
        ends_early=early,
        clock_changes=changes,
        picture=_picture(np.where(dead, np.nan, past.calls), weekday, step),
    )


def _python(moment: np.datetime64) -> dt.datetime:
    result: dt.datetime = moment.astype("datetime64[us]").item()
    return result


def _step_of(local: np.ndarray) -> int:
    """Length of an interval of times without offset [min]: their usual distance."""
    minutes = np.diff(np.unique(local)) / np.timedelta64(1, "m")
    if not len(minutes):
        return _PICTURE_STEP
    values, counts = np.unique(minutes, return_counts=True)
    return int(values[np.argmax(counts)])


def _laid_out(local: np.ndarray, calls: FloatArray, step: int) -> _Past:
    """Lay the rows of a queue out by days."""
    date = local.astype("datetime64[D]")
    first = date.min()
    day = (date - first).astype(np.int64)
    slot = ((local - date) // np.timedelta64(step, "m")).astype(np.int64)
    shape = (int(day.max()) + 1, -(-_DAY_MINUTES // step))
    total = np.bincount(day, np.nan_to_num(calls), minlength=shape[0]).astype(np.float64)
    return _Past(
        first.astype("datetime64[us]"), step, outages.laid_out(day, slot, calls, shape), total
    )


def _clock_changes(start: pd.Series, past: _Past) -> tuple[tuple[ClockChange, ...], BoolArray]:
    """Find the days on which the clock is changed, and the intervals that it skips."""
    zone = start.dt.tz
    days = pd.date_range(_python(past.midnight), periods=len(past.calls) + 1, freq="D")
    midnights = days.tz_localize(zone, ambiguous=False, nonexistent="shift_forward")
    hours = np.asarray((midnights[1:] - midnights[:-1]) / pd.Timedelta(hours=1), dtype=float)
    dates = start.dt.tz_localize(None).dt.normalize()
    skipped = np.zeros(past.calls.shape, dtype=np.bool_)
    found = []
    for day in np.flatnonzero(hours != 24.0).tolist():
        there = pd.date_range(
            midnights[day], midnights[day + 1], freq=f"{past.step}min", inclusive="left"
        )
        minutes = there.hour * 60 + there.minute
        skipped[day] = ~np.isin(np.arange(past.calls.shape[1]), minutes // past.step)
        recorded = int((dates == days[day]).sum())
        change = ClockChange(days[day].date(), 24.0 - float(hours[day]), len(there), recorded)
        found.append(change)
    return tuple(found), skipped


def _partial_days(
    past: _Past, expected: BoolArray
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Say when the first day begins and the last one ends, where that is in open hours."""
    recorded = np.flatnonzero(~np.isnan(past.calls.ravel()))
    if not recorded.size:
        return None, None
    wanted, first, last = expected.ravel(), int(recorded[0]), int(recorded[-1]) + 1
    late = past.moment(first) if wanted[:first].any() else None
    early = past.moment(last) if wanted[last:].any() else None
    return late, early


def _means(total: FloatArray, weekday: IntArray, whole: BoolArray) -> FloatArray:
    """Mean of the whole days of each weekday; NaN where there are none."""
    return np.array(
        [
            total[days].mean() if (days := whole & (weekday == day)).any() else np.nan
            for day in range(7)
        ]
    )


def _handling(rows: pd.DataFrame, calls: FloatArray) -> HandlingTime | None:
    """Describe the handling times."""
    names = [_AHT] if _AHT in rows else [name for name in _PARTS if name in rows]
    if not names:
        return None
    times = rows[names].sum(axis=1, min_count=1).to_numpy(dtype=float)
    known = (times > 0.0) & (calls > 0.0)
    missing = int(((calls > 0.0) & ~known).sum())
    if not known.any():
        return None
    low, high = np.quantile(times[known], [0.1, 0.9])
    mean = float(np.average(times[known], weights=calls[known]))
    return HandlingTime(mean, float(low), float(high), missing)


def _picture(calls: FloatArray, weekday: IntArray, step: int) -> FloatArray:
    """Mean calls of each weekday and half hour; NaN where nothing was recorded."""
    rows = []
    for day in range(7):
        known = calls[weekday == day]
        count = (~np.isnan(known)).sum(axis=0)
        rows.append(np.where(count > 0, np.nansum(known, axis=0) / np.maximum(count, 1), np.nan))
    means = np.array(rows)
    together = max(1, _PICTURE_STEP // step)
    picture: FloatArray = means.reshape(7, -1, together).sum(axis=2)
    return picture
