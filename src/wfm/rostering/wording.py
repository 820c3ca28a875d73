"""Hours of a week and rules in a planner's words."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.rules.catalogue import (
    ContractHours,
    DaysOffAfterNights,
    DaysOffTogether,
    Forbidden,
    FreeWeekends,
    HoursPerWeek,
    MinRest,
    NightsPerWeek,
    PerWeek,
    Rule,
    ShiftRun,
    WeekendsOn,
)
from wfm.rostering.rules.hours import AverageHours, DailyHours, DailyPresence
from wfm.rostering.rules.rests import ShiftChange, WeeklyRest
from wfm.rostering.rules.weekends import DaysOffPerWeek, FreeSundays
from wfm.rostering.slots import Slots
from wfm.units import duration, hhmm, written
from wfm.weekdays import DAY, WEEK

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shortage(short: NDArray[np.float64], slots: Slots, *, solved: bool = True) -> str:
    """Say which hours stay uncovered and by how many agents.

    Parameters
    ----------
    short
        Missing agents of each slot; fractions count up [agents].
    slots
        The slots.
    solved
        Whether they are those of a roster, not of its linear program.
    """
    total = float(short @ slots.lengths) / 60
    most = int(np.ceil(short.max() - 1e-6))
    worst = np.flatnonzero(np.ceil(short - 1e-6) == most)
    return (
        f"{'' if solved else 'at least '}{agent_hours(total)} a week stay uncovered, "
        f"at worst {agents(most)}: {hours(slots, worst)}"
    )


def counted(number: int, what: str) -> str:
    """Count something that takes an s where there is not one of it."""
    return f"{number:,d} {what}{'' if number == 1 else 's'}"


def agents(number: int) -> str:
    """Count agents."""
    return counted(number, "agent")


def agent_hours(hours: float) -> str:
    """Write hours of agents."""
    return f"{tenths(hours)} agent-hours"


def tenths(hours: float) -> str:
    """Write hours to a tenth, and the fewest to a hundredth."""
    return written(hours, 1 if hours >= 0.05 else 2)


def hours(slots: Slots, numbers: NDArray[np.int64]) -> str:
    """Name some slots, in order: the first stretch if they are many."""
    if len(numbers) == len(slots.begins):
        return "the whole week"
    begins = slots.begins[numbers]
    stretches = _stretches(begins, begins + slots.lengths[numbers])
    first = stretches[0]
    alike = [begin // DAY for begin, end in stretches if _clock(begin, end) == _clock(*first)]
    span = f"{hhmm(first[0])}-{hhmm(first[1])}"
    over_midnight = first[1] // DAY > first[0] // DAY and first[1] % DAY
    if first[1] - first[0] >= DAY or (over_midnight and len(alike) == 1):
        span = f"{hhmm(first[0])} to {WEEKDAYS[first[1] // DAY % 7]} {hhmm(first[1])}"
    elif over_midnight:
        span += " the next day"
    more = len(stretches) - len(alike)
    others = f" and {more} other stretch{'es' if more > 1 else ''}" if more else ""
    return f"{_days(alike)} {span}{others}"


def _stretches(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Begin and end of each run of slots; one around the end of the week comes as one, last."""
    apart = np.flatnonzero(begins[1:] > ends[:-1]) + 1
    parts = zip(np.split(begins, apart), np.split(ends, apart), strict=True)
    found = [(int(first[0]), int(last[-1])) for first, last in parts]
    if len(found) > 1 and found[0][0] == 0 and found[-1][1] == WEEK:
        (_, end), (begin, _) = found[0], found[-1]
        found = [*found[1:-1], (begin, WEEK + end)]
    return found


def _clock(begin: int, end: int) -> tuple[int, int]:
    return begin % DAY, end - begin


def _days(days: Sequence[int]) -> str:
    first, last = days[0], days[-1]
    if len(days) == len(WEEKDAYS):
        return "every day"
    if len(days) > 2 and last - first == len(days) - 1:
        return f"{WEEKDAYS[first]} to {WEEKDAYS[last]}"
    *names, final = (WEEKDAYS[day] for day in days)
    return f"{', '.join(names)} and {final}" if names else final


_SHOWN: Mapping[type, Any] = {
    MinRest: lambda r: f"{duration(r.minutes, '')}",
    DaysOffAfterNights: lambda r: r.least,
    WeekendsOn: lambda r: r.most,
    FreeWeekends: lambda r: f"[{r.least}, {r.weekends}]",
    DaysOffTogether: lambda r: r.least,
    HoursPerWeek: lambda r: f"{duration(r.minutes, '')}",
    ContractHours: lambda r: f"{duration(r.minutes, '')}",
    AverageHours: lambda r: f"of {duration(r.minutes)} in {r.weeks} weeks",
    DailyHours: lambda r: f"{duration(r.minutes, '')}",
    DailyPresence: lambda r: f"{duration(r.minutes, '')}",
    ShiftRun: lambda r: f"[{r.least}, {r.most}] of '{r.shift}'",
    Forbidden: lambda r: " and ".join(f"'{' then '.join(s)}'" for s in r.follow[:3]),
    WeeklyRest: lambda r: f"of {duration(r.minutes)} in {r.days} days",
    DaysOffPerWeek: lambda r: r.least,
    FreeSundays: lambda r: r.least,
    PerWeek: lambda r: " and ".join(f"[{a}, {b}] of '{name}'" for name, a, b in r.shifts),
    NightsPerWeek: lambda r: f"{r.most:g}",
    ShiftChange: lambda r: f"{duration(r.minutes, '')}",
}


def shown(rule: Rule) -> str:
    """Name a rule as the configuration writes it, with the article that asks for it."""
    if type(rule) in _SHOWN:
        value = f" {_SHOWN[type(rule)](rule)}"
    elif hasattr(rule, "least") and hasattr(rule, "most"):
        value = f" [{rule.least}, {rule.most}]"
    else:
        value = ""
    cited = f" ({rule.citation})" if rule.citation else ""
    return f"{rule.name}{value}{cited}"


def listed(names: Sequence[str]) -> str:
    """Join names by commas and a last "and"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
