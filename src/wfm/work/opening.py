"""When the site is closed: what the requirement says about it, and who is there all the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from wfm.weekdays import DAY, WEEK
from wfm.work.rules.rule import Duty
from wfm.work.rules.runs import runs
from wfm.work.slots import agents_in
from wfm.work.week import Week

# Nobody required for no longer than this is a quiet time in opening hours [min].
_QUIET_MINUTES = 120


def closed_hours(week: Week) -> NDArray[np.bool_]:
    """Return in which intervals of a week the site is closed.

    Parameters
    ----------
    week
        What is to be covered.

    Returns
    -------
    NDArray[np.bool_]
        True where nobody is required, for more than two hours in a row.
    """
    opening = week.required if week.opening is None else week.opening
    closed: NDArray[np.bool_] = opening == 0
    for first, length in runs(closed.tolist()):
        if length * week.step <= _QUIET_MINUTES:
            closed[np.arange(first, first + int(length)) % len(closed)] = False
    return closed


def there_while_closed(
    week: Week,
    teams: Iterable[tuple[Sequence[Duty | None], int]],
    shares: Iterable[float] = (),
) -> NDArray[np.float64]:
    """Return the minutes of all duties, meals included, in each interval that the site is closed.

    Parameters
    ----------
    week
        What is to be covered.
    teams
        The days of each team, and how far its clock is ahead of the site's [min].
    shares
        Agents of each team, as a share of its lines; none: one on each line.
    """
    spans: dict[float, Counter[tuple[int, int]]] = defaultdict(Counter)
    for (days, ahead), share in zip(teams, chain(shares, repeat(1.0)), strict=False):
        for position, duty in enumerate(days):
            if duty is not None:
                midnight = position % 7 * DAY - ahead
                first = (midnight + duty.start) % WEEK
                spans[share][first, first + duty.end - duty.start] += 1
    present = sum((share * agents_in(some) for share, some in spans.items()), np.zeros(WEEK))
    inside: NDArray[np.float64] = present.reshape(-1, week.step).sum(axis=1)
    return np.where(closed_hours(week), inside, 0.0)
