"""Better starts and pauses for duties that are there: all that no rule looks at.

A band holds the duties that rules cannot tell apart: its starts, and where its meals and breaks
lie. So a duty may become any other of its band, and the line of its person stays allowed.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from wfm.scheduling.search.problem import Line, Problem, Values, there

_TINY = 1e-9


def within_bands(
    problem: Problem, lines: Sequence[Line], is_over: Callable[[], bool]
) -> list[NDArray[np.int16]]:
    """Give each duty the kind of its band that costs least beside the others, until none gains.

    Parameters
    ----------
    problem, lines
        The problem, and a line of each person.
    is_over
        Whether time is.

    Returns
    -------
    list of NDArray[np.int16]
        The kind of each day of each person, -1 where it is off: a schedule that is no dearer.
    """
    total = there(problem, lines)
    found = [line.kinds.copy() for line in lines]
    edges = np.searchsorted(problem.band_of, np.arange(problem.band_of[-1] + 2))
    gained = True
    while gained:
        gained = False
        for person, kinds in zip(problem.people, found, strict=True):
            if is_over():
                return found
            for day in np.flatnonzero(kinds >= 0).tolist():
                band = problem.band_of[kinds[day]]
                span = slice(edges[band], edges[band + 1])
                rows, amounts = _covered(problem, day, span)
                own = kinds[day] - edges[band]
                with_each = total[rows] - amounts[own] + amounts
                cost = person.costs[day, span] + _cost(problem, rows, with_each)
                best = int(cost.argmin())
                if cost[best] < cost[own] - _TINY:
                    kinds[day] = edges[band] + best
                    total[rows] = with_each[best]
                    gained = True
    return found


def _covered(problem: Problem, day: int, span: slice) -> tuple[NDArray[np.int64], Values]:
    """Return the rows that kinds of a day cover, and what each kind adds to each of them."""
    effects, first = problem.cover.effects, day * problem.kinds
    ends = effects.indptr[first + span.start : first + span.stop + 1]
    every, number = slice(ends[0], ends[-1]), np.diff(ends)
    rows, place = np.unique(effects.indices[every], return_inverse=True)
    amounts = np.zeros((len(number), len(rows)))
    amounts[np.repeat(np.arange(len(number)), number), place] = effects.data[every]
    return rows, amounts


def _cost(problem: Problem, rows: NDArray[np.int64], agents: Values) -> Values:
    """Return what so many agents in these rows cost, for each choice."""
    cover = problem.cover
    short = np.maximum(0.0, cover.required[rows] - agents) @ cover.under[rows]
    cost: Values = short + np.maximum(0.0, agents - cover.required[rows]) @ cover.over[rows]
    return cost
