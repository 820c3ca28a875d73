"""What a schedule needs: posts of shifts, or agents in each slot of time; and what is missing.

Either way a need has a key, and a duty fills some: one post, or the slots in which its agent is on
the phones.
"""

import datetime as dt
import math
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from wfm.tables.schedule_rows import ScheduledDay

Key = Hashable
_MINUTE = dt.timedelta(minutes=1)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_TINY = 1e-9


def minute_of(moment: dt.datetime) -> int:
    """Return the minutes since the epoch."""
    return (moment - _EPOCH) // _MINUTE


class Needs(ABC):
    """What duties are for.

    Attributes
    ----------
    spare
        Agents there above those needed, by key; below 0 where some are missing.
    """

    @abstractmethod
    def filled_by(self, duty: ScheduledDay) -> Mapping[Key, int]:
        """Return which needs a duty fills, and with how many agents."""

    @abstractmethod
    def spare(self, key: Key) -> int:
        """Return how many agents are there above those needed; below 0: so many are missing."""

    @abstractmethod
    def hours(self, key: Key) -> float:
        """Return the length of a need [h]."""

    @property
    @abstractmethod
    def missing(self) -> Mapping[Key, int]:
        """How many agents are missing, of each need of which there are some."""

    def change(self, before: ScheduledDay | None, after: ScheduledDay | None) -> Counter[Key]:
        """Return what another duty adds to each need, and takes from it."""
        net: Counter[Key] = Counter()
        for day, sign in ((before, -1), (after, 1)):
            if day is not None and day.on_duty:
                for key, number in self.filled_by(day).items():
                    net[key] += sign * number
        return Counter({key: number for key, number in net.items() if number})

    @property
    def missing_hours(self) -> float:
        """Agent-hours that are missing [h]."""
        return sum(number * self.hours(key) for key, number in self.missing.items())


@dataclass(frozen=True)
class Posts(Needs):
    """Each duty of the schedule as it was is a post: its shift, its start, its end.

    Parameters
    ----------
    before, now
        The duties as they were planned, and those that are left.
    """

    before: tuple[ScheduledDay, ...]
    now: tuple[ScheduledDay, ...]

    @cached_property
    def _spare(self) -> Counter[Key]:
        """Posts filled now less those that were."""
        counted: Counter[Key] = Counter()
        for duties, sign in ((self.before, -1), (self.now, 1)):
            for duty in duties:
                for key in self.filled_by(duty):
                    counted[key] += sign
        return counted

    @cached_property
    def _lengths(self) -> dict[Key, float]:
        return {key: d.hours for d in (*self.before, *self.now) for key in self.filled_by(d)}

    def filled_by(self, duty: ScheduledDay) -> Mapping[Key, int]:
        """Return its post."""
        assert duty.start is not None, "a duty begins"
        assert duty.end is not None, "and ends"
        return {(minute_of(duty.start), minute_of(duty.end), duty.shift): 1}

    def spare(self, key: Key) -> int:
        """Return how many work the post above those planned."""
        return self._spare[key]

    def hours(self, key: Key) -> float:
        """Return its paid hours [h]."""
        return self._lengths.get(key, 0.0)

    @property
    def missing(self) -> Mapping[Key, int]:
        """The posts that nobody works, in order."""
        short = {key: -number for key, number in self._spare.items() if number < 0}
        return dict(sorted(short.items(), key=str))


@dataclass(frozen=True)
class Agents(Needs):
    """Agents on the phones in each slot of time.

    Parameters
    ----------
    required
        Agents required in each interval, by its first minute since the epoch [agents].
    step
        Length of an interval [min].
    now
        The duties that are left.
    before
        The duties as they were planned: nobody is missed who was missing then. None: all are who
        are required.
    """

    required: Mapping[int, float]
    step: int
    now: tuple[ScheduledDay, ...]
    before: tuple[ScheduledDay, ...] | None = None

    @cached_property
    def slot(self) -> int:
        """Length of a slot: everything begins and ends with one [min]."""
        days = self.now if self.before is None else self.before
        times = {minute_of(moment) % self.step for day in days for moment in _moments(day)}
        return math.gcd(self.step, *times)

    @cached_property
    def _spare(self) -> dict[Key, int]:
        there = self._counted(self.now)
        once = None if self.before is None else self._counted(self.before)
        found: dict[Key, int] = {}
        for first, agents in self.required.items():
            wanted = math.ceil(agents - _TINY)
            for slot in range(first, first + self.step, self.slot):
                most = wanted if once is None else min(wanted, once[slot])
                found[slot] = there[slot] - most
        return found

    def _counted(self, days: Iterable[ScheduledDay]) -> Counter[Key]:
        counted: Counter[Key] = Counter()
        for day in days:
            counted.update(self.filled_by(day))
        return counted

    @property
    def spares(self) -> Counter[Key]:
        """The agents above those needed, in each slot that is known."""
        return Counter(self._spare)

    def filled_by(self, duty: ScheduledDay) -> Mapping[Key, int]:
        """Return the slots in which its agent is on the phones."""
        return dict.fromkeys(_slots(duty, self.slot), 1)

    def spare(self, key: Key) -> int:
        """Return the agents above those required, or above those who were there before."""
        return self._spare.get(key, 1_000_000)

    def hours(self, key: Key) -> float:  # noqa: ARG002 - all slots are alike
        """Return the length of a slot [h]."""
        return self.slot / 60

    @property
    def missing(self) -> Mapping[Key, int]:
        """The slots in which somebody is missing, in order of time."""
        return {key: -number for key, number in self._spare.items() if number < 0}


def _moments(day: ScheduledDay) -> Iterable[dt.datetime]:
    if day.start is None or day.end is None:
        return
    yield from (day.start, day.end)
    for first, last in (*day.meals, *day.breaks):
        yield from (first, last)
    for first, last, _ in day.activities:
        yield from (first, last)


def _slots(day: ScheduledDay, slot: int) -> set[int]:
    """Return the slots of a duty without its meals, breaks and activities."""
    if day.start is None or day.end is None:
        return set()
    taken = set(range(minute_of(day.start) // slot * slot, minute_of(day.end), slot))
    activities = ((first, last) for first, last, _ in day.activities)
    for first, last in (*day.meals, *day.breaks, *activities):
        taken -= set(range(minute_of(first) // slot * slot, minute_of(last), slot))
    return taken
