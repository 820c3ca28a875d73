"""Times of duties as people read them: the wall clock of the agent, and true lengths."""

import datetime as dt
from collections.abc import Iterable

from wfm.tables.schedule_rows import Moments, ScheduledDay
from wfm.units import written

_HOUR = dt.timedelta(hours=1)


def span_text(first: dt.datetime, last: dt.datetime) -> str:
    """Write from and until when on the wall clock, as ``22:00-06:30``."""
    return f"{_clock(first)}-{_clock(last)}"


def _clock(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")[11:16]


def inside_text(span: Moments, day: ScheduledDay) -> str:
    """Write a part of a duty, as ``12:00-12:30``.

    Where the clock changes within the duty, an hour may come twice: then each time has its
    offset, as ``01:30+01:00 to 01:00+00:00``.
    """
    if changes_clock(day):
        return " to ".join(moment.isoformat(timespec="minutes")[11:] for moment in span)
    return span_text(*span)


def changes_clock(day: ScheduledDay) -> bool:
    """Whether the clock changes between a duty's start and its end."""
    if day.start is None or day.end is None:
        return False
    return day.start.utcoffset() != day.end.utcoffset()


def present_hours(day: ScheduledDay) -> float:
    """Return how long a duty lasts, true across a clock change [h]."""
    if day.start is None or day.end is None:
        return 0.0
    return (day.end - day.start) / _HOUR


def hours_text(hours: float) -> str:
    """Write hours, as ``9.5 h``."""
    return f"{written(hours)} h"


def offset_text(moment: dt.datetime) -> str:
    """Write what a clock is ahead of UTC, as ``UTC+01:00``."""
    return f"UTC{moment.isoformat(timespec='minutes')[16:]}"


def utc(moment: dt.datetime) -> dt.datetime:
    """Return the same instant as UTC."""
    return moment.astimezone(dt.UTC)


def listed(spans: Iterable[Moments], day: ScheduledDay) -> str:
    """Write the meals or the breaks of a duty, as ``10:00-10:15, 14:30-14:45``."""
    return ", ".join(inside_text(span, day) for span in spans)


def activities_text(day: ScheduledDay) -> str:
    """Write the activities of a duty, as ``15:00-16:00 team meeting``."""
    return ", ".join(
        f"{inside_text((first, last), day)} {name}" for first, last, name in day.activities
    )
