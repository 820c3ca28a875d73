"""The program without its walks: agents, duties, meals, and how many duties each day and band has.

What the walks ask of these numbers are a few rows, which `rotations` finds where they are broken.
Without the network, a solver proves in seconds how few agents can do the work in whole numbers of
duties: of each band on each weekday, of each weekday, and of the week.
"""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.program import GroupColumns, Program
from wfm.rostering.search.rotations import Rotations
from wfm.solver import Model, Solver, Terms, Values

# Rows are broken by more than this [agents], and kept but for less.
_BROKEN, _KEPT = 1e-5, 1e-7
# Rows are sought so far on the way from a solution that breaks some to one that breaks none.
_SHARES = (0.2, 0.5)
# So many neighbours of a solution are asked.
_NEIGHBOURS = 100


class Counts:
    """A program without its walks.

    Parameters
    ----------
    program
        The whole program.

    Attributes
    ----------
    kept
        Columns of the whole program, which come first, in this order.
    agents, duties, counts
        Columns of the agents of each group, of all duties, and of all numbers of duties.
    hired
        Columns of the agents of each group who are there, where `agents` are those who are needed,
        and may be fractions.
    cost, paid
        Columns of the cost of those who are hired, with and without all else.
    only_agents
        Whether nothing but agents costs.
    """

    def __init__(self, program: Program) -> None:
        base = program.model
        walks = {column for group in program.groups for column in group.walks}
        self.kept = np.array([c for c in range(len(base.names)) if c not in walks], dtype=int)
        place = {int(column): number for number, column in enumerate(self.kept)}
        model = base.of(self.kept.tolist())
        model.rows = [
            ([place[c] for c in row[0]], *row[1:]) for row in base.rows if walks.isdisjoint(row[0])
        ]
        self.agents = np.array([place[group.agents] for group in program.groups], dtype=int)
        self.duties = np.array(
            [place[c] for group in program.groups for c in group.duties.values()], dtype=int
        )
        self._rotations = [Rotations(group) for group in program.groups]
        self._counts = [
            _count(model, group, rotations.keys, place)
            for group, rotations in zip(program.groups, self._rotations, strict=True)
        ]
        self.counts = np.array([c for counts in self._counts for c in counts], dtype=int)
        costs = [(c, cost) for c, cost in enumerate(model.costs) if cost and model.upper[c] > 0]
        self.only_agents = {c for c, _ in costs} <= set(self.agents.tolist())
        self.hired = [
            model.column(f"hired_{c}", upper=model.upper[c], integer=True)
            for c in self.agents.tolist()
        ]
        hired = dict(zip(self.agents.tolist(), self.hired, strict=True))
        for agents, column in hired.items():
            model.row([(column, 1.0), (agents, -1.0)], lower=0.0)
        self.paid = _sum(model, "paid", [(hired[c], cost) for c, cost in costs if c in hired])
        others = [(c, cost) for c, cost in costs if c not in hired]
        self.cost = _sum(model, "cost", [*others, (self.paid, 1.0)])
        model.integer[self.paid] = model.integer[self.cost] = False
        self.model = model
        self.solver = Solver(model, restarts=False)
        self._random = np.random.default_rng(1)

    def whole(self, *, duties: bool, hired: bool = False) -> NDArray[np.bool_]:
        """Mark agents and numbers of duties as whole; duties too, or not."""
        marked = np.zeros(len(self.model.names), dtype=bool)
        marked[len(self.kept) : self.hired[0]] = True
        marked[self.hired if hired else self.agents] = True
        marked[self.duties] = duties
        return marked

    def asks(self, values: Values, inside: Values | None = None) -> int:
        """Add the rows of the walks that a solution breaks, and return how many those are.

        Parameters
        ----------
        values
            The solution.
        inside
            A solution that breaks none; given where numbers are whole. Rows that are tight on the
            way to it are broken by more solutions than the nearest ones are, and those that its
            neighbours break are what the next solutions would break.
        """
        added = 0
        for agents, counts, rotations in zip(
            self.agents.tolist(), self._counts, self._rotations, strict=True
        ):
            here, broken = values[counts], values[agents] + _BROKEN
            asked = rotations.asked(here)
            if asked is None or asked.slopes @ here <= broken:
                continue
            found = [asked.slopes]
            if inside is not None:
                way = [here + share * (inside[counts] - here) for share in _SHARES]
                moved = list(self._neighbours(here))
                for there, points in ((here, way), *((one, [one]) for one in moved)):
                    for point in points:
                        asked = rotations.asked(point)
                        if asked is not None and asked.slopes @ there > broken:
                            found.append(asked.slopes)
            for slopes in np.unique(np.round(found, 9), axis=0):
                terms = [(c, -s) for c, s in zip(counts, slopes.tolist(), strict=True) if s]
                self.solver.add_row([(agents, 1.0), *terms], lower=-_KEPT)
                added += 1
        return added

    def _neighbours(self, counts: Values) -> Iterator[Values]:
        """Move a duty from one number to another, here and there."""
        for _ in range(_NEIGHBOURS if counts.any() else 0):
            one = counts.copy()
            one[self._random.choice(np.flatnonzero(counts > _BROKEN))] -= 1.0
            one[self._random.integers(len(counts))] += 1.0
            yield np.maximum(one, 0.0)


def _count(
    model: Model, group: GroupColumns, keys: list[tuple[int, int]], place: dict[int, int]
) -> list[int]:
    """Count a group's duties of each weekday and band; return these columns in the order of keys.

    Columns for each weekday and for the week come after them: a solver branches on those first.
    """
    starting: dict[tuple[int, int], Terms] = defaultdict(list)
    for (day, band, _), column in group.duties.items():
        starting[day, band].append((place[column], 1.0))
    name = f"{len(model.names)}"
    counts, days = [], defaultdict(list)
    for day, band in keys:
        count = _sum(model, f"count_{name}_{day}_{band}", starting[day, band])
        counts.append(count)
        days[day].append((count, 1.0))
    totals = [(_sum(model, f"day_{name}_{day}", terms), 1.0) for day, terms in days.items()]
    _sum(model, f"week_{name}", totals)
    return counts


def _sum(model: Model, name: str, terms: Terms) -> int:
    """Add a whole column that is the sum of others."""
    total = model.column(name, integer=True)
    model.row([*terms, (total, -1.0)], lower=0.0, upper=0.0)
    return total
