"""A limited number of lines: M/M/n/K, with or without callers who hang up.

K lines hold the calls in progress and the calls that wait; one more call is blocked. A call that
finds n + j calls (j of them waiting) meets a virtual wait whose patience factor exp(-g V) is
Beta(n/g, j + 1) distributed, because departures from the queue happen at the rates n, n + g, ...,
n + j g [1]_. Sums run over the waiting positions and hold only positive terms.

References
----------
.. [1] J. Riordan, "Stochastic Service Systems", 1962, chapter 6; G. Koole, "Call Center
   Optimization", 2013, chapter 4 (Erlang X).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wfm.staffing.erlang import Floats, positive_inverse_b
from wfm.staffing.erlang_a import SL_DEFINITIONS

_HUGE = 1e200
_NOTHING = 1e-18


class Lines(NamedTuple):
    """What callers meet; fractions of calls offered, blocked ones included, unless said otherwise.

    Parameters
    ----------
    blocked
        Share that finds all lines taken.
    wait
        Share that gets a line and waits.
    abandon
        Share that gets a line and hangs up.
    asa
        Mean wait of the answered calls, in handling times.
    occupancy
        Share of on-phone time spent handling calls.
    late
        One minus each service level, by definition.
    """

    blocked: Floats
    wait: Floats
    abandon: Floats
    asa: Floats
    occupancy: Floats
    late: dict[str, Floats]


def limited_lines(
    agents: npt.ArrayLike,
    lines: npt.ArrayLike,
    load: npt.ArrayLike,
    aht: npt.ArrayLike,
    threshold: npt.ArrayLike = 0.0,
    patience: npt.ArrayLike = np.inf,
) -> Lines:
    """M/M/n/K in a steady state, with exponential patience where it is finite.

    Parameters
    ----------
    agents
        Number of agents n, whole, above zero; agents beyond the lines have nothing to do.
    lines
        Number of lines K, whole, above zero: calls in progress and waiting.
    load
        Offered load, above zero. [erlang]
    aht
        Average handling time, above zero. [s]
    threshold
        Answer-time threshold of the service level, zero or more. [s]
    patience
        Mean time that a caller waits before hanging up; infinite: nobody does. [s]

    Returns
    -------
    Lines
        ``asa`` in seconds. With endless patience the definitions of the service level coincide.
    """
    arrays = (np.asarray(v, float) for v in (agents, lines, load, aht, threshold, patience))
    n, k, a, h, t, p = np.broadcast_arrays(*arrays)
    if not (np.all((n > 0) & (k > 0) & (a > 0) & (h > 0) & (p > 0) & (t >= 0) & (a < np.inf))):
        raise ValueError("agents, lines, load, aht and patience must be above zero")
    flat = limited(n.ravel(), k.ravel(), a.ravel(), (h / p).ravel(), (t / h).ravel())
    values = [v.reshape(n.shape) for v in flat[:5]]
    values[3] = values[3] * h
    late = {name: share.reshape(n.shape) for name, share in flat.late.items()}
    return Lines(values[0], values[1], values[2], values[3], values[4], late)


def limited(n: Floats, k: Floats, a: Floats, g: Floats, tau: Floats) -> Lines:
    """Do the same in units of the handling time, for one-dimensional arrays that are in range."""
    with np.errstate(all="ignore"):
        sums = _Positions(np.minimum(n, k), a, g, tau)
        sums.run(np.maximum(k - n, 0.0))
    total = sums.idle + sums.all - sums.head
    blocked = sums.last / total
    accepted = (sums.all - sums.last) / total  # gets a line and waits
    at_once = (sums.idle - sums.head) / total
    on_time = at_once + sums.on_time / total
    served = at_once + sums.served / total
    still = sums.still / total
    abandon, served_late = sums.lost / total, sums.served_late / total
    late = (
        blocked + abandon + served_late,
        served_late / served,
        blocked + sums.virtual_late / total,
        (blocked + still) / (blocked + still + on_time),
    )
    return Lines(
        blocked,
        accepted,
        abandon,
        sums.wait / total / served,
        np.clip(a * served / n, 0.0, 1.0),
        {name: np.clip(share, 0.0, 1.0) for name, share in zip(SL_DEFINITIONS, late, strict=True)},
    )


class _Positions:
    """Sums over the waiting positions, each weighted by the chance to find that many calls."""

    def __init__(self, n: Floats, a: Floats, g: Floats, tau: Floats) -> None:
        self.n, self.a, self.g = n, a, g
        # patience-adjusted threshold: (1 - exp(-g tau)) / g, tau itself where nobody hangs up
        self.tau = np.where(g > 0.0, -np.expm1(-g * tau) / np.where(g > 0.0, g, 1.0), tau)
        self.stay = np.exp(-g * tau)
        # logarithms of the negative-binomial terms with which each position's wait builds up
        self.log_served, self.log_virtual = -(n + g) * tau, -n * tau
        self.idle = np.ones_like(a)  # weight of up to n calls
        self.head = 1.0 / positive_inverse_b(n, a)  # of exactly n
        self.weight = self.all = self.last = self.head  # of n + j, of all from n on, of the last
        zero = np.zeros_like(a)
        self.served, self.on_time, self.served_late, self.lost = zero, zero, zero, zero
        self.wait, self.still, self.virtual_late = zero, zero, zero
        self.late_served, self.late_virtual, self.mean = zero, zero, zero

    def run(self, queue: Floats) -> None:
        """Add positions j = 0, 1, ... as long as there is one and its weight counts."""
        j = 0.0
        while True:
            active = (queue > j) & (
                (self.weight > _NOTHING * self.all) | (self.a > self.n + j * self.g)
            )
            if not active.any():
                return
            self._add(j, active)
            j += 1.0

    def _add(self, j: float, active: npt.NDArray[np.bool_]) -> None:
        n, g = self.n, self.g
        rate = n + (j + 1.0) * g
        self.late_served = self.late_served + np.exp(self.log_served)
        self.late_virtual = self.late_virtual + np.exp(self.log_virtual)
        self.mean = self.mean + 1.0 / rate
        weight = np.where(active, self.weight, 0.0)
        served = weight * n / rate
        self.served = self.served + served
        late = np.minimum(self.late_served, 1.0)
        self.on_time = self.on_time + served * (1.0 - late)
        self.served_late = self.served_late + served * late
        self.lost = self.lost + weight * ((j + 1.0) * g / rate)
        self.wait = self.wait + served * self.mean
        virtual_late = weight * np.minimum(self.late_virtual, 1.0)
        self.virtual_late = self.virtual_late + virtual_late
        self.still = self.still + virtual_late * self.stay
        self.log_served += np.log(self.tau * rate / (j + 1.0))
        self.log_virtual += np.log(self.tau * (n + j * g) / (j + 1.0))
        self.weight = np.where(active, self.weight * self.a / rate, self.weight)
        self.all = self.all + np.where(active, self.weight, 0.0)
        self.last = np.where(active, self.weight, self.last)
        self._rescale()

    def _rescale(self) -> None:
        """Keep an overloaded queue's weights from overflowing; only their ratios matter."""
        if not (self.weight > _HUGE).any():
            return
        factor = np.where(self.weight > _HUGE, 1.0 / _HUGE, 1.0)
        for name in ("idle", "head", "weight", "all", "last", "served", "on_time", "wait",
                     "served_late", "lost",
                     "still", "virtual_late"):  # fmt: skip
            setattr(self, name, getattr(self, name) * factor)
