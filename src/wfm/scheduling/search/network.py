"""What the rules allow from day to day: one network of all of them, for each day of the week.

Each rule follows a person by a small machine. Their product, taken rule by rule, is a network whose
nodes are what has to be remembered of the past; after each rule, nodes of equal futures are put
together, and those without a future are left out. Option 0 of a day is the day off, the others are
bands.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from wfm.work.rules.rule import Rule
from wfm.work.rules.wishes import Wish, wishes_among
from wfm.work.shifts import Band

DAYS = 7
Nodes = NDArray[np.int32]


@dataclass(frozen=True)
class Network:
    """What may follow what.

    Parameters
    ----------
    following
        For each weekday (0 = Monday): the node after the day, by the node before it and the option;
        -1 where that is forbidden.
    marks
        For each weekday: whether that day brings what is counted, by node and option.
    first
        For each weekday: the node of a person who has just had enough days off before it; -1 where
        there is none.
    """

    following: tuple[Nodes, ...]
    marks: tuple[Nodes, ...]
    first: tuple[int, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Number of nodes before each weekday."""
        return tuple(len(table) for table in self.following)

    def after(self, node: int, weekday: int, option: int) -> int:
        """Return the node after a day; -1 where it is forbidden."""
        return int(self.following[weekday][node, option])


@dataclass(frozen=True)
class WeekendBegun(Wish):
    """The first day on duty of a weekend.

    Parameters
    ----------
    weekend
        Its weekdays, in order.
    """

    price: float = 0.0
    weekend: tuple[int, ...] = (5, 6)

    def first(self) -> Hashable:
        """Begin outside a weekend."""
        return False

    def step(self, state: Hashable, weekday: int, band: Band | None) -> Hashable:
        """Remember whether the weekend has a duty already."""
        if weekday not in self.weekend or weekday == self.weekend[-1]:
            return False
        return state or band is not None

    def met(self, state: Hashable, weekday: int, band: Band | None) -> bool:
        """Whether this duty makes the weekend a worked one."""
        return weekday in self.weekend and band is not None and not state


def network_of(rules: Sequence[Rule], bands: Sequence[Band]) -> Network:
    """Put the machines of all rules together.

    Parameters
    ----------
    rules
        The rules; of a wish, what it speaks of is counted.
    bands
        What the options from 1 on are.
    """
    free = Network(
        tuple(np.zeros((1, len(bands) + 1), dtype=np.int32) for _ in range(DAYS)),
        tuple(np.zeros((1, len(bands) + 1), dtype=np.int32) for _ in range(DAYS)),
        (0,) * DAYS,
    )
    machines = [_merged(_machine(rule, bands)) for rule in rules]
    machines.sort(key=lambda machine: sum(machine.sizes))
    return _ordered(reduce(lambda one, other: _merged(_product(one, other)), machines, free))


def _machine(rule: Rule, bands: Sequence[Band]) -> Network:
    """Follow a rule through every day of the week."""
    options: tuple[Band | None, ...] = (None, *bands)
    wish = next((wish for _, wish in wishes_among([rule])), None)
    places: list[dict[Hashable, int]] = [{rule.first(): 0} for _ in range(DAYS)]
    rows: list[list[list[int]]] = [[] for _ in range(DAYS)]
    marks: list[list[list[int]]] = [[] for _ in range(DAYS)]
    while any(len(rows[day]) < len(places[day]) for day in range(DAYS)):
        for day in range(DAYS):
            following = places[(day + 1) % DAYS]
            for state in list(places[day])[len(rows[day]) :]:
                row = []
                for band in options:
                    after = rule.step(state, day, band)
                    row.append(-1 if after is None else following.setdefault(after, len(following)))
                rows[day].append(row)
                marks[day].append([int(wish.met(state, day, b)) if wish else 0 for b in options])
    return Network(
        tuple(np.array(table, dtype=np.int32) for table in rows),
        tuple(np.array(table, dtype=np.int32) for table in marks),
        (0,) * DAYS,
    )


def _product(one: Network, other: Network) -> Network:
    """Follow two networks at once, as far as they are reached."""
    width = [len(table) for table in other.following]
    begins = [
        one.first[day] * width[day] + other.first[day]
        if min(one.first[day], other.first[day]) >= 0
        else -1
        for day in range(DAYS)
    ]
    known = [np.array([code] if code >= 0 else [], dtype=np.int64) for code in begins]
    fresh = list(known)
    while any(len(codes) for codes in fresh):
        for day in range(DAYS):
            after = np.unique(_codes(one, other, day, fresh[day], width))
            fresh[day] = fresh[day][:0]
            nextday = (day + 1) % DAYS
            new = np.setdiff1d(after[after >= 0], known[nextday], assume_unique=True)
            known[nextday] = np.union1d(known[nextday], new)
            fresh[nextday] = np.union1d(fresh[nextday], new)
    following, marks = [], []
    for day in range(DAYS):
        codes = _codes(one, other, day, known[day], width)
        there = known[(day + 1) % DAYS]
        place = np.searchsorted(there, codes)
        following.append(np.where(codes >= 0, place, -1).astype(np.int32))
        left, right = np.divmod(known[day], width[day])
        marks.append(one.marks[day][left] + other.marks[day][right])
    first = [
        int(np.searchsorted(known[day], code)) if code >= 0 else -1
        for day, code in enumerate(begins)
    ]
    return Network(tuple(following), tuple(marks), tuple(first))


def _codes(
    one: Network, other: Network, day: int, codes: NDArray[np.int64], width: Sequence[int]
) -> NDArray[np.int64]:
    """Return the pairs of nodes that follow some pairs, by option; -1 where one forbids it."""
    left, right = np.divmod(codes, width[day])
    after = one.following[day][left].astype(np.int64)
    beside = other.following[day][right]
    both = after * width[(day + 1) % DAYS] + beside
    return np.where((after >= 0) & (beside >= 0), both, -1)


def _merged(network: Network) -> Network:
    """Put nodes of equal futures together, and leave out those without one."""
    following = list(_with_a_future(network).following)
    classes = [np.zeros(len(table), dtype=np.int64) for table in following]
    count = -1
    while (total := sum(len(np.unique(each)) for each in classes)) > count:
        count = total
        classes = [
            np.unique(
                np.column_stack(
                    [
                        classes[day],
                        np.where(following[day] < 0, -1, classes[(day + 1) % DAYS][following[day]]),
                        network.marks[day] * (following[day] >= 0),
                    ]
                ),
                axis=0,
                return_inverse=True,
            )[1].reshape(-1)
            for day in range(DAYS)
        ]
    return _numbered(network, following, classes)


def _with_a_future(network: Network) -> Network:
    """Forbid what leads to nodes from which nothing goes on."""
    following = [table.copy() for table in network.following]
    changed = True
    while changed:
        changed = False
        for day in reversed(range(DAYS)):
            dead: NDArray[np.bool_] = np.all(following[(day + 1) % DAYS] < 0, axis=1)
            leads = (following[day] >= 0) & dead[following[day]]
            changed |= bool(leads.any())
            following[day][leads] = -1
    return Network(tuple(following), network.marks, network.first)


def _numbered(
    network: Network,
    following: Sequence[Nodes],
    classes: Sequence[NDArray[np.int64]],
) -> Network:
    """Make a node of each class of nodes."""
    numbers, speakers = [], []
    for day in range(DAYS):
        gone: NDArray[np.bool_] = np.all(following[day] < 0, axis=1)
        kept, speaker = np.unique(classes[day][~gone], return_index=True)
        place = np.searchsorted(kept, classes[day])
        found = np.isin(classes[day], kept) & ~gone
        numbers.append(np.where(found, place, -1))
        speakers.append(np.flatnonzero(~gone)[speaker])
    tables, marks = [], []
    for day in range(DAYS):
        table = following[day][speakers[day]]
        there = numbers[(day + 1) % DAYS]
        tables.append(np.where(table < 0, -1, there[table]).astype(np.int32))
        marks.append((network.marks[day][speakers[day]] * (table >= 0)).astype(np.int32))
    first = tuple(
        int(numbers[day][node]) if node >= 0 else -1 for day, node in enumerate(network.first)
    )
    return Network(tuple(tables), tuple(marks), first)


def _ordered(network: Network) -> Network:
    """Give nodes that the same options lead to numbers next to each other."""
    places = []
    for day in range(DAYS):
        table = network.following[day - 1]
        led = np.full(len(network.following[day]), table.shape[1])
        for option in reversed(range(table.shape[1])):
            led[table[:, option][table[:, option] >= 0]] = option
        order = np.argsort(led, kind="stable")
        place = np.empty(len(order), dtype=np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        places.append((order, place))
    following, marks = [], []
    for day in range(DAYS):
        order, there = places[day][0], places[(day + 1) % DAYS][1]
        table = network.following[day][order]
        following.append(np.where(table < 0, -1, there[table]).astype(np.int32))
        marks.append(network.marks[day][order])
    first = tuple(
        int(places[day][1][node]) if node >= 0 else -1 for day, node in enumerate(network.first)
    )
    return Network(tuple(following), tuple(marks), first)
