"""Erlang B: blocking without underflow, for whole and fractional agents.

The blocking probability is written as a ratio that neither under- nor overflows early::

    1 / B(N, A) = Q(N + 1, A) / pois(N; A)

with Q the regularised upper incomplete gamma function and pois the Poisson probability in its
saddle-point form [1]_. It holds for real N, which is what makes fractional agents possible [2]_.

References
----------
.. [1] C. Loader, "Fast and accurate computation of binomial probabilities", 2000.
.. [2] A. A. Jagers, E. A. van Doorn, "On the continued Erlang loss function",
   Operations Research Letters 5, 1986.
"""

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_HALF_LOG_2PI = 0.5 * math.log(2.0 * math.pi)
# The gamma function's module takes a quarter of a second to load, longer than all of a small table:
# that is one of fewer rows than this, and of no more than so many terms of the series. In larger
# ones the gamma function is quicker for so few rows that starting each step is what takes time.
_LARGE, _FEW, _SERIES_WORK = 2048, 1000, 100_000.0
# A smaller load makes no difference to anybody, but its reciprocal overflows.
_LEAST_LOAD = 1e-200
# Below this the incomplete gamma has lost digits to underflow: the continued fraction takes over.
_UNDERFLOW = 1e-250


def log_poisson(count: npt.ArrayLike, mean: npt.ArrayLike) -> Floats:
    """Logarithm of the Poisson probability ``mean**count exp(-mean) / gamma(count + 1)``.

    The saddle-point form keeps 13 digits at a million, where the textbook sum of three large
    logarithms keeps 9.

    Parameters
    ----------
    count
        Real, zero or more.
    mean
        Above zero.
    """
    n, a = np.broadcast_arrays(np.asarray(count, float), np.asarray(mean, float))
    positive = np.where(n > 0.0, n, 1.0)
    x = (positive - a) / a
    # the bound only matters for a count that is nothing beside the mean
    deviance = a * ((1.0 + x) * np.log1p(np.maximum(x, 2.0**-53 - 1.0)) - x)
    value = -deviance - _stirling_error(positive) - 0.5 * np.log(positive) - _HALF_LOG_2PI
    return np.where(n > 0.0, value, -a)


def _stirling_error(n: Floats) -> Floats:
    """log gamma(n + 1) minus Stirling's formula, for real n > 0."""
    large = np.maximum(n, 15.0)
    r = 1.0 / (large * large)
    series = (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 * r) * r) * r) * r) / large
    error = np.asarray(series)  # of a single number too, so that what follows changes it
    small = np.flatnonzero(n.ravel() < 15.0)
    if small.size:
        m = n.ravel()[small]
        error.ravel()[small] = _log_factorial(m) - ((m + 0.5) * np.log(m) - m + _HALF_LOG_2PI)
    return error


# As far as a factorial is a double: up to here three logarithms cancel without loss.
_LOG_FACTORIALS = np.array([math.lgamma(k + 1.0) for k in range(171)])
_FACTORIALS = np.array([float(math.factorial(k)) for k in range(171)])
# as arrays without a dimension, which numpy adds faster than numbers
_ONE_BY_FACTORIAL = [np.array(1.0 / value) for value in _FACTORIALS]


def _log_factorial(n: Floats) -> Floats:
    """log gamma(n + 1) for 0 < n < 15; whole numbers do without scipy."""
    whole = n.astype(np.int64)
    if np.array_equal(whole, n):
        return _LOG_FACTORIALS[whole]
    from scipy.special import gammaln  # costs half a second: only where it is needed

    return np.asarray(gammaln(n + 1.0))


def inverse_erlang_b(agents: npt.ArrayLike, load: npt.ArrayLike) -> Floats:
    """1 / B(N, A), the reciprocal of the blocking probability; infinite where B underflows.

    Parameters
    ----------
    agents
        Number of agents N, whole or fractional, zero or more.
    load
        Offered load A, zero or more. [erlang]

    Raises
    ------
    ValueError
        A value is negative, NaN or infinite.
    """
    n, a = agents_and_load(agents, load)
    shape = n.shape
    with np.errstate(all="ignore"):
        value = positive_inverse_b(n.ravel(), np.where(a > 0.0, a, 1.0).ravel()).reshape(shape)
    return np.where(a > 0.0, value, np.where(n > 0.0, np.inf, 1.0))


def positive_inverse_b(n: Floats, a: Floats, *, whole: bool = False, table: int = 0) -> Floats:
    """1 / B for one-dimensional n >= 0 and a > 0; the caller silences overflow.

    With `whole` the agents are known to be whole numbers, which is not checked again; `table` is
    how many rows there are in all, where these are some of them.
    """
    if not n.size:
        return n.copy()
    a = np.maximum(a, _LEAST_LOAD)
    if whole or (n == np.floor(n)).all():
        least, most = int(n.min()), int(n.max())
        if steps_are_enough(n.size, most, table):
            return _inverse_b_by_steps(n, a, least, most)
        if series_is_enough(a, table):
            return _inverse_b_series(n, a)
    from scipy.special import gammaincc  # costs half a second: only where it is needed

    q: Floats = gammaincc(n + 1.0, a)
    value: Floats = q / np.exp(_log_poisson_whole(n, a))
    if q.min() < _UNDERFLOW:
        crowded = np.flatnonzero(q < _UNDERFLOW)
        value[crowded] = _inverse_b_fraction(n[crowded], a[crowded])
    return np.maximum(value, 1.0, out=value)


def _log_poisson_whole(n: Floats, a: Floats) -> Floats:
    """Like `log_poisson`, but by a table where all n are whole and small."""
    if n.max() < _LOG_FACTORIALS.size:
        whole = n.astype(np.intp)
        if (whole == n).all():
            logarithm: Floats = n * np.log(a) - a - _LOG_FACTORIALS[whole]
            return logarithm
    return log_poisson(n, a)


def steps_are_enough(rows: int, most: int, table: int) -> bool:
    """Whether stepping up agent by agent, from none to so many, is the cheapest way."""
    return most < _FACTORIALS.size and (rows >= _FEW or table < _LARGE)


def series_is_enough(load: Floats, table: int) -> bool:
    """Whether the plain series is cheaper for these loads than to load the gamma function.

    Both give the same to twelve digits, twice as many as any table shows.
    """
    if max(load.size, table) >= _LARGE:
        return False
    return load.size * (3.0 + math.sqrt(float(load.max()))) <= _SERIES_WORK


def _inverse_b_by_steps(n: Floats, a: Floats, least: int, most: int) -> Floats:
    """Step up from no agents, for whole n between least and most.

    With w(k) = 1 / (k! B(k, A)) each step is w(k) = w(k - 1) / A + 1 / k!, all of it positive.
    """
    reciprocal = 1.0 / a
    w = reciprocal + 1.0 if least else np.ones_like(a)
    for k in range(2, least + 1):
        w *= reciprocal
        w += _ONE_BY_FACTORIAL[k]
    for k in range(least + 1, most + 1):
        w = np.where(n >= k, w * reciprocal + _ONE_BY_FACTORIAL[k], w)
    w *= _FACTORIALS[n.astype(np.intp)]
    return w


def _inverse_b_series(n: Floats, a: Floats) -> Floats:
    """Sum of N!/(N-j)! A^-j over j: positive terms, whole N, no special function."""
    shrink = 1.0 / a
    left = n.copy()
    term = np.ones_like(a)
    total = np.ones_like(a)
    while True:
        for _ in range(16):
            term *= left
            term *= shrink
            total += term
            left -= 1.0
            np.maximum(left, 0.0, out=left)
        if not np.any(term > 1e-17 * total):
            # a sum that overflowed ends as infinity times zero
            return np.where(np.isnan(total), np.inf, total)


def _inverse_b_fraction(n: Floats, a: Floats) -> Floats:
    """Legendre's continued fraction of the upper gamma function, for many more calls than agents.

    1/B = A / (A - N + 1 (N) / (A - N + 2 + ...)) by the modified Lentz algorithm.
    """
    tiny = 1e-300
    b = a - n
    b = np.where(np.abs(b) < tiny, tiny, b)
    c = np.full_like(a, 1.0 / tiny)
    d = 1.0 / b
    value = d.copy()
    for i in range(1, 100_000):
        step = -i * (i - n - 1.0)
        b = b + 2.0
        d = step * d + b
        d = 1.0 / np.where(np.abs(d) < tiny, tiny, d)
        c = b + step / c
        c = np.where(np.abs(c) < tiny, tiny, c)
        factor = c * d
        value = value * factor
        if np.all(np.abs(factor - 1.0) < 1e-15):
            break
    return a * value


def erlang_b(agents: npt.ArrayLike, load: npt.ArrayLike) -> Floats:
    """Share of calls that find every line busy, when a blocked call is lost (M/M/N/N).

    Parameters
    ----------
    agents
        Number of lines or agents N, whole or fractional, zero or more.
    load
        Offered load A, zero or more. [erlang]

    Returns
    -------
    numpy.ndarray
        Blocking probability, 0 to 1.

    References
    ----------
    Erlang 1917; continued to real N by Jagers and van Doorn 1986.
    """
    return 1.0 / inverse_erlang_b(agents, load)


def agents_and_load(agents: npt.ArrayLike, load: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Broadcast agents and load, and refuse what is negative, NaN or infinite."""
    n, a = np.broadcast_arrays(np.asarray(agents, float), np.asarray(load, float))
    for name, values in (("agents", n), ("load", a)):
        if not np.all((values >= 0.0) & (values < np.inf)):
            raise ValueError(f"{name} must be finite and zero or more")
    return n, a
