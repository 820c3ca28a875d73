"""Chat: an agent holds several conversations at once, and each then takes longer.

A birth-death chain on the number of chats. New chats go to an agent with the fewest, so that k
chats are spread evenly: some agents hold q of them, the others q + 1. An agent with j chats
finishes them at the rate j / AHT(j). Beyond the agents' total capacity chats wait and leave as at
full capacity, first come first served and endlessly patient.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from wfm.staffing.formulas.erlang_b import Floats

_HUGE = 1e200
_NOTHING = 1e-280
_MOST_GROWTH = 1e100  # of the weights in a block
_ELEMENTS = 50_000.0  # states times rows at a time: they stay in the cache


class Chats(NamedTuple):
    """What visitors and agents meet.

    Parameters
    ----------
    wait
        Share of chats that wait at all.
    late
        Share of chats taken up later than the threshold.
    asa
        Mean wait of all chats. [s]
    occupancy
        Share of on-line time with at least one chat.
    chats_per_agent
        Mean number of chats that an agent holds.
    """

    wait: Floats
    late: Floats
    asa: Floats
    occupancy: Floats
    chats_per_agent: Floats


def chats(n: Floats, rate: Floats, aht: Sequence[Floats], threshold: Floats) -> Chats:
    """Chats in a steady state.

    Parameters
    ----------
    n
        Number of agents, whole, above zero.
    rate
        Chats offered, above zero. [1/s]
    aht
        Handling time of a chat whose agent holds 1, 2, ... chats; as many as an agent may hold. [s]
    threshold
        Answer-time threshold of the service level, zero or more. [s]

    Returns
    -------
    Chats
        Where the agents cannot keep up: all wait, for ever.
    """
    most = len(aht)
    full = n * most / aht[-1]  # chats per second with everybody at the limit
    speeds = np.stack([np.zeros_like(n)] + [(j + 1) / h for j, h in enumerate(aht)])
    weight, total, busy, held = _add_states(n, rate, speeds)
    # from full capacity on the queue is geometric
    stable = full > rate
    slack = np.where(stable, full - rate, 1.0)
    waiting = weight * full / slack  # full capacity and everything beyond
    queue = weight * rate / slack  # beyond
    whole = total + queue
    wait = np.where(stable, np.clip(waiting / whole, 0.0, 1.0), 1.0)
    return Chats(
        wait,
        np.where(stable, wait * np.exp(-slack * threshold), 1.0),
        np.where(stable, wait / slack, np.inf),
        np.where(stable, np.clip((busy + queue * n) / whole / n, 0.0, 1.0), 1.0),
        np.where(stable, np.clip((held + queue * n * most) / whole / n, 0.0, most), most),
    )


def _add_states(n: Floats, rate: Floats, speeds: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Weight of full capacity, of all states up to it, and that times busy agents and chats."""
    k = _first_state(n, rate, speeds)
    full = n * (speeds.shape[0] - 1)
    weight, total = np.ones_like(n), np.ones_like(n)
    busy, held = np.minimum(k, n), k.copy()
    size = 16
    rows = np.flatnonzero(k < full)
    while rows.size:
        size = int(max(16.0, min(_ELEMENTS / rows.size, 2.0 * size, (full - k)[rows].max())))
        states, block = _block(k[rows], n[rows], full[rows], rate[rows], speeds[:, rows], size)
        size = states.shape[0]
        block *= weight[rows]
        weight[rows] = block[-1]
        block[states > full[rows]] = 0.0
        total[rows] += block.sum(axis=0)
        busy[rows] += (block * np.minimum(states, n[rows])).sum(axis=0)
        held[rows] += (block * states).sum(axis=0)
        k[rows] += size
        large = rows[weight[rows] > _HUGE]
        for values in (weight, total, busy, held):
            values[large] /= _HUGE
        negligible = (k < full) & (weight <= _NOTHING * total)
        weight[negligible] = 0.0
        rows = rows[(k < full)[rows] & ~negligible[rows]]
    return weight, total, busy, held


def _block(
    k: Floats, n: Floats, full: Floats, rate: Floats, speeds: Floats, size: int
) -> tuple[Floats, Floats]:
    """States after k, and their weights relative to it; beyond full capacity the last stays."""
    states: Floats = k + np.arange(1.0, size + 1.0)[:, None]
    ratio: Floats = np.where(
        states <= full, rate / _finish(np.minimum(states, full), n, speeds), 1.0
    )
    weight: Floats = np.asarray(np.cumprod(ratio, axis=0))
    while size > 1 and not np.all(weight[size - 1] < _MOST_GROWTH):
        size //= 2
    return states[:size], weight[:size]


def _finish(k: Floats, n: Floats, speeds: Floats) -> Floats:
    """Chats finished per second with k of them spread evenly over n agents."""
    level = np.minimum(np.floor((k - 1.0) / n), speeds.shape[0] - 2.0)
    more = k - level * n  # agents who hold one chat more than the others
    low = level.astype(np.intp)
    columns = np.arange(n.size)
    rate: Floats = more * speeds[low + 1, columns] + (n - more) * speeds[low, columns]
    return rate


def _first_state(n: Floats, rate: Floats, speeds: Floats) -> Floats:
    """Fewest chats that count: well below where as many finish as arrive."""
    balance = np.full(n.size, np.inf)
    for level in range(speeds.shape[0] - 1, 0, -1):
        below, above = n * speeds[level - 1], n * speeds[level]
        share = np.clip((rate - below) / np.where(above > below, above - below, 1.0), 0.0, 1.0)
        balance = np.where(above >= rate, (level - 1 + share) * n, balance)
    balance = np.minimum(balance, n * (speeds.shape[0] - 1))
    start: Floats = np.maximum(np.floor(balance - 14.0 * np.sqrt(balance) - 60.0), 0.0)
    return start
