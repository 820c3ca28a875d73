"""Long problems: lines keep an even pace, so that a person's days are found soon enough."""

from collections.abc import Callable, Sequence

from wfm.scheduling.search.first import completed
from wfm.scheduling.search.layout import labels
from wfm.scheduling.search.pool import Pool
from wfm.scheduling.search.pricing import Pricing
from wfm.scheduling.search.problem import Problem

# Labels of all people from which on even one round of pricing takes long: then lines keep an even
# pace within so many duties, the fewest first. Labels of one person that still find room.
_LONG, _ROOM = 120_000_000, 100_000_000
_SLACKS = (2, 6, 12)


def slacks_of(problem: Problem) -> tuple[int | None, ...]:
    """Return how evenly lines are to be spread, in turn; see `layout.reach_of`."""
    of_each = [labels(problem, person) for person in problem.people]
    if sum(of_each) <= _LONG:
        return (None,)
    return (*_SLACKS, None) if max(of_each) <= _ROOM else _SLACKS


def started(
    pool: Pool, slacks: Sequence[int | None], stop: Callable[[], bool]
) -> tuple[Pricing, dict[int, int] | None]:
    """Give everybody a line.

    Parameters
    ----------
    pool
        Takes the lines.
    slacks
        See `layout.reach_of`: tried in turn until everybody has a line.
    stop
        Whether to stop.

    Returns
    -------
    tuple
        What the last one finds lines with, and the number of each person's line; None where
        somebody has none.
    """
    people = range(len(pool.problem.people))
    for slack in slacks:
        pricing = Pricing(pool.problem, slack)
        found = completed(pool, pricing, {}, people, stop)
        if found is not None or stop():
            break
    return pricing, found
