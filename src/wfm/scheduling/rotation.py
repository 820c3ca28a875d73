"""A roster read as teams: which days each line has, and which contract group works it."""

import logging
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.quoting import quoted
from wfm.scheduling.pauses import arrangements
from wfm.scheduling.people import Agent
from wfm.tables.roster_rows import Row, read_rows
from wfm.weekdays import OFF
from wfm.work.duties import shift_faults
from wfm.work.plan import Group, Plan
from wfm.work.planned import completed, groups_named
from wfm.work.rules.rule import Duty

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Team:
    """A team of a roster.

    Parameters
    ----------
    name
        Its name.
    group
        The contract group that works it.
    rows
        Its days, seven to a line.
    """

    name: str
    group: Group
    rows: tuple[Row, ...]

    @property
    def lines(self) -> int:
        """The number of its lines."""
        return len(self.rows) // 7

    @property
    def occupied(self) -> tuple[int, ...]:
        """The lines that an agent begins on, from 1."""
        return tuple(row.line for row in self.rows[::7] if row.occupied)

    def row(self, line: int, week: int, weekday: int) -> Row:
        """Return the day of an agent.

        Parameters
        ----------
        line
            The agent's line in week 0, from 1.
        week
            Number of the week.
        weekday
            Day of the week, 0 = Monday.
        """
        return self.rows[(line - 1 + week) % self.lines * 7 + weekday]

    def paid(self, row: Row) -> int:
        """Return the paid time of a duty on a day without a clock change [min]."""
        shift = self.group.shift(row.shift)
        if shift is not None:
            return shift.paid
        return row.end - row.start - sum(last - first for first, last in row.meals)


def read_teams(roster: pd.DataFrame, plan: Plan, agents: Sequence[Agent] = ()) -> list[Team]:
    """Read the teams of a roster, in its order.

    The group of a team is that of the roster, or of the agents who stand in it; where neither says
    so, the one that its days fit best, the smallest contract of several.

    Raises
    ------
    InputError
        If the roster has a fault in its rows, leaves out times that the plan leaves open, or agents
        of two groups stand in one team.
    """
    checked = tables.check(roster, tables.ROSTER)
    named = groups_named(checked, plan)
    whole, unknown = completed(checked, plan)
    source = checked.attrs.get("source")
    prefix = f"{source}: " if source else ""
    parts: dict[str, list[Mapping[Hashable, Any]]] = {}
    for record in whole.to_dict("records"):
        parts.setdefault(str(record["team"]), []).append(record)
    found, placed = [], False
    for name, part in parts.items():
        rows, faults = read_rows(part)
        for line, day, message in faults:
            raise InputError(f"{prefix}team {quoted(name)}, line {line}, day {day}: {message}")
        group = _group(name, rows, plan, _said(name, named, agents), unknown)
        found.append(Team(name, group, tuple(_paused(rows, group, unknown))))
        placed |= list(found[-1].rows) != rows
    if placed:
        what = " and no ".join(sorted(unknown, reverse=True))
        log.info("the roster shows no %s: they lie in the middle of their windows", what)
    return found


def _said(name: str, named: Mapping[str, str], agents: Sequence[Agent]) -> set[str]:
    """Return the groups that a team is said to be of."""
    standing = {agent.group for agent in agents if agent.team == name and agent.group}
    own = named.get(name)
    if own is not None and standing - {own}:
        other = min(standing - {own})
        raise InputError(
            f"team {quoted(name)} is of the group {quoted(own)} in the roster, and has agents of "
            f"{quoted(other)}: a team holds one group only"
        )
    return standing if own is None else {own}


def _group(
    name: str, rows: Sequence[Row], plan: Plan, said: set[str], unknown: Collection[str]
) -> Group:
    """Return the contract group that works a team."""
    if len(said) > 1:
        names = " and ".join(quoted(group) for group in sorted(said)[:2])
        raise InputError(
            f"team {quoted(name)} has agents of the groups {names}: a team holds one group only"
        )
    if said:
        return plan.by_name[said.pop()]
    return min(
        plan.groups,
        key=lambda group: (
            _misfits(_paused(rows, group, unknown), group, plan), group.weekly_minutes,
        ),
    )  # fmt: skip


def _paused(rows: Sequence[Row], group: Group, unknown: Collection[str]) -> Sequence[Row]:
    """Put meals and breaks of which nothing is known into the middle of their windows."""
    return [_with_pauses(row, group, unknown) for row in rows] if unknown else rows


def _with_pauses(row: Row, group: Group, unknown: Collection[str]) -> Row:
    shift = group.shift(row.shift)
    if shift is None:
        return row
    starts = arrangements(shift, row.start, 0)[0]
    spans = [(at, at + p.minutes, p.paid) for at, p in zip(starts, shift.pauses, strict=True)]
    meals = tuple((first, last) for first, last, paid in spans if not paid)
    breaks = tuple((first, last) for first, last, paid in spans if paid)
    return replace(
        row,
        meals=meals if "meals" in unknown else row.meals,
        breaks=breaks if "breaks" in unknown else row.breaks,
    )


def _misfits(rows: Sequence[Row], group: Group, plan: Plan) -> int:
    """Count what keeps a team from being one of a group."""
    days = [duty_of(row, group, plan) for row in rows]
    own = sum(1 for row in rows for _ in shift_faults(row, group, 1))
    return own + sum(1 for rule in group.rules for _ in rule.faults(days))


def duty_of(row: Row, group: Group, plan: Plan) -> Duty | None:
    """Return the duty of a row as rules see it; None on a day off."""
    if row.shift == OFF:
        return None
    presence = row.end - row.start
    shift = group.shift(row.shift)
    meals = sum(last - first for first, last in row.meals)
    paid = presence - meals if shift is None else shift.paid
    pauses = tuple(sorted(first for first, _ in (*row.meals, *row.breaks)))
    night = plan.is_night(row.start, presence)
    return Duty(row.shift, row.start, row.end, paid, night, pauses)
