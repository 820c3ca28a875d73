"""What a person may work in a whole schedule: hours, weekends, duties of a shift."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from wfm.scheduling.duties import paid_minutes
from wfm.scheduling.people import Agent
from wfm.tables.schedule_rows import ScheduledDay
from wfm.units import written
from wfm.work.plan import Group
from wfm.work.wording import counted

_TINY = 1e-6


def limit_faults(
    days: Sequence[ScheduledDay], agent: Agent, group: Group
) -> Iterator[tuple[str, dt.date, str]]:
    """Yield each limit that a person's days exceed: its column, where, and what is wrong.

    Paid leave counts among the hours, as the contract does.
    """
    duties = [day for day in days if day.on_duty]
    if not days:
        return
    hours = worked_hours(days, group)
    last = days[-1].date
    if agent.max_hours is not None and hours > agent.max_hours + _TINY:
        most = f"at most {written(agent.max_hours)}"
        yield "max_hours", last, f"{written(hours)} h in the schedule, {most}"
    if agent.min_hours is not None and hours < agent.min_hours - _TINY:
        least = f"at least {written(agent.min_hours)}"
        yield "min_hours", last, f"{written(hours)} h in the schedule, {least}"
    weekends = sorted({week for day in duties if (week := weekend_of(day.date, group))})
    if agent.max_weekends is not None and len(weekends) > agent.max_weekends:
        found = f"{counted(len(weekends), 'worked weekend')} in the schedule"
        yield "max_weekends", weekends[agent.max_weekends], f"{found}, at most {agent.max_weekends}"
    counts: Counter[str] = Counter()
    limits = dict(agent.shift_limits)
    for day in duties:
        counts[day.shift] += 1
        if day.shift in limits and counts[day.shift] == limits[day.shift] + 1:
            total = sum(other.shift == day.shift for other in duties)
            yield (
                "shift_limits",
                day.date,
                f"'{day.shift}' {total} times in the schedule, at most {limits[day.shift]}",
            )


def worked_hours(days: Sequence[ScheduledDay], group: Group) -> float:
    """Return the paid hours of a person's days, paid leave among them [h]."""
    return sum(paid_minutes(day, group) / 60 if day.on_duty else day.hours for day in days)


def weekend_of(day: dt.date, group: Group) -> dt.date | None:
    """Return the first day of the weekend that a day is part of; None of other days."""
    if day.weekday() not in group.weekend:
        return None
    return day - dt.timedelta(days=day.weekday() - group.weekend[0])
