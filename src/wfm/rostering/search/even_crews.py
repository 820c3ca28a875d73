"""A first roster beside fixed patterns: crews that follow one another at equal distances.

Agents of patterns are spread thinly over the days on which they may begin: rounded a few at a time
most of them would be nobody, and a search over them goes through rosters that differ by a turn of
all crews. So as many agents are taken to begin every so many days of a pattern, for distances that
divide its length: that leaves few columns, and planners do the same.
"""

import math
from collections import defaultdict

import numpy as np

from wfm.rostering.search.completion import Completion
from wfm.rostering.search.rounding import WHOLE
from wfm.rostering.search.workbench import Workbench
from wfm.solver import Limits, Solver, Status

# Nodes for each distance, and share of the time for all of them.
_NODES, _SHARE = 50, 0.3
# A distance whose linear program costs so much more than the best one is passed over.
_DEARER = 1.1


def even_crews(bench: Workbench, completion: Completion) -> None:
    """Make rosters of crews at equal distances, the rest of the program as it comes."""
    crews, best = np.array(bench.program.crews.agents, dtype=int), bench.best
    days = math.lcm(*(crew.way.pattern.length for crew in bench.program.crews.columns))
    until = best.left * (1 - _SHARE)
    for distance in (d for d in range(1, days) if days % d == 0):
        if best.left < until or best.closed:
            return
        found = _tied(bench, distance, best.left - until)
        if found is None:
            continue
        lower, upper = bench.lower(), bench.upper(elastic=True)
        lower[crews] = upper[crews] = np.round(found[crews])
        values = completion.whole_duties(lower, upper)
        if values is not None:
            completion.complete(values)


def _tied(bench: Workbench, distance: int, seconds: float) -> np.ndarray | None:
    """Return a solution with as many agents every so many days; None where that is dear."""
    model, best = bench.program.model, bench.best
    rows = len(model.rows)
    for columns in _alike(bench, distance):
        for other in columns[1:]:
            model.row([(columns[0], 1.0), (other, -1.0)], lower=0.0, upper=0.0)
    solver = Solver(model)
    del model.rows[rows:]
    linear = solver.relax(upper=bench.upper(), seconds=seconds)
    dear = linear.objective > min(best.cost - WHOLE, _DEARER * max(best.bound, 1.0))
    if linear.status != Status.OPTIMAL or dear:
        return None
    limits = Limits(seconds, _NODES, gap=best.gap, absolute=best.near)
    agents = bench.whole(np.array(bench.program.crews.agents, dtype=int))
    outcome = solver.search(limits, upper=bench.upper(), integer=agents, improved=best.go_on)
    best.late |= outcome.out_of_time
    return outcome.values


def _alike(bench: Workbench, distance: int) -> list[list[int]]:
    """Return columns of agents and of starts that are so many days of a pattern apart."""
    alike: dict[object, list[int]] = defaultdict(list)
    for crew in bench.program.crews.columns:
        way = crew.way
        apart = math.gcd(distance, way.pattern.length)
        same = (crew.group.name, way.pattern, *way.starts.items())
        for line, column in enumerate(crew.agents):
            alike[same, way.pattern.begins(way.first, line) % apart].append(column)
        for (line, shift, start), column in crew.starts.items():
            place = way.pattern.begins(way.first, line) % apart
            alike[same, place, shift, start].append(column)
    return list(alike.values())
