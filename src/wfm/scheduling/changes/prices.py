"""What a change costs: each duty that moves, more where it asks more of somebody."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wfm.scheduling.changes.staff import Days, Member
from wfm.scheduling.people import Wish
from wfm.scheduling.wished import is_met
from wfm.tables.schedule_rows import ScheduledDay

# Shares of the price of a change.
DAY_OFF_TAKEN = 0.5
SHORT_NOTICE = 0.25
VOLUNTEER = -0.5
AGAINST_A_WISH = 0.5
# Of each hour above the contract in its week, and of each person who is asked.
OVERTIME_HOUR = 0.01
PERSON = 0.1
# A duty that begins sooner after the notice than so is moved at short notice.
SHORT = dt.timedelta(days=7)


@dataclass(frozen=True)
class Prices:
    """What changes cost, and what is missing.

    Parameters
    ----------
    change
        Of each duty that is moved, taken or given.
    missing_hour
        Of each agent-hour that nobody works.
    notice_until
        Changes of duties that start before are at short notice.
    wishes
        What each agent wishes.
    """

    change: float
    missing_hour: float
    notice_until: dt.datetime
    wishes: Mapping[str, Sequence[Wish]] = field(default_factory=dict)

    def is_refused(self, day: ScheduledDay) -> bool:
        """Whether a wish that has to be kept rules a day out."""
        return any(wish.hard and _is_against(wish, day) for wish in self._speaking_of(day))

    def volunteers(self, day: ScheduledDay) -> bool:
        """Whether the person wishes for this very day."""
        return any(wish.weight > 0 and is_met(wish, day) for wish in self._speaking_of(day))

    def _speaking_of(self, day: ScheduledDay) -> list[Wish]:
        return [wish for wish in self.wishes.get(day.agent, ()) if wish.is_on(day.date)]

    def of(self, member: Member, changes: Days) -> float:
        """Return the price of other days of a person."""
        duties = sum(self._of_day(member, date, day) for date, day in changes.items())
        extra = OVERTIME_HOUR * overtime(member, changes)
        return self.change * (duties + extra + PERSON)

    def _of_day(self, member: Member, date: dt.date, day: ScheduledDay) -> float:
        before = member.duty(date)
        price = 1.0
        if before is None:
            price += DAY_OFF_TAKEN
        starts = [one.start for one in (before, day) if one is not None and one.start is not None]
        if min(starts) < self.notice_until:
            price += SHORT_NOTICE
        if self.volunteers(day):
            price += VOLUNTEER
        elif any(_is_against(wish, day) for wish in self._speaking_of(day)):
            price += AGAINST_A_WISH
        return price


def _is_against(wish: Wish, day: ScheduledDay) -> bool:
    return is_met(wish, day) != (wish.weight > 0)


def overtime(member: Member, changes: Days) -> float:
    """Return by how many hours the weeks that change pass the contract, beyond what they did."""
    more = 0.0
    for monday in sorted({date - dt.timedelta(days=date.weekday()) for date in changes}):
        week = [monday + dt.timedelta(days=n) for n in range(7)]
        before = sum(day.hours for date in week if (day := member.days.get(date)) is not None)
        after = sum(
            day.hours
            for date in week
            if (day := changes.get(date, member.days.get(date))) is not None
        )
        contract = member.weekly_hours
        more += max(0.0, after - contract) - max(0.0, before - contract)
    return more
