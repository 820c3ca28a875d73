"""Column generation: lines are priced and added until none is cheaper, and a bound is proved.

The prices asked for lie between those of the last linear program and those that gave the best
bound: that calms them down, and far fewer rounds are needed (Wentges 1997,
https://doi.org/10.1016/S0969-6016(97)00001-4). The bound is Lagrange's: prices times what is
required, plus the least reduced cost of each person; it holds after every round.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from wfm.scheduling.search.pool import Master
from wfm.scheduling.search.pricing import Ask, Priced, Pricing
from wfm.scheduling.search.problem import Values
from wfm.solver.growing import Relaxed

_TINY = 1e-6
# Rounds in which only the fines of limits move, before duties are counted.
_PATIENCE = 3


@dataclass
class Generation:
    """Where column generation has come to.

    Parameters
    ----------
    bound
        No choice of lines costs less, without the constant.
    prices
        The prices that gave it.
    relaxed
        The last linear program.
    done
        Whether no line is cheaper than those known.
    reduced
        What no line of a person costs less than at those prices.
    of_totals
        What limits on totals add to the bound.
    """

    bound: float = -np.inf
    prices: Values | None = None
    relaxed: Relaxed | None = None
    done: bool = False
    reduced: dict[int, float] = field(default_factory=dict)
    of_totals: float = 0.0


@dataclass(frozen=True)
class Pace:
    """How column generation goes on.

    Parameters
    ----------
    rounds
        At most so many.
    lines
        Lines of each person in a round.
    calm
        Weight of the prices of the best bound.
    enough
        At this distance of cost and bound it ends.
    target, proved
        At this cost it ends, and at this bound, without the constant.
    rough
        Whether half the digits do; then the bound is rounded, and proves nothing.
    """

    rounds: int
    lines: int = 4
    calm: float = 0.0
    enough: float = -np.inf
    target: float = -np.inf
    proved: float = np.inf
    rough: bool = False


def generate(
    master: Master,
    pricing: Pricing,
    people: list[int],
    pace: Pace,
    stop: Callable[[], bool],
    known: Generation | None = None,
) -> Generation:
    """Price and add lines of some people of a master until none is cheaper, or enough is done.

    Parameters
    ----------
    master
        The linear program.
    pricing
        Finds lines.
    people
        Those whose lines are priced.
    pace
        How it goes on.
    stop
        Whether to stop.
    known
        A bound of this master and its prices, from which it goes on; None: there is none.
    """
    state = known or Generation()
    state.relaxed = master.program.relax()
    exact, calm, idle = False, pace.calm, 0
    for _ in range(pace.rounds):
        if stop() or state.relaxed is None or _is_enough(state.relaxed, pace):
            break
        duals = state.relaxed.duals
        asked, of_totals = _calmed(master, duals, state, calm)
        found, whole = _priced(master, pricing, people, (duals, asked), pace, exact, stop)
        if not whole:
            break
        _bounded(state, master, (asked, of_totals), found)
        if state.bound >= pace.proved:
            break
        new = master.push(_cheaper(master, found, duals))
        idle = 0 if new else idle + 1
        if new:
            calm = pace.calm
            state.relaxed = master.program.relax()
        elif calm:
            calm = 0.0
        elif exact or not pricing.has_limits:
            state.done = True
            break
        elif idle > _PATIENCE:
            exact = True
            pricing.settle()
        if state.relaxed and state.relaxed.objective - state.bound < pace.enough:
            break
    return state


def _is_enough(relaxed: Relaxed, pace: Pace) -> bool:
    """Whether a linear program is good enough, or was not solved to its end."""
    return not relaxed.optimal or relaxed.objective <= pace.target


def _calmed(master: Master, duals: Values, state: Generation, calm: float) -> tuple[Values, float]:
    """Return the prices to ask for, and what limits on totals add to the bound at them."""
    prices, of_totals = duals[: len(master.required)], master.of_totals(duals)
    if not calm or state.prices is None:
        return prices, of_totals
    asked = calm * state.prices + (1 - calm) * prices
    return asked, calm * state.of_totals + (1 - calm) * of_totals


def _priced(
    master: Master,
    pricing: Pricing,
    people: list[int],
    prices: tuple[Values, Values],
    pace: Pace,
    exact: bool,
    stop: Callable[[], bool],
) -> tuple[list[Priced], bool]:
    """Price all people; return whether there was time for each."""
    duals, asked = prices
    calmed = asked is not duals and not np.array_equal(asked, duals[: len(asked)])
    floors = np.full(len(pricing.problem.people), np.inf)
    if not calmed:
        for person in people:
            floors[person] = duals[master.row[person]]
    found = []
    ask = Ask(asked, floors, pace.lines, exact, held=master.held, rough=pace.rough)
    for priced in pricing.price(people, ask):
        found.append(priced)
        if stop():
            return found, len(found) == len(people)
    return found, True


def _bounded(
    state: Generation, master: Master, prices: tuple[Values, float], found: list[Priced]
) -> None:
    """Work out the bound of these prices, and keep it if it is the best."""
    asked, of_totals = prices
    bound = float(asked @ master.required) + of_totals + sum(each.least for each in found)
    if bound > state.bound:
        state.bound, state.prices, state.of_totals = bound, asked, of_totals
        state.reduced = {each.person: each.least for each in found}


def _cheaper(master: Master, found: list[Priced], duals: Values) -> list[tuple[int, int]]:
    """Take lines into the pool, and return those that make the linear program cheaper."""
    cheaper = []
    for priced in found:
        floor = duals[master.row[priced.person]]
        for kinds in priced.lines:
            number = master.pool.add(priced.person, kinds)
            line = master.pool.lines[priced.person][number]
            if line.cost - line.amounts @ duals[line.rows] < floor - _TINY:
                cheaper.append((priced.person, number))
    return cheaper
