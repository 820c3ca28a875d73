"""Agents for many intervals at once with Erlang C, and what they achieve: arrays in, arrays out."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wfm.staffing import sizing
from wfm.staffing.erlang import Floats, positive_inverse_b, wait_probability
from wfm.staffing.targets import ServiceTarget

# What can decide a number of agents; of equals the first is named.
BINDINGS = ("service_level", "asa", "occupancy", "abandonment", "minimum", "closed")
SERVICE_LEVEL, ASA, OCCUPANCY, ABANDONMENT, MINIMUM, CLOSED = range(len(BINDINGS))

_CHUNK = 8192  # rows that stay in the processor's cache

Codes = npt.NDArray[np.int8]


class Requirement(NamedTuple):
    """Agents per interval and what they achieve; NaN where there is nothing to achieve."""

    agents: Floats
    binding: Codes
    service_level: Floats
    asa: Floats
    occupancy: Floats


def erlang_c_requirement(
    load: Floats, aht: Floats, target: ServiceTarget, minimum: Floats
) -> Requirement:
    """Fewest agents that meet every target, at least the minimum, and what they achieve.

    Parameters
    ----------
    load
        Offered load of each interval, zero or more. [erlang]
    aht
        Average handling time, above zero wherever there is load. [s]
    target
        The targets in force.
    minimum
        Fewest agents allowed; NaN where it is closed, which gives 0 agents.
    """
    closed = np.isnan(minimum)
    result = Requirement(
        agents=np.where(closed, 0.0, minimum),
        binding=np.where(closed, CLOSED, MINIMUM).astype(np.int8),
        service_level=np.full(load.size, np.nan),
        asa=np.full(load.size, np.nan),
        occupancy=np.where(minimum > 0.0, 0.0, np.nan),
    )
    busy = np.flatnonzero((load > 0.0) & ~closed)
    for first in range(0, busy.size, _CHUNK):
        rows = busy[first : first + _CHUNK]
        with np.errstate(all="ignore"):
            piece = _busy(load[rows], aht[rows], target, minimum[rows])
        result.agents[rows], result.binding[rows] = piece.agents, piece.binding
        result.service_level[rows], result.asa[rows] = piece.service_level, piece.asa
        result.occupancy[rows] = piece.occupancy
    return result


@dataclass
class _Best:
    """The strictest target so far in each interval; 1/B is NaN where it is not known."""

    agents: Floats
    binding: Codes
    inverse_b: Floats

    def take(self, needed: Floats, binding: int, inverse_b: Floats | float) -> None:
        """Let a stricter target, or an equal one that is named first, take over."""
        rows = needed > self.agents
        if binding != MINIMUM:
            rows |= needed == self.agents
        self.agents = np.where(rows, needed, self.agents)
        self.binding[rows] = binding
        self.inverse_b = np.where(rows, inverse_b, self.inverse_b)


def _busy(a: Floats, aht: Floats, target: ServiceTarget, minimum: Floats) -> Requirement:
    """Do the same for open intervals with load."""
    tau = target.threshold / aht
    capped = sizing.fewest_for_occupancy(a, target.max_occupancy)
    best = _Best(capped, np.full(a.size, OCCUPANCY, dtype=np.int8), np.full(a.size, np.nan))
    if target.asa is not None:
        needed, inverse_b = sizing.fewest_for_asa(a, target.asa / aht)
        best.take(needed, ASA, inverse_b)
    if target.service_level is not None:
        allowed = np.full(a.size, 1.0 - target.service_level)
        needed, inverse_b = sizing.fewest_for_service_level(a, allowed, tau)
        best.take(needed, SERVICE_LEVEL, inverse_b)
    best.take(minimum, MINIMUM, np.nan)
    unknown = np.flatnonzero(np.isnan(best.inverse_b))
    n, inverse_b = best.agents, best.inverse_b
    inverse_b[unknown] = positive_inverse_b(n[unknown], a[unknown])
    wait = wait_probability(n, a, inverse_b)
    on_time = 1.0 - wait * np.exp((a - n) * tau)
    return Requirement(n, best.binding, on_time, wait / (n - a) * aht, a / n)
