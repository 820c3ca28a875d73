"""A first schedule: one person after the other takes the days that help the others most.

A duty lowers the cost of a row by what a missing agent costs there, or raises it by what one too
many costs. As nobody covers a row twice, the line that is cheapest at these prices is the best that
a person can do beside the others. Everybody looks again until nobody finds a better one.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from wfm.scheduling.search.pool import Pool
from wfm.scheduling.search.pricing import Pricing
from wfm.scheduling.search.problem import Line, Values, there

_TINY = 1e-6


def completed(
    pool: Pool,
    pricing: Pricing,
    taken: Mapping[int, int],
    people: Sequence[int],
    stop: Callable[[], bool],
) -> dict[int, int] | None:
    """Give people without a line the best one beside the others, those with least choice first.

    Parameters
    ----------
    pool, pricing
        Lines that are known, and how others are found.
    taken
        Number of the line of everybody who has one.
    people
        Those who have none.
    stop
        Whether to stop.

    Returns
    -------
    dict or None
        Number of each person's line; None where somebody has none, or it was stopped.
    """
    problem = pool.problem
    found = dict(taken)
    covered = there(problem, pool.chosen(found))
    choice = {person: np.isfinite(problem.people[person].costs).sum() for person in people}
    for person in sorted(people, key=lambda each: (choice[each], each)):
        if stop():
            return None
        number = _best_beside(pool, pricing, person, covered)
        if number is None:
            return None
        found[person] = number
        _add(covered, pool.lines[person][number], 1.0)
    return found


def settled(
    pool: Pool,
    pricing: Pricing,
    taken: Mapping[int, int],
    stop: Callable[[], bool],
) -> dict[int, int]:
    """Let everybody look for a better line beside the others, until nobody finds one.

    Parameters
    ----------
    pool, pricing, taken, stop
        As of `completed`.

    Returns
    -------
    dict
        Number of each person's line.
    """
    found = dict(taken)
    covered = there(pool.problem, pool.chosen(found))
    idle = 0
    while idle < len(found):
        for person in sorted(found):
            if stop() or idle >= len(found):
                return found
            own = pool.lines[person][found[person]]
            _add(covered, own, -1.0)
            number = _best_beside(pool, pricing, person, covered)
            line = own if number is None else pool.lines[person][number]
            prices = worth(pool, covered)
            better = number is not None and _reduced(line, prices) < _reduced(own, prices) - _TINY
            if number is not None and better:
                found[person], own = number, line
            idle = 0 if better else idle + 1
            _add(covered, own, 1.0)
    return found


def worth(pool: Pool, covered: Values) -> Values:
    """Return by how much one agent more lowers the cost of each row."""
    cover = pool.problem.cover
    missing = np.clip(cover.required - covered, 0.0, 1.0)
    gain: Values = missing * cover.under - (1.0 - missing) * cover.over
    return gain


def _best_beside(pool: Pool, pricing: Pricing, person: int, covered: Values) -> int | None:
    kinds = pricing.allowed(person, worth(pool, covered))
    return None if kinds is None else pool.add(person, kinds)


def _reduced(line: Line, prices: Values) -> float:
    return float(line.cost - line.amounts @ prices[line.rows])


def _add(covered: Values, line: Line, sign: float) -> None:
    covered[line.rows] += sign * line.amounts
