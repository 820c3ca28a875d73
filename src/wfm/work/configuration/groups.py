"""Read the contract groups of a configuration: shifts, agents, contracts, costs."""

import difflib
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from wfm.errors import InputError, OptionError
from wfm.timestamps import zone
from wfm.values import no_twins, read_count, read_keys, read_minutes, read_number, read_text
from wfm.work.configuration.patterns import average_week, read_patterns
from wfm.work.configuration.shifts import read_shift, read_skills
from wfm.work.patterns import Pattern
from wfm.work.plan import MOST_ROSTERED, Group
from wfm.work.rules.catalogue import RULES, ContractHours, MinRest, Rule
from wfm.work.shifts import Shift

GROUP_KEYS = [
    "name",
    "weekly_hours",
    "agents",
    "min_agents",
    "max_agents",
    "hours_per_week",
    "nights_per_week",
    "per_week",
    "cost_per_hour",
    "night_premium",
    "sunday_premium",
    "weekend_premium",
    "presence_hours",
    "paid_hours",
    "meals",
    "breaks",
    "min_gap_minutes",
    "shift",
    "patterns",
    "timezone",
    "skills",
]
# Rules that a group may have of its own.
_GROUP_RULES = ("hours_per_week", "nights_per_week", "per_week")

DEFAULT_SHIFTS: tuple[Mapping[str, Any], ...] = (
    {"name": "early", "starts": "05:00-08:30"},
    {"name": "day", "starts": "09:00-12:00"},
    {"name": "late", "starts": "12:30-16:30"},
    {"name": "night", "starts": "20:00-23:30"},
)
_DEFAULT_WEEK = 2400
# Far above any plan, and few enough to be refused or planned within the time limit.
_MOST_SHIFTS = 100


def check_shifts(names: Collection[str], known: Collection[str], where: str) -> None:
    """Refuse names that no shift has."""
    for name in sorted(set(names) - set(known)):
        near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0)
        raise InputError(f"{where}: no shift is called '{name}'; the nearest one is {near[0]}")


def read_group(value: Any, where: str, rules: Sequence[Rule], *, assumed: bool = False) -> Group:
    """Read a contract group, which keeps these rules besides its own.

    Parameters
    ----------
    value
        Its table.
    where
        Its path in the configuration.
    rules
        The rules of all groups.
    assumed
        Whether nobody configured them: of those a group with patterns keeps the rest between
        duties, and its patterns say the days.
    """
    table = read_keys(value, where, GROUP_KEYS)
    if "name" not in table:
        raise InputError(f"{where}: the group has no name")
    shifts: list[Shift] = []
    runs: list[Rule] = []
    tables = table.get("shift", DEFAULT_SHIFTS)
    if not isinstance(tables, Sequence) or isinstance(tables, str) or not tables:
        raise InputError(f"{where}.shift: write one or more tables [[roster.group.shift]]")
    if len(tables) > _MOST_SHIFTS:
        raise InputError(f"{where}.shift: {len(tables)} shifts: at most {_MOST_SHIFTS} are allowed")
    for i, one in enumerate(tables, 1):
        shift, run = read_shift(one, table, f"{where}.shift[{i}]")
        shifts.append(shift)
        runs += run
    no_twins([shift.name for shift in shifts], f"{where}.shift", "shifts")
    names = {shift.name for shift in shifts}
    patterns = _patterns(table, names, where)
    if patterns and assumed:
        rules = [rule for rule in rules if rule.rest_between("", "") is not None]
    own: dict[str, Rule] = {rule.name: rule for rule in rules}
    for key in _GROUP_RULES:
        if key in table:
            own[key] = RULES[key](table[key], f"{where}.{key}")
            check_shifts(own[key].shift_names(), names, f"{where}.{key}")
    # Of a rule for all groups, a group keeps what is said of its own shifts.
    own = {key: rule.for_shifts(names) for key, rule in own.items()}
    # Nobody works two duties at once, whatever the rules.
    own.setdefault("min_rest_hours", MinRest(0))
    weekly = average_week(patterns, shifts) if patterns else _DEFAULT_WEEK
    if "weekly_hours" in table:
        weekly = read_minutes(table["weekly_hours"], f"{where}.weekly_hours", 1)
    return Group(
        name=read_text(table["name"], f"{where}.name"),
        shifts=tuple(shifts),
        rules=(*own.values(), *runs, ContractHours(weekly)),
        weekly_minutes=weekly,
        agents=_agents(table, where),
        cost_per_hour=read_number(table.get("cost_per_hour", 1.0), f"{where}.cost_per_hour"),
        night_premium=read_number(table.get("night_premium", 0.0), f"{where}.night_premium"),
        sunday_premium=read_number(table.get("sunday_premium", 0.0), f"{where}.sunday_premium"),
        weekend_premium=read_number(table.get("weekend_premium", 0.0), f"{where}.weekend_premium"),
        patterns=patterns,
        zone=_zone(table, where),
        skills=read_skills(table.get("skills", []), f"{where}.skills"),
    )


def _patterns(table: Mapping[str, Any], names: Collection[str], where: str) -> tuple[Pattern, ...]:
    """Read the fixed patterns of a group, if it has any."""
    if "patterns" not in table:
        return ()
    return read_patterns(table["patterns"], names, f"{where}.patterns")


def _zone(table: Mapping[str, Any], where: str) -> ZoneInfo | None:
    """Read the zone of a group's clock."""
    if "timezone" not in table:
        return None
    try:
        return zone(read_text(table["timezone"], f"{where}.timezone"))
    except OptionError as error:
        raise InputError(f"{where}.timezone: {error.message}") from None


def _agents(table: Mapping[str, Any], where: str) -> tuple[int, int | None]:
    given = {
        key: read_count(table[key], f"{where}.{key}", 0, MOST_ROSTERED)
        for key in ("agents", "min_agents", "max_agents")
        if key in table
    }
    if "agents" in given:
        if len(given) > 1:
            raise InputError(
                f"{where}: agents is an exact number: leave out min_agents and max_agents"
            )
        return given["agents"], given["agents"]
    least, most = given.get("min_agents", 0), given.get("max_agents")
    if most is not None and least > most:
        raise InputError(f"{where}: min_agents, {least}, is above max_agents, {most}")
    return least, most
