"""Teams of a small plan, as a search gives them."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np

from rostering.plans import plan, requirement
from wfm.rostering.folding import fold
from wfm.rostering.judge.roster import Violation, judge
from wfm.rostering.program.program import Program, program
from wfm.rostering.roster_tables import roster_table
from wfm.rostering.search.search import search
from wfm.rostering.teams import lines
from wfm.rostering.teams.lines import Team

RULES = {"days_on": [2, 5], "days_off": [1, 4], "min_rest_hours": 11}
SHIFTS = [
    {"name": "early", "starts": "06:00-08:30"},
    {"name": "late", "starts": "12:00-14:00"},
    {"name": "night", "starts": "21:00-22:30"},
]
NEED = np.tile(np.repeat([1, 3, 2], [14, 20, 14]), 7)


@cache
def small(*, quiet_weekends: bool = False) -> tuple[Program, tuple[Team, ...]]:
    """Return a program and the teams of its cheapest roster."""
    made = plan(rules=RULES, group=[{"name": "all", "shift": SHIFTS}])
    need = NEED.copy()
    if quiet_weekends:
        need[5 * 48 :] = 1
    built = program(made, fold(requirement(need)))
    found = search(built, seconds=60, gap=0.02)
    return built, tuple(lines.teams(built, found.columns, 4))


def faults(built: Program, teams: Sequence[Team]) -> tuple[Violation, ...]:
    """Judge teams from their table alone."""
    belongs = {str(number): team.group.name for number, team in enumerate(teams, 1)}
    return judge(roster_table(teams), built.plan, built.week, belongs).violations


def worked(teams: Sequence[Team]) -> Counter[tuple[int, bool]]:
    """Count the duties of each weekday, nights by themselves."""
    return Counter((p % 7, c.band.night) for t in teams for p, c in enumerate(t.days) if c)


def away(teams: Sequence[Team]) -> Counter[tuple[int, int]]:
    """Count the meals and breaks of each weekday and time."""
    return Counter(
        (p % 7, t) for team in teams for p, c in enumerate(team.days) if c for t in c.pauses
    )
