"""The kernels asked as a test likes to: with numbers or arrays, whether there is a load or not."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from wfm.staffing.formulas.chat import Chats, chats
from wfm.staffing.formulas.fewest_agents import (
    Fewest,
    fewest_for_asa,
    fewest_for_occupancy,
    fewest_for_service_level,
)

Floats = npt.NDArray[np.float64]


def agents_for_service_level(
    load: npt.ArrayLike, target: npt.ArrayLike, threshold: npt.ArrayLike, aht: npt.ArrayLike
) -> npt.NDArray[np.int64]:
    """Fewest agents; the threshold and the handling time in one unit."""
    allowed = 1.0 - np.asarray(target, float)
    return _fewest(fewest_for_service_level, load, allowed, np.divide(threshold, aht))


def agents_for_asa(
    load: npt.ArrayLike, target: npt.ArrayLike, aht: npt.ArrayLike
) -> npt.NDArray[np.int64]:
    """Fewest agents; the target and the handling time in one unit."""
    return _fewest(fewest_for_asa, load, np.divide(target, aht))


def agents_for_occupancy(load: npt.ArrayLike, cap: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Fewest agents."""
    return _fewest(lambda a, _, most: Fewest(fewest_for_occupancy(a, most), a, a > 0), load, cap)


def _fewest(
    kernel: Callable[..., Fewest], load: npt.ArrayLike, *targets: npt.ArrayLike
) -> npt.NDArray[np.int64]:
    """Ask where there is a load; nobody is needed elsewhere."""
    a, *goals = np.broadcast_arrays(*(np.asarray(v, float) for v in (load, *targets)))
    agents, busy = np.zeros(a.shape), a > 0.0
    with np.errstate(all="ignore"):
        if busy.any():
            found = kernel(a[busy], np.floor(a[busy]) + 1.0, *(goal[busy] for goal in goals))
            agents[busy] = found.agents
    return agents.astype(np.int64)


def concurrent_chats(
    agents: npt.ArrayLike,
    rate: npt.ArrayLike,
    aht_by_chats: Sequence[npt.ArrayLike],
    threshold: npt.ArrayLike = 0.0,
) -> Chats:
    """Chats in a steady state: handling times [s] with 1, 2, ... chats at a time."""
    given = (agents, rate, threshold, *aht_by_chats)
    n, r, t, *h = np.broadcast_arrays(*(np.asarray(v, float) for v in given))
    with np.errstate(all="ignore"):
        met = chats(n.ravel(), r.ravel(), [v.ravel() for v in h], t.ravel())
    return Chats(*(v.reshape(n.shape) for v in met))
