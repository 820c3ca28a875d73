"""A finished roster as a program sees it: its cost, and the value of each column.

The walks of a team are found by walking its days through the network of its group from each state
that a Monday can begin in. A roster that keeps its rules may have none: a network of the safe
reading leaves some out. Its duties are worth having even then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.crews import CrewColumns
from wfm.rostering.program.program import GroupColumns, Program
from wfm.rostering.proofs import Proof
from wfm.rostering.teams.closed_walks import Circulation
from wfm.rostering.teams.lines import circulation
from wfm.solver import Values
from wfm.weekdays import OFF
from wfm.work.plan import Group, Plan
from wfm.work.rules.rule import Duty

# How many duties there are: by group, weekday, shift and start [min after midnight].
Duties = Mapping[tuple[str, int, str, int], int]


@dataclass(frozen=True)
class WorkedTeam:
    """A team of a finished roster.

    Parameters
    ----------
    group
        Name of its contract group.
    days
        Duties of all lines, one line after another, seven days each; None is a day off.
    occupied
        On which of its lines an agent begins; (): on all.
    """

    group: str
    days: tuple[Duty | None, ...]
    occupied: tuple[bool, ...] = ()

    @property
    def lines(self) -> int:
        """Number of lines."""
        return len(self.days) // 7

    @property
    def size(self) -> int:
        """Number of agents."""
        return sum(self.occupied) if self.occupied else self.lines


@dataclass(frozen=True)
class Given:
    """What a search begins with, and how far it goes.

    Parameters
    ----------
    teams
        A roster: as it is, where the program can state it, else near its duties.
    proof
        What an earlier search proved: it holds where it is of this program. None: none is kept.
    whole
        Whether to search the whole program where neighbourhoods bring nothing new.
    duties
        Duties that miss nobody, to begin with; None: there are none.
    missing
        Whether to begin with duties that miss agents, as no more of them can be had.
    """

    teams: Sequence[WorkedTeam] = ()
    proof: Proof | None = None
    whole: bool = True
    duties: Duties | None = None
    missing: bool = False


NOTHING = Given()


def cost_of(plan: Plan, teams: Sequence[WorkedTeam]) -> float:
    """Return what a roster costs: contract hours and premiums [cost units a week]."""
    return sum(_cost(plan.by_name[team.group], team) for team in teams)


def _cost(group: Group, team: WorkedTeam) -> float:
    hours = group.weekly_minutes / 60 * team.size
    for position, duty in enumerate(team.days):
        if duty is not None:
            premium = group.premium(position % 7, night=duty.night)
            hours += premium * duty.paid / 60 * team.size / team.lines
    return hours * group.cost_per_hour


def columns_of(program: Program, teams: Sequence[WorkedTeam]) -> tuple[Values, bool]:
    """Count a roster's agents, duties and walks in the columns of a program.

    Parameters
    ----------
    program
        The program.
    teams
        The roster.

    Returns
    -------
    tuple
        Value of each column, 0 for meals and breaks, and whether the program could state all of
        the roster; where it could not, what it has no column for is left out.
    """
    values = np.zeros(len(program.model.names))
    whole = True
    for columns in program.groups:
        own = [team for team in teams if team.group == columns.group.name]
        values[columns.agents] = sum(team.size for team in own)
        actions = [_actions(columns, team) for team in own]
        for days in actions:
            for position, (band, start) in enumerate(days):
                if band >= 0:
                    values[columns.duties[position % 7, band, start]] += 1
        whole &= sum(band >= 0 for days in actions for band, _ in days) == sum(
            duty is not None for team in own for duty in team.days
        )
        whole &= _count_walks(columns, actions, values)
    for team in teams:
        if program.plan.by_name[team.group].patterns:
            whole &= _count_crew(program.crews.columns, team, values)
    return values, whole


def _count_crew(crews: Sequence[CrewColumns], team: WorkedTeam, values: Values) -> bool:
    """Count a team that follows a pattern; False if no pattern is begun and started so."""
    names = tuple(OFF if duty is None else duty.shift for duty in team.days)
    times = {(duty.shift, duty.start) for duty in team.days if duty is not None}
    for crew in crews:
        way = crew.way
        if crew.group.name != team.group or way.pattern.closed(way.first) != names:
            continue
        if any((0, *time) not in crew.starts for time in times):
            continue
        columns = [
            column
            for line, agents in enumerate(crew.agents)
            if not team.occupied or team.occupied[line]
            for column in {agents, *(crew.starts[line, *time] for time in times)}
        ]
        np.add.at(values, np.array(columns, dtype=int), 1.0)
        return len(times) == len({shift for shift, _ in times})
    return False


def _actions(columns: GroupColumns, team: WorkedTeam) -> list[tuple[int, int]]:
    """Return band and start of each day; the band is -1 on a day off, or where there is none."""
    bands = {
        (band.shift.name, start): number
        for number, band in enumerate(columns.bands)
        for start in band.starts
    }
    found = []
    for position, duty in enumerate(team.days):
        band = -1 if duty is None else bands.get((duty.shift, duty.start), -1)
        start = 0 if duty is None else duty.start
        known = (position % 7, band, start) in columns.duties
        found.append((band if known else -1, start))
    return found


def _count_walks(
    columns: GroupColumns, actions: Sequence[list[tuple[int, int]]], values: Values
) -> bool:
    """Count the arcs that teams take; False if the network does not hold one of them."""
    if not columns.walks:
        return not actions
    network = circulation(columns, [0] * len(columns.walks))
    mondays = network.mondays.copy()
    for days in actions:
        walk = _walk(network, mondays, [band + 1 for band, _ in days])
        if walk is None:
            return False
        np.add.at(values, np.array(columns.walks)[walk], 1.0)
    return True


def _walk(network: Circulation, mondays: list[int], actions: list[int]) -> NDArray[np.int64] | None:
    """Walk a team's days from the first Monday that lets them close; it is tried first then."""
    for place, node in enumerate(mondays):
        walk = network.taken(actions, node)
        if walk is not None:
            mondays.insert(0, mondays.pop(place))
            return walk
    return None
