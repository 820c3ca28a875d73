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

    Notes
    -----
    An agent whose window ends amid a call finishes it; a meal that it overruns becomes shorter.
    Among the free, the one who has been free longest answers, the lower number of two.
    """
    place = [0] * len(windows)
    until = [own[0][1] if own else 0.0 for own in windows]
    coming = sorted(((own[0][0], agent) for agent, own in enumerate(windows) if own), reverse=True)
    following = coming[-1][0] if coming else math.inf
    free = [(math.inf, NOBODY)]  # and those who have come: the smaller, the faster
    waits, agents = list[float](), list[int]()
    for now, seconds, most in zip(arrival, handling, patience, strict=True):
        while following <= now:
            following = _come(free, coming)
        while True:
            moment, agent = free[0]
            if moment > now:
                if not coming or following > moment:
                    break
                following = _come(free, coming)
            elif until[agent] > now:
                break
            else:
                _leave(free, windows, place, until, moment)
        wait = moment - now if moment > now else 0.0
        waits.append(wait)
        agents.append(NOBODY if wait > most else agent)
        if wait > most or agent == NOBODY:
            continue
        done = now + wait + seconds
        if done < until[agent]:
            heapq.heapreplace(free, (done, agent))
        else:
            _leave(free, windows, place, until, done)
    return waits, agents


def _come(free: list[tuple[float, int]], coming: list[tuple[float, int]]) -> float:
    """Let the next agent come for the first time, and return when the one after comes."""
    heapq.heappush(free, coming.pop())
    return coming[-1][0] if coming else math.inf


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
