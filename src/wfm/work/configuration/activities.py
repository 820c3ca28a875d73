"""Read the activities of a configuration, such as training."""

from collections.abc import Mapping, Sequence
from typing import Any

from wfm.errors import InputError
from wfm.quoting import shown
from wfm.units import duration
from wfm.values import no_twins, read_count, read_keys, read_text, read_weekdays, read_window
from wfm.weekdays import DAY
from wfm.work.plan import Activity, Group

ACTIVITY_KEYS = ("name", "minutes", "per_line", "window", "weekdays", "groups")


def read_activities(value: Any, groups: Sequence[Group]) -> tuple[Activity, ...]:
    """Read the tables ``[[activity]]``; their groups are some of these."""
    if not isinstance(value, (list, tuple)):
        raise InputError("activity: write one or more tables [[activity]]")
    found = tuple(_activity(item, groups, f"activity[{i}]") for i, item in enumerate(value, 1))
    no_twins([activity.name for activity in found], "activity", "activities")
    return found


def _activity(value: Any, groups: Sequence[Group], where: str) -> Activity:
    table = read_keys(value, where, ACTIVITY_KEYS)
    for key in ("name", "minutes"):
        if key not in table:
            raise InputError(f"{where}: the activity has no {key}")
    name = read_text(table["name"], f"{where}.name")
    if ";" in name:
        raise InputError(f"{where}.name: '{name}': a ';' separates activities in a roster")
    minutes = read_count(table["minutes"], f"{where}.minutes", 1, DAY)
    names = [group.name for group in groups]
    activity = Activity(
        name=name,
        minutes=minutes,
        per_line=read_count(table.get("per_line", 1), f"{where}.per_line", 1, 7),
        window=_activity_window(table, minutes, f"{where}.window"),
        weekdays=read_weekdays(table.get("weekdays", "mon-sun"), f"{where}.weekdays"),
        groups=tuple(names[n] for n in _some_of(table, "groups", names, where, ())),
    )
    bound = [group for group in groups if activity.is_for(group)]
    longest = max(shift.presence for group in bound for shift in group.shifts)
    if minutes > longest:
        raise InputError(
            f"{where}.minutes: no shift has room for it: the longest is {duration(longest)}"
        )
    return activity


def _activity_window(table: Mapping[str, Any], minutes: int, where: str) -> tuple[int, int] | None:
    if "window" not in table:
        return None
    first, last = read_window(read_text(table["window"], where), where)
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
            raise InputError(f"{where}.{key}: {shown(item)} is not one of {', '.join(known)}")
    return sorted({known.index(item) for item in value})
