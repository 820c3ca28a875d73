"""What a queueing model says of itself: how it judges agents, and what follows from that.

A model is made from its parameters and then answers for arrays: agents, load [erlang], AHT [s].
What stands here is true of an ordinary queue: calls wait for ever, and no formula is known for the
fewest agents. A model says only what is different with it.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wfm.staffing.formulas import fewest_agents
from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.targets import ServiceTarget

Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int8]


class Performance(NamedTuple):
    """What an agent count achieves; shares are of calls offered.

    Parameters
    ----------
    late
        One minus the service level.
    asa
        Average speed of answer, infinite where the queue is not stable. [s]
    occupancy
        Share of on-phone time spent handling calls.
    abandonment
        Share that hangs up.
    blocked
        Share that finds all lines taken.
    """

    late: Floats
    asa: Floats
    occupancy: Floats
    abandonment: Floats
    blocked: Floats


@dataclass
class Sizing:
    """The strictest demand so far in each interval.

    Parameters
    ----------
    agents
        The fewest that are enough.
    binding
        Code of what decided them, see `wfm.staffing.bindings`.
    wait
        P(wait), NaN where it is not known.
    """

    agents: Floats
    binding: Codes
    wait: Floats

    @classmethod
    def of(cls, agents: Floats, binding: int) -> "Sizing":
        """Begin with agents who were all decided by the same."""
        codes = np.full(agents.size, binding, dtype=np.int8)
        return cls(agents, codes, np.full(agents.size, np.nan))

    def take(self, found: fewest_agents.Fewest, binding: int) -> None:
        """Take over agents that are no fewer than before; what decided, even an equal, is named."""
        self.agents, self.wait = found.agents, found.wait
        self.binding[found.decided] = binding

    def put(self, rows: Flags, agents: Floats | float, binding: int) -> None:
        """Have other agents in some intervals."""
        if rows.any():
            self.agents = np.where(rows, agents, self.agents)
            self.binding[rows] = binding
            self.wait[rows] = np.nan


class Model:
    """A queueing model."""

    @property
    def waits(self) -> bool:
        """Whether there is a queue, so that a service level and a speed of answer mean anything."""
        return True

    @property
    def hangs_up(self) -> bool:
        """Whether callers hang up."""
        return False

    @property
    def most_lines(self) -> float:
        """Lines for calls in progress and waiting, infinite if there are always enough."""
        return np.inf

    @property
    def at_a_time(self) -> int:
        """Most that an agent handles at the same time."""
        return 1

    @property
    def whole_agents(self) -> bool:
        """Whether it can judge no fractions of agents."""
        return False

    @property
    def divides(self) -> bool:
        """Whether the occupancy is load / agents, so that its cap is a division."""
        return False

    @property
    def has_quick(self) -> bool:
        """Whether `performance` is quicker where it need not be exact."""
        return False

    @property
    def rows_at_a_time(self) -> int:
        """Rows to be sized at a time: a search has enough of these to its end."""
        return 8192

    def words(self, name: str) -> list[str]:
        """Say what is not plain Erlang C, of the model chosen by this name."""
        return [name]

    def performance(
        self, agents: Floats, load: Floats, aht: Floats, *, exact: bool = True
    ) -> Performance:
        """Judge agent counts above zero for loads above zero; four digits do without `exact`."""
        raise NotImplementedError

    def is_stable(self, agents: Floats, load: Floats) -> Flags:
        """Whether the queue does not grow for ever."""
        return agents > load

    def heaviest_load(self, load: Floats, rate: Floats, aht: Floats) -> Floats:
        """Load if all calls take as long as they can; `rate` is that of calls [1/s]."""
        del rate, aht
        return load

    def first_guess(self, load: Floats, busy: Floats, aht: Floats, target: ServiceTarget) -> Floats:
        """Guess where to look first for the fewest agents; it decides how long that takes, no more.

        Parameters
        ----------
        load, aht
            Those of the forecast. [erlang, s]
        busy
            Load of a day so busy that it has to be served to keep the target. [erlang]
        target
            The targets in force.
        """
        return np.maximum(by_erlang_c(busy, target.threshold / aht, target), capped(load, target))

    def closed_form(self, load: Floats, aht: Floats, target: ServiceTarget) -> Sizing | None:
        """Size without a search, for a volume that is certain; None: there is no such formula."""
        del load, aht, target
        return None

    def achieved(self, sizing: Sizing, load: Floats, aht: Floats) -> Performance | None:
        """Judge any agents by what their sizing has found out already; None: that is no help."""
        del sizing, load, aht
        return None


def by_erlang_c(load: Floats, tau: Floats, target: ServiceTarget) -> Floats:
    """Agents by Erlang C for the service level alone; `tau` is threshold / AHT."""
    allowed = np.full(load.size, 1.0 - (target.service_level or 0.5))
    return fewest_agents.fewest_for_service_level(load, np.floor(load) + 1.0, allowed, tau).agents


def capped(load: Floats, target: ServiceTarget) -> Floats:
    """Agents by the cap on their occupancy, none where there is no cap."""
    return np.asarray(load / target.max_occupancy if target.max_occupancy < 1.0 else 0.0 * load)
