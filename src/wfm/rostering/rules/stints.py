"""Rules on runs of days: stints, days off, nights and shifts."""

# ruff: noqa: ARG002 - all rules are asked in the same way

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wfm.rostering.rules.rule import Days, Fault, State, run_faults, runs
from wfm.rostering.shifts import Band


@dataclass(frozen=True)
class DaysOn:
    """Length of a stint: consecutive days on duty."""

    least: int
    most: int
    citation: str = ""
    name: str = "days_on"

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


@dataclass(frozen=True)
class DaysOff:
    """Number of consecutive days off."""

    least: int
    most: int
    citation: str = ""
    name: str = "days_off"

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


@dataclass(frozen=True)
class NightsOn:
    """Number of consecutive nights."""

    least: int
    most: int
    citation: str = ""
    name: str = "nights_on"

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


@dataclass(frozen=True)
class DaysOffAfterNights:
    """Days off that follow the last night of a run."""

    least: int
    citation: str = ""
    name: str = "days_off_after_nights"

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


@dataclass(frozen=True)
class ShiftRun:
    """Number of consecutive days on one shift."""

    shift: str
    least: int
    most: int
    citation: str = ""
    name: str = "run"

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
