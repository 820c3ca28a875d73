"""Rosters up to a cost, parted by their agents.

With its agents given, a roster of a small centre is searched, or refuted, several times faster than
among all that cost no more.
"""

from dataclasses import dataclass

import numpy as np

from wfm.rostering.search.agents import choices
from wfm.rostering.search.best import Best
from wfm.rostering.search.counts import Counts
from wfm.rostering.search.rounding import WHOLE
from wfm.solver import Values

# No more choices of agents than so many are looked at one by one, or searched with walks; and with
# more than so many on the way to them they are not listed.
_MOST_CHOICES, _MOST_WITH_WALKS, _MOST_LISTED = 40, 3, 4_000


@dataclass(frozen=True)
class Part:
    """Rosters that are looked at together.

    Parameters
    ----------
    key
        What tells it from others.
    cost
        The most that they cost.
    agents
        The choices of agents in it, the cheapest first; None where those are too many.
    lower, upper
        Bounds of the columns of the counts.
    """

    key: tuple[object, ...]
    cost: float
    agents: list[tuple[int, ...]] | None
    lower: Values
    upper: Values


class Parts:
    """Parts of the rosters that cost no less than what is proved.

    Parameters
    ----------
    counts
        The program without its walks.
    best
        What is proved.
    """

    def __init__(self, counts: Counts, best: Best) -> None:
        self._counts = counts
        self._best = best
        self._lower = np.array(counts.model.lower)
        self._upper = np.array(counts.model.upper)

    def of(self, cost: float, width: float) -> list[Part]:
        """Part the rosters of a cost by their agents, where their choices are few.

        Parameters
        ----------
        cost
            The most that they cost.
        width
            Where only agents cost, they cost less than this below it; else anything.
        """
        best, counts = self._best, self._counts
        least = best.bound
        if counts.only_agents:
            least = max(least, cost - width + best.step)
        found = self._choices(least, cost, _MOST_CHOICES) if best.step else None
        if found is None:
            return [self.together(cost)]
        parts = [self._of_agents(agents, cost) for agents in found]
        return parts if counts.only_agents else [*parts, self._of_fewer_agents(cost)]

    def together(self, cost: float) -> Part:
        """Return the rosters that cost no more, whatever their agents."""
        least = self._best.bound if self._counts.only_agents else 0.0
        upper = self._upper.copy()
        upper[self._counts.cost] = cost + WHOLE
        found = self._choices(least, cost, _MOST_WITH_WALKS)
        return Part(("all", cost), cost, found, self._lower, upper)

    def _of_agents(self, agents: tuple[int, ...], cost: float) -> Part:
        """Return the rosters of so many agents."""
        counts = self._counts
        lower, upper = self._lower.copy(), self._upper.copy()
        upper[counts.cost] = cost + WHOLE
        lower[counts.hired] = upper[counts.hired] = upper[counts.agents] = agents
        key = agents if counts.only_agents else (agents, cost)
        return Part(key, cost, [agents], lower, upper)

    def _of_fewer_agents(self, cost: float) -> Part:
        """Return the rosters of agents below the bound, where what else costs makes up for it."""
        most = self._best.bound - self._best.step
        upper = self._upper.copy()
        upper[self._counts.cost] = cost + WHOLE
        upper[self._counts.paid] = most + WHOLE
        found = self._choices(0.0, most, _MOST_WITH_WALKS)
        return Part(("fewer", most, cost), cost, found, self._lower, upper)

    def _choices(self, least: float, most: float, number: int) -> list[tuple[int, ...]] | None:
        """List the choices of agents in a range of costs, the cheapest first; None if too many."""
        counts = self._counts
        found = choices(
            np.array(counts.model.costs)[counts.agents],
            self._lower[counts.agents],
            self._upper[counts.agents],
            least=least - WHOLE,
            most=most + WHOLE,
            number=_MOST_LISTED,
        )
        if found is None or len(found) > number:
            return None
        return [agents for _, agents in sorted(found)]
