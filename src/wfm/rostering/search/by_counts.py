"""Small centres: rosters and bounds by whole numbers of agents and of duties.

Where a single agent is some per cent of the cost, the linear program is far from any roster: it
works fractions of duties with fractions of agents. So every choice of agents that is cheaper than
the best roster is looked at, the cheapest first: `counts`, the program without its walks, refutes
most of them by fractions or by whole numbers of duties. Of the first that it does not refute, its
solution mostly is a roster, once it has starts for its duties, and walks. The cheapest choice that
is not refuted is the bound.
"""

import heapq
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from wfm.rostering.search.agents import choices
from wfm.rostering.search.completion import Completion
from wfm.rostering.search.counts import Counts
from wfm.rostering.search.neighbourhoods import Neighbourhoods
from wfm.rostering.search.rounding import WHOLE, rounded
from wfm.rostering.search.workbench import Workbench
from wfm.solver import Limits, Outcome, Status, Values

# No more agents than so many are a small centre, and no more choices of them.
_MOST_AGENTS, _MOST_CHOICES = 150, 4_000
# Nodes of each search: for numbers of duties, for duties of given numbers, for walks as well.
_NODES, _DUTIES_NODES, _WALKS_NODES = 5_000, 200, 500
# A rise of the cost by so much of an agent is worth looking the other way for.
_NOTABLE = 0.2


class _Step(IntEnum):
    """How a choice of agents is looked at next, and at last that it stays undecided."""

    FRACTIONS = 0
    COUNTS = 1
    DUTIES = 2
    WALKS = 3
    UNDECIDED = 4


@dataclass(frozen=True)
class _Choice:
    """So many agents of each group.

    Parameters
    ----------
    agents
        The agents.
    bound
        What no roster of them can be below.
    step
        How they are looked at next.
    """

    agents: tuple[int, ...]
    bound: float
    step: _Step = _Step.FRACTIONS

    @property
    def order(self) -> tuple[float, int, tuple[int, ...]]:
        """The cheapest first, and of those the one that is known best."""
        return self.bound, -self.step, self.agents

    def __lt__(self, other: "_Choice") -> bool:
        return self.order < other.order


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
    if bench.best.closed or not _is_small(bench):
        return None
    if bench.best.early > 0:
        Neighbourhoods(bench, completion, linear).search(0)
    if bench.best.closed:
        return None
    search = _Search(bench, completion)
    search.climb()
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

    def climb(self) -> None:
        """Refute choices of agents, the cheapest first, until one has a roster."""
        best = self._bench.best
        outcome = self._fractions(self._lower, self._upper)
        if outcome.values is None:
            return
        self._inside = outcome.values
        best.raise_bound(outcome.bound)
        waiting = self._choices()
        if not waiting:
            return
        heapq.heapify(waiting)
        undecided = best.cost
        while waiting:
            least = min(waiting[0].bound, undecided)
            best.raise_bound(min(least, best.cost))
            if best.closed or waiting[0].bound >= best.cost - WHOLE:
                return
            if best.early <= 0:
                best.late = True
                return
            after = self._after(heapq.heappop(waiting))
            best.go_on(best.cost, best.bound)
            if after is not None and after.step == _Step.UNDECIDED:
                undecided = min(undecided, after.bound)
            elif after is not None:
                heapq.heappush(waiting, after)
        best.raise_bound(min(undecided, best.cost))

    def _choices(self) -> list[_Choice]:
        """List the choices of agents that may be cheaper than the best roster."""
        counts, best = self._counts, self._bench.best
        costs, agents = np.array(counts.model.costs), counts.agents
        others = costs.copy()
        others[agents] = 0.0
        only_agents = not others[self._upper > 0].any()
        found = choices(
            costs[agents],
            self._lower[agents],
            self._upper[agents],
            least=best.bound - WHOLE if only_agents else 0.0,
            most=best.cost - best.near + WHOLE,
            number=_MOST_CHOICES,
        )
        return [_Choice(some, max(cost, best.bound)) for cost, some in found or ()]

    def _after(self, choice: _Choice) -> _Choice | None:
        """Look at a choice once more; None where it is refuted."""
        counts, best = self._counts, self._bench.best
        lower, upper = self._lower.copy(), self._upper.copy()
        lower[counts.agents] = upper[counts.agents] = choice.agents
        if choice.step == _Step.FRACTIONS:
            outcome = self._fractions(lower, upper)
        elif choice.step == _Step.WALKS:
            outcome = self._walks(choice)
        else:
            outcome = counts.solver.search(
                Limits(best.early, _NODES, gap=best.gap / 2, absolute=best.near),
                lower=lower,
                upper=upper,
                integer=counts.whole(duties=choice.step == _Step.DUTIES),
                improved=best.go_on,
            )
            best.late |= outcome.out_of_time
        if outcome.status == Status.INFEASIBLE:
            return None
        choice = replace(choice, bound=max(choice.bound, outcome.bound))
        if outcome.values is None or choice.step == _Step.WALKS:
            return replace(choice, step=_Step.UNDECIDED)
        if choice.step != _Step.FRACTIONS:
            if counts.asks(outcome.values, self._inside):
                return choice
            self._try(outcome.values, lower, upper)
        return replace(choice, step=_Step(choice.step + 1))

    def _fractions(self, lower: Values, upper: Values) -> Outcome:
        """Solve the linear program, with rows of the walks until it breaks none."""
        outcome = self._relax(lower, upper)
        while outcome.values is not None and self._counts.asks(outcome.values):
            outcome = self._relax(lower, upper)
        return outcome

    def _walks(self, choice: _Choice) -> Outcome:
        """Search the whole program with so many agents."""
        bench = self._bench
        lower, upper = bench.lower(), bench.upper()
        lower[bench.agents] = upper[bench.agents] = choice.agents
        outcome = bench.search(
            lower, upper, Limits(bench.best.early, _WALKS_NODES, absolute=bench.best.near)
        )
        bench.keep(outcome)
        return outcome

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
