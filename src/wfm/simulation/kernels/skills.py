"""Several queues, agents with skills, and all that callers do: event by event.

Calls come in order; what happens between two of them stands in a heap of events. At the same
instant agents come and go first, then calls end, then they flow over, then callers hang up, then
they call again.
"""

import heapq
import itertools
import math
from collections import deque
from collections.abc import Callable

import numpy as np

from wfm.simulation.kernels.by_kind import may_serve, serve_by_kind
from wfm.simulation.kernels.centre import Centre, Counted, Named
from wfm.simulation.kernels.duties import NOBODY, Overrun
from wfm.simulation.kernels.roll import Roll, any_of
from wfm.simulation.kernels.served import (
    ABANDONED,
    ANSWERED,
    BLOCKED,
    CUT_OFF,
    WAITING,
    Calls,
    Served,
)

_FLOW_OVER, _HANG_UP, _RETRY = range(3)
_NEVER = math.inf


def serve(
    calls: Calls, centre: Centre, staff: Named | Counted, draw: Callable[[], float]
) -> Served:
    """Let every call find its agent, or not.

    Parameters
    ----------
    calls
        The calls.
    centre
        Queues and kinds of agents.
    staff
        Agents by name, or as numbers.
    draw
        Returns a number from 0 to below 1, whenever chance decides.

    Notes
    -----
    An agent whose duty ends amid a call finishes it. Among the free of a kind, the one who has
    been free longest answers. Who is answered at the very moment at which patience ends has not
    hung up.
    """
    if isinstance(staff, Named) and may_serve(centre):
        return serve_by_kind(calls, centre, staff)
    floor = _Floor(calls, centre, staff, draw)
    floor.run()
    return floor.served()


class _Floor:
    """The floor of a centre: who is free, who waits, what is to come."""

    def __init__(
        self, calls: Calls, centre: Centre, staff: Named | Counted, draw: Callable[[], float]
    ) -> None:
        number, lines = len(calls.arrival), range(len(centre.lines))
        self.calls, self.centre, self.draw = calls, centre, draw
        self.line, self.handling = calls.line.tolist(), calls.handling.tolist()
        self.joined = calls.arrival.tolist()
        self.gives_up = (calls.arrival + calls.patience).tolist()
        self.start, self.agent = [_NEVER] * number, [NOBODY] * number
        # Of calls that try again, are blocked or cut off; of all others the arrays say it.
        self.before: dict[int, float] = {}  # waited in earlier tries, or in all of them [s]
        self.tries: dict[int, int] = {}
        self.outcome: dict[int, int] = {}
        self.waiting: list[deque[int]] = [deque() for _ in lines]
        # Agents who are free, the one who has been so longest first.
        self.idle: list[deque[int]] = [deque() for _ in centre.kinds]
        self.roll = Roll(staff, len(centre.kinds))
        self.agents = len(self.roll.kind)
        self.since = [0.0] * self.agents  # of those who are free: since when
        self.on = [NOBODY] * self.agents  # the call in hand
        # Who is off duty, but for the call in hand: since when [s]
        self.finishing: dict[int, float] = {}
        self.overruns: list[Overrun] = []
        self.events: list[tuple[float, int]] = []
        # Trunks left: of all queues together, and of each.
        self.limited = centre.is_limited
        self.trunks, self.own_trunks = centre.trunks, [line.trunks for line in centre.lines]
        self.paces = [kind.paces or tuple(1.0 for _ in lines) for kind in centre.kinds]
        # Where a kind of agents looks for the next call.
        self.sources = [
            [[(self.waiting[line], centre.delay(number, line)) for line in tier]
             for tier in kind.tiers]
            for number, kind in enumerate(centre.kinds)
        ]  # fmt: skip
        self.flows = [sorted(set(line.delays) - {0.0}) for line in centre.lines]

    def run(self) -> None:
        """Go through all calls in order, and what happens between them."""
        events, roll, limited = self.events, self.roll, self.limited
        for call, now in enumerate(itertools.chain(self.joined, [_NEVER])):
            while True:
                first = events[0][0] if events else _NEVER
                if roll.next <= first and roll.next <= now:
                    if roll.next == _NEVER:
                        return
                    self._change(roll.next)
                    continue
                if first > now:
                    break
                moment, code = heapq.heappop(events)
                if code >= self.agents:
                    self._timer(moment, code - self.agents)
                    continue
                if limited:
                    self._release(self.on[code])
                if roll.here[code] and not roll.surplus[roll.kind[code]]:
                    self._fall_free(code, moment)
                else:
                    self._go(code, moment)
            self._arrive(call, now)

    def served(self) -> Served:
        """Return what has become of the calls."""
        start, patience = np.array(self.start), self.calls.patience
        answered = start < _NEVER
        outcome = np.where(patience < _NEVER, ABANDONED, WAITING)
        outcome[answered] = ANSWERED
        wait = np.where(answered, start - self.calls.arrival, patience)
        tries = np.ones(start.size, dtype=np.int64)
        for call, number in self.tries.items():
            tries[call] = number
            if answered[call]:
                wait[call] = self.before[call] + start[call] - self.joined[call]
        for call, what in self.outcome.items():
            outcome[call] = what
            wait[call] = self.before.get(call, 0.0)
        return Served(start, wait, np.array(self.agent), outcome, tries, self.overruns)

    def _fall_free(self, agent: int, now: float) -> None:
        """Let an agent whose call has ended, or who comes, answer who waits, or wait."""
        gives_up, joined, kind = self.gives_up, self.joined, self.roll.kind[agent]
        for tier in self.sources[kind]:
            best, earliest = None, _NEVER
            for waiting, delay in tier:
                while waiting and gives_up[waiting[0]] < now:
                    waiting.popleft()
                if waiting:
                    moment = joined[waiting[0]]
                    if moment < earliest and moment + delay <= now:
                        best, earliest = waiting, moment
            if best is not None:
                self._begin(best.popleft(), agent, now)
                return
        self.since[agent] = now
        self.idle[kind].append(agent)

    def _begin(self, call: int, agent: int, now: float) -> None:
        """Let an agent answer a call."""
        self.start[call] = now
        self.agent[call] = agent
        self.on[agent] = call
        pace = self.paces[self.roll.kind[agent]][self.line[call]]
        heapq.heappush(self.events, (now + self.handling[call] * pace, agent))

    def _arrive(self, call: int, now: float) -> None:
        """Let a call find a free agent, or wait."""
        line = self.line[call]
        if self.limited and call not in self.tries:
            if self.trunks <= 0 or self.own_trunks[line] <= 0:
                self.outcome[call] = BLOCKED
                return
            self.trunks -= 1
            self.own_trunks[line] -= 1
        agent = self._free_agent(line, 0.0)
        if agent != NOBODY:
            self._begin(call, agent, now)
            return
        self.waiting[line].append(call)
        if self.centre.is_eager:
            self._later(self.gives_up[call], _HANG_UP, call)
        for delay in self.flows[line]:
            if now + delay <= self.gives_up[call]:
                self._later(now + delay, _FLOW_OVER, call)

    def _later(self, moment: float, what: int, call: int) -> None:
        if moment < _NEVER:
            code = self.agents + what * len(self.joined) + call
            heapq.heappush(self.events, (moment, code))

    def _free_agent(self, line: int, waited: float) -> int:
        """Take a free agent out of those who may answer a call that has waited so long."""
        own = self.centre.lines[line]
        delays = own.delays or tuple(0.0 for _ in own.kinds)
        kinds = [
            kind
            for kind, delay in zip(own.kinds, delays, strict=True)
            if delay <= waited and self.idle[kind]
        ]
        if not kinds:
            return NOBODY
        if own.choice == "random":
            return any_of(self.idle, kinds, self.draw())
        kind = kinds[0]
        if own.choice == "longest":
            kind = min(kinds, key=lambda one: (self.since[self.idle[one][0]], self.idle[one][0]))
        return self.idle[kind].popleft()

    def _timer(self, moment: float, code: int) -> None:
        """Let a call flow over, hang up or come again."""
        what, call = divmod(code, len(self.joined))
        if what == _RETRY:
            self.gives_up[call] += moment - self.joined[call]
            self.joined[call] = moment
            self.tries[call] = self.tries.get(call, 1) + 1
            self._arrive(call, moment)
            return
        line = self.line[call]
        if self.start[call] < _NEVER or call in self.outcome:
            return
        if what == _HANG_UP:
            self._hang_up(call, line, moment)
            return
        agent = self._free_agent(line, moment - self.joined[call])
        if agent != NOBODY:
            self.waiting[line].remove(call)
            self._begin(call, agent, moment)

    def _hang_up(self, call: int, line: int, moment: float) -> None:
        self.waiting[line].remove(call)
        self.before[call] = self.before.get(call, 0.0) + moment - self.joined[call]
        self._release(call)
        if self.centre.retries and self.draw() < self.centre.retries:
            self._later(moment + self.centre.retry_after, _RETRY, call)
        else:
            self.outcome[call] = ABANDONED

    def _release(self, call: int) -> None:
        """Give back the trunk of a call; a retry has none."""
        if call not in self.tries:
            self.trunks += 1
            self.own_trunks[self.line[call]] += 1

    def _change(self, moment: float) -> None:
        """Let agents come and go."""
        coming, going, numbers = self.roll.changes()
        for agent in going:
            idle = self.idle[self.roll.kind[agent]]
            if agent in idle:
                idle.remove(agent)
            else:
                self.finishing[agent] = moment
        for kind, number in numbers:
            while self.roll.present[kind] > number:
                free = self.idle[kind].popleft() if self.idle[kind] else NOBODY
                self.roll.shrink(kind, free)
            while self.roll.present[kind] < number:
                coming += self.roll.grow(kind)
        for agent in coming:
            if agent in self.finishing:
                self._overrun(agent, moment)
            else:
                self._fall_free(agent, moment)
        self._close(moment)

    def _go(self, agent: int, moment: float) -> None:
        """Let an agent go whose last call has ended."""
        if agent in self.finishing:
            self._overrun(agent, moment)
        self.roll.ends_surplus(agent)
        if not self.roll.present[self.roll.kind[agent]]:
            self._close(moment)

    def _overrun(self, agent: int, moment: float) -> None:
        """Say that an agent was on a call beyond the end of a window, up to a moment."""
        left = self.finishing.pop(agent)
        if left < moment:
            self.overruns.append((left, moment, agent))

    def _close(self, moment: float) -> None:
        """Cut off who waits where nobody who could answer is on duty."""
        if not self.centre.closes:
            return
        for line, waiting in zip(self.centre.lines, self.waiting, strict=True):
            if any(self.roll.present[kind] for kind in line.kinds):
                continue
            for call in waiting:
                self.outcome[call] = CUT_OFF
                self.before[call] = self.before.get(call, 0.0) + moment - self.joined[call]
                self._release(call)
            waiting.clear()
