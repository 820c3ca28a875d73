"""Rules on the shifts that a stint may mix."""

# ruff: noqa: ARG002 - all rules are asked in the same way

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, ClassVar

from wfm.work.rules.rule import Days, Fault, Rule, State, Switch
from wfm.work.rules.runs import stints
from wfm.work.shifts import Band


@dataclass(frozen=True)
class ShiftsPerStint(Rule):
    """Different shifts in a stint."""

    most: int
    citation: str = ""
    name: str = "max_shifts_per_stint"
    stricter: ClassVar[Mapping[str, int]] = {"most": -1}

    def first(self) -> State:
        """Begin off duty."""
        return frozenset()

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Remember the shifts of the stint."""
        if band is None:
            return frozenset()
        shifts: frozenset[str] = state | {band.shift.name}
        return shifts if len(shifts) <= self.most else None

    def faults(self, days: Days) -> Iterator[Fault]:
        """Go through each stint, to the first shift that is one too many."""
        for stint in stints(days):
            seen: dict[str, int] = {}
            for day in stint:
                duty = days[day]
                assert duty is not None, "a stint has duties alone"
                seen.setdefault(duty.shift, day)
            if len(seen) > self.most:
                names = ", ".join(f"'{name}'" for name in seen)
                place = list(seen.values())[self.most]
                yield place, f"shifts in the stint: {len(seen)} ({names}), at most {self.most}"

    def value(self) -> str:
        """Write the most."""
        return f"{self.most}"

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Allow one more with each step."""
        most = self.most + steps
        yield f"{most} shifts in a stint", replace(self, most=most)


@dataclass(frozen=True)
class SameShiftInStint(Switch):
    """One shift throughout a stint."""

    citation: str = ""
    name: str = "same_shift_in_stint"

    def first(self) -> State:
        """Begin off duty."""
        return ""

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Remember the shift of the stint."""
        if band is None or not self.on:
            return ""
        return band.shift.name if state in ("", band.shift.name) else None

    def faults(self, days: Days) -> Iterator[Fault]:
        """Compare each duty with that of the day before."""
        for day, (before, duty) in enumerate(pairwise((days[-1], *days)) if self.on else ()):
            if before and duty and before.shift != duty.shift:
                change = f"from '{before.shift}' to '{duty.shift}'"
                yield day, f"shift changes in the stint {change}, allowed one throughout"

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Allow two shifts in a stint, and one more with each step."""
        if self.on:
            yield f"{1 + steps} shifts in a stint", ShiftsPerStint(1 + steps)
