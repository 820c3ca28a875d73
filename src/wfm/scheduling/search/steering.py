"""Prices before any linear program: a row's rises while agents are missing there, and falls else.

In large problems the first linear programs say little and take long. Steps along the subgradient of
Lagrange's bound (Held, Wolfe, Crowder 1974, https://doi.org/10.1007/BF01580223) come near good
prices at the cost of pricing alone, and leave lines behind that fit together.
"""

from collections.abc import Callable

import numpy as np

from wfm.scheduling.search.generation import Generation
from wfm.scheduling.search.pool import Pool
from wfm.scheduling.search.pricing import Ask, Pricing

# Lines of each person in a round; rounds without a better bound before steps get shorter, and how.
_LINES, _PATIENCE, _SHORTER = 2, 3, 0.6
# The first step, as a share of the distance to the cost of a schedule; weight of the way before.
_STEP, _SWING = 0.6, 0.3


def steered(
    pool: Pool, pricing: Pricing, target: float, rounds: int, stop: Callable[[], bool]
) -> Generation:
    """Look for the prices of the best bound, and add the lines found on the way to the pool.

    Parameters
    ----------
    pool, pricing
        Lines that are known, and how others are found.
    target
        Cost of a schedule, without the constant.
    rounds
        How often everybody is priced.
    stop
        Whether to stop.

    Returns
    -------
    Generation
        The best bound and its prices.
    """
    cover = pool.problem.cover
    people = list(range(len(pool.problem.people)))
    state, step, idle = Generation(), _STEP, 0
    prices = np.zeros(len(cover.required))
    way = np.zeros(len(prices))
    nothing = np.full(len(people), np.inf)
    for _ in range(rounds):
        covered, least = np.zeros(len(prices)), {}
        for priced in pricing.price(people, Ask(prices, nothing, _LINES, exact=False)):
            if stop():
                return state
            least[priced.person] = priced.least
            numbers = [pool.add(priced.person, kinds) for kinds in priced.lines]
            for line in (pool.lines[priced.person][number] for number in numbers[:1]):
                covered[line.rows] += line.amounts
        bound = float(prices @ cover.required) + sum(least.values())
        if not np.isfinite(bound):
            break
        if bound > state.bound:
            state.bound, state.prices, state.reduced, idle = bound, prices, least, 0
        else:
            idle += 1
        if idle > _PATIENCE and state.prices is not None:
            step, idle, prices = step * _SHORTER, 0, state.prices
        way = cover.required - covered + _SWING * way
        length = float(way @ way)
        if length == 0.0 or bound >= target:
            break
        prices = np.clip(prices + step * (target - bound) / length * way, -cover.over, cover.under)
    return state
