"""Rules on how often: shifts in a week, and nights on average of a rotation."""

# ruff: noqa: ARG002 - all rules are asked in the same way

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wfm.rostering.rules.rule import Days, Fault, State
from wfm.rostering.shifts import Band
from wfm.weekdays import SUNDAY

_TINY = 1e-9


@dataclass(frozen=True)
class PerWeek:
    """Duties of some shifts that start from a Monday to the Sunday after it.

    Parameters
    ----------
    shifts
        Name of each, and the least and the most of it.
    """

    shifts: tuple[tuple[str, int, int], ...]
    citation: str = ""
    name: str = "per_week"

    def first(self) -> State:
        """Begin without a duty."""
        return (0,) * len(self.shifts)

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count the week's duties of each shift; on its Sunday there are enough."""
        worked = "" if band is None else band.shift.name
        counts: tuple[int, ...] = state if weekday else (0,) * len(self.shifts)
        counts = tuple(
            count + (name == worked)
            for count, (name, _, _) in zip(counts, self.shifts, strict=True)
        )
        limits = [(n, least, most) for n, (_, least, most) in zip(counts, self.shifts, strict=True)]
        if any(n > most for n, _, most in limits):
            return None
        if weekday < SUNDAY:
            return counts
        return self.first() if all(n >= least for n, least, _ in limits) else None

    def faults(self, days: Days) -> Iterator[Fault]:
        """Count the duties of each week."""
        for week in range(0, len(days), 7):
            for name, least, most in self.shifts:
                count = sum(d is not None and d.shift == name for d in days[week : week + 7])
                if not least <= count <= most:
                    yield week, f"'{name}' in the week: {count}, allowed {least} to {most}"


@dataclass(frozen=True)
class NightsPerWeek:
    """Nights of an agent in a week, on average of the rotation."""

    most: float
    citation: str = ""
    name: str = "nights_per_week"

    @property
    def limit(self) -> float:
        """The most, per agent and week [nights]."""
        return self.most

    def amount(self, band: Band) -> float:
        """Count a duty of a band [nights]."""
        return float(band.night)

    def words(self, amount: float) -> str:
        """Write so many nights."""
        return f"{amount:.4g} nights"

    def first(self) -> State:
        """Know nothing: a day by itself cannot break an average."""
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Know nothing: a day by itself cannot break an average."""
        return 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Average all weeks of the rotation."""
        weeks = len(days) // 7
        nights = sum(duty.night for duty in days if duty)
        if nights > self.most * weeks + _TINY:
            yield 0, f"{nights / weeks:.2f} nights a week on average, at most {self.most:g}"
