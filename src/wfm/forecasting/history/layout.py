"""A history, laid out by days on the wall clock: where the table becomes arrays."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import pairwise

import numpy as np
import pandas as pd

from wfm import tables, timestamps
from wfm.errors import InputError, OptionError
from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import BoolArray, Days, FloatArray, Past
from wfm.forecasting.history.events import Event, read_events
from wfm.forecasting.history.following import follow_changes, told
from wfm.forecasting.history.outages import find_outages, without_outages
from wfm.forecasting.history.week_changes import CLOSED, Change
from wfm.outages import laid_out

log = logging.getLogger(__name__)

AHT = "aht_seconds"
LEAST_DAYS = 7
FEW_DAYS = 42
OUTAGES = ("auto", "keep")
CHANGES = ("auto", "keep")
MAYBE_HOLIDAYS_DAYS = 21  # back from the end: 1 and 8 May are the same weekday


@dataclass(frozen=True)
class Surroundings:
    """What is known of a site beside its calls; the keywords of `forecast` of the same names."""

    timezone: str | None = None
    country: str | None = None
    subdivision: str | None = None
    events: tuple[Event, ...] = ()
    outages: str = "auto"
    changes: str = "auto"
    since: int | None = None

    def days(self, first: int, count: int) -> Days:
        """Describe consecutive days."""
        return calendar.calendar(first, count, self.country, self.subdivision, self.events)

    def since_within(self, days: Days) -> int | None:
        """Return the day that the week is known to have changed; None if it is not of these."""
        within = self.since is not None and days.date[0] < self.since <= days.date[-1]
        return self.since if within else None

    def known(self, past: Past) -> Past:
        """Return a past as models see it: one pattern of the week, and no outages."""
        if self.changes == "auto":
            past, _ = follow_changes(past, self.since_within(past.days))
        return without_outages(past) if self.outages == "auto" else past


@dataclass(frozen=True)
class Queue:
    """One queue's history on the wall clock.

    Parameters
    ----------
    name
        Its name; None where the history has no queues.
    past
        Calls by day and interval, without outages, as if the week had always been as it is now.
    came
        Calls as recorded, same shape.
    aht
        Average handling time [s], NaN where missing, shape ``(days, intervals)``.
    zone
        Its time zone.
    step
        Length of an interval [min].
    changes
        Lasting changes of the week that were found.
    """

    name: str | None
    past: Past
    came: FloatArray
    aht: FloatArray
    zone: tzinfo | None
    step: int
    changes: tuple[Change, ...] = ()

    @property
    def prefix(self) -> str:
        """What to say before a message about this queue."""
        return prefix(self.name)


def prefix(name: str | None) -> str:
    """Say which queue a message is about."""
    return "" if name is None else f"queue '{name}': "


def surroundings(
    timezone: str | None,
    country: str | None,
    subdivision: str | None,
    events: pd.DataFrame | None,
    outages: str,
) -> Surroundings:
    """Check what is known of a site.

    Raises
    ------
    OptionError
        If the zone, the country or the treatment of outages is not known.
    InputError
        If the events cannot be used.
    """
    if outages not in OUTAGES:
        raise OptionError("outages", f"'{outages}' is neither {' nor '.join(OUTAGES)}")
    timestamps.zone(timezone)
    calendar.calendar(0, 1, country, subdivision)
    return Surroundings(timezone, country, subdivision, read_events(events), outages)


def blocks(table: pd.DataFrame) -> list[tuple[str | None, pd.DataFrame]]:
    """Cut a checked history into its queues; a single one named None without the column.

    The rows of a queue do not say its name: what is not sent to another process costs nothing.
    """
    if "queue" not in table:
        return [(None, table)]
    queue, rows = table["queue"], table.drop(columns="queue")
    begins = tables.runs(queue).tolist()
    return [
        (str(queue.iloc[begin]), rows.iloc[begin:end])
        for begin, end in pairwise([*begins, len(rows)])
    ]


def sound_queues(history: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Leave out the queues that cannot be read, and say why; all of them stay if none can."""
    names = {tables.own_name(str(name)): name for name in history.columns}
    try:
        tables.check(history, tables.HISTORY)
    except InputError:
        if "queue" not in names:
            return history, {}
    else:
        return history, {}
    queue = history[names["queue"]]
    failures = {}
    for name in queue.dropna().unique():
        try:
            tables.check(history[queue == name], tables.HISTORY)
        except InputError as error:
            failures[str(name)] = str(error)
    sound = history[~queue.isin(list(failures))]
    if sound.empty:
        return history, {}
    for name, reason in failures.items():
        say_failure(name, reason)
    return sound, failures


def say_failure(name: str, reason: object) -> None:
    """Say why a queue is left out, and which."""
    log.warning("%s", reason if f"'{name}'" in str(reason) else f"{prefix(name)}{reason}")


def _column(rows: pd.DataFrame, name: str) -> FloatArray:
    """Take a column's numbers, NaN where there is no such column."""
    if name not in rows:
        return np.full(len(rows), np.nan)
    return np.asarray(rows[name].to_numpy(dtype=np.float64))


def queues(history: pd.DataFrame, site: Surroundings) -> Iterator[Queue]:
    """Check a history and lay out each of its queues."""
    for name, rows in blocks(tables.check(history, tables.HISTORY)):
        yield lay_out(rows, name, site)


def lay_out(
    rows: pd.DataFrame, name: str | None, site: Surroundings, say: int = logging.INFO
) -> Queue:
    """Lay out the rows of one queue of a checked history.

    Parameters
    ----------
    rows
        The rows.
    name
        Name of the queue; None where the history has no queues.
    site
        What is known of the site.
    say
        Level at which it is said what changed and what is an outage: DEBUG where it follows that
        the forecast was made already, and has said so.

    Raises
    ------
    InputError
        If its times or its length cannot be used.
    """
    index, kept = timestamps.localise(rows["interval_start"], rows["calls"], site.timezone)
    rows = rows[kept].assign(interval_start=index)
    tables.check_order(rows, gaps=True)
    step = tables.step_minutes(rows)
    number, slot = calendar.wall_clock(index, step)
    first, count = int(number[0]), int(number[-1] - number[0]) + 1
    if rows["calls"].notna().sum() == 0:
        raise InputError(f"{prefix(name)}there are no calls in the history")
    if count < LEAST_DAYS:
        raise InputError(
            f"{prefix(name)}the history has {count} day{'s' * (count != 1)}: "
            "at least one week is needed, better six and more"
        )
    if count < FEW_DAYS:
        log.warning(
            "%sthe history has only %d days: a rough forecast; six weeks or more make it better",
            prefix(name),
            count,
        )
    shape = (count, 1440 // step)
    calls = laid_out(number - first, slot, _column(rows, "calls"), shape)
    aht = laid_out(number - first, slot, _column(rows, AHT), shape)
    queue = Queue(name, Past(site.days(first, count), calls), calls, aht, index.tz, step)
    if site.since is not None and site.since >= first + count:
        raise OptionError(
            "since",
            f"{prefix(name)}{calendar.iso(site.since)} is not within the history, "
            f"{calendar.iso(first)} to {calendar.iso(first + count - 1)}",
        )
    if site.changes == "auto":
        queue = _with_changes_followed(queue, site, say)
    return _without_outages(queue, say) if site.outages == "auto" else queue


def _with_changes_followed(queue: Queue, site: Surroundings, say: int) -> Queue:
    """Follow lasting changes of the week, and say which."""
    since = site.since_within(queue.past.days)
    past, changes = follow_changes(queue.past, since)
    if not changes:
        if since is not None:
            day = calendar.iso(since)
            log.log(say, "%sthe calls show no change of the week since %s", queue.prefix, day)
        return queue
    queue = replace(queue, past=past, changes=changes)
    log.log(
        say,
        "%sthe week has changed, and the forecast follows (--changes keep does not): %s%s",
        queue.prefix,
        "; ".join(told_changes(queue)),
        _holidays_perhaps(queue, site),
    )
    return queue


def _holidays_perhaps(queue: Queue, site: Surroundings) -> str:
    """Ask for the country where a weekday has closed so lately that it may be two holidays."""
    lately = int(queue.past.days.date[-1]) - MAYBE_HOLIDAYS_DAYS
    closed = [
        change
        for change in queue.changes
        if change.kind == CLOSED and change.slots is None and change.since > lately
    ]
    return "; if these were holidays, give --country" if closed and site.country is None else ""


def told_changes(queue: Queue) -> list[str]:
    """Say each lasting change of a queue's week in a few words."""
    recorded = (~np.isnan(queue.past.calls_now)).any(axis=1)
    weekdays = tuple(np.unique(queue.past.days.weekday[recorded]).tolist())
    return [told(change, weekdays, queue.past.calls.shape[1]) for change in queue.changes]


def _without_outages(queue: Queue, say: int) -> Queue:
    """Treat outages as missing, and say which."""
    found = find_outages(queue.past)
    if not found.any():
        return queue
    log.log(
        say,
        "%s%d intervals look like an outage and are treated as missing (--outages keep keeps "
        "them): %s",
        queue.prefix,
        int(found.sum()),
        ", ".join(_stretches(found, queue)),
    )
    calls = np.where(found, np.nan, queue.past.calls)
    return replace(queue, past=replace(queue.past, calls=calls))


def _stretches(found: BoolArray, queue: Queue) -> list[str]:
    """Name each day of an outage with its first and last time."""
    result = []
    for day in np.flatnonzero(found.any(axis=1)):
        slots = np.flatnonzero(found[day])
        begin, end = int(slots[0]) * queue.step, int(slots[-1] + 1) * queue.step
        date = calendar.iso(int(queue.past.days.date[day]))
        result.append(f"{date} {begin // 60:02d}:{begin % 60:02d}-{end // 60:02d}:{end % 60:02d}")
    return result
