"""Independent answers: truth tables kept beside the checkout, and exact fractions."""

import csv
import heapq
from fractions import Fraction
from pathlib import Path

import numpy as np


def columns(path: Path) -> dict[str, np.ndarray]:
    """Columns of a truth table: numbers as the nearest doubles, words as they stand."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: _column([row[name] for row in rows]) for name in rows[0]}


def _column(values: list[str]) -> np.ndarray:
    try:
        return np.array([float("nan") if v == "unstable" else float(v) for v in values])
    except ValueError:
        return np.array(values)


def worst_relative(value: np.ndarray, truth: np.ndarray) -> float:
    """Largest relative error where the truth is a normal double other than zero."""
    normal = np.isfinite(truth) & (np.abs(truth) > 1e-290)
    return float(np.max(np.abs(value[normal] / truth[normal] - 1.0)))


def exact_b(agents: int, load: Fraction) -> Fraction:
    """Blocking by the textbook recursion, without rounding."""
    blocked = Fraction(1)
    for n in range(1, agents + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


def exact_c(agents: int, load: Fraction) -> Fraction:
    blocked = exact_b(agents, load)
    return agents * blocked / (agents - load * (1 - blocked))


def simulate(
    agents: int,
    load: float,
    threshold: float,
    calls: int,
    seed: int,
    patience: float = np.inf,
    lines: float = np.inf,
) -> dict[str, float]:
    """Play an M/M/n/K+M queue event by event, in units of the handling time.

    First come first served means that a call's wait is known once it arrives: agents are a heap of
    the times at which they become free.
    """
    rng = np.random.default_rng(seed)
    arrivals = np.cumsum(rng.exponential(1.0 / load, calls))
    service = rng.exponential(1.0, calls)
    limit = rng.exponential(patience, calls) if np.isfinite(patience) else np.full(calls, np.inf)
    free = [0.0] * agents
    leaving: list[float] = []  # when each call that got a line leaves it
    counts = {"abandon": 0, "on_time": 0, "blocked": 0, "answered": 0}
    waited = 0.0
    for now, work, patient in zip(arrivals, service, limit, strict=True):
        while leaving and leaving[0] <= now:
            heapq.heappop(leaving)
        if len(leaving) >= lines:
            counts["blocked"] += 1
            continue
        wait = max(free[0] - now, 0.0)
        if wait > patient:
            counts["abandon"] += 1
            heapq.heappush(leaving, now + patient)
            continue
        counts["answered"] += 1
        counts["on_time"] += wait <= threshold
        waited += wait
        end = now + wait + work
        heapq.heapreplace(free, end)
        heapq.heappush(leaving, end)
    shares = {name: count / calls for name, count in counts.items()}
    return {**shares, "asa": waited / counts["answered"]}
