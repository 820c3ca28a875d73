"""Bounds of what a roster costs, and the steps that costs can take."""

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.rostering.program.program import Program
from wfm.solver import Solver, Status

# So long there is for a linear program in any case [s].
_LEAST_SECONDS = 1.0


def bound_of_cost(program: Program, columns: NDArray[np.int64], *, seconds: float) -> float:
    """Bound the cost alone of whatever has no more missing agents and closed hours than a roster.

    The bound of a search is one of cost and prices together: what it lacks may be a lack of
    prices, and is then no word on the cost.

    Parameters
    ----------
    program
        The program.
    columns
        Whole value of each of its columns: the roster.
    seconds
        Time that is left [s].

    Returns
    -------
    float
        0, which no cost is below, where nothing better was found in the time.
    """
    model, priced = program.model, program.priced
    costs = np.array(model.costs)
    prices = costs[priced]
    costs[priced] = 0.0
    cost = float(costs[: len(columns)] @ columns)
    no_more = float(prices @ columns[priced])
    upper = program.elastic_upper if columns[program.missing].any() else np.array(model.upper)
    model.row(list(zip(priced.tolist(), prices.tolist(), strict=True)), upper=no_more)
    try:
        with deadline.regardless(), deadline.within(max(_LEAST_SECONDS, seconds)):
            outcome = Solver(model).relax(costs=costs, upper=upper)
    except (KeyboardInterrupt, OutOfTimeError):
        return 0.0  # the roster is worth more than its bound
    finally:
        model.rows.pop()
    if outcome.status != Status.OPTIMAL:
        return 0.0
    step = cost_step(program, but=priced)
    bound = math.ceil(outcome.objective / step - 1e-6) * step if step else outcome.objective
    return max(0.0, min(bound, cost))


def cost_step(program: Program, but: Sequence[int] | NDArray[np.int64] = ()) -> float:
    """Return the step that costs can take: every cost is a multiple of it; 0: no such step.

    Parameters
    ----------
    program
        The program.
    but
        Columns whose prices are not counted.
    """
    model = program.model
    left_out = set(map(int, but))
    costs = [
        Fraction(cost).limit_denominator(10_000)
        for column, (cost, whole) in enumerate(zip(model.costs, model.integer, strict=True))
        if cost and whole and column not in left_out
    ]
    if not costs:
        return 0.0
    common = math.lcm(*(cost.denominator for cost in costs))
    return math.gcd(*(int(cost * common) for cost in costs)) / common
