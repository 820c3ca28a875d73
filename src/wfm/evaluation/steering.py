"""How many agents to ask for next, so that the week keeps its promise just as often as it is to.

Rosters come in whole agents and whole duties, and hold more than what is asked for, elsewhere each
time: so it is no use to know how the requirement does. What is steered is its size, agents added up
over the intervals, and what is looked at is how the roster did that was made for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

# From one round to the next a requirement shrinks or grows by no more than that.
_SMALLEST, _LARGEST = 0.75, 1.25
# How far what the last rounds brought may be from what the curve of worth says.
_LEAST_TRUST, _MOST_TRUST = 0.5, 2.0
# As near to an end as that between two rounds is not worth another one.
_EDGE = 0.1


@dataclass(frozen=True)
class Tried:
    """A size that was tried.

    Parameters
    ----------
    size
        Agents asked for, added up over the intervals.
    level
        Mean service level that came of it.
    spare
        How far it stays above the target with the probability of the goal; below 0 it misses it.
    """

    size: float
    level: float
    spare: float


def next_size(tried: Sequence[Tried], size_at: Callable[[float], float]) -> float:
    """Say how many agents to ask for next.

    Parameters
    ----------
    tried
        What was tried, in its order, at least one.
    size_at
        The size that reaches a service level where nothing is above what is asked for.

    Returns
    -------
    float
        Between the nearest round that misses and the nearest that does not, where there are both;
        otherwise the last size, changed by the share that the curve says, as far as it was right
        about the round before.
    """
    misses = [one for one in tried if one.spare < 0.0]
    reaches = [one for one in tried if one.spare >= 0.0]
    if misses and reaches:
        low = max(misses, key=lambda one: one.spare)
        high = min(reaches, key=lambda one: one.spare)
        share = float(np.clip(low.spare / (low.spare - high.spare), _EDGE, 1.0 - _EDGE))
        return low.size + share * (high.size - low.size)
    last = tried[-1]
    step = _log_ratio(size_at(last.level - last.spare), size_at(last.level))
    if len(tried) > 1:
        before = tried[-2]
        said = _log_ratio(size_at(last.level), size_at(before.level))
        done = _log_ratio(last.size, before.size)
        if said * done > 0.0:
            step *= float(np.clip(done / said, _LEAST_TRUST, _MOST_TRUST))
        else:
            step *= _MOST_TRUST
    return last.size * float(np.clip(np.exp(step), _SMALLEST, _LARGEST))


def _log_ratio(one: float, other: float) -> float:
    return float(np.log(max(one, 1.0) / max(other, 1.0)))
