"""Which wishes a schedule keeps: those that have to be kept, and what the others are worth."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wfm.scheduling.duties import wall_minutes
from wfm.scheduling.people import Absence, Agent, Wish, by_agent
from wfm.tables.schedule_rows import LEAVE, ScheduledDay
from wfm.units import hhmm, written
from wfm.weekdays import DAY, OFF
from wfm.work.wording import counted

Fault = tuple[str, dt.date, str]


@dataclass(frozen=True)
class Wished:
    """How far the wishes of people are kept.

    Parameters
    ----------
    asked
        Days of which there are wishes that need not be kept, once for each.
    kept
        On how many of them it is as wished.
    price
        What the others cost: the sum of their weights.
    """

    asked: int = 0
    kept: int = 0
    price: float = 0.0

    def __str__(self) -> str:
        price = f", those that are not cost {written(self.price)}" if self.price else ""
        return f"{self.kept} of {counted(self.asked, 'day')} as wished{price}"


@dataclass(frozen=True)
class Book:
    """The days of people, also of those whom a schedule has no row of.

    Parameters
    ----------
    days
        Rows of the schedule.
    first, last
        Its first and its last day.
    agents
        Who is known, by name.
    absences
        When they are away.
    """

    days: Mapping[tuple[str, dt.date], ScheduledDay]
    first: dt.date
    last: dt.date
    agents: Mapping[str, Agent]
    absences: Mapping[str, Sequence[Absence]]

    def of(self, wish: Wish) -> Iterator[ScheduledDay]:
        """Yield the days of which a wish speaks, but those on leave and out of the contract."""
        agent = self.agents.get(wish.agent, Agent(wish.agent))
        away = [a for a in self.absences.get(wish.agent, ()) if a.begins is None]
        for number in range((self.last - self.first).days + 1):
            date = self.first + dt.timedelta(days=number)
            if not (wish.is_on(date) and agent.employed_on(date)):
                continue
            day = self.days.get((wish.agent, date), ScheduledDay(wish.agent, date))
            if day.shift != LEAVE and not any(a.first <= date <= a.last for a in away):
                yield day


def book_of(
    days: Sequence[ScheduledDay], agents: Mapping[str, Agent], absences: Sequence[Absence]
) -> Book:
    """Open the days of a schedule, of which there is one at least, for wishes to be looked up."""
    dates = [day.date for day in days]
    rows = {(day.agent, day.date): day for day in days}
    return Book(rows, min(dates), max(dates), agents, by_agent(absences))


def is_met(wish: Wish, day: ScheduledDay) -> bool:
    """Whether a day is as a wish says."""
    if day.start is None or day.end is None:
        return wish.is_met(OFF)
    return wish.is_met(
        day.shift, wall_minutes(day.start, day.date), wall_minutes(day.end, day.date)
    )


def is_broken(wish: Wish, day: ScheduledDay) -> bool:
    """Whether a day breaks a wish that has to be kept; one for a window leaves days off alone."""
    if wish.weight > 0 and wish.window is not None and not day.on_duty:
        return False
    return is_met(wish, day) == (wish.weight < 0)


def broken(wishes: Sequence[Wish], book: Book) -> Iterator[Fault]:
    """Yield whose wishes that have to be kept are not: who, where, what is wrong."""
    for wish in wishes:
        if wish.hard:
            for day in book.of(wish):
                if is_broken(wish, day):
                    yield wish.agent, day.date, _words(wish, day)


def kept(wishes: Sequence[Wish], book: Book) -> Wished:
    """Count the wishes that need not be kept, and price those that are not."""
    asked, number, price = 0, 0, 0.0
    for wish in wishes:
        if wish.hard or not wish.weight:
            continue
        for day in book.of(wish):
            asked += 1
            good = is_met(wish, day) == (wish.weight > 0)
            number += good
            price += 0.0 if good else abs(wish.weight)
    return Wished(asked, number, price)


def _words(wish: Wish, day: ScheduledDay) -> str:
    has = day.shift
    if day.start is not None and day.end is not None:
        has = f"'{day.shift}' {day.start:%H:%M}-{day.end:%H:%M}"
    not_ = "not " if wish.weight < 0 else ""
    what = f"'{wish.shift}'" if wish.shift != OFF else OFF
    if wish.window is not None:
        what = "-".join(hhmm(minute % DAY) for minute in wish.window)
    return f"the hard wish is {not_}{what}, and the day has {has}"
