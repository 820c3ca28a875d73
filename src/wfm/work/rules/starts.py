"""Rules on the starts of the days of a stint: how far they may move from one day to the next."""

# ruff: noqa: ARG002 - all rules are asked in the same way

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, ClassVar

from wfm.units import duration, hhmm
from wfm.weekdays import DAY
from wfm.work.rules.rule import Days, Fault, Rule, State
from wfm.work.shifts import Band

# A looser step of the change [min].
_STEP = 30


@dataclass(frozen=True)
class StartChange(Rule):
    """Most change of the start from one day of a stint to the next, to earlier or to later.

    Between bands the network takes the worst pair of starts; bands are cut so narrow that every
    two starts of one may follow each other, and of a change of 0 each start is a band.

    Parameters
    ----------
    minutes
        The most [min].
    """

    minutes: int
    citation: str = ""
    name: str = "start_change"
    stricter: ClassVar[Mapping[str, int]] = {"minutes": -1}

    def most_spread(self, shift: str) -> int:
        """Return the most by which the starts of a band of a shift may differ [min]."""
        return self.minutes

    def first(self) -> State:
        """Begin without a duty on the day before."""
        return ()

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Remember the day's starts, of which the worst is compared with the next day's."""
        if band is None:
            return ()
        low, high = band.starts[0], band.starts[-1]
        if band.open:  # the best pair is enough
            low, high = high, low
        if state and max(state[1] - low, high - state[0]) > self.minutes:
            return None
        return (low, high)

    def is_exact(self, bands: Sequence[Band], beside: Sequence[Rule]) -> bool:
        """Whether no change between two bands depends on their starts."""
        for one, other in product(bands, bands):
            apart = [abs(other.starts[i] - one.starts[j]) for i in (0, -1) for j in (0, -1)]
            overlap = one.starts[0] <= other.starts[-1] and other.starts[0] <= one.starts[-1]
            if (0 if overlap else min(apart)) <= self.minutes < max(apart):
                return False
        return True

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each change of the start from one day to the next."""
        for day, duty in enumerate(days):
            before = days[day - 1]
            if duty and before and abs(duty.start - before.start) > self.minutes:
                starts = f"from {hhmm(before.start)} to {hhmm(duty.start)}"
                yield day, f"start moves {starts} the next day, at most {duration(self.minutes)}"

    def value(self) -> str:
        """Write its hours."""
        return duration(self.minutes, "h")

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Let starts move by half an hour more with each step."""
        minutes = self.minutes + _STEP * steps
        if minutes < DAY:
            yield f"starts that move by {duration(minutes)}", replace(self, minutes=minutes)


@dataclass(frozen=True)
class Steady(Rule):
    """One start on consecutive days of a shift.

    Parameters
    ----------
    shift
        Name of the shift.
    """

    shift: str
    citation: str = ""
    name: str = "steady"
    for_all: ClassVar[bool] = False

    def most_spread(self, shift: str) -> int:
        """Return 0 for its shift, each of whose starts is a band."""
        return 0 if shift == self.shift else DAY

    def first(self) -> State:
        """Begin without a duty on the day before."""
        return ()

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Remember the start of the shift."""
        if band is None or band.shift.name != self.shift:
            return ()
        return None if state and state != band.starts else band.starts

    def is_exact(self, bands: Sequence[Band], beside: Sequence[Rule]) -> bool:
        """Whether each start of the shift is a band."""
        return all(len(band.starts) == 1 for band in bands if band.shift.name == self.shift)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Compare the starts of consecutive days of the shift."""
        for day, duty in enumerate(days):
            before = days[day - 1]
            both = duty and before and duty.shift == before.shift == self.shift
            if both and duty and before and duty.start != before.start:
                starts = f"from {hhmm(before.start)} to {hhmm(duty.start)}"
                yield day, f"start of '{self.shift}' moves {starts} the next day"

    def value(self) -> str:
        """Write the shift."""
        return f"'{self.shift}'"
