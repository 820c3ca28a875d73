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
from wfm.scheduling.search.layout import Layout, Reach, layout_of, reach_of, unit_of
from wfm.scheduling.search.problem import OFF, OPEN, Limit, Person, Problem, Values
from wfm.scheduling.search.walks import backward, ends_of, forward

Kinds = NDArray[np.int16]
# Network; bands whose duties are counted; whether weekends and points are; unit of paid time.
_Bound = tuple[int, tuple[tuple[int, ...], ...], bool, bool, int]
# Labels of a day that are worked on at once: as many as the processor keeps near.
_AT_ONCE = 150_000
# Limits that are counted for one person.
_MOST_COUNTED = 2
# How often one person's fines rise, and how many lines are looked at each time.
_TRIES, _LINES = 12, 12


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
    firm
        Whether a limit that the best line breaks is fined so high at once that it is kept.
    held
        Kind that each person is held to, by day; `problem.OPEN` where to none.
    rough
        Whether half the digits do, which takes less time; then least costs prove nothing.
    """

    prices: Values
    floors: Values
    lines: int
    exact: bool
    firm: bool = False
    held: Kinds | None = None
    rough: bool = False


class Pricing:
    """Finds the cheapest lines of people.

    Parameters
    ----------
    problem
        The problem.
    slack
        See `layout.reach_of`; with one, what it says of the least cost is no bound.
    """

    def __init__(self, problem: Problem, slack: int | None = None) -> None:
        self.problem, self._slack = problem, slack
        self._steps = [Steps(network) for network in problem.networks]
        self._costs = np.array([person.costs for person in problem.people])
        self._off = np.array([person.off_costs for person in problem.people])
        self._units = [unit_of(problem, person) for person in problem.people]
        self._numbers = np.arange(problem.kinds)
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

    def allowed(self, person: int, prices: Values) -> Kinds | None:
        """Return the cheapest line found of a person that keeps every limit; None without one.

        Fines of limits rise until a line keeps them all; in the end duties are counted.
        """
        everything = np.full(len(self.problem.people), np.inf)
        for turn in range(_TRIES):
            last = turn == _TRIES - 1
            ask = Ask(prices, everything, _LINES, exact=last, firm=not last, rough=True)
            (priced,) = self.price([person], ask)
            if priced.lines or np.isinf(priced.least):
                break
        return priced.lines[0] if priced.lines else None

    def _bound_by(self, person: int) -> _Bound:
        who = self.problem.people[person]
        bands = tuple(limit.bands for limit in self._counted[person])
        points, weekends = bool(who.points), who.weekends is not None
        return who.network, bands, weekends, points, self._units[person]

    def _reach(self, members: Sequence[int]) -> Reach:
        people = [self.problem.people[member] for member in members]
        counted = [self._counted[member] for member in members]
        return reach_of(self.problem, people, counted, self._slack)

    def _most(self, members: Sequence[int]) -> int:
        """Return how many people are worked on at once."""
        reach = self._reach(members)
        width = max(last - first + 1 for first, last in reach.windows)
        nodes = max(self.problem.networks[self.problem.people[members[0]].network].sizes)
        return max(1, _AT_ONCE // (nodes * width * int(np.prod(reach.sizes[-1]))))

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
        off = self._off[members]
        if ask.held is not None:
            held = ask.held[members]
            by_kind[(held != OPEN)[:, :, None] & (held[:, :, None] != self._numbers)] = np.inf
            off = np.where((held == OPEN) | (held == OFF), off, np.inf)
        costs = self._by_option(members, by_kind, off)
        if ask.rough:
            costs = costs.astype(np.float32)
        starts = [self.problem.people[member].starts for member in members]
        values = forward(layout, reach, costs, starts)
        back = np.array([each.back() for each in fines])
        found = ends_of(values[-1][:-1], reach, ask.floors[members] + back, ask.lines)
        lines = backward(layout, reach, (values, costs), found)
        kinds = self._kinds(key[0], found.person, by_kind, lines)
        for place, member in enumerate(members):
            mine = np.flatnonzero(found.person == place)
            good, broken = self._kept(member, kinds[mine])
            room = len(self._counted[member]) < _MOST_COUNTED
            count = ask.exact and room and broken is not None
            least = float(found.least[place] - back[place])
            if len(mine) and ask.firm:
                fines[place].insist(kinds[mine[0]], float(prices.max(initial=0.0)))
            elif len(mine) and not ask.exact:
                fines[place].follow(kinds[mine[0]])
            yield Priced(member, least, tuple(good)), broken if count else None

    def _by_option(self, members: Sequence[int], by_kind: Values, off: Values) -> Values:
        """Return the cost of each option, by person and day."""
        network = self.problem.people[members[0]].network
        bands = by_kind
        if len(self._first_kind) < self.problem.kinds:
            bands = np.minimum.reduceat(by_kind, self._first_kind, axis=2)
        own = bands[:, :, list(self.problem.bands_of[network])]
        return np.concatenate([off[:, :, None], own], axis=2)

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
