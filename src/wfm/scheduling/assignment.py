"""People onto the lines of a rotation, as wishes, leave and the last weeks suit best."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from wfm.errors import InputError
from wfm.quoting import quoted
from wfm.scheduling.calendar import Period, Seat
from wfm.scheduling.people import Absence, Agent, Wish, by_agent
from wfm.scheduling.rotation import Team
from wfm.tables.roster_rows import Row
from wfm.tables.schedule_rows import ScheduledDay

# What a wish that must be kept weighs, and what a duty does that leave takes: the days off of a
# line are the best place for leave.
_HARD, _LOST = 1e6, 1.0
# What a day weighs on which the last week was that of the line before: whoever rotated on rotates
# on, unless a wish is strong.
_GOES_ON = 3.0
_IMPOSSIBLE = 1e12

# A kind of day: the shift, and when it starts and ends.
Kind = tuple[str, int, int]


def seated(
    agents: Sequence[Agent],
    teams: Sequence[Team],
    period: Period,
    wishes: Sequence[Wish] = (),
    absences: Sequence[Absence] = (),
    previous: Sequence[ScheduledDay] = (),
) -> tuple[list[Seat], list[Agent]]:
    """Put people on lines: where the table says so, else where it suits best.

    A line goes to who has the skills that its shifts ask for on these days. One of a group with
    skills goes to who has these, to who is of that group, or to those of whom nobody says what they
    can.

    Parameters
    ----------
    agents
        The people; none: each line has an agent without a name.
    teams
        The teams of the roster.
    period
        Days of the schedule.
    wishes, absences
        Of the people.
    previous
        Their days before the first one.

    Returns
    -------
    tuple
        Who stands where, in the order of the people, and for whom no line is left.

    Raises
    ------
    InputError
        If a team or a line is unknown, or two people stand on one line.
    """
    if not agents:
        return [
            Seat(Agent(f"team {team.name}, agent {line}"), team, line)
            for team in teams
            for line in team.occupied
        ], []
    seats = {agent.name: Seat(agent, *place) for agent, place in _fixed(agents, teams)}
    taken = {(seat.team.name, seat.line) for seat in seats.values()}
    left = [agent for agent in agents if agent.name not in seats]
    free = [
        (team, line) for team in teams for line in team.occupied if (team.name, line) not in taken
    ]
    if left and free:
        costs = _costs(left, free, period, wishes, absences, previous)
        for person, place in zip(*linear_sum_assignment(costs), strict=True):
            if costs[person, place] < _IMPOSSIBLE:
                seats[left[person].name] = Seat(left[person], *free[place])
    return (
        [seats[agent.name] for agent in agents if agent.name in seats],
        [agent for agent in agents if agent.name not in seats],
    )


def _fixed(agents: Sequence[Agent], teams: Sequence[Team]) -> list[tuple[Agent, tuple[Team, int]]]:
    """Return who stands on which line by the table."""
    by_name = {team.name: team for team in teams}
    found: dict[tuple[str, int], Agent] = {}
    for agent in agents:
        if agent.team and agent.team not in by_name:
            names = ", ".join(list(by_name)[:10])
            raise InputError(
                f"agent {quoted(agent.name)}: the roster has no team {quoted(agent.team)}: its "
                f"teams are {names}"
            )
        if not agent.line:
            continue
        if not agent.team:
            raise InputError(f"agent {quoted(agent.name)}: line {agent.line} of no team: name one")
        lines = by_name[agent.team].lines
        if agent.line > lines:
            raise InputError(
                f"agent {quoted(agent.name)}: team {quoted(agent.team)} has {lines} lines, and no "
                f"line {agent.line}"
            )
        other = found.setdefault((agent.team, agent.line), agent)
        if other is not agent:
            raise InputError(
                f"agents {quoted(other.name)} and {quoted(agent.name)} are both on line "
                f"{agent.line} of team {quoted(agent.team)}"
            )
    return [(agent, (by_name[team], line)) for (team, line), agent in found.items()]


def _costs(
    agents: Sequence[Agent],
    free: Sequence[tuple[Team, int]],
    period: Period,
    wishes: Sequence[Wish],
    absences: Sequence[Absence],
    previous: Sequence[ScheduledDay],
) -> NDArray[np.float64]:
    """Price each person on each line."""
    kinds: dict[Kind, int] = {}
    lines = np.array([_kinds_of(team, line, period, kinds) for team, line in free])
    week = dt.timedelta(days=7)
    before = Period(period.first - week, 7)
    # In the week before, whoever is on a line now was on the one above it.
    past = np.array([_kinds_of(team, line, before, kinds, -1) for team, line in free])
    listed = list(kinds)
    days = {day: position for position, day in enumerate(period.dates)}
    of_wish, of_absence = by_agent(wishes), by_agent(absences)
    last = {(day.agent, day.date): day for day in previous}
    costs = np.zeros((len(agents), len(free)))
    columns = np.arange(period.days)
    for row, agent in enumerate(agents):
        values = np.zeros((period.days, len(listed)))
        for wish in of_wish.get(agent.name, ()):
            met = np.array([wish.is_met(*kind) for kind in listed], dtype=float)
            on = [days[day] for day in period.dates if wish.is_on(day)]
            values[on] -= wish.weight * (_HARD if wish.hard else 1.0) * met
        for absence in of_absence.get(agent.name, ()):
            on = [days[day] for day in period.dates if absence.first <= day <= absence.last]
            values[on] += _LOST * np.array([kind[2] > 0 for kind in listed])
        costs[row] = values[columns, lines].sum(axis=1)
        for position, day in enumerate(before.dates):
            if (agent.name, day) in last:
                kind = kinds.get(_kind_of(last[agent.name, day]), -1)
                costs[row] -= _GOES_ON * (past[:, position] == kind)
    return costs + _not_theirs(agents, free, period)


def _not_theirs(
    agents: Sequence[Agent], free: Sequence[tuple[Team, int]], period: Period
) -> NDArray[np.float64]:
    """Price lines of other teams and groups out, and those that ask for skills they have not."""
    asked = [skills_of(team, line, period) for team, line in free]
    return np.array(
        [
            [
                _IMPOSSIBLE
                if not may_stand(agent, team) or agent.lacks(skills) or _is_for_others(agent, team)
                else 0.0
                for (team, _), skills in zip(free, asked, strict=True)
            ]
            for agent in agents
        ]
    )


def may_stand(agent: Agent, team: Team) -> bool:
    """Whether the table of agents lets a person stand in a team."""
    return (not agent.team or agent.team == team.name) and (
        not agent.group or agent.group == team.group.name
    )


def _is_for_others(agent: Agent, team: Team) -> bool:
    """Whether a team's group answers calls that a person cannot, who is not said to be of it."""
    return bool(agent.skills) and not agent.group and bool(agent.lacks(team.group.skills))


def skills_of(team: Team, line: int, period: Period) -> tuple[str, ...]:
    """Return what the shifts of whoever begins on a line ask for, each skill once."""
    worked = {team.row(line, period.week(day), day.weekday()).shift: None for day in period.dates}
    shifts = [team.group.shift(name) for name in worked]
    asked = [skill for shift in shifts if shift is not None for skill in shift.skills]
    return tuple(dict.fromkeys(asked))


def _kinds_of(
    team: Team, line: int, period: Period, kinds: dict[Kind, int], first_week: int = 0
) -> list[int]:
    """Return the number of the kind of each day of whoever begins on a line."""
    rows: list[Row] = [
        team.row(line, first_week + period.week(day), day.weekday()) for day in period.dates
    ]
    return [kinds.setdefault((row.shift, row.start, row.end), len(kinds)) for row in rows]


def _kind_of(day: ScheduledDay) -> Kind:
    """Return the kind of a day of a schedule, on the wall clock."""
    if day.start is None or day.end is None:
        return (day.shift, 0, 0)
    midnight = dt.datetime.combine(day.date, dt.time())
    first, last = (
        (moment.replace(tzinfo=None) - midnight) // dt.timedelta(minutes=1)
        for moment in (day.start, day.end)
    )
    return (day.shift, first, last)
