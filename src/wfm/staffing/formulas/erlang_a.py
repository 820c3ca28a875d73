"""Erlang A: callers hang up when their patience ends (M/M/n+M, Palm).

Everything follows from the density of the virtual wait, the time that a caller of endless patience
would wait [1]_. In units of the handling time, with load A, n agents and g = AHT / patience,

    f(v) = A exp{(A/g) (1 - exp(-g v)) - n v} / D,    D = 1/B(n - 1, A) + A * integral of the same,

and no wait at all has probability ``1/B(n - 1, A) / D``. The exponent falls from its peak by
``max(n - A, 0) u + min(n, A) h(u)`` with ``h(u) = u + (exp(-g u) - 1) / g``, a form without
cancellation; Gauss-Legendre panels to the left and right of the threshold integrate it until it
has fallen by 40, and beyond 40 patiences the tail is an exponential, integrated in closed form. All
sums are of positive terms, so small probabilities keep their digits from 0.001 to a million
erlangs.

References
----------
.. [1] C. Palm, "Research on telephone traffic carried by full availability groups", Tele 1957;
   A. Mandelbaum, S. Zeltyn, "Service engineering in action: the Palm/Erlang-A queue", 2007,
   doi:10.1007/978-3-540-29860-1_2.
"""

import math
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wfm.staffing.formulas.erlang_b import Floats, positive_inverse_b

_DROP = 40.0  # exp(-40) is below the last digit
_NODES = 56
_FEW_NODES = 32  # four digits at the very least: enough to tell most agent counts apart
_CHUNK = 2048  # rows at a time, so that the nodes of all of them stay in the cache
# Above this many agents per handling time and patience, exp(-y) - 1 + y needs its series.
_STEEP = 1e5
_SERIES = tuple(1.0 / math.factorial(k) for k in range(2, 12))


class Abandonment(NamedTuple):
    """What callers meet; fractions of calls offered unless said otherwise.

    Parameters
    ----------
    wait
        Share that waits at all.
    abandon
        Share that hangs up.
    asa
        Mean wait of the answered calls, in handling times.
    occupancy
        Share of on-phone time spent handling calls: carried load / agents.
    late
        One minus each service level, by definition, without the rounding of a subtraction.
    service_level
        The service levels themselves, by definition.
    """

    wait: Floats
    abandon: Floats
    asa: Floats
    occupancy: Floats
    late: dict[str, Floats]
    service_level: dict[str, Floats]


SL_DEFINITIONS = {
    "offered": "answered within the threshold / offered",
    "answered": "answered within the threshold / answered",
    "virtual": "callers whose wait, were they endlessly patient, is within the threshold / offered",
    "excl_short": ("answered within the threshold / (offered - hung up within the threshold)"),
}


def erlang_a(
    agents: npt.ArrayLike,
    load: npt.ArrayLike,
    aht: npt.ArrayLike,
    patience: npt.ArrayLike,
    threshold: npt.ArrayLike = 0.0,
) -> Abandonment:
    """Erlang A in a steady state, every service-level definition at once.

    Parameters
    ----------
    agents
        Number of agents, whole or fractional, above zero.
    load
        Offered load, above zero. [erlang]
    aht
        Average handling time, above zero. [s]
    patience
        Mean time that a caller waits before hanging up, above zero. [s]
    threshold
        Answer-time threshold of the service level, zero or more. [s]

    Returns
    -------
    Abandonment
        Of the broadcast shape; ``asa`` in seconds.

    Raises
    ------
    ValueError
        A value is out of range, NaN or infinite.
    """
    arrays = (np.asarray(v, float) for v in (agents, load, aht, patience, threshold))
    n, a, h, p, t = np.broadcast_arrays(*arrays)
    for name, values in (("agents", n), ("load", a), ("aht", h), ("patience", p)):
        if not np.all((values > 0.0) & (values < np.inf)):
            raise ValueError(f"{name} must be finite and above zero")
    if not np.all((t >= 0.0) & (t < np.inf)):
        raise ValueError("threshold must be finite and zero or more")
    flat = palm(n.ravel(), a.ravel(), (h / p).ravel(), (t / h).ravel())
    shaped = [values.reshape(n.shape) for values in flat[:4]]
    shaped[2] = shaped[2] * h
    levels = [{k: v.reshape(n.shape) for k, v in d.items()} for d in flat[4:]]
    return Abandonment(shaped[0], shaped[1], shaped[2], shaped[3], levels[0], levels[1])


def palm(n: Floats, a: Floats, g: Floats, tau: Floats, *, exact: bool = True) -> Abandonment:
    """Do the same in units of the handling time, for one-dimensional arrays that are in range.

    Without `exact` four digits hold and the speed of answer is left out.
    """
    pieces = []
    with np.errstate(all="ignore"):
        for first in range(0, max(n.size, 1), _CHUNK):
            z = slice(first, first + _CHUNK)
            pieces.append(_palm(n[z], a[z], g[z], tau[z], exact))
    columns = [np.concatenate(values) for values in zip(*pieces, strict=True)]
    names = tuple(SL_DEFINITIONS)
    wait, abandon, asa, occupancy = columns[:4]
    return Abandonment(
        wait, abandon, asa, occupancy,
        dict(zip(names, columns[4:8], strict=True)),
        dict(zip(names, columns[8:12], strict=True)),
    )  # fmt: skip


class _Sums(NamedTuple):
    """Integrals over part of the virtual wait, relative to the density's peak."""

    all: Floats  # of the density
    lost: Floats  # times the chance to have hung up by then
    wait: Floats  # times the wait and the chance to be still there


class _Shape(NamedTuple):
    """The density around its peak falls by slope y + bend (y + exp(-y) - 1), y in patiences."""

    g: Floats
    peak: Floats
    slope: Floats  # max(n - A, 0) / g
    bend: Floats  # min(n, A) / g
    keep: Floats  # exp(-g peak): share of patience left at the peak


def _palm(n: Floats, a: Floats, g: Floats, tau: Floats, exact: bool) -> tuple[Floats, ...]:
    keep = np.minimum(n / a, 1.0)
    peak = -np.log(keep) / g
    bend = np.minimum(n, a) / g
    shape = _Shape(g, peak, np.maximum(n - a, 0.0) / g, bend, keep)
    left, right, tail_starts = _range(n, a, shape)
    cut = np.clip(tau, left, right)
    before, after = _panel(left, cut, shape, exact), _panel(cut, right, shape, exact)
    if tail_starts.any():
        before, after = _add_tail(before, after, shape, tau, right, tail_starts)
    # the peak's height over the start of the density, zero where the peak is the start
    height = np.where(a > n, (a - n) / g - n * peak, 0.0)
    idle = _inverse_b_one_fewer(n, a) * np.exp(-height)
    waiting, lost = before.all + after.all, before.lost + after.lost
    # where idle overflows nobody ever waits
    none = np.where(idle < np.inf, idle / (idle + a * waiting), 1.0)
    scale = np.where(idle < np.inf, a / (idle + a * waiting), 0.0)
    answered = none + scale * (waiting - lost)
    on_time = none + scale * (before.all - before.lost)
    answered_late = scale * np.maximum(after.all - after.lost, 0.0)
    still_there = scale * after.all * np.exp(-g * tau)
    late = (
        scale * (before.lost + after.all),
        answered_late / (answered_late + on_time),
        scale * after.all,
        still_there / (still_there + on_time),
    )
    level = (
        on_time,
        on_time / (answered_late + on_time),
        none + scale * before.all,
        on_time / (still_there + on_time),
    )
    return (
        np.clip(scale * waiting, 0.0, 1.0),
        np.clip(scale * lost, 0.0, 1.0),
        scale * (before.wait + after.wait) / answered,
        np.clip(a * answered / n, 0.0, 1.0),
        *(np.clip(np.nan_to_num(share, nan=1.0), 0.0, 1.0) for share in late),
        *(np.clip(np.nan_to_num(share, nan=0.0), 0.0, 1.0) for share in level),
    )


def _inverse_b_one_fewer(n: Floats, a: Floats) -> Floats:
    """1 / B(n - 1, A); below one agent by the recursion that defines its continuation."""
    whole = n >= 1.0
    value = positive_inverse_b(np.where(whole, n - 1.0, n), a)
    return np.where(whole, value, (value - 1.0) * a / n)


def _range(n: Floats, a: Floats, shape: _Shape) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """Return the ends of the integration, and whether an exponential tail follows."""
    g, peak = shape.g, shape.peak
    # h(u) >= g u^2 / (2 + g u), so the root of this quadratic has fallen by 40 or a little more
    b = 2.0 * np.maximum(n - a, 0.0) - _DROP * g
    root = np.sqrt(b * b + 8.0 * _DROP * g * n)
    fallen = np.where(b > 0.0, 4.0 * _DROP / (b + root), (root - b) / (2.0 * g * n))
    exponential = (_DROP + np.log(np.maximum(shape.bend, 1.0))) / g
    # leftwards it falls by bend (exp(y) - 1 - y), y = g u, and exp(y) >= 1 + y + y^2/2
    q = _DROP / shape.bend
    back = np.log1p(q + np.sqrt(2.0 * q)) / g
    left = np.where(a > n, np.maximum(peak - back, 0.0), 0.0)
    return left, peak + np.minimum(fallen, exponential), exponential < fallen


@cache
def _legendre(nodes: int) -> tuple[Floats, Floats]:
    points, weights = np.polynomial.legendre.leggauss(nodes)
    return 0.5 * (points + 1.0), 0.5 * weights


def _panel(low: Floats, high: Floats, shape: _Shape, exact: bool) -> _Sums:
    """Integrals from low to high by Gauss-Legendre."""
    result = _Sums(*(np.zeros(low.size) for _ in range(3)))
    wide = high > low
    steep = (shape.bend > _STEEP) & exact
    for rows, density_at in ((wide & ~steep, _density), (wide & steep, _density_steep)):
        if not rows.any():
            continue
        g, peak, slope, bend, keep = (values[rows, None] for values in shape)
        width = (high - low)[rows]
        points, weights = _legendre(_NODES if exact else _FEW_NODES)
        u = (low[rows, None] - peak) + width[:, None] * points
        y = g * u
        minus, density = density_at(y, slope, bend)
        kept = keep[:, 0]
        total = density @ weights
        result.all[rows] = total * width
        # 1 - keep exp(-y), written so that a short wait keeps its digits
        lost = (1.0 - kept) * total - kept * ((density * minus) @ weights)
        result.lost[rows] = lost * width
        if exact:
            density *= (1.0 + minus) * (peak + u)
            result.wait[rows] = (density @ weights) * width * kept
    return result


def _density(y: Floats, slope: Floats, bend: Floats) -> tuple[Floats, Floats]:
    """exp(-y) - 1, and the density at y from its peak."""
    minus = np.expm1(-y)
    return minus, np.exp(-(slope + bend) * y - bend * minus)


def _density_steep(y: Floats, slope: Floats, bend: Floats) -> tuple[Floats, Floats]:
    """Do the same where `bend` is large and y small, so that y and exp(-y) - 1 cancel."""
    curve = np.full_like(y, _SERIES[-1])
    for coefficient in reversed(_SERIES[:-1]):
        curve *= -y
        curve += coefficient
    curve *= y * y
    return curve - y, np.exp(-slope * y - bend * curve)


def _add_tail(
    before: _Sums, after: _Sums, shape: _Shape, tau: Floats, right: Floats,
    starts: npt.NDArray[np.bool_],
) -> tuple[_Sums, _Sums]:  # fmt: skip
    """Add what lies right of the panels, where everybody has hung up and the fall is steady."""
    g, peak, slope, bend, _ = shape

    def beyond(v: Floats) -> Floats:
        rest: Floats = np.exp(bend - (slope + bend) * g * (v - peak)) / (g * (slope + bend))
        return np.where(starts, rest, 0.0)

    far = beyond(np.maximum(tau, right))
    near = np.where(tau > right, beyond(right) - far, 0.0)
    return (
        before._replace(all=before.all + near, lost=before.lost + near),
        after._replace(all=after.all + far, lost=after.lost + far),
    )
