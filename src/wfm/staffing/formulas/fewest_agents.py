"""Fewest agents that meet a target, with Erlang C: vectors in, vectors out.

The search starts from square-root staffing [1]_, evaluates Erlang B once exactly, and looks at
three neighbouring numbers of agents, from one to the next by ``1/B(N + 1) = 1 + (N + 1) / (A
B(N))``. Where the one that meets the target directly above one that does not is none of them, it
looks further. The start decides how often, never the answer.

References
----------
.. [1] S. Halfin, W. Whitt, "Heavy-traffic limits for queues with many exponential servers",
   Operations Research 29, 1981, doi:10.1287/opre.29.3.567.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wfm.staffing.formulas.erlang_b import Floats, positive_inverse_b

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]
# (agents beyond the load, P(wait), what else a target takes) -> whether the target is met
Met = Callable[..., Flags]

_ROOT_2PI = math.sqrt(2.0 * math.pi)
_TOLERANCE = 1e-9
_NOISE = 1.0 - 1e-15  # and more where 1e-9 is less than the noise itself
_PARABOLA = (1.19, 0.309)
_CLOSE_ENOUGH = 50.0  # sqrt(load) times -log(allowed), where the parabola will do
_MISSING = 0.15  # what the square-root law is short of, as seen
_NEIGHBOURS = np.array([[0.0], [1.0], [2.0]])


class Fewest(NamedTuple):
    """Fewest agents, their P(wait), and whether one agent fewer misses the target."""

    agents: Floats
    wait: Floats
    decided: Flags


def ceiling(quotient: npt.ArrayLike) -> Floats:
    """Round a quotient up, forgiving the noise of a division: 21 / 0.7 gives 30, not 31.

    Only for divisions (load / cap, agents / (1 - shrinkage)); a target is compared directly.
    """
    q = np.asarray(quotient, float) * _NOISE
    q -= _TOLERANCE
    return np.ceil(q)


def fewest_for_occupancy(a: Floats, cap: Floats | float) -> Floats:
    """Fewest whole agents whose occupancy stays at or below a cap, and who keep up.

    Parameters
    ----------
    a
        Offered load, above zero. [erlang]
    cap
        Most occupancy allowed, above 0 and up to 1. A cap of 1 caps nothing.
    """
    return np.maximum(ceiling(a / cap), np.floor(a) + 1.0)


def fewest_for_service_level(a: Floats, least: Floats, allowed: Floats, tau: Floats) -> Fewest:
    """Fewest whole agents of whose calls no more than a share waits longer than the threshold.

    Parameters
    ----------
    a
        Offered load, above zero. [erlang]
    least
        No fewer agents than these, which are more than the load.
    allowed
        1 - target, above 0 and up to 1.
    tau
        Threshold / average handling time, zero or more.
    """
    root, log_allowed = np.sqrt(a), np.log(allowed)
    start = a + _beta_for_service_level(root, tau, log_allowed) * root + _MISSING
    return _fewest(_in_time, start, a, least, tau, allowed)


def _in_time(slack: Floats, wait: Floats, tau: Floats, allowed: Floats) -> Flags:
    met: Flags = wait * np.exp(slack * -tau) <= allowed
    return met


def fewest_for_asa(a: Floats, least: Floats, allowed: Floats) -> Fewest:
    """Fewest whole agents with an average speed of answer at or below a target.

    Parameters
    ----------
    a
        Offered load, above zero. [erlang]
    least
        No fewer agents than these, which are more than the load.
    allowed
        Average speed of answer wanted / average handling time, above zero.
    """
    root = np.sqrt(a)
    return _fewest(_soon, a + _beta_for_asa(root * allowed) * root + 0.4, a, least, allowed)


def _soon(slack: Floats, wait: Floats, allowed: Floats) -> Flags:
    met: Flags = wait <= allowed * slack
    return met


def _fewest(met: Met, start: Floats, a: Floats, least: Floats, *target: Floats) -> Fewest:
    """Search from a start for the fewest agents n >= least > a that meet the target."""
    low = np.maximum(np.floor(start), least - 1.0)
    result, above, below = _look(met, low, a, least, target, a.size)
    if not above.size and not below.size:
        return result
    floor = least.copy()
    while above.size or below.size:
        # what has been too few once stays so: no rounding sends a search to and fro
        floor[above] = low[above] + 3.0
        low[above] += 2.0
        low[below] = np.maximum(low[below] - 2.0, floor[below] - 1.0)
        rows = np.union1d(above, below)
        some = [values[rows] for values in target]
        piece, above, below = _look(met, low[rows], a[rows], floor[rows], some, a.size)
        for whole, part in zip(result, piece, strict=True):
            whole[rows] = part
        above, below = rows[above], rows[below]
    result.decided[floor > least] = True
    return result


def _look(
    met: Met, low: Floats, a: Floats, least: Floats, target: Sequence[Floats], table: int
) -> tuple[Fewest, Rows, Rows]:
    """Look at three numbers of agents from `low` on; return where the fewest is above, or below."""
    n = low + _NEIGHBOURS
    inverse_b = np.empty_like(n)
    inverse_b[0] = positive_inverse_b(low, a, whole=True, table=table)
    for i in (1, 2):
        np.multiply(inverse_b[i - 1], n[i], out=inverse_b[i])
        inverse_b[i] /= a
        inverse_b[i] += 1.0
    slack = n - a
    wait = n / (n + slack * (inverse_b - 1.0))
    good = met(slack, wait, *target)
    good[0] &= slack[0] > 0.0  # where the load is not below the agents, the formula says nothing
    found = Fewest(n[2] - good[1], np.where(good[1], wait[1], wait[2]), ~good[0])
    return found, (~good[2]).nonzero()[0], (good[0] & (low >= least)).nonzero()[0]


def _mills(beta: Floats) -> Floats:
    """Phi(beta) / phi(beta) for beta >= 0, to seven digits.

    M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions", 1964, formula 26.2.17.
    """
    t = 1.0 / (1.0 + 0.2316419 * beta)
    above = np.zeros_like(beta)
    for coefficient in (1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530):
        above = (above + coefficient) * t
    return _ROOT_2PI * np.exp(0.5 * beta * beta) - above


def _beta_for_service_level(root: Floats, tau: Floats, log_allowed: Floats) -> Floats:
    """Solve log(1 + b h) + k b = -log(allowed), h = Phi/phi and k = tau sqrt(a).

    Closer where an error would be of more agents: each Newton step makes it a hundredth.
    """
    k = root * tau
    # log(1 + b h) is nearly this parabola where b is below 3
    slope = k + _PARABOLA[0]
    scaled = (-4.0 * _PARABOLA[1]) * log_allowed
    beta: Floats = (np.sqrt(slope * slope + scaled) - slope) / (2.0 * _PARABOLA[1])
    off = float(root.max() * -log_allowed.min())
    while off > _CLOSE_ENOUGH:
        h = _mills(beta)
        gain = 1.0 + beta * h
        step = (np.log(gain) + k * beta + log_allowed) / (h / gain + beta + k)
        beta = np.maximum(beta - step, 0.1 * beta)
        off *= 0.01
    return beta


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
