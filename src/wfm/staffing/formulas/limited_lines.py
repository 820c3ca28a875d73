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

from wfm.staffing.formulas.erlang_a import SL_DEFINITIONS
from wfm.staffing.formulas.erlang_b import Floats, positive_inverse_b

_HUGE = 1e200
_NOTHING = 1e-18
_GROWTH = 200.0  # a block's weights grow by less than exp(200)
_ELEMENTS = 50_000.0  # positions times rows at a time: they stay in the cache


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
    """Sums over the waiting positions, each weighted by the chance to find that many calls.

    They are added up in blocks of positions, for the rows that still have any.
    """

    def __init__(self, n: Floats, a: Floats, g: Floats, tau: Floats) -> None:
        self.n, self.a, self.g = n, a, g
        # patience-adjusted threshold: (1 - exp(-g tau)) / g, tau itself where nobody hangs up
        self.tau = np.where(g > 0.0, -np.expm1(-g * tau) / np.where(g > 0.0, g, 1.0), tau)
        self.stay = np.exp(-g * tau)
        # logarithms of the negative-binomial terms with which each position's wait builds up
        self.log_served, self.log_virtual = -(n + g) * tau, -n * tau
        self.idle = np.ones_like(a)  # weight of up to n calls
        self.head = 1.0 / positive_inverse_b(n, a)  # of exactly n
        # of n + j, of all from n on, of the last
        self.weight, self.all, self.last = self.head.copy(), self.head.copy(), self.head.copy()
        self.served, self.on_time, self.served_late, self.lost = np.zeros((4, a.size))
        self.wait, self.still, self.virtual_late = np.zeros((3, a.size))
        self.late_served, self.late_virtual, self.mean = np.zeros((3, a.size))
        self.done = np.zeros(a.size)  # positions added up

    def run(self, queue: Floats) -> None:
        """Add positions j = 0, 1, ... as long as there is one and its weight counts."""
        j = 0.0
        queue = queue.copy()
        while True:
            counts = (self.weight > _NOTHING * self.all) | (self.a > self.n + j * self.g)
            rows = np.flatnonzero((queue > j) & counts)
            if not rows.size:
                self._reach_the_last(queue)
                return
            block = self._block(rows, j, float(queue[rows].max()))
            self._add(rows, j, queue[rows], block)
            j += block
            self._rescale()
            queue = self._finish(j, queue)

    def _block(self, rows: npt.NDArray[np.intp], j: float, longest: float) -> int:
        """How many positions to add at once: as many as stay in the cache and do not overflow."""
        steepest = float(np.log(self.a[rows] / (self.n[rows] + (j + 1.0) * self.g[rows])).max())
        most = min(_ELEMENTS / rows.size, 16.0 + 0.25 * j, longest - j)
        if steepest > 0.0:
            most = min(most, _GROWTH / steepest)
        return max(int(most), 1)

    def _add(self, rows: npt.NDArray[np.intp], first: float, queue: Floats, block: int) -> None:
        n, g, tau = self.n[rows], self.g[rows], self.tau[rows]
        j = first + np.arange(block, dtype=float)[:, None]
        rate = n + (j + 1.0) * g
        here = j < queue
        after = self.weight[rows] * np.cumprod(np.where(here, self.a[rows] / rate, 1.0), axis=0)
        weight = np.where(here, np.vstack([self.weight[rows][None, :], after[:-1]]), 0.0)
        served = weight * n / rate
        late, late_virtual = self._late(rows, np.log(tau / (j + 1.0)), rate, g)
        mean = self.mean[rows] + np.cumsum(1.0 / rate, axis=0)
        virtual_late = (weight * late_virtual).sum(axis=0)
        self.served[rows] += served.sum(axis=0)
        self.on_time[rows] += (served * (1.0 - late)).sum(axis=0)
        self.served_late[rows] += (served * late).sum(axis=0)
        self.lost[rows] += (weight * ((j + 1.0) * g / rate)).sum(axis=0)
        self.wait[rows] += (served * mean).sum(axis=0)
        self.virtual_late[rows] += virtual_late
        self.still[rows] += virtual_late * self.stay[rows]
        self.all[rows] += np.where(here, after, 0.0).sum(axis=0)
        self.weight[rows] = self.last[rows] = after[-1]
        self.mean[rows] = mean[-1]
        self.done[rows] = np.minimum(first + block, queue)

    def _late(
        self, rows: npt.NDArray[np.intp], log_share: Floats, rate: Floats, g: Floats
    ) -> tuple[Floats, Floats]:
        """Share of those served, and of all, whose wait in each position exceeds the threshold."""
        answers = []
        for logs, sums, speed in (
            (self.log_served, self.late_served, rate),
            (self.log_virtual, self.late_virtual, rate - g),
        ):
            term = logs[rows] + np.cumsum(log_share + np.log(speed), axis=0)
            now = np.vstack([logs[rows][None, :], term[:-1]])
            late = sums[rows] + np.cumsum(np.exp(now), axis=0)
            logs[rows], sums[rows] = term[-1], late[-1]
            answers.append(np.minimum(late, 1.0))
        return answers[0], answers[1]

    def _finish(self, j: float, queue: Floats) -> Floats:
        """Add the rest at once where nobody hangs up and all of it waits too long: a series."""
        slack = 1.0 - self.a / self.n
        left = queue - j
        x = self.n * self.tau
        rows = np.flatnonzero(
            (self.g == 0.0)
            & (left > 0.0)
            & (left * np.abs(slack) > 0.1)
            & (j > x + 9.0 * np.sqrt(x) + 40.0)
        )
        if not rows.size:
            return queue
        slack, left, weight = slack[rows], left[rows], self.weight[rows]
        fall = left * np.log1p(-slack)
        # an overloaded queue is seen from its end, where the chances are highest
        scale, end = np.exp(-np.maximum(fall, 0.0)), np.exp(np.minimum(fall, 0.0))
        self._scale(rows, scale)
        all_of_it = weight * (scale - end) / slack
        later = weight * (scale - end * (1.0 + left * slack)) / (slack * slack)  # times i + 1
        self.served[rows] += all_of_it
        self.served_late[rows] += all_of_it
        self.virtual_late[rows] += all_of_it
        self.still[rows] += all_of_it
        self.wait[rows] += all_of_it * self.mean[rows] + later / self.n[rows]
        self.all[rows] += all_of_it * (1.0 - slack)
        self.weight[rows] = self.last[rows] = weight * end
        queue[rows] = 0.0
        return queue

    def _reach_the_last(self, queue: Floats) -> None:
        """Find the chance of the last position where it has long been nothing beside the others."""
        start = np.log(self.a / (self.n + (self.done + 1.0) * self.g))
        fall = (queue - self.done) * start  # no less, since each position's chance falls faster
        rows = np.flatnonzero(queue > self.done)
        self.last[rows] = self.weight[rows] * np.exp(fall[rows])
        rows = rows[(self.g[rows] > 0.0) & (self.last[rows] > 0.0)]
        last, done = self.weight.copy(), self.done.copy()
        while rows.size:
            size = max(int(min(_ELEMENTS / rows.size, (queue - done)[rows].max())), 1)
            j = done[rows] + np.arange(1.0, size + 1.0)[:, None]
            ratio = self.a[rows] / (self.n[rows] + j * self.g[rows])
            last[rows] *= np.where(j <= queue[rows], ratio, 1.0).prod(axis=0)
            done[rows] += size
            self.last[rows] = last[rows]
            rows = rows[(queue > done)[rows] & (last[rows] > 0.0)]

    def _rescale(self) -> None:
        """Keep an overloaded queue's weights from overflowing; only their ratios matter."""
        rows = np.flatnonzero(self.weight > _HUGE)
        self._scale(rows, 1.0 / _HUGE)

    def _scale(self, rows: npt.NDArray[np.intp], factor: Floats | float) -> None:
        for sums in (
            self.idle, self.head, self.weight, self.all, self.last, self.served, self.on_time,
            self.wait, self.served_late, self.lost, self.still, self.virtual_late,
        ):  # fmt: skip
            sums[rows] *= factor
