"""One queue, first come first served, and agents by name: one heap operation a call.

Under first come first served, who answers a call and when is known as soon as it arrives: in the
order of arrival, each call takes the agent who has been free longest or will be free first, and a
caller who hangs up takes nobody. So no event is ever put off.
"""

import heapq
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wfm.simulation.kernels.duties import NOBODY, Duties, Overrun, Window
from wfm.simulation.kernels.one_by_one import one_by_one

Floats = NDArray[np.float64]


def answer(
    arrival: Floats, handling: Floats, patience: Floats, windows: Sequence[Sequence[Window]]
) -> tuple[list[float], list[int], list[Overrun]]:
    """Let every call find its agent, or not.

    Parameters
    ----------
    arrival, handling
        When calls come, in order, and how long an agent handles each [s].
    patience
        How long each caller waits at most, and is answered at that very moment, too [s].
    windows
        For each agent the windows on the phones, in order, none empty, none touching the next.

    Returns
    -------
    wait : list of float
        How long each call waits for an agent, or would have waited, had the caller not hung up [s];
        infinite where no agent comes any more.
    agent : list of int
        Who answers, by number; `NOBODY` where the caller hung up before.
    overruns : list of Overrun
        Where agents are on a call beyond their windows.

    Notes
    -----
    An agent whose window ends amid a call finishes it; a meal that it overruns becomes shorter.
    Among the free, the one who has been free longest answers, the lower number of two.
    """
    duties = Duties(windows)
    coming, until, replace = duties.coming, duties.until, heapq.heapreplace
    following = coming[-1][0] if coming else math.inf
    free = [(math.inf, NOBODY)]  # and those who have come: the smaller, the faster
    waits, agents = [0.0] * len(arrival), list[int]()
    for now, seconds, most in one_by_one(arrival, handling, patience):
        while following <= now:
            following = duties.come(free)
        moment, agent = free[0]
        while moment <= now and until[agent] <= now:
            duties.leave(free, moment)
            moment, agent = free[0]
        if moment <= now:
            done = now + seconds
        else:
            while coming and following <= moment:
                following = duties.come(free)
                moment, agent = free[0]
            wait = moment - now
            waits[len(agents)] = wait
            if wait > most or agent == NOBODY:
                agents.append(NOBODY)
                continue
            done = now + wait + seconds
        agents.append(agent)
        if done < until[agent]:
            replace(free, (done, agent))
        else:
            duties.leave(free, done)
    return waits, agents, duties.overruns
