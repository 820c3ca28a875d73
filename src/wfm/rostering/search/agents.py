"""All choices of agents whose cost lies in a range."""

import math

from wfm.solver import Values

_TINY = 1e-9


def choices(
    costs: Values, lower: Values, upper: Values, *, least: float, most: float, number: int
) -> list[tuple[float, tuple[int, ...]]] | None:
    """List whole numbers of agents of each group whose cost lies in a range.

    Parameters
    ----------
    costs
        Cost of an agent of each group.
    lower, upper
        Fewest and most agents of each group.
    least, most
        The range of the costs.
    number
        With more choices than these there is no list.

    Returns
    -------
    list or None
        Cost and agents of each choice.
    """
    if not (costs > 0).all():
        return None
    found: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for group, cost in enumerate(costs.tolist()):
        # What the groups after this one cost at least; those before the last may cost anything.
        rest = float(costs[group + 1 :] @ lower[group + 1 :])
        is_last = group + 1 == len(costs)
        longer: list[tuple[float, tuple[int, ...]]] = []
        for spent, agents in found:
            first = lower[group]
            if is_last:
                first = max(first, math.ceil((least - spent) / cost - _TINY))
            last = min(upper[group], math.floor((most - rest - spent) / cost + _TINY))
            more = range(int(first), int(last) + 1) if first <= last else range(0)
            if len(longer) + len(more) > number:
                return None
            longer += [(spent + cost * count, (*agents, count)) for count in more]
        found = longer
    return found
