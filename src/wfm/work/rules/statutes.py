"""Rules that statutes ask for, on top of those of the configuration.

Where a statute speaks of a window that slides over months, the small machine of the network keeps
something stricter that is told in the class, and `faults` judges a finished rotation by the
statute itself: what the network builds is always clean, and a roster made by hand is not accused
of what the law allows.
"""

from collections.abc import Callable, Mapping
from typing import Any

from wfm.values import read_count, read_minutes, read_table
from wfm.work.rules.daily import DailyHours, DailyPresence
from wfm.work.rules.hours import AverageHours, ContractHours
from wfm.work.rules.night import read_night
from wfm.work.rules.rests import ShiftChange, WeeklyRest
from wfm.work.rules.rule import Rule
from wfm.work.rules.weekends import WEEKS_OF_YEAR, DaysOffPerWeek, FreeSundays


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


# What a configuration may ask for as well.
RULES: Mapping[str, Callable[[Any, str], Rule]] = {
    "weekly_rest": _weekly_rest,
    "average_hours": _average_hours,
    "daily_hours": _daily_hours,
    "daily_presence_hours": lambda value, where: DailyPresence(read_minutes(value, where, 1, 24)),
    "days_off_per_week": lambda value, where: DaysOffPerWeek(read_count(value, where, 0, 6)),
    "free_sundays": lambda value, where: FreeSundays(read_count(value, where, 0, WEEKS_OF_YEAR)),
    "shift_change_rest": lambda value, where: ShiftChange(read_minutes(value, where, 0, 48)),
}

# What a configuration says otherwise: the weekly_hours of a contract.
OF_CONTRACTS: Mapping[str, Callable[[Any, str], Rule]] = {
    "rotation_hours": lambda value, where: ContractHours(
        read_minutes(value, where, 1), name="rotation_hours"
    ),
}
