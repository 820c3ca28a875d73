"""Which rule is suspected where the time ended before a roster was found, or else what is large.

Nothing is proved then. As far as time allows, linear programs tell which rule or limit costs the
most; beyond that, a rule that by itself has very much to remember of an agent makes a search long.
Where neither is so, no rule is blamed: it is the size of what is asked for that takes its time.
"""

from contextlib import suppress

import numpy as np

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.rostering.program.network import network
from wfm.rostering.ways_out import changes
from wfm.rostering.ways_out.price import TINY, Way
from wfm.rostering.ways_out.ranking import AS_IT_IS, Ranking
from wfm.solver import clock
from wfm.work.plan import Plan
from wfm.work.week import Week
from wfm.work.wording import agents, counted

# Share of the time for counting what a rule remembers: most take a hundredth of a second, and one
# that takes longer than so long has very much to remember [s].
_COUNTING_SHARE, _COUNTING_SECONDS = 0.2, 0.04
# A rule that tells so many states of an agent apart makes a network large by itself.
_MANY_STATES = 500
# Less than this share of the cost is nothing.
_NOTABLE = 0.001


def suspect(plan: Plan, week: Week) -> str:
    """Name the rule or limit that something speaks against, as well as time allows.

    Parameters
    ----------
    plan
        The plan.
    week
        What is to be covered.

    Returns
    -------
    str
        The name and why; empty where nothing speaks against any.
    """
    leaving_out = [change for change in changes.dropped(plan) if change.change(plan) != plan]
    if not leaving_out:
        return ""
    remembered = _remembered(plan, {change.words for change in leaving_out}, week.step)
    # Limits of coverage and of the number of agents first.
    leaving_out.sort(key=lambda change: -remembered.get(change.words, np.inf))
    ranking = Ranking(week, clock() + deadline.left())
    here = ranking.price(AS_IT_IS, plan)
    if here is not None:
        best = min(ranking.priced(leaving_out, plan), key=lambda way: way.rank, default=here)
        if why := _gain(here, best):
            return f"{best.variant.words} ({why})"
    hardest = max(remembered, key=lambda name: remembered[name], default=None)
    if hardest is None or remembered[hardest] < _MANY_STATES:
        return ""
    number = remembered[hardest]
    states = f"{number:,.0f} states" if np.isfinite(number) else "more states than could be counted"
    return f"{hardest} (it tells {states} of an agent apart)"


def size(plan: Plan, week: Week) -> str:
    """Say what is large about a search.

    Parameters
    ----------
    plan, week
        As `suspect` has them.
    """
    starts = [start for g in plan.groups for shift in g.shifts for start in shift.starts(week.step)]
    return (
        f"{counted(len(starts), 'start')} of shifts to choose from on each day, "
        f"{counted(len(week.required), 'interval')} of a week and up to "
        f"{agents(int(week.required.max()))} at a time"
    )


def _gain(here: Way, way: Way) -> str:
    """Say what the linear program gains by a change; empty where that is nothing."""
    if way.wrong_hours < here.wrong_hours - TINY:
        return "without it less stays uncovered"
    if way.wrong_hours <= here.wrong_hours + TINY and way.cost < (1 - _NOTABLE) * here.cost:
        return f"without it a roster could cost {1 - way.cost / here.cost:.1%} less"
    return ""


def _remembered(plan: Plan, names: set[str], step: int) -> dict[str, float]:
    """Count the states of an agent that each rule tells apart; infinite where that takes long.

    Where there was next to no time to count, nothing is known: 0.
    """
    counts: dict[str, float] = {}
    rules = [(g, rule) for g in plan.groups for rule in g.rules if rule.name in names]
    for group, rule in rules:
        seconds = _COUNTING_SHARE * deadline.left()
        nodes = np.inf if seconds > _COUNTING_SECONDS else 0.0
        with suppress(OutOfTimeError), deadline.within(seconds):
            nodes = network([rule], plan.bands(group, step)).nodes
        counts[rule.name] = max(nodes, counts.get(rule.name, 0))
    return counts
