"""Read the parameters of rules; a wrong value is named with the place where it stands."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from wfm.errors import InputError, refuse_controls
from wfm.quoting import quoted, shown
from wfm.units import clock, minutes_of, weekday


def read_minutes(value: Any, where: str, low: float = 0, high: float = 168) -> int:
    """Read hours as minutes: ``7.5``, ``"7:20"``, ``"7h20m"``."""
    minutes = minutes_of(value)
    if minutes is None or not low * 60 <= minutes <= high * 60:
        raise InputError(
            f"{where}: {shown(value)} is not a number of hours from {low:g} to {high:g}: "
            'write 7.5, "7:20" or "7h20m"'
        )
    return minutes


def read_count(value: Any, where: str, low: int = 0, high: int = 1_000_000) -> int:
    """Read a whole number."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise InputError(f"{where}: {shown(value)} is not a whole number from {low} to {high}")
    return value


def read_range(value: Any, where: str, low: int = 1, high: int = 60) -> tuple[int, int]:
    """Read a pair of least and most."""
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise InputError(f"{where}: {shown(value)} is not a pair: write [least, most]")
    least, most = (read_count(item, where, low, high) for item in value)
    if least > most:
        raise InputError(f"{where}: the least, {least}, is above the most, {most}")
    return least, most


def read_table(value: Any, where: str, needed: Sequence[str], optional: Sequence[str] = ()) -> Any:
    """Check that a value is a table with these keys."""
    if not isinstance(value, Mapping):
        raise InputError(f"{where}: {shown(value)} is not a table")
    for key in value:
        if key not in needed and key not in optional:
            known = ", ".join([*needed, *optional])
            raise InputError(f"{where}: unknown key {quoted(key)}: known keys: {known}")
    for key in needed:
        if key not in value:
            raise InputError(f"{where}: {key} is missing")
    return value


def read_keys(value: Any, where: str, keys: Sequence[str]) -> Mapping[str, Any]:
    """Check that a value is a table of known keys; the error names the nearest one."""
    if not isinstance(value, Mapping):
        raise InputError(f"{where}: {shown(value)} is not a table")
    for key in value:
        if key not in keys:
            near = difflib.get_close_matches(str(key), keys, n=1, cutoff=0)
            raise InputError(f"{where}.{key}: unknown key; the nearest one is {near[0]}")
    return value


def read_text(value: Any, where: str) -> str:
    """Read a text that is not empty and holds no control characters."""
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{where}: {shown(value)} is not a text")
    refuse_controls(value, where)
    return value.strip()


def read_switch(value: Any, where: str) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise InputError(f"{where}: {shown(value)} is neither true nor false")
    return value


def read_number(value: Any, where: str, high: float = 1e6) -> float:
    """Read a number of at least 0."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= high:
        allowed = "of at least 0" if high == 1e6 else f"from 0 to {high:g}"
        raise InputError(f"{where}: {shown(value)} is not a number {allowed}")
    return float(value)


def read_weekdays(value: Any, where: str) -> tuple[int, ...]:
    """Read days of the week: ``["mon", "Tuesday", "fri-sun"]``, or ``"mon-fri"``; 0 = Monday."""
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)) or not items:
        raise InputError(f'{where}: write a list of some of mon, tue, ..., sun, or "mon-fri"')
    days: set[int] = set()
    for item in items:
        first, dash, last = str(item).partition("-")
        begin = _weekday(first, item, where)
        end = _weekday(last, item, where) if dash else begin
        days |= {day % 7 for day in range(begin, end + 1 + (7 if end < begin else 0))}
    return tuple(sorted(days))


def _weekday(name: str, item: Any, where: str) -> int:
    day = weekday(name)
    if day is None:
        raise InputError(f"{where}: {shown(item)} is not one of mon, tue, wed, thu, fri, sat, sun")
    return day - 1


def read_window(text: str, where: str) -> tuple[int, int]:
    """Read two times of day [min after midnight]."""
    first, dash, last = text.partition("-")
    if not dash:
        raise InputError(f"{where}: {quoted(text)} is not a window: write 05:00-08:30")
    return clock(first, where), clock(last, where)


def no_twins(names: Sequence[str], where: str, what: str) -> None:
    """Refuse two things of one name."""
    met = set()
    for name in names:
        if name in met:
            raise InputError(f"{where}: two {what} are called {quoted(name)}")
        met.add(name)
