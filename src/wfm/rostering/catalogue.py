"""Read the shift catalogue and the rules of a configuration.

Every key that is not understood is an error that names the nearest key: what a planner wrote is
never ignored.
"""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

from wfm.errors import InputError, OptionError
from wfm.rostering import presets as law
from wfm.rostering.plan import DAY, Activity, Group, Pause, Plan, Shift
from wfm.rostering.readers import read_count, read_minutes, read_range
from wfm.rostering.rules import (
    DEFAULT_RULES,
    OFF,
    RULES,
    ContractHours,
    Forbidden,
    MinRest,
    Rule,
    ShiftRun,
)
from wfm.rostering.statutes import RULES as STATUTE_RULES
from wfm.units import clock

_ROSTER_KEYS = [
    "rotation",
    "rotation_weeks",
    "coverage",
    "max_over",
    "night",
    "rules",
    "presets",
    "opt_out",
    "group",
    "week",
    "time_limit",
    "gap",
    "fairness",
]
_GROUP_KEYS = [
    "name",
    "weekly_hours",
    "agents",
    "min_agents",
    "max_agents",
    "hours_per_week",
    "cost_per_hour",
    "night_premium",
    "sunday_premium",
    "presence_hours",
    "paid_hours",
    "meals",
    "breaks",
    "min_gap_minutes",
    "shift",
]
_SHIFT_KEYS = [
    "name",
    "starts",
    "run",
    "presence_hours",
    "paid_hours",
    "meals",
    "breaks",
    "min_gap_minutes",
]
# A contract's weekly_hours are the average of its rotation.
_RULES = {**RULES, **{k: v for k, v in STATUTE_RULES.items() if k != "rotation_hours"}}
_ACTIVITY_KEYS = ("name", "minutes", "per_line", "window", "weekdays", "groups")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PAUSE_KEYS = ("minutes", "from_hours", "to_hours")

_DEFAULT_SHIFTS: tuple[Mapping[str, Any], ...] = (
    {"name": "early", "starts": "05:00-08:30"},
    {"name": "day", "starts": "09:00-12:00"},
    {"name": "late", "starts": "12:30-16:30"},
    {"name": "night", "starts": "20:00-23:30"},
)
_DEFAULT_PRESENCE, _DEFAULT_PAID, _DEFAULT_WEEK = 510, 480, 2400
_DEFAULT_MEAL = {"minutes": 30, "from_hours": 3, "to_hours": 5}


def plan_from(config: Mapping[str, Any], presets: str | Sequence[str] | None = None) -> Plan:
    """Read what a roster is made of.

    Parameters
    ----------
    config
        The whole configuration as parsed; only ``roster`` and ``activity`` are read.
    presets
        Presets of working-time law, as ``"eu-wtd,de-arbzg"``; None: those of the configuration.

    Raises
    ------
    InputError
        If a key is unknown or a value cannot be; the message names the key's path.
    """
    table = _table(config.get("roster", {}), "roster", _ROSTER_KEYS)
    groups = table.get("group", [{"name": "full_time"}])
    if not isinstance(groups, Sequence) or isinstance(groups, str) or not groups:
        raise InputError("roster.group: write one or more tables [[roster.group]]")
    named = "rules" in table
    rules = _rules(table["rules"] if named else DEFAULT_RULES, "roster.rules")
    read = tuple(_group(g, f"roster.group[{i}]", rules) for i, g in enumerate(groups, 1))
    _no_twins([group.name for group in read], "roster.group", "groups")
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
        activities=_activities(config.get("activity", []), read),
    )
    if presets is not None:
        return law.apply(plan, presets, _names(table, "opt_out"))
    try:
        return law.apply(plan, _names(table, "presets"), _names(table, "opt_out"))
    except OptionError as error:
        raise InputError(f"roster.presets: {error.message}") from None


def _table(value: Any, where: str, keys: Sequence[str]) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError(f"{where}: {value!r} is not a table")
    for key in value:
        if key not in keys:
            near = difflib.get_close_matches(str(key), keys, n=1, cutoff=0)
            raise InputError(f"{where}.{key}: unknown key; the nearest one is {near[0]}")
    return value


def _choice(table: Mapping[str, Any], key: str, default: str, allowed: tuple[str, ...]) -> str:
    value = table.get(key, default)
    if value not in allowed:
        raise InputError(f"roster.{key}: {value!r} is not one of {', '.join(allowed)}")
    return str(value)


def _names(table: Mapping[str, Any], key: str) -> str | Sequence[str]:
    value = table.get(key, ())
    listed = (value,) if isinstance(value, str) else value
    if not isinstance(listed, (list, tuple)) or not all(isinstance(name, str) for name in listed):
        raise InputError(f"roster.{key}: {value!r} is not a name or a list of names")
    return value  # type: ignore[no-any-return]


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{where}: {value!r} is not a text")
    return value.strip()


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1e6:
        raise InputError(f"{where}: {value!r} is not a number of at least 0")
    return float(value)


def _no_twins(names: Sequence[str], where: str, what: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{where}: two {what} are called '{name}'")


def _window(text: str, where: str) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    if not dash:
        raise InputError(f"{where}: '{text}' is not a window: write 05:00-08:30")
    return clock(first, where), clock(last, where)


def _night(value: Any) -> tuple[int, int]:
    first, last = _window(_text(value, "roster.night"), "roster.night")
    return first, last if last > first else last + DAY


def _rules(table: Any, where: str) -> tuple[Rule, ...]:
    table = _table(table, where, tuple(_RULES))
    return tuple(_RULES[key](value, f"{where}.{key}") for key, value in table.items())


def _known_shifts(rules: Sequence[Rule], groups: Sequence[Group]) -> None:
    known = {shift.name for group in groups for shift in group.shifts}
    for rule in rules:
        if isinstance(rule, Forbidden):
            for name in {n for sequence in rule.follow for n in sequence} - known - {OFF}:
                near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0)
                raise InputError(
                    f"roster.rules.forbidden: no shift is called '{name}'; "
                    f"the nearest one is {near[0]}"
                )


def _group(value: Any, where: str, rules: Sequence[Rule]) -> Group:
    table = _table(value, where, _GROUP_KEYS)
    if "name" not in table:
        raise InputError(f"{where}: the group has no name")
    shifts: list[Shift] = []
    runs: list[Rule] = []
    tables = table.get("shift", _DEFAULT_SHIFTS)
    if not isinstance(tables, Sequence) or isinstance(tables, str) or not tables:
        raise InputError(f"{where}.shift: write one or more tables [[roster.group.shift]]")
    for i, one in enumerate(tables, 1):
        shift, run = _shift(one, table, f"{where}.shift[{i}]")
        shifts.append(shift)
        runs += run
    _no_twins([shift.name for shift in shifts], f"{where}.shift", "shifts")
    own: dict[str, Rule] = {rule.name: rule for rule in rules}
    if "hours_per_week" in table:
        reader = RULES["hours_per_week"]
        own["hours_per_week"] = reader(table["hours_per_week"], f"{where}.hours_per_week")
    # Nobody works two duties at once, whatever the rules.
    own.setdefault("min_rest_hours", MinRest(0))
    weekly = read_minutes(table.get("weekly_hours", _DEFAULT_WEEK / 60), f"{where}.weekly_hours", 1)
    return Group(
        name=_text(table["name"], f"{where}.name"),
        shifts=tuple(shifts),
        rules=(*own.values(), *runs, ContractHours(weekly)),
        weekly_minutes=weekly,
        agents=_agents(table, where),
        cost_per_hour=_number(table.get("cost_per_hour", 1.0), f"{where}.cost_per_hour"),
        night_premium=_number(table.get("night_premium", 0.0), f"{where}.night_premium"),
        sunday_premium=_number(table.get("sunday_premium", 0.0), f"{where}.sunday_premium"),
    )


def _agents(table: Mapping[str, Any], where: str) -> tuple[int, int | None]:
    given = {
        key: read_count(table[key], f"{where}.{key}")
        for key in ("agents", "min_agents", "max_agents")
        if key in table
    }
    if "agents" in given:
        if len(given) > 1:
            raise InputError(f"{where}: agents is exact: leave min_agents and max_agents out")
        return given["agents"], given["agents"]
    least, most = given.get("min_agents", 0), given.get("max_agents")
    if most is not None and least > most:
        raise InputError(f"{where}: min_agents, {least}, is above max_agents, {most}")
    return least, most


def _shift(value: Any, group: Mapping[str, Any], where: str) -> tuple[Shift, tuple[ShiftRun, ...]]:
    table = _table(value, where, _SHIFT_KEYS)
    for key in ("name", "starts"):
        if key not in table:
            raise InputError(f"{where}: the shift has no {key}")
    name = _text(table["name"], f"{where}.name")
    if name.upper() == OFF:
        raise InputError(f"{where}.name: 'OFF' means a day off: choose another name")
    both = {**{key: group[key] for key in _SHIFT_KEYS[3:] if key in group}, **table}
    presence = read_minutes(
        both.get("presence_hours", _DEFAULT_PRESENCE / 60), f"{where}.presence_hours", 0.25, 24
    )
    default_paid = _DEFAULT_PAID if presence == _DEFAULT_PRESENCE else presence
    paid = read_minutes(both.get("paid_hours", default_paid / 60), f"{where}.paid_hours", 0.25, 24)
    if paid > presence:
        raise InputError(
            f"{where}.paid_hours: {paid / 60:g} h are paid of {presence / 60:g} h presence"
        )
    shift = Shift(
        name=name,
        windows=_starts(table["starts"], f"{where}.starts"),
        presence=presence,
        paid=paid,
        pauses=_pauses(both, presence, paid, where),
        min_gap=read_count(both.get("min_gap_minutes", 60), f"{where}.min_gap_minutes", 0, DAY),
    )
    _check_pauses(shift, where)
    run = (ShiftRun(name, *read_range(table["run"], f"{where}.run")),) if "run" in table else ()
    return shift, run


def _starts(value: Any, where: str) -> tuple[tuple[int, int], ...]:
    if isinstance(value, str):
        if "-" not in value:
            value = [value]
        else:
            first, last = _window(value, where)
            if not first <= last < DAY:
                raise InputError(
                    f"{where}: {value} reaches midnight: write a list of starts, or two shifts"
                )
            return ((first, last),)
    if not isinstance(value, (list, tuple)) or not value:
        raise InputError(f'{where}: write a window "05:00-08:30" or a list ["05:00", "06:30"]')
    times = sorted({clock(_text(item, where), where) % DAY for item in value})
    return tuple((time, time) for time in times)


def _pauses(both: Mapping[str, Any], presence: int, paid: int, where: str) -> tuple[Pause, ...]:
    unpaid = presence - paid
    default = [_DEFAULT_MEAL] if unpaid >= _DEFAULT_MEAL["minutes"] else []
    found = []
    for key, is_paid in (("meals", False), ("breaks", True)):
        items = both.get(key, [] if is_paid else default)
        if not isinstance(items, (list, tuple)):
            raise InputError(f"{where}.{key}: write a list of tables")
        for i, item in enumerate(items, 1):
            found.append(_pause(item, presence, is_paid, f"{where}.{key}[{i}]"))
    return tuple(sorted(found, key=lambda pause: (pause.earliest + pause.latest, pause.earliest)))


def _pause(item: Any, presence: int, paid: bool, where: str) -> Pause:
    table = _table(item, where, _PAUSE_KEYS)
    for key in _PAUSE_KEYS:
        if key not in table:
            raise InputError(f"{where}: {key} is missing")
    minutes = read_count(table["minutes"], f"{where}.minutes", 1, DAY)
    earliest = read_minutes(table["from_hours"], f"{where}.from_hours", 0, 24)
    latest = read_minutes(table["to_hours"], f"{where}.to_hours", 0, 24)
    if latest < earliest:
        raise InputError(f"{where}: from_hours is after to_hours")
    if latest + minutes > presence:
        raise InputError(
            f"{where}: a start {latest / 60:g} h in and {minutes} minutes lie outside the shift "
            f"of {presence / 60:g} h: to_hours is at most {(presence - minutes) / 60:g}"
        )
    return Pause(minutes, earliest, latest, paid)


def _activities(value: Any, groups: Sequence[Group]) -> tuple[Activity, ...]:
    if not isinstance(value, (list, tuple)):
        raise InputError("activity: write tables [[activity]]")
    found = tuple(_activity(item, groups, f"activity[{i}]") for i, item in enumerate(value, 1))
    _no_twins([activity.name for activity in found], "activity", "activities")
    return found


def _activity(value: Any, groups: Sequence[Group], where: str) -> Activity:
    table = _table(value, where, _ACTIVITY_KEYS)
    for key in ("name", "minutes"):
        if key not in table:
            raise InputError(f"{where}: the activity has no {key}")
    name = _text(table["name"], f"{where}.name")
    if ";" in name:
        raise InputError(f"{where}.name: '{name}': a ';' parts activities in a roster")
    minutes = read_count(table["minutes"], f"{where}.minutes", 1, DAY)
    names = [group.name for group in groups]
    activity = Activity(
        name=name,
        minutes=minutes,
        per_line=read_count(table.get("per_line", 1), f"{where}.per_line", 1, 7),
        window=_activity_window(table, minutes, f"{where}.window"),
        weekdays=tuple(_some_of(table, "weekdays", _WEEKDAYS, where, range(7))),
        groups=tuple(names[n] for n in _some_of(table, "groups", names, where, ())),
    )
    bound = [group for group in groups if activity.is_for(group)]
    longest = max(shift.presence for group in bound for shift in group.shifts)
    if minutes > longest:
        raise InputError(f"{where}.minutes: no shift is longer than {longest / 60:g} h")
    return activity


def _activity_window(table: Mapping[str, Any], minutes: int, where: str) -> tuple[int, int] | None:
    if "window" not in table:
        return None
    first, last = _window(_text(table["window"], where), where)
    last += DAY if last <= first else 0
    if last - first < minutes:
        raise InputError(f"{where}: {table['window']} is shorter than {minutes} minutes")
    return first, last


def _some_of(
    table: Mapping[str, Any], key: str, known: Sequence[str], where: str, default: Sequence[int]
) -> Sequence[int]:
    """Read a list of some of these names as their places."""
    if key not in table:
        return default
    value = table[key]
    if not isinstance(value, (list, tuple)) or not value:
        raise InputError(f"{where}.{key}: write a list of some of {', '.join(known)}")
    for item in value:
        if item not in known:
            raise InputError(f"{where}.{key}: {item!r} is not one of {', '.join(known)}")
    return sorted({known.index(item) for item in value})


def _check_pauses(shift: Shift, where: str) -> None:
    """Refuse pauses that cannot all be taken."""
    free = 0
    for pause in shift.pauses:
        start = max(free, pause.earliest)
        if start > pause.latest:
            raise InputError(
                f"{where}: the meals and breaks of '{shift.name}' cannot all be taken with "
                f"{shift.min_gap} minutes between them: widen a window or lower min_gap_minutes"
            )
        free = start + pause.minutes + shift.min_gap
