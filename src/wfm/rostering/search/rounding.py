"""From a linear program to whole columns: by rounding, and what they cost at least."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wfm.solver import Outcome, Status, Values

# The linear program between two bounds, from a basis or from where it stands (None); None where
# there is no solution.
Linear = Callable[[Values, Values, Any], Outcome | None]
# Nearer to a whole number than this is whole.
WHOLE = 1e-6


def rounded(
    linear: Linear,
    lower: Values,
    upper: Values,
    columns: NDArray[np.int64],
    *,
    notable: float,
    share: float = 0.25,
    one_sided: bool = False,
) -> Values | None:
    """Return a solution in which these columns are whole; None where that leads nowhere.

    A share of the fractional columns, those nearest to whole numbers, is rounded and the linear
    program solved again, from where it stands. Where its cost rises notably, a quarter of those are
    rounded instead, from where it stood before, and at last a single one, to the cheaper side.

    Parameters
    ----------
    linear
        The linear program.
    lower, upper
        Bounds of all columns.
    columns
        The columns to make whole.
    notable
        A rise of the cost that is worth looking the other way for.
    share
        Share of the fractional columns to round at once.
    one_sided
        Whether a rounded column may still move on in its direction.
    """
    here = _solved(linear, lower, upper, None)
    size, stand = len(columns), None
    while here is not None:
        before = here
        left = _fractional(before.values, columns)
        if not len(left):
            return before.values
        size = max(1, min(2 * size, int(len(left) * share)))
        here, stand = _moved(linear, before, left[:size], stand, one_sided), None
        while here is None or here.cost > before.cost + notable:
            if size == 1:
                other = _moved(linear, before, left[:1], before.basis, one_sided, back=True)
                here = min((s for s in (here, other) if s), key=lambda s: s.cost, default=None)
                stand = here and here.basis
                break
            size = max(1, size // 4)
            here = _moved(linear, before, left[:size], before.basis, one_sided)
    return None


@dataclass(frozen=True)
class _Step:
    values: Values
    cost: float
    basis: Any
    lower: Values
    upper: Values


def _solved(linear: Linear, lower: Values, upper: Values, basis: Any) -> _Step | None:
    outcome = linear(lower, upper, basis)
    if outcome is None or outcome.values is None:
        return None
    return _Step(outcome.values, outcome.objective, outcome.basis, lower, upper)


def _fractional(values: Values, columns: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the columns that are not whole, the nearest to it first."""
    distance = np.abs(values[columns] - np.round(values[columns]))
    order = np.argsort(distance, kind="stable")
    return columns[order[distance[order] > WHOLE]]


def _moved(
    linear: Linear,
    before: _Step,
    columns: NDArray[np.int64],
    basis: Any,
    one_sided: bool,
    *,
    back: bool = False,
) -> _Step | None:
    """Solve with some columns rounded to the nearest whole number, or away from it."""
    values = before.values[columns]
    up = (np.round(values) > values) != back
    whole = np.where(up, np.ceil(values), np.floor(values))
    lower, upper = before.lower.copy(), before.upper.copy()
    lower[columns] = np.where(up | (not one_sided), whole, lower[columns])
    upper[columns] = np.where(~up | (not one_sided), whole, upper[columns])
    return _solved(linear, lower, upper, basis)


def bound_with_whole(
    linear: Linear, lower: Values, upper: Values, columns: NDArray[np.int64], *, most: int
) -> float:
    """Return a lower bound of the cost where these few columns are whole.

    Parameters
    ----------
    linear
        The linear program.
    lower, upper
        Bounds of all columns.
    columns
        The columns that are whole; all others may be fractional.
    most
        Steps of the simplex method to take, about.
    """
    decided, steps = True, 0

    def asked(lower: Values, upper: Values, basis: Any) -> Outcome | None:
        nonlocal decided, steps
        outcome = linear(lower, upper, basis)
        decided &= outcome is not None and outcome.status != Status.UNDECIDED
        steps += outcome.steps if outcome else 0
        return outcome

    first = _solved(asked, lower, upper, None)
    waiting = [] if first is None else [(first.cost, 0, first)]
    number, bound = 0, -np.inf
    while waiting:
        bound, _, step = heapq.heappop(waiting)
        left = _fractional(step.values, columns)
        if not len(left) or steps >= most:
            return bound
        for back in (False, True):
            number += 1
            after = _moved(asked, step, left[-1:], step.basis, one_sided=True, back=back)
            if not decided:
                return bound
            if after is not None:
                heapq.heappush(waiting, (max(bound, after.cost), number, after))
    return bound
