"""Use few distinct starts, at no cost.

A search takes whatever starts cover the requirement; a planner wants few lines in the list of
starts. With walks and agents fixed, duties, meals and breaks are a small program of their own. In
it starts are forbidden all week one after another, the least used first, while its linear program,
which stays as near as it can to the duties there were, has a solution. That is rounded; where this
leads nowhere, the last bans are taken back. A duty that moves inside its band costs what it did.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.program import Program
from wfm.rostering.search.rounding import rounded
from wfm.solver import Model, Outcome, Solver, Values, clock

# Columns of all linear programs that are solved, at most: some two seconds on a small machine.
_COLUMNS = 700_000
# So many duties, meals and breaks moved are worth looking the other way for.
_NOTABLE = 2.0

# A group, the name of its shift, and a start [min after midnight].
Start = tuple[int, str, int]


@dataclass(frozen=True)
class Duties:
    """The part of a program that is free once walks and agents are fixed.

    Parameters
    ----------
    model
        Its columns and rows, and after those a column for each whole one: how far that is above
        what it was.
    columns
        Number in the program of each of its columns.
    starts
        Columns of the duties of each start.
    choices
        Starts of each group, weekday and band that has duties.
    """

    model: Model
    columns: NDArray[np.int64]
    starts: dict[Start, list[int]]
    choices: list[set[Start]]


def fewer_starts(program: Program, values: Values, *, seconds: float) -> tuple[Values, bool]:
    """Return values of the same walks, agents and cost with few distinct starts.

    Parameters
    ----------
    program
        The program.
    values
        Its columns; duties, walks, agents, meals and breaks are whole.
    seconds
        Longest time to take [s].

    Returns
    -------
    values
        Those given, where no start can be spared.
    late
        Whether the clock ended it: another run may end elsewhere.
    """
    began = clock()
    duties = given_walks(program, values)
    solver = Solver(duties.model)
    whole = np.flatnonzero(duties.model.integer)
    lower, most = np.array(duties.model.lower), _COLUMNS // len(duties.model.names)
    linear = _Linear(solver, began + seconds / 2, most // 2)
    unused, spared = _spared(duties, linear, values)
    late = linear.late
    linear = _Linear(solver, began + seconds, most)
    # As many of the spared ones as whole duties can do without, found by halving.
    found, possible, least, tried = None, 0, len(spared) + 1, len(spared)
    while possible < tried < least:
        upper = _without(duties, unused + spared[:tried])
        rest = rounded(linear, lower, upper, whole, notable=_NOTABLE)
        if rest is None:
            least = tried
        else:
            found, possible = rest, tried
        tried = (possible + least) // 2
    late |= linear.late
    if found is None:
        return values, late
    fewer = values.copy()
    fewer[duties.columns] = found[: len(duties.columns)]
    fixed = np.array(program.model.integer[: len(values)])
    fewer[fixed] = np.round(fewer[fixed])
    return fewer, late


class _Linear:
    """Linear programs until a time, so many at most."""

    def __init__(self, solver: Solver, until: float, most: int) -> None:
        self._solver = solver
        self._until = until
        self._left = most
        # Whether the clock ended them.
        self.late = False

    def __call__(self, lower: Values, upper: Values, basis: Any) -> Outcome | None:
        seconds = self._until - clock()
        self.late |= seconds <= 0
        if self.late or self._left == 0:
            return None
        self._left -= 1
        outcome = self._solver.relax(
            lower=lower, upper=upper, again=True, basis=basis, seconds=seconds
        )
        self.late |= outcome.out_of_time
        return outcome


def _spared(duties: Duties, linear: _Linear, values: Values) -> tuple[list[Start], list[Start]]:
    """Return the starts that are not used, and those that fractional duties can do without."""
    uses = {
        key: round(float(values[duties.columns[some]].sum())) for key, some in duties.starts.items()
    }
    order = sorted(uses, key=lambda key: (uses[key], key))
    unused = [key for key in order if not uses[key]]
    left, basis = set(order) - set(unused), None
    spared: list[Start] = []
    for key in order[len(unused) :]:
        if any(some & left == {key} for some in duties.choices):
            continue
        upper = _without(duties, [*unused, *spared, key])
        outcome = linear(np.array(duties.model.lower), upper, basis)
        if outcome is not None and outcome.values is not None:
            basis = outcome.basis
            spared.append(key)
            left.remove(key)
    return unused, spared


def _without(duties: Duties, banned: list[Start]) -> Values:
    """Return upper bounds that leave out these starts."""
    upper = np.array(duties.model.upper)
    for key in banned:
        upper[duties.starts[key]] = 0.0
    return upper


def given_walks(program: Program, values: Values) -> Duties:
    """State the program of duties, meals and breaks for given walks and agents."""
    base, width = program.model, len(values)
    free = ~np.array(base.integer[:width])
    free[[c for kind in program.kinds for one in kind.taken for c in one.values()]] = True
    free[[c for group in program.groups for c in group.duties.values()]] = True
    free[[*program.crews.starts, *program.crews.pauses]] = True
    columns = np.flatnonzero(free)
    place = {int(column): number for number, column in enumerate(columns)}
    model = base.of(columns.tolist())
    model.costs = [0.0] * len(columns)
    for c in program.missing.tolist():
        model.upper[place[c]] = max(0.0, float(np.round(values[c])))
    for used, factors, lower, upper in base.rows:
        terms = [(place[c], a) for c, a in zip(used, factors, strict=True) if c in place]
        if terms and max(used) < width:
            rest = [(c, a) for c, a in zip(used, factors, strict=True) if c not in place]
            given = sum(a * round(float(values[c])) for c, a in rest)
            model.row(terms, lower=lower - given, upper=upper - given)
    for number in np.flatnonzero(model.integer).tolist():
        more = model.column(f"more_{number}", cost=1.0)
        before = float(np.round(values[columns[number]]))
        model.row([(number, 1.0), (more, -1.0)], upper=before)
    return Duties(model, columns, *_starts(program, values, place))


def _starts(
    program: Program, values: Values, place: dict[int, int]
) -> tuple[dict[Start, list[int]], list[set[Start]]]:
    """Return the columns of each start, and the starts between which duties may choose."""
    starts: dict[Start, list[int]] = defaultdict(list)
    choices: dict[tuple[int, int, int], set[Start]] = defaultdict(set)
    working = set()
    for number, group in enumerate(program.groups):
        for (day, band, start), c in group.duties.items():
            key = (number, group.bands[band].shift.name, start)
            starts[key].append(place[c])
            choices[number, day, band].add(key)
            if round(float(values[c])):
                working.add((number, day, band))
    agents = {*program.crews.agents}
    for way, crew in enumerate(program.crews.columns, len(program.groups)):
        shifts = [*crew.way.starts]
        for (line, shift, start), c in crew.starts.items():
            if c in agents:  # the only start of the shift
                continue
            key = (len(program.groups), f"{crew.group.name} {shift}", start)
            starts[key].append(place[c])
            choices[way, line, shifts.index(shift)].add(key)
            if round(float(values[c])):
                working.add((way, line, shifts.index(shift)))
    return dict(starts), [choices[cell] for cell in sorted(working)]
