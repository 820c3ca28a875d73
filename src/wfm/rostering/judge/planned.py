"""What a roster that others made leaves out, and the plan knows."""

import difflib

import pandas as pd

from wfm.errors import InputError
from wfm.rostering.plan import Plan
from wfm.rostering.shifts import Shift
from wfm.units import clock, hhmm
from wfm.weekdays import OFF


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
    worked = [str(name).strip() for name in table["shift"].unique()]
    worked = [name for name in worked if name.upper() != OFF]
    result = table.copy()
    if "start" not in table:
        starts = {name: _start(plan, name, prefix) for name in worked}
        result["start"] = result["shift"].str.strip().map(starts)
    if "end" not in table:
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
            f"{prefix}the roster has no column {column}, and the configuration no shift '{name}': "
            f"the nearest one is '{near[0]}'"
        )
    return found
