"""The lines of a roster on dates, on the clocks of the people who work them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from wfm.scheduling.clock import WallClock
from wfm.scheduling.people import Absence, Agent, by_agent, is_cut_by
from wfm.scheduling.rotation import Team
from wfm.tables.roster_rows import Row
from wfm.tables.schedule_rows import LEAVE, Moments, ScheduledDay
from wfm.weekdays import OFF

_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Period:
    """The days of a schedule.

    Parameters
    ----------
    first
        The first one.
    days
        How many there are.
    """

    first: dt.date
    days: int

    @cached_property
    def dates(self) -> tuple[dt.date, ...]:
        """Every day."""
        return tuple(self.first + dt.timedelta(days=day) for day in range(self.days))

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.dates[-1]

    def week(self, day: dt.date) -> int:
        """Return the number of a day's week: 0 is the one that holds the first day."""
        monday = self.first - dt.timedelta(days=self.first.weekday())
        return (day - monday).days // 7


@dataclass(frozen=True)
class Seat:
    """A person on a line of a team.

    Parameters
    ----------
    agent, team
        Who stands where.
    line
        The line on the first day, from 1.
    """

    agent: Agent
    team: Team
    line: int


class Clocks:
    """The clocks of people: each zone's is read once.

    Parameters
    ----------
    site
        Zone of the site.
    """

    def __init__(self, site: ZoneInfo) -> None:
        self.site = site
        self._made: dict[ZoneInfo, WallClock] = {}

    @property
    def made(self) -> list[WallClock]:
        """Those that were read, in the order in which they were."""
        return list(self._made.values())

    def of_zone(self, zone: ZoneInfo) -> WallClock:
        """Return the clock of a zone."""
        return self._made.setdefault(zone, WallClock(zone))

    def of(self, agent: Agent, own_zone: ZoneInfo | None) -> WallClock:
        """Return the clock of a person: the own one, that of the group, or that of the site."""
        return self.of_zone(agent.timezone or own_zone or self.site)


def on_dates(
    seats: Iterable[Seat], period: Period, clocks: Clocks, dates: Sequence[dt.date] | None = None
) -> list[ScheduledDay]:
    """Return every day of every person, in order of people and days: a duty, or OFF.

    Parameters
    ----------
    seats
        Who stands where.
    period
        The days of the schedule.
    clocks
        The clocks of people.
    dates
        Other dates than those of the period.
    """
    found = []
    for seat in seats:
        clock = clocks.of(seat.agent, seat.team.group.zone)
        team, name = seat.team, seat.agent.name
        for day in period.dates if dates is None else dates:
            if seat.agent.employed_on(day):
                row = team.row(seat.line, period.week(day), day.weekday())
                found.append(dated(row, day, clock, name, team))
    return found


def dated(row: Row, day: dt.date, clock: WallClock, agent: str, team: Team) -> ScheduledDay:
    """Put a day of a line on a date.

    A duty keeps the times on the wall; its meals, breaks and activities keep their start and their
    length. What the clock skips begins at the change.
    """
    if row.shift == OFF:
        return ScheduledDay(agent, day, group=team.group.name)
    start, end = clock.moment(day, row.start), clock.moment(day, row.end)

    def spans(items: Sequence[tuple[int, int]]) -> tuple[Moments, ...]:
        return tuple(_span(first, last, day, clock, start, end) for first, last in items)

    changed = (end - start) // _MINUTE - (row.end - row.start)
    away = spans([(first, last) for first, last, _ in row.activities])
    return ScheduledDay(
        agent,
        day,
        row.shift,
        start,
        end,
        spans(row.meals),
        spans(row.breaks),
        tuple((*span, item[2]) for span, item in zip(away, row.activities, strict=True)),
        (team.paid(row) + changed) / 60,
        team.group.name,
        _note(changed),
    )


def _note(changed: int) -> str:
    """Say by how much the clock change makes a duty longer or shorter."""
    if not changed:
        return ""
    return f"clock change: {abs(changed)} minutes {'longer' if changed > 0 else 'shorter'}"


def _span(
    first: int, last: int, day: dt.date, clock: WallClock, start: dt.datetime, end: dt.datetime
) -> Moments:
    """Put a meal or the like of a duty on a date: inside the duty, and as long as ever."""
    begins = clock.moment(day, first)
    ends = clock.later(begins, last - first)
    if ends > end:
        begins, ends = clock.shown(end - (last - first) * _MINUTE), end
    return max(begins, start), ends


def with_absences(days: Iterable[ScheduledDay], absences: Sequence[Absence]) -> list[ScheduledDay]:
    """Return the days of people as their absences leave them.

    An absence of whole days takes the duties that start on them, but for one that it has cut
    already. One of moments takes the duties
    that it holds; of others it takes a part, which is shown among the activities.
    """
    of_agent = by_agent(absences)
    found = []
    for day in days:
        left = day
        for absence in of_agent.get(day.agent, ()):
            left = _without(left, absence)
        found.append(left)
    return found


def _without(day: ScheduledDay, absence: Absence) -> ScheduledDay:
    """Return a day as an absence leaves it."""
    if absence.begins is None or absence.ends is None:
        there = absence.first <= day.date <= absence.last and day.shift != LEAVE
        return _on_leave(day, absence) if there and not is_cut_by(day, absence) else day
    if day.start is None or day.end is None:
        return day
    if absence.begins <= day.start and day.end <= absence.ends:
        return _on_leave(day, absence)
    first = max(absence.begins, day.start).astimezone(day.start.tzinfo)
    last = min(absence.ends, day.end).astimezone(day.end.tzinfo)
    away = (first, last, absence.kind)
    if first >= last or away in day.activities:
        return day
    lost = 0.0 if absence.paid else (last - first) / dt.timedelta(hours=1)
    return replace(
        day,
        activities=tuple(sorted((*day.activities, away))),
        hours=max(0.0, day.hours - lost),
        note="; ".join(filter(None, (day.note, absence.note))),
    )


def _on_leave(day: ScheduledDay, absence: Absence) -> ScheduledDay:
    """Return a day on which an absence takes the duty, if there is one."""
    note, hours = absence.kind, 0.0
    if day.start is not None and day.end is not None:
        note = f"{absence.kind}: {day.shift} {day.start:%H:%M}-{day.end:%H:%M}"
        hours = day.hours if absence.paid else 0.0
    return ScheduledDay(day.agent, day.date, LEAVE, hours=hours, group=day.group, note=note)
