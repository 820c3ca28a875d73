"""Hours of a week and rules in a planner's words."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.hours import AverageHours, DailyHours, DailyPresence
from wfm.rostering.plan import DAY, WEEK
from wfm.rostering.rests import ShiftChange, WeeklyRest
from wfm.rostering.rules import (
    ContractHours,
    DaysOffAfterNights,
    DaysOffTogether,
    Forbidden,
    FreeWeekends,
    HoursPerWeek,
    MinRest,
    Rule,
    ShiftRun,
    WeekendsOn,
)
from wfm.rostering.weekends import DaysOffPerWeek, FreeSundays
from wfm.units import hhmm, written

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shortage(short: NDArray[np.float64], slot: int, *, solved: bool = True) -> str:
    """Say which hours stay uncovered and by how many agents.

    Parameters
    ----------
    short
        Missing agents of each slot; fractions count up [agents].
    slot
        Length of a slot [min].
    solved
        Whether they are those of a roster, not of its linear program.
    """
    total = short.sum() * slot / 60
    most = int(np.ceil(short.max() - 1e-6))
    worst = np.flatnonzero(np.ceil(short - 1e-6) == most)
    return (
        f"{'' if solved else 'at least '}{written(total)} agent-hours a week stay uncovered, "
        f"at worst {agents(most)}: {hours(worst * slot, slot)}"
    )


def agents(number: int) -> str:
    """Count agents."""
    return f"{number:,d} agent{'' if number == 1 else 's'}"


def hours(minutes: NDArray[np.int64], slot: int) -> str:
    """Name the slots that begin at these minutes of the week, the first stretch if they are many.

    Parameters
    ----------
    minutes
        Beginnings of slots, in order [min after Monday's midnight].
    slot
        Length of a slot [min].
    """
    if len(minutes) * slot >= WEEK:
        return "the whole week"
    stretches = _stretches(minutes, slot)
    first = stretches[0]
    alike = [begin // DAY for begin, end in stretches if _clock(begin, end) == _clock(*first)]
    span = f"{hhmm(first[0])}-{hhmm(first[1])}"
    if first[1] - first[0] >= DAY:
        span = f"{hhmm(first[0])} to {WEEKDAYS[first[1] // DAY % 7]} {hhmm(first[1])}"
    more = len(stretches) - len(alike)
    others = f" and {more} other stretch{'es' if more > 1 else ''}" if more else ""
    return f"{_days(alike)} {span}{others}"


def _stretches(minutes: NDArray[np.int64], slot: int) -> list[tuple[int, int]]:
    """Begin and end of each run of slots; one around the end of the week comes as one, last."""
    parts = np.split(minutes, np.flatnonzero(np.diff(minutes) > slot) + 1)
    found = [(int(part[0]), int(part[-1]) + slot) for part in parts]
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
    MinRest: lambda r: f"{r.minutes / 60:g}",
    DaysOffAfterNights: lambda r: r.least,
    WeekendsOn: lambda r: r.most,
    FreeWeekends: lambda r: f"[{r.least}, {r.weekends}]",
    DaysOffTogether: lambda r: r.least,
    HoursPerWeek: lambda r: f"{r.minutes / 60:g}",
    ContractHours: lambda r: f"{r.minutes / 60:g}",
    AverageHours: lambda r: f"of {r.minutes / 60:g} h in {r.weeks} weeks",
    DailyHours: lambda r: f"{r.minutes / 60:g}",
    DailyPresence: lambda r: f"{r.minutes / 60:g}",
    ShiftRun: lambda r: f"[{r.least}, {r.most}] of '{r.shift}'",
    Forbidden: lambda r: " and ".join(f"'{' then '.join(s)}'" for s in r.follow[:3]),
    WeeklyRest: lambda r: f"of {r.minutes / 60:g} h in {r.days} days",
    DaysOffPerWeek: lambda r: r.least,
    FreeSundays: lambda r: r.least,
    ShiftChange: lambda r: f"{r.minutes / 60:g}",
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
