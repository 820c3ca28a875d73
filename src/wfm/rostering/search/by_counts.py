"""Small centres: rosters and bounds by whole numbers of duties.

Where a single agent is some per cent of the cost, the linear program is far from any roster: it
works fractions of duties with fractions of agents. `counts` is the program without its walks, which
is solved in whole numbers of duties. Its solution is a bound of every roster; and with starts
for its duties, and walks, it mostly is a roster of that cost.
"""

import numpy as np

from wfm.rostering.search.completion import Completion
from wfm.rostering.search.counts import Counts
from wfm.rostering.search.rounding import WHOLE, rounded
from wfm.rostering.search.workbench import Workbench
from wfm.solver import Limits, Outcome, Status, Values

# No more agents than so many are a small centre.
_MOST_AGENTS = 150
# Nodes of each search for numbers of duties; for duties of given numbers.
_NODES, _DUTIES_NODES = 5_000, 200
# A rise of the cost by so much of an agent is worth looking the other way for.
_NOTABLE = 0.2


def search_by_counts(bench: Workbench, completion: Completion) -> Values | None:
    """Search a small centre's program without its walks, first with fractional duties, then not.

    Returns
    -------
    Values or None
        The last solution, in the columns of the whole program: good rosters are near it.
    """
    best = bench.best
    if bench.elastic or bench.program.plan.has_patterns or best.values is None:
        return None
    if best.values[bench.agents].sum() > _MOST_AGENTS:
        return None
    search = _Search(bench, completion)
    search.linear()
    for duties in (False, True):
        while not best.closed and search.next(duties=duties):
            pass
    return search.last


class _Search:
    def __init__(self, bench: Workbench, completion: Completion) -> None:
        self._bench = bench
        self._completion = completion
        self._counts = Counts(bench.program)
        self._lower = np.array(self._counts.model.lower)
        self._upper = np.array(self._counts.model.upper)
        self._inside: Values | None = None
        self.last: Values | None = None

    def linear(self) -> None:
        """Add rows of the walks until the linear program breaks none."""
        counts, best = self._counts, self._bench.best
        values = self._relax(self._lower, self._upper).values
        while values is not None and best.early > 0 and counts.asks(values):
            best.go_on(best.cost, best.bound)
            values = self._relax(self._lower, self._upper).values
        self._inside = values

    def next(self, *, duties: bool) -> bool:
        """Search once, try to make a roster of what is found, and say whether to go on."""
        best, counts = self._bench.best, self._counts
        if best.early <= 0:
            best.late = True
            return False
        outcome = counts.solver.search(
            Limits(best.early, _NODES, gap=best.gap / 2, absolute=best.near),
            lower=self._lower,
            upper=self._upper,
            integer=counts.whole(duties=duties),
            improved=self._follow,
        )
        best.late |= outcome.out_of_time
        if outcome.status != Status.INFEASIBLE:
            best.raise_bound(min(outcome.bound, best.cost))
        if outcome.values is None or outcome.objective >= best.cost - WHOLE or best.closed:
            return False
        self.last = self._of_all(outcome.values)
        if counts.asks(outcome.values, self._inside):
            return True
        self._try(outcome.values)
        return False

    def _follow(self, cost: float, bound: float) -> bool:
        """Take over the bound while it rises; it is one of every roster."""
        self._bench.best.follow(cost, bound)
        return self._bench.best.closed

    def _relax(self, lower: Values, upper: Values, basis: object = None) -> Outcome:
        bench = self._bench
        outcome = self._counts.solver.relax(
            lower=lower, upper=upper, again=True, basis=basis, seconds=bench.best.left
        )
        bench.best.late |= outcome.out_of_time
        return outcome

    def _try(self, values: Values) -> None:
        """Make a roster with these numbers of duties, or with a few more."""
        bench, counts = self._bench, self._counts
        lower, upper = self._lower.copy(), self._upper.copy()
        lower[counts.counts] = np.round(values[counts.counts])
        agent = max(float(bench.program.model.costs[c]) for c in bench.agents)
        near = rounded(
            self._relax, lower, upper, counts.duties, notable=_NOTABLE * agent, one_sided=True
        )
        if near is None or self._cost(near) >= bench.best.cost - WHOLE:
            outcome = counts.solver.search(
                Limits(bench.best.left, _DUTIES_NODES, absolute=bench.best.near),
                lower=lower,
                upper=upper,
                integer=counts.whole(duties=True),
                improved=bench.best.go_on,
            )
            bench.best.late |= outcome.out_of_time
            near = outcome.values
        if near is not None and self._cost(near) < bench.best.cost - WHOLE:
            self._completion.complete(self._of_all(near))

    def _cost(self, values: Values) -> float:
        return float(np.array(self._counts.model.costs) @ values)

    def _of_all(self, values: Values) -> Values:
        """Return a solution in the columns of the whole program, without walks."""
        kept = self._counts.kept
        whole = np.zeros(len(self._bench.program.model.names))
        whole[kept] = values[: len(kept)]
        return whole
