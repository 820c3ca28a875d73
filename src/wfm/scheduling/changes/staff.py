"""The people of a schedule: what they are to work, when they are away, what may be moved."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from wfm.scheduling.changes.limits import passed_limits
from wfm.scheduling.changes.walks import Walk, band_of, minutes_after_midnight, walk_of
from wfm.scheduling.people import Absence, Agent
from wfm.tables.schedule_rows import LEAVE, ScheduledDay
from wfm.weekdays import OFF
from wfm.work.plan import Group, Plan

Days = Mapping[dt.date, ScheduledDay]
# What is broken, on which day, and in which words.
DutyFault = tuple[str, dt.date, str]


@dataclass(frozen=True)
class Member:
    """Somebody on the schedule.

    Parameters
    ----------
    person
        Who it is.
    group
        The contract group; one without shifts works any.
    days
        The rows of the schedule, by date.
    away
        Days on which they may get no duty.
    clock
        Their clock; None: that of the duty they take.
    absences
        When they are away, by the moment.
    before
        Their days in the schedule before this one, by date: what they break is over.
    """

    person: Agent
    group: Group
    days: Days
    away: frozenset[dt.date] = frozenset()
    clock: dt.tzinfo | None = None
    absences: tuple[Absence, ...] = ()
    before: Days = field(default_factory=dict)

    @property
    def agent(self) -> str:
        """Their name."""
        return self.person.name

    @property
    def weekly_hours(self) -> float:
        """Paid by contract in a week [h]."""
        own = self.person.weekly_hours
        return self.group.weekly_minutes / 60 if own is None else own

    def duty(self, date: dt.date) -> ScheduledDay | None:
        """Return the duty of a day, if there is one."""
        day = self.days.get(date)
        return day if day is not None and day.on_duty else None

    def is_there(self, date: dt.date) -> bool:
        """Whether they may get a duty on a day."""
        day = self.days.get(date)
        free = date not in self.away and (day is None or day.shift != LEAVE)
        return free and self.person.employed_on(date)

    def with_days(self, changed: Mapping[dt.date, ScheduledDay]) -> "Member":
        """Return them with other days."""
        return replace(self, days={**self.days, **changed})

    def taking(self, duty: ScheduledDay) -> ScheduledDay | None:
        """Return a duty as this person works it; None where their group has no such shift.

        Meals and breaks go with the duty, what somebody was to do besides, such as a training,
        does not.
        """
        assert duty.start is not None, "a duty begins"
        assert duty.end is not None, "and ends"
        taken = replace(duty, agent=self.agent, group=self.days_group, activities=(), note="")
        if self.clock is not None:
            taken = _on_clock(taken, self.clock)
        return taken if self._fits(taken) else None

    @cached_property
    def days_group(self) -> str:
        """The name of their group as the schedule writes it; "" where it does not."""
        return next((day.group for day in self.days.values()), "")

    def _fits(self, duty: ScheduledDay) -> bool:
        if not self.group.shifts:  # a schedule with shifts of its own
            return True
        shift = self.group.shift(duty.shift)
        if shift is None or duty.start is None:
            return False
        if self.person.lacks(shift.skills):
            return False
        start = minutes_after_midnight(duty.start, duty.date)
        inside = any(first <= start <= last for first, last in shift.windows)
        return inside and duty.date.weekday() in shift.weekdays


def _on_clock(duty: ScheduledDay, clock: dt.tzinfo) -> ScheduledDay:
    """Write a duty on another clock, where it may start on another date."""

    def moved(moment: dt.datetime) -> dt.datetime:
        there = moment.astimezone(clock)
        offset = there.utcoffset()
        assert offset is not None, "a moment knows its offset"
        return there.replace(tzinfo=dt.timezone(offset))

    assert duty.start is not None, "a duty begins"
    assert duty.end is not None, "and ends"
    start = moved(duty.start)
    return replace(
        duty,
        date=start.date(),
        start=start,
        end=moved(duty.end),
        meals=tuple((moved(a), moved(b)) for a, b in duty.meals),
        breaks=tuple((moved(a), moved(b)) for a, b in duty.breaks),
        activities=tuple((moved(a), moved(b), name) for a, b, name in duty.activities),
    )


@dataclass(frozen=True)
class Staff:
    """All people of a schedule.

    Parameters
    ----------
    plan
        Shifts, groups and rules.
    members
        Who they are, by name, in the order of the schedule.
    span
        First and last day of the schedule, both included.
    movable_from
        Duties that start earlier stay as they are.
    faulty
        What was wrong with duties themselves before anything changed, whoever worked them.
    known_from
        The first day of the schedule before; None: there is none.
    """

    plan: Plan
    members: Mapping[str, Member]
    span: tuple[dt.date, dt.date]
    movable_from: dt.datetime
    faulty: frozenset[DutyFault] = frozenset()
    known_from: dt.date | None = None
    _walks: dict[str, Walk] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _by_date(self) -> Mapping[dt.date, list[ScheduledDay]]:
        """The duties of each day, those of one shift and start once, in order of time."""
        known: dict[object, ScheduledDay] = {}
        for member in self.members.values():
            for date in member.days:
                duty = member.duty(date)
                if duty is not None:
                    known.setdefault((duty.start, duty.shift, duty.end), duty)
        found: dict[dt.date, list[ScheduledDay]] = {}
        for key in sorted(known, key=str):
            found.setdefault(known[key].date, []).append(known[key])
        return found

    def duties_on(self, date: dt.date) -> list[ScheduledDay]:
        """Return the different duties of a day, in order of time."""
        return self._by_date.get(date, [])

    def walk(self, agent: str) -> Walk:
        """Return the days of a person as rules see them."""
        if agent not in self._walks:
            self._walks[agent] = self.walk_with(self.members[agent])
        return self._walks[agent]

    def walk_with(self, member: Member) -> Walk:
        """Return the days that somebody has as rules see them, from the first one known on."""
        rules = member.person.rules(member.group)
        span = self.first_known(member), self.span[1]
        return walk_of(rules, {**member.before, **member.days}, self.plan, span)

    def first_known(self, member: Member) -> dt.date:
        """Return the first day of which something is known of somebody."""
        return self.known_from if self.known_from and member.before else self.span[0]

    def broken_by(self, agent: str, changes: Days) -> Iterator[str]:
        """Name what other days of a person would break: rules, and limits of their own.

        What is broken without them already, and no more with them, does not count.
        """
        member = self.members[agent]
        first = self.first_known(member)
        bands = {(date - first).days: band_of(day, self.plan) for date, day in changes.items()}
        for rule in self.walk(agent).broken_by(bands):
            yield rule.words()
        after = {**member.days, **changes}
        yield from passed_limits(member.person, member.days, after, member.group)

    def allows(self, agent: str, changes: Days) -> bool:
        """Whether other days of a person break nothing."""
        return next(self.broken_by(agent, changes), None) is None

    def with_changes(self, changed: Iterable[ScheduledDay]) -> "Staff":
        """Return the people with other days."""
        by_agent: dict[str, dict[dt.date, ScheduledDay]] = {}
        for day in changed:
            by_agent.setdefault(day.agent, {})[day.date] = day
        members = {
            name: member.with_days(by_agent[name]) if name in by_agent else member
            for name, member in self.members.items()
        }
        return Staff(self.plan, members, self.span, self.movable_from, self.faulty, self.known_from)

    def is_movable(self, day: ScheduledDay | None) -> bool:
        """Whether a day may still be changed: no duty on it, or one that starts late enough."""
        return day is None or day.start is None or day.start >= self.movable_from

    def inside(self, date: dt.date) -> bool:
        """Whether a day is one of the schedule."""
        return self.span[0] <= date <= self.span[1]


def day_off(agent: str, date: dt.date, group: str) -> ScheduledDay:
    """Return a day off."""
    return ScheduledDay(agent, date, OFF, group=group)
