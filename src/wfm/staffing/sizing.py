"""Fewest agents that meet a target, with Erlang C: vectors in, vectors out.

The search starts from square-root staffing [1]_, evaluates Erlang B once exactly, and then steps
by one agent with ``1/B(N + 1) = 1 + (N + 1) / (A B(N))`` until an agent count that meets the target
stands directly above one that does not. The start decides how many steps, never the answer.

References
----------
.. [1] S. Halfin, W. Whitt, "Heavy-traffic limits for queues with many exponential servers",
   Operations Research 29, 1981.
"""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from wfm.staffing.erlang import wait_probability
from wfm.staffing.erlang_b import Floats, positive_inverse_b

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp] | slice
# (agents, load, 1/B, rows) -> whether the target is met in those rows
Met = Callable[[Floats, Floats, Floats, Rows], Flags]

_ROOT_2PI = math.sqrt(2.0 * math.pi)
_EIGHT_BY_PI = 8.0 / math.pi
_CHUNK = 8192  # rows that stay in the processor's cache
_TOLERANCE = 1e-9


def ceiling(quotient: npt.ArrayLike) -> Floats:
    """Round a quotient up, forgiving the noise of a division: 21 / 0.7 gives 30, not 31.

    Only for divisions (load / cap, agents / (1 - shrinkage)); a target is compared directly.
    """
    q = np.asarray(quotient, float)
    # relative above one million, where 1e-9 is less than the noise itself
    return np.ceil(q - _TOLERANCE * np.maximum(1.0, q * 1e-6))


def agents_for_service_level(
    load: npt.ArrayLike, target: npt.ArrayLike, threshold: npt.ArrayLike, aht: npt.ArrayLike
) -> Integers:
    """Fewest whole agents that answer a target share of calls within the threshold.

    Parameters
    ----------
    load
        Offered load, zero or more. [erlang]
    target
        Service level wanted, 0 or more and below 1.
    threshold
        Answer-time threshold, zero or more. [s]
    aht
        Average handling time, above zero. [s]

    Returns
    -------
    numpy.ndarray of int64
        Agents: always more than the load, or the queue would grow for ever; 0 without load.

    Raises
    ------
    ValueError
        A target of 1, which no number of agents attains with Erlang C, or a value out of range.
    """
    a, goal, tau = np.broadcast_arrays(
        np.asarray(load, float),
        np.asarray(target, float),
        np.asarray(threshold, float) / np.asarray(aht, float),
    )
    if not np.all((goal >= 0.0) & (goal < 1.0)):
        raise ValueError("target must be 0 or more and below 1")
    agents = _in_chunks(fewest_for_service_level, a, 1.0 - goal, tau)
    return agents.astype(np.int64)


def agents_for_asa(load: npt.ArrayLike, target: npt.ArrayLike, aht: npt.ArrayLike) -> Integers:
    """Fewest whole agents with an average speed of answer at or below the target.

    Parameters
    ----------
    load
        Offered load, zero or more. [erlang]
    target
        Average speed of answer wanted, above zero. [s]
    aht
        Average handling time, above zero. [s]

    Returns
    -------
    numpy.ndarray of int64
        Agents: always more than the load; 0 without load.
    """
    a, goal = np.broadcast_arrays(
        np.asarray(load, float), np.asarray(target, float) / np.asarray(aht, float)
    )
    if not np.all(goal > 0.0):
        raise ValueError("target must be above zero")
    return _in_chunks(fewest_for_asa, a, goal).astype(np.int64)


def agents_for_occupancy(load: npt.ArrayLike, cap: npt.ArrayLike) -> Integers:
    """Fewest whole agents whose occupancy stays at or below the cap: load / cap, rounded up.

    Parameters
    ----------
    load
        Offered load, zero or more. [erlang]
    cap
        Most occupancy allowed, above 0 and up to 1. A cap of 1 caps nothing.

    Returns
    -------
    numpy.ndarray of int64
        Agents: always more than the load, or the queue would grow for ever; 0 without load.
    """
    a, most = np.broadcast_arrays(np.asarray(load, float), np.asarray(cap, float))
    if not np.all((most > 0.0) & (most <= 1.0)):
        raise ValueError("cap must be above 0 and at most 1")
    return np.where(a > 0.0, fewest_for_occupancy(a, most), 0.0).astype(np.int64)


def fewest_for_occupancy(a: Floats, cap: Floats | float) -> Floats:
    """Agents for loads above zero."""
    return np.maximum(ceiling(a / cap), np.floor(a) + 1.0)


def fewest_for_service_level(a: Floats, allowed: Floats, tau: Floats) -> tuple[Floats, Floats]:
    """Agents and their 1/B for loads above zero; ``allowed`` is 1 - target, ``tau`` is T / AHT."""

    def met(n: Floats, a: Floats, inverse_b: Floats, rows: Rows) -> Flags:
        return wait_probability(n, a, inverse_b) * np.exp((a - n) * tau[rows]) <= allowed[rows]

    k = np.sqrt(a) * tau
    # what the square-root law is short of at moderate loads, as seen
    missing = 0.3 / (1.0 + 2.0 * k)
    beta = _beta_for_service_level(k, np.log(allowed))
    return _walk(a, _staff(a, beta, missing), met)


def fewest_for_asa(a: Floats, allowed: Floats) -> tuple[Floats, Floats]:
    """Agents and their 1/B for loads above zero; ``allowed`` is the ASA target / AHT."""

    def met(n: Floats, a: Floats, inverse_b: Floats, rows: Rows) -> Flags:
        return wait_probability(n, a, inverse_b) <= allowed[rows] * (n - a)

    return _walk(a, _staff(a, _beta_for_asa(np.sqrt(a) * allowed)), met)


def _in_chunks(fewest: Callable[..., tuple[Floats, Floats]], load: Floats, *rest: Floats) -> Floats:
    """Run a kernel on the rows that have a load, a cache-sized piece at a time."""
    if not np.all((load >= 0.0) & (load < np.inf)):
        raise ValueError("load must be finite and zero or more")
    flat = [values.ravel() for values in (load, *rest)]
    agents = np.zeros(load.size)
    busy = np.flatnonzero(flat[0] > 0.0)
    for first in range(0, busy.size, _CHUNK):
        rows = busy[first : first + _CHUNK]
        with np.errstate(all="ignore"):
            agents[rows], _ = fewest(*(values[rows] for values in flat))
    return agents.reshape(load.shape)


def _staff(a: Floats, beta: Floats, missing: Floats | float = 0.0) -> Floats:
    """Whole agents of square-root staffing, always above the load."""
    return np.floor(a + beta * np.sqrt(a) + missing) + 1.0


def _walk(a: Floats, n: Floats, met: Met) -> tuple[Floats, Floats]:
    """Step from a start n > a to the fewest agents that meet the target, and their 1/B."""
    inverse_b = positive_inverse_b(n, a)
    good = met(n, a, inverse_b, slice(None))
    # most starts are right: look at one agent fewer everywhere before any row goes its own way
    fewer, inverse_fewer = n - 1.0, (inverse_b - 1.0) * a / n
    better = good & (fewer > a)
    better &= met(fewer, a, inverse_fewer, slice(None))
    rows = better.nonzero()[0]
    while rows.size:
        n[rows] -= 1.0
        inverse_b[rows] = inverse_fewer[rows]
        rows = rows[n[rows] - 1.0 > a[rows]]
        inverse_fewer[rows] = (inverse_b[rows] - 1.0) * a[rows] / n[rows]
        rows = rows[met(n[rows] - 1.0, a[rows], inverse_fewer[rows], rows)]
    rows = (~good).nonzero()[0]
    while rows.size:
        n[rows] += 1.0
        inverse_b[rows] = 1.0 + inverse_b[rows] * n[rows] / a[rows]
        rows = rows[~met(n[rows], a[rows], inverse_b[rows], rows)]
    return n, inverse_b


def _mills(beta: Floats) -> Floats:
    """Phi(beta) / phi(beta) for beta >= 0 within one per cent, which a start can afford."""
    square = beta * beta
    return _ROOT_2PI * np.exp(0.5 * square) - 2.0 / (beta + np.sqrt(square + _EIGHT_BY_PI))


def _beta_for_service_level(k: Floats, log_allowed: Floats) -> Floats:
    """Solve -log(1 + b h) - k b = log(allowed), h = Phi/phi, by one Newton step from a bound."""
    slope = k + 0.5 * _ROOT_2PI
    twice = -2.0 * log_allowed
    beta = twice / (np.sqrt(slope * slope + twice) + slope)
    h = _mills(beta)
    gain = 1.0 + beta * h
    step = (np.log(gain) + k * beta + log_allowed) / (h / gain + beta + k)
    return np.maximum(beta - step, 0.1 * beta)


def _beta_for_asa(r: Floats) -> Floats:
    """Solve b (1 + b h) r = 1, by Newton on log b from above, where it only descends."""
    wanted = -np.log(r)
    u = np.log(np.minimum(1.0 / r, np.sqrt(2.0 * np.maximum(wanted, 0.0)) + 1.0))
    for _ in range(5):
        beta = np.exp(u)
        h = _mills(beta)
        gain = 1.0 + beta * h
        u = u - (np.log(gain) + u - wanted) / (beta * (h + beta * gain) / gain + 1.0)
    return np.exp(u)
