"""Complete the duties of a solution to a roster: whole walks, meals and breaks."""

import numpy as np

from wfm.rostering.search.rounding import WHOLE, rounded
from wfm.rostering.search.workbench import Columns, Workbench
from wfm.solver import Values

# A rise of the cost by so much of an agent is worth looking the other way for.
_NOTABLE = 0.2


class Completion:
    """Completes solutions to rosters.

    Parameters
    ----------
    bench
        The program, which takes the better ones.
    """

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        # Walks of the groups that have needed more agents for whole walks than for fractional ones.
        self.hard_walks: Columns = np.array([], dtype=int)

    def whole_duties(
        self, lower: Values, upper: Values, *, one_sided: bool = False
    ) -> Values | None:
        """Return a solution between bounds with whole duties, which may all else be fractional."""
        bench = self._bench
        agent = max(float(bench.program.model.costs[c]) for c in bench.agents)
        return rounded(
            bench.relax_again,
            lower,
            upper,
            bench.duties,
            notable=_NOTABLE * agent,
            one_sided=one_sided,
        )

    def complete(self, values: Values, *, best: bool = True, near: float | None = None) -> None:
        """Make walks, meals and breaks of a solution whole; its duties stay as they are.

        Parameters
        ----------
        values
            The solution; its duties are whole.
        best
            Whether to look on where rounding needs more agents than fractional walks.
        near
            How far above fractional walks whole ones may be; None: less than an agent.
        """
        bench = self._bench
        found = self._with_walks(values, best, near)
        if found is None or bench.cost_of(found) >= bench.best.cost - WHOLE:
            return
        lower, upper = bench.lower(), bench.upper(elastic=True)
        missing = found[bench.missing]
        upper[bench.missing] = np.where(missing > WHOLE, missing + WHOLE, 0.0)
        lower[bench.fixed] = upper[bench.fixed] = np.round(found[bench.fixed])
        bench.keep(bench.with_pauses(lower, upper))

    def _with_walks(self, values: Values, best: bool, near: float | None) -> Values | None:
        """Return a solution with whole walks; None where a group has none."""
        bench = self._bench
        found = np.zeros(len(bench.program.model.names))
        found[: len(values)] = values
        for group, walks in zip(bench.program.groups, bench.group_walks, strict=True):
            whole, late = walks.whole(
                values, best=best, seconds=bench.best.left, improved=bench.best.go_on, near=near
            )
            bench.best.late |= late
            if whole is None:
                return None
            found[walks.columns] = whole
            if best and found[group.agents] > values[group.agents] + 1 - WHOLE:
                self.hard_walks = np.union1d(self.hard_walks, group.walks)
        return found
