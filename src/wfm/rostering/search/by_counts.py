"""Small centres: rosters and bounds by whole numbers of agents and of duties.

Where a single agent is some per cent of the cost, the linear program is far from any roster: it
works fractions of duties with fractions of agents. `counts`, the program without its walks, is
small enough to be searched in whole numbers of duties, which gives a bound near the best roster.
From there one cost after another is looked at, the lowest first: whether there are whole numbers
of duties that cost no more, whole duties, whole walks. The first cost that has them is a roster's;
one that is refuted raises the bound.
"""

import math
from enum import Enum, auto

import numpy as np

from wfm.rostering.search.agents import choices
from wfm.rostering.search.completion import Completion
from wfm.rostering.search.counts import Counts
from wfm.rostering.search.neighbourhoods import Neighbourhoods
from wfm.rostering.search.rounding import WHOLE, rounded
from wfm.rostering.search.workbench import Workbench
from wfm.solver import Limits, Outcome, Status, Values

# No more agents than so many are a small centre.
_MOST_AGENTS = 150
# Nodes of the first search of a cost; twice as many in each later one, to the most.
_NODES, _MOST_NODES = 500, 8_000
# Nodes for duties of given numbers, and for walks as well.
_DUTIES_NODES, _WALKS_NODES = 200, 500
# No more choices of agents than so many are searched with walks.
_MOST_CHOICES = 3
# Costs that are looked at one after another are no nearer than this share.
_SHARE = 0.001
# A cost is left for another one after so many rounds that gave rows of the walks, and no roster.
_ROUNDS = 3
# A rise of the cost by so much of an agent is worth looking the other way for.
_NOTABLE = 0.2


def _is_small(bench: Workbench) -> bool:
    """Whether the best roster is one of a small centre, of a kind that counts can state."""
    values = bench.best.values
    if values is None or bench.elastic or bench.program.plan.has_patterns:
        return False
    return bool(values[bench.agents].sum() <= _MOST_AGENTS)


def search_by_counts(bench: Workbench, completion: Completion, linear: Values) -> Values | None:
    """Search a small centre by whole numbers of agents and of duties.

    Parameters
    ----------
    bench, completion
        The program, and what makes rosters of solutions.
    linear
        The linear solution; near it is looked for what the counts miss, which may take all the
        time.

    Returns
    -------
    Values or None
        The last solution, in the columns of the whole program: good rosters are near it.
    """
    best = bench.best
    if best.closed or not _is_small(bench):
        return None
    search = _Search(bench, completion)
    if search.begin() and not best.closed and best.early > 0:
        Neighbourhoods(bench, completion, linear).search(0)
        search.climb()
    return search.last


class _Verdict(Enum):
    """What is known of the rosters up to a cost."""

    NONE = auto()  # there is none
    FOUND = auto()
    OPEN = auto()  # there is more to do
    LEFT = auto()  # there is no more to do here


class _Search:
    def __init__(self, bench: Workbench, completion: Completion) -> None:
        self._bench = bench
        self._completion = completion
        self._counts = Counts(bench.program)
        self._lower = np.array(self._counts.model.lower)
        self._upper = np.array(self._counts.model.upper)
        self._inside: Values | None = None
        self._nodes: dict[float, int] = {}
        self.last: Values | None = None

    def begin(self) -> bool:
        """Bound the cost by whole numbers of duties; false where the time ended that."""
        best, counts = self._bench.best, self._counts
        outcome = self._relax(self._lower, self._upper)
        while outcome.values is not None and counts.asks(outcome.values):
            outcome = self._relax(self._lower, self._upper)
        if outcome.values is None:
            return False
        self._inside = outcome.values
        best.raise_bound(outcome.bound)
        assert best.values is not None
        if best.closed or best.early <= 0:
            return False
        outcome = counts.solver.search(
            Limits(best.early, _NODES, gap=best.gap / 2, absolute=best.near),
            lower=self._lower,
            upper=self._upper,
            integer=counts.whole(duties=False),
            start=counts.known(best.values),
            improved=best.follow,
        )
        best.late |= outcome.out_of_time
        best.raise_bound(min(outcome.bound, best.cost))
        if outcome.values is not None and not best.closed:
            self._take(outcome.values)
        return True

    def climb(self) -> None:
        """Look at the lowest cost there may be, and at one halfway to the best roster, in turn.

        The lowest costs are the hardest to find a roster for, and the only ones to raise the bound.
        """
        best = self._bench.best
        width = _SHARE * best.cost
        if best.step:
            width = best.step * math.ceil(width / best.step)
        left: set[float] = set()
        halfway = False
        while not best.closed:
            if best.early <= 0:
                best.late = True
                return
            # Where costs have no steps, none is exactly the bound.
            first = best.bound if best.step else best.bound + width
            steps = range(math.floor((best.cost - best.near - first) / width) + 1)
            levels = [v for n in steps if (v := round(first + n * width, 6)) not in left]
            if not levels:
                return
            level = levels[len(levels) // 2 if halfway else 0]
            verdict = self._up_to(level)
            if verdict == _Verdict.NONE:
                # The next cost there is, or any that is higher.
                best.raise_bound(min(level + best.step, best.cost))
            elif verdict == _Verdict.LEFT:
                left.add(level)
            halfway = verdict in (_Verdict.OPEN, _Verdict.LEFT) and not halfway

    def _up_to(self, level: float) -> _Verdict:
        """Look for a roster that costs no more than so much."""
        best, counts = self._bench.best, self._counts
        upper = self._upper.copy()
        upper[counts.cost] = level + WHOLE
        nodes = self._nodes.setdefault(level, _NODES)
        for duties in (False, True):
            for _ in range(_ROUNDS):
                if best.early <= 0:
                    return _Verdict.OPEN
                outcome = counts.solver.search(
                    Limits(best.early, nodes, absolute=np.inf),
                    lower=self._lower,
                    upper=upper,
                    integer=counts.whole(duties=duties, hired=True),
                    improved=best.go_on,
                )
                best.late |= outcome.out_of_time
                if outcome.status == Status.INFEASIBLE:
                    return _Verdict.NONE
                if outcome.values is None:
                    self._nodes[level] = 2 * nodes
                    return _Verdict.OPEN if nodes < _MOST_NODES else _Verdict.LEFT
                # Fractions of agents have shown the way to those who are hired.
                outcome.values[counts.agents] = np.round(outcome.values[counts.hired])
                asked = self._take(outcome.values)
                if best.cost <= level + WHOLE:
                    return _Verdict.FOUND
                if not asked:
                    break
            else:
                return _Verdict.OPEN
        return _Verdict.NONE if self._refuted_with_walks(level) else _Verdict.LEFT

    def _take(self, values: Values) -> bool:
        """Make a roster of a solution; return whether its walks ask for something else."""
        counts = self._counts
        asked = counts.asks(values, self._inside)
        lower, upper = self._lower.copy(), self._upper.copy()
        lower[counts.agents] = np.round(values[counts.agents])
        if not asked:
            upper[counts.agents] = lower[counts.agents]
        self._try(values, lower, upper)
        return bool(asked)

    def _refuted_with_walks(self, level: float) -> bool:
        """Search the whole program for a roster that costs no more, where few agents can be so."""
        bench, best, counts = self._bench, self._bench.best, self._counts
        found = choices(
            np.array(counts.model.costs)[counts.agents],
            self._lower[counts.agents],
            self._upper[counts.agents],
            least=best.bound - WHOLE if counts.only_agents else 0.0,
            most=level + WHOLE,
            number=_MOST_CHOICES,
        )
        if found is None:
            return False
        refuted = True
        for _, agents in found:
            lower, upper = bench.lower(), bench.upper()
            lower[bench.agents] = upper[bench.agents] = agents
            limits = Limits(best.early, _WALKS_NODES, absolute=best.near)
            outcome = bench.search(lower, upper, limits)
            refuted &= outcome.status == Status.INFEASIBLE
            bench.keep(outcome)
        return refuted

    def _relax(self, lower: Values, upper: Values, basis: object = None) -> Outcome:
        best = self._bench.best
        outcome = self._counts.solver.relax(
            lower=lower, upper=upper, again=True, basis=basis, seconds=best.left
        )
        if outcome.status == Status.UNDECIDED and best.left > 0:
            # A warm start now and then ends in trouble that a cold one has not.
            outcome = self._counts.solver.relax(lower=lower, upper=upper, seconds=best.left)
        best.late |= outcome.out_of_time
        return outcome

    def _try(self, values: Values, lower: Values, upper: Values) -> None:
        """Make a roster of so many agents with these numbers of duties, or with a few more."""
        bench, counts = self._bench, self._counts
        self.last = self._of_all(values)
        lower = lower.copy()
        lower[counts.counts] = np.round(values[counts.counts])
        agent = max(float(bench.program.model.costs[c]) for c in bench.agents)
        near = rounded(
            self._relax, lower, upper, counts.duties, notable=_NOTABLE * agent, one_sided=True
        )
        if near is None:
            outcome = counts.solver.search(
                Limits(bench.best.left, _DUTIES_NODES, absolute=bench.best.near),
                lower=lower,
                upper=upper,
                integer=counts.whole(duties=True),
                improved=bench.best.go_on,
            )
            bench.best.late |= outcome.out_of_time
            near = outcome.values
        if near is not None:
            self._completion.complete(self._of_all(near))

    def _of_all(self, values: Values) -> Values:
        """Return a solution in the columns of the whole program, without walks."""
        kept = self._counts.kept
        whole = np.zeros(len(self._bench.program.model.names))
        whole[kept] = values[: len(kept)]
        return whole
