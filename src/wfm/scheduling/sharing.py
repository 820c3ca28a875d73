"""Share hours, nights, weekends and holidays among people, at no cost.

The search for a schedule asks who must work for the cover, and who wishes to; among the schedules
that are as good it takes any. Here two people of one contract exchange some days in a row: what is
covered stays the same, and whatever makes hours or undesired duties more even, keeps every rule
and limit and costs nothing is done. What people had before counts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from wfm.scheduling.search.problem import Line, Person, Problem, Values, line_of

_TINY = 1e-9
# Less than this is no gain; exchanges of two people that are tried, and how many days in a row are
# looked at two by two; rounds over all pairs.
_GAIN, _TRIES, _SPANS, _ROUNDS = 1e-6, 40, 120, 30

Index = NDArray[np.int64]
# The nodes after each day of the week, by node and option.
_Tables = list[list[list[int]]]


@dataclass(frozen=True)
class Burdens:
    """What is to be shared.

    Parameters
    ----------
    loads
        How much of each burden a duty is, by burden, day and kind.
    before
        How much each person had of each burden before the first day.
    shares
        Which share of a burden is a person's own, such as the hours of the contract; 0: none.
    contracts
        Paid time of each person by contract, in all days [min].
    """

    loads: Values
    before: Values
    shares: Values
    contracts: Values


class _Held:
    """A person with the line that is held."""

    def __init__(
        self, problem: Problem, number: int, line: Line, burdens: Burdens, tables: _Tables
    ) -> None:
        self.number, self.person = number, problem.people[number]
        self._problem, self._burdens, self._tables = problem, burdens, tables
        self._network = problem.networks[self.person.network]
        bands = problem.bands_of[self.person.network]
        self._options = {band: place for place, band in enumerate(bands, start=1)}
        # How many lines were held so far.
        self.times = 0
        self.take(line)

    def take(self, line: Line) -> None:
        """Hold a line."""
        problem, kinds = self._problem, line.kinds
        self.line, self.kinds = line, kinds
        self.times += 1
        days, on = np.arange(problem.days), kinds >= 0
        loads = self._burdens.loads[:, days, kinds] * on
        minutes = problem.minutes[problem.band_of[kinds]] * on
        self.loads = np.vstack([np.zeros(len(loads)), np.cumsum(loads.T, axis=0)])
        self.minutes = np.concatenate([[0], np.cumsum(minutes)])
        self.has = self._burdens.before[self.number] + self.loads[-1]
        self.before = [tuple(self.person.starts)]
        for day, kind in enumerate(kinds):
            self.before.append(self._after(self.before[-1], day, int(kind)))
        last = self._network.sizes[problem.weekday(problem.days)]
        self.ends_well = [np.ones(last, dtype=bool)]
        for day in reversed(range(problem.days)):
            table = self._network.following[problem.weekday(day)]
            after = table[:, self._option(int(kinds[day]))]
            self.ends_well.append((after >= 0) & self.ends_well[-1][after])
        self.ends_well.reverse()

    def _after(self, nodes: tuple[int, ...], day: int, kind: int) -> tuple[int, ...]:
        """Return the nodes in which the rules may be after a day."""
        table, option = self._tables[self._problem.weekday(day)], self._option(kind)
        reached = {table[node][option] for node in nodes}
        return tuple(node for node in reached if node >= 0)

    def walks(self, kinds: NDArray[np.int16], free: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return from which day up to which other the rules allow other days, by the two.

        Parameters
        ----------
        kinds
            The other days.
        free
            Those that may be had.
        """
        days = len(kinds)
        found = np.zeros((days + 1, days + 1), dtype=bool)
        for first in range(days):
            nodes = self.before[first]
            for day in range(first, days):
                nodes = self._after(nodes, day, int(kinds[day])) if free[day] else ()
                if not nodes:
                    break
                well = self.ends_well[day + 1]
                found[first, day + 1] = any(well[node] for node in nodes)
        return found

    def costs(self, kinds: NDArray[np.int16]) -> Values:
        """Return what days cost this person."""
        days = np.arange(self._problem.days)
        found: Values = np.where(
            kinds < 0, self.person.off_costs, self.person.costs[days, np.maximum(kinds, 0)]
        )
        return found

    def may_have(self, kinds: NDArray[np.int16]) -> bool:
        """Whether days keep the rules, and the limits on weekends and duties of a shift."""
        bands = self._problem.band_of[kinds[kinds >= 0]]
        if any(np.isin(bands, limit.bands).sum() > limit.most for limit in self.person.limits):
            return False
        # The fewest worked weekends with which the rules are in each node.
        least = dict.fromkeys(self.person.starts, 0)
        for day, kind in enumerate(kinds):
            weekday, option = self._problem.weekday(day), self._option(int(kind))
            table, marks = self._tables[weekday], self._network.marks[weekday]
            then: dict[int, int] = {}
            for node, number in least.items():
                after = table[node][option]
                if after >= 0:
                    more = number + int(marks[node, option])
                    then[after] = min(more, then.get(after, more))
            least = then
        most = self.person.weekends
        return bool(least) and (most is None or min(least.values()) <= most)

    def _option(self, kind: int) -> int:
        return 0 if kind < 0 else self._options[int(self._problem.band_of[kind])]


def shared(
    problem: Problem, lines: Sequence[Line], burdens: Burdens, is_over: Callable[[], bool]
) -> tuple[Line, ...]:
    """Exchange days of people as long as burdens become more even.

    The sum over burdens and people of the square of what each has, by what is their own share,
    falls with every exchange; the cost of the schedule does not rise.

    Parameters
    ----------
    problem, lines
        The problem, and a line of each person.
    burdens
        What is to be shared.
    is_over
        Whether time is.
    """
    tables = [[table.tolist() for table in network.following] for network in problem.networks]
    held = [
        _Held(problem, number, line, burdens, tables[problem.people[number].network])
        for number, line in enumerate(lines)
    ]
    pairs = [
        (one, other)
        for one, other in combinations([each for each in held if burdens.shares[each.number]], 2)
        if problem.bands_of[one.person.network] == problem.bands_of[other.person.network]
    ]
    seen: dict[tuple[int, int], tuple[int, int]] = {}
    for _ in range(_ROUNDS):
        changed = False
        for one, other in sorted(pairs, key=lambda pair: -_uneven(pair[0], pair[1], burdens)):
            both, now = (one.number, other.number), (one.times, other.times)
            if seen.get(both) == now:
                continue
            if is_over():
                return tuple(each.line for each in held)
            changed |= _exchanged(problem, one, other, burdens)
            seen[both] = now
        if not changed:
            break
    return tuple(each.line for each in held)


def _uneven(one: _Held, other: _Held, burdens: Burdens) -> float:
    """Return how far apart two people are."""
    shares = burdens.shares[[one.number, other.number]]
    return float(((one.has / shares[0] - other.has / shares[1]) ** 2).sum())


def _exchanged(problem: Problem, one: _Held, other: _Held, burdens: Burdens) -> bool:
    """Exchange the days of two people that gain most, if any do."""
    cost = one.line.cost + other.line.cost
    for spans in _gains(one, other, burdens):
        mine, theirs = one.kinds.copy(), other.kinds.copy()
        for first, last in spans:
            mine[first:last], theirs[first:last] = other.kinds[first:last], one.kinds[first:last]
        if not (one.may_have(mine) and other.may_have(theirs)):
            continue
        new = line_of(problem, one.person, mine), line_of(problem, other.person, theirs)
        if new[0].cost + new[1].cost <= cost + _TINY:
            one.take(new[0])
            other.take(new[1])
            return True
    return False


def _gains(one: _Held, other: _Held, burdens: Burdens) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield which days two people may exchange, what gains most first.

    They are some in a row, or two times some in a row.
    """
    shares = burdens.shares[[one.number, other.number]]
    if _uneven(one, other, burdens) < _TINY:
        return
    costs = one.costs(other.kinds) + other.costs(one.kinds)
    costs = costs - one.costs(one.kinds) - other.costs(other.kinds)
    allowed = one.walks(other.kinds, np.isfinite(costs)) & other.walks(
        one.kinds, np.isfinite(costs)
    )
    # Days that are alike at either end change nothing.
    different = one.kinds != other.kinds
    allowed[:-1] &= different[:, None]
    allowed[:, 1:] &= different[None, :]
    first, last = np.nonzero(allowed)
    if not len(first):
        return
    dearer = np.concatenate([[0.0], np.cumsum(np.where(np.isfinite(costs), costs, 0.0))])
    moves = np.column_stack(
        [_moved(sums, first, last) for sums in (other.loads - one.loads, dearer)]
    )
    longer = _moved(other.minutes - one.minutes, first, last)
    moves = np.column_stack([moves, longer])

    def gain(moved: Values) -> Values:
        """Return by how much burdens are less even; infinite where that is not allowed."""
        burden, cost, time = moved[:, :-2], moved[:, -2], moved[:, -1]
        worse = (burden * (2 * one.has + burden)).sum(axis=1) / shares[0]
        worse += (burden * (burden - 2 * other.has)).sum(axis=1) / shares[1]
        fits = _fits(one.person, one.minutes[-1] + time)
        fits &= _fits(other.person, other.minutes[-1] - time) & (cost <= _TINY)
        found: Values = np.where(fits, worse, np.inf)
        return found

    alone = gain(moves)
    some = np.argsort(alone, kind="stable")[:_SPANS]
    before, after = (each.reshape(-1) for each in np.meshgrid(some, some, indexing="ij"))
    apart = last[before] < first[after]
    before, after = before[apart], after[apart]
    both = gain(moves[before] + moves[after])
    every = np.concatenate([alone, both])
    for place in np.argsort(every, kind="stable")[:_TRIES]:
        if every[place] >= -_GAIN:
            return
        parts = (
            [place]
            if place < len(alone)
            else [before[place - len(alone)], after[place - len(alone)]]
        )
        yield tuple((int(first[part]), int(last[part])) for part in parts)


def _moved(sums: Values, first: Index, last: Index) -> Values:
    """Return what lies from some days up to others, of sums up to each day."""
    found: Values = sums[last] - sums[first]
    return found


def _fits(person: Person, minutes: Values) -> NDArray[np.bool_]:
    return (person.least <= minutes) & (minutes <= person.most)
