"""Independent answers: truth tables kept beside the checkout, and exact fractions."""

import csv
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
