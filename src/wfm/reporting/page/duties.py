"""Duties as they are drawn: of a roster's lines in a week, or of people on dates."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from wfm import tables
from wfm.reporting.bands import Band, bands
from wfm.reporting.page.given import Given
from wfm.reporting.page.words import short_day
from wfm.tables.roster_rows import read_rows
from wfm.tables.schedule_rows import ScheduledDay, read_schedule
from wfm.weekdays import DAY
from wfm.work.wording import WEEKDAYS

Span = tuple[int, int]
# The Monday on which a week without dates is drawn.
ANY_MONDAY = dt.date(2001, 1, 1)


@dataclass(frozen=True)
class Drawn:
    """A day of a line or of a person; times are minutes after the midnight that begins it.

    Parameters
    ----------
    team
        Of a line: its team; of a person: the contract group.
    who
        The line or the person.
    date
        The day; of a roster one of any week.
    shift
        The shift, OFF or LEAVE.
    start, end
        Of the duty; equal on a day without one.
    meals, breaks
        From and until when.
    activities
        From and until when, and what.
    hours
        Paid hours, where the table says them [h].
    here
        Whether somebody works it in the week that is drawn.
    """

    team: str
    who: str
    date: dt.date
    shift: str
    start: int = 0
    end: int = 0
    meals: tuple[Span, ...] = ()
    breaks: tuple[Span, ...] = ()
    activities: tuple[tuple[int, int, str], ...] = ()
    hours: float = 0.0
    here: bool = True

    @property
    def on_duty(self) -> bool:
        """Whether there is a duty."""
        return self.end > self.start


def drawn(given: Given) -> list[Drawn]:
    """Return the days of the schedule that is given, else of the roster; none without either."""
    found = given.table(tables.SCHEDULE)
    if found is not None:
        return [_of_person(day) for day in read_schedule(found)]
    roster = given.table(tables.ROSTER)
    return [] if roster is None else _of_roster(roster)


def is_dated(given: Given) -> bool:
    """Whether the days that are drawn have dates."""
    return given.table(tables.SCHEDULE) is not None


def day_name(date: dt.date, *, dated: bool) -> str:
    """Name a day: by its date, or in a week without dates by its weekday."""
    return short_day(date) if dated else WEEKDAYS[date.weekday()]


def looks(days: Iterable[Drawn]) -> dict[str, Band]:
    """Give each shift a colour, in the order of the day."""
    return bands(
        ScheduledDay(
            day.who,
            day.date,
            day.shift,
            dt.datetime.combine(day.date, dt.time(day.start % DAY // 60, day.start % 60)),
        )
        for day in days
        if day.on_duty
    )


def _of_roster(roster: pd.DataFrame) -> list[Drawn]:
    found = []
    for _, rows in roster.groupby("team", sort=False):
        read, _ = read_rows(rows.to_dict("records"))
        found += [
            Drawn(
                row.team,
                f"{row.team}, line {row.line}",
                ANY_MONDAY + dt.timedelta(days=row.weekday - 1),
                row.shift,
                row.start,
                row.end,
                row.meals,
                row.breaks,
                row.activities,
                here=row.occupied,
            )
            for row in read
        ]
    return found


def _of_person(day: ScheduledDay) -> Drawn:
    if day.start is None or day.end is None:
        return Drawn(day.group, day.agent, day.date, day.shift, hours=day.hours)
    midnight = dt.datetime.combine(day.date, dt.time())

    def minute(moment: dt.datetime) -> int:
        return int((moment.replace(tzinfo=None) - midnight) / dt.timedelta(minutes=1))

    start = minute(day.start)

    # What comes after the start is drawn by its true length, also where the clock changes.
    def past(moment: dt.datetime) -> int:
        assert day.start is not None
        return start + int((moment - day.start) / dt.timedelta(minutes=1))

    return Drawn(
        day.group,
        day.agent,
        day.date,
        day.shift,
        start,
        past(day.end),
        tuple((past(a), past(b)) for a, b in day.meals),
        tuple((past(a), past(b)) for a, b in day.breaks),
        tuple((past(a), past(b), name) for a, b, name in day.activities),
        day.hours,
    )
