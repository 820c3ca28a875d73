"""Rules on weekends, Sundays and days off in a week."""

# ruff: noqa: ARG002 - all rules are asked in the same way

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from wfm.weekdays import DAY, SATURDAY, SUNDAY
from wfm.work.rules.rule import Days, Fault, Rule, State, counted
from wfm.work.rules.runs import runs
from wfm.work.shifts import Band

WEEKS_OF_YEAR = 52


def worked_weekends(days: Sequence[object | None], weekend: Sequence[int]) -> list[bool]:
    """Return whether a duty starts on a day of the weekend in each week; None is a day off."""
    return [any(days[week + day] is not None for day in weekend) for week in range(0, len(days), 7)]


@dataclass(frozen=True)
class WeekendsOn(Rule):
    """Number of worked weekends in a row."""

    most: int
    citation: str = ""
    name: str = "weekends_on"
    weekend: tuple[int, ...] = (SATURDAY, SUNDAY)
    stricter: ClassVar[Mapping[str, int]] = {"most": -1}

    def first(self) -> State:
        """Begin after a free weekend."""
        return (0, False)

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count a weekend as soon as one of its days is worked; know nothing more on other days."""
        if weekday not in self.weekend:
            return state  # type: ignore[no-any-return]
        count, counted = state
        if band is not None and not counted:
            if count >= self.most:
                return None
            count, counted = count + 1, True
        if weekday == self.weekend[-1]:
            return (count if counted else 0, False)
        return (count, counted)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each run of worked weekends."""
        for first, length in runs(worked_weekends(days, self.weekend)):
            if length > self.most:
                shown = "without end" if math.isinf(length) else f"{length:.0f}"
                yield (
                    first * 7 + self.weekend[0],
                    f"worked weekends in a row: {shown}, at most {self.most}",
                )

    def value(self) -> str:
        """Write the most."""
        return f"{self.most}"

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Allow more."""
        most = self.most + steps
        yield f"{counted(most, 'worked weekend')} in a row", replace(self, most=most)

    def with_weekend(self, weekend: tuple[int, ...]) -> Rule:
        """Return it with these weekdays as the weekend."""
        return replace(self, weekend=weekend)


@dataclass(frozen=True)
class FreeWeekends(Rule):
    """Free weekends among any so many weekends that follow one another."""

    least: int
    weekends: int
    citation: str = ""
    name: str = "free_weekends"
    weekend: tuple[int, ...] = (SATURDAY, SUNDAY)
    stricter: ClassVar[Mapping[str, int]] = {"least": 1}

    def first(self) -> State:
        """Begin after free weekends."""
        return ((False,) * (self.weekends - 1), False)

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Remember which of the last weekends were worked."""
        if weekday not in self.weekend:
            return state  # type: ignore[no-any-return]
        past, worked = state
        worked = worked or band is not None
        if worked and self.weekends - sum(past) - 1 < self.least:
            return None
        if weekday == self.weekend[-1]:
            return ((*past, worked)[1:], False)
        return (past, worked)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Count the free weekends of every window."""
        worked = worked_weekends(days, self.weekend)
        n = len(worked)
        for first in range(n):
            free = sum(not worked[(first + k) % n] for k in range(self.weekends))
            if free < self.least:
                found = f"free weekends among the {self.weekends} from here: {free}"
                yield first * 7 + self.weekend[0], f"{found}, at least {self.least}"

    def value(self) -> str:
        """Write both numbers."""
        return f"[{self.least}, {self.weekends}]"

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Ask for fewer, but for one."""
        if self.least > steps:
            least = self.least - steps
            words = f"{counted(least, 'free weekend')} in {self.weekends}"
            yield words, replace(self, least=least)

    def with_weekend(self, weekend: tuple[int, ...]) -> Rule:
        """Return it with these weekdays as the weekend."""
        return replace(self, weekend=weekend)


@dataclass(frozen=True)
class DaysOffTogether(Rule):
    """Consecutive days off from a Monday to the Sunday after it, in every week."""

    least: int
    citation: str = ""
    name: str = "days_off_together"
    stricter: ClassVar[Mapping[str, int]] = {"least": 1}

    def first(self) -> State:
        """Begin in a week that has its days off."""
        return (0, True)

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count days off in a row until there are enough in the week."""
        row, enough = state if weekday else (0, False)
        row = 0 if band is not None or enough else row + 1
        enough = enough or row >= self.least
        if enough:
            return (0, True)
        return None if weekday == SUNDAY else (row, False)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure the longest run of days off of each week."""
        for week in range(0, len(days), 7):
            row = longest = 0
            for duty in days[week : week + 7]:
                row = 0 if duty else row + 1
                longest = max(longest, row)
            if longest < self.least:
                yield week, f"longest run of days off in the week: {longest}, at least {self.least}"

    def value(self) -> str:
        """Write the least."""
        return f"{self.least}"


@dataclass(frozen=True)
class DaysOffPerWeek(Rule):
    """Days from Monday to Sunday on which no duty starts."""

    least: int
    citation: str = ""
    name: str = "days_off_per_week"
    stricter: ClassVar[Mapping[str, int]] = {"least": 1}

    def first(self) -> State:
        """Begin without a duty."""
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count the week's days on duty."""
        worked = (state if weekday else 0) + (band is not None)
        return worked if worked <= 7 - self.least else None

    def faults(self, days: Days) -> Iterator[Fault]:
        """Count the days off of each week."""
        for week in range(0, len(days), 7):
            off = sum(duty is None for duty in days[week : week + 7])
            if off < self.least:
                yield week, f"days off in the week: {off}, at least {self.least}"

    def value(self) -> str:
        """Write the least."""
        return f"{self.least}"


@dataclass(frozen=True)
class FreeSundays(Rule):
    """Sundays of a year, from midnight to midnight, that no duty touches.

    The machine keeps one free Sunday among any so many that a year's number is reached; where it
    is `open`, it lets everything pass.
    """

    least: int
    citation: str = ""
    name: str = "free_sundays"
    open: bool = False
    stricter: ClassVar[Mapping[str, int]] = {"least": 1}

    def first(self) -> State:
        """Begin after a free Sunday."""
        return (0, False)

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count worked Sundays in a row; a Saturday's duty may reach into Sunday."""
        if self.open:
            return (0, False)
        row, touched = state
        if weekday < SATURDAY:
            return (row, False)
        if band is not None:
            end = band.after + band.shift.presence
            touched = touched or weekday == SUNDAY or end > DAY
        if weekday == SATURDAY:
            return (row, touched)
        row = row + 1 if touched else 0
        most = WEEKS_OF_YEAR // self.least - 1 if self.least else WEEKS_OF_YEAR
        if self.least and row > most:
            return None
        return (min(row, most), False)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Count the free Sundays of the 52 weeks after each line; the worst line is named."""
        free = [not _touches_sunday(days, week) for week in range(0, len(days), 7)]
        n = len(free)
        if not n:
            return
        counts = [sum(free[(first + k) % n] for k in range(WEEKS_OF_YEAR)) for first in range(n)]
        worst = min(range(n), key=counts.__getitem__)
        if counts[worst] < self.least:
            found = f"free Sundays in 52 weeks: {counts[worst]}"
            yield worst * 7 + SUNDAY, f"{found}, at least {self.least}"

    def value(self) -> str:
        """Write the least."""
        return f"{self.least}"

    def is_exact(self, bands: Sequence[Band], beside: Sequence[Rule]) -> bool:
        """Say no: a free Sunday among so many is more than a year's number."""
        return False

    def opened(self) -> Iterator[Rule]:
        """Let everything pass."""
        yield replace(self, open=True)


def _touches_sunday(days: Days, week: int) -> bool:
    saturday = days[week + SATURDAY]
    late = saturday is not None and saturday.end > DAY
    return late or days[week + SUNDAY] is not None
