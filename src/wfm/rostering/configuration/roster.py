"""Read the shift catalogue and the rules of a configuration.

Every key that is not understood is an error that names the nearest key: what a planner wrote is
never ignored.
"""

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, cast

from wfm.errors import InputError, OptionError
from wfm.options.catalogue import keys_of
from wfm.quoting import shown
from wfm.rostering.configuration.activities import read_activities
from wfm.rostering.configuration.law import apply as with_law
from wfm.rostering.configuration.shifts import read_shift
from wfm.rostering.configuration.weekend import read_weekend, with_weekend
from wfm.rostering.plan import MOST_ROSTERED, Closed, Group, Plan
from wfm.rostering.rules.catalogue import DEFAULT_RULES, RULES, ContractHours, MinRest, Rule
from wfm.rostering.rules.statutes import RULES as STATUTE_RULES
from wfm.rostering.shifts import Shift
from wfm.values import (
    no_twins,
    read_count,
    read_keys,
    read_minutes,
    read_number,
    read_text,
    read_window,
)
from wfm.weekdays import DAY

PLAN_KEYS = [
    "rotation",
    "rotation_weeks",
    "coverage",
    "max_over",
    "closed",
    "weekend",
    "country",
    "night",
    "rules",
    "law",
    "opt_out",
    "group",
]
# Former names of keys, and what they are called now.
RENAMED_KEYS = {"presets": "law"}
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
_MOST_GROUPS, _MOST_SHIFTS = 50, 100
_CLOSED = ("never", "allowed")


def plan_from(config: Mapping[str, Any], law: str | Sequence[str] | None = None) -> Plan:
    """Read what a roster is made of.

    Parameters
    ----------
    config
        The whole configuration as parsed; of ``forecast`` only ``country`` is read.
    law
        Presets of working-time law, as ``"eu-wtd,de-arbzg"``; None: those of the configuration.

    Raises
    ------
    InputError
        If a key is unknown or a value cannot be; the message names the key's path.
    """
    table = config.get("roster", {})
    for former, name in RENAMED_KEYS.items():
        if isinstance(table, Mapping) and former in table:
            raise InputError(f"roster.{former} is now roster.{name}: write {name} = ...")
    table = read_keys(table, "roster", [*PLAN_KEYS, *keys_of("roster")])
    groups = table.get("group", [{"name": "full_time"}])
    if not isinstance(groups, Sequence) or isinstance(groups, str) or not groups:
        raise InputError("roster.group: write one or more tables [[roster.group]]")
    if len(groups) > _MOST_GROUPS:
        raise InputError(f"roster.group: {len(groups)} groups: at most {_MOST_GROUPS} are allowed")
    named = "rules" in table
    rules = _rules(table["rules"] if named else DEFAULT_RULES, "roster.rules")
    weekend = read_weekend(config)
    read = tuple(
        with_weekend(_group(g, f"roster.group[{i}]", rules), weekend)
        for i, g in enumerate(groups, 1)
    )
    no_twins([group.name for group in read], "roster.group", "groups")
    if named:
        _known_shifts(rules, read)
    plan = Plan(
        groups=read,
        night=_night(table.get("night", "01:00-04:00")),
        rotation=cast(
            Literal["teams", "single"],
            _choice(table, "rotation", "teams", ("teams", "single")),
        ),
        rotation_weeks=read_count(table.get("rotation_weeks", 8), "roster.rotation_weeks", 1, 520),
        coverage=cast(
            Literal["at_least", "exact"],
            _choice(table, "coverage", "at_least", ("at_least", "exact")),
        ),
        max_over=(
            read_count(table["max_over"], "roster.max_over") if "max_over" in table else None
        ),
        currency=str(config.get("currency", "")).strip(),
        closed=cast(Closed, _choice(table, "closed", "never", _CLOSED)),
        activities=read_activities(config.get("activity", []), read),
        assumed=frozenset({"group", "rules"} - {*table}),
    )
    if law is not None:
        return with_law(plan, law, _names(table, "opt_out"))
    try:
        return with_law(plan, _names(table, "law"), _names(table, "opt_out"))
    except OptionError as error:
        raise InputError(f"roster.law: {error.message}") from None


def with_closed(plan: Plan, closed: str) -> Plan:
    """Return a plan that says who may be on duty while the site is closed.

    Raises
    ------
    OptionError
        If it is neither ``"never"`` nor ``"allowed"``.
    """
    if closed not in _CLOSED:
        raise OptionError("closed", f"{shown(closed)} is not one of {', '.join(_CLOSED)}")
    return replace(plan, closed=cast(Closed, closed))


def _choice(table: Mapping[str, Any], key: str, default: str, allowed: tuple[str, ...]) -> str:
    value = table.get(key, default)
    if value not in allowed:
        raise InputError(f"roster.{key}: {shown(value)} is not one of {', '.join(allowed)}")
    return str(value)


def _names(table: Mapping[str, Any], key: str) -> str | Sequence[str]:
    value = table.get(key, ())
    listed = (value,) if isinstance(value, str) else value
    if not isinstance(listed, (list, tuple)) or not all(isinstance(name, str) for name in listed):
        raise InputError(f"roster.{key}: {shown(value)} is not a name or a list of names")
    return value  # type: ignore[no-any-return]


def _night(value: Any) -> tuple[int, int]:
    first, last = read_window(read_text(value, "roster.night"), "roster.night")
    return first, last if last > first else last + DAY


def rule_readers() -> dict[str, Callable[[Any, str], Rule]]:
    """Return what reads each key of ``[roster.rules]``."""
    return {**RULES, **STATUTE_RULES}


def _rules(table: Any, where: str) -> tuple[Rule, ...]:
    readers = rule_readers()
    table = read_keys(table, where, tuple(readers))
    return tuple(readers[key](value, f"{where}.{key}") for key, value in table.items())


def _known_shifts(rules: Sequence[Rule], groups: Sequence[Group]) -> None:
    known = {shift.name for group in groups for shift in group.shifts}
    for rule in rules:
        _known(rule.shift_names(), known, f"roster.rules.{rule.name}")


def _known(names: Collection[str], known: Collection[str], where: str) -> None:
    for name in sorted(set(names) - set(known)):
        near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0)
        raise InputError(f"{where}: no shift is called '{name}'; the nearest one is {near[0]}")


def _group(value: Any, where: str, rules: Sequence[Rule]) -> Group:
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
    own: dict[str, Rule] = {rule.name: rule for rule in rules}
    for key in _GROUP_RULES:
        if key in table:
            own[key] = RULES[key](table[key], f"{where}.{key}")
            _known(own[key].shift_names(), names, f"{where}.{key}")
    # Of a rule for all groups, a group keeps what is said of its own shifts.
    own = {key: rule.for_shifts(names) for key, rule in own.items()}
    # Nobody works two duties at once, whatever the rules.
    own.setdefault("min_rest_hours", MinRest(0))
    weekly = read_minutes(table.get("weekly_hours", _DEFAULT_WEEK / 60), f"{where}.weekly_hours", 1)
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
    )


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
