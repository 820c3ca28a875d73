"""Which rule is suspected where the time ended before a roster was found.

Nothing is proved then. As far as time allows, linear programs tell which rule or limit costs the
most; beyond that, the rule that has the most to remember of an agent is what makes a search long.
"""

from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from wfm.rostering import deadline, variants
from wfm.rostering.deadline import OutOfTimeError
from wfm.rostering.explain import AS_IT_IS, Ranking
from wfm.rostering.network import network
from wfm.rostering.plan import Plan
from wfm.rostering.solver import clock
from wfm.rostering.ways import TINY, Way, Week

# Share of the time for counting what the rules remember.
_COUNTING_SHARE = 0.3
# Less than this share of the cost is nothing.
_NOTABLE = 0.001


def suspect(plan: Plan, required: NDArray[np.int64], step: int) -> str:
    """Name the rule or limit that is suspected to leave no roster, as well as time allows.

    Parameters
    ----------
    plan
        The plan.
    required
        Agents per interval of a week [agents].
    step
        Length of an interval [min].

    Returns
    -------
    str
        The name and why; empty for a plan without rules.
    """
    changes = [change for change in variants.dropped(plan) if change.change(plan) != plan]
    if not changes:
        return ""
    remembered = _remembered(plan, {change.words for change in changes}, step)
    # Limits of coverage and of the number of agents first.
    changes.sort(key=lambda change: -remembered.get(change.words, np.inf))
    ranking = Ranking(Week(required, step), clock() + deadline.left())
    here = ranking.price(AS_IT_IS, plan)
    if here is not None:
        best = min(ranking.priced(changes, plan), key=lambda way: way.rank, default=here)
        if why := _gain(here, best):
            return f"{best.variant.words} ({why})"
    hardest = max(remembered, key=lambda name: remembered[name], default=changes[0].words)
    why = " (of all rules it has the most to keep track of)" if len(remembered) > 1 else ""
    return f"{hardest}{why}"


def _gain(here: Way, way: Way) -> str:
    """Say what the linear program gains by a change; empty where that is nothing."""
    if way.wrong_hours < here.wrong_hours - TINY:
        return "without it less stays uncovered"
    if way.wrong_hours <= here.wrong_hours + TINY and way.cost < (1 - _NOTABLE) * here.cost:
        return f"without it a roster could cost {1 - way.cost / here.cost:.1%} less"
    return ""


def _remembered(plan: Plan, names: set[str], step: int) -> dict[str, float]:
    """Count the states of an agent that each rule tells apart; infinite where that takes long."""
    counts: dict[str, float] = {}
    rules = [(g, rule) for g in plan.groups for rule in g.rules if rule.name in names]
    for group, rule in rules:
        nodes = np.inf
        share = _COUNTING_SHARE / len(rules)
        with suppress(OutOfTimeError), deadline.within(share * deadline.left()):
            nodes = network([rule], plan.bands(group, step)).nodes
        counts[rule.name] = max(nodes, counts.get(rule.name, 0))
    return counts
