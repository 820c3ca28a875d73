"""Several queues, agents with skills, callers who do no more than wait: a heap of each kind.

While nobody waits whom a kind of agents could answer, nothing needs to happen as their calls end:
the next call looks at the top of the heap, as with one queue. Only kinds with callers who wait for
them take part in what happens between two calls.
"""

import heapq
import math
from collections import deque
from operator import itemgetter

import numpy as np

from wfm.simulation.kernels.centre import Centre, Named
from wfm.simulation.kernels.duties import NOBODY, Duties, Free
from wfm.simulation.kernels.one_by_one import one_by_one
from wfm.simulation.kernels.served import ABANDONED, ANSWERED, WAITING, Calls, Served

_NEVER = math.inf
# A call by its place in the order of arrival, its handling time and when its caller hangs up [s]
_Waiting = tuple[int, float, float]


def may_serve(centre: Centre) -> bool:
    """Whether callers do no more than wait: for agents of all kinds at once, at the same pace."""
    return (
        not centre.is_eager
        and all(not any(line.delays) and line.choice != "random" for line in centre.lines)
        and all(pace == 1.0 for kind in centre.kinds for pace in kind.paces)
    )


def serve_by_kind(calls: Calls, centre: Centre, staff: Named) -> Served:
    """Let every call find its agent, or not; see `wfm.simulation.kernels.skills.serve`."""
    floor = _Floor(calls, centre, staff)
    floor.run()
    agent = np.fromiter(floor.agent, np.int64, len(floor.agent))
    answered = agent != NOBODY
    start = np.where(answered, calls.arrival, _NEVER)
    start[floor.waited] = floor.taken
    outcome = np.where(calls.patience < _NEVER, ABANDONED, WAITING)
    outcome[answered] = ANSWERED
    wait = np.where(answered, start - calls.arrival, calls.patience)
    tries = np.ones(start.size, dtype=np.int64)
    return Served(start, wait, agent, outcome, tries, floor.duties.overruns)


class _Floor:
    """The floor of a centre: who is free and from when on, and who waits."""

    def __init__(self, calls: Calls, centre: Centre, staff: Named) -> None:
        self.calls = calls
        self.agent = [NOBODY] * len(calls.arrival)
        # Calls that waited and were answered, and when that was.
        self.waited: list[int] = []
        self.taken: list[float] = []
        self.lines = centre.lines
        self.kind_of = staff.kind
        self.duties = Duties(staff.windows)
        self.waiting: list[deque[_Waiting]] = [deque() for _ in centre.lines]
        # Agents of each kind who have come, by when they are free: before now, since when.
        self.free: list[list[Free]] = [[(_NEVER, NOBODY)] for _ in centre.kinds]
        # Whose calls a kind takes, the first tier first.
        self.sources = [
            [[self.waiting[line] for line in tier] for tier in kind.tiers] for kind in centre.kinds
        ]
        # The tops of the heaps of kinds that callers wait for; some that were tops before.
        self.asked: list[tuple[Free, int]] = [((_NEVER, NOBODY), NOBODY)]
        self.is_asked = [False] * len(centre.kinds)

    def run(self) -> None:
        """Go through all calls in order, and what happens between them."""
        until, replace, leave = self.duties.until, heapq.heapreplace, self.duties.leave
        calls, agent_of, waiting, asked = self.calls, self.agent, self.waiting, self.asked
        in_order = [
            [] if line.choice == "longest" else [self.free[kind] for kind in line.kinds]
            for line in self.lines
        ]
        soon = self._go_on(-_NEVER)
        gives_up = calls.arrival + calls.patience
        every = one_by_one(calls.arrival, calls.line, calls.handling, gives_up)
        for call, (now, line, seconds, most) in enumerate(every):
            if soon <= now:
                soon = self._go_on(now)
            for heap in in_order[line]:
                moment, agent = heap[0]
                if moment <= now and (now < until[agent] or self._is_free(heap, now)):
                    break
            else:
                found = None if in_order[line] else self._longest_free(line, now)
                if found is None:
                    waiting[line].append((call, seconds, most))
                    self._wait(line)
                    soon = min(soon, asked[0][0][0])
                    continue
                heap = found
            agent = heap[0][1]
            agent_of[call] = agent
            done = now + seconds
            if done < until[agent]:
                replace(heap, (done, agent))
            else:
                leave(heap, done)
        self._go_on(_NEVER)

    def _is_free(self, heap: list[Free], now: float) -> bool:
        """Send on who has left meanwhile, and return whether the top of a heap is free."""
        while heap[0][0] <= now and self.duties.until[heap[0][1]] <= now:
            self.duties.leave(heap, heap[0][0])
        return heap[0][0] <= now

    def _longest_free(self, line: int, now: float) -> list[Free] | None:
        """Return the heap of the agent who has been free longest; None: nobody is free."""
        heaps = [self.free[kind] for kind in self.lines[line].kinds]
        return min(
            (heap for heap in heaps if self._is_free(heap, now)), key=itemgetter(0), default=None
        )

    def _wait(self, line: int) -> None:
        """Let the kinds of agents who may answer a call that waits look for it."""
        for kind in self.lines[line].kinds:
            if not self.is_asked[kind]:
                self.is_asked[kind] = True
                heapq.heappush(self.asked, (self.free[kind][0], kind))

    def _go_on(self, now: float) -> float:
        """Let agents come, and fall free for callers who wait; return when one does next [s]."""
        asked, free, until = self.asked, self.free, self.duties.until
        following = self._next_to_come()
        while True:
            top, kind = asked[0]
            moment, agent = top
            if following <= moment and following < _NEVER:
                if following > now:
                    return following
                following = self._come()
            elif moment > now or moment == _NEVER:
                return moment
            elif free[kind][0] is not top:
                heapq.heappop(asked)  # another entry has the agent who is there now
            elif (taken := self._longest_waiting(kind, moment)) is None:
                heapq.heappop(asked)
                self.is_asked[kind] = False
            else:
                call, seconds, _ = taken.popleft()
                self.agent[call] = agent
                self.waited.append(call)
                self.taken.append(moment)
                done = moment + seconds
                if done < until[agent]:
                    heapq.heapreplace(free[kind], (done, agent))
                else:
                    self.duties.leave(free[kind], done)
                heapq.heapreplace(asked, (free[kind][0], kind))

    def _next_to_come(self) -> float:
        coming = self.duties.coming
        return coming[-1][0] if coming else _NEVER

    def _come(self) -> float:
        """Let the next agent come for the first time, and return when the one after comes [s]."""
        who = self.duties.coming[-1]
        kind = self.kind_of[who[1]]
        if self.is_asked[kind]:
            heapq.heappush(self.asked, (who, kind))
        return self.duties.come(self.free[kind])

    def _longest_waiting(self, kind: int, now: float) -> deque[_Waiting] | None:
        """Return the queue of the call that has waited longest for a kind of agents, if any."""
        for tier in self.sources[kind]:
            best, earliest = None, _NEVER
            for waiting in tier:
                while waiting and waiting[0][2] < now:
                    waiting.popleft()
                if waiting and waiting[0][0] < earliest:
                    best, earliest = waiting, waiting[0][0]
            if best is not None:
                return best
        return None
