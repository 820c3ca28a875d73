"""Dives: lines are fixed one after the other, and the other people's are priced again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from wfm.scheduling.search.first import completed
from wfm.scheduling.search.generation import Generation, Pace, generate
from wfm.scheduling.search.pool import Master, Pool
from wfm.scheduling.search.pricing import Pricing
from wfm.scheduling.search.problem import Values, there

# Lines above this value are as good as whole.
_WHOLE = 0.97
# Columns of a linear program: so many in all, and at least so many of each person.
_COLUMNS, _COLUMNS_EACH = 9000, 40
# A dive is behind if the share of its time that is gone exceeds that of the people by so much.
_BEHIND = 0.15


@dataclass(frozen=True)
class Diving:
    """How a dive goes.

    Parameters
    ----------
    rounds
        Rounds of pricing after each step.
    share
        Share of the people that are fixed at least in a step.
    prices
        Prices at which the lines that it begins with are cheapest; None: those found last.
    gone
        Share of its time that is gone: where it is behind, more people are fixed in a step after
        fewer rounds, and at 1 those who are left take the best line beside the others.
    """

    rounds: int
    share: float = 0.0
    prices: Values | None = None
    gone: Callable[[], float] = lambda: 0.0


def dive(
    pool: Pool,
    pricing: Pricing,
    taken: Mapping[int, int],
    free: list[int],
    how: Diving,
    stop: Callable[[], bool],
) -> dict[int, int] | None:
    """Find a line for each of some people, the lines of the others being given.

    Parameters
    ----------
    pool, pricing
        Lines that are known, and how others are found.
    taken
        Lines of the others, by person.
    free
        Whose lines are to be found.
    how
        How the dive goes.
    stop
        Whether to stop.

    Returns
    -------
    dict or None
        Number of each person's line, of all people; None where the dive ended without a line for
        somebody, or was stopped.
    """
    required = pool.problem.cover.required - there(pool.problem, pool.chosen(taken))
    master = Master(pool, free, required, lambda: stop() or how.gone() >= 1)
    master.push(best_of(pool, free, how.prices))
    chosen, rest = dict(taken), list(free)
    rounds, began = how.rounds, how.gone()
    while rest:
        state = generate(master, pricing, rest, Pace(rounds, 3), lambda: how.gone() >= 1 or stop())
        if stop():
            return None
        gone = how.gone()
        if gone >= 1 or state.relaxed is None:
            return completed(pool, pricing, chosen, rest, stop)
        least = how.share * len(free)
        if gone > 1 - len(rest) / len(free) + _BEHIND:
            rounds = max(1, rounds // 2)
            least = max(least, len(rest) * (gone - began) / (1 - gone))
        began = gone
        fixed = _fixed(master, state, set(rest), max(1, round(least)))
        if not fixed:
            return completed(pool, pricing, chosen, rest, stop)
        master.program.fix([master.column(*each) for each in fixed], 1.0)
        chosen.update(fixed)
        done = {person for person, _ in fixed}
        others = [
            place
            for place, of in enumerate(master.columns)
            if of is not None and of[0] in done and of not in fixed
        ]
        master.program.fix(others, 0.0)
        rest = [person for person in rest if person not in done]
    return chosen


def best_of(pool: Pool, people: list[int], prices: Values | None) -> list[tuple[int, int]]:
    """Return the lines of people that are cheapest at some prices; None: those found last."""
    each = max(_COLUMNS_EACH, _COLUMNS // max(1, len(people)))
    found = []
    for person in people:
        lines = pool.lines[person]
        numbers = range(max(0, len(lines) - each), len(lines))
        if prices is not None and len(lines) > each:
            reduced = [line.cost - line.amounts @ prices[line.rows] for line in lines]
            numbers = np.argsort(reduced, kind="stable")[:each].tolist()
        found += [(person, number) for number in numbers]
    return found


def _fixed(master: Master, state: Generation, rest: set[int], least: int) -> list[tuple[int, int]]:
    """Return the lines that are as good as whole, or else the largest ones."""
    assert state.relaxed is not None
    values = state.relaxed.values
    lines = [
        (float(values[place]), of)
        for place, of in enumerate(master.columns[: len(values)])
        if of is not None and of[0] in rest and values[place] > 1e-6
    ]
    lines.sort(key=lambda each: (-each[0], each[1]))
    fixed: dict[int, int] = {}
    for value, (person, number) in lines:
        if value < _WHOLE and len(fixed) >= least:
            break
        fixed.setdefault(person, number)
    return list(fixed.items())
