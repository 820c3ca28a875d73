"""Fewest agents by a bracketing search, for any model whose service improves with every agent."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.models.model import Codes, Flags

Rows = npt.NDArray[np.intp]

_LINES = 12  # looks along a line before intervals are halved, should it still creep
FRACTIONS = 10_000  # fractional agents are whole ten-thousandths: the table's four decimals


class Judgement(NamedTuple):
    """What an agent count achieves in each row.

    Parameters
    ----------
    met
        Whether every target is met.
    distance
        How far above (positive) or below the target; only guides the search.
    binding
        Code of the first target that is not met.
    """

    met: Flags
    distance: Floats
    binding: Codes


Judge = Callable[[Floats, Rows], Judgement]


class Found(NamedTuple):
    """Fewest agents, the target that one fewer misses, and where no allowed count is enough."""

    agents: Floats
    binding: Codes
    hopeless: Flags


def fewest(
    judge: Judge,
    start: Floats,
    least: Floats,
    most: Floats,
    binding: int,
    spread: Floats | float = 0.0,
) -> Found:
    """Find the fewest whole agents that the judge finds enough, between least and most.

    Parameters
    ----------
    judge
        Judges agent counts; more agents never turn enough into too few.
    start
        Where to look first; it decides how long the search takes, never its answer.
    least, most
        Bounds of the answer; `most` may be infinite.
    binding
        Code where `least` itself is enough.
    spread
        How far off the start may be; it decides no answer either.
    """
    n = np.clip(np.ceil(start), least, most)
    low, high = least - 1.0, most + 1.0
    low_distance, high_distance = np.full((2, n.size), np.nan)
    codes, was_enough = np.full(n.size, binding, dtype=np.int8), np.zeros(n.size, dtype=np.int8)
    step = np.maximum(1.0, np.floor(np.maximum(0.05 * np.sqrt(n), spread)))
    rows = np.flatnonzero(high - low > 1.0)
    looks = 0
    while rows.size:
        looks += 1
        verdict = judge(n[rows], rows)
        good, bad = rows[verdict.met], rows[~verdict.met]
        high[good], high_distance[good] = n[good], verdict.distance[verdict.met]
        low[bad], low_distance[bad] = n[bad], verdict.distance[~verdict.met]
        # an end that stays put weighs half from then on (the Illinois rule)
        low_distance[good] *= np.where(was_enough[good] > 0, 0.5, 1.0)
        high_distance[bad] *= np.where(was_enough[bad] < 0, 0.5, 1.0)
        was_enough[rows] = np.where(verdict.met, 1, -1)
        codes[bad] = verdict.binding[~verdict.met]
        rows = rows[high[rows] - low[rows] > 1.0]
        n[rows] = _next(
            low[rows],
            high[rows],
            low_distance[rows],
            high_distance[rows],
            most[rows],
            step[rows],
            halve=looks > _LINES,
        )
        step[rows] *= 4.0
    return Found(high, codes, high > most)


def _next(
    low: Floats,
    high: Floats,
    below: Floats,
    above: Floats,
    most: Floats,
    step: Floats,
    *,
    halve: bool,
) -> Floats:
    """Choose the count to look at next: where the line through both ends crosses zero."""
    known = np.isfinite(below) & np.isfinite(above)
    with np.errstate(all="ignore"):
        crossing = np.ceil(low + (high - low) * below / (below - above))
        # one side is still a bound that nobody looked at: step away from the other
        stepping = np.where(np.isfinite(above), high - step, low + step)
        middle = np.floor(0.5 * (low + np.where(high < np.inf, high, low)))
    n = np.where(known, middle if halve else crossing, stepping)
    return np.clip(n, low + 1.0, np.minimum(high - 1.0, most))


def smallest_fraction(judge: Judge, whole: Floats) -> Floats:
    """Find the fewest ten-thousandths of an agent that are enough, from the fewest whole ones."""
    rows = np.flatnonzero(whole > 0.0)
    low = np.zeros(rows.size)
    high = np.full(rows.size, float(FRACTIONS))
    for _ in range(14):
        middle = np.floor(0.5 * (low + high))
        open_ = (middle > low) & (middle < high)
        met = judge(whole[rows] - 1.0 + np.where(open_, middle, high) / FRACTIONS, rows).met
        high = np.where(met & open_, middle, high)
        low = np.where(~met & open_, middle, low)
    agents = whole.copy()
    agents[rows] = whole[rows] - 1.0 + high / FRACTIONS
    return agents
