"""Lasting changes of the week: models see a past of one pattern, and what changed is said.

Numpy only.
"""

import numpy as np

from wfm.forecasting.history.changed_hours import changed_hours
from wfm.forecasting.history.changed_weekdays import changed_weekdays
from wfm.forecasting.history.days import Past
from wfm.forecasting.history.events import EPOCH
from wfm.forecasting.history.one_pattern import is_of_late, one_day, one_week
from wfm.forecasting.history.steps import LEAST_BEFORE
from wfm.forecasting.history.week_changes import CLOSED, OPENED, Change, telling_days

ALL = tuple(range(7))
DEAD_DAYS = 21  # a queue without a call for so long is dead ...
DEAD_RECORDED = 12  # ... if so many of the days were recorded, and no turns of the year ...
DEAD_CALLS = 20.0  # ... and before that it had so many in as long
NAMES = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def follow_changes(past: Past, since: int | None = None) -> tuple[Past, tuple[Change, ...]]:
    """Find lasting changes of hours or weekdays, and return a past of one pattern.

    Parameters
    ----------
    past
        Calls of the past, outages too: what stays closed looks like one.
    since
        Day (since 1970-01-01) from which on somebody knows that the week is another one; None:
        the days are looked for.
    """
    if len(past) < 7 * (LEAST_BEFORE + 1) or not (np.nan_to_num(past.calls) > 0).any():
        return past, ()
    dead = _dead_since(past)
    if dead is not None:
        since = int(past.days.date[dead])
        return Past(past.days, past.calls * 0.0), (Change(ALL, None, since, CLOSED, 0.0),)
    alike, hours, weekdays = _changed(past, since)
    lately = [change for change in (*hours, *weekdays) if is_of_late(change, past)]
    if not lately:
        return alike, (*hours, *weekdays)
    # Older changes show where those of late are out of the way.
    past = one_day(past, [change for change in lately if change.slots is not None])
    past = one_week(past, [change for change in lately if change.slots is None])
    past, hours, weekdays = _changed(past, since)
    return past, (*lately, *hours, *weekdays)


def _changed(past: Past, since: int | None) -> tuple[Past, list[Change], list[Change]]:
    """Find the changes of hours, and then those of weekdays."""
    past, hours = changed_hours(past, since)
    past, weekdays = changed_weekdays(past, since)
    return past, hours, weekdays


def _dead_since(past: Past) -> int | None:
    """Find the day from which on a queue had no call any more, for weeks, until the end."""
    called = np.flatnonzero((np.nan_to_num(past.calls) > 0).any(axis=1))
    first = int(called[-1]) + 1
    silent = past.recorded[first:] & telling_days(past)[first:]
    if len(past) - first < DEAD_DAYS or silent.sum() < DEAD_RECORDED:
        return None
    before = past.calls[max(first - DEAD_DAYS, 0) : first]
    return first if np.nansum(before) >= DEAD_CALLS else None


def told(change: Change, open_weekdays: tuple[int, ...], intervals: int) -> str:
    """Say a change in a few words, such as "Sundays closed since 2026-03-08".

    Parameters
    ----------
    change
        The change.
    open_weekdays
        Weekdays that are open at all: where all of them changed, none is named.
    intervals
        Intervals of a day.
    """
    if change.slots is None and change.weekdays == ALL and change.kind == CLOSED:
        return f"no calls at all since {_date(change.since)}"
    words = []
    if change.slots is None or not set(open_weekdays) <= set(change.weekdays):
        words.append(_weekdays(change.weekdays))
    if change.slots is not None:
        words.append("-".join(_clock(slot * 1440 // intervals) for slot in change.slots))
    words.append(_what(change))
    return f"{' '.join(words)} since {_date(change.since)}"


def _weekdays(weekdays: tuple[int, ...]) -> str:
    names = [NAMES[day] for day in weekdays]
    if len(names) > 2 and weekdays == tuple(range(weekdays[0], weekdays[-1] + 1)):
        return f"{names[0]} to {names[-1]}"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _date(day: int) -> str:
    return str((EPOCH.fromordinal(EPOCH.toordinal() + day)).isoformat())


def _what(change: Change) -> str:
    if change.kind in (CLOSED, OPENED):
        return change.kind
    if change.ratio >= 2:
        return f"{change.ratio:.1f} times the calls"
    return f"{100 * (change.ratio - 1):+.0f}%"
