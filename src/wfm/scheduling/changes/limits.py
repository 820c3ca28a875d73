"""The limits that a person has for the whole of a schedule: hours, weekends, duties of a shift."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from wfm.scheduling.people import Agent
from wfm.tables.schedule_rows import ScheduledDay
from wfm.work.plan import Group

Days = Mapping[dt.date, ScheduledDay]
_TINY = 1e-6


def passed_limits(person: Agent, before: Days, after: Days, group: Group) -> Iterator[str]:
    """Name the limits that other days pass, further than the days before did.

    Parameters
    ----------
    person
        Whose limits.
    before, after
        All days of the schedule.
    group
        Says which days are the weekend.
    """
    if not _has_limits(person):
        return
    pairs = zip(
        _measured(person, before, group.weekend),
        _measured(person, after, group.weekend),
        strict=True,
    )
    for (_, was), (words, now) in pairs:
        if now > max(0.0, was) + _TINY:
            yield words


def _has_limits(person: Agent) -> bool:
    hours = person.min_hours is not None or person.max_hours is not None
    return hours or person.max_weekends is not None or bool(person.shift_limits)


def _measured(person: Agent, days: Days, weekend: Sequence[int]) -> Iterator[tuple[str, float]]:
    """Yield each limit, and by how much some days are beyond it."""
    duties = [day for day in days.values() if day.on_duty]
    hours = sum(day.hours for day in days.values())
    if person.max_hours is not None:
        yield f"max_hours {person.max_hours:g}", hours - person.max_hours
    if person.min_hours is not None:
        yield f"min_hours {person.min_hours:g}", person.min_hours - hours
    if person.max_weekends is not None:
        worked = {(d.date.toordinal() - 1) // 7 for d in duties if _is_weekend(d.date, weekend)}
        yield f"max_weekends {person.max_weekends}", len(worked) - person.max_weekends
    for shift, most in person.shift_limits:
        yield f"shift_limits '{shift}' {most}", sum(d.shift == shift for d in duties) - most


def _is_weekend(date: dt.date, weekend: Sequence[int]) -> bool:
    return date.weekday() in weekend
