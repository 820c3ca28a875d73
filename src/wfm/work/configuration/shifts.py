"""Read a shift of the configuration: its starts, meals and breaks."""

from collections.abc import Mapping
from typing import Any

from wfm.errors import InputError
from wfm.units import clock, duration
from wfm.values import (
    read_count,
    read_keys,
    read_minutes,
    read_range,
    read_switch,
    read_text,
    read_weekdays,
    read_window,
)
from wfm.weekdays import DAY, OFF
from wfm.work.rules.catalogue import Rule, ShiftRun, Steady
from wfm.work.shifts import Pause, Shift

SHIFT_KEYS = [
    "name",
    "starts",
    "run",
    "steady",
    "weekdays",
    "skills",
    "presence_hours",
    "paid_hours",
    "meals",
    "breaks",
    "min_gap_minutes",
]
PAUSE_KEYS = ("minutes", "from_hours", "to_hours")

_DEFAULT_PRESENCE, _DEFAULT_PAID = 510, 480
_DEFAULT_MEAL = {"minutes": 30, "from_hours": 3, "to_hours": 5}


def read_shift(value: Any, group: Mapping[str, Any], where: str) -> tuple[Shift, tuple[Rule, ...]]:
    """Read a shift, and the rules on its runs and on its starts if it has any.

    Parameters
    ----------
    value
        Its table.
    group
        The table of its group, for what the shift does not say itself.
    where
        Its path in the configuration.
    """
    table = read_keys(value, where, SHIFT_KEYS)
    for key in ("name", "starts"):
        if key not in table:
            raise InputError(f"{where}: the shift has no {key}")
    name = read_text(table["name"], f"{where}.name")
    if name.upper() == OFF:
        raise InputError(f"{where}.name: 'OFF' means a day off: choose another name")
    shared = SHIFT_KEYS[SHIFT_KEYS.index("presence_hours") :]
    both = {**{key: group[key] for key in shared if key in group}, **table}
    presence = read_minutes(
        both.get("presence_hours", _DEFAULT_PRESENCE / 60), f"{where}.presence_hours", 0.25, 24
    )
    default_paid = _DEFAULT_PAID if presence == _DEFAULT_PRESENCE else presence
    paid = read_minutes(both.get("paid_hours", default_paid / 60), f"{where}.paid_hours", 0.25, 24)
    if paid > presence:
        raise InputError(
            f"{where}.paid_hours: {duration(paid)} are paid, but the shift is only "
            f"{duration(presence)} long"
        )
    shift = Shift(
        name=name,
        windows=_starts(table["starts"], f"{where}.starts"),
        presence=presence,
        paid=paid,
        pauses=_pauses(both, presence, paid, where),
        weekdays=read_weekdays(table.get("weekdays", "mon-sun"), f"{where}.weekdays"),
        skills=read_skills(table.get("skills", []), f"{where}.skills"),
        min_gap=read_count(both.get("min_gap_minutes", 60), f"{where}.min_gap_minutes", 0, DAY),
    )
    _check_pauses(shift, where)
    own: list[Rule] = []
    if "run" in table:
        own.append(ShiftRun(name, *read_range(table["run"], f"{where}.run")))
    if read_switch(table.get("steady", False), f"{where}.steady"):
        own.append(Steady(name))
    return shift, tuple(own)


def _starts(value: Any, where: str) -> tuple[tuple[int, int], ...]:
    if isinstance(value, str):
        if "-" not in value:
            value = [value]
        else:
            first, last = read_window(value, where)
            if not first <= last < DAY:
                raise InputError(
                    f"{where}: {value} goes past midnight: write a list of starts, or two shifts"
                )
            return ((first, last),)
    if not isinstance(value, (list, tuple)) or not value:
        raise InputError(f'{where}: write a window "05:00-08:30" or a list ["05:00", "06:30"]')
    times = sorted({clock(read_text(item, where), where) % DAY for item in value})
    return tuple((time, time) for time in times)


def read_skills(value: Any, where: str) -> tuple[str, ...]:
    """Read the names of skills: a list, or a text of one."""
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, (list, tuple)):
        raise InputError(f'{where}: write a list of names, such as ["voice"]')
    return tuple(read_text(item, where) for item in listed)


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
    table = read_keys(item, where, PAUSE_KEYS)
    for key in PAUSE_KEYS:
        if key not in table:
            raise InputError(f"{where}: {key} is missing")
    minutes = read_count(table["minutes"], f"{where}.minutes", 1, DAY)
    earliest = read_minutes(table["from_hours"], f"{where}.from_hours", 0, 24)
    latest = read_minutes(table["to_hours"], f"{where}.to_hours", 0, 24)
    if latest < earliest:
        raise InputError(f"{where}: from_hours is after to_hours")
    if latest + minutes > presence:
        raise InputError(
            f"{where}: {minutes} minutes from {duration(latest)} into the shift end after its "
            f"{duration(presence)}: set to_hours to {duration(presence - minutes, '')} or less"
        )
    return Pause(minutes, earliest, latest, paid)


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
