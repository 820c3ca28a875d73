"""Rules on how often: shifts in a week, and nights on average of a rotation."""

# ruff: noqa: ARG002 - all rules are asked in the same way

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from wfm.weekdays import SUNDAY
from wfm.work.rules.rule import Average, Days, Duty, Fault, Rule, State
from wfm.work.shifts import Band, Shift

_TINY = 1e-9


@dataclass(frozen=True)
class PerWeek(Rule):
    """Duties of some shifts that start from a Monday to the Sunday after it.

    Parameters
    ----------
    shifts
        Name of each, and the least and the most of it.
    """

    shifts: tuple[tuple[str, int, int], ...]
    citation: str = ""
    name: str = "per_week"
    for_all: ClassVar[bool] = False

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

    def on_dates(self, days: Days, known: Sequence[bool]) -> Iterator[Fault]:
        """Ask for the least in weeks of which every day is known."""
        for week in range(0, len(days), 7):
            for name, least, most in self.shifts:
                count = sum(d is not None and d.shift == name for d in days[week : week + 7])
                short = count < least and all(known[week : week + 7])
                if short or count > most:
                    yield week, f"'{name}' in the week: {count}, allowed {least} to {most}"

    def value(self) -> str:
        """Write the range of each shift."""
        return " and ".join(f"[{least}, {most}] of '{name}'" for name, least, most in self.shifts)

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Widen the range of each shift at each end."""
        for name, least, most in self.shifts:
            for words, wider in (
                (f"{most + steps} of '{name}' a week", (name, least, most + steps)),
                (f"{least - steps} of '{name}' a week", (name, least - steps, most)),
            ):
                if wider[1] >= 0 and wider[2] <= 7:
                    shifts = tuple(wider if one[0] == name else one for one in self.shifts)
                    yield words, replace(self, shifts=shifts)

    def shift_names(self) -> set[str]:
        """Name its shifts."""
        return {name for name, *_ in self.shifts}

    def for_shifts(self, names: Collection[str]) -> Rule:
        """Keep what is said of these shifts."""
        return replace(self, shifts=tuple(one for one in self.shifts if one[0] in names))


@dataclass(frozen=True)
class NightsPerWeek(Average):
    """Nights of an agent in a week, on average of the rotation."""

    most: float
    citation: str = ""
    name: str = "nights_per_week"
    counts: ClassVar[Literal["hours", "nights"]] = "nights"

    @property
    def limit(self) -> float:
        """The most, per agent and week [nights]."""
        return self.most

    def amount(self, band: Band) -> float:
        """Count a duty of a band [nights]."""
        return float(band.night)

    @property
    def swing(self) -> float:
        """A whole run of nights may lie at either end [nights]."""
        return 7.0

    def of(self, duty: Duty) -> float:
        """Count a night [nights]."""
        return float(duty.night)

    def written(self, amount: float) -> str:
        """Write so many nights."""
        return f"{amount:.4g} nights"

    def faults(self, days: Days) -> Iterator[Fault]:
        """Average all weeks of the rotation."""
        weeks = len(days) // 7
        nights = sum(duty.night for duty in days if duty)
        if nights > self.most * weeks + _TINY:
            yield 0, f"{nights / weeks:.2f} nights a week on average, at most {self.most:g}"

    def value(self) -> str:
        """Write the most."""
        return f"{self.most:g}"

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Allow half a night more with each step."""
        most = self.most + 0.5 * steps
        yield f"{most:g} nights a week on average", replace(self, most=most)

    def usable(self, shifts: Sequence[Shift], most: Callable[[float, int], float]) -> Rule:
        """Count whole nights."""
        return replace(self, most=most(self.most, 1))
