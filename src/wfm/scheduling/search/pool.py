"""The lines that are known of each person, and linear programs that choose among them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from wfm.scheduling.search.problem import Line, Problem, Values, line_of
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
    """

    def __init__(
        self,
        pool: Pool,
        people: Sequence[int],
        required: Values,
        stop: Callable[[], bool],
    ) -> None:
        self.pool, self.people, self.required = pool, list(people), required
        cover = pool.problem.cover
        rows = len(required)
        self.row = {person: rows + place for place, person in enumerate(people)}
        self.program = GrowingProgram(np.concatenate([required, np.ones(len(people))]), stop)
        # Person and number of each column; missing, surplus and no line have none.
        self.columns: list[tuple[int, int] | None] = []
        self._inside: dict[tuple[int, int], int] = {}
        own = [np.array([row], dtype=np.int32) for row in range(rows + len(people))]
        one, less = np.ones(1), -np.ones(1)
        self._add(cover.under, own[:rows], [one] * rows, [None] * rows)
        self._add(cover.over, own[:rows], [less] * rows, [None] * rows)
        nobody = len(people)
        self._add([_NO_LINE] * nobody, own[rows:], [one] * nobody, [None] * nobody)

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

    def column(self, person: int, number: int) -> int:
        """Return where a line stands in the program."""
        return self._inside[person, number]

    def of_lines(self) -> list[int]:
        """Return the columns that are lines."""
        return [place for place, of in enumerate(self.columns) if of is not None]

    def _add(
        self,
        costs: Sequence[float] | Values,
        rows: Sequence[np.ndarray],
        amounts: Sequence[Values],
        of: Sequence[tuple[int, int] | None],
    ) -> None:
        self.program.add(list(costs), rows, amounts)
        self.columns += of
