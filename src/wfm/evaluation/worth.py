"""What an agent is worth in an interval: the good calls of a week that one more gains.

How many that are is what the formula says, moved to what a simulation of the agents at hand has
shown. No interval is planned far below the target, however few call there.

References
----------
Agents by what they gain on simulated weeks: M. T. Cezik, P. L'Ecuyer (2008), Staffing multiskill
call centers via linear programming and simulation, Management Science 54(2), 310-323.
https://doi.org/10.1287/mnsc.1070.0824
"""

import numpy as np
from numpy.typing import NDArray

from wfm.evaluation.counting import clock_minutes
from wfm.evaluation.needs import Need
from wfm.weekdays import DAY, WEEK

Floats = NDArray[np.float64]
# No interval is planned for less than this share of the target.
_FLOOR = 0.5
# 1970 began on a Thursday: its first Monday [min].
_MONDAY_1970 = 4 * DAY


class Worth:
    """What agents are worth in each interval: good calls a week, by number of agents."""

    def __init__(self, need: Need, needed: Floats, shown: Floats) -> None:
        """Ask the formula, and move it to what a simulation of these agents shows.

        Parameters
        ----------
        need
            The queues that they answer.
        needed
            Agents on the phones in each interval.
        shown
            Service level that they reach in each interval; NaN where nobody calls.
        """
        self.calls = need.calls.sum(axis=0)
        self.together = need.together
        minutes = clock_minutes(self.together.frame, by_wall_clock=True) - _MONDAY_1970
        self.cells = minutes % WEEK // self.together.step
        spare = int(max(8.0, 0.35 * needed.max(initial=0.0)))
        self.least = np.maximum(needed - spare, 0.0)
        self.levels = np.array(
            [np.nan_to_num(need.level(self.least + more)) for more in range(2 * spare)]
        )
        place = (needed - self.least).astype(int)
        off = np.nan_to_num(shown - self.levels[place, np.arange(place.size)])
        # Where everybody or nobody is served in time, the formula is as far off as it can be.
        self.levels = np.clip(self.levels + off, 0.0, 1.0)
        self.levels = np.maximum.accumulate(self.levels, axis=0)
        self.floor = self._floor(need, needed)
        self.order = self._in_turn()

    def _floor(self, need: Need, needed: Floats) -> NDArray[np.int64]:
        """Return the fewest agents of each interval, by their place above the least."""
        enough = self.levels >= _FLOOR * (need.target or 0.0)
        first = np.where(enough.any(axis=0), enough.argmax(axis=0), len(self.levels) - 1)
        fewest = float(max(one.options.least for one in need.judged))
        at_least = np.minimum(needed, fewest) - self.least
        at_least = np.where(self.calls > 0.0, at_least, needed - self.least)
        return np.asarray(np.maximum(first * (self.calls > 0.0), at_least), dtype=np.int64)

    def level(self, needed: Floats) -> float:
        """Return the service level of the week with agents."""
        place = np.clip(needed - self.least, 0, len(self.levels) - 1).astype(int)
        return float(self.levels[place, np.arange(place.size)] @ self.calls / self.calls.sum())

    def good(self, agents: Floats) -> Floats:
        """Return the good calls of each interval with agents; of a fraction of one, in between."""
        place = np.clip(agents - self.least, 0.0, len(self.levels) - 1.0)
        below = np.minimum(place.astype(int), len(self.levels) - 2)
        column = np.arange(below.size)
        low, high = self.levels[below, column], self.levels[below + 1, column]
        return np.asarray((low + (place - below) * (high - low)) * self.calls)

    def gains(self, scheduled: Floats) -> tuple[Floats, Floats]:
        """Return the good calls that one agent more gains and one fewer loses, by interval.

        Parameters
        ----------
        scheduled
            Agents on duty and not at a meal or break in each interval from Monday on, present or
            absent. Of a forecast of several weeks, the good calls of all of them are summed.
        """
        there = 1.0 - self.together.shrinkage
        none, fewer, more = (
            self.good(there * (scheduled[self.cells] + change)) for change in (0.0, -1.0, 1.0)
        )
        return tuple(  # type: ignore[return-value]
            np.bincount(self.cells, part, scheduled.size).astype(float)
            for part in (more - none, none - fewer)
        )

    def fewest(self, level: float) -> Floats:
        """Return the agents that reach a service level of the week with the fewest hours.

        The agent who gains most good calls is added next; where one more gains little and two
        more gain much, both are added.
        """
        start = float(self.levels[self.floor, np.arange(self.floor.size)] @ self.calls)
        wanted = level * self.calls.sum()
        if start >= wanted:
            return self.of_size(0.0)
        gains = (np.diff(self.levels, axis=0) * self.calls).ravel()[self.order]
        more = int(np.searchsorted(start + np.cumsum(gains), wanted))
        return self.of_size(float((self.least + self.floor).sum()) + more + 1)

    def size(self, level: float) -> float:
        """Return how many agents reach a service level, added up over the intervals."""
        return float(self.fewest(level).sum())

    def of_size(self, size: float) -> Floats:
        """Return the agents of most worth who are so many, added up over the intervals."""
        fewest = self.least + self.floor
        more = int(np.clip(round(size - fewest.sum()), 0, self.order.size))
        chosen = self.order[:more] % fewest.size
        return np.asarray(fewest + np.bincount(chosen, minlength=fewest.size))

    def _in_turn(self) -> NDArray[np.int64]:
        """Order agents above the floor by the good calls that they gain, most first."""
        gains = np.diff(self.levels, axis=0) * self.calls
        number = np.arange(len(gains))[:, None]
        # From the floor on, gains that do not fall: the means of the best stretches ahead.
        gains = _falling(np.where(number >= self.floor, gains, np.inf))
        order = np.argsort(-gains, axis=None, kind="stable")
        return order[int(np.isinf(gains).sum()) :]


def _falling(gains: Floats) -> Floats:
    """Make gains fall with the number of agents: the slopes of their concave hull."""
    found = gains.copy()
    for column in range(gains.shape[1]):
        blocks: list[tuple[float, int]] = []
        for gain in gains[:, column]:
            total, size = float(gain), 1
            while blocks and blocks[-1][0] * size < total * blocks[-1][1]:
                before = blocks.pop()
                total, size = total + before[0], size + before[1]
            blocks.append((total, size))
        found[:, column] = np.concatenate([np.full(s, t / s) for t, s in blocks])
    return found
