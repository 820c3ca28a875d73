"""When agents by name are on the phones, and what calls take beyond that."""

import heapq
import math
from collections.abc import Sequence

# From and until when an agent takes calls [s]
Window = tuple[float, float]
# From and until when an agent is on a call beyond the windows [s], and who it is
Overrun = tuple[float, float, int]
# Since or from when an agent is free [s], and who it is
Free = tuple[float, int]
NOBODY = -1


class Duties:
    """The windows of agents, each as far as its agent has come.

    Parameters
    ----------
    windows
        For each agent the windows on the phones, in order, none empty, none touching the next.

    Attributes
    ----------
    until
        When the window ends in which each agent is, or which comes next [s].
    coming
        Who comes for the first time, and when [s]: the last is the next.
    overruns
        Where agents are on a call beyond their windows.
    """

    def __init__(self, windows: Sequence[Sequence[Window]]) -> None:
        self._windows = windows
        self._place = [0] * len(windows)
        self.until = [own[0][1] if own else 0.0 for own in windows]
        self.coming: list[Free] = sorted(
            ((own[0][0], agent) for agent, own in enumerate(windows) if own), reverse=True
        )
        self.overruns: list[Overrun] = []

    def come(self, free: list[Free]) -> float:
        """Let the next agent come for the first time, and return when the one after comes [s]."""
        heapq.heappush(free, self.coming.pop())
        return self.coming[-1][0] if self.coming else math.inf

    def leave(self, free: list[Free], busy: float) -> None:
        """Send the agent on top of a heap, who is busy up to a moment, on to the next window."""
        agent = free[0][1]
        own, following = self._windows[agent], self._place[agent] + 1
        left = self.until[agent]
        while following < len(own) and own[following][1] <= busy:
            self._overrun(left, own[following][0], agent)
            left = own[following][1]
            following += 1
        if following == len(own):
            self._overrun(left, busy, agent)
            heapq.heappop(free)
            return
        self._place[agent] = following
        start, self.until[agent] = own[following]
        self._overrun(left, min(start, busy), agent)
        heapq.heapreplace(free, (max(start, busy), agent))

    def _overrun(self, left: float, busy: float, agent: int) -> None:
        if left < busy:
            self.overruns.append((left, busy, agent))
