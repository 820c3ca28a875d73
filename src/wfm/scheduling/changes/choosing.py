"""Which people change their days: one small integer program over what each of them may work."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Sequence

from wfm.scheduling.changes.needs import Key, Needs
from wfm.scheduling.changes.prices import Prices
from wfm.scheduling.changes.rewrites import Rewrite
from wfm.solver import Limits, Model, Solver, Values

_HALF = 0.5


def chosen(
    rewrites: Sequence[Rewrite], needs: Needs, prices: Prices, seconds: float
) -> tuple[list[Rewrite], bool]:
    """Choose at most one rewrite a person, such that changes and what is missing cost least.

    Parameters
    ----------
    rewrites
        What people may work instead.
    needs
        What is needed, and how far it is filled without changes.
    prices
        What is missing costs.
    seconds
        Longest search [s].

    Returns
    -------
    tuple
        The rewrites, and whether the clock ended the search: another run may end elsewhere.
    """
    model = Model()
    columns = [
        model.column(f"x{n}", upper=1.0, integer=True, cost=rewrite.price)
        for n, rewrite in enumerate(rewrites)
    ]
    by_agent: dict[str, list[int]] = defaultdict(list)
    by_key: dict[Key, list[tuple[int, float]]] = defaultdict(list)
    for column, rewrite in zip(columns, rewrites, strict=True):
        by_agent[rewrite.agent].append(column)
        for key, number in rewrite.net.items():
            by_key[key].append((column, float(number)))
    for own in by_agent.values():
        model.row([(column, 1.0) for column in own], upper=1.0)
    worst = _worst(rewrites)
    for n, (key, terms) in enumerate(by_key.items()):
        spare = needs.spare(key)
        if spare + worst.get(key, 0) >= 0:
            continue
        cost = prices.missing_hour * needs.hours(key)
        short = model.column(f"u{n}", cost=cost)
        model.row([*terms, (short, 1.0)], lower=-float(spare))
    if not columns:
        return [], False
    outcome = Solver(model).search(Limits(seconds=seconds))
    if not outcome.out_of_time and outcome.values is None:
        return [], False
    if not outcome.out_of_time:
        return _taken(rewrites, columns, outcome.values), False
    # What is found in time may be nothing: who helps most is always found.
    one_by_one = helping_most(rewrites, needs, prices)
    found = [] if outcome.values is None else _taken(rewrites, columns, outcome.values)
    return min(found, one_by_one, key=lambda some: _cost(some, needs, prices)), True


def _taken(
    rewrites: Sequence[Rewrite], columns: Sequence[int], values: Values | None
) -> list[Rewrite]:
    assert values is not None, "the search ended with a solution"
    return [r for c, r in zip(columns, rewrites, strict=True) if values[c] > _HALF]


def helping_most(rewrites: Sequence[Rewrite], needs: Needs, prices: Prices) -> list[Rewrite]:
    """Choose one after the other: whoever saves most with what the ones before do.

    What nobody gains from alone is left out; each of the others is weighed anew in its turn.
    """
    done: Counter[Key] = Counter()
    worth = (_saved(rewrite, done, needs, prices) for rewrite in rewrites)
    waiting = [(-saved, number) for number, saved in enumerate(worth) if saved > 0]
    heapq.heapify(waiting)
    taken: dict[str, Rewrite] = {}
    while waiting:
        known, number = heapq.heappop(waiting)
        rewrite = rewrites[number]
        if rewrite.agent in taken:
            continue
        saved = _saved(rewrite, done, needs, prices)
        if saved <= 0:
            continue
        if saved < -known:
            heapq.heappush(waiting, (-saved, number))
            continue
        taken[rewrite.agent] = rewrite
        done.update(rewrite.net)
    return list(taken.values())


def _saved(rewrite: Rewrite, done: Counter[Key], needs: Needs, prices: Prices) -> float:
    """Return what a rewrite saves of what is missing, less its price."""
    saved = -rewrite.price
    for key, number in rewrite.net.items():
        spare = needs.spare(key) + done[key]
        hours = max(0, -spare) - max(0, -spare - number)
        saved += prices.missing_hour * needs.hours(key) * hours
    return saved


def _cost(rewrites: Sequence[Rewrite], needs: Needs, prices: Prices) -> float:
    """Return what rewrites cost, and what is missing with them less what is without any."""
    net: Counter[Key] = Counter()
    for rewrite in rewrites:
        net.update(rewrite.net)
    together = Rewrite("", (), sum(rewrite.price for rewrite in rewrites), net)
    return -_saved(together, Counter(), needs, prices)


def _worst(rewrites: Sequence[Rewrite]) -> dict[Key, int]:
    """Return the most agents that all people together may take from each need, below 0."""
    least: dict[tuple[Key, str], int] = {}
    for rewrite in rewrites:
        for key, number in rewrite.net.items():
            if number < 0:
                place = key, rewrite.agent
                least[place] = min(number, least.get(place, 0))
    worst: dict[Key, int] = defaultdict(int)
    for (key, _), number in least.items():
        worst[key] += number
    return worst
