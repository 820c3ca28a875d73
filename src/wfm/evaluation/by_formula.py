"""What the formula says of agents with skills: where it can say anything."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.evaluation.case import Case
from wfm.evaluation.expected import Calls
from wfm.evaluation.queues import Queue
from wfm.simulation.windows import staffed
from wfm.staffing.groups import pooled
from wfm.staffing.reading import read_intervals

Floats = NDArray[np.float64]


def by_formula(case: Case) -> Floats:
    """Return the service level of each queue and interval by the formula of the staffing stage.

    It knows no skills: queues that the same agents answer, and nobody else, are one queue to it,
    each judged by its own threshold. Queues whose agents overlap have no formula.

    Returns
    -------
    NDArray
        NaN where there is none.
    """
    edges = case.demand.edges[case.demand.lead :]
    here = 1.0 - case.where.absent
    found = np.full((len(case.queues), here.size), np.nan)
    sets = [frozenset(agent.skills or case.names) for agent in case.crew.plan.agents]
    for number, queue in enumerate(case.queues):
        touching = {own for own in sets if queue.name in own}
        alone = len(touching) == 1 and not any(
            own & other for own in touching for other in set(sets) - touching
        )
        if not alone:
            continue
        (own,) = touching
        if _flows_over(case, own):
            continue
        windows = [
            agent.windows
            for agent, skills in zip(case.crew.plan.agents, sets, strict=True)
            if skills == own
        ]
        agents = staffed(windows, edges) / case.demand.step * here
        found[number] = _level(case, queue, [q for q in case.queues if q.name in own], agents)
    return found


def _flows_over(case: Case, own: frozenset[str]) -> bool:
    """Whether agents with these skills help another queue, or are helped."""
    flowing = [queue for queue in case.queues if queue.overflow_to]
    return any(own & {queue.name, *queue.overflow_to} for queue in flowing)


def _level(case: Case, queue: Queue, together: list[Queue], agents: Floats) -> Floats:
    """Judge the agents of queues that are one."""
    if len(together) == 1:
        return queue.calls.expected(agents).level
    channels = {name for q in together for name in q.calls.frame.get("channel", ["phone"])}
    if len(channels) > 1 or len({q.priority for q in together}) > 1:
        return np.full(agents.size, np.nan)
    frame = pd.concat([q.calls.frame for q in together], ignore_index=True)
    one = pooled(frame, tuple(q.name for q in together))
    rows = read_intervals(one, case.demand.step)
    return Calls(one, rows, queue.calls.options, ()).expected(agents).level
