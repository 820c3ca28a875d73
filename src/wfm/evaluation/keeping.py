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

from wfm import interrupts, rostering, tables
from wfm.errors import InputError, OptionError
from wfm.evaluation.comparing import of_weeks, on_phones, paid
from wfm.evaluation.expected import Calls
from wfm.evaluation.stage import is_requirement, laid_over
from wfm.evaluation.weeks_ahead import Ahead, Chance, agents_for, agents_of
from wfm.evaluation.worth import Worth
from wfm.rostering.options import Run
from wfm.simulation.replications import wilson
from wfm.simulation.windows import Plan as Agents
from wfm.units import written
from wfm.work.plan import Plan
from wfm.work.wording import counted

log = logging.getLogger(__name__)
Floats = NDArray[np.float64]
MOST_ROUNDS = 5
# The plan's level rises by no more than this above the target in the first round.
_FIRST = 0.05
# Above the goal by so much is near enough: the search fits its weeks, others keep it less often.
_ABOVE = (0.01, 0.04)
_HIGHEST = 0.9995


@dataclass(frozen=True)
class Round:
    """A requirement, what came of it, and how it did on the weeks of the search.

    Parameters
    ----------
    needed
        Agents on the phones in each interval.
    table
        The roster, or the requirement where nothing is rostered.
    agents
        People; of a requirement the most at a time.
    hours
        Paid hours of a roster; of a requirement hours on the phones [h].
    cost
        Of a roster; NaN of a requirement [cost units].
    level
        Mean service level.
    sure
        The level that a week reaches with the probability of the goal.
    promise
        Share of the weeks that keep the promise.
    """

    needed: Floats
    table: pd.DataFrame
    agents: int
    hours: float
    cost: float
    level: float
    sure: float
    promise: float


@dataclass(frozen=True)
class Kept:
    """What the loop ended with.

    Parameters
    ----------
    table
        The roster, or the requirement where nothing is rostered.
    requirement
        The requirement that led to it.
    rounds
        Every round (`wfm.tables.ROUNDS`); the first is the plan as it was given.
    promise
        Share of the weeks that keep the promise, and its 95 % interval, on weeks that the search
        has not seen; where it was interrupted before there were any, on those of the search.
    reached
        Whether the search found a plan that keeps it with the probability asked for.
    weeks
        How many weeks `promise` is a share of.
    interrupted
        Whether it was stopped: then it is the best round so far.
    """

    table: pd.DataFrame
    requirement: pd.DataFrame
    rounds: pd.DataFrame
    promise: tuple[float, float, float]
    reached: bool
    weeks: int
    interrupted: bool = False


@dataclass(frozen=True)
class Loop:
    """What stays the same from round to round.

    Parameters
    ----------
    where
        The weeks ahead.
    chance
        How they are simulated.
    goal
        Share of the weeks that are to keep the promise.
    plan
        Groups and rules of a roster.
    run
        How a roster is looked for; None: nothing is rostered.
    """

    where: Ahead
    chance: Chance
    goal: float
    plan: Plan
    run: Run | None

    @property
    def target(self) -> float:
        """The service level that is promised."""
        found = self.where.calls.options.target.service_level
        assert found is not None
        return found


def keep_promise(table: pd.DataFrame, loop: Loop, told: Callable[[str], object] = log.info) -> Kept:
    """Change a requirement until the week keeps its promise with some probability.

    Parameters
    ----------
    table
        The plan to begin with: a roster, which is rostered again in each round, or a requirement,
        whose numbers become agents.
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
    calls = loop.where.calls
    if calls.options.target.service_level is None:
        raise OptionError("until_kept", "nothing is promised: give a service level")
    if not 0.0 < loop.goal < 1.0:
        raise OptionError("until_kept", f"{loop.goal:g} is not between 0 and 1")
    needed = on_phones(table, calls) if is_requirement(table) else calls.needed()[0]
    given = _judged(table, needed, loop)
    if given is None:
        raise KeyboardInterrupt
    rounds = [given]
    told(_words(0, given, None, loop))
    interrupted = not _searched(rounds, loop, told)
    best = _best(rounds, loop)
    kept, weeks = round(best.promise * loop.chance.weeks), loop.chance.weeks
    if not interrupted:
        # The search fits its weeks: others say how often the promise is kept.
        fresh = loop.where.simulated(
            _agents(best.table, best.needed, loop), loop.chance,
            shrinks=loop.run is not None, first=loop.chance.weeks, done=_stops,
        )  # fmt: skip
        interrupted = _stops()
        kept, weeks = _kept(of_weeks(fresh, loop.where.lead, calls.options.definition), loop)
    return Kept(
        table=best.table,
        requirement=_requirement(best.needed, calls),
        rounds=_rounds_table(rounds),
        promise=(kept / weeks, *wilson(kept, weeks)),
        reached=best.promise >= loop.goal,
        weeks=weeks,
        interrupted=interrupted,
    )


def _searched(rounds: list[Round], loop: Loop, told: Callable[[str], object]) -> bool:
    """Add rounds until one is near the goal; return False where somebody wants to stop."""
    needed = rounds[0].needed
    worth = Worth(loop.where, loop.chance, needed)
    aim = worth.level(needed)
    while not _near(rounds[-1], loop) and len(rounds) <= MOST_ROUNDS:
        if _stops():
            return False
        aim = float(np.clip(aim + _step(rounds, worth, loop), 0.05, _HIGHEST))
        needed = worth.fewest(aim)
        if any((needed == before.needed).all() for before in rounds[1:]):
            break
        made, stopped = _rostered(needed, rounds[-1], loop)
        found = None if stopped else _judged(made, needed, loop)
        if found is None:
            return False
        rounds.append(found)
        told(_words(len(rounds) - 1, rounds[-1], rounds[-2], loop))
    return not _stops()


def _stops(_: int = 0) -> bool:
    """Whether somebody wants to stop."""
    return interrupts.pressed()


def _step(rounds: list[Round], worth: Worth, loop: Loop) -> float:
    """Return by how much the level that is planned for has to rise."""
    now = rounds[-1]
    missing = loop.target - now.sure
    if len(rounds) == 1:
        # A roster may be short of what is needed: to cover that is the first thing to do.
        return min(missing, max(0.0, loop.target - worth.level(now.needed)) + _FIRST)
    if len(rounds) == 2:
        return missing
    # What a rise of the plan brought of a rise of the weeks, from the last two rounds.
    planned = worth.level(now.needed) - worth.level(rounds[-2].needed)
    rise = (now.sure - rounds[-2].sure) / planned if abs(planned) > 1e-6 else 1.0
    return missing / float(np.clip(rise, 0.4, 2.0))


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


def _requirement(needed: Floats, calls: Calls) -> pd.DataFrame:
    """Lay out agents as a requirement: on the phones, and scheduled."""
    scheduled = np.ceil(needed / (1.0 - calls.shrinkage) - 1e-9)
    frame = calls.frame.assign(agents_required=needed, agents_scheduled=scheduled)
    return tables.conform(frame, tables.REQUIREMENT)


def _rostered(needed: Floats, last: Round, loop: Loop) -> tuple[pd.DataFrame, bool]:
    """Make a roster for agents, beginning with the last one; and say whether it was stopped."""
    asked = _requirement(needed, loop.where.calls)
    if loop.run is None:
        return asked, False
    run = loop.run
    made = rostering.roster(
        asked, loop.plan, week=run.week, time_limit=run.time_limit, gap=run.gap,
        fairness=run.fairness, elastic=run.elastic, comfort=run.comfort, start_from=last.table,
    )  # fmt: skip
    return made.table, made.status == "interrupted"


def _agents(table: pd.DataFrame, needed: Floats, loop: Loop) -> Agents:
    """Return the agents of a round."""
    if loop.run is None:
        return agents_for(needed, loop.where, "requirement")
    worked, _, _ = laid_over(table, loop.plan, loop.where.calls)
    return agents_of(worked, loop.where.calls, "roster")


def _judged(table: pd.DataFrame, needed: Floats, loop: Loop) -> Round | None:
    """Simulate a roster, or a requirement, on the weeks of the search; None: it was stopped."""
    calls = loop.where.calls
    agents = _agents(table, needed, loop)
    if not agents.agents:
        raise InputError("nobody is on duty in this plan: there is nothing to begin with")
    counts = loop.where.simulated(agents, loop.chance, shrinks=loop.run is not None, done=_stops)
    if len(counts.weeks) < loop.chance.weeks:
        return None
    good, asked = of_weeks(counts, loop.where.lead, calls.options.definition)
    levels = np.divide(good, asked, out=np.ones(good.size), where=asked > 0)
    hours, cost = float(needed.sum()) * calls.step / 60, np.nan
    if loop.run is not None:
        worked, _, _ = laid_over(table, loop.plan, calls)
        hours, cost = paid(worked, calls)
    kept, weeks = _kept((good, asked), loop)
    return Round(
        needed=needed,
        table=table,
        agents=len(agents.agents),
        hours=hours,
        cost=cost,
        level=float(good.sum() / max(asked.sum(), 1.0)),
        sure=float(np.quantile(levels, 1.0 - min(loop.goal + sum(_ABOVE) / 2.0, 0.99))),
        promise=kept / weeks,
    )


def _kept(weeks: tuple[Floats, Floats], loop: Loop) -> tuple[int, int]:
    """Count the weeks that keep the promise, and all of them."""
    good, asked = weeks
    return int((good >= loop.target * asked).sum()), good.size


def _words(number: int, now: Round, before: Round | None, loop: Loop) -> str:
    """Say what a round brought."""
    words = f"round {number}: " if number else "as given: "
    words += f"{counted(now.agents, 'agent')}, {written(now.hours, 1)} hours"
    if not np.isnan(now.cost):
        unit = f" {loop.plan.cost_unit}" if loop.plan.cost_unit else ""
        words += f", cost {written(now.cost, 2)}{unit}"
    words += (
        f"; service level {now.level:.3f}, promise kept in {now.promise:.1%} of "
        f"{counted(loop.chance.weeks, 'week')}"
    )
    if before is not None:
        more, fewer = (int((sign * (now.needed - before.needed) > 0).sum()) for sign in (1, -1))
        words += f"; requirement raised in {more} intervals, lowered in {fewer}"
    return words


def _rounds_table(rounds: list[Round]) -> pd.DataFrame:
    records = [
        {
            "round": number,
            "agents": one.agents,
            "hours": one.hours,
            "cost": one.cost,
            "service_level": one.level,
            "promise": one.promise,
            "raised": 0 if not number else int((one.needed > rounds[number - 1].needed).sum()),
            "lowered": 0 if not number else int((one.needed < rounds[number - 1].needed).sum()),
        }
        for number, one in enumerate(rounds)
    ]
    return tables.conform(pd.DataFrame(records), tables.ROUNDS)
