"""Who is on the phones, counted from the rows of a roster week by week."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from wfm.errors import InputError
from wfm.tables.roster_rows import Row
from wfm.weekdays import DAY, WEEK
from wfm.work.slots import agents_in

# Weeks after which teams with vacant lines repeat themselves together: at most so many are counted.
_MOST_WEEKS = 1_040


def on_phones(
    teams: Mapping[str, Sequence[Row]], ahead: Mapping[str, int] = MappingProxyType({})
) -> NDArray[np.int64]:
    """Count the agents of each minute of each week, until the weeks repeat themselves.

    A team with an agent on each line is the same in every week. Where some lines are vacant, its
    agents are on other lines in the next week, and the vacant ones with them.

    Parameters
    ----------
    teams
        The rows of each team, in order.
    ahead
        How far the clock of each team is ahead of the site's; none: it is that of the site [min].

    Returns
    -------
    NDArray[np.int64]
        Agents of each week and minute [agents].

    Raises
    ------
    InputError
        If it takes too many weeks until all teams repeat themselves.
    """
    full: Counter[tuple[int, int]] = Counter()
    vacant = []
    for name, rows in teams.items():
        later = -ahead.get(name, 0)
        if all(row.occupied for row in rows):
            for (first, last), number in _spans(rows):
                begin = (first + later) % WEEK
                full[begin, begin + last - first] += number
        else:
            vacant.append((rows, later))
    weeks = math.lcm(*(len(rows) // 7 for rows, _ in vacant))
    if weeks > _MOST_WEEKS:
        raise InputError(
            f"the teams with vacant lines repeat themselves together after {weeks:,d} weeks: at "
            f"most {_MOST_WEEKS:,d} can be judged; give them lengths with common divisors"
        )
    found = np.tile(agents_in(full), (weeks, 1))
    for rows, later in vacant:
        lines = len(rows) // 7
        found += np.tile(_weeks_of(rows, lines, later), (weeks // lines, 1))
    return found


def _weeks_of(rows: Sequence[Row], lines: int, later: int) -> NDArray[np.int64]:
    """Count the agents of a team in each of as many weeks as it has lines."""
    changes = np.zeros(2 * lines * WEEK + 1, dtype=np.int64)
    for (first, last), number in _spans(rows):
        changes[first] += number
        changes[last] -= number
    once = np.cumsum(changes)[:-1].reshape(2, lines * WEEK).sum(axis=0)
    once = np.roll(once, later).reshape(lines, WEEK)
    found = np.zeros((lines, WEEK), dtype=np.int64)
    for line in range(lines):
        if rows[7 * line].occupied:
            found += np.roll(once, -line, axis=0)
    return found


def _spans(rows: Sequence[Row]) -> list[tuple[tuple[int, int], int]]:
    """Return when an agent who works all rows is present, less meals and breaks.

    Times are minutes after the first Monday's midnight.
    """
    found = []
    for position, row in enumerate(rows):
        if not row.end:
            continue
        midnight = position * DAY
        found.append(((midnight + row.start, midnight + row.end), 1))
        activities = ((first, last) for first, last, _ in row.activities)
        for first, last in (*row.meals, *row.breaks, *activities):
            found.append(((midnight + first, midnight + last), -1))
    return found
