"""The cheapest days of each person at given prices of cover: dynamic programming over the network.

What is kept of a person's past after each day is the node of the rules' network and, beside it,
counts: worked weekends, duties of some bands, points, paid time. The least cost of each such label
is one array a day, of all people who are bound alike; loops run over days and options only. No
predecessors are stored: lines are read backwards, all at once, by asking from where a value comes.

A limit on the duties of some bands has a fine instead: lines that have more of them pay, lines that
have fewer are paid, so that no line which keeps the limit becomes dearer and the bound stays valid.
Fines follow what the cheapest line of the round before did. Only where they are not enough in the
end, the duties are counted, for those people whose cheapest line still breaks the limit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from wfm.scheduling.search.fines import Fines
from wfm.scheduling.search.labels import Index, Steps
from wfm.scheduling.search.layout import Layout, Reach, is_timed, layout_of, reach_of
from wfm.scheduling.search.problem import OFF, Limit, Person, Problem, Values

Kinds = NDArray[np.int16]
# Network; bands whose duties are counted; whether weekends, points and paid time are.
_Bound = tuple[int, tuple[tuple[int, ...], ...], bool, bool, bool]
# Labels of a day that are worked on at once: as many as the processor keeps near.
_AT_ONCE = 150_000
# Limits that are counted for one person.
_MOST_COUNTED = 2
_TINY = 1e-6


@dataclass(frozen=True)
class Priced:
    """The cheapest lines of a person.

    Parameters
    ----------
    person
        Number of the person.
    least
        No line costs less at these prices; infinite where there is none.
    lines
        The days of some lines.
    """

    person: int
    least: float
    lines: tuple[Kinds, ...]


@dataclass(frozen=True)
class Ask:
    """What is asked of a round of pricing.

    Parameters
    ----------
    prices
        Price of each row of the cover.
    floors
        Lines are wanted that cost less, by person.
    lines
        How many lines of each person.
    exact
        Whether limits that the best line breaks are counted from now on.
    """

    prices: Values
    floors: Values
    lines: int
    exact: bool


class Pricing:
    """Finds the cheapest lines of people.

    Parameters
    ----------
    problem
        The problem.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._steps = [Steps(network) for network in problem.networks]
        self._costs = np.array([person.costs for person in problem.people])
        self._off = np.array([person.off_costs for person in problem.people])
        changes = np.flatnonzero(np.diff(problem.band_of)) + 1
        self._first_kind = np.concatenate([[0], changes]).astype(np.int64)
        self._counted: list[tuple[Limit, ...]] = [()] * len(problem.people)
        self._layouts: dict[_Bound, Layout] = {}
        self._fines = [Fines(problem, person.limits) for person in problem.people]

    @property
    def has_limits(self) -> bool:
        """Whether anybody has limits that may have been left out."""
        return any(person.limits for person in self.problem.people)

    def settle(self) -> None:
        """Ask no fines from now on: duties are counted where a limit asks for it."""
        for fines in self._fines:
            fines.drop_all()

    def price(self, people: Sequence[int], ask: Ask) -> Iterator[Priced]:
        """Yield the cheapest lines of some people, in no particular order."""
        effects = self.problem.cover.effects @ ask.prices
        prices = effects.reshape(self.problem.days, self.problem.kinds)
        todo = list(people)
        while todo:
            again: list[int] = []
            todo.sort(key=self._bound_by)
            for _, alike in groupby(todo, key=self._bound_by):
                members = list(alike)
                while members:
                    size = self._most(members)
                    part, members = members[:size], members[size:]
                    for priced, broken in self._priced(part, prices, ask):
                        if broken is None:
                            yield priced
                        else:
                            self._counted[priced.person] += (broken,)
                            again.append(priced.person)
            todo = again

    def _bound_by(self, person: int) -> _Bound:
        who = self.problem.people[person]
        bands = tuple(limit.bands for limit in self._counted[person])
        timed = is_timed(self.problem, who)
        return who.network, bands, who.weekends is not None, bool(who.points), timed

    def _reach(self, members: Sequence[int]) -> Reach:
        people = [self.problem.people[member] for member in members]
        return reach_of(self.problem, people, [self._counted[member] for member in members])

    def _most(self, members: Sequence[int]) -> int:
        """Return how many people are worked on at once."""
        reach = self._reach(members)
        width = max(last - first + 1 for first, last in reach.windows)
        nodes = max(self.problem.networks[self.problem.people[members[0]].network].sizes)
        return max(1, _AT_ONCE // (nodes * width * int(np.prod(reach.sizes))))

    def _priced(
        self, members: Sequence[int], prices: Values, ask: Ask
    ) -> Iterator[tuple[Priced, Limit | None]]:
        """Yield lines of people who are bound alike, and a limit that is to be counted first."""
        key = self._bound_by(members[0])
        if key not in self._layouts:
            self._layouts[key] = layout_of(self.problem, self._steps[key[0]], key[1:])
        layout, reach = self._layouts[key], self._reach(members)
        fines = [self._fines[member] for member in members]
        by_kind = self._costs[members] - prices
        by_kind += np.array([each.of_kinds() for each in fines])[:, None, :]
        costs = self._by_option(members, by_kind)
        starts = [self.problem.people[member].starts for member in members]
        values = forward(layout, reach, costs, starts)
        back = np.array([each.back() for each in fines])
        found = _ends(values[-1][:-1], reach, ask.floors[members] + back, ask.lines)
        lines = backward(layout, reach, (values, costs), found)
        kinds = self._kinds(key[0], found.person, by_kind, lines)
        for place, member in enumerate(members):
            mine = np.flatnonzero(found.person == place)
            good, broken = self._kept(member, kinds[mine])
            room = len(self._counted[member]) < _MOST_COUNTED
            count = ask.exact and room and broken is not None
            least = float(found.least[place] - back[place])
            if len(mine) and not ask.exact:
                fines[place].follow(kinds[mine[0]])
            yield Priced(member, least, tuple(good)), broken if count else None

    def _by_option(self, members: Sequence[int], by_kind: Values) -> Values:
        """Return the cost of each option, by person and day."""
        network = self.problem.people[members[0]].network
        bands = by_kind
        if len(self._first_kind) < self.problem.kinds:
            bands = np.minimum.reduceat(by_kind, self._first_kind, axis=2)
        own = bands[:, :, list(self.problem.bands_of[network])]
        return np.concatenate([self._off[members][:, :, None], own], axis=2)

    def _kinds(self, network: int, person: Index, by_kind: Values, options: Index) -> Kinds:
        """Take of each band the kind that costs least on the day."""
        problem = self.problem
        bands = np.array([OFF, *problem.bands_of[network]])[options]
        if len(self._first_kind) == problem.kinds:
            return bands.astype(np.int16)
        kinds = np.full(bands.shape, OFF, dtype=np.int16)
        ends = [*self._first_kind[1:], problem.kinds]
        for band in np.unique(bands[bands >= 0]):
            line, day = np.nonzero(bands == band)
            first, last = self._first_kind[band], ends[band]
            kinds[line, day] = first + by_kind[person[line], day, first:last].argmin(axis=1)
        return kinds

    def _kept(self, member: int, lines: Kinds) -> tuple[list[Kinds], Limit | None]:
        """Return the lines that keep every limit, and the first limit that the best one breaks."""
        good: list[Kinds] = []
        broken = None
        for line in lines:
            limit = self._breaks(self.problem.people[member], line)
            if limit is None:
                good.append(line)
            elif broken is None and not good and limit not in self._counted[member]:
                broken = limit
        return good, broken

    def _breaks(self, person: Person, line: Kinds) -> Limit | None:
        if not person.limits:
            return None
        worked = self.problem.band_of[line[line >= 0]]
        counts = np.bincount(worked, minlength=len(self.problem.minutes))
        for limit in person.limits:
            if counts[list(limit.bands)].sum() > limit.most:
                return limit
        return None


@dataclass(frozen=True)
class Ends:
    """Labels after the last day from which lines are read backwards.

    Parameters
    ----------
    least
        The least value of each person.
    person, value, labels
        Of each line: whose it is, what it costs, and its label: node, counts, units.
    """

    least: Values
    person: Index
    value: Values
    labels: Index


def forward(
    layout: Layout, reach: Reach, costs: Values, starts: Sequence[Sequence[int]]
) -> list[Values]:
    """Return the least cost of each label after each day.

    Parameters
    ----------
    layout
        What happens on each day.
    reach
        How large the counts may become.
    costs
        Cost of each option, by person and day.
    starts
        Nodes of each person before the first day.

    Returns
    -------
    list of array
        Before the first day and after each: by node, person, counts and units. A last node, which
        nobody is in, costs infinitely much.
    """
    people, days = costs.shape[:2]
    begin = np.full((layout.nodes[0] + 1, people, *reach.sizes, 1), np.inf)
    for person, nodes in enumerate(starts):
        begin.reshape(len(begin), people, -1)[list(nodes), person, 0] = 0.0
    values = [begin]
    for day in range(days):
        (low, high), (lower, upper) = reach.windows[day], reach.windows[day + 1]
        old = values[-1]
        new = np.full((layout.nodes[day + 1] + 1, people, *reach.sizes, upper - lower + 1), np.inf)
        gathered, reduced = -1, old
        for act in layout.acts[day]:
            cost = costs[:, day, act.options].min(axis=1)
            if not np.isfinite(cost).any():
                continue
            first, last = max(low, lower - act.units), min(high, upper - act.units)
            if first > last:
                continue
            if act.sources != gathered:
                gathered, reduced = act.sources, layout.gather(day, act.sources, old)
            to = [slice(step, None) for step in act.steps]
            fro = [slice(None, -step or None) for step in act.steps]
            shift = slice(first + act.units - lower, last + act.units - lower + 1)
            source = reduced[(slice(None), slice(None), *fro, slice(first - low, last - low + 1))]
            taken = source + cost.reshape(-1, *[1] * (len(act.steps) + 1))
            there = (slice(None), *to, shift)
            if isinstance(act.targets, slice):
                part = new[(act.targets, *there)]
                np.minimum(part, taken, out=part)
            else:
                for place, target in enumerate(act.targets):
                    part = new[(target, *there)]
                    np.minimum(part, taken[place], out=part)
        values.append(new)
    return values


def _ends(last: Values, reach: Reach, floors: Values, wanted: int) -> Ends:
    """Choose the cheapest labels of each person."""
    values = np.moveaxis(last, 1, 0) + reach.at_end
    shape = values.shape[1:]
    flat = values.reshape(len(values), -1)
    wanted = min(wanted, flat.shape[1])
    top = np.argpartition(flat, wanted - 1, axis=1)[:, :wanted]
    value = np.take_along_axis(flat, top, axis=1)
    order = np.argsort(value, axis=1, kind="stable")
    top, value = np.take_along_axis(top, order, 1), np.take_along_axis(value, order, 1)
    person, place = np.nonzero(value < floors[:, None] - _TINY)
    labels = np.column_stack(np.unravel_index(top[person, place], shape))
    return Ends(value[:, 0], person, value[person, place], labels)


def backward(layout: Layout, reach: Reach, known: tuple[list[Values], Values], ends: Ends) -> Index:
    """Read lines backwards from their last labels; return the option of each line and day."""
    values, costs = known
    days = costs.shape[1]
    lines = np.zeros((len(ends.person), days), dtype=np.int64)
    if not len(lines):
        return lines
    node, counts = ends.labels[:, 0], [*ends.labels[:, 1:-1].T]
    units = ends.labels[:, -1] + reach.windows[days][0]
    who = ends.person[:, None]
    rows = np.arange(len(lines))
    for day in reversed(range(days)):
        incoming = layout.incoming(day)
        source, option = incoming.sources[node], incoming.options[node]
        mark, valid = incoming.marks[node], option >= 0
        steps = layout.steps[day][:, option]
        low, high = reach.windows[day]
        before = []
        for axis, count in enumerate(counts):
            step = mark if layout.marked[axis] else steps[axis]
            left = count[:, None] - step
            valid &= left >= 0
            before.append(np.maximum(left, 0))
        left = units[:, None] - steps[-1]
        valid &= (left >= low) & (left <= high)
        inside = np.clip(left, low, high) - low
        value = values[day][(source, who, *before, inside)] + costs[who, day, option]
        value[~valid] = np.inf
        best = value.argmin(axis=1)
        lines[:, day] = option[rows, best]
        node, units = source[rows, best], left[rows, best]
        counts = [each[rows, best] for each in before]
    return lines
