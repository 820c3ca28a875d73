"""Rules on a single duty: how long it is, and how much of it is paid."""

# ruff: noqa: ARG002 - all rules are asked in the same way

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from wfm.units import duration
from wfm.work.rules.night import Night
from wfm.work.rules.rule import Days, Fault, Rule, State
from wfm.work.shifts import Band, Shift

_LESS_IS_STRICTER: Mapping[str, int] = {"minutes": -1}


@dataclass(frozen=True)
class DailyHours(Rule):
    """Paid time of a duty; where `night` is given, of a duty with so much night work."""

    minutes: int
    night: Night | None = None
    citation: str = ""
    name: str = "daily_hours"
    stricter: ClassVar[Mapping[str, int]] = _LESS_IS_STRICTER

    def first(self) -> State:
        """Know nothing: each duty stands for itself."""
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Refuse bands of longer duties."""
        if band is None or band.shift.paid <= self.minutes:
            return 0
        if self.night is None:
            return None
        length = band.shift.presence
        held = [self.night.holds(start, start + length) for start in band.starts]
        return None if all(held) or (any(held) and not band.open) else 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each duty."""
        for position, duty in enumerate(days):
            if duty and duty.paid > self.minutes:
                if self.night and not self.night.holds(duty.start, duty.end):
                    continue
                yield position, self._fault(duty.paid)

    def lacks(self, shift: Shift) -> Iterator[str]:
        """Say what is wrong with a shift of the catalogue."""
        if shift.paid > self.minutes and (self.night is None or self.night.touches(shift)):
            yield self._fault(shift.paid)

    def value(self) -> str:
        """Write its hours."""
        return duration(self.minutes, "")

    def is_exact(self, bands: Sequence[Band], beside: Sequence[Rule]) -> bool:
        """Whether it does not ask which starts of a band are night work."""
        return self.night is None

    def _fault(self, paid: int) -> str:
        what = "of a duty with night work" if self.night else "of a duty"
        return f"{duration(paid)} {what}, at most {duration(self.minutes)}"


@dataclass(frozen=True)
class DailyPresence(Rule):
    """Time from a duty's start to its end: what a daily rest in each 24 hours leaves."""

    minutes: int
    citation: str = ""
    name: str = "daily_presence_hours"
    stricter: ClassVar[Mapping[str, int]] = _LESS_IS_STRICTER

    def first(self) -> State:
        """Know nothing: each duty stands for itself."""
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Refuse bands of longer duties."""
        return 0 if band is None or band.shift.presence <= self.minutes else None

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each duty."""
        for position, duty in enumerate(days):
            if duty and duty.length > self.minutes:
                yield position, self._fault(duty.length)

    def lacks(self, shift: Shift) -> Iterator[str]:
        """Say what is wrong with a shift of the catalogue."""
        if shift.presence > self.minutes:
            yield self._fault(shift.presence)

    def value(self) -> str:
        """Write its hours."""
        return duration(self.minutes, "")

    def _fault(self, length: int) -> str:
        return f"{duration(length)} from start to end, at most {duration(self.minutes)}"
