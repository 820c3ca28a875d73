"""What crews of fixed patterns leave to the groups whose days are free."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from wfm.rostering.judge.roster import judge
from wfm.rostering.program.program import Program, program
from wfm.rostering.roster_tables import roster_table
from wfm.rostering.search.search import Found
from wfm.rostering.teams.crews import crew_teams
from wfm.rostering.teams.lines import Team
from wfm.work.plan import Plan
from wfm.work.week import Week


@dataclass(frozen=True)
class Beside:
    """The part of a roster whose days are free, and the crews beside it.

    Parameters
    ----------
    built, found
        The program of the free groups over what the crews leave, and their agents and duties in it.
    crews
        The crews.
    cost
        Cost of the crews [cost units a week].
    """

    built: Program
    found: Found
    crews: tuple[Team, ...] = ()
    cost: float = 0.0

    def share(self, share: float) -> float:
        """Return the share of the free groups' cost that is so much of the cost of all."""
        own = self.found.cost
        return share * (own + self.cost) / own if own else share

    def of_all(self, found: Found) -> Found:
        """Return what was found for the free groups with the cost of the crews."""
        return replace(found, cost=found.cost + self.cost, bound=found.bound + self.cost)


def beside_crews(built: Program, found: Found) -> Beside:
    """Part a roster into its crews and the groups whose days are free."""
    if not built.crews.columns:
        return Beside(built, found)
    crews = tuple(crew_teams(built.crews, found.columns, built.slot))
    alone = free_groups(built, left(built.plan, built.week, crews))
    columns = np.zeros(len(alone.model.names), dtype=np.int64)
    for own, whole in zip(alone.groups, built.groups, strict=True):
        columns[own.agents] = found.columns[whole.agents]
        for duty, column in whole.duties.items():
            columns[own.duties[duty]] = found.columns[column]
    agents = built.crews.agents
    cost = float(np.array(built.model.costs)[agents] @ found.columns[agents])
    rest = replace(found, columns=columns, cost=found.cost - cost, bound=found.bound - cost)
    return Beside(alone, rest, crews, cost)


def left(plan: Plan, week: Week, crews: Sequence[Team]) -> Week:
    """Return what crews leave of a week: they count as the fewest of them in all weeks."""
    if not crews:
        return week
    belongs = {str(number): team.group.name for number, team in enumerate(crews, 1)}
    there = judge(roster_table(crews), plan, week, belongs).scheduled
    return week.with_required(np.maximum(0, week.required - there))


def free_groups(built: Program, week: Week) -> Program:
    """Return the program of the groups whose days are free, over what is left to them."""
    if not built.crews.columns:
        return built
    free = tuple(columns.group for columns in built.groups)
    return program(replace(built.plan, groups=free), week)
