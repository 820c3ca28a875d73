"""Erlang C: waiting, service level, speed of answer.

Everything broadcasts over numpy arrays, takes real-valued agents, and holds full double
precision from 0.001 to a million erlangs. Load is in erlangs (calls x AHT / interval length),
times are in seconds. Nothing here returns NaN, a negative number, or a fraction above 1.

References
----------
A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in
automatic telephone exchanges", Elektroteknikeren 13, 1917.
"""

import numpy as np
import numpy.typing as npt

from wfm.staffing.formulas.erlang_b import Floats, agents_and_load, inverse_erlang_b


def offered_load(calls: npt.ArrayLike, aht: npt.ArrayLike, interval: npt.ArrayLike) -> Floats:
    """Offered load: the mean number of calls in progress if nobody had to wait.

    Parameters
    ----------
    calls
        Calls offered in the interval.
    aht
        Average handling time. [s]
    interval
        Length of the interval. [s]

    Returns
    -------
    numpy.ndarray
        Load. [erlang]
    """
    with np.errstate(over="ignore"):
        work = np.asarray(calls, float) * np.asarray(aht, float)
        load: Floats = work / np.asarray(interval, float)
    return load


def erlang_c(agents: npt.ArrayLike, load: npt.ArrayLike) -> Floats:
    """Share of calls that wait at all, when every call waits until answered (M/M/N).

    Parameters
    ----------
    agents
        Number of agents N, whole or fractional, zero or more.
    load
        Offered load A, zero or more. [erlang]

    Returns
    -------
    numpy.ndarray
        P(wait), 0 to 1: 1 where agents do not exceed the load, 0 where there is no load.

    Notes
    -----
    C = N / (N + (N - A) (1/B - 1)). Assumes Poisson arrivals, exponential handling times,
    endless patience and a steady state.
    """
    n, a = agents_and_load(agents, load)
    stable = n > a
    n_safe = np.where(stable, n, np.floor(a) + 1.0)
    with np.errstate(over="ignore"):
        wait = wait_probability(n_safe, a, inverse_erlang_b(n_safe, a))
    return np.where(stable, wait, np.where(a > 0.0, 1.0, 0.0))


def wait_probability(n: Floats, a: Floats, inverse_b: Floats) -> Floats:
    """Erlang C from a known 1/B, for stable n > a; the caller silences overflow."""
    return n / (n + (n - a) * (inverse_b - 1.0))


def late(
    agents: npt.ArrayLike, load: npt.ArrayLike, threshold: npt.ArrayLike, aht: npt.ArrayLike
) -> Floats:
    """Share of calls answered later than the threshold: one minus the service level, but exact.

    Where nearly every call is on time, ``1 - service_level(...)`` keeps few digits; this keeps all.

    Parameters
    ----------
    agents
        Number of agents, whole or fractional.
    load
        Offered load. [erlang]
    threshold
        Answer-time threshold of the service level, zero or more. [s]
    aht
        Average handling time, above zero. [s]
    """
    n, a = agents_and_load(agents, load)
    slack = np.maximum(n - a, 0.0)
    with np.errstate(under="ignore"):
        return erlang_c(n, a) * np.exp(-slack * _ratio(threshold, aht))


def service_level(
    agents: npt.ArrayLike, load: npt.ArrayLike, threshold: npt.ArrayLike, aht: npt.ArrayLike
) -> Floats:
    """Share of calls answered within the threshold.

    Parameters
    ----------
    agents
        Number of agents, whole or fractional.
    load
        Offered load. [erlang]
    threshold
        Answer-time threshold, zero or more. [s]
    aht
        Average handling time, above zero. [s]

    Returns
    -------
    numpy.ndarray
        Service level, 0 to 1: 0 where agents do not exceed the load, 1 where there is no load.

    Notes
    -----
    SL = 1 - C exp(-(N - A) T / AHT).
    """
    return 1.0 - late(agents, load, threshold, aht)


def asa(agents: npt.ArrayLike, load: npt.ArrayLike, aht: npt.ArrayLike) -> Floats:
    """Average speed of answer over all calls, those that do not wait included.

    Parameters
    ----------
    agents
        Number of agents, whole or fractional.
    load
        Offered load. [erlang]
    aht
        Average handling time, above zero. [s]

    Returns
    -------
    numpy.ndarray
        ASA [s]: C AHT / (N - A), infinite where agents do not exceed the load.
    """
    n, a = agents_and_load(agents, load)
    stable = n > a
    slack = np.where(stable, n - a, 1.0)
    waiting = erlang_c(n, a) * np.asarray(aht, float) / slack
    return np.where(stable, waiting, np.where(a > 0.0, np.inf, 0.0))


def occupancy(agents: npt.ArrayLike, load: npt.ArrayLike) -> Floats:
    """Share of on-phone time spent handling calls: A / N, at most 1; 0 without load."""
    n, a = agents_and_load(agents, load)
    return np.where(a > 0.0, np.minimum(a / np.maximum(n, np.where(a > 0.0, a, 1.0)), 1.0), 0.0)


def _ratio(threshold: npt.ArrayLike, aht: npt.ArrayLike) -> Floats:
    t, h = np.asarray(threshold, float), np.asarray(aht, float)
    if not (np.all(t >= 0.0) and np.all(h > 0.0)):
        raise ValueError("threshold must be zero or more and aht above zero")
    ratio: Floats = t / h
    return ratio
