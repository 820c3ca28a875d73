"""Rules on rest between duties, and on shifts that may not follow each other."""

# ruff: noqa: ARG002 - all rules are asked in the same way

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import Any, ClassVar, NamedTuple, Self

from wfm.units import duration
from wfm.weekdays import DAY, OFF
from wfm.work.rules.rule import Days, Duty, Fault, Rule, State
from wfm.work.shifts import Band


class Rest(NamedTuple):
    """What lies between the duty `before` on one day and the next one, `after`, on another.

    The last duty of a rotation is followed by its first, on a day behind the end.
    """

    day: int
    before: Duty
    following: int
    after: Duty
    minutes: int


def rests(days: Days) -> Iterator[Rest]:
    """Go through the rests of a closed rotation."""
    duties = [(day, duty) for day, duty in enumerate(days) if duty]
    around = [(day + len(days), duty) for day, duty in duties[:1]]
    for (day, before), (following, after) in pairwise(duties + around):
        changed = after.ahead[0] - before.ahead[1]
        minutes = (following - day) * DAY + after.start - before.end - changed
        yield Rest(day, before, following, after, minutes)


def is_same_at_all_starts(rest: int, bands: Sequence[Band], beside: Sequence[Rule]) -> bool:
    """Whether no rest between two bands depends on their starts, but for what is forbidden."""
    days = range(1, 2 + -(-rest // DAY))
    return not any(
        _depends(rest, *pair) and not _is_forbidden(beside, *pair)
        for pair in product(bands, bands, days)
    )


def _depends(rest: int, one: Band, other: Band, days: int) -> bool:
    """Whether the rest from one band to another some days later depends on the starts."""
    least = days * DAY + other.starts[0] - one.starts[-1] - one.shift.presence
    most = days * DAY + other.starts[-1] - one.starts[0] - one.shift.presence
    return least < rest <= most


def _is_forbidden(rules: Sequence[Rule], one: Band, other: Band, days: int) -> bool:
    sequence = (one.shift.name, *[OFF] * (days - 1), other.shift.name)
    return any(rule.forbids(sequence) for rule in rules)


@dataclass(frozen=True)
class _Rested(Rule):
    """A rule on rest, for which the network takes the worst starts of two bands.

    Parameters
    ----------
    minutes
        The least rest [min].
    """

    minutes: int

    def is_exact(self, bands: Sequence[Band], beside: Sequence[Rule]) -> bool:
        """Whether no rest depends on the starts within bands."""
        return is_same_at_all_starts(self.minutes, bands, beside)

    def value(self) -> str:
        """Write its hours."""
        return duration(self.minutes, "")


@dataclass(frozen=True)
class MinRest(_Rested):
    """Rest between a duty's end and the next one's start."""

    citation: str = ""
    name: str = "min_rest_hours"
    stricter: ClassVar[Mapping[str, int]] = {"minutes": 1}

    @property
    def least_rest(self) -> int:
        """The rest [min]."""
        return self.minutes

    def rest_between(self, before: str, after: str) -> int | None:
        """Return the rest, whatever the shifts [min]."""
        return self.minutes

    def left_out(self) -> tuple[Rule, ...]:
        """Return no rest at all: nobody works two duties at once, whatever the rules."""
        return (MinRest(0),)

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
        for rest in rests(days):
            if rest.minutes < self.minutes:
                least = f"at least {duration(self.minutes)}"
                message = f"rest of {duration(rest.minutes)} before the duty, {least}"
                yield rest.following % len(days), message


@dataclass(frozen=True)
class Forbidden(Rule):
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

    def value(self) -> str:
        """Write the first three sequences."""
        return " and ".join(f"'{' then '.join(sequence)}'" for sequence in self.follow[:3])

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Allow each sequence: no step further is more."""
        for sequence in self.follow if steps == 1 else ():
            yield " then ".join(sequence), self._without(sequence)

    def fewest(self, enough: Callable[[Self], bool]) -> Self:
        """Leave out each sequence without which the others are enough."""
        fewer = self
        for sequence in self.follow:
            smaller = fewer._without(sequence)
            if enough(smaller):
                fewer = smaller
        return fewer

    def _without(self, sequence: tuple[str, ...]) -> Self:
        return replace(self, follow=tuple(kept for kept in self.follow if kept != sequence))

    def forbids(self, sequence: tuple[str, ...]) -> bool:
        """Whether the sequence is one of its own."""
        return sequence in self.follow

    def covers(self, other: Rule) -> bool:
        """Whether it forbids all that another one does."""
        if not isinstance(other, Forbidden):
            return super().covers(other)
        return self.name == other.name and set(other.follow) <= set(self.follow)

    def shift_names(self) -> set[str]:
        """Name the shifts of its sequences."""
        return {name for sequence in self.follow for name in sequence} - {OFF}


@dataclass(frozen=True)
class WeeklyRest(_Rested):
    """An unbroken rest in every so many days.

    From the first duty after such a rest to the last one before the next there are fewer days than
    that, days off that are no part of such a rest included: of seven days, at most six. So every
    seven days in a row have one, from whichever day they are counted, which is at least as strict
    as a statute that fixes the day on which its seven begin.

    The machine counts these days, and remembers until when the last duty ran; between bands it
    takes the worst pair of starts.
    """

    days: int = 7
    citation: str = ""
    name: str = "weekly_rest"
    stricter: ClassVar[Mapping[str, int]] = {"minutes": 1, "days": -1}

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
        every = list(rests(days))
        if not every:
            return
        hours = self.minutes / 60
        long = [rest for rest in every if rest.minutes >= self.minutes]
        if not long:
            yield every[0].day, f"no rest of {hours:g} h in the whole rotation"
            return
        turn = len(days)
        around = long[0]._replace(day=long[0].day + turn)
        for rested, rest in pairwise([*long, around]):
            first, last = rested.following, rest.day
            count = last - first + 1
            if count >= self.days:
                allowed = f"at most {self.days - 1}"
                yield last % turn, f"{count} days without a rest of {hours:g} h, {allowed}"

    def value(self) -> str:
        """Write its hours and days."""
        return f"of {duration(self.minutes)} in {self.days} days"


@dataclass(frozen=True)
class ShiftChange(_Rested):
    """Rest between duties of two different shifts; the same shift may follow as it likes."""

    citation: str = ""
    name: str = "shift_change_rest"
    stricter: ClassVar[Mapping[str, int]] = {"minutes": 1}

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

    def rest_between(self, before: str, after: str) -> int | None:
        """Return the rest between different shifts; the same may follow as it likes [min]."""
        return 0 if before == after else self.minutes

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each rest between two shifts."""
        for rest in rests(days):
            if rest.minutes < self.minutes and rest.after.shift != rest.before.shift:
                change = f"from '{rest.before.shift}' to '{rest.after.shift}'"
                yield (
                    rest.following % len(days),
                    f"rest of {duration(rest.minutes)} {change}, at least {duration(self.minutes)}",
                )
