"""One queue, first come first served, and agents by name: one heap operation a call.

Under first come first served, who answers a call and when is known as soon as it arrives: in the
order of arrival, each call takes the agent who has been free longest or will be free first, and a
caller who hangs up takes nobody. So no event is ever put off.
"""

import heapq
import math
from collections.abc import Iterable, Sequence

# From and until when an agent takes calls [s]
Window = tuple[float, float]
NOBODY = -1


def answer(
    arrival: Iterable[float],
    handling: Iterable[float],
    patience: Iterable[float],
    windows: Sequence[Sequence[Window]],
) -> tuple[list[float], list[int]]:
    """Let every call find its agent, or not.

    Parameters
    ----------
    arrival, handling
        When calls come, in order, and how long an agent handles each [s].
    patience
        How long each caller waits at most [s]; infinite: for ever. Who is answered at the very
        moment at which patience ends has not hung up.
    windows
        For each agent the windows on the phones, in order, none empty, none touching the next.

    Returns
    -------
    wait : list of float
        How long each call waits for an agent, or would have waited, had the caller not hung up [s];
        infinite where no agent comes any more.
    agent : list of int
        Who answers, by number; `NOBODY` where the caller hung up before.

    Notes
    -----
    An agent whose window ends amid a call finishes it; a meal that it overruns becomes shorter.
    Among the free, the one who has been free longest answers, the lower number of two.
    """
    replace = heapq.heapreplace
    place = [0] * len(windows)
    until = [own[0][1] if own else 0.0 for own in windows]
    free = [(own[0][0], agent) for agent, own in enumerate(windows) if own]
    heapq.heapify(free)
    waits, agents = list[float](), list[int]()
    for now, seconds, most in zip(arrival, handling, patience, strict=True):
        wait, agent = math.inf, NOBODY
        while free:
            moment, agent = free[0]
            if moment > now:
                wait = moment - now
                break
            if until[agent] > now:
                wait = 0.0
                break
            _leave(free, windows, place, until, moment)
        waits.append(wait)
        if wait > most or wait == math.inf:
            agents.append(NOBODY)
            continue
        agents.append(agent)
        done = now + wait + seconds
        if done < until[agent]:
            replace(free, (done, agent))
        else:
            _leave(free, windows, place, until, done)
    return waits, agents


def _leave(
    free: list[tuple[float, int]],
    windows: Sequence[Sequence[Window]],
    place: list[int],
    until: list[float],
    busy: float,
) -> None:
    """Send the agent on top of the heap, who is busy up to a moment, on to the next window."""
    agent = free[0][1]
    own = windows[agent]
    following = place[agent] + 1
    while following < len(own) and own[following][1] <= busy:
        following += 1
    if following == len(own):
        heapq.heappop(free)
        return
    place[agent] = following
    start, until[agent] = own[following]
    heapq.heapreplace(free, (max(start, busy), agent))
