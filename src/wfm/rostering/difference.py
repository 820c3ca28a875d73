"""How much of one roster is otherwise in another: duties and lines, counted.

Lines of the old roster are matched with lines of the new one so that the fewest duties change. A
duty has changed where shift, start, meals or breaks are others, and where there is one in one
roster and a day off in the other; the duties of lines that have no match have all changed.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

# A line: its duties from Monday on; None is a day off.
Line = tuple[Hashable | None, ...]
_DAYS = 7
# So many lines are matched at once at most.
_MOST_MATCHED = 2_000


@dataclass(frozen=True)
class Difference:
    """How much of an old roster is otherwise in a new one.

    Parameters
    ----------
    duties
        Duties that have changed.
    of_duties
        Duties of the old roster.
    lines_kept
        Lines of the old roster that are in the new one as they were.
    of_lines
        Lines of the old roster.
    """

    duties: int
    of_duties: int
    lines_kept: int
    of_lines: int


def difference(old: Mapping[str, Sequence[Line]], new: Mapping[str, Sequence[Line]]) -> Difference:
    """Count what is otherwise in a new roster.

    Parameters
    ----------
    old, new
        The lines of each contract group; an agent of one group takes no line of another.
    """
    changed = kept = 0
    for group in {**old, **new}:
        before, after = Counter(old.get(group, ())), Counter(new.get(group, ()))
        # Distances obey the triangle inequality: equal lines are a match in some best matching.
        kept += (before & after).total()
        left = [sorted(some.elements(), key=str) for some in (before - after, after - before)]
        changed += _fewest_changes(*left)
    every = [line for lines in old.values() for line in lines]
    duties = sum(day is not None for line in every for day in line)
    return Difference(changed, duties, kept, len(every))


def _fewest_changes(old: Sequence[Line], new: Sequence[Line]) -> int:
    """Count the duties that change in the best matching; in parts where there are very many."""
    changed = 0
    for first in range(0, max(len(old), len(new)), _MOST_MATCHED):
        part = slice(first, first + _MOST_MATCHED)
        before, after = _numbered(old[part], new[part])
        apart = (before[:, None, :] != after[None, :, :]).sum(axis=2)
        rows, columns = linear_sum_assignment(apart)
        changed += int(apart[rows, columns].sum())
    return changed


def _numbered(*parts: Sequence[Line]) -> list[np.ndarray[tuple[int, int], np.dtype[np.int32]]]:
    """Write the days of lines as numbers, 0 for a day off; each part is as long as the longest."""
    number: dict[Hashable | None, int] = defaultdict(lambda: len(number))
    number[None] = 0
    size = max(len(lines) for lines in parts)
    found = []
    for lines in parts:
        days = np.zeros((size, _DAYS), dtype=np.int32)
        for row, line in enumerate(lines):
            days[row] = [number[day] for day in line]
        found.append(days)
    return found
