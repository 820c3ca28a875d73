"""A first roster of given agents: duties that miss fewer and fewer, until nobody is missing.

Where no agent can be added, rounding ends in duties that leave some slots short. So here agents
may be missing at first, and little else costs: the solver finds whole duties at once, with walks
left fractional, and better ones from there, until none is missing. Their walks are made whole
last. Days that fail the dearest wish are shut out at first: they are for what cannot be done else.
"""

import numpy as np

from wfm.rostering.search.completion import Completion
from wfm.rostering.search.workbench import Columns, Workbench
from wfm.solver import Limits, Values

# Less than one agent missing in one slot is nobody.
_NOBODY = 0.5
# Price of a day that fails the dearest wish, where an agent missing in a slot costs 1.
_DEAR = 0.3
# Shares of the time for duties without such days, and for duties with a few of them.
_FIRST_SHARE, _SECOND_SHARE = 0.45, 0.25


def with_nobody_missing(bench: Workbench, completion: Completion) -> None:
    """Look for duties of the agents there are that miss nobody, and make a roster of them."""
    dear = _dearest(bench)
    upper = bench.upper(elastic=True)
    upper[dear] = 0.0
    values = _with_few_missing(bench, dear, upper, _FIRST_SHARE, None)
    if len(dear) and (values is None or _missing(bench, values)):
        upper = bench.upper(elastic=True)
        values = _with_few_missing(bench, dear, upper, _SECOND_SHARE, values)
    if values is None or _missing(bench, values):
        return
    values[bench.missing] = 0.0
    completion.complete(values, best=False)
    if bench.best.values is None:
        completion.complete(values)


def _dearest(bench: Workbench) -> Columns:
    """Return the walks that fail the dearest wish, or more."""
    wished = np.array(bench.program.wished, dtype=int)
    prices = np.array(bench.program.model.costs)[wished]
    dearest: Columns = wished[prices > prices.max(initial=0.0) / 2]
    return dearest


def _with_few_missing(
    bench: Workbench, dear: Columns, upper: Values, share: float, start: Values | None
) -> Values | None:
    """Return whole duties that miss as few agents as can be in a share of the time.

    Where it is proved that some are missing without days that are dear, these are needed: how many
    are missing without them is of no use.
    """

    def proved(cost: float, bound: float) -> bool:
        return bench.best.go_on(cost, bound) or (not upper[dear].any() and bound > _NOBODY)

    costs = np.zeros(len(upper))
    costs[bench.missing] = 1.0
    costs[dear] = _DEAR
    return bench.search(
        bench.lower(),
        upper,
        Limits(min(share * bench.best.seconds, bench.best.early), absolute=_NOBODY / 2),
        costs=costs,
        integer=bench.whole(bench.duties, bench.agents),
        start=start,
        improved=proved,
    ).values


def _missing(bench: Workbench, values: Values) -> bool:
    """Whether agents are missing."""
    return bool(values[bench.missing].sum() > _NOBODY)
