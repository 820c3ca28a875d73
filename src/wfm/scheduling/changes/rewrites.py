"""Other days that a person may work: every one keeps their rules, and nothing is moved too late.

Candidates are few by design: the duties that somebody is wanted for, and what makes room for them
nearby: a day off in place of a duty, or another shift on a day next to it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product

from wfm.scheduling.changes.needs import Key, Needs
from wfm.scheduling.changes.prices import Prices
from wfm.scheduling.changes.staff import Days, Member, Staff, day_off
from wfm.tables.schedule_rows import ScheduledDay

# How many days off a new duty what makes room for it may lie, and another shift.
_NEARBY, _NEXT = 7, 2
# Most duties that one person takes over in one go, and most sets of them that are looked at.
_MOST_TAKEN, _MOST_SETS = 5, 400
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Rewrite:
    """Other days of a person, which are allowed.

    Parameters
    ----------
    agent
        Who.
    days
        The days that change, in order, as they are then.
    price
        What that costs.
    net
        What it adds to each need, or takes.
    """

    agent: str
    days: tuple[ScheduledDay, ...]
    price: float
    net: Mapping[Key, int]


@dataclass(frozen=True)
class Search:
    """What rewrites are made of.

    Parameters
    ----------
    staff
        The people.
    needs
        What is needed.
    prices
        What changes cost.
    spared
        Who is asked for nothing.
    """

    staff: Staff
    needs: Needs
    prices: Prices
    spared: frozenset[str] = frozenset()

    def rewrites(
        self, member: Member, wanted: Sequence[ScheduledDay], room: int, most: int
    ) -> list[Rewrite]:
        """Return the ways of a person to work some of the duties that somebody is wanted for.

        Parameters
        ----------
        member
            The person.
        wanted
            The duties.
        room
            Days besides that change to make room, where the duties alone break a rule.
        most
            How many ways are looked at, allowed or not.
        """
        by_date: dict[dt.date, list[ScheduledDay]] = {}
        for duty in wanted:
            taken = self._taken(member, duty)
            if taken is not None and not _is_among(taken, by_date.get(taken.date, ())):
                by_date.setdefault(taken.date, []).append(taken)
        alone = ({duty.date: duty for duty in duties} for duties in _sets(by_date))
        if room:
            ways = (
                more
                for days in alone
                if not self.staff.allows(member.agent, days)
                for more in self._with_room(member, days, room)
            )
        else:
            ways = alone
        return [
            self._made(member, days)
            for days in islice(ways, most)
            if self.staff.allows(member.agent, days)
        ]

    def _taken(self, member: Member, duty: ScheduledDay) -> ScheduledDay | None:
        """Return a duty as a person would work it, where nothing but rules may stand against it."""
        taken = member.taking(duty)
        if taken is None or not self.staff.inside(taken.date) or not member.is_there(taken.date):
            return None
        before = member.duty(taken.date)
        if before is not None and _is_same(before, taken):
            return None
        if not (self.staff.is_movable(before) and self.staff.is_movable(taken)):
            return None
        return None if self.prices.is_refused(taken) else taken

    def _with_room(
        self, member: Member, days: Days, room: int
    ) -> Iterator[dict[dt.date, ScheduledDay]]:
        """Yield the days with as many others changed, the nearest first."""
        nearby = [
            option
            for n in sorted(range(-_NEARBY, _NEARBY + 1), key=abs)
            for date in sorted({date + n * _DAY for date in days} - {*days})
            for option in self._options(member, date, days)
        ]
        unique = {(o.date, o.shift, o.start): o for o in nearby}
        for some in combinations(unique.values(), room):
            if len({option.date for option in some}) == room:
                yield {**days, **{option.date: option for option in some}}

    def _options(self, member: Member, date: dt.date, days: Days) -> Iterator[ScheduledDay]:
        """Yield what a person may have on a day nearby, in place of a duty."""
        duty = member.duty(date)
        if duty is None or not self.staff.inside(date) or not member.is_there(date):
            return
        if not self.staff.is_movable(duty):
            return
        free = day_off(member.agent, date, duty.group)
        if not self.prices.is_refused(free):
            yield free
        if min(abs((date - other).days) for other in days) > _NEXT:
            return
        seen = {duty.shift}
        for other in self.staff.duties_on(date):
            taken = None if other.shift in seen else self._taken(member, other)
            if taken is not None and taken.date == date:
                seen.add(other.shift)
                yield taken

    def _made(self, member: Member, days: Days) -> Rewrite:
        net: Counter[Key] = Counter()
        for date, day in days.items():
            net.update(self.needs.change(member.duty(date), day))
        changed = tuple(days[date] for date in sorted(days))
        kept = {key: number for key, number in net.items() if number}
        return Rewrite(member.agent, changed, self.prices.of(member, days), kept)


def _is_among(one: ScheduledDay, others: Iterable[ScheduledDay]) -> bool:
    return any(_is_same(one, other) for other in others)


def _is_same(one: ScheduledDay, other: ScheduledDay) -> bool:
    return (one.shift, one.start, one.end) == (other.shift, other.start, other.end)


def _sets(by_date: Mapping[dt.date, Sequence[ScheduledDay]]) -> list[tuple[ScheduledDay, ...]]:
    """Return sets of duties on different days: single ones, then two and three, then runs."""
    dates = sorted(by_date)
    chosen: list[tuple[dt.date, ...]] = []
    for size in (1, 2, 3):
        chosen += combinations(dates, size)
    for size in range(4, _MOST_TAKEN + 1):
        chosen += [tuple(dates[n : n + size]) for n in range(len(dates) - size + 1)]
    found: list[tuple[ScheduledDay, ...]] = []
    for some in chosen:
        for duties in product(*(by_date[date] for date in some)):
            found.append(duties)
            if len(found) == _MOST_SETS:
                return found
    return found


def given_up(staff: Staff, rewrites: Iterable[Rewrite]) -> list[ScheduledDay]:
    """Return the duties that people would leave, each post once, in order of time."""
    left: dict[object, ScheduledDay] = {}
    for rewrite in rewrites:
        member = staff.members[rewrite.agent]
        for day in rewrite.days:
            before = member.duty(day.date)
            if before is not None:
                left.setdefault((before.start, before.shift, before.end), before)
    return [left[key] for key in sorted(left, key=str)]
