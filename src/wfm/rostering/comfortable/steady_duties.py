"""Whole duties of the agents there are, in stints of one start, that miss nobody.

A program of its own, with whole stints in place of days: a column for each stint of a band between
two states of the network, and one for each start of such stints. That is a tighter and a smaller
program than one with a band for each start. Stints may be fractional, as walks of given duties
mostly get whole by themselves. Some duties may start at another time than their stint, at a price:
in a linear program, and where no whole duties miss nobody without them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wfm.rostering.comfortable.starts import Starts, worked_starts
from wfm.rostering.program.network import OFF_DAY
from wfm.rostering.program.program import GroupColumns, Program
from wfm.rostering.search.given import Duties
from wfm.solver import Limits, Model, Outcome, Solver, Status, Terms, Values, clock

# Where an agent missing in a slot costs 1: price of a duty that starts at another time than its
# stint, how far it may be from that [min], and price of a duty at a start that is not worked yet.
_MOVED, _FURTHEST, _ANOTHER_START = 0.3, 120, 0.01
# More of those than this are not worth it.
_FEW_MOVED = 3
# Less than one agent missing in one slot is nobody.
_NOBODY = 0.5
_TINY = 1e-6


@dataclass(frozen=True)
class _Path:
    """A stint of a band from one state of the network to another.

    Parameters
    ----------
    band
        Its band.
    arcs
        The arcs that it takes.
    """

    band: int
    arcs: tuple[int, ...]


class SteadyDuties:
    """The program of whole stints.

    Parameters
    ----------
    built
        The program of the plan; its bands may have several starts.
    most
        What a roster may cost at most [cost units a week].
    """

    def __init__(self, built: Program, most: float) -> None:
        self._built = built
        self._model = Model()
        on_duty = {
            column
            for columns in built.groups
            for arc, column in zip(columns.network.arcs, columns.walks, strict=True)
            if arc.band != OFF_DAY
        }
        self._column = self._without(on_duty)
        self._moved: list[int] = []
        # The stints that take each of those arcs.
        paths: dict[int, list[int]] = defaultdict(list)
        for number, columns in enumerate(built.groups):
            self._add_stints(number, columns, paths)
        for old, coefficients, lower, upper in built.model.rows:
            terms: dict[int, float] = defaultdict(float)
            for c, a in zip(old, coefficients, strict=True):
                for column in paths[c] if c in on_duty else [self._column[c]]:
                    terms[column] += a
            row = [(column, a) for column, a in terms.items() if a]
            self._model.row(row, lower=lower, upper=upper)
        costs = np.array(built.model.costs)
        costs[built.priced] = 0.0
        paid = [(self._column[int(c)], float(costs[c])) for c in np.flatnonzero(costs)]
        self._model.row(paid, upper=most + _TINY)
        self._solver = Solver(self._model, restarts=False)

    def _without(self, gone: set[int]) -> dict[int, int]:
        """Take over all columns but some: missing agents and closed hours cost."""
        old, missing = self._built.model, set(self._built.missing.tolist())
        return {
            c: self._model.column(
                name,
                lower=old.lower[c],
                upper=np.inf if c in missing else old.upper[c],
                integer=old.integer[c],
                cost=float(c in missing or c == self._built.idle),
            )
            for c, name in enumerate(old.names)
            if c not in gone
        }

    def _add_stints(
        self, number: int, columns: GroupColumns, paths: Mapping[int, list[int]]
    ) -> None:
        """Add the stints of a group, their starts, and the duties that start at another time."""
        model, arcs = self._model, columns.network.arcs
        # By first day, band and length.
        alike: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for place, path in enumerate(_paths(columns)):
            column = model.column(f"stint_{number}_{place}")
            alike[arcs[path.arcs[0]].weekday, path.band, len(path.arcs)].append(column)
            for arc in path.arcs:
                paths[columns.walks[arc]].append(column)
        working: dict[tuple[int, int, int], Terms] = {duty: [] for duty in columns.duties}
        for (day, band, length), stints in alike.items():
            starts: Terms = []
            for start in columns.bands[band].starts:
                duties = [((day + k) % 7, band, start) for k in range(length)]
                if all(duty in working for duty in duties):
                    column = model.column(f"starts_{number}_{day}_{band}_{length}_{start}")
                    starts.append((column, 1.0))
                    for duty in duties:
                        working[duty].append((column, -1.0))
            model.row([*starts, *((c, -1.0) for c in stints)], lower=0.0, upper=0.0)
        moved = self._moves(number, columns, working)
        for duty, column in columns.duties.items():
            here = [(self._column[column], 1.0), *working[duty], *moved[duty]]
            model.row(here, lower=0.0, upper=0.0)

    def _moves(
        self, number: int, columns: GroupColumns, working: Mapping[tuple[int, int, int], Terms]
    ) -> dict[tuple[int, int, int], Terms]:
        """Let duties start at another time than their stint."""
        found: dict[tuple[int, int, int], Terms] = defaultdict(list)
        for day, band, start in columns.duties:
            own: Terms = []
            for other in columns.bands[band].starts:
                if other != start and abs(other - start) <= _FURTHEST:
                    name = f"moved_{number}_{day}_{band}_{start}_{other}"
                    column = self._model.column(name, integer=True, cost=_MOVED)
                    own.append((column, 1.0))
                    found[day, band, other].append((column, -1.0))
            # No more than there are.
            self._model.row([*own, *working[day, band, start]], upper=0.0)
            found[day, band, start] += own
            self._moved += [column for column, _ in own]
        return found

    def possible(self, seconds: float) -> bool | None:
        """Whether nobody need be missing, as far as a linear program knows; None: not decided."""
        costs = np.zeros(len(self._model.names))
        costs[self._missing] = 1.0
        outcome = self._solver.relax(costs=costs, seconds=seconds)
        if outcome.status == Status.UNDECIDED:
            return None
        return outcome.status == Status.OPTIMAL and outcome.objective < _TINY

    def starts(self, worked: Sequence[Starts], seconds: float) -> list[Starts]:
        """Return the starts that are worked already, and those that steady stints take besides."""
        costs = np.array(self._model.costs)
        for columns, own in zip(self._built.groups, worked, strict=True):
            for (_, band, start), column in columns.duties.items():
                if (columns.bands[band].shift.name, start) not in own:
                    costs[self._column[column]] += _ANOTHER_START
        outcome = self._solver.relax(costs=costs, seconds=seconds)
        if outcome.values is None:
            return list(worked)
        more = worked_starts(self._built, self._values(outcome.values))
        return [one | other for one, other in zip(worked, more, strict=True)]

    def search(
        self, seconds: float, improved: Callable[[float, float], bool]
    ) -> tuple[Duties | None, bool]:
        """Search for duties that start with their stint: all, or, if none do, all but a few.

        Parameters
        ----------
        seconds
            Longest time [s].
        improved
            Called now and then; true ends the search.

        Returns
        -------
        duties
            How many there are of each; None where none were found that miss nobody.
        late
            Whether the clock ended it: another run may find some.
        """
        until = clock() + seconds
        found = self._searched(Limits(seconds, absolute=_NOBODY), improved)
        if not found.out_of_time and not self._misses_nobody(found.values):
            limits = Limits(until - clock(), absolute=_NOBODY)
            found = self._searched(limits, improved, move=True)
        if found.values is None or not self._misses_nobody(found.values):
            return None, found.out_of_time
        values = self._values(found.values)
        duties = {
            (columns.group.name, day, columns.bands[band].shift.name, start): round(values[column])
            for columns in self._built.groups
            for (day, band, start), column in columns.duties.items()
        }
        return {duty: number for duty, number in duties.items() if number}, found.out_of_time

    def _searched(
        self, limits: Limits, improved: Callable[[float, float], bool], *, move: bool = False
    ) -> Outcome:
        """Search for whole duties, which may start at another time than their stint or not."""
        built = self._built
        integer, upper = np.zeros(len(self._model.names), dtype=bool), np.array(self._model.upper)
        whole = [*built.agents, *(c for g in built.groups for c in g.duties.values())]
        integer[[self._column[c] for c in whole]] = True
        integer[self._moved] = True
        if not move:
            upper[self._moved] = 0.0
        # What costs more than this cannot be found any more.
        enough = _FEW_MOVED * _MOVED + _TINY if move else _NOBODY
        return self._solver.search(
            limits,
            upper=upper,
            integer=integer,
            improved=lambda cost, bound: bound > enough or improved(cost, bound),
        )

    def _misses_nobody(self, values: Values | None) -> bool:
        """Whether nobody is missing in a solution."""
        return values is not None and bool(values[self._missing].sum() <= _NOBODY)

    @property
    def _missing(self) -> list[int]:
        """Columns of missing agents."""
        return [self._column[c] for c in self._built.missing.tolist()]

    def _values(self, values: Values) -> Values:
        """Return the values of the columns of the plan's program; 0 of what is gone."""
        found = np.zeros(len(self._built.model.names))
        for c, column in self._column.items():
            found[c] = values[column]
        return found


def _paths(columns: GroupColumns) -> Iterator[_Path]:
    """Return the stints of one band: from a state after a day off to one before the next."""
    arcs = columns.network.arcs
    step = {(arc.tail, arc.band): number for number, arc in enumerate(arcs)}
    for node in sorted({arc.head for arc in arcs if arc.band == OFF_DAY}):
        for band in range(len(columns.bands)):
            taken: list[int] = []
            at = node
            # Where a rule limits no stint, it is limited here: to the days of a week.
            while len(taken) < 7 and (arc := step.get((at, band))) is not None:
                taken.append(arc)
                at = arcs[arc].head
                if (at, OFF_DAY) in step:
                    yield _Path(band, tuple(taken))
