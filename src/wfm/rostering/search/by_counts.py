"""Small centres: rosters and bounds by whole numbers of agents and of duties.

Where a single agent is some per cent of the cost, the linear program is far from any roster: it
works fractions of duties with fractions of agents. `counts`, the program without its walks, is
small enough to be searched in whole numbers of duties. One cost after another is looked at, the
lowest first: whether there are whole numbers of duties that cost no more, whole duties, whole
walks. Where few choices of agents have that cost, each of them is looked at by itself: fractions
refute most, and with the agents given the rest is searched several times faster than all choices
together. The first cost that has them is a roster's; one that is refuted raises the bound.
"""

import math
from collections.abc import Callable
from enum import Enum, auto

import numpy as np

from wfm.rostering.search.completion import Completion
from wfm.rostering.search.counts import Counts
from wfm.rostering.search.neighbourhoods import Neighbourhoods
from wfm.rostering.search.parts import Part, Parts
from wfm.rostering.search.rounding import WHOLE, rounded
from wfm.rostering.search.workbench import Workbench
from wfm.solver import Limits, Outcome, Status, Values

# No more agents than so many are a small centre.
_MOST_AGENTS = 150
# Nodes of the first search of a cost; twice as many in each later one, to the most.
_NODES, _MOST_NODES = 500, 8_000
# Nodes for duties of given numbers, and for walks as well.
_DUTIES_NODES, _WALKS_NODES = 200, 500
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
    if search.begin():
        search.climb(lambda: Neighbourhoods(bench, completion, linear).search(0))
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
        self._parts = Parts(self._counts, bench.best)
        self._inside: Values | None = None
        self._nodes: dict[object, int] = {}
        # What is known of parts of which there is no more to know.
        self._done: dict[object, _Verdict] = {}
        self.last: Values | None = None

    def begin(self) -> bool:
        """Bound the cost by fractions; false where that is the end."""
        best = self._bench.best
        outcome = self._fractions(self._lower, self._upper)
        if outcome.values is None:
            return False
        self._inside = outcome.values
        best.raise_bound(outcome.bound)
        return not best.closed

    def climb(self, stuck: Callable[[], object]) -> None:
        """Look at the lowest cost there may be, and at one halfway to the best roster, in turn.

        The lowest costs are the hardest to find a roster for, and the only ones to raise the bound.

        Parameters
        ----------
        stuck
            Called once, where the lowest cost stays open.
        """
        best = self._bench.best
        # Costs of which nothing more is to be known, and those that are refuted alone.
        left: set[float] = set()
        refuted: set[float] = set()
        halfway = has_been_stuck = False
        while not best.closed:
            if best.early <= 0:
                best.late = True
                return
            width = self._width()
            # Where costs have no steps, none is exactly the bound.
            first = best.bound if best.step else best.bound + width
            steps = range(math.floor((best.cost - best.near - first) / width) + 1)
            levels = [v for n in steps if (v := round(first + n * width, 6)) not in left]
            higher = [v for v in levels if v not in refuted] if halfway else []
            if not levels:
                return
            level = higher[len(higher) // 2] if higher else levels[0]
            verdict = self._up_to(level, width)
            if verdict == _Verdict.NONE and (level <= first or not self._counts.only_agents):
                # The next cost there is, or any that is higher.
                best.raise_bound(min(level + best.step, best.cost))
            elif verdict == _Verdict.NONE:
                (refuted if higher else left).add(level)
            elif verdict == _Verdict.LEFT:
                left.add(level)
            halfway = verdict in (_Verdict.OPEN, _Verdict.LEFT) and not halfway
            if halfway and not has_been_stuck and best.early > 0:
                has_been_stuck = True
                stuck()

    def _width(self) -> float:
        """Return how far costs are apart that are looked at one after another."""
        best = self._bench.best
        width = _SHARE * best.cost
        return best.step * math.ceil(width / best.step) if best.step else width

    def _up_to(self, level: float, width: float) -> _Verdict:
        """Look for a roster of a cost, in one part after another."""
        best, verdicts = self._bench.best, set()
        for part in self._parts.of(level, width):
            if best.early <= 0:
                return _Verdict.OPEN
            verdict = self._done.get(part.key) or self._looked(part)
            if verdict in (_Verdict.NONE, _Verdict.LEFT):
                self._done[part.key] = verdict
            verdicts.add(verdict)
            if best.cost <= level + WHOLE:
                return _Verdict.FOUND
        order = (_Verdict.OPEN, _Verdict.LEFT)
        return next((verdict for verdict in order if verdict in verdicts), _Verdict.NONE)

    def _looked(self, part: Part) -> _Verdict:
        """Look for a roster by fractions, whole numbers of duties, whole duties and whole walks.

        With the agents given, whole duties are refuted as fast as their numbers, and more often;
        but where they are not, their numbers are found sooner.
        """
        if part.key not in self._nodes:
            self._nodes[part.key] = _NODES
            if self._fractions(part.lower, part.upper).status == Status.INFEASIBLE:
                return _Verdict.NONE
            if part.agents is not None and len(part.agents) == 1:
                self._nodes[part.key] = _DUTIES_NODES
                verdict = self._searched(part, duties=True)
                if verdict != _Verdict.OPEN:
                    return verdict or self._with_walks(part)
        for duties in (False, True):
            verdict = self._searched(part, duties=duties)
            if verdict is not None:
                return verdict
        return self._with_walks(part)

    def _searched(self, part: Part, *, duties: bool) -> _Verdict | None:
        """Search whole numbers of duties, or whole duties; None where only walks are missing."""
        best, counts = self._bench.best, self._counts
        for _ in range(_ROUNDS):
            if best.early <= 0:
                return _Verdict.OPEN
            nodes = self._nodes[part.key]
            outcome = counts.solver.search(
                Limits(best.early, nodes, absolute=np.inf),
                lower=part.lower,
                upper=part.upper,
                integer=counts.whole(duties=duties, hired=True),
                improved=best.go_on,
            )
            best.late |= outcome.out_of_time
            if outcome.status == Status.INFEASIBLE:
                return _Verdict.NONE
            if outcome.values is None:
                self._nodes[part.key] = 2 * nodes
                return _Verdict.OPEN if nodes < _MOST_NODES else _Verdict.LEFT
            # Fractions of agents have shown the way to those who are hired.
            outcome.values[counts.agents] = np.round(outcome.values[counts.hired])
            asked = self._take(outcome.values)
            if best.cost <= part.cost + WHOLE:
                return _Verdict.FOUND
            if not asked:
                return None
        return _Verdict.OPEN

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

    def _with_walks(self, part: Part) -> _Verdict:
        """Search the whole program for a roster, where few choices of agents can have it."""
        bench, best = self._bench, self._bench.best
        if part.agents is None:
            return _Verdict.LEFT
        refuted = True
        for agents in part.agents:
            lower, upper = bench.lower(), bench.upper()
            lower[bench.agents] = upper[bench.agents] = agents
            limits = Limits(best.early, _WALKS_NODES, absolute=best.near)
            outcome = bench.search(lower, upper, limits)
            refuted &= outcome.status == Status.INFEASIBLE
            bench.keep(outcome)
        return _Verdict.NONE if refuted else _Verdict.LEFT

    def _fractions(self, lower: Values, upper: Values) -> Outcome:
        """Solve the linear program, with rows of the walks until it breaks none."""
        outcome = self._relax(lower, upper)
        while outcome.values is not None and self._counts.asks(outcome.values):
            outcome = self._relax(lower, upper)
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
