"""Which people change their days: one small integer program over what each of them may work."""

from collections import defaultdict
from collections.abc import Sequence

from wfm.scheduling.changes.needs import Key, Needs
from wfm.scheduling.changes.prices import Prices
from wfm.scheduling.changes.rewrites import Rewrite
from wfm.solver import Limits, Model, Solver

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
    if outcome.values is None:
        return [], outcome.out_of_time
    values = outcome.values
    taken = [r for c, r in zip(columns, rewrites, strict=True) if values[c] > _HALF]
    return taken, outcome.out_of_time


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
