"""The days of a person as the rules see them, walked from the first day known to the last.

A rule steps from day to day. Where the days as they are break one already, nobody who changes other
days is to blame: the walk goes on behind the fault, and other days are held against what these do.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wfm.tables.schedule_rows import ScheduledDay
from wfm.work.plan import Plan
from wfm.work.rules.rule import Rule, State
from wfm.work.shifts import Band, Shift

_MINUTE = dt.timedelta(minutes=1)


def minutes_after_midnight(moment: dt.datetime, date: dt.date) -> int:
    """Return what its clock shows, counted from the midnight that begins a day [min]."""
    midnight = dt.datetime.combine(date, dt.time())
    return int((moment.replace(tzinfo=None) - midnight) / _MINUTE)


def band_of(day: ScheduledDay | None, plan: Plan) -> Band | None:
    """Return a duty as rules see it: a band of its one start; None of a day without a duty."""
    if day is None or day.start is None or day.end is None:
        return None
    start = minutes_after_midnight(day.start, day.date)
    presence = minutes_after_midnight(day.end, day.date) - start
    paid = round(day.hours * 60)
    shift = Shift(day.shift, ((start, start),), presence, paid, ())
    return Band(shift, (start,), plan.is_night(start, presence))


@dataclass(frozen=True)
class Walk:
    """The days of a person, and what each rule knows after each of them.

    Parameters
    ----------
    rules
        What binds the person.
    first
        The first day known.
    bands
        The duty of each day from then on; None is a day without one.
    """

    rules: tuple[Rule, ...]
    first: dt.date
    bands: tuple[Band | None, ...]

    @cached_property
    def _known(self) -> tuple[list[list[State]], frozenset[tuple[int, int]]]:
        """What each rule knows before each day and at the end, and where the days break which."""
        known, broken = [], set()
        for number, rule in enumerate(self.rules):
            states = [rule.first()]
            for place, band in enumerate(self.bands):
                state = rule.step(states[-1], self._weekday(place), band)
                if state is None:
                    broken.add((number, place))
                    state = self._after_a_fault(rule, place, band)
                states.append(state)
            known.append(states)
        return known, frozenset(broken)

    def _weekday(self, place: int) -> int:
        return (self.first.weekday() + place) % 7

    def _after_a_fault(self, rule: Rule, place: int, band: Band | None) -> State:
        """Go on behind a day that breaks a rule, as if nothing had been before it."""
        state = rule.step(rule.first(), self._weekday(place), band)
        return rule.first() if state is None else state

    def broken_by(self, changes: Mapping[int, Band | None]) -> Iterator[Rule]:
        """Yield the rules that other days break and those of the walk do not.

        Parameters
        ----------
        changes
            Duty of each day that differs, by its place; None is a day without one.
        """
        for number, rule in enumerate(self.rules):
            if self._is_broken_by(number, rule, changes):
                yield rule

    def _is_broken_by(self, number: int, rule: Rule, changes: Mapping[int, Band | None]) -> bool:
        begin, end = min(changes), max(changes)
        known, broken = self._known
        states = known[number]
        state = states[begin]
        for place in range(begin, len(self.bands)):
            if place > end and state == states[place]:
                return False
            band = changes[place] if place in changes else self.bands[place]
            after = rule.step(state, self._weekday(place), band)
            if after is None:
                if (number, place) not in broken:
                    return True
                after = self._after_a_fault(rule, place, band)
            state = after
        return False

    @property
    def faults(self) -> frozenset[tuple[str, dt.date]]:
        """Which rule is broken on which day."""
        _, broken = self._known
        return frozenset(
            (self.rules[number].words(), self.first + dt.timedelta(days=place))
            for number, place in broken
        )


def walk_of(
    rules: Sequence[Rule],
    days: Mapping[dt.date, ScheduledDay],
    plan: Plan,
    span: tuple[dt.date, dt.date],
) -> Walk:
    """Lay the days of a person out from the first day known to the last, both included."""
    first, last = span
    dates = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return Walk(tuple(rules), first, tuple(band_of(days.get(date), plan) for date in dates))
