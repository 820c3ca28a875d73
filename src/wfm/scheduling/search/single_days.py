"""Small problems as one integer program: everybody walks through the network of the own rules.

Lines taken in fractions may cost less than every schedule, however long they are priced. Where days
and people are few, a program of single days closes that gap: a column for each step from node to
node on a day, and one for each duty, with what it covers, costs and takes of what is limited.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wfm.scheduling.search.layout import is_timed
from wfm.scheduling.search.problem import OFF, Person, Problem
from wfm.solver.growing import Effort, GrowingProgram

# Steps of all people and days up to which a problem is small.
_SMALL = 9_000
_EFFORT = Effort(20_000, 200_000)


@dataclass(frozen=True)
class Single:
    """What the program of single days gives.

    Parameters
    ----------
    kinds
        Kind of each day, by person; None where there is no schedule yet.
    bound
        What no schedule can cost less than, without the constant.
    """

    kinds: tuple[np.ndarray, ...] | None
    bound: float


def is_small(problem: Problem) -> bool:
    """Whether a program of single days is soon solved."""
    steps = [
        sum(
            int((network.following[problem.weekday(day)] >= 0).sum()) for day in range(problem.days)
        )
        for network in problem.networks
    ]
    return sum(steps[person.network] for person in problem.people) <= _SMALL


def single_days(problem: Problem, stop: Callable[[], bool]) -> Single:
    """Search for the cheapest schedule, and prove how cheap one can be.

    Parameters
    ----------
    problem
        The problem.
    stop
        Whether to stop.
    """
    columns = _Columns(problem)
    for person in problem.people:
        columns.add_person(person)
    program = GrowingProgram(np.array(columns.sides), stop)
    program.add(columns.costs, columns.rows, columns.amounts)
    values = program.whole(columns.whole, _EFFORT)
    if values is None:
        return Single(None, program.bound)
    kinds = np.full((len(problem.people), problem.days), OFF, dtype=np.int16)
    for column, (who, day, kind) in columns.duties.items():
        if values[column] > 0.5:
            kinds[who, day] = kind
    return Single(tuple(kinds), program.bound)


class _Columns:
    """Rows and columns of the program; what is missing or too much comes first."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        cover = problem.cover
        self.sides: list[float] = cover.required.tolist()
        self.costs: list[float] = []
        self.rows: list[np.ndarray] = []
        self.amounts: list[np.ndarray] = []
        self.whole: list[int] = []
        # Person, day and kind of each column that is a duty.
        self.duties: dict[int, tuple[int, int, int]] = {}
        self._people = 0
        for row in range(len(cover.required)):
            self._column(float(cover.under[row]), {row: 1.0})
            self._column(float(cover.over[row]), {row: -1.0})

    def add_person(self, person: Person) -> None:
        """Add a person's steps, duties and limits."""
        bands = self._problem.bands_of[person.network]
        may = self._may(person, bands)
        links = {
            (day, band): self._row(0.0)
            for day in range(self._problem.days)
            for band, allowed in zip(bands, may[day, 1:], strict=True)
            if allowed
        }
        weekends = None if person.weekends is None else self._at_most(person.weekends)
        self._add_steps(person, may, links, weekends)
        counted = self._counted(person)
        for (day, band), link in links.items():
            for kind in np.flatnonzero(self._problem.band_of == band):
                if np.isfinite(person.costs[day, kind]):
                    takes = {row: amounts[day, band] for row, amounts in counted}
                    column = self._duty(person, day, int(kind), {link: -1.0, **takes})
                    self.duties[column] = (self._people, day, int(kind))
        self._people += 1

    def _may(self, person: Person, bands: tuple[int, ...]) -> np.ndarray:
        """Return whether each option is allowed, by day."""
        own = [
            np.isfinite(person.costs[:, self._problem.band_of == band]).any(axis=1)
            for band in bands
        ]
        return np.column_stack([np.isfinite(person.off_costs), *own])

    def _add_steps(
        self,
        person: Person,
        may: np.ndarray,
        links: dict[tuple[int, int], int],
        weekends: int | None,
    ) -> None:
        """Add the steps that the person can take, from the nodes of the first day on."""
        problem = self._problem
        network, bands = problem.networks[person.network], problem.bands_of[person.network]
        begin = self._row(1.0)
        nodes = dict.fromkeys(person.starts, begin)
        for day in range(problem.days):
            weekday, after = problem.weekday(day), {}
            for node, row in nodes.items():
                for option in np.flatnonzero(may[day]):
                    target = network.after(node, weekday, int(option))
                    if target < 0:
                        continue
                    entries = {row: 1.0 if row == begin else -1.0}
                    if day + 1 < problem.days:
                        if target not in after:
                            after[target] = self._row(0.0)
                        entries[after[target]] = 1.0
                    if option:
                        entries[links[day, bands[option - 1]]] = 1.0
                    if weekends is not None and network.marks[weekday][node, option]:
                        entries[weekends] = float(network.marks[weekday][node, option])
                    cost = 0.0 if option else float(person.off_costs[day])
                    self.whole.append(self._column(cost, entries))
            nodes = after

    def _counted(self, person: Person) -> list[tuple[int, np.ndarray]]:
        """Add rows of what is limited, and return what a duty takes of each, by day and band."""
        problem = self._problem
        shape = problem.points.shape
        minutes = np.broadcast_to(problem.minutes, shape)
        found = []
        if is_timed(problem, person):
            found.append((self._at_most(person.most), minutes))
            least = self._row(float(person.least))
            self._column(0.0, {least: -1.0})
            found.append((least, minutes))
        for limit in person.limits:
            inside = np.isin(np.arange(shape[1]), limit.bands).astype(float)
            found.append((self._at_most(limit.most), np.broadcast_to(inside, shape)))
        if person.points:
            row = self._row(0.0)
            # The costs of points rise: cheaper ones are taken first.
            for step in np.diff(person.points):
                self._column(float(step), {row: -1.0, self._at_most(1): 1.0})
            found.append((row, problem.points))
        return found

    def _duty(self, person: Person, day: int, kind: int, entries: dict[int, float]) -> int:
        effects = self._problem.cover.effects
        at = day * self._problem.kinds + kind
        inside = slice(effects.indptr[at], effects.indptr[at + 1])
        for row, amount in zip(effects.indices[inside], effects.data[inside], strict=True):
            entries[int(row)] = entries.get(int(row), 0.0) + float(amount)
        column = self._column(float(person.costs[day, kind]), entries)
        self.whole.append(column)
        return column

    def _at_most(self, most: float) -> int:
        """Return a new row with room for so much."""
        row = self._row(float(most))
        self._column(0.0, {row: 1.0})
        return row

    def _row(self, side: float) -> int:
        self.sides.append(side)
        return len(self.sides) - 1

    def _column(self, cost: float, entries: dict[int, float]) -> int:
        self.costs.append(cost)
        self.rows.append(np.array([*entries], dtype=np.int32))
        self.amounts.append(np.array([*entries.values()], dtype=float))
        return len(self.costs) - 1
