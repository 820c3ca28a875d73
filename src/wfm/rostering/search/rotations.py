"""What the rotation of a group asks of its numbers of duties.

Once it is said how many duties of each band start on each weekday, the fewest agents who can work
them are the value of a small linear program, the walks of the group. That value is convex, and does
not change its shape when all numbers are doubled: so wherever it was asked, it gives a row

    agents >= sum of slope x duties

that holds for any numbers of duties, and is tight where it was asked. A handful of such rows say
for a program without walks what the walks would say.

References
----------
Benders (1962), "Partitioning procedures for solving mixed-variables programming problems".
"""

from dataclasses import dataclass

import numpy as np

from wfm.rostering.program.network import OFF_DAY
from wfm.rostering.program.program import GroupColumns
from wfm.solver import Model, Solver, Terms, Values

# So many agents a duty costs that is more or less than asked for: dearer than any that is worked.
_DEAR = 20.0
# Smaller slopes are none.
_TINY = 1e-9


@dataclass(frozen=True)
class Asked:
    """What some numbers of duties ask for.

    Parameters
    ----------
    agents
        Fewest agents, fractions allowed; a duty that no walk has counts as many.
    slopes
        By how much that rises with each number.
    """

    agents: float
    slopes: Values


class Rotations:
    """The walks of a group, for any numbers of duties.

    Parameters
    ----------
    group
        The group.

    Attributes
    ----------
    keys
        Weekday and band of each number of duties.
    """

    def __init__(self, group: GroupColumns) -> None:
        arcs, nodes = group.network.arcs, group.network.nodes
        self.keys = sorted({(day, band) for day, band, _ in group.duties})
        model = Model()
        balance: list[Terms] = [[] for _ in range(nodes)]
        working: dict[tuple[int, int], Terms] = {key: [] for key in self.keys}
        for number, arc in enumerate(arcs):
            column = model.column(f"walk_{number}", cost=float(arc.weekday == 0))
            balance[arc.tail].append((column, 1.0))
            balance[arc.head].append((column, -1.0))
            if arc.band != OFF_DAY:
                working[arc.weekday, arc.band].append((column, 1.0))
        for terms in balance:
            model.row(terms, lower=0.0, upper=0.0)
        self._counts = []
        for number, terms in enumerate(working.values()):
            count = model.column(f"count_{number}")
            more = model.column(f"more_{number}", cost=_DEAR)
            fewer = model.column(f"fewer_{number}", cost=_DEAR)
            model.row([*terms, (count, -1.0), (more, -1.0), (fewer, 1.0)], lower=0.0, upper=0.0)
            self._counts.append(count)
        self._lower, self._upper = np.array(model.lower), np.array(model.upper)
        self._solver = Solver(model)

    def asked(self, counts: Values) -> Asked | None:
        """Return what numbers of duties ask for, in the order of `keys`; None without an answer."""
        self._lower[self._counts] = self._upper[self._counts] = np.maximum(counts, 0.0)
        outcome = self._solver.relax(lower=self._lower, upper=self._upper, again=True)
        if outcome.slopes is None:
            return None
        slopes = outcome.slopes[self._counts]
        slopes[np.abs(slopes) < _TINY] = 0.0
        return Asked(outcome.objective, slopes)
