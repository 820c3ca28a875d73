"""The lines that are known of each person, and linear programs that choose among them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.scheduling.search.problem import OPEN, Line, Problem, Values, line_of
from wfm.solver.growing import GrowingProgram

# Cost of a person without a line, as a multiple of what all cover could cost.
_NO_LINE = 1e5


class Pool:
    """The lines that are known of each person.

    Parameters
    ----------
    problem
        The problem.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.lines: list[list[Line]] = [[] for _ in problem.people]
        self._known: list[dict[bytes, int]] = [{} for _ in problem.people]

    def add(self, person: int, kinds: np.ndarray) -> int:
        """Take a line in, if it is new, and return its number."""
        known, key = self._known[person], kinds.tobytes()
        if key not in known:
            known[key] = len(self.lines[person])
            line = line_of(self.problem, self.problem.people[person], kinds)
            self.lines[person].append(line)
        return known[key]

    def chosen(self, taken: Mapping[int, int]) -> list[Line]:
        """Return the lines of those numbers, by person."""
        return [self.lines[person][number] for person, number in taken.items()]


@dataclass(frozen=True)
class Total:
    """A limit on how many agents may be missing, or too many, in some rows together.

    Parameters
    ----------
    columns
        Those rows: the number of a row for what is missing, more by the number of all rows for what
        is too much.
    side
        The limit.
    is_least
        Whether it is the least, not the most.
    fine
        What an agent beyond the most costs.
    """

    columns: tuple[int, ...]
    side: float
    is_least: bool
    fine: float = 0.0


class Master:
    """The linear program of some people: one line for each, and what is missing or too much.

    Parameters
    ----------
    pool
        The lines.
    people
        The people.
    required
        What they are to cover [agents per row].
    stop
        Whether to stop.
    totals
        Limits on what is missing or too much.
    """

    def __init__(
        self,
        pool: Pool,
        people: Sequence[int],
        required: Values,
        stop: Callable[[], bool],
        totals: Sequence[Total] = (),
    ) -> None:
        self.pool, self.people, self.required = pool, list(people), required
        rows = len(required)
        self.row = {person: rows + place for place, person in enumerate(people)}
        self._sides = np.array([total.side for total in totals])
        self.program = GrowingProgram(
            np.concatenate([required, np.ones(len(people)), self._sides]), stop
        )
        # Person and number of each column; missing, surplus and no line have none.
        self.columns: list[tuple[int, int] | None] = []
        self._inside: dict[tuple[int, int], int] = {}
        # What each person is held to by day, once somebody is; and the columns that this rules out.
        self.held: NDArray[np.int16] | None = None
        self._out: set[int] = set()
        self._add_cover(totals)
        nobody = [np.array([row], dtype=np.int32) for row in self.row.values()]
        self._add_without_lines([_NO_LINE] * len(nobody), nobody, [np.ones(1)] * len(nobody))

    def _add_cover(self, totals: Sequence[Total]) -> None:
        """Add what is missing and too much, and what lies between totals and their limits."""
        cover, rows = self.pool.problem.cover, len(self.required)
        first = rows + len(self.people)
        inside: list[list[int]] = [[] for _ in range(2 * rows)]
        for number, total in enumerate(totals):
            for column in total.columns:
                inside[column].append(first + number)
        amounts = [
            np.array([1.0 if column < rows else -1.0] + [1.0] * len(of))
            for column, of in enumerate(inside)
        ]
        of_rows = [
            np.array([column % rows, *of], dtype=np.int32) for column, of in enumerate(inside)
        ]
        self._add_without_lines([*cover.under, *cover.over], of_rows, amounts)
        for number, total in enumerate(totals):
            row = [np.array([first + number], dtype=np.int32)]
            self._add_without_lines([0.0], row, [np.full(1, -1.0 if total.is_least else 1.0)])
            if not total.is_least:
                self._add_without_lines([total.fine], row, [np.full(1, -1.0)])

    def of_totals(self, duals: Values) -> float:
        """Return what limits on totals add to a bound at some duals of all rows."""
        return float(duals[len(self.required) + len(self.people) :] @ self._sides)

    def push(self, lines: Iterable[tuple[int, int]]) -> int:
        """Add lines by person and number; return how many were new."""
        fresh = [each for each in dict.fromkeys(lines) if each not in self._inside]
        found = [self.pool.lines[person][number] for person, number in fresh]
        for place, each in enumerate(fresh):
            self._inside[each] = len(self.columns) + place
        self._add(
            [line.cost for line in found],
            [
                np.append(line.rows, self.row[person]).astype(np.int32)
                for line, (person, _) in zip(found, fresh, strict=True)
            ],
            [np.append(line.amounts, 1.0) for line in found],
            fresh,
        )
        return len(fresh)

    def hold(self, held: NDArray[np.int16]) -> None:
        """Rule out the lines that differ from what people are held to, by person and day."""
        before, self.held = self.held, held
        changed = held != (OPEN if before is None else before)
        touched = {person for person in self.people if changed[person].any()}
        out = [
            place
            for place, of in enumerate(self.columns)
            if of is not None
            and of[0] in touched
            and place not in self._out
            and not keeps(self.pool.lines[of[0]][of[1]].kinds, held[of[0]])
        ]
        self._out.update(out)
        self.program.fix(out, 0.0)

    def of_lines(self) -> list[int]:
        """Return the columns that are lines."""
        return [place for place, of in enumerate(self.columns) if of is not None]

    def _add_without_lines(
        self, costs: Sequence[float], rows: Sequence[np.ndarray], amounts: Sequence[Values]
    ) -> None:
        self._add(costs, rows, amounts, [None] * len(costs))

    def _add(
        self,
        costs: Sequence[float],
        rows: Sequence[np.ndarray],
        amounts: Sequence[Values],
        of: Sequence[tuple[int, int] | None],
    ) -> None:
        self.program.add(costs, rows, amounts)
        self.columns += of


def keeps(kinds: NDArray[np.int16], held: NDArray[np.int16]) -> bool:
    """Whether the days of a line are what its person is held to."""
    return bool(((held == OPEN) | (held == kinds)).all())
