"""Who is on duty, as time goes by."""

import math
from collections import defaultdict, deque

from wfm.simulation.kernels.centre import Counted, Named
from wfm.simulation.kernels.duties import NOBODY


class Roll:
    """Agents on duty up to now, and the moment at which that changes next.

    Parameters
    ----------
    staff
        The agents.
    kinds
        Number of their kinds.

    Attributes
    ----------
    kind
        The kind of each agent.
    here
        Whether each is on duty.
    present
        How many of each kind are on duty.
    surplus
        How many of each kind, all on a call, go as soon as it ends.
    next
        When agents come or go next [s]; infinite: never again.
    """

    def __init__(self, staff: Named | Counted, kinds: int) -> None:
        self.present = [0] * kinds
        self.surplus = [0] * kinds
        self._away: list[list[int]] = [[] for _ in range(kinds)]
        self._numbers: list[list[tuple[int, int]]] = []
        self._named: list[list[tuple[int, bool]]] = []
        if isinstance(staff, Named):
            self._read_names(staff)
        else:
            self._read_numbers(staff)
        self.here = [False] * len(self.kind)
        self._at = 0
        self.next = self._moments[0] if self._moments else math.inf

    def _read_names(self, staff: Named) -> None:
        self.kind = list(staff.kind)
        found: dict[float, list[tuple[int, bool]]] = defaultdict(list)
        for agent, own in enumerate(staff.windows):
            for start, end in own:
                found[start].append((agent, True))
                found[end].append((agent, False))
        found.pop(math.inf, None)
        self._moments = sorted(found)
        self._named = [found[moment] for moment in self._moments]

    def _read_numbers(self, staff: Counted) -> None:
        self.kind = []
        for kind, numbers in enumerate(staff.numbers):
            first = len(self.kind)
            self.kind += [kind] * max(numbers, default=0)
            self._away[kind] = list(range(first, len(self.kind)))
        self._moments = list(staff.moments)
        every = zip(*staff.numbers, strict=True)
        self._numbers = [list(enumerate(numbers)) for numbers in every]

    def changes(self) -> tuple[list[int], list[int], list[tuple[int, int]]]:
        """Go on to the next moment: agents who come, who go, and numbers of each kind to reach."""
        at = self._at
        self._at += 1
        more = self._at < len(self._moments)
        self.next = self._moments[self._at] if more else math.inf
        if not self._named:
            return [], [], self._numbers[at]
        coming = [agent for agent, comes in self._named[at] if comes]
        going = [agent for agent, comes in self._named[at] if not comes]
        for agent in going:
            self.leaves(agent)
        for agent in coming:
            self.comes(agent)
        return coming, going, []

    def comes(self, agent: int) -> None:
        """Put an agent on duty."""
        self.here[agent] = True
        self.present[self.kind[agent]] += 1

    def leaves(self, agent: int) -> None:
        """Take an agent off duty, who may still be on a call."""
        self.here[agent] = False
        self.present[self.kind[agent]] -= 1

    def grow(self, kind: int) -> list[int]:
        """Put one more agent of a kind on duty: who is to go after a call stays, or one comes."""
        if self.surplus[kind]:
            self.surplus[kind] -= 1
            self.present[kind] += 1
            return []
        agent = self._away[kind].pop()
        self.comes(agent)
        return [agent]

    def shrink(self, kind: int, free: int) -> None:
        """Take an agent of a kind off duty: one who is free, or whose call ends next."""
        if free == NOBODY:
            self.surplus[kind] += 1
            self.present[kind] -= 1
            return
        self.leaves(free)
        self._away[kind].append(free)

    def ends_surplus(self, agent: int) -> None:
        """Let an agent go whose call has ended."""
        kind = self.kind[agent]
        if self.here[agent]:
            self.surplus[kind] -= 1
            self.here[agent] = False
            self._away[kind].append(agent)


def any_of(idle: list[deque[int]], kinds: list[int], chance: float) -> int:
    """Take any of the free agents of these kinds, all alike.

    Parameters
    ----------
    idle
        The free agents of each kind.
    kinds
        Which of them.
    chance
        From 0 to below 1.
    """
    place = int(chance * sum(len(idle[kind]) for kind in kinds))
    for kind in kinds:
        if place < len(idle[kind]):
            agent = idle[kind][place]
            del idle[kind][place]
            return agent
        place -= len(idle[kind])
    return NOBODY
