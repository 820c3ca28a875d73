"""What a search knows: its best roster, its bound, and how much of its time is left."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from wfm.solver import Values, clock

# Share of the time that is kept for making the last solution whole.
_WHOLE_SHARE = 0.06
# While nothing new is found, so often it is said that the search goes on [s].
_SILENCE = 0.5


@dataclass(frozen=True)
class Progress:
    """How far a search is.

    Parameters
    ----------
    agents
        Agents of the best roster so far; None before the first.
    cost, bound
        Its cost, and what no roster can be below.
    seconds
        Time since the beginning.
    """

    agents: int | None
    cost: float
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        """Distance of cost and bound as a share of the cost."""
        if not math.isfinite(self.cost):
            return math.inf
        return max(0.0, (self.cost - self.bound) / self.cost) if self.cost else 0.0


class Best:
    """The best roster so far, and what is proved of it.

    Parameters
    ----------
    seconds
        Longest time to search [s].
    gap
        Share of the cost at which cost and bound are near enough.
    step
        Step that costs can take; 0: no such step.
    count_agents
        Counts the agents of a solution.
    progress
        Called with every better roster and bound, and now and then; a true answer ends the
        search.
    """

    def __init__(
        self,
        seconds: float,
        gap: float,
        step: float,
        count_agents: Callable[[Values], int],
        progress: Callable[[Progress], object] | None,
    ) -> None:
        self._began = clock()
        self.seconds = seconds
        self.gap = gap
        self.step = step
        # No roster is cheaper than one that is so near the bound.
        self.near = max(1e-6, 0.999 * step)
        self._count_agents = count_agents
        self._progress = progress
        self._said = 0.0
        self.values: Values | None = None
        self.cost = math.inf
        self.bound = -math.inf
        # Whether the clock has ended a part of the search.
        self.late = False

    @property
    def left(self) -> float:
        """Time left [s]."""
        return self.seconds - (clock() - self._began)

    @property
    def early(self) -> float:
        """Time left to look for something better, and still to make it whole [s]."""
        return self.left - _WHOLE_SHARE * self.seconds

    @property
    def closed(self) -> bool:
        """Whether cost and bound are near enough."""
        if not math.isfinite(self.cost):
            return False
        return self.cost - self.bound <= max(self.gap * self.cost, self.near)

    def take(self, values: Values, cost: float) -> None:
        """Take over a better roster."""
        self.values, self.cost = values, cost
        self._say()

    def raise_bound(self, bound: float) -> None:
        """Take over what is proved of every roster, up to the next step of the cost."""
        if self.step and math.isfinite(bound):
            bound = math.ceil(bound / self.step - 1e-6) * self.step
        if bound > self.bound:
            self.bound = bound
            self._say()

    def go_on(self, _cost: float, _bound: float) -> bool:
        """Let an interrupt through, and say now and then that the search goes on."""
        if clock() - self._began > self._said + _SILENCE:
            self._say()
        return False

    def follow(self, cost: float, bound: float) -> bool:
        """Take over the bound of the whole program while it is searched."""
        if math.isfinite(bound):
            self.raise_bound(min(bound, cost))
        return self.go_on(cost, bound)

    def _say(self) -> None:
        if self._progress is None:
            return
        agents = None if self.values is None else self._count_agents(self.values)
        bound = min(self.bound, self.cost)
        self._said = clock() - self._began
        if self._progress(Progress(agents, self.cost, bound, self._said)):
            raise KeyboardInterrupt
