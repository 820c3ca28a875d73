"""Work that can wait: e-mail, back office, callbacks, as a backlog with a response time.

Work is a fluid that arrives evenly inside each interval and must be done within the response time,
which runs while it is open. The amount done by the end of each interval lies between what is due
and what has arrived; the shortest line between those two curves is the most level plan there is:
no other needs fewer hands at its highest, nor has less variance [1]_. Whoever works takes the
earliest deadline first, so that amount alone decides whether every deadline is kept.

References
----------
.. [1] J. D. Salehi et al., "Supporting stored video: reducing rate variability and end-to-end
   resource requirements through optimal smoothing", IEEE/ACM Transactions on Networking 6, 1998.
"""

from collections import deque

import numpy as np
import numpy.typing as npt

from wfm.staffing.formulas.erlang_b import Floats

_NOISE = 1e-9


def level_work(
    work: Floats, is_open: npt.NDArray[np.bool_], response: int, capacity: Floats | None = None
) -> tuple[Floats, Floats]:
    """Spread work over open intervals as evenly as its response time allows.

    Parameters
    ----------
    work
        Work that arrives in each interval, in any unit, zero or more.
    is_open
        Whether each interval is open.
    response
        Whole open intervals within which work has to be done; 0: in the interval it arrives in.
    capacity
        Work that can be done in each interval at no cost (idle agents); it is used first, earliest
        deadline first, and only what it leaves is spread.

    Returns
    -------
    own, filled : numpy.ndarray
        Work to be done in each interval by agents of its own, and within the capacity: together
        all that arrives while there is still an open interval, and all of it in time. Work that
        arrives after the last open interval stays.
    """
    opened = np.flatnonzero(is_open)
    own, filled = np.zeros((2, work.size))
    if opened.size == 0:
        return own, filled
    arrived, due = _curves(work, opened, response)
    if capacity is not None:
        arrived, due, filled[opened] = _after_idle(arrived, due, capacity[opened])
    own[opened] = _shortest_line(due, arrived)
    return own, filled


def _curves(work: Floats, opened: npt.NDArray[np.intp], response: int) -> tuple[Floats, Floats]:
    """Work that has arrived, and that is due, by the end of each open interval."""
    total = np.concatenate([[0.0], np.cumsum(work)])
    arrived = total[opened + 1]
    due = np.zeros(opened.size)
    # what was there when open interval i - response + 1 began is due at the end of interval i
    later = np.arange(response - 1, opened.size) if response > 0 else np.arange(opened.size)
    due[later] = total[opened[later - response + 1]] if response > 0 else arrived
    due[-1] = arrived[-1]
    return arrived, due


def _after_idle(arrived: Floats, due: Floats, capacity: Floats) -> tuple[Floats, Floats, Floats]:
    """Curves of the work that idle agents cannot finish in time, and what they do."""
    enters, misses, filled = np.zeros((3, arrived.size))
    last = arrived.size - 1
    noise = _NOISE * max(1.0, float(arrived[-1]))
    deadline = np.minimum(np.searchsorted(due, arrived - noise), last)
    waiting: deque[tuple[float, int]] = deque()  # amount, open interval of arrival
    for now, amount in enumerate(np.diff(arrived, prepend=0.0)):
        waiting.append((float(amount), now))
        free = float(capacity[now])
        while waiting and waiting[0][0] <= free:
            free -= waiting.popleft()[0]
        if waiting:
            waiting[0] = (waiting[0][0] - free, waiting[0][1])
            free = 0.0
        filled[now] = capacity[now] - free
        while waiting and deadline[waiting[0][1]] <= now:
            rest, since = waiting.popleft()
            enters[since] += rest
            misses[now] += rest
    return np.cumsum(enters), np.cumsum(misses), filled


def _shortest_line(due: Floats, arrived: Floats) -> Floats:
    """Increments of the shortest line from zero that stays between the two curves.

    The funnel algorithm: keep the convex chains seen from the last bend, and bend where they cross.
    """
    floor = np.concatenate([[0.0], np.minimum(due, arrived)])
    roof = np.concatenate([[0.0], arrived])
    size = floor.size
    level = np.zeros(size)
    start = 0
    while start < size - 1:
        low, high = -np.inf, np.inf
        low_at = high_at = start
        bend = size - 1
        for i in range(start + 1, size):
            to_floor = (floor[i] - level[start]) / (i - start)
            to_roof = (roof[i] - level[start]) / (i - start)
            if to_floor > high:
                bend = high_at
                slope = high
                break
            if to_roof < low:
                bend = low_at
                slope = low
                break
            if to_floor >= low:
                low, low_at = to_floor, i
            if to_roof <= high:
                high, high_at = to_roof, i
        else:
            slope = low if low_at == size - 1 else high
            bend = size - 1
        steps = np.arange(1, bend - start + 1)
        level[start + 1 : bend + 1] = level[start] + slope * steps
        start = bend
    return np.maximum(np.diff(level), 0.0)
