"""Rules on rest between duties, and on shifts that may not follow each other."""

# ruff: noqa: ARG002 - all rules are asked in the same way

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from wfm.rostering.rules.rule import Days, Duty, Fault, State
from wfm.rostering.shifts import Band
from wfm.units import duration
from wfm.weekdays import DAY, OFF


class _Rest(NamedTuple):
    """What lies between the duty `before` on one day and the next one, `after`, on another.

    The last duty of a rotation is followed by its first, on a day behind the end.
    """

    day: int
    before: Duty
    following: int
    after: Duty
    minutes: int


def _rests(days: Days) -> Iterator[_Rest]:
    """Go through the rests of a rotation."""
    duties = [(day, duty) for day, duty in enumerate(days) if duty]
    around = [(day + len(days), duty) for day, duty in duties[:1]]
    for (day, before), (following, after) in pairwise(duties + around):
        minutes = (following - day) * DAY + after.start - before.end
        yield _Rest(day, before, following, after, minutes)


@dataclass(frozen=True)
class MinRest:
    """Rest between a duty's end and the next one's start."""

    minutes: int
    citation: str = ""
    name: str = "min_rest_hours"

    def first(self) -> State:
        """Begin without a duty to rest from."""
        return ()

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Keep the rest between the worst starts of two bands."""
        if band is None:
            if not state or (state[1] + 1) * DAY >= state[0] + self.minutes:
                return ()
            return (state[0], state[1] + 1)
        if state and state[1] * DAY + band.before - state[0] < self.minutes:
            return None
        return (band.after + band.shift.presence, 1)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each rest from a duty's end to the next duty's start."""
        for rest in _rests(days):
            if rest.minutes < self.minutes:
                least = f"at least {duration(self.minutes)}"
                message = f"rest of {duration(rest.minutes)} before the duty, {least}"
                yield rest.following % len(days), message


@dataclass(frozen=True)
class Forbidden:
    """Shifts that may not follow: on the next day, or with one day off between."""

    follow: tuple[tuple[str, ...], ...]
    citation: str = ""
    name: str = "forbidden"

    def first(self) -> State:
        """Begin without a duty to rest from."""
        return ()

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Remember the last shift, and one day off after it where a triple begins so."""
        if band is None:
            kept = len(state) == 1 and any(f[:2] == (*state, OFF) for f in self.follow)
            return (*state, OFF) if kept else ()
        if (*state, band.shift.name) in self.follow:
            return None
        return (band.shift.name,)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Look for each forbidden sequence."""
        n = len(days)
        names = [duty.shift if duty else OFF for duty in days]
        for sequence in self.follow:
            for first in range(n):
                if all(names[(first + k) % n] == name for k, name in enumerate(sequence)):
                    yield (first + len(sequence) - 1) % n, f"forbidden: {' then '.join(sequence)}"


@dataclass(frozen=True)
class WeeklyRest:
    """An unbroken rest in every so many days.

    From the first duty after such a rest to the last one before the next there are fewer days than
    that, days off that are no part of such a rest included: of seven days, at most six. So every
    seven days in a row have one, from whichever day they are counted, which is at least as strict
    as a statute that fixes the day on which its seven begin.

    The machine counts these days, and remembers until when the last duty ran; between bands it
    takes the worst pair of starts.
    """

    minutes: int
    days: int = 7
    citation: str = ""
    name: str = "weekly_rest"

    def first(self) -> State:
        """Begin after a long rest."""
        return ()

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count the days since the rest."""
        if band is None:
            if not state or state[0] - DAY <= -self.minutes:
                return ()
            return (state[0] - DAY, state[1] + 1)
        rested = not state or band.before - state[0] >= self.minutes
        count = 1 if rested else state[1] + 1
        if count >= self.days:
            return None
        return (band.after + band.shift.presence - DAY, count)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Count the days from each rest that is long enough to the next one."""
        rests = list(_rests(days))
        if not rests:
            return
        hours = self.minutes / 60
        long = [rest for rest in rests if rest.minutes >= self.minutes]
        if not long:
            yield rests[0].day, f"no rest of {hours:g} h in the whole rotation"
            return
        turn = len(days)
        around = long[0]._replace(day=long[0].day + turn)
        for rested, rest in pairwise([*long, around]):
            first, last = rested.following, rest.day
            count = last - first + 1
            if count >= self.days:
                allowed = f"at most {self.days - 1}"
                yield last % turn, f"{count} days without a rest of {hours:g} h, {allowed}"


@dataclass(frozen=True)
class ShiftChange:
    """Rest between duties of two different shifts; the same shift may follow as it likes."""

    minutes: int
    citation: str = ""
    name: str = "shift_change_rest"

    def first(self) -> State:
        """Begin without a duty to rest from."""
        return ()

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Keep the rest between the worst starts of bands of two shifts."""
        if band is None:
            if not state or state[0] - DAY <= -self.minutes:
                return ()
            return (state[0] - DAY, state[1])
        short = state and band.before - state[0] < self.minutes
        if short and band.shift.name != state[1]:
            return None
        return (band.after + band.shift.presence - DAY, band.shift.name)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each rest between two shifts."""
        for rest in _rests(days):
            if rest.minutes < self.minutes and rest.after.shift != rest.before.shift:
                change = f"from '{rest.before.shift}' to '{rest.after.shift}'"
                yield (
                    rest.following % len(days),
                    f"rest of {duration(rest.minutes)} {change}, at least {duration(self.minutes)}",
                )
