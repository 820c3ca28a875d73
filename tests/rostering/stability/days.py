"""A small group with its program, an old roster of it, and what days may be worth."""

from functools import cache

import numpy as np

from rostering.plans import block, plan, requirement, rules
from wfm.rostering import Plan
from wfm.rostering.folding import fold
from wfm.rostering.judge.roster import Judged, judge
from wfm.rostering.known import known
from wfm.rostering.program.program import Program, program
from wfm.rostering.stability.detours import Prices
from wfm.rostering.stability.old_teams import OldTeam, old_teams
from wfm.rostering.stage import roster
from wfm.work.week import Week

NEED = block(7, 17, 2) + block(10, 14, 1)


def of_days(**changes: object) -> Plan:
    """Return a plan of one group without nights; `changes` are those of its rules."""
    changed = rules(nights_on=None, days_off_after_nights=None, **changes)
    group = {"name": "days", "shift": [{"name": "day", "starts": "07:00-08:30"}]}
    return plan(rules=changed, group=[group], rotation_weeks=4)


def week() -> Week:
    """Return the week to cover."""
    return fold(requirement(NEED), "max")


@cache
def built() -> Program:
    """Return the program."""
    return program(of_days(), week())


@cache
def judged() -> Judged:
    """Return the old roster, judged."""
    table = roster(requirement(NEED), of_days(), gap=0.0, explain=False).table
    return judge(known(table, of_days(), week(), elastic=False).roster.table, of_days(), week())


def teams() -> list[OldTeam]:
    """Return the old teams."""
    return old_teams(judged(), built())


def prices(old: OldTeam, *, seed: int) -> Prices:
    """Draw prices."""
    draw = np.random.default_rng(seed)
    slots = draw.uniform(-0.3, 0.3, len(built().required))
    return Prices(slots, 0.0, 0.001, np.array([0.1]), draw.uniform(0.0, 0.2, old.lines))
