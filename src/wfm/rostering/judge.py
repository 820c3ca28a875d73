"""Judge a finished roster from its table, its plan and the requirement alone.

Nothing here knows how the roster was made: neither the program nor the network is looked at.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.rostering.plan import DAY, WEEK, Group, Plan, Shift
from wfm.rostering.rules import OFF, Duty
from wfm.units import clock, hhmm

_ITEM = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")


@dataclass(frozen=True)
class Violation:
    """A fault of a roster.

    Parameters
    ----------
    rule
        Key of the rule, or what else is broken: coverage, table, shift, meals, breaks, agents.
    citation
        The article that asks for it.
    team, line, weekday
        Where it is; 0 where it is the whole roster, a whole team or a whole line.
    message
        What is wrong.
    """

    rule: str
    citation: str
    team: int
    line: int
    weekday: int
    message: str


@dataclass(frozen=True)
class Judged:
    """What a roster is found to be.

    Parameters
    ----------
    violations
        Every fault.
    scheduled
        Agents on duty and not at a meal or break, the least of each interval [agents].
    teams
        The duties of each team.
    groups
        The contract group of each team.
    """

    violations: tuple[Violation, ...]
    scheduled: NDArray[np.int64]
    teams: dict[int, tuple[Duty | None, ...]]
    groups: dict[int, Group]


@dataclass(frozen=True)
class _Row:
    team: int
    line: int
    weekday: int
    shift: str
    start: int
    end: int
    meals: tuple[tuple[int, int], ...]
    breaks: tuple[tuple[int, int], ...]
    activities: tuple[tuple[int, int, str], ...] = ()


def judge(table: pd.DataFrame, plan: Plan, required: NDArray[np.int64], step: int) -> Judged:
    """Judge a roster.

    Parameters
    ----------
    table
        A roster table, checked.
    plan
        Groups and rules it is judged by.
    required
        Agents per interval of a week [agents].
    step
        Length of an interval [min].
    """
    violations: list[Violation] = []
    teams: dict[int, tuple[Duty | None, ...]] = {}
    groups: dict[int, Group] = {}
    on_phones = np.zeros(WEEK, dtype=np.int64)
    for team, part in table.groupby("team", sort=True):
        number = int(str(team))
        rows, faults = _rows(part, number)
        violations += faults
        if faults:
            continue
        group, found = _best_group(rows, plan)
        groups[number] = group
        violations += found
        teams[number] = tuple(_duty(row, group, plan) for row in rows)
        violations += _activity_faults(rows, plan, group)
        for row in rows:
            _count(row, on_phones)
    scheduled = on_phones.reshape(-1, step).min(axis=1)
    highest = on_phones.reshape(-1, step).max(axis=1)
    violations += _coverage(plan, required, scheduled, highest, step)
    violations += _agents(plan, teams, groups)
    return Judged(tuple(violations), scheduled, teams, groups)


def _rows(part: pd.DataFrame, team: int) -> tuple[list[_Row], list[Violation]]:
    """Read a team's rows in order of line and day, and say what its table lacks."""
    faults = []
    rows = {}
    for record in part.to_dict("records"):
        line, weekday = int(record["line"]), int(record["weekday"])
        place = ("table", "", team, line, weekday)
        if (line, weekday) in rows:
            faults.append(Violation(*place, "the day stands twice"))
        try:
            rows[line, weekday] = _row(record)
        except ValueError as error:
            faults.append(Violation(*place, str(error)))
            rows[line, weekday] = _Row(team, line, weekday, OFF, 0, 0, (), ())
    lines = max(line for line, _ in rows)
    faults += [
        Violation("table", "", team, line, day, "the day is missing")
        for line in range(1, lines + 1)
        for day in range(1, 8)
        if (line, day) not in rows
    ]
    return [rows[place] for place in sorted(rows)], faults


def _row(record: Mapping[Hashable, Any]) -> _Row:
    shift = str(record["shift"]).strip()
    texts = {}
    for key in ("start", "end", "meals", "breaks", "activities"):
        value = record.get(key)
        texts[key] = "" if pd.isna(value) else str(value).strip()
    team, line, weekday = (int(record[key]) for key in ("team", "line", "weekday"))
    if shift == OFF:
        if any(texts.values()):
            raise ValueError("a day off has no times")
        return _Row(team, line, weekday, OFF, 0, 0, (), ())
    start, end = clock(texts["start"], "start"), clock(texts["end"], "end")
    end += DAY if end <= start else 0
    meals, breaks = (_items(texts[key], start, key) for key in ("meals", "breaks"))
    away = []
    for item in filter(None, (part.strip() for part in texts["activities"].split(";"))):
        span, _, name = item.partition(" ")
        away += [(*times, name.strip()) for times in _items(span, start, "activities")]
    return _Row(team, line, weekday, shift, start, end, meals, breaks, tuple(sorted(away)))


def _items(text: str, start: int, what: str) -> tuple[tuple[int, int], ...]:
    """Read meals or breaks as minutes after the midnight that begins the duty's day."""
    found = []
    for item in text.split():
        match = _ITEM.fullmatch(item)
        if match is None:
            raise ValueError(f"{what}: '{item}' is not a time span: write 12:00-12:30")
        first = clock(match[1])
        first += DAY if first < start else 0
        last = clock(match[2])
        last += DAY * ((first - last) // DAY + 1) if last <= first else 0
        found.append((first, last))
    return tuple(sorted(found))


def _best_group(rows: Sequence[_Row], plan: Plan) -> tuple[Group, list[Violation]]:
    """Find the group that a team can belong to: the one with the fewest faults."""
    judged = [(group, list(_team(rows, group, plan))) for group in plan.groups]
    return min(judged, key=lambda pair: len(pair[1]))


def _team(rows: Sequence[_Row], group: Group, plan: Plan) -> Iterator[Violation]:
    for row in rows:
        for what, message in _shift_faults(row, group):
            yield Violation(what, "", row.team, row.line, row.weekday, message)
    days = [_duty(row, group, plan) for row in rows]
    for rule in group.rules:
        for position, message in rule.faults(days):
            row = rows[position]
            yield Violation(rule.name, rule.citation, row.team, row.line, row.weekday, message)


def _duty(row: _Row, group: Group, plan: Plan) -> Duty | None:
    if row.shift == OFF:
        return None
    shift = group.shift(row.shift)
    paid = row.end - row.start if shift is None else shift.paid
    night = plan.is_night(row.start, row.end - row.start)
    return Duty(row.shift, row.start, row.end, paid, night)


def _shift_faults(row: _Row, group: Group) -> Iterator[tuple[str, str]]:
    if row.shift == OFF:
        return
    shift = group.shift(row.shift)
    if shift is None:
        yield "shift", f"group '{group.name}' has no shift '{row.shift}'"
        return
    if not any(first <= row.start <= last for first, last in shift.windows):
        yield "shift", f"'{shift.name}' does not start at {hhmm(row.start)}"
    length = (row.end - row.start) / 60
    if row.end - row.start != shift.presence:
        yield "shift", f"'{shift.name}' is {shift.presence / 60:g} h long, not {length:g}"
    yield from _pause_faults(row, shift)


def _pause_faults(row: _Row, shift: Shift) -> Iterator[tuple[str, str]]:
    for what, items, paid in (("meals", row.meals, False), ("breaks", row.breaks, True)):
        wanted = [pause for pause in shift.pauses if pause.paid == paid]
        if len(items) != len(wanted):
            yield what, f"{len(items)} {what}, '{shift.name}' has {len(wanted)}"
            continue
        for (first, last), pause in zip(items, wanted, strict=True):
            if last - first != pause.minutes:
                yield what, f"{hhmm(first)}-{hhmm(last)} is not {pause.minutes} minutes long"
            if not pause.earliest <= first - row.start <= pause.latest:
                window = (hhmm(row.start + pause.earliest), hhmm(row.start + pause.latest))
                yield what, f"{hhmm(first)} is outside {window[0]}-{window[1]}"
    taken = sorted((*row.meals, *row.breaks))
    for (_, last), (first, _) in pairwise(taken):
        if first - last < shift.min_gap:
            yield "meals", f"{first - last} minutes between pauses, at least {shift.min_gap}"


def _activity_faults(rows: Sequence[_Row], plan: Plan, group: Group) -> Iterator[Violation]:
    """Judge what takes agents off the phones: where it lies, and how often a line does it."""
    known = {activity.name: activity for activity in plan.activities if activity.is_for(group)}
    times: Counter[tuple[int, str]] = Counter()
    for row in rows:
        free = row.start
        pauses = (*row.meals, *row.breaks)
        for first, last, name in row.activities:
            place = ("activities", "", row.team, row.line, row.weekday)
            span = f"{hhmm(first)}-{hhmm(last)} {name}"
            times[row.line, name] += 1
            if name not in known:
                yield Violation(*place, f"{span}: group '{group.name}' has no activity '{name}'")
                continue
            activity = known[name]
            if last - first != activity.minutes:
                yield Violation(*place, f"{span} is not {activity.minutes} minutes long")
            if first < row.start or last > row.end:
                yield Violation(*place, f"{span} is not inside the duty")
            if first < free or any(first < end and begin < last for begin, end in pauses):
                yield Violation(*place, f"{span} meets a meal, a break or another activity")
            if not activity.allows(row.weekday - 1, first, last):
                yield Violation(*place, f"{span} is outside the activity's window")
            if times[row.line, name] == activity.per_line + 1:
                yield Violation(*place, f"{name}: more than {activity.per_line} in the line")
            free = last


def _count(row: _Row, on_phones: NDArray[np.int64]) -> None:
    """Add an agent's presence, less meals and breaks, minute by minute."""
    midnight = (row.weekday - 1) * DAY
    for first, last, sign in (
        (row.start, row.end, 1),
        *((a, b, -1) for a, b in (*row.meals, *row.breaks)),
        *((a, b, -1) for a, b, _ in row.activities),
    ):
        minutes = (midnight + np.arange(first, last)) % WEEK
        on_phones[minutes] += sign


def _coverage(
    plan: Plan,
    required: NDArray[np.int64],
    scheduled: NDArray[np.int64],
    highest: NDArray[np.int64],
    step: int,
) -> Iterator[Violation]:
    most = None if plan.max_over is None else required + plan.max_over
    if plan.coverage == "exact":
        most = required
    for t in range(len(required)):
        day, minute = divmod(t * step, DAY)
        if scheduled[t] < required[t]:
            message = f"{hhmm(minute)}: {scheduled[t]} agents of {required[t]}"
            yield Violation("coverage", "", 0, 0, day + 1, message)
        elif most is not None and highest[t] > most[t]:
            message = f"{hhmm(minute)}: {highest[t]} agents, at most {most[t]}"
            yield Violation("coverage", "", 0, 0, day + 1, message)


def _agents(
    plan: Plan, teams: dict[int, tuple[Duty | None, ...]], groups: dict[int, Group]
) -> Iterator[Violation]:
    for group in plan.groups:
        count = sum(len(teams[n]) // 7 for n, g in groups.items() if g == group)
        least, most = group.agents
        if count < least or (most is not None and count > most):
            allowed = f"{least}" if least == most else f"{least} to {most or 'any'}"
            yield Violation(
                "agents", "", 0, 0, 0, f"group '{group.name}': {count} agents, allowed {allowed}"
            )
