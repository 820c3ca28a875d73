"""Who answers whose calls: queues and skills as a centre, and its two ends."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from wfm.errors import InputError
from wfm.evaluation.crew import Crew
from wfm.evaluation.queues import Queue
from wfm.options.simulate import LONGEST_FREE
from wfm.quoting import quoted
from wfm.simulation.draws import Demand
from wfm.simulation.kernels.centre import Centre, Kind, Line
from wfm.simulation.windows import staffed

Floats = NDArray[np.float64]


def centre_of(
    crew: Crew, queues: Sequence[Queue], who_answers: str
) -> tuple[Centre | None, tuple[int, ...]]:
    """Lay out queues and skills as the kernel takes them.

    Parameters
    ----------
    crew
        The agents and their skills.
    queues
        The queues.
    who_answers
        Which of several free agents a call takes.

    Returns
    -------
    tuple
        The centre, None where everybody answers every queue alike; and the kind of each agent.
    """
    names = [queue.name for queue in queues]
    sets = [frozenset(agent.skills or names) for agent in crew.plan.agents]
    kinds = sorted(set(sets), key=lambda own: (len(own), sorted(map(names.index, own))))
    alike = len({queue.priority for queue in queues}) == 1
    limited = any(queue.calls.options.model.most_lines < np.inf for queue in queues)
    if kinds == [frozenset(names)] and alike and not limited:
        return None, ()
    lines = tuple(_line(queue, kinds, who_answers) for queue in queues)
    made = tuple(_kind(own, queues) for own in kinds)
    return Centre(lines, made), tuple(map(kinds.index, sets))


def refuse_unanswered(centre: Centre | None, queues: Sequence[Queue]) -> None:
    """Refuse queues that have calls and nobody who answers them.

    Raises
    ------
    InputError
        If there is one.
    """
    for queue, line in zip(queues, () if centre is None else centre.lines, strict=False):
        if not line.kinds and queue.calls.rows.calls.any():
            raise InputError(
                f"nobody answers queue {quoted(queue.name)}: no agent of the plan has that skill"
            )


def _line(queue: Queue, kinds: Sequence[frozenset[str]], who_answers: str) -> Line:
    """Say who answers a queue: agents with its skill, and after a while those who help."""
    own = [number for number, kind in enumerate(kinds) if queue.name in kind]
    helping = [
        number
        for number, kind in enumerate(kinds)
        if queue.name not in kind and kind & set(queue.overflow_to)
    ]
    delays = (0.0,) * len(own) + (queue.overflow_after,) * len(helping) if helping else ()
    choice = "longest" if who_answers == LONGEST_FREE else "first"
    trunks = float(queue.calls.options.model.most_lines)
    return Line((*own, *helping), choice, delays, trunks)  # type: ignore[arg-type]


def _kind(own: frozenset[str], queues: Sequence[Queue]) -> Kind:
    """Say what agents answer first: their own queues by priority, then those that they help."""
    tiers: list[tuple[int, ...]] = []
    for helps in (False, True):
        which = [
            (queue.priority, number)
            for number, queue in enumerate(queues)
            if (queue.name in own) != helps and (not helps or own & set(queue.overflow_to))
        ]
        tiers += [
            tuple(number for each, number in which if each == priority)
            for priority in sorted({priority for priority, _ in which})
        ]
    return Kind(tuple(tiers))


def pooled(crew: Crew) -> Crew:
    """Let everybody answer every queue."""
    agents = tuple(replace(agent, skills=()) for agent in crew.plan.agents)
    return replace(crew, plan=replace(crew.plan, agents=agents))


def separate(crew: Crew, demand: Demand) -> Crew:
    """Let everybody answer one of their queues, shared out as the load of each interval asks.

    Those with the fewest skills choose first; each takes the queue that is missing most agents
    while they are there.
    """
    load = demand.calls * demand.aht
    windows = [agent.windows for agent in crew.plan.agents]
    there = staffed(windows, demand.edges)
    share = np.divide(load, load.sum(axis=0), out=np.zeros_like(load), where=load.sum(axis=0) > 0)
    missing, called = share * there, load.sum(axis=0) > 0
    agents = list(crew.plan.agents)
    order = sorted(range(len(agents)), key=lambda n: (len(agents[n].skills or demand.queues), n))
    for number in order:
        agent = agents[number]
        hours = staffed([agent.windows], demand.edges) * called
        own = [demand.queues.index(name) for name in agent.skills or demand.queues]
        home = crew.homes[number]
        best = max(own, key=lambda queue: float(missing[queue] @ hours))
        if home:
            best = demand.queues.index(home)
        missing[best] -= hours
        agents[number] = replace(agent, skills=(demand.queues[best],))
    return replace(crew, plan=replace(crew.plan, agents=tuple(agents)))
