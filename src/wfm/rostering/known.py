"""A roster that is there before the search begins: never is the result worse than it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from wfm import deadline, tables
from wfm.deadline import OutOfTimeError
from wfm.errors import InputError
from wfm.rostering.judge.roster import ALL, Judged, Violation, judge
from wfm.rostering.program.program import program
from wfm.rostering.program.strictness import read_as
from wfm.rostering.results import Roster, roster_from
from wfm.rostering.search.given import WorkedTeam, cost_of
from wfm.rostering.search.search import Found
from wfm.rostering.teams.split import NIGHTS_APART, WEEKENDS_APART
from wfm.solver import Solver, Status
from wfm.work.plan import Plan
from wfm.work.planned import completed
from wfm.work.week import Week
from wfm.work.wording import counted

log = logging.getLogger(__name__)

_TINY = 1e-6


@dataclass(frozen=True)
class Known:
    """A roster to begin with, and what its judge says of it.

    Parameters
    ----------
    roster
        The roster, with a bound of 0: nothing is proved of it.
    teams
        Its teams.
    faults
        What is wrong with it under this plan and requirement.
    judged
        All that its judge says.
    """

    roster: Roster
    teams: tuple[WorkedTeam, ...]
    faults: tuple[Violation, ...]
    judged: Judged

    @property
    def cost(self) -> float:
        """What nothing found may exceed [cost units a week]; infinite where it has faults."""
        return np.inf if self.faults else self.roster.cost


def known(table: pd.DataFrame, plan: Plan, week: Week, *, elastic: bool) -> Known:
    """Judge a roster to begin with.

    Parameters
    ----------
    table
        Roster table.
    plan, week
        What it is judged by, as `judge` has them.
    elastic
        Whether agents may be missing.

    Raises
    ------
    InputError
        If it is no roster table.
    """
    table, _ = completed(tables.check(table, tables.ROSTER), plan)
    judged = judge(table, plan, week)
    vacant = (name for name in judged.teams if judged.agents(name) < judged.lines(name))
    if any(not judged.groups[name].patterns for name in vacant):
        raise InputError(
            "the roster to start from has vacant lines, as only those of fixed patterns may have: "
            "leave it out"
        )
    teams = teams_of(judged)
    cost = cost_of(plan, teams)
    # The order of its columns, and of what is written, is that of every roster.
    table = tables.conform(table, tables.ROSTER)
    roster = roster_from(table, _found(cost, 0.0, "time limit"), judged, plan, week)
    return Known(roster, teams, faults_of(judged, elastic=elastic), judged)


def teams_of(judged: Judged) -> tuple[WorkedTeam, ...]:
    """Return the teams of a judged roster."""
    return tuple(
        WorkedTeam(judged.groups[name].name, days, judged.occupied[name])
        for name, days in judged.teams.items()
    )


def faults_of(judged: Judged, *, elastic: bool) -> tuple[Violation, ...]:
    """Return the faults of a roster; missing agents are none where they may be."""
    return tuple(f for f in judged.violations if not (elastic and f.rule == "coverage"))


def _found(cost: float, bound: float, ended: str) -> Found:
    return Found(np.zeros(0, dtype=np.int64), cost, bound, ended)


def say(faults: Sequence[Violation]) -> None:
    """Say in one line what keeps a roster from being more than a hint."""
    coverage = [fault for fault in faults if fault.rule == "coverage"]
    others = [fault for fault in faults if fault.rule != "coverage"]
    words = []
    if others:
        first = others[0]
        where = f"team {first.team}, line {first.line}, day {first.weekday}: "
        more = f", and {counted(len(others) - 1, 'more fault')}" if len(others) > 1 else ""
        words.append(
            f"breaks '{first.rule}' ({where if first.team != ALL else ''}{first.message}{more})"
        )
    if coverage:
        first = coverage[0]
        more = f", and {counted(len(coverage) - 1, 'more interval')}" if len(coverage) > 1 else ""
        words.append(f"does not cover day {first.weekday}, {first.message}{more}")
    log.warning(
        "the roster to start from %s: the search begins near it and may end up costing more",
        " and ".join(words),
    )


def never_worse(made: Roster, kept: Roster, plan: Plan) -> Roster:
    """Return a roster that was made, or the one to begin with where that is no worse."""
    return made if rank(made, plan) < rank(kept, plan) else kept


def kept(
    start: Known,
    found: Found | None,
    plan: Plan,
    week: Week,
    *,
    gap: float,
    ended: str,
) -> Roster:
    """Return the roster to begin with as a result, with what is proved of its cost.

    Parameters
    ----------
    start
        The roster.
    found
        What the search gave; its bound holds unless the roster itself is below it, which whoever
        reads the rules less strictly may be. None: nothing.
    plan, week
        What it is a roster of.
    gap
        Share of the cost at which cost and bound are near enough.
    ended
        How the search ended.
    """
    cost = start.roster.cost
    if found is not None and found.bound <= cost + _TINY:
        bound = min(found.bound, cost)
    else:
        bound = min(_widest_bound(plan, week), cost)
    if cost - bound <= _TINY:
        ended = "optimal" if ended != "interrupted" else ended
    elif cost - bound <= gap * cost:
        ended = "within gap" if ended != "interrupted" else ended
    elif ended != "interrupted":
        ended = "time limit"
    return replace(
        start.roster,
        bound=bound,
        gap=(cost - bound) / cost if cost else 0.0,
        status=ended,
        repeats=found is not None and found.repeats,
        proof=found.proof if found is not None else None,
    )


def _widest_bound(plan: Plan, week: Week) -> float:
    """Return what no roster is below, however the rules are read; 0 where the time is too short."""
    try:
        deadline.check()
        open_ = program(read_as(replace(plan, closed="allowed"), "open"), week)
        outcome = Solver(open_.model).relax()
    except OutOfTimeError:
        return 0.0
    return outcome.bound if outcome.status == Status.OPTIMAL else 0.0


def rank(roster: Roster, plan: Plan) -> tuple[float, ...]:
    """Rank by agents missing, by those there while closed, by cost, by how uneven teams are."""
    return (
        round(roster.hours_short, 6),
        0.0 if plan.closed == "allowed" else round(roster.closed_hours, 6),
        round(roster.cost, 6),
        round(unevenness(roster.fairness), 6),
    )


def unevenness(fairness: pd.DataFrame) -> float:
    """Return by how much the teams of each group miss being even; 0: all are."""
    return sum(
        max(0.0, float(np.ptp(teams[name])) / apart - 1.0)
        for _, teams in fairness.groupby("group")
        for name, apart in (("nights", NIGHTS_APART), ("weekends", WEEKENDS_APART))
    )
