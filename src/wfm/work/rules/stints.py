"""Rules on runs of days: stints, days off, nights and shifts."""

# ruff: noqa: ARG002 - all rules are asked in the same way

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from wfm.work.rules.rule import (
    Days,
    Fault,
    Rule,
    State,
    Switch,
    counted,
)
from wfm.work.rules.runs import open_run_faults, run_faults, runs
from wfm.work.shifts import Band


@dataclass(frozen=True)
class _Range(Rule):
    """A least and a most of days in a row.

    Attributes
    ----------
    long, short
        What a greater most and a smaller least allow.
    """

    least: int
    most: int
    citation: str = ""
    name: str = ""
    stricter: ClassVar[Mapping[str, int]] = {"least": 1, "most": -1}
    long: ClassVar[str]
    short: ClassVar[str]

    def value(self) -> str:
        """Write both ends."""
        return f"[{self.least}, {self.most}]"

    @property
    def fixed(self) -> int | None:
        """The least where it is also the most."""
        return self.least if self.least == self.most else None

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Widen it at its upper and at its lower end."""
        yield from _wider(self, steps, self.long, self.short)

    def contradicts(self, other: Rule) -> bool:
        """Whether two ranges have nothing in common."""
        if not isinstance(other, _Range) or type(self) is not type(other):
            return False
        return max(self.least, other.least) > min(self.most, other.most)


@dataclass(frozen=True)
class DaysOn(_Range):
    """Length of a stint: consecutive days on duty."""

    name: str = "days_on"
    long = "{} days on in a row"
    short = "stints of {}"

    def first(self) -> State:
        """Begin off duty."""
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count the days on duty."""
        if band is not None:
            return state + 1 if state < self.most else None
        return None if 0 < state < self.least else 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each stint."""
        yield from run_faults([d is not None for d in days], self.least, self.most, "days on duty")

    def on_dates(self, days: Days, known: Sequence[bool]) -> Iterator[Fault]:
        """Measure each stint known from end to end, and what is known of others."""
        flags = [duty is not None for duty in days]
        yield from open_run_faults(flags, known, self.least, self.most, "days on duty")


@dataclass(frozen=True)
class DaysOff(_Range):
    """Number of consecutive days off."""

    name: str = "days_off"
    long = "{} days off in a row"
    short = "{} off between stints"

    def first(self) -> State:
        """Begin after enough days off."""
        return self.least

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count the days off."""
        if band is None:
            return state + 1 if state < self.most else None
        return None if 0 < state < self.least else 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each run of days off."""
        yield from run_faults([d is None for d in days], self.least, self.most, "days off")

    def on_dates(self, days: Days, known: Sequence[bool]) -> Iterator[Fault]:
        """Measure each run of days off known from end to end, and what is known of others."""
        flags = [duty is None and there for duty, there in zip(days, known, strict=True)]
        yield from open_run_faults(flags, known, self.least, self.most, "days off")


@dataclass(frozen=True)
class NoLoneDaysOff(Switch):
    """No single day off between two duties."""

    citation: str = ""
    name: str = "no_lone_days_off"
    loose: ClassVar[str] = "lone days off"

    def first(self) -> State:
        """Begin after days off."""
        return 2

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count the days off up to two."""
        if not self.on:
            return 2
        if band is None:
            return 1 if state == 0 else 2
        return None if state == 1 else 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Look for days off that are alone."""
        for first, length in runs([duty is None for duty in days]) if self.on else ():
            if length == 1:
                yield first, "a day off between two duties, at least two in a row"

    def on_dates(self, days: Days, known: Sequence[bool]) -> Iterator[Fault]:
        """Leave out days that are not known to be off."""
        yield from (fault for fault in super().on_dates(days, known) if known[fault[0]])


@dataclass(frozen=True)
class NightsOn(_Range):
    """Number of consecutive nights."""

    name: str = "nights_on"
    long = "{} nights in a row"
    short = "runs of {} on nights"

    def first(self) -> State:
        """Begin without a night."""
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count the nights."""
        if band is not None and band.night:
            return state + 1 if state < self.most else None
        return None if 0 < state < self.least else 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each run of nights."""
        flags = [duty is not None and duty.night for duty in days]
        yield from run_faults(flags, self.least, self.most, "nights")

    def on_dates(self, days: Days, known: Sequence[bool]) -> Iterator[Fault]:
        """Measure each run of nights known from end to end, and what is known of others."""
        flags = [duty is not None and duty.night for duty in days]
        yield from open_run_faults(flags, known, self.least, self.most, "nights")


@dataclass(frozen=True)
class DaysOffAfterNights(Rule):
    """Days off that follow the last night of a run."""

    least: int
    citation: str = ""
    name: str = "days_off_after_nights"
    stricter: ClassVar[Mapping[str, int]] = {"least": 1}

    def first(self) -> State:
        """Begin without a night."""
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count down the days off that are owed; nights themselves may follow one another."""
        last_was_night, owed = state if state else (False, 0)
        if band is None:
            return (False, owed - 1) if owed > 1 else 0
        if band.night and (last_was_night or not owed):
            return (True, self.least) if self.least else 0
        return None if owed else 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Look at the days after each run of nights."""
        n = len(days)
        for first, length in runs([duty is not None and duty.night for duty in days]):
            if math.isinf(length):
                continue
            after = first + int(length)
            off = next((k for k in range(self.least) if days[(after + k) % n]), self.least)
            if off < self.least:
                yield (
                    (after - 1) % n,
                    f"days off after nights: {off}, at least {self.least}",
                )

    def value(self) -> str:
        """Write the least."""
        return f"{self.least}"

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Ask for fewer days off."""
        if self.least >= steps:
            least = self.least - steps
            yield f"{counted(least, 'day')} off after nights", replace(self, least=least)


def _wider(rule: Any, steps: int, long: str, short: str) -> Iterator[tuple[str, Rule]]:
    """Widen a range of days at its upper and at its lower end."""
    yield long.format(rule.most + steps), replace(rule, most=rule.most + steps)
    if rule.least > steps:
        least = rule.least - steps
        yield short.format(counted(least, "day")), replace(rule, least=least)


@dataclass(frozen=True)
class ShiftRun(Rule):
    """Number of consecutive days on one shift."""

    shift: str
    least: int
    most: int
    citation: str = ""
    name: str = "run"
    stricter: ClassVar[Mapping[str, int]] = {"least": 1, "most": -1}
    for_all: ClassVar[bool] = False

    def first(self) -> State:
        """Begin without a day on the shift."""
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count the days on the shift."""
        if band is not None and band.shift.name == self.shift:
            return state + 1 if state < self.most else None
        return None if 0 < state < self.least else 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each run of the shift."""
        flags = [duty is not None and duty.shift == self.shift for duty in days]
        yield from run_faults(flags, self.least, self.most, f"days on '{self.shift}'")

    def on_dates(self, days: Days, known: Sequence[bool]) -> Iterator[Fault]:
        """Measure each run known from end to end, and what is known of others."""
        flags = [duty is not None and duty.shift == self.shift for duty in days]
        what = f"days on '{self.shift}'"
        yield from open_run_faults(flags, known, self.least, self.most, what)

    def value(self) -> str:
        """Write both ends and the shift."""
        return f"[{self.least}, {self.most}] of '{self.shift}'"

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Widen it at its upper and at its lower end."""
        shift = f"of '{self.shift}'"
        yield from _wider(self, steps, f"{{}} days {shift} in a row", f"{{}} {shift} alone")
