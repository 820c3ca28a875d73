"""Close the loop: change the requirement, roster again, until the week keeps its promise.

What is promised is the service level over a whole week. So agents are added where one gains most
good calls in a week, and taken away where one is missed least: see `worth`. The search sees the
same weeks again and again, and fits them: what it ends with is judged on weeks it has not seen.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import interrupts, rostering
from wfm.errors import OptionError
from wfm.evaluation.case import Case
from wfm.evaluation.needs import Need, requirement_of
from wfm.evaluation.rounds import Kept, Round, rounds_table, spare_of, words_of
from wfm.evaluation.stretches import week_begins
from wfm.evaluation.work_compared import paid
from wfm.evaluation.worth import Worth
from wfm.rostering.options import Run
from wfm.simulation.figures import level
from wfm.simulation.replications import wilson
from wfm.work.plan import Plan

log = logging.getLogger(__name__)
Floats = NDArray[np.float64]
MOST_ROUNDS = 5
# The plan's level rises by no more than this above the target in the first round.
_FIRST = 0.05
# Above the goal by so much is near enough: the search fits its weeks, others keep it less often.
_ABOVE = (0.01, 0.04)
_HIGHEST = 0.9995


@dataclass(frozen=True)
class Loop:
    """What stays the same from round to round.

    Parameters
    ----------
    case
        Makes of a roster or a requirement all that its simulation needs.
    needs
        What agents are required for: the queues, each alone or several as one.
    weeks
        How many weeks are simulated in each round.
    goal
        Share of the weeks that are to keep the promise.
    plan
        Groups and rules of a roster.
    run
        How a roster is looked for; None: nothing is rostered.
    jobs
        Processes that simulate at the same time.
    """

    case: Callable[[pd.DataFrame], Case]
    needs: tuple[Need, ...]
    weeks: int
    goal: float
    plan: Plan
    run: Run | None
    jobs: int = 1


def keep_promise(
    table: pd.DataFrame | None,
    needed: Floats,
    loop: Loop,
    told: Callable[[str], object] = log.info,
) -> Kept:
    """Change a requirement until the week keeps its promise with some probability.

    Parameters
    ----------
    table
        The roster to begin with, which is rostered again in each round; None: agents are those of
        the requirement.
    needed
        Agents on the phones of each need in each interval, to begin with.
    loop
        The weeks ahead, the goal, and how rosters are made.
    told
        Is told of each round.

    Raises
    ------
    OptionError
        If nothing is promised, or the goal cannot be reached for certain.
    KeyboardInterrupt
        If it is interrupted before the plan as given is judged.
    """
    if all(need.target is None for need in loop.needs):
        raise OptionError("until_kept", "nothing is promised: give a service level")
    if not 0.0 < loop.goal < 1.0:
        raise OptionError("until_kept", f"{loop.goal:g} is not between 0 and 1")
    given = _judged(requirement_of(loop.needs, needed) if table is None else table, needed, loop)
    if given is None:
        raise KeyboardInterrupt
    rounds = [given]
    told(_words(0, given, None, loop))
    interrupted = not _searched(rounds, loop, told)
    best = _best(rounds, loop)
    kept, weeks = round(best.promise * loop.weeks), loop.weeks
    if not interrupted:
        # The search fits its weeks: others say how often the promise is kept.
        case = loop.case(best.table)
        fresh = case.simulated(range(loop.weeks, 2 * loop.weeks), loop.jobs, _stops)
        interrupted = _stops()
        if fresh is not None:
            keeps = case.blocks(fresh)[0].keeps(week_begins(case.where.calls))
            kept, weeks = int(keeps.sum()), keeps.size
    return Kept(
        table=best.table,
        requirement=requirement_of(loop.needs, best.needed),
        rounds=rounds_table(rounds),
        promise=(kept / weeks, *wilson(kept, weeks)),
        reached=best.promise >= loop.goal,
        weeks=weeks,
        interrupted=interrupted,
    )


def _searched(rounds: list[Round], loop: Loop, told: Callable[[str], object]) -> bool:
    """Add rounds until one is near the goal; return False where somebody wants to stop."""
    if _near(rounds[-1], loop):
        return not _stops()
    worths = _worths(rounds[0].needed, loop)
    if worths is None:
        return False
    aims = _planned(rounds[0], worths)
    while not _near(rounds[-1], loop) and len(rounds) <= MOST_ROUNDS:
        if _stops():
            return False
        aims = np.clip(aims + _steps(rounds, worths, loop), 0.05, _HIGHEST)
        needed = np.array(
            [
                rounds[0].needed[number] if need.target is None else worth.fewest(float(aim))
                for number, (need, worth, aim) in enumerate(
                    zip(loop.needs, worths, aims, strict=True)
                )
            ]
        )
        if any((needed == before.needed).all() for before in rounds[1:]):
            break
        made, stopped = _rostered(needed, rounds[-1], loop)
        found = None if stopped else _judged(made, needed, loop)
        if found is None:
            return False
        rounds.append(found)
        told(_words(len(rounds) - 1, rounds[-1], rounds[-2], loop))
    return not _stops()


def _worths(needed: Floats, loop: Loop) -> list[Worth] | None:
    """Simulate agents on the phones, to see what one more is worth; None: it was stopped."""
    case = loop.case(requirement_of(loop.needs, needed))
    counts = case.simulated(range(loop.weeks), loop.jobs, _stops)
    if counts is None or len(counts.weeks) < loop.weeks:
        return None
    parts = [level(counts, promise.definition) for promise in case.promises]
    good, of = (
        np.array([part[side][:, queue].sum(axis=0) for queue, part in enumerate(parts)])
        for side in (0, 1)
    )
    found = []
    for need, own in zip(loop.needs, needed, strict=True):
        total = of[list(need.queues)].sum(axis=0)
        shown = np.divide(
            good[list(need.queues)].sum(axis=0), total,
            out=np.full(total.size, np.nan), where=total > 0,
        )  # fmt: skip
        found.append(Worth(need, own, shown))
    return found


def _stops(_: int = 0) -> bool:
    """Whether somebody wants to stop."""
    return interrupts.pressed()


def _planned(one: Round, worths: list[Worth]) -> Floats:
    """Return the level that each need is planned for."""
    return np.array([worth.level(own) for worth, own in zip(worths, one.needed, strict=True)])


def _steps(rounds: list[Round], worths: list[Worth], loop: Loop) -> Floats:
    """Return by how much the levels that are planned for have to rise."""
    now = rounds[-1]
    missing = _missing(now, loop)
    planned = _planned(now, worths)
    if len(rounds) == 1:
        # A roster may be short of what is needed: to cover that is the first thing to do.
        targets = np.array([need.target or 0.0 for need in loop.needs])
        return np.minimum(missing, np.maximum(0.0, targets - planned) + _FIRST)
    if len(rounds) == 2:
        return missing
    # What a rise of the plan brought of a rise of the weeks, from the last two rounds.
    rise = planned - _planned(rounds[-2], worths)
    brought = _missing(rounds[-2], loop) - missing
    slope = np.divide(brought, rise, out=np.ones(rise.size), where=np.abs(rise) > 1e-6)
    return np.asarray(missing / np.clip(slope, 0.4, 2.0))


def _missing(one: Round, loop: Loop) -> Floats:
    """Return how much each need is missing: as much as the queue of it that is missing most."""
    found = np.zeros(len(loop.needs))
    for number, need in enumerate(loop.needs):
        own = -one.spare[list(need.queues)]
        found[number] = 0.0 if np.isnan(own).all() else np.nanmax(own)
    return found


def _near(found: Round, loop: Loop) -> bool:
    """Whether the goal is reached, and not by far."""
    least, most = (min(loop.goal + above, 0.5 + 0.5 * loop.goal) for above in _ABOVE)
    return least <= found.promise <= most


def _best(rounds: list[Round], loop: Loop) -> Round:
    """Return the cheapest round that reaches the goal, or the one that comes nearest to it."""
    reached = [one for one in rounds if one.promise >= loop.goal]
    if reached:
        return min(reached, key=lambda one: one.hours if np.isnan(one.cost) else one.cost)
    return max(rounds, key=lambda one: one.promise)


def _rostered(needed: Floats, last: Round, loop: Loop) -> tuple[pd.DataFrame, bool]:
    """Make a roster for agents, beginning with the last one; and say whether it was stopped."""
    asked = requirement_of(loop.needs, needed)
    if loop.run is None:
        return asked, False
    run = loop.run
    made = rostering.roster(
        asked, loop.plan, week=run.week, time_limit=run.time_limit, gap=run.gap,
        fairness=run.fairness, elastic=run.elastic, comfort=run.comfort, start_from=last.table,
    )  # fmt: skip
    return made.table, made.status == "interrupted"


def _judged(table: pd.DataFrame, needed: Floats, loop: Loop) -> Round | None:
    """Simulate a roster, or a requirement, on the weeks of the search; None: it was stopped."""
    case = loop.case(table)
    counts = case.simulated(range(loop.weeks), loop.jobs, _stops)
    if counts is None or len(counts.weeks) < loop.weeks:
        return None
    blocks, begins = case.blocks(counts), week_begins(case.where.calls)
    good, of = level(blocks[0].counts, blocks[0].promise.definition)
    agents, hours, cost = round(needed.sum(axis=0).max()), case.phone_hours, np.nan
    if case.worked is not None:
        agents = len(case.crew.plan.agents)
        hours, cost = paid(case.worked, case.where.calls)
    return Round(
        needed=needed,
        table=table,
        agents=agents,
        hours=hours,
        cost=cost,
        level=float(good.sum() / max(of.sum(), 1)),
        spare=spare_of(blocks[0].parts or blocks, begins, min(loop.goal + sum(_ABOVE) / 2.0, 0.99)),
        promise=float(blocks[0].keeps(begins).mean()),
    )


def _words(number: int, now: Round, before: Round | None, loop: Loop) -> str:
    """Say what a round brought."""
    return words_of(number, now, before, weeks=loop.weeks, cost_unit=loop.plan.cost_unit)
