"""Make teams of what a search found: even ones, with comfort at no cost, judged by their table."""

import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.errors import UndecidedError
from wfm.rostering.beside_crews import free_groups, left
from wfm.rostering.clocks import on_own_clocks
from wfm.rostering.comfortable.alike_pauses import with_alike_pauses
from wfm.rostering.comfortable.other_stints import is_worth_it, with_other_stints
from wfm.rostering.comfortable.rearranging import rearranged
from wfm.rostering.fairness.balance import balanced
from wfm.rostering.fairness.shares import long_teams, longer_rotation, shares
from wfm.rostering.job import Job
from wfm.rostering.judge.roster import Violation, judge
from wfm.rostering.program.program import Program
from wfm.rostering.results import Roster, roster_from
from wfm.rostering.roster_tables import roster_table, with_activities
from wfm.rostering.search.best import Progress
from wfm.rostering.search.search import Found
from wfm.rostering.teams import lines
from wfm.rostering.teams.crews import crew_teams
from wfm.rostering.teams.split import NIGHTS_APART, WEEKENDS_APART
from wfm.rostering.training import sessions
from wfm.solver import clock
from wfm.work.plan import Plan
from wfm.work.week import Week
from wfm.work.wording import counted

log = logging.getLogger(__name__)

# For each agent the judge takes so long [s].
JUDGING_AGENT = 0.0002
# So often other stints are looked for, if there are so many seconds left [s].
_ROUNDS, _ROUND_SECONDS = 4, 2.0
# Shares in tables are rounded to so much.
_ROUNDED = 0.001


def made(job: Job, built: Program, found: Found, beside: Sequence[lines.Team] = ()) -> Roster:
    """Make teams of what a search found, and judge them from their table alone.

    Parameters
    ----------
    job
        What is asked for.
    built, found
        The program, and what was found.
    beside
        Teams that the program leaves out, as its week is what they leave.

    Raises
    ------
    UndecidedError
        If the judge finds faults.
    """
    plan = job.plan
    if found.ended == "interrupted":
        log.info("interrupted: making teams of the best roster so far")
    weeks = None if plan.rotation == "single" else plan.rotation_weeks
    agents = built.agents_in(found.columns) + sum(team.size for team in beside)
    crews = [*beside, *crew_teams(built.crews, found.columns, built.slot)]
    with deadline.within(deadline.left() - JUDGING_AGENT * agents):
        others = replace(job, week=left(plan, job.week, crews))
        made = lines.teams(built, found.columns, weeks)
        found = replace(found, repeats=found.repeats and not deadline.hurried())
        if _may_balance(plan, found) and built.plan.reading == "safe":
            made, found = _balanced(others, built, made, found)
        if made and job.comfort is not None and found.ended != "interrupted":
            made, found = _rearranged(others, built, made, found)
    late = "; time ran out" if deadline.over() else ""
    for line in long_teams(made, weeks) if weeks else ():
        job.warn(f"{line}{late}")
    order = [group.name for group in plan.groups]
    made = sorted([*made, *crews], key=lambda team: order.index(team.group.name))
    return judged_roster(job, made, found, built.plan)


def judged_roster(
    job: Job,
    teams: Sequence[lines.Team],
    found: Found,
    stated: Plan,
    names: Sequence[str] = (),
) -> Roster:
    """Write teams as a roster, with activities, and judge it from its table alone.

    Parameters
    ----------
    job
        What is asked for.
    teams
        The teams.
    found
        Cost and bound.
    stated
        The plan as the program that they were made of read it.
    names
        Name of each team; none: they are numbered.

    Raises
    ------
    UndecidedError
        If the judge finds faults.
    """
    plan, week = job.plan, job.week
    names = names or [str(number) for number in range(1, len(teams) + 1)]
    table = roster_table(teams, names, with_groups=on_own_clocks(plan))
    belongs = {name: team.group.name for name, team in zip(names, teams, strict=True)}
    if plan.activities:
        table = _with_activities(job, teams, table, belongs)
    judged = judge(table, plan, week, belongs)
    faults = [f for f in judged.violations if not (job.elastic and f.rule == "coverage")]
    if faults:
        raise UndecidedError(_faulty(faults[0], stated))
    return roster_from(table, found, judged, plan, week)


def _may_balance(plan: Plan, found: Found) -> bool:
    """Whether the teams are evened out: not beside crews where an upper limit binds them all."""
    teams = plan.rotation == "teams" and found.ended != "interrupted"
    return teams and not (plan.is_limited and plan.has_patterns)


def _rearranged(
    job: Job, built: Program, made: list[lines.Team], found: Found
) -> tuple[list[lines.Team], Found]:
    """Rearrange the days of teams at no cost, so that people live better with them."""
    weights, draw = job.plan.comfort, Random(1)  # noqa: S311 - the same input, the same roster
    try:
        built = free_groups(built, job.week)
    except OutOfTimeError:
        return made, replace(found, repeats=False)
    made, late = rearranged(built, made, job.week, weights)
    for _ in range(_ROUNDS):
        if not is_worth_it(made, weights) or deadline.left() < _ROUND_SECONDS:
            break
        others, ended = with_other_stints(built, made, weights, draw)
        late |= ended
        if others == made:
            break
        made, ended = rearranged(built, others, job.week, weights, again=True)
        late |= ended
    if job.plan.comfort.get("pauses", 1.0):
        made, ended = with_alike_pauses(made)
        late |= ended
    return made, replace(found, repeats=found.repeats and not late)


def _with_activities(
    job: Job, made: Sequence[lines.Team], table: pd.DataFrame, belongs: Mapping[str, str]
) -> pd.DataFrame:
    """Write activities into a roster where its coverage leaves room, and say where it does not."""
    week, spare = job.week, _spare(job, made, table, belongs)
    placed, missing = sessions(job.plan, made, spare, week.step, seconds=deadline.left())
    for name, number in missing.items():
        if number:
            job.warn(f"{counted(number, 'session')} of {name} did not fit: coverage leaves no room")
    return with_activities(table, placed, list(belongs))


def _spare(
    job: Job, made: Sequence[lines.Team], table: pd.DataFrame, belongs: Mapping[str, str]
) -> NDArray[np.int64]:
    """Count the agents above the requirement, the fewest of all weeks where lines are vacant.

    Part by part of equal length: of an interval, or less where duties begin inside one.
    """
    cells = [cell for team in made for cell in team.days if cell is not None]
    begins = {cell.band.shift.midnight(0) + cell.start for cell in cells}
    pitch = math.gcd(job.week.step, *begins)
    required = np.repeat(job.week.required, job.week.step // pitch)
    return judge(table, job.plan, Week(required, pitch), belongs).scheduled - required


def _balanced(
    job: Job, built: Program, made: list[lines.Team], found: Found
) -> tuple[list[lines.Team], Found]:
    """Balance the teams of each group, and say where that was not reached."""

    def going(_told: Progress) -> object:
        agents = sum(team.size for team in made)
        now = Progress(agents, found.cost, found.bound, clock() - began)
        return job.progress is not None and job.progress(now)

    began, weeks = clock(), job.plan.rotation_weeks
    even = balanced(
        built.plan,
        made,
        job.week,
        price=min(job.fairness * found.cost, max(0.0, job.most - found.cost)),
        seconds=deadline.left(),
        progress=going,
    )
    ended = found.ended
    if even.interrupted:
        ended = "interrupted"
    elif even.spent > 0 and ended == "optimal":
        ended = "within gap"
    for uneven in shares(even.teams):
        if uneven.even(weeks):
            continue
        columns = next(c for c in built.groups if c.group.name == uneven.group.name)
        flow = [int(found.columns[c]) for c in columns.walks]
        hurried = even.out_of_time or even.interrupted or deadline.hurried()
        longer = None if hurried else longer_rotation(columns, flow, weeks)
        late = "; time ran out: another run may differ" if even.out_of_time else ""
        job.warn(f"{uneven.words(weeks, longer)}{late}")
    return even.teams, replace(
        found,
        cost=found.cost + even.spent,
        ended=ended,
        repeats=found.repeats and not even.out_of_time,
    )


def _faulty(fault: Violation, plan: Plan) -> str:
    """Say what is wrong with a roster that its judge does not accept."""
    where = f"(team {fault.team}, line {fault.line}, day {fault.weekday}: {fault.message})"
    if plan.reading == "exact":
        return (
            "no roster was found, and no proof that there is none: the best attempt breaks "
            f"'{fault.rule}' {where}"
        )
    return f"the roster that was found breaks '{fault.rule}' {where}: please report this"


def beyond_even(fairness: pd.DataFrame) -> float:
    """Return how far teams are beyond what is even: nights and worked weekends together.

    Parameters
    ----------
    fairness
        A fairness table.
    """
    beyond = 0.0
    for name, apart in (("nights", NIGHTS_APART), ("weekends", WEEKENDS_APART)):
        shares = fairness.groupby("group")[name]
        beyond += float((shares.max() - shares.min() - apart - _ROUNDED).clip(lower=0.0).sum())
    return beyond
