"""Ways out as a planner reads them: each once, with its price."""

from collections.abc import Sequence

import numpy as np

from wfm.rostering.ways_out.price import TINY, Way
from wfm.units import written
from wfm.work.plan import Plan
from wfm.work.wording import agent_hours


def told(way: Way, plan: Plan) -> str:
    """Say what a way is and what it costs, as a planner reads it."""
    least = "" if way.solved else "at least "
    more = _agents(way, plan)
    what = " and ".join(filter(None, (more and least + more, way.variant.words)))
    wrong = [
        f"{agent_hours(hours)} {which}"
        for hours, which in ((way.short_hours, "short"), (way.over_hours, "over"))
        if hours > TINY
    ]
    cost = f"{written(way.cost, 2 if way.solved else 0)} {plan.currency}".rstrip()
    return f"{what}: {least}{' and '.join(wrong) or '0 short'}, cost {least}{cost}"


def apart(ways: Sequence[Way], plan: Plan) -> list[Way]:
    """Leave out ways that change the same as a better one before them."""
    best: dict[object, Way] = {}
    for way in ways:
        beyond = frozenset((which, name) for _, which, name in _beyond(way, plan))
        best.setdefault((way.variant.words, beyond), way)
    return list(best.values())


def _agents(way: Way, plan: Plan) -> str:
    """Say by how many agents a group is above or below what the plan allows."""
    several = len(plan.groups) > 1
    return ", ".join(
        f"{number} {which} agent{'s' if number > 1 else ''}{f' in {name!r}' if several else ''}"
        for number, which, name in _beyond(way, plan)
    )


def _beyond(way: Way, plan: Plan) -> list[tuple[int, str, str]]:
    """Return how many agents, more or fewer, of which groups are beyond the plan's numbers."""
    found = []
    for group, number in zip(plan.groups, way.agents, strict=False):
        least, most = group.agents
        count = int(np.ceil(number - 1e-6))
        if most is not None and count > most:
            found.append((count - most, "more", group.name))
        elif count < least:
            found.append((least - count, "fewer", group.name))
    return found
