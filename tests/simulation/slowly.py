"""A slow and obvious simulator: everything is looked up anew at every instant."""

import heapq
import math
from dataclasses import dataclass

import numpy as np
import pytest

from wfm.simulation.kernels.centre import Centre, Named
from wfm.simulation.kernels.duties import NOBODY, Overrun
from wfm.simulation.kernels.served import Calls, Served
from wfm.simulation.windows import without

ARRIVES, FALLS_FREE, FLOWS_OVER = range(3)


@dataclass
class Slow:
    """Calls and agents, and until when each agent is on a call."""

    calls: Calls
    centre: Centre
    staff: Named

    def __post_init__(self) -> None:
        self.start = [math.inf] * len(self.calls.arrival)
        self.agent = [NOBODY] * len(self.calls.arrival)
        self.until = [-math.inf] * len(self.staff.windows)
        self.events: list[tuple[float, int, int]] = []

    def run(self) -> "Slow":
        for call, (moment, line) in enumerate(
            zip(self.calls.arrival, self.calls.line, strict=True)
        ):
            heapq.heappush(self.events, (float(moment), ARRIVES, call))
            for delay in set(self.centre.lines[line].delays) - {0.0}:
                heapq.heappush(self.events, (float(moment) + delay, FLOWS_OVER, call))
        for agent, windows in enumerate(self.staff.windows):
            for start, _ in windows:
                heapq.heappush(self.events, (start, FALLS_FREE, agent))
        while self.events:
            now, what, which = heapq.heappop(self.events)
            if what == FALLS_FREE:
                self.take_next_call(which, now)
            else:
                self.look_for_an_agent(which, now)
        return self

    def free_since(self, agent: int, now: float) -> float | None:
        """Since when an agent is free, None if on a call or off the phones."""
        if self.until[agent] > now:
            return None
        here = [start for start, end in self.staff.windows[agent] if start <= now < end]
        return max(here[0], self.until[agent]) if here else None

    def waits(self, call: int, now: float) -> bool:
        arrived = float(self.calls.arrival[call])
        patient = now - arrived <= self.calls.patience[call]
        return arrived <= now and self.start[call] == math.inf and bool(patient)

    def begin(self, call: int, agent: int, now: float) -> None:
        pace = self.centre.kinds[self.staff.kind[agent]].paces or [1.0] * len(self.centre.lines)
        self.start[call], self.agent[call] = now, agent
        self.until[agent] = now + float(self.calls.handling[call]) * pace[self.calls.line[call]]
        heapq.heappush(self.events, (self.until[agent], FALLS_FREE, agent))

    def look_for_an_agent(self, call: int, now: float) -> None:
        if not self.waits(call, now):
            return
        line = int(self.calls.line[call])
        own = self.centre.lines[line]
        found = []
        for order, kind in enumerate(own.kinds):
            if self.centre.delay(kind, line) <= now - self.calls.arrival[call]:
                for agent in range(len(self.staff.kind)):
                    since = self.free_since(agent, now)
                    if self.staff.kind[agent] == kind and since is not None:
                        rank = order if own.choice == "first" else 0
                        found.append((rank, since, agent))
        if found:
            self.begin(call, min(found)[2], now)

    def take_next_call(self, agent: int, now: float) -> None:
        if self.free_since(agent, now) is None:
            return
        kind = self.staff.kind[agent]
        for tier in self.centre.kinds[kind].tiers:
            found = [
                (float(moment), call)
                for call, moment in enumerate(self.calls.arrival)
                if self.calls.line[call] in tier
                and self.waits(call, now)
                and moment + self.centre.delay(kind, int(self.calls.line[call])) <= now
            ]
            if found:
                self.begin(min(found)[1], agent, now)
                return

    def overruns(self) -> list[Overrun]:
        """Where agents are on a call while they are not on the phones, in order."""
        found = []
        for call, agent in enumerate(self.agent):
            if agent != NOBODY:
                pace = self.centre.kinds[self.staff.kind[agent]].paces
                length = float(self.calls.handling[call])
                length *= pace[self.calls.line[call]] if pace else 1.0
                on_call = [(self.start[call], self.start[call] + length)]
                left = without(on_call, self.staff.windows[agent])
                found += [(first, last, agent) for first, last in left]
        return sorted(found)


def assert_call_by_call(found: Served, slow: Slow) -> None:
    """Compare who answered each call, when, and for how long beyond a duty."""
    assert found.agent.tolist() == slow.agent
    assert found.start.tolist() == pytest.approx(slow.start, abs=1e-9)
    assert np.array(sorted(found.overruns)) == pytest.approx(np.array(slow.overruns()), abs=1e-9)
