"""Working-time rules: each both shapes the rotation and judges a finished one.

A rule follows an agent from day to day. `first` is what it knows of an agent who has just had
enough days off; `step` is what it knows after one more day, or None where the day breaks the
rule. The network of the program is the product of these small machines, so that no walk through
it breaks a rule. `faults` looks at a finished rotation alone: a closed sequence of days, whose
last day is followed by the first.

A new rule is a class like these and an entry in `RULES`.
"""

# ruff: noqa: ARG002 - all rules are asked in the same way

import math
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from wfm.errors import InputError

if TYPE_CHECKING:
    from wfm.rostering.plan import Band

State = Hashable
MINUTES_OF_DAY = 1440
OFF = "OFF"
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class Duty:
    """One agent's work on one day, as a finished roster shows it.

    Parameters
    ----------
    shift
        Name of its shift.
    start, end
        From and until when [min after the midnight that begins its day].
    paid
        Paid time [min].
    night
        Whether it covers the night.
    """

    shift: str
    start: int
    end: int
    paid: int
    night: bool


Days = Sequence[Duty | None]
Fault = tuple[int, str]


class Rule(Protocol):
    """What a rule offers; `citation` names the article that asks for it."""

    @property
    def name(self) -> str:
        """Key of the rule in the configuration."""

    @property
    def citation(self) -> str:
        """The article that asks for it; empty where the configuration does."""

    def first(self) -> State:
        """Return the state of an agent who has just had enough days off."""

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Return the state after a day (0 = Monday) on duty or off; None if that is forbidden."""

    def faults(self, days: Days) -> Iterator[Fault]:
        """Yield position and description of each fault of a closed rotation."""


def runs(flags: Sequence[bool]) -> list[tuple[int, float]]:
    """Return first position and length of each run of true in a closed sequence.

    A sequence that is true throughout is one run without end.
    """
    n = len(flags)
    if all(flags):
        return [(0, math.inf)] if n else []
    found = []
    for first in range(n):
        if flags[first] and not flags[first - 1]:
            length = next(k for k in range(1, n + 1) if not flags[(first + k) % n])
            found.append((first, float(length)))
    return found


def _run_faults(flags: Sequence[bool], least: int, most: int, what: str) -> Iterator[Fault]:
    for first, length in runs(flags):
        if not least <= length <= most:
            shown = "without end" if math.isinf(length) else f"{length:.0f}"
            yield first, f"{what} in a row: {shown}, allowed {least} to {most}"


@dataclass(frozen=True)
class MinRest:
    """Rest between a duty's end and the next one's start."""

    minutes: int
    citation: str = ""
    name: str = "min_rest_hours"

    def first(self) -> State:
        """Begin without a duty to rest from."""
        return ()

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Keep the rest between the worst starts of two bands."""
        if band is None:
            if not state or (state[1] + 1) * MINUTES_OF_DAY >= state[0] + self.minutes:
                return ()
            return (state[0], state[1] + 1)
        if state and state[1] * MINUTES_OF_DAY + band.starts[0] - state[0] < self.minutes:
            return None
        return (band.starts[-1] + band.shift.presence, 1)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each rest from a duty's end to the next duty's start."""
        n = len(days)
        for position, duty in enumerate(days):
            if duty is None:
                continue
            gap, following = next(
                (k, days[(position + k) % n]) for k in range(1, n + 1) if days[(position + k) % n]
            )
            assert following is not None
            rest = gap * MINUTES_OF_DAY + following.start - duty.end
            if rest < self.minutes:
                yield (
                    (position + gap) % n,
                    f"rest of {rest / 60:g} h before the duty, at least {self.minutes / 60:g} h",
                )


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

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Count the days on duty."""
        if band is not None:
            return state + 1 if state < self.most else None
        return None if 0 < state < self.least else 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each stint."""
        yield from _run_faults([d is not None for d in days], self.least, self.most, "days on duty")


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

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Count the days off."""
        if band is None:
            return state + 1 if state < self.most else None
        return None if 0 < state < self.least else 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each run of days off."""
        yield from _run_faults([d is None for d in days], self.least, self.most, "days off")


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

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Count the nights."""
        if band is not None and band.night:
            return state + 1 if state < self.most else None
        return None if 0 < state < self.least else 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each run of nights."""
        flags = [duty is not None and duty.night for duty in days]
        yield from _run_faults(flags, self.least, self.most, "nights")


@dataclass(frozen=True)
class DaysOffAfterNights:
    """Days off that follow the last night of a run."""

    least: int
    citation: str = ""
    name: str = "days_off_after_nights"

    def first(self) -> State:
        """Begin without a night."""
        return 0

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
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


def _weekends(days: Days) -> list[bool]:
    """Whether each week's Saturday or Sunday is worked."""
    return [
        any(days[week + day] is not None for day in (SATURDAY, SUNDAY))
        for week in range(0, len(days), 7)
    ]


@dataclass(frozen=True)
class WeekendsOn:
    """Number of worked weekends in a row."""

    most: int
    citation: str = ""
    name: str = "weekends_on"

    def first(self) -> State:
        """Begin after a free weekend."""
        return (0, False)

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Count a weekend as soon as one of its days is worked."""
        count, counted = state
        if weekday < SATURDAY:
            return (count, False)
        if band is not None and not counted:
            if count >= self.most:
                return None
            count, counted = count + 1, True
        if weekday == SUNDAY:
            return (count if counted else 0, False)
        return (count, counted)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each run of worked weekends."""
        for first, length in runs(_weekends(days)):
            if length > self.most:
                shown = "without end" if math.isinf(length) else f"{length:.0f}"
                yield (
                    first * 7 + SATURDAY,
                    f"worked weekends in a row: {shown}, at most {self.most}",
                )


@dataclass(frozen=True)
class FreeWeekends:
    """Free weekends among any so many weekends that follow one another."""

    least: int
    weekends: int
    citation: str = ""
    name: str = "free_weekends"

    def first(self) -> State:
        """Begin after free weekends."""
        return ((False,) * (self.weekends - 1), False)

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Remember which of the last weekends were worked."""
        past, worked = state
        if weekday < SATURDAY:
            return (past, False)
        worked = worked or band is not None
        if worked and self.weekends - sum(past) - 1 < self.least:
            return None
        if weekday == SUNDAY:
            return ((*past, worked)[1:], False)
        return (past, worked)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Count the free weekends of every window."""
        worked = _weekends(days)
        n = len(worked)
        for first in range(n):
            free = sum(not worked[(first + k) % n] for k in range(self.weekends))
            if free < self.least:
                counted = f"free weekends in the {self.weekends} from here: {free}"
                yield first * 7 + SATURDAY, f"{counted}, at least {self.least}"


@dataclass(frozen=True)
class DaysOffTogether:
    """Consecutive days off from a Monday to the Sunday after it, in every week."""

    least: int
    citation: str = ""
    name: str = "days_off_together"

    def first(self) -> State:
        """Begin in a week that has its days off."""
        return (0, True)

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
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
                yield week, f"days off together in the week: {longest}, at least {self.least}"


@dataclass(frozen=True)
class HoursPerWeek:
    """Paid time of the duties that start from a Monday to a Sunday."""

    minutes: int
    citation: str = ""
    name: str = "hours_per_week"

    def first(self) -> State:
        """Begin without hours."""
        return 0

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
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
                yield week, f"{paid / 60:g} h in the week, at most {self.minutes / 60:g} h"


@dataclass(frozen=True)
class ContractHours:
    """Average week of a team: the program bounds it, lines are cut to keep it."""

    minutes: float
    citation: str = ""
    name: str = "weekly_hours"

    def first(self) -> State:
        """Know nothing: a day by itself cannot break an average."""
        return 0

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Know nothing: a day by itself cannot break an average."""
        return 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Average all weeks of the rotation."""
        weeks = len(days) // 7
        paid = sum(duty.paid for duty in days if duty)
        if paid > self.minutes * weeks:
            yield 0, f"{paid / weeks / 60:.2f} h a week on average, at most {self.minutes / 60:g} h"


@dataclass(frozen=True)
class Forbidden:
    """Shifts that may not follow: on the next day, or with one day off between."""

    follow: tuple[tuple[str, ...], ...]
    citation: str = ""
    name: str = "forbidden"

    def first(self) -> State:
        """Begin without a duty to rest from."""
        return ()

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Remember the last shift, and one day off after it where a triple begins so."""
        if band is None:
            kept = len(state) == 1 and any(f[:2] == (*state, OFF) for f in self.follow)
            return (*state, OFF) if kept else ()
        if (*state, band.shift.name) in self.follow:
            return None
        return (band.shift.name,)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Look for each forbidden sequence."""
        n = len(days)
        names = [duty.shift if duty else OFF for duty in days]
        for sequence in self.follow:
            for first in range(n):
                if all(names[(first + k) % n] == name for k, name in enumerate(sequence)):
                    yield (first + len(sequence) - 1) % n, f"forbidden: {' then '.join(sequence)}"


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

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Count the days on the shift."""
        if band is not None and band.shift.name == self.shift:
            return state + 1 if state < self.most else None
        return None if 0 < state < self.least else 0

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each run of the shift."""
        flags = [duty is not None and duty.shift == self.shift for duty in days]
        yield from _run_faults(flags, self.least, self.most, f"days on '{self.shift}'")


# --- reading a rule from the configuration ------------------------------------------------


def read_minutes(value: Any, where: str, low: float = 0, high: float = 168) -> int:
    """Read hours as minutes."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise InputError(f"{where}: {value!r} is not a number of hours from {low:g} to {high:g}")
    minutes = round(value * 60)
    if abs(minutes - value * 60) > 1e-6:
        raise InputError(f"{where}: {value!r} hours are not a whole number of minutes")
    return minutes


def read_count(value: Any, where: str, low: int = 0, high: int = 1_000_000) -> int:
    """Read a whole number."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise InputError(f"{where}: {value!r} is not a whole number from {low} to {high}")
    return value


def read_range(value: Any, where: str, low: int = 1, high: int = 60) -> tuple[int, int]:
    """Read a pair of least and most."""
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise InputError(f"{where}: {value!r} is not a pair: write [least, most]")
    least, most = (read_count(item, where, low, high) for item in value)
    if least > most:
        raise InputError(f"{where}: the least, {least}, is above the most, {most}")
    return least, most


def _free_weekends(value: Any, where: str) -> FreeWeekends:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise InputError(f"{where}: {value!r} is not a pair: write [1, 3] for 1 free in any 3")
    least, weekends = (read_count(item, where, 1, 12) for item in value)
    if least > weekends:
        raise InputError(f"{where}: {least} free of {weekends} weekends cannot be")
    return FreeWeekends(least, weekends)


def _forbidden(value: Any, where: str) -> Forbidden:
    if not isinstance(value, (list, tuple)):
        raise InputError(f'{where}: write a list of pairs such as [["late", "early"]]')
    sequences = []
    for item in value:
        names = tuple(item) if isinstance(item, (list, tuple)) else ()
        if not all(isinstance(name, str) for name in names):
            names = ()
        pair = len(names) == 2 and OFF not in names
        triple = len(names) == 3 and names[1] == OFF and OFF not in (names[0], names[2])
        if not pair and not triple:
            raise InputError(
                f"{where}: {item!r} is neither two shifts nor two shifts with 'OFF' between"
            )
        sequences.append(names)
    return Forbidden(tuple(sequences))


RULES: Mapping[str, Callable[[Any, str], Rule]] = {
    "min_rest_hours": lambda value, where: MinRest(read_minutes(value, where, 0, 48)),
    "days_on": lambda value, where: DaysOn(*read_range(value, where)),
    "days_off": lambda value, where: DaysOff(*read_range(value, where)),
    "nights_on": lambda value, where: NightsOn(*read_range(value, where)),
    "days_off_after_nights": lambda value, where: DaysOffAfterNights(
        read_count(value, where, 0, 14)
    ),
    "weekends_on": lambda value, where: WeekendsOn(read_count(value, where, 0, 60)),
    "free_weekends": _free_weekends,
    "days_off_together": lambda value, where: DaysOffTogether(read_count(value, where, 1, 6)),
    "hours_per_week": lambda value, where: HoursPerWeek(read_minutes(value, where)),
    "forbidden": _forbidden,
}

DEFAULT_RULES: Mapping[str, Any] = {
    "min_rest_hours": 11,
    "days_on": [2, 6],
    "days_off": [1, 4],
    "nights_on": [2, 4],
    "days_off_after_nights": 2,
    "weekends_on": 2,
    "hours_per_week": 48,
    "forbidden": [
        ["day", "early"],
        ["late", "early"],
        ["late", "day"],
        ["night", "early"],
        ["night", "day"],
        ["night", "late"],
    ],
}
