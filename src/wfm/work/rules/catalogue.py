"""The working-time rules of a configuration.

A new rule is a class that is a `rule.Rule`, and an entry in `RULES`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from wfm.errors import InputError
from wfm.quoting import shown
from wfm.values import (
    read_count,
    read_minutes,
    read_number,
    read_range,
    read_switch,
    read_table,
)
from wfm.weekdays import OFF
from wfm.work.rules.counts import NightsPerWeek, PerWeek
from wfm.work.rules.hours import ContractHours, HoursPerWeek
from wfm.work.rules.quick_returns import QUICK_RETURN, QuickReturns
from wfm.work.rules.rests import Forbidden, MinRest
from wfm.work.rules.rule import Average, Duty, Rule
from wfm.work.rules.runs import runs
from wfm.work.rules.shifts_in_stint import SameShiftInStint, ShiftsPerStint
from wfm.work.rules.starts import StartChange, Steady
from wfm.work.rules.stints import (
    DaysOff,
    DaysOffAfterNights,
    DaysOn,
    NightsOn,
    NoLoneDaysOff,
    ShiftRun,
)
from wfm.work.rules.weekend_rhythm import EverySecondWeekend, WholeWeekends
from wfm.work.rules.weekends import DaysOffTogether, FreeWeekends, WeekendsOn

__all__ = [
    "DEFAULT_RULES",
    "RULES",
    "Average",
    "ContractHours",
    "DaysOff",
    "DaysOffAfterNights",
    "DaysOffTogether",
    "DaysOn",
    "Duty",
    "EverySecondWeekend",
    "Forbidden",
    "FreeWeekends",
    "HoursPerWeek",
    "MinRest",
    "NightsOn",
    "NightsPerWeek",
    "NoLoneDaysOff",
    "PerWeek",
    "QuickReturns",
    "Rule",
    "SameShiftInStint",
    "ShiftRun",
    "ShiftsPerStint",
    "StartChange",
    "Steady",
    "WeekendsOn",
    "WholeWeekends",
    "runs",
]


def _free_weekends(value: Any, where: str) -> FreeWeekends:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise InputError(f"{where}: {shown(value)} is not a pair: write [1, 3] for 1 free in any 3")
    least, weekends = (read_count(item, where, 1, 12) for item in value)
    if least > weekends:
        raise InputError(f"{where}: {least} of {weekends} weekends cannot be free")
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
                f"{where}: {shown(item)} is neither two shifts nor two shifts with 'OFF' between"
            )
        sequences.append(names)
    return Forbidden(tuple(sequences))


def _per_week(value: Any, where: str) -> PerWeek:
    if not isinstance(value, Mapping) or not value:
        raise InputError(f"{where}: {shown(value)} names no shift: write {{ late = [0, 3] }}")
    return PerWeek(
        tuple(
            (str(name), *read_range(limits, f"{where}.{name}", 0, 7))
            for name, limits in value.items()
        )
    )


def _quick_returns(value: Any, where: str) -> QuickReturns:
    if not isinstance(value, Mapping):
        return QuickReturns(read_count(value, where, 0, 28))
    table = read_table(value, where, ("most",), ("hours",))
    return QuickReturns(
        read_count(table["most"], f"{where}.most", 0, 28),
        read_minutes(table.get("hours", QUICK_RETURN / 60), f"{where}.hours", 0, 24),
    )


RULES: Mapping[str, Callable[[Any, str], Rule]] = {
    "min_rest_hours": lambda value, where: MinRest(read_minutes(value, where, 0, 48)),
    "days_on": lambda value, where: DaysOn(*read_range(value, where)),
    "days_off": lambda value, where: DaysOff(*read_range(value, where)),
    "no_lone_days_off": lambda value, where: NoLoneDaysOff(read_switch(value, where)),
    "same_shift_in_stint": lambda value, where: SameShiftInStint(read_switch(value, where)),
    "max_shifts_per_stint": lambda value, where: ShiftsPerStint(read_count(value, where, 1, 100)),
    "nights_on": lambda value, where: NightsOn(*read_range(value, where)),
    "days_off_after_nights": lambda value, where: DaysOffAfterNights(
        read_count(value, where, 0, 14)
    ),
    "weekends_on": lambda value, where: WeekendsOn(read_count(value, where, 0, 60)),
    "free_weekends": _free_weekends,
    "whole_weekends": lambda value, where: WholeWeekends(read_switch(value, where)),
    "every_second_weekend": lambda value, where: EverySecondWeekend(read_switch(value, where)),
    "days_off_together": lambda value, where: DaysOffTogether(read_count(value, where, 1, 6)),
    "hours_per_week": lambda value, where: HoursPerWeek(read_minutes(value, where)),
    "forbidden": _forbidden,
    "quick_returns": _quick_returns,
    "per_week": _per_week,
    "start_change": lambda value, where: StartChange(read_minutes(value, where, 0, 24)),
    "nights_per_week": lambda value, where: NightsPerWeek(read_number(value, where, 7)),
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
