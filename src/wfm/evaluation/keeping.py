"""Close the loop: change the requirement, roster again, until the week keeps its promise.

What is promised is the service level over a whole week. So agents are added where one gains most
good calls in a week, and taken away where one is missed least: see `worth`. The search sees the
same weeks again and again, and fits them: what it ends with is judged on weeks it has not seen.
"""

import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import interrupts, rostering
from wfm.errors import InputError, OptionError
from wfm.evaluation.case import Case
from wfm.evaluation.moving import moved
from wfm.evaluation.needs import Need, requirement_of
from wfm.evaluation.rounds import Kept, Round, rounds_table, spare_of, words_of
from wfm.evaluation.steering import Tried, next_size
from wfm.evaluation.stretches import week_begins
from wfm.evaluation.work_compared import paid
from wfm.evaluation.worth import Worth
from wfm.rostering.options import Run
from wfm.simulation.counting import Counts, together
from wfm.simulation.figures import level
from wfm.simulation.replications import wilson
from wfm.work.plan import Plan

log = logging.getLogger(__name__)
Floats = NDArray[np.float64]
MOST_ROUNDS = 5
# A roster may be short of what is needed: above that the first round asks for so much at most.
_FIRST = 0.05
# Above the goal by so much is near enough, and half of it is aimed at.
_ABOVE = 0.03
# Two hundred weeks tell within .04 how often a promise is kept. Where that may be near the goal,
# more are simulated: so many times as many, as far as there are fewer than enough.
_MORE, _ENOUGH = 4, 800
# How often the number of moves is tried in a round.
_TRIALS = 4


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
        How many weeks are simulated in each round; near the goal some more.
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

    @property
    def most_weeks(self) -> int:
        """How many weeks are simulated where the promise may be kept as often as it is to be."""
        return max(self.weeks, min(_MORE * self.weeks, _ENOUGH))

    def asks_more(self, promise: float) -> bool:
        """Whether the weeks of a round are too few to tell whether its promise is near the goal."""
        error = math.sqrt(self.goal * (1.0 - self.goal) / self.weeks)
        return self.most_weeks > self.weeks and abs(promise - self.goal) <= 3.0 * error


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
    InputError
        If nobody calls.
    KeyboardInterrupt
        If it is interrupted before the plan as given is judged.
    """
    if all(need.target is None for need in loop.needs):
        raise OptionError("until_kept", "nothing is promised: give a service level")
    if not 0.0 < loop.goal < 1.0:
        raise OptionError("until_kept", f"{loop.goal:g} is not between 0 and 1")
    if not any(need.calls.any() for need in loop.needs):
        raise InputError("nobody calls in this forecast: there is no promise to keep")
    given = _judged(requirement_of(loop.needs, needed) if table is None else table, needed, loop)
    if given is None:
        raise KeyboardInterrupt
    rounds = [given]
    told(_words(0, given, None, loop))
    interrupted = not _searched(rounds, loop, told, rostered=table is not None)
    best = _best(rounds, loop)
    kept, weeks = round(best.promise * best.weeks), best.weeks
    if not interrupted:
        kept, weeks = _on_other_weeks(best, loop) or (kept, weeks)
        interrupted = _stops()
    return Kept(
        table=best.table,
        requirement=requirement_of(loop.needs, best.needed),
        rounds=rounds_table(rounds),
        promise=(kept / weeks, *wilson(kept, weeks)),
        reached=best.promise >= loop.goal,
        weeks=weeks,
        interrupted=interrupted,
    )


def _on_other_weeks(best: Round, loop: Loop) -> tuple[int, int] | None:
    """Count how many of other weeks keep the promise: the search fits its own."""
    case = loop.case(best.table)
    others = range(loop.most_weeks, loop.most_weeks + best.weeks)
    fresh = case.simulated(others, loop.jobs, _stops)
    if fresh is None:
        return None
    keeps = case.blocks(fresh)[0].keeps(week_begins(case.where.calls))
    return int(keeps.sum()), keeps.size


def _searched(
    rounds: list[Round], loop: Loop, told: Callable[[str], object], *, rostered: bool
) -> bool:
    """Add rounds until one is near the goal; return False where somebody wants to stop."""
    if _near(rounds[-1], loop):
        return not _stops()
    worths = _worths(rounds[0].needed, loop)
    if worths is None:
        return False
    while not _near(rounds[-1], loop) and len(rounds) <= MOST_ROUNDS:
        if _stops():
            return False
        needed = _next(rounds, worths, loop, rostered=rostered)
        if any((needed == before.needed).all() for before in rounds[1:]):
            break
        found = _made(needed, rounds[-1], worths, loop)
        if found is None:
            return False
        rounds.append(found)
        told(_words(len(rounds) - 1, rounds[-1], rounds[-2], loop))
    return not _stops()


def _next(rounds: list[Round], worths: list[Worth], loop: Loop, *, rostered: bool) -> Floats:
    """Return the agents of each need that are asked for next."""
    found = rounds[-1].needed.copy()
    for number, (need, worth) in enumerate(zip(loop.needs, worths, strict=True)):
        if need.target is None:
            continue
        # Nobody knows what the roster as given was made for, and a requirement spread its agents
        # otherwise: how it did tells nothing of sizes from here on.
        tried = [_tried(one, number, loop) for one in rounds[1:] or rounds]
        size = next_size(tried, worth.size)
        if rostered and len(rounds) == 1:
            most = max(need.target, worth.level(found[number])) + _FIRST
            size = min(size, worth.size(most))
        elif len(rounds) == 1:
            size = worth.size(tried[0].level - tried[0].spare)
        found[number] = worth.of_size(size)
    return found


def _tried(one: Round, number: int, loop: Loop) -> Tried:
    """Return what became of a need in a round: it has as little to spare as its worst queue."""
    queues = list(loop.needs[number].queues)
    calls = loop.needs[number].calls.sum(axis=1)
    level = float(np.average(one.levels[queues], weights=np.maximum(calls, 1e-9)))
    spare = one.spare[queues]
    worst = 0.0 if np.isnan(spare).all() else float(np.nanmin(spare))
    return Tried(float(one.needed[number].sum()), level, worst)


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


def _near(found: Round, loop: Loop) -> bool:
    """Whether the goal is reached, and not by far."""
    return loop.goal <= found.promise <= min(loop.goal + _ABOVE, 0.5 + 0.5 * loop.goal)


def _best(rounds: list[Round], loop: Loop) -> Round:
    """Return the cheapest round that reaches the goal, or the one that comes nearest to it."""
    reached = [one for one in rounds if one.promise >= loop.goal]
    if reached:
        return min(reached, key=lambda one: one.hours if np.isnan(one.cost) else one.cost)
    return max(rounds, key=lambda one: one.promise)


def _made(needed: Floats, last: Round, worths: Sequence[Worth], loop: Loop) -> Round | None:
    """Make a plan of agents that are asked for, and judge it; None: it was stopped.

    A roster begins with the last one. Where it misses the goal, what it has above the requirement
    is moved to where callers gain most; no more of it than the goal asks for, as people live with
    meals and starts as they were made.
    """
    asked = requirement_of(loop.needs, needed)
    if loop.run is None:
        return _judged(asked, needed, loop)
    run = loop.run
    made = rostering.roster(
        asked, loop.plan, week=run.week, time_limit=run.time_limit, gap=run.gap,
        fairness=run.fairness, elastic=run.elastic, comfort=run.comfort, start_from=last.table,
    )  # fmt: skip
    plain = None if made.status == "interrupted" else _judged(made.table, needed, loop)
    if plain is None or plain.promise >= loop.goal:
        return plain
    week = rostering.fold(asked, run.week)

    def moves(most: int | None) -> Round | None:
        found = moved(made.table, loop.plan, week, worths[0], most)
        one = _judged(found.table, needed, loop) if found.number else plain
        return None if one is None else replace(one, moved=found.number)

    every = moves(None)
    return every if every is None else _fewest_moves(plain, every, moves, loop)


def _fewest_moves(
    none: Round, every: Round, moves: Callable[[int | None], Round | None], loop: Loop
) -> Round | None:
    """Find about as few moves as reach the goal; None: it was stopped."""
    low, high = none, every
    for _ in range(_TRIALS):
        if high.promise < loop.goal or _near(high, loop):
            break
        least, most = (_tried(one, 0, loop).spare for one in (low, high))
        share = np.clip(-least / max(most - least, 1e-9), 0.1, 0.9)
        number = low.moved + round(float(share) * (high.moved - low.moved))
        if number in {low.moved, high.moved}:
            break
        found = moves(number)
        if found is None:
            return None
        if found.promise < loop.goal:
            low = found
        else:
            high = found
    return high


def _judged(table: pd.DataFrame, needed: Floats, loop: Loop) -> Round | None:
    """Simulate a roster, or a requirement, on the weeks of the search; None: it was stopped."""
    case = loop.case(table)
    begins = week_begins(case.where.calls)
    counts = _simulated(case, range(loop.weeks), loop)
    if counts is not None and loop.asks_more(float(case.blocks(counts)[0].keeps(begins).mean())):
        more = _simulated(case, range(loop.weeks, loop.most_weeks), loop)
        counts = None if more is None else together([counts, more])
    if counts is None:
        return None
    blocks = case.blocks(counts)
    good, of = level(blocks[0].counts, blocks[0].promise.definition)
    parts = blocks[0].parts or blocks
    levels = [level(part.counts, part.promise.definition) for part in parts]
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
        levels=np.array([one.sum() / max(whole.sum(), 1) for one, whole in levels]),
        spare=spare_of(parts, begins, min(loop.goal + _ABOVE / 2.0, 0.5 + 0.5 * loop.goal)),
        promise=float(blocks[0].keeps(begins).mean()),
        weeks=len(counts.weeks),
    )


def _simulated(case: Case, weeks: range, loop: Loop) -> Counts | None:
    """Simulate all of these weeks; None: it was stopped before."""
    counts = case.simulated(weeks, loop.jobs, _stops)
    return None if counts is None or len(counts.weeks) < len(weeks) else counts


def _words(number: int, now: Round, before: Round | None, loop: Loop) -> str:
    """Say what a round brought."""
    return words_of(number, now, before, cost_unit=loop.plan.cost_unit)
