"""Rules that statutes ask for, on top of those in `rules`: each shapes and judges a rotation.

The classes keep the protocol of `rules.Rule`. Where a statute speaks of a window that slides over
months, the small machine of the network keeps something stricter that is told in the class, and
`faults` judges a finished rotation by the statute itself: what the network builds is always
clean, and a roster made by hand is not accused of what the law allows.
"""

# ruff: noqa: ARG002 - all rules are asked in the same way

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from wfm.errors import InputError
from wfm.rostering.hours import AverageHours, DailyHours, DailyPresence, Night
from wfm.rostering.rules import (
    MINUTES_OF_DAY,
    SATURDAY,
    SUNDAY,
    ContractHours,
    Days,
    Duty,
    Fault,
    Rule,
    State,
    read_count,
    read_minutes,
)
from wfm.units import clock

if TYPE_CHECKING:
    from wfm.rostering.plan import Band

WEEKS_OF_YEAR = 52


@dataclass(frozen=True)
class WeeklyRest:
    """An unbroken rest in every so many days.

    From the first duty after such a rest to the last one before the next there are fewer days than
    that, days off that are no part of such a rest included: of seven days, at most six. So every
    seven days in a row have one, from whichever day they are counted, which is at least as strict
    as a statute that fixes the day on which its seven begin.

    The machine counts these days, and remembers until when the last duty ran; between bands it
    takes the worst pair of starts.
    """

    minutes: int
    days: int = 7
    citation: str = ""
    name: str = "weekly_rest"

    def first(self) -> State:
        """Begin after a long rest."""
        return ()

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Count the days since the rest."""
        if band is None:
            if not state or state[0] - MINUTES_OF_DAY <= -self.minutes:
                return ()
            return (state[0] - MINUTES_OF_DAY, state[1] + 1)
        rested = not state or band.starts[0] - state[0] >= self.minutes
        count = 1 if rested else state[1] + 1
        if count >= self.days:
            return None
        return (band.starts[-1] + band.shift.presence - MINUTES_OF_DAY, count)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Count the days from each rest that is long enough to the next one."""
        duties = [(i, duty) for i, duty in enumerate(days) if duty]
        if not duties:
            return
        turn = len(days)
        around = (duties[0][0] + turn, duties[0][1])
        rests = [
            (day, following)
            for (day, duty), (following, after) in pairwise([*duties, around])
            if (following - day) * MINUTES_OF_DAY + after.start - duty.end >= self.minutes
        ]
        hours = self.minutes / 60
        if not rests:
            yield duties[0][0], f"no rest of {hours:g} h in the whole rotation"
            return
        for (_, first), (last, _) in pairwise([*rests, (rests[0][0] + turn, 0)]):
            count = last - first + 1
            if count >= self.days:
                allowed = f"at most {self.days - 1}"
                yield last % turn, f"{count} days without a rest of {hours:g} h, {allowed}"


@dataclass(frozen=True)
class DaysOffPerWeek:
    """Days from Monday to Sunday on which no duty starts."""

    least: int
    citation: str = ""
    name: str = "days_off_per_week"

    def first(self) -> State:
        """Begin without a duty."""
        return 0

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Count the week's days on duty."""
        worked = (state if weekday else 0) + (band is not None)
        return worked if worked <= 7 - self.least else None

    def faults(self, days: Days) -> Iterator[Fault]:
        """Count the days off of each week."""
        for week in range(0, len(days), 7):
            off = sum(duty is None for duty in days[week : week + 7])
            if off < self.least:
                yield week, f"days off in the week: {off}, at least {self.least}"


@dataclass(frozen=True)
class FreeSundays:
    """Sundays of a year, from midnight to midnight, that no duty touches.

    The machine keeps one free Sunday among any so many that a year's number is reached.
    """

    least: int
    citation: str = ""
    name: str = "free_sundays"

    def first(self) -> State:
        """Begin after a free Sunday."""
        return (0, False)

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Count worked Sundays in a row; a Saturday's duty may reach into Sunday."""
        row, touched = state
        if weekday < SATURDAY:
            return (row, False)
        if band is not None:
            end = band.starts[-1] + band.shift.presence
            touched = touched or weekday == SUNDAY or end > MINUTES_OF_DAY
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


def _touches_sunday(days: Days, week: int) -> bool:
    saturday = days[week + SATURDAY]
    late = saturday is not None and saturday.end > MINUTES_OF_DAY
    return late or days[week + SUNDAY] is not None


@dataclass(frozen=True)
class ShiftChange:
    """Rest between duties of two different shifts; the same shift may follow as it likes."""

    minutes: int
    citation: str = ""
    name: str = "shift_change_rest"

    def first(self) -> State:
        """Begin without a duty to rest from."""
        return ()

    def step(self, state: Any, weekday: int, band: "Band | None") -> State | None:
        """Keep the rest between the worst starts of bands of two shifts."""
        if band is None:
            if not state or state[0] - MINUTES_OF_DAY <= -self.minutes:
                return ()
            return (state[0] - MINUTES_OF_DAY, state[1])
        short = state and band.starts[0] - state[0] < self.minutes
        if short and band.shift.name != state[1]:
            return None
        return (band.starts[-1] + band.shift.presence - MINUTES_OF_DAY, band.shift.name)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Measure each rest between two shifts."""
        duties: list[tuple[int, Duty]] = [(i, duty) for i, duty in enumerate(days) if duty]
        if not duties:
            return
        around = (duties[0][0] + len(days), duties[0][1])
        for (day, duty), (following, after) in pairwise([*duties, around]):
            rest = (following - day) * MINUTES_OF_DAY + after.start - duty.end
            if rest < self.minutes and after.shift != duty.shift:
                change = f"from '{duty.shift}' to '{after.shift}'"
                yield (
                    following % len(days),
                    f"rest of {rest / 60:g} h {change}, at least {self.minutes / 60:g} h",
                )


# --- reading a rule from data --------------------------------------------------------------


def read_table(value: Any, where: str, needed: Sequence[str], optional: Sequence[str] = ()) -> Any:
    """Check that a value is a table with these keys."""
    if not isinstance(value, Mapping):
        raise InputError(f"{where}: {value!r} is not a table")
    for key in value:
        if key not in needed and key not in optional:
            known = ", ".join([*needed, *optional])
            raise InputError(f"{where}: unknown key '{key}': known are {known}")
    for key in needed:
        if key not in value:
            raise InputError(f"{where}: {key} is missing")
    return value


def read_night(value: Any, where: str) -> Night | None:
    """Read a night: ``{ from = "23:00", to = "06:00", minutes = 180 }``; None is none."""
    if value is None:
        return None
    table = read_table(value, where, ("from", "to", "minutes"))
    first, last = clock(table["from"], f"{where}.from"), clock(table["to"], f"{where}.to")
    least = read_count(table["minutes"], f"{where}.minutes", 1, MINUTES_OF_DAY)
    return Night(first, last if last > first else last + MINUTES_OF_DAY, least)


def _weekly_rest(value: Any, where: str) -> WeeklyRest:
    table = read_table(value, where, ("hours", "days"))
    days = read_count(table["days"], f"{where}.days", 1, 28)
    return WeeklyRest(read_minutes(table["hours"], f"{where}.hours", 1), days)


def _average_hours(value: Any, where: str) -> AverageHours:
    table = read_table(value, where, ("hours", "weeks"), ("night",))
    return AverageHours(
        read_minutes(table["hours"], f"{where}.hours", 1),
        read_count(table["weeks"], f"{where}.weeks", 1, WEEKS_OF_YEAR),
        read_night(table.get("night"), f"{where}.night"),
    )


def _daily_hours(value: Any, where: str) -> DailyHours:
    if not isinstance(value, Mapping):
        return DailyHours(read_minutes(value, where, 1, 24))
    table = read_table(value, where, ("hours", "night"))
    minutes = read_minutes(table["hours"], f"{where}.hours", 1, 24)
    return DailyHours(minutes, read_night(table["night"], f"{where}.night"))


RULES: Mapping[str, Callable[[Any, str], Rule]] = {
    "weekly_rest": _weekly_rest,
    "average_hours": _average_hours,
    "rotation_hours": lambda value, where: ContractHours(
        read_minutes(value, where, 1), name="rotation_hours"
    ),
    "daily_hours": _daily_hours,
    "daily_presence_hours": lambda value, where: DailyPresence(read_minutes(value, where, 1, 24)),
    "days_off_per_week": lambda value, where: DaysOffPerWeek(read_count(value, where, 0, 6)),
    "free_sundays": lambda value, where: FreeSundays(read_count(value, where, 0, WEEKS_OF_YEAR)),
    "shift_change_rest": lambda value, where: ShiftChange(read_minutes(value, where, 0, 48)),
}
