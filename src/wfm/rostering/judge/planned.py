"""What a roster that others made leaves out, and the plan knows."""

import difflib
import logging
import re

import pandas as pd

from wfm.errors import InputError
from wfm.rostering.plan import Plan
from wfm.rostering.shifts import Shift
from wfm.units import clock, hhmm
from wfm.weekdays import DAY, OFF

log = logging.getLogger(__name__)

_TIME = r"([01]?\d|2[0-4])(?:[:.h]([0-5]\d))?"
# A duty by its times in place of a name, as 22:00-06:00 or 6-14.
_SPAN = re.compile(rf"{_TIME}\s*[-–]\s*{_TIME}")


def completed(table: pd.DataFrame, plan: Plan) -> tuple[pd.DataFrame, set[str]]:
    """Complete a roster table by what the plan knows.

    Parameters
    ----------
    table
        A roster table, checked.
    plan
        Groups and their shifts.

    Returns
    -------
    tuple
        The table with all columns, and those of ``meals`` and ``breaks`` that nothing is known of,
        though shifts of the roster have them.

    Raises
    ------
    InputError
        If times are left out and the plan leaves them open.
    """
    prefix = f"{table.attrs['source']}: " if table.attrs.get("source") else ""
    result = table if "start" in table else _timed(table, plan, prefix)
    worked = [str(name).strip() for name in result["shift"].unique()]
    worked = [name for name in worked if name.upper() != OFF]
    result = result.copy()
    if "end" not in result:
        lengths = {name: _presence(plan, name, prefix) for name in worked}
        result["end"] = [
            hhmm(clock(str(start), f"{prefix}start") + lengths[shift]) if shift in lengths else None
            for start, shift in zip(result["start"], result["shift"].str.strip(), strict=True)
        ]
    unknown = set()
    for column, paid in (("meals", False), ("breaks", True)):
        if column in table:
            continue
        result[column] = None
        if any(p.paid == paid for name in worked for s in _shifts(plan, name) for p in s.pauses):
            unknown.add(column)
    return result, unknown


def _timed(table: pd.DataFrame, plan: Plan, prefix: str) -> pd.DataFrame:
    """Add the starts of a roster that has none, or whose shifts are times in place of names."""
    cells = table["shift"].astype("str").str.strip()
    worked = [name for name in cells.unique() if name.upper() != OFF]
    spans = {name: span for name in worked if not _shifts(plan, name) and (span := _span(name))}
    starts = {
        name: hhmm(spans[name][0]) if name in spans else _start(plan, name, prefix)
        for name in worked
    }
    result = table.assign(start=cells.map(starts))
    if not spans:
        return result
    if "end" not in table:
        lengths = {name: last - first for name, (first, last) in spans.items()} | {
            name: _presence(plan, name, prefix) for name in worked if name not in spans
        }
        ends = {name: hhmm(clock(starts[name]) + lengths[name]) for name in worked}
        result["end"] = cells.map(ends)
    names = {name: _name_of(plan, name, *span) for name, span in spans.items()}
    return result.assign(shift=cells.replace(names))


def _span(text: str) -> tuple[int, int] | None:
    """Read a duty's start and end [min after midnight]; an end before the start is the next day."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    hours, minutes, to_hours, to_minutes = (int(part or 0) for part in found.groups())
    first, last = (60 * hours + minutes) % DAY, 60 * to_hours + to_minutes
    return first, last + (DAY if last <= first else 0)


def _name_of(plan: Plan, text: str, first: int, last: int) -> str:
    """Name the shift that starts then, of this length where there is one; else leave the times."""
    there = [
        shift
        for group in plan.groups
        for shift in group.shifts
        if any(low <= first <= high for low, high in shift.windows)
    ]
    fit = [shift.name for shift in there if shift.presence == last - first]
    names = list(dict.fromkeys(fit or [shift.name for shift in there]))
    if len(names) > 1:
        log.info("%s is taken as '%s'; '%s' starts then too", text, *names[:2])
    return names[0] if names else text


def _shifts(plan: Plan, name: str) -> list[Shift]:
    return [shift for group in plan.groups if (shift := group.shift(name)) is not None]


def _start(plan: Plan, name: str, prefix: str) -> str:
    """Return the one start of a shift."""
    windows = {window for shift in _named(plan, name, prefix, "start") for window in shift.windows}
    times = {time for window in windows for time in window}
    if len(times) > 1:
        raise InputError(
            f"{prefix}the roster has no column start, and the shift '{name}' has several starts: "
            "add the column"
        )
    return hhmm(times.pop())


def _presence(plan: Plan, name: str, prefix: str) -> int:
    """Return the one length of a shift [min]."""
    lengths = {shift.presence for shift in _named(plan, name, prefix, "end")}
    if len(lengths) > 1:
        raise InputError(
            f"{prefix}the roster has no column end, and the shift '{name}' has several lengths: "
            "add the column"
        )
    return lengths.pop()


def _named(plan: Plan, name: str, prefix: str, column: str) -> list[Shift]:
    found = _shifts(plan, name)
    if not found:
        known = [shift.name for group in plan.groups for shift in group.shifts]
        near = difflib.get_close_matches(name, known, n=1, cutoff=0)
        raise InputError(
            f"{prefix}the roster has no column {column}, and the configuration has no shift "
            f"'{name}': the nearest one is '{near[0]}'"
        )
    return found
