"""Rules on hours: in a week, and on average."""

# ruff: noqa: ARG002 - all rules are asked in the same way
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from wfm.units import duration
from wfm.work.rules.night import Night
from wfm.work.rules.rule import Average, Days, Duty, Fault, Rule, State, known_weeks
from wfm.work.shifts import Band, Shift

_LESS_IS_STRICTER: Mapping[str, int] = {"minutes": -1}


@dataclass(frozen=True)
class HoursPerWeek(Rule):
    """Paid time of the duties that start from a Monday to a Sunday."""

    minutes: int
    citation: str = ""
    name: str = "hours_per_week"
    stricter: ClassVar[Mapping[str, int]] = _LESS_IS_STRICTER

    def first(self) -> State:
        """Begin without hours."""
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Add up the week's paid time."""
        total = state if weekday else 0
        if band is not None:
            total += band.shift.paid
        return total if total <= self.minutes else None

    def faults(self, days: Days) -> Iterator[Fault]:
        """Add up each week."""
        for week in range(0, len(days), 7):
            paid = sum(duty.paid for duty in days[week : week + 7] if duty)
            if paid > self.minutes:
                yield week, f"{duration(paid)} in the week, at most {duration(self.minutes)}"

    def value(self) -> str:
        """Write its hours."""
        return duration(self.minutes, "")

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Allow four hours more with each step."""
        more = self.minutes + 240 * steps
        yield f"{duration(more, ' hours')} a week", replace(self, minutes=more)


@dataclass(frozen=True)
class ContractHours(Average):
    """Average week of a team: the program bounds it, lines are cut to keep it."""

    minutes: float
    citation: str = ""
    name: str = "weekly_hours"
    stricter: ClassVar[Mapping[str, int]] = _LESS_IS_STRICTER
    for_all: ClassVar[bool] = False
    counts: ClassVar[Literal["hours", "nights"]] = "hours"

    @property
    def limit(self) -> float:
        """The most, per agent and week [h]."""
        return self.minutes / 60

    def amount(self, band: Band) -> float:
        """Return the paid time of a duty of a band [h]."""
        return band.shift.paid / 60

    @property
    def swing(self) -> float:
        """A week of them [h]: rotations have long weeks and short ones."""
        return self.limit

    def of(self, duty: Duty) -> float:
        """Return its paid time [h]."""
        return duty.paid / 60

    def written(self, amount: float) -> str:
        """Write so many hours."""
        return f"{amount:.4g} h"

    def faults(self, days: Days) -> Iterator[Fault]:
        """Average all weeks of the rotation."""
        weeks = len(days) // 7
        paid = sum(duty.paid for duty in days if duty)
        if paid > self.minutes * weeks:
            yield (
                0,
                f"{paid / weeks / 60:.2f} h a week on average, at most {duration(self.minutes)}",
            )

    def value(self) -> str:
        """Write its hours."""
        return duration(self.minutes, "")

    def left_out(self) -> tuple[Rule, ...]:
        """Return itself: contracts always hold."""
        return (self,)

    def refuses(self, weekly_minutes: float) -> str:
        """Refuse contracts of more hours."""
        if weekly_minutes <= self.minutes:
            return ""
        most = duration(self.minutes, "")
        return f"weekly_hours of {duration(weekly_minutes, '')}, at most {most} on average"

    def usable(self, shifts: Sequence[Shift], most: Callable[[float, int], float]) -> Rule:
        """Count whole duties."""
        duty = math.gcd(*(shift.paid for shift in shifts))
        return replace(self, minutes=most(self.minutes, duty))


@dataclass(frozen=True)
class AverageHours(Rule):
    """Paid time of a week on average over any so many weeks in a row.

    Where `night` is given, only rotations with night work are bound. The machine keeps the
    average in every single week, from Monday to Sunday: windows of months would need to remember
    months. Where it is `open`, it lets everything pass.
    """

    minutes: int
    weeks: int
    night: Night | None = None
    citation: str = ""
    name: str = "average_hours"
    open: bool = False
    stricter: ClassVar[Mapping[str, int]] = _LESS_IS_STRICTER

    def first(self) -> State:
        """Begin without hours."""
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Add up the week's paid time."""
        if self.open:
            return 0
        total = (state if weekday else 0) + (band.shift.paid if band is not None else 0)
        return total if total <= self.minutes else None

    def faults(self, days: Days) -> Iterator[Fault]:
        """Average every window; a rotation shorter than the window is walked again."""
        if self.night and not any(d and self.night.holds(d.start, d.end) for d in days):
            return
        paid = [sum(d.paid for d in days[w : w + 7] if d) for w in range(0, len(days), 7)]
        n = len(paid)
        whole, part = divmod(self.weeks, n)
        worst = max(
            range(n), key=lambda first: sum(paid[(first + k) % n] for k in range(part)), default=0
        )
        total = whole * sum(paid) + sum(paid[(worst + k) % n] for k in range(part))
        if total > self.minutes * self.weeks:
            average = f"{total / self.weeks / 60:.2f} h a week on average of {self.weeks} weeks"
            who = ", with night work" if self.night else ""
            yield worst * 7, f"{average}{who}, at most {duration(self.minutes)}"

    def on_dates(self, days: Days, known: Sequence[bool]) -> Iterator[Fault]:
        """Average every window of so many weeks, or all weeks where they are fewer.

        Weeks of which nothing is known, such as those on leave, are no part of it.
        """
        if self.night and not any(d and self.night.holds(d.start, d.end) for d in days):
            return
        weeks = known_weeks(known)
        paid = {week: sum(d.paid for d in days[7 * week : 7 * week + 7] if d) for week in weeks}
        for place in range(max(1, len(weeks) - self.weeks + 1)):
            part = weeks[place : place + self.weeks]
            total = sum(paid[week] for week in part)
            if total > self.minutes * len(part):
                average = f"{total / len(part) / 60:.2f} h a week on average of {len(part)} weeks"
                who = ", with night work" if self.night else ""
                yield part[0] * 7, f"{average}{who}, at most {duration(self.minutes)}"
                return

    def value(self) -> str:
        """Write its hours and weeks."""
        return f"of {duration(self.minutes)} in {self.weeks} weeks"

    def is_exact(self, bands: Sequence[Band], beside: Sequence[Rule]) -> bool:
        """Say no: each week by itself keeps the average."""
        return False

    def opened(self) -> Iterator[Rule]:
        """Let every week pass, and bound the mean of the rotation: that of all windows."""
        yield replace(self, open=True)
        if self.night is None:
            yield ContractHours(self.minutes, self.citation, self.name)
