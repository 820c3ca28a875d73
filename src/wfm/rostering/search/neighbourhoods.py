"""Better rosters: duties and agents near the linear and the best solution."""

import numpy as np

from wfm.rostering.search.completion import Completion
from wfm.rostering.search.rounding import WHOLE
from wfm.rostering.search.workbench import Columns, Workbench
from wfm.solver import Limits, Values

# Nodes of the first neighbourhood, and so many more of each after it.
_NODES = 100
# Every third neighbourhood is wider, and the later ones let in so many unused duties [share].
_TURNS = 3
_UNUSED_SHARE = 0.15


class Neighbourhoods:
    """Searches one neighbourhood after another.

    Parameters
    ----------
    bench
        The program, with its best roster.
    completion
        Makes rosters of what is found.
    linear
        The linear solution.
    """

    def __init__(self, bench: Workbench, completion: Completion, linear: Values) -> None:
        self._bench = bench
        self._completion = completion
        self._linear = linear
        self._random = np.random.default_rng(1)

    def search(self, turn: int) -> None:
        """Search a neighbourhood, with walks fractional where that does."""
        bench, best, hard = self._bench, self._bench.best, self._completion.hard_walks
        lower, upper = self._bounds(turn, hard)
        nodes = _NODES * (1 + turn)
        outcome = bench.search(
            lower,
            upper,
            Limits(best.early, nodes, gap=best.gap / 2, absolute=best.near),
            integer=bench.whole(bench.duties, bench.agents, hard),
            start=best.values,
        )
        if outcome.values is not None and outcome.objective < best.cost - WHOLE:
            self._completion.complete(outcome.values)

    def _bounds(self, turn: int, hard: Columns) -> tuple[Values, Values]:
        """Return the bounds of a neighbourhood."""
        bench, linear, known = self._bench, self._linear, self._bench.best.values
        duties, base = bench.duties, linear if known is None else known
        lower, upper = bench.lower(), bench.upper(elastic=bench.elastic or known is None)
        radius = 1 + (turn % _TURNS == _TURNS - 1)
        let_in = _UNUSED_SHARE * (1 + turn % _TURNS)
        least = np.minimum(np.floor(linear[duties] + WHOLE), np.round(base[duties]))
        most = np.maximum(np.ceil(linear[duties] - WHOLE), np.round(base[duties]))
        unused = most == 0
        if turn:
            unused &= self._random.random(len(duties)) > let_in
        near = np.where(unused, 0, most + radius)
        lower[duties] = np.maximum(lower[duties], least - radius)
        upper[duties] = np.minimum(upper[duties], near)
        idle = np.maximum(linear[hard], base[hard]) < WHOLE
        idle &= self._random.random(len(idle)) > let_in
        upper[hard[idle]] = 0.0
        return lower, upper
