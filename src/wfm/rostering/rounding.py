"""Round a linear program's solution a few columns at a time, looking both ways where it costs."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.solver import Values

# Values and cost of the linear program between two bounds; None where there is no solution.
Linear = Callable[[Values, Values], tuple[Values, float] | None]
# Nearer to a whole number than this is whole.
WHOLE = 1e-6


def rounded(
    linear: Linear,
    lower: Values,
    upper: Values,
    columns: NDArray[np.int64],
    *,
    notable: float,
    one_sided: bool = False,
) -> Values | None:
    """Return a solution in which these columns are whole; None where that leads nowhere.

    The tenth of the fractional columns that is nearest to whole numbers is rounded and the linear
    program solved again, from where it stands. Where its cost rises notably, only the nearest
    column is rounded, to the cheaper side.

    Parameters
    ----------
    linear
        The linear program.
    lower, upper
        Bounds of all columns; changed by the rounding.
    columns
        The columns to make whole.
    notable
        A rise of the cost that is worth looking the other way for.
    one_sided
        Whether a rounded column may still move on in its direction.
    """
    solved = linear(lower, upper)
    while solved is not None:
        values, cost = solved
        distance = np.abs(values[columns] - np.round(values[columns]))
        order = np.argsort(distance, kind="stable")
        order = order[distance[order] > WHOLE]
        if not len(order):
            return values
        batch = columns[order[: max(1, len(order) // 10)]]
        kept = lower[batch].copy(), upper[batch].copy()
        whole = np.round(values[batch])
        rise = whole > values[batch]
        lower[batch] = np.where(rise | (not one_sided), whole, lower[batch])
        upper[batch] = np.where(~rise | (not one_sided), whole, upper[batch])
        solved = linear(lower, upper)
        if solved is None or solved[1] > cost + notable:
            lower[batch], upper[batch] = kept
            solved = _cheaper_side(linear, lower, upper, int(batch[0]), values, one_sided)
    return None


def _cheaper_side(
    linear: Linear, lower: Values, upper: Values, column: int, values: Values, one_sided: bool
) -> tuple[Values, float] | None:
    down, up = math.floor(values[column]), math.ceil(values[column])
    kept = float(lower[column]), float(upper[column])
    sides = [(kept[0], down), (up, kept[1])] if one_sided else [(down, down), (up, up)]
    found: list[tuple[float, int, Values]] = []
    for side, bounds in enumerate(sides):
        lower[column], upper[column] = bounds
        solved = linear(lower, upper)
        if solved is not None:
            found.append((solved[1], side, solved[0]))
    if not found:
        return None
    cost, side, best = min(found, key=lambda item: item[:2])
    lower[column], upper[column] = sides[side]
    return best, cost
