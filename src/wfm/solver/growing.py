"""Linear programs that grow by columns while they are solved, and integer programs over them.

PuLP hands a program over once; a program to which columns are added between two solves, each going
on from the last one's basis, has to speak to HiGHS itself. One thread, a fixed seed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from wfm import deadline, silence
from wfm.solver import listening
from wfm.solver.model import Values

_SEED = 1
_PRIMAL, _DUAL = 4, 1


@dataclass(frozen=True)
class Relaxed:
    """A linear program solved.

    Parameters
    ----------
    objective
        Its cost.
    values
        Value of each column.
    duals
        By how much the cost rises with each row's right-hand side.
    optimal
        Whether it was solved to its end.
    """

    objective: float
    values: Values
    duals: Values
    optimal: bool


@dataclass(frozen=True)
class Effort:
    """When an integer program stops, besides at its optimum.

    Parameters
    ----------
    nodes, calls
        After so many nodes, or moments at which the solver asks whether to stop.
    below
        Only solutions that cost less are of use.
    """

    nodes: int
    calls: int
    below: float = np.inf


class GrowingProgram:
    """Rows of fixed right-hand sides, and columns that are added.

    Parameters
    ----------
    sides
        Right-hand side of each row.
    stop
        Asked now and then during a solve; true ends it.
    """

    @silence.silenced()
    def __init__(self, sides: Values, stop: Callable[[], bool]) -> None:
        self._stop = stop
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", _SEED)):
            self._highs.setOptionValue(option, value)
        none = np.array([], dtype=np.int32), np.array([])
        n = len(sides)
        starts = np.zeros(n, dtype=np.int32)
        self._highs.addRows(n, np.array(sides), np.array(sides), 0, starts, *none)
        self.columns = 0
        # What no whole solution can cost less than, as far as `whole` has proved it.
        self.bound = -np.inf
        self._grown = True

    def add(
        self, costs: Sequence[float], rows: Sequence[NDArray[np.int32]], amounts: Sequence[Values]
    ) -> None:
        """Add columns of values from 0 on.

        Parameters
        ----------
        costs
            Cost of each.
        rows, amounts
            The rows of each, and what one of it adds to them.
        """
        n = len(costs)
        if not n:
            return
        lengths = np.array([len(each) for each in rows])
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int32)
        index, value = np.concatenate(rows).astype(np.int32), np.concatenate(amounts)
        low, high = np.zeros(n), np.full(n, highspy.kHighsInf)
        self._highs.addCols(n, np.array(costs), low, high, len(index), starts, index, value)
        self.columns += n
        self._grown = True

    def fix(self, columns: Sequence[int], value: float) -> None:
        """Hold some columns at a value."""
        at = np.array(columns, dtype=np.int32)
        held = np.full(len(at), value)
        self._highs.changeColsBounds(len(at), at, held, held)
        self._grown = False

    @silence.silenced()
    def relax(self) -> Relaxed | None:
        """Solve it in fractions, from where the last solve ended; None if it was stopped.

        After new columns the last basis still holds values that are allowed; after columns were
        held it does not, but its duals are.
        """
        self._highs.setOptionValue("simplex_strategy", _PRIMAL if self._grown else _DUAL)
        self._run(np.inf)
        # Read before anything is changed: that would void them.
        info, solution = self._highs.getInfo(), self._highs.getSolution()
        values, duals = np.array(solution.col_value), np.array(solution.row_dual)
        optimal = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if len(values) != self.columns or not solution.value_valid:
            return None
        return Relaxed(float(info.objective_function_value), values, duals, optimal)

    @silence.silenced()
    def whole(self, columns: Sequence[int], effort: Effort) -> Values | None:
        """Search for the cheapest solution with some columns whole; None without one.

        The program takes no more columns afterwards.
        """
        at = np.array(columns, dtype=np.int32)
        kinds = np.full(len(at), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self._highs.changeColsIntegrality(len(at), at, kinds)
        self._highs.setOptionValue("mip_rel_gap", 0.0)
        self._highs.setOptionValue("mip_max_nodes", effort.nodes)
        # Presolve and the root's inner points hear this alone.
        self._highs.setOptionValue("time_limit", deadline.left())
        if np.isfinite(effort.below):
            self._highs.setOptionValue("objective_bound", effort.below)
        self._run(effort.calls)
        info = self._highs.getInfo()
        self.bound = float(info.mip_dual_bound)
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        if not found or info.objective_function_value > effort.below:
            return None
        values = np.array(self._highs.getSolution().col_value)
        return values if len(values) == self.columns else None

    def _run(self, calls: float) -> None:
        """Run HiGHS until it has been asked so often, or is to stop; an interrupt ends it."""
        asked = 0

        def stops(kind: int, _out: Any) -> bool:
            nonlocal asked
            asked += kind == listening.IN_SEARCH
            return asked > calls or self._stop()

        if listening.run(self._highs, stops):
            raise KeyboardInterrupt
