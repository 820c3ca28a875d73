"""Uncertain volume: the calls are the forecast times a gamma-distributed factor of mean 1.

What a caller meets is an average over callers, not over days: a busy day weighs more. Weighting the
gamma density by the factor itself gives a gamma density again, with one more in its shape [1]_, so
that expected service is a plain integral over it, done by Gauss-Legendre panels that meet where the
load reaches the agents.

References
----------
.. [1] G. Jongbloed, G. Koole, "Managing uncertainty in call centres using Poisson mixtures",
   Applied Stochastic Models in Business and Industry 17, 2001.
"""

from functools import cache

import numpy as np

from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.models.model import Model, Performance

MOST_CV = 1.0
_NODES = 40
_DROP = 40.0  # the density falls to exp(-40) of its peak at the ends
_CHUNK = 256  # rows at a time: each becomes 80
_CERTAIN = 1e-6


def expected_performance(
    model: Model, agents: Floats, load: Floats, aht: Floats, cv: Floats, *, exact: bool = True
) -> Performance:
    """Judge what a caller can expect when the volume is uncertain.

    Parameters
    ----------
    model
        The queueing model for a given load.
    agents, load, aht
        As the model takes them; the load is that of the forecast. [-, erlang, s]
    cv
        Coefficient of variation of the factor, 0 to 1.

    Returns
    -------
    Performance
        Weighted by calls; the occupancy is weighted by time.
    """
    result = model.performance(agents, load, aht, exact=exact)
    uncertain = np.flatnonzero(cv > _CERTAIN)
    for first in range(0, uncertain.size, _CHUNK):
        rows = uncertain[first : first + _CHUNK]
        piece = _expected(model, agents[rows], load[rows], aht[rows], cv[rows], exact)
        for whole, part in zip(result, piece, strict=True):
            whole[rows] = part
    return result


def _expected(
    model: Model, n: Floats, load: Floats, aht: Floats, cv: Floats, exact: bool
) -> Performance:
    factor, weight = _mixture(cv, n / load)
    shape = factor.shape
    wide = (np.broadcast_to(v[:, None], shape).ravel() for v in (n, load, aht))
    many, base, times = wide
    met = model.performance(many, base * factor.ravel(), times, exact=exact)
    late, asa, occupancy, abandonment, blocked = (v.reshape(shape) for v in met)
    answered = weight * (1.0 - abandonment - blocked)
    with np.errstate(invalid="ignore"):
        waits = np.where(answered > 0.0, answered * asa, 0.0).sum(axis=1)
        speed = waits / answered.sum(axis=1)
    return Performance(
        (weight * late).sum(axis=1),
        speed,
        np.minimum((weight / factor * occupancy).sum(axis=1), 1.0),
        (weight * abandonment).sum(axis=1),
        (weight * blocked).sum(axis=1),
    )


@cache
def _legendre() -> tuple[Floats, Floats]:
    points, weights = np.polynomial.legendre.leggauss(_NODES)
    return 0.5 * (points + 1.0), 0.5 * weights


def _mixture(cv: Floats, cut: Floats) -> tuple[Floats, Floats]:
    """Nodes of the factor and their weights among calls, one row per interval."""
    scale = cv * cv
    shape = 1.0 / scale
    # the density falls by shape (f - 1 - log f) from its peak at 1; bounds of its inverse
    q = _DROP * scale
    low = np.exp(-0.5 * (q + np.sqrt(q * (q + 8.0))))
    high = 1.0 + q + np.sqrt(q * (q + 2.0))
    middle = np.clip(cut, low, high)
    points, weights = _legendre()
    pieces = [
        (start[:, None] + (end - start)[:, None] * points, (end - start)[:, None] * weights)
        for start, end in ((low, middle), (middle, high))
    ]
    factor = np.concatenate([nodes for nodes, _ in pieces], axis=1)
    weight = np.concatenate([width for _, width in pieces], axis=1)
    # the density but for a constant, which the division takes out
    weight *= np.exp(-shape[:, None] * (factor - 1.0 - np.log(factor)))
    return factor, weight / weight.sum(axis=1, keepdims=True)


def busy_day(load: Floats, cv: Floats, share: float) -> Floats:
    """Load up to which the volume has to be served so that a share of the callers is.

    Square-root staffing has an allowance for a share already; the two add up as variances do.
    """
    from statistics import NormalDist  # a slow import for the few who need it

    z = NormalDist().inv_cdf(min(share, 0.999))
    noise = 1.0 / np.sqrt(load)
    factor = 1.0 + cv * cv + z * (np.sqrt(noise * noise + cv * cv) - noise)
    return np.asarray(load * np.maximum(factor, 0.1))


def band_cv(calls: Floats, low: Floats, high: Floats, level: float) -> Floats:
    """Coefficient of variation that a forecast's own band speaks of.

    The band is about the calls counted, so the Poisson scatter that every queueing model has
    already in it is taken off: var = (half width / z)^2 - calls.

    Parameters
    ----------
    calls, low, high
        The forecast and its band; where the band is missing the volume counts as certain.
    level
        Share of outcomes inside the band.
    """
    from statistics import NormalDist  # a slow import for the few who need it

    z = NormalDist().inv_cdf(0.5 + 0.5 * level)
    with np.errstate(all="ignore"):
        spread = (high - low) / (2.0 * z)
        cv = np.sqrt(np.maximum(spread * spread - calls, 0.0)) / calls
    return np.where((calls > 0.0) & np.isfinite(cv), np.minimum(cv, MOST_CV), 0.0)
