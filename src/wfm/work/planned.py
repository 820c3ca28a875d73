"""What a roster that others made leaves out, and the plan knows."""

import difflib
import logging
import re
from dataclasses import replace

import pandas as pd

from wfm.errors import InputError
from wfm.quoting import quoted
from wfm.tables.days_off import is_day_off
from wfm.tables.duty_times import is_split, labelled_span, read_spans, read_time
from wfm.tables.weekgrid import LEGEND
from wfm.units import clock, hhmm
from wfm.weekdays import OFF
from wfm.work.plan import Plan
from wfm.work.shifts import Shift

log = logging.getLogger(__name__)

# A cell that a spreadsheet has changed.
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?: 00:00)?|\d{1,2}-[A-Za-z]{3,4}\.?")
_UNKNOWN = "write its times, as 06:00-14:30, or OFF if it is a day off"
# The rule of weekly hours: nobody said what the contract is.
_OF_CONTRACT = "weekly_hours"
# Words beside times that say no more than the times do.
_LABELS = {
    *("e", "l", "n", "d", "f", "early", "late", "night", "day", "mid", "middle", "morning"),
    *("evening", "afternoon", "shift", "early shift", "late shift", "night shift", "day shift"),
    *("früh", "spät", "nacht", "tag", "frühdienst", "spätdienst", "nachtdienst", "tagdienst"),
    *("frühschicht", "spätschicht", "nachtschicht", "tagschicht", "matin", "soir", "nuit"),
    *("jour", "après-midi", "mañana", "tarde", "noche", "día", "早", "中", "晚", "夜", "早班"),
    *("中班", "晚班", "夜班", "白班", "утро", "день", "вечер", "ночь", "hommik", "õhtu", "öö"),
    *("päev", "sáng", "chiều", "tối", "đêm", "wfh", "remote", "home office", "homeoffice"),
}


def with_own_shifts(table: pd.DataFrame, plan: Plan) -> Plan:
    """Return a plan in which a roster has its own shifts, where nobody configured any.

    Its rules are those of the configuration and of the law; without either they stay as they are.

    Parameters
    ----------
    table
        A roster table, checked.
    plan
        By what it is judged.
    """
    cells = _explained(table, plan)["shift"].astype("str").str.strip().unique()
    worked = [name for name in cells if name.upper() != OFF and not is_day_off(name)]
    if "group" not in plan.assumed or all(_shifts(plan, name) for name in worked):
        return plan
    if "meals" not in table and plan.checks:
        log.info("hours are counted less the meals that the law asks for: none are shown")
    group = plan.groups[0]
    rules = group.rules
    if "rules" in plan.assumed and any(rule.citation for rule in rules):
        rules = tuple(rule for rule in rules if rule.citation)
    rules = tuple(rule for rule in rules if rule.name != _OF_CONTRACT or rule.citation)
    return replace(plan, groups=(replace(group, name="everyone", shifts=(), rules=rules),))


def groups_named(table: pd.DataFrame, plan: Plan) -> dict[str, str]:
    """Return the contract group of each team of a roster that says it.

    Parameters
    ----------
    table
        A roster table, checked.
    plan
        By what it is judged.

    Raises
    ------
    InputError
        If the plan has no such group, or a team is of two.
    """
    if "group" not in table or "group" in plan.assumed:
        return {}
    prefix = f"{table.attrs['source']}: " if table.attrs.get("source") else ""
    said = table[["team", "group"]].dropna().astype(str).drop_duplicates()
    found: dict[str, str] = {}
    for team, group in zip(said["team"], said["group"].str.strip(), strict=True):
        if not group:
            continue
        if group not in plan.by_name:
            raise InputError(
                f"{prefix}team {quoted(team)} is of the group {quoted(group)}: the plan has "
                + ", ".join(quoted(name) for name in plan.by_name)
            )
        if found.setdefault(team, group) != group:
            raise InputError(
                f"{prefix}team {quoted(team)} is of the groups {quoted(found[team])} and "
                f"{quoted(group)}: a team holds one group only"
            )
    return found


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
    table = _with_days_off(_explained(table, plan), plan, prefix)
    result = _plain_times(table) if "start" in table else _timed(table, plan, prefix)
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
        known = [shift for name in worked for shift in _shifts(plan, name)]
        if any(p.paid == paid for shift in known for p in shift.pauses) or not (paid or known):
            unknown.add(column)
    return result, unknown


def _explained(table: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Write what the roster itself says of its codes, and times without the words beside them."""
    legend: dict[str, str] = table.attrs.get(LEGEND, {})
    cells = table["shift"].astype("str").str.strip()
    meant = {name: text for name, text in legend.items() if not _shifts(plan, name)}
    for name in cells.unique():
        found = labelled_span(name)
        if found is None or not found[0] or _shifts(plan, name):
            continue
        words, span = found
        if is_day_off(words):
            meant[name] = OFF
        elif words in _LABELS or _shifts(plan, words) or legend.get(words.upper()) == span:
            meant[name] = span
    return table.assign(shift=cells.replace(meant)) if meant else table


def _with_days_off(table: pd.DataFrame, plan: Plan, prefix: str) -> pd.DataFrame:
    """Write OFF for the words of days off that are no shifts."""
    cells = table["shift"].astype("str").str.strip()
    words = [name for name in cells.unique() if is_day_off(name)]
    free = [name for name in words if name.upper() != OFF and not _shifts(plan, name)]
    if not free:
        return table
    crosses = [name for name in free if name.casefold() == "x"]
    if crosses and set(cells.unique()) <= {OFF, *crosses}:
        raise InputError(
            f"{prefix}'{crosses[0]}' may be a duty or a day off: there is no other duty in the "
            "roster: write the name or the times of the shift"
        )
    log.info("%s%s: a day off", prefix, ", ".join(f"'{name}'" for name in free))
    return table.assign(shift=cells.where(~cells.isin(free), OFF))


def _plain_times(table: pd.DataFrame) -> pd.DataFrame:
    """Write starts and ends such as 6:00 AM as 06:00; what is no time stays, and is found later."""
    columns = {}
    for name in ("start", "end"):
        if name in table:
            cells = table[name].astype("str").str.strip()
            times = {cell: read_time(cell) or cell for cell in cells.dropna().unique() if cell}
            columns[name] = cells.map(lambda cell, times=times: times.get(cell, cell))
    return table.assign(**columns)


def _timed(table: pd.DataFrame, plan: Plan, prefix: str) -> pd.DataFrame:
    """Add the starts of a roster that has none, or whose shifts are times in place of names."""
    cells = table["shift"].astype("str").str.strip()
    worked = [name for name in cells.unique() if name.upper() != OFF]
    spans = read_spans([name for name in worked if not _shifts(plan, name)], prefix)
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
    labelled = None if found else labelled_span(name)
    if labelled is not None and labelled[0]:
        raise InputError(
            f"{prefix}'{name}' has '{labelled[0]}' beside its times: write {labelled[1]} if it is "
            "worked, else OFF"
        )
    if not found and is_split(name):
        raise InputError(
            f"{prefix}'{name}' is a duty in two parts: a duty has one start and one end here"
        )
    if not found:
        known = [shift.name for group in plan.groups for shift in group.shifts]
        near = difflib.get_close_matches(name, known, n=1, cutoff=0)
        if _DATE.fullmatch(name):
            raise InputError(
                f"{prefix}'{name}' is a date: a spreadsheet takes 6-14 for the 14th of June: write "
                "the times as 06:00-14:00, in cells of the format text"
            )
        hint = f"the nearest one is '{near[0]}'" if near else _UNKNOWN
        raise InputError(
            f"{prefix}the roster has no column {column}, and the configuration has no shift "
            f"'{name}': {hint}"
        )
    return found
