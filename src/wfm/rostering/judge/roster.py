"""Judge a finished roster from its table, its plan and the requirement alone.

Nothing here knows how the roster was made: neither the program nor the network is looked at.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.quoting import quoted
from wfm.rostering.judge.presence import on_phones
from wfm.tables.roster_rows import Row, read_rows
from wfm.units import hhmm
from wfm.weekdays import DAY, OFF
from wfm.work.duties import (
    activity_faults,
    lacking,
    least_meal,
    shift_faults,
)
from wfm.work.patterns import misfit
from wfm.work.plan import Group, Plan
from wfm.work.planned import groups_named
from wfm.work.rules.catalogue import Duty
from wfm.work.week import Week

# Stands for a team where all of them are meant.
ALL = "0"
# Of the ways to take teams for those of groups that they fit alike, so many are looked at.
_MOST_ASSIGNMENTS = 5_000


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
        Where it is; 0 or `ALL` where it is the whole roster, a whole team or a whole line.
    message
        What is wrong.
    """

    rule: str
    citation: str
    team: str
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
    weeks
        Agents on duty and not at a meal or break, the least of each interval of each week until
        the weeks repeat themselves; one week, unless teams have vacant lines [agents].
    teams
        The duties of each team.
    groups
        The contract group of each team.
    occupied
        For each team, on which of its lines an agent begins.
    fitting
        The groups that each team may be of, as far as the table tells.
    """

    violations: tuple[Violation, ...]
    weeks: NDArray[np.int64]
    teams: dict[str, tuple[Duty | None, ...]]
    groups: dict[str, Group]
    occupied: dict[str, tuple[bool, ...]]
    fitting: Mapping[str, tuple[Group, ...]] = field(default_factory=dict)

    def unsaid(self) -> Iterator[str]:
        """Say what the table should: whose clock the times of a team are on."""
        for name, groups in self.fitting.items():
            if len({group.zone for group in groups}) < 2:
                continue
            yield (
                f"team {quoted(name)} may be of the groups "
                f"{', '.join(quoted(group.name) for group in groups)}, which are on different "
                "clocks: say which in a column group"
            )

    @property
    def scheduled(self) -> NDArray[np.int64]:
        """Agents on duty and not at a meal or break, the least of each interval [agents]."""
        least: NDArray[np.int64] = self.weeks.min(axis=0)
        return least

    @property
    def clocked(self) -> list[tuple[tuple[Duty | None, ...], int]]:
        """The duties of each team, and how far its clock is ahead of the site's [min]."""
        return [(days, self.groups[name].ahead_of_site) for name, days in self.teams.items()]

    @property
    def shares(self) -> list[float]:
        """Agents of each team, as a share of its lines."""
        return [self.agents(name) / self.lines(name) for name in self.teams]

    def lines(self, team: str) -> int:
        """Return the number of lines of a team."""
        return len(self.occupied[team])

    def agents(self, team: str) -> int:
        """Return the number of agents of a team."""
        return sum(self.occupied[team])


_Tried = list[tuple[Group, list[Violation]]]


def judge(
    table: pd.DataFrame,
    plan: Plan,
    week: Week | None,
    belongs: Mapping[str, str] | None = None,
    unjudged: Collection[str] = (),
) -> Judged:
    """Judge a roster.

    Parameters
    ----------
    table
        A roster table, checked, with all its columns.
    plan
        Groups and rules it is judged by.
    week
        What it should cover; None: coverage is not judged.
    belongs
        Name of the contract group of each team; of others it is what the table says, or the one in
        which they have the fewest faults.
    unjudged
        What nothing is known of: ``meals``, ``breaks``.
    """
    step = 1 if week is None else week.step
    belongs = {**groups_named(table, plan), **(belongs or {})}
    violations: list[Violation] = []
    teams: dict[str, tuple[Duty | None, ...]] = {}
    whole: dict[str, list[Row]] = {}
    tried: dict[str, _Tried] = {}
    for name, part in _by_team(table).items():
        rows, faults = read_rows(part)
        violations += [Violation("table", "", name, *fault) for fault in faults]
        if faults:
            continue
        whole[name] = rows
        possible = (plan.by_name[belongs[name]],) if name in belongs else plan.groups
        tried[name] = [
            (group, list(_team(rows, group, plan, step, unjudged))) for group in possible
        ]
    agents = {name: sum(row.occupied for row in rows[::7]) for name, rows in whole.items()}
    fitting = {name: _fitting(name, each) for name, each in tried.items()}
    groups = _assigned(plan, fitting, agents)
    for name, rows in whole.items():
        group = groups[name]
        violations += next(found for one, found in tried[name] if one == group)
        teams[name] = tuple(_duty(row, group, plan, unjudged) for row in rows)
        for row, message in activity_faults(rows, plan, group):
            place = (row.team, row.line, row.weekday)
            violations.append(Violation("activities", "", *place, message))
    there = on_phones(whole, {name: group.ahead_of_site for name, group in groups.items()})
    there = there.reshape(len(there), -1, step)
    if week is not None:
        violations += _coverage(plan, week, there.min(axis=2), there.max(axis=2))
    occupied = {name: tuple(row.occupied for row in rows[::7]) for name, rows in whole.items()}
    judged = Judged(tuple(violations), there.min(axis=2), teams, groups, occupied, fitting)
    violations += _agents(plan, judged)
    if plan.rotation == "single":
        violations += _rotations(plan, groups)
    return replace(judged, violations=tuple(violations))


def _by_team(table: pd.DataFrame) -> dict[str, list[Mapping[Hashable, Any]]]:
    """Part the rows of a roster table by team."""
    parts: dict[str, list[Mapping[Hashable, Any]]] = {}
    for record in table.to_dict("records"):
        parts.setdefault(str(record["team"]), []).append(record)
    return parts


def _fitting(name: str, judged: _Tried) -> tuple[Group, ...]:
    """Return the groups in which a team has the fewest faults: that of its name, if it is one."""
    fewest = min(len(faults) for _, faults in judged)
    found = tuple(group for group, faults in judged if len(faults) == fewest)
    return tuple(group for group in found if group.name == name) or found


def _assigned(
    plan: Plan, fitting: Mapping[str, Sequence[Group]], agents: Mapping[str, int]
) -> dict[str, Group]:
    """Take each team for one of a group that it fits.

    Where there are several, the smallest contract is taken, unless the numbers of agents that the
    groups may have ask for another.
    """
    # The first assignment found for each number of agents of the groups.
    found: dict[tuple[int, ...], tuple[Group, ...]] = {(0,) * len(plan.groups): ()}
    for name, some in fitting.items():
        longer: dict[tuple[int, ...], tuple[Group, ...]] = {}
        for counts, chosen in found.items():
            for group in sorted(some, key=lambda group: group.weekly_minutes):
                here = plan.groups.index(group)
                more = (*counts[:here], counts[here] + agents[name], *counts[here + 1 :])
                longer.setdefault(more, (*chosen, group))
        found = dict(islice(longer.items(), _MOST_ASSIGNMENTS))
    best = next(
        (chosen for counts, chosen in found.items() if _allowed(plan, counts)),
        next(iter(found.values())),
    )
    return dict(zip(fitting, best, strict=True))


def _allowed(plan: Plan, counts: Sequence[int]) -> bool:
    """Whether the groups may have so many agents."""
    return all(
        group.agents[0] <= count <= (count if group.agents[1] is None else group.agents[1])
        for group, count in zip(plan.groups, counts, strict=True)
    )


def _team(
    rows: Sequence[Row], group: Group, plan: Plan, step: int, unjudged: Collection[str]
) -> Iterator[Violation]:
    for row in rows:
        for what, message in shift_faults(row, group, step, unjudged):
            yield Violation(what, "", row.team, row.line, row.weekday, message)
        if not group.shifts and "meals" not in unjudged:
            for check, message in lacking(row, plan.checks):
                place = (row.team, row.line, row.weekday)
                yield Violation(check.name, check.citation, *place, message)
    days = [_duty(row, group, plan, unjudged) for row in rows]
    for rule in group.rules:
        for position, message in rule.faults(days):
            row = rows[position]
            yield Violation(rule.name, rule.citation, row.team, row.line, row.weekday, message)
    if group.patterns:
        yield from _off_pattern(rows, group)


def _off_pattern(rows: Sequence[Row], group: Group) -> Iterator[Violation]:
    """Say where the days of a team leave the patterns of its group."""
    found = misfit([row.shift for row in rows], group.patterns)
    if found is not None:
        row, due = rows[found[0]], found[1]
        what = f"'{row.shift}' where the pattern has '{due}'"
        if row.shift == due:
            what = f"{len(rows)} days are no whole number of repetitions of the pattern"
        yield Violation("patterns", "", row.team, row.line, row.weekday, what)


def _duty(row: Row, group: Group, plan: Plan, unjudged: Collection[str]) -> Duty | None:
    if row.shift == OFF:
        return None
    shift = group.shift(row.shift)
    presence = row.end - row.start
    if shift is not None:
        paid = shift.paid
    elif group.shifts:
        paid = presence
    elif "meals" in unjudged:
        paid = presence - least_meal(plan.checks, presence)
    else:
        paid = presence - sum(last - first for first, last in row.meals)
    night = plan.is_night(row.start, presence)
    pauses = tuple(sorted(first for first, _ in (*row.meals, *row.breaks)))
    return Duty(row.shift, row.start, row.end, paid, night, pauses)


def _coverage(
    plan: Plan, week: Week, least: NDArray[np.int64], highest: NDArray[np.int64]
) -> Iterator[Violation]:
    """Yield each interval with too few agents, or too many, of the week in which it is worst."""
    required = week.required
    most = None if plan.max_over is None else required + plan.max_over
    if plan.coverage == "exact":
        most = required
    scheduled, worst = least.min(axis=0), least.argmin(axis=0)
    largest, fullest = highest.max(axis=0), highest.argmax(axis=0)

    def when(number: int) -> str:
        return "" if len(least) == 1 else f" in week {number + 1} of {len(least)}"

    for t in range(len(required)):
        day, minute = divmod(t * week.step, DAY)
        if scheduled[t] < required[t]:
            message = f"{hhmm(minute)}: {scheduled[t]} agents, {required[t]} required"
            yield Violation("coverage", "", ALL, 0, day + 1, message + when(worst[t]))
        elif most is not None and largest[t] > most[t]:
            message = f"{hhmm(minute)}: {largest[t]} agents, at most {most[t]}"
            yield Violation("coverage", "", ALL, 0, day + 1, message + when(fullest[t]))


def _agents(plan: Plan, judged: Judged) -> Iterator[Violation]:
    for group in plan.groups:
        count = sum(judged.agents(name) for name, own in judged.groups.items() if own == group)
        least, most = group.agents
        if count < least or (most is not None and count > most):
            allowed = f"allowed {least}" if least == most else f"allowed {least} to {most}"
            allowed = f"at least {least}" if most is None else allowed
            yield Violation(
                "agents", "", ALL, 0, 0, f"group '{group.name}': {count} agents, {allowed}"
            )


def _rotations(plan: Plan, groups: Mapping[str, Group]) -> Iterator[Violation]:
    for group in plan.groups:
        teams = [name for name, own in groups.items() if own == group and not group.patterns]
        for name in teams[1:]:
            message = f"group '{group.name}': {len(teams)} rotations, allowed 1"
            yield Violation("rotation", "", name, 0, 0, message)
