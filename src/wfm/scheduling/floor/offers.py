"""Time off where too many are there, overtime where too few are: one person after the other.

The best offer comes first, and each counts with what the ones before it do.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wfm.scheduling.changes.needs import Agents, Key
from wfm.scheduling.changes.proof import new_faults
from wfm.scheduling.changes.rewrites import Rewrite
from wfm.scheduling.changes.staff import Staff
from wfm.tables.schedule_rows import ScheduledDay
from wfm.work.shifts import Pause, Shift

_HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Offer:
    """What one person may be asked.

    Parameters
    ----------
    before, after
        The duty as it is and as it would be.
    net
        What that adds to each slot of time, or takes.
    """

    before: ScheduledDay
    after: ScheduledDay
    net: Mapping[Key, int]


@dataclass(frozen=True)
class Floor:
    """The people of today.

    Parameters
    ----------
    staff
        All people, with the days that they have now.
    duties
        The duties of which a rest is to come.
    since
        Now.
    step
        Duties become shorter or longer by multiples of it.
    """

    staff: Staff
    duties: Sequence[ScheduledDay]
    since: dt.datetime
    step: dt.timedelta

    def time_off(self, needs: Agents, least: dt.timedelta, asked: Sequence[str]) -> list[Offer]:
        """Return who may go home early or come late without anybody being missed for it.

        Parameters
        ----------
        needs
            Who is needed.
        least
            Shortest time off.
        asked
            Who is asked for overtime already.
        """
        spare = needs.spares
        open_ = [duty for duty in self.duties if duty.agent not in asked]
        found: list[Offer] = []
        while True:
            offers = [
                offer
                for duty in open_
                for after in self._shorter(duty, least)
                if (offer := _offer(duty, after, needs)).net
                and all(spare.get(key, 0) + n >= 0 for key, n in offer.net.items())
            ]
            if not offers:
                return found
            best = max(offers, key=lambda one: -sum(one.net.values()))
            found.append(best)
            open_.remove(best.before)
            spare.update(best.net)

    def overtime(self, needs: Agents, most: dt.timedelta) -> list[Offer]:
        """Return who may be asked to stay or to come early where somebody is missing.

        Parameters
        ----------
        needs
            Who is needed.
        most
            Longest overtime.
        """
        spare = needs.spares
        open_ = list(self.duties)
        found: list[Offer] = []
        while open_:
            ranked = [
                (_useful(offer, spare), -sum(offer.net.values()), -n, offer)
                for n, duty in enumerate(open_)
                for after in self._longer(duty, most)
                if _useful(offer := _offer(duty, after, needs), spare) > 0
            ]
            ranked.sort(key=lambda item: item[:3], reverse=True)
            best = next((o for *_, o in ranked if self._is_allowed(o)), None)
            if best is None:
                return found
            found.append(best)
            open_.remove(best.before)
            spare.update(best.net)
        return found

    def _shorter(self, duty: ScheduledDay, least: dt.timedelta) -> Iterator[ScheduledDay]:
        """Yield a duty that ends earlier, or starts later if it has not begun."""
        assert duty.start is not None, "a duty begins"
        assert duty.end is not None, "and ends"
        if least <= dt.timedelta():
            return
        # Nobody comes to a meal or break, or stays for one before going home.
        shift = self.staff.members[duty.agent].group.shift(duty.shift)
        gap = dt.timedelta(minutes=max(1, 0 if shift is None else shift.min_gap))
        # Nobody comes for less than half of a duty.
        half = (duty.end - duty.start) / 2
        end = duty.end - least
        while end >= max(self.since + self.step, duty.start + half):
            after = _between(duty, duty.start, end)
            if all(end - last >= gap for _, last in (*after.meals, *after.breaks)):
                yield after
            end -= self.step
        start = duty.start + least
        while duty.start >= self.since + _HOUR and start <= duty.end - half:
            after = _between(duty, start, duty.end)
            if all(first - start >= gap for first, _ in (*after.meals, *after.breaks)):
                yield after
            start += self.step

    def _longer(self, duty: ScheduledDay, most: dt.timedelta) -> Iterator[ScheduledDay]:
        """Yield a duty that ends later, or starts earlier if there is an hour to say so."""
        assert duty.start is not None, "a duty begins"
        assert duty.end is not None, "and ends"
        for n in range(1, most // self.step + 1):
            more = n * self.step
            hours = duty.hours + more / _HOUR
            yield replace(duty, end=duty.end + more, hours=hours)
            if duty.start - more >= self.since + _HOUR:
                yield replace(duty, start=duty.start - more, hours=hours)

    def _is_allowed(self, offer: Offer) -> bool:
        """Whether the rules and the law on breaks let a person work so long."""
        agent, after = offer.after.agent, offer.after
        if not self.staff.allows(agent, {after.date: after}):
            return False
        lacks = set(_lacking(after, self.staff)) - set(_lacking(offer.before, self.staff))
        return not lacks and not new_faults(self.staff, Rewrite(agent, (after,), 0.0, {}))


def _lacking(day: ScheduledDay, staff: Staff) -> list[str]:
    """Return what a duty lacks of the meals and breaks that the law asks for."""
    assert day.start is not None, "a duty begins"
    assert day.end is not None, "and ends"
    minute = dt.timedelta(minutes=1)
    pauses = sorted(
        (
            Pause((last - first) // minute, begins := (first - day.start) // minute, begins, paid)
            for spans, paid in ((day.meals, False), (day.breaks, True))
            for first, last in spans
        ),
        key=lambda pause: pause.earliest,
    )
    length = (day.end - day.start) // minute
    shift = Shift(day.shift, ((0, 0),), length, round(day.hours * 60), tuple(pauses))
    return [check.name for check in staff.plan.checks for _ in check.lacks(shift)]


def _between(duty: ScheduledDay, start: dt.datetime, end: dt.datetime) -> ScheduledDay:
    """Return a duty cut to less, with the meals and breaks that are still inside."""
    meals = tuple(span for span in duty.meals if start <= span[0] and span[1] <= end)
    breaks = tuple(span for span in duty.breaks if start <= span[0] and span[1] <= end)
    assert duty.start is not None, "a duty begins"
    assert duty.end is not None, "and ends"
    before = sum(((b - a) for a, b in duty.meals), dt.timedelta())
    after = sum(((b - a) for a, b in meals), dt.timedelta())
    less = (duty.end - duty.start - before) - (end - start - after)
    return replace(
        duty,
        start=start,
        end=end,
        meals=meals,
        breaks=breaks,
        activities=tuple(a for a in duty.activities if start <= a[0] and a[1] <= end),
        hours=max(0.0, duty.hours - less / _HOUR),
    )


def _offer(before: ScheduledDay, after: ScheduledDay, needs: Agents) -> Offer:
    net = needs.change(before, after)
    known = needs.spares
    return Offer(before, after, {key: n for key, n in net.items() if key in known})


def _useful(offer: Offer, spare: Counter[Key]) -> int:
    """Count the slots in which somebody is missing without it."""
    return sum(spare[key] < 0 for key, number in offer.net.items() if number > 0)
