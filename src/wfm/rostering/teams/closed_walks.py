"""Closed walks in the weekly network of one contract group: found, joined, cut.

A rotation is an array of arcs, seven to a week, Monday's arc first; its last arc leads to the node
where its first one starts, so that it can be walked for ever. Two rotations that meet at a node can
be joined there, and one that meets itself can be cut in two; neither changes how often an arc is
used. What covers the load is the action, not the state it is taken in: so there is a loose way too,
which keeps each day's action and walks the actions anew, from whatever state comes before.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

ROWS = WEEKS, NIGHTS, WEEKENDS, HOURS = range(4)  # of totals


@dataclass(frozen=True)
class Circulation:
    """Arcs of one group's weekly network and how many lines take each.

    All arrays have one entry per arc. A node stands for a weekday and the state before that day's
    action. Arcs without flow may be left out; with them, `walked` finds more.

    Raises
    ------
    ValueError
        Lines that enter a node do not all leave it.
    """

    tail: IntArray
    head: IntArray
    weekday: IntArray  # 0 = Monday
    action: IntArray  # 0 = off, otherwise the number of the band
    flow: IntArray  # [lines]
    paid_hours: FloatArray  # [h], 0 on a day off
    night: BoolArray
    weekend: tuple[int, ...] = (5, 6)  # its weekdays, in order
    price: FloatArray | None = None  # of the wishes that an arc fails

    def __post_init__(self) -> None:
        nodes = int(max(self.tail.max(), self.head.max())) + 1
        leaving = np.bincount(self.tail, self.flow, nodes)
        entering = np.bincount(self.head, self.flow, nodes)
        if not np.array_equal(leaving, entering):
            node = int(np.flatnonzero(leaving != entering)[0])
            raise ValueError(
                f"node {node}: {entering[node]:g} lines enter, {leaving[node]:g} leave"
            )

    @property
    def lines(self) -> int:
        """Lines that pass from Sunday to Monday."""
        return int(self.flow[self.weekday == 0].sum())

    @cached_property
    def steps(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Arc and head by tail and action; empty where these do not name one arc."""
        keys = zip(self.tail.tolist(), self.action.tolist(), strict=True)
        steps = {key: (arc, int(self.head[arc])) for arc, key in enumerate(keys)}
        return steps if len(steps) == len(self.tail) else {}

    @cached_property
    def seams(self) -> IntArray:
        """Weekdays before which a rotation may be cut: not those that would part a weekend."""
        first, last = self.weekend[0], self.weekend[-1]
        return np.array([day for day in range(7) if not first < day <= last], dtype=np.int64)

    @cached_property
    def circuits(self) -> tuple[IntArray, ...]:
        """The circuit of each connected component, as of `euler_circuits`."""
        return tuple(euler_circuits(self))

    def price_of(self, *rotations: IntArray) -> float:
        """Return the price of the wishes that rotations fail."""
        if self.price is None:
            return 0.0
        return float(sum(self.price[rotation].sum() for rotation in rotations))

    def worked_weekends(self, rotation: IntArray) -> BoolArray:
        """Tell per week of a rotation whether a duty starts on a day of its weekend."""
        on_duty = self.action[rotation].reshape(-1, 7) > 0
        worked: BoolArray = np.logical_or.reduce(on_duty[:, list(self.weekend)], axis=1)
        return worked

    def totals(self, rotation: IntArray) -> FloatArray:
        """Return weeks, nights, worked weekends and paid hours [h] of a rotation."""
        return np.array(
            [
                len(rotation) / 7,
                self.night[rotation].sum(),
                self.worked_weekends(rotation).sum(),
                self.paid_hours[rotation].sum(),
            ]
        )

    def running_totals(self, rotation: IntArray) -> FloatArray:
        """Return the same four before each day, shape (4, days); weekends count after their end.

        Differences between two days of one weekday of `seams` are the totals of the days between.
        """
        weekends = np.zeros((len(rotation) // 7, 7))
        weekends[:, self.weekend[-1]] = self.worked_weekends(rotation)
        result = np.zeros((4, len(rotation)))
        result[0] = np.arange(len(rotation)) / 7
        for row, each in enumerate(
            (self.night[rotation], weekends.ravel(), self.paid_hours[rotation]), start=1
        ):
            result[row, 1:] = np.cumsum(each)[:-1]
        return result

    def walked(self, days: IntArray, start: int) -> IntArray | None:
        """Walk the actions of `days` from node `start`; None if a rule breaks or it does not close.

        Counters may need a lap to settle: the walk is closed if some lap ends where it began.
        """
        return self.taken(self.action[days].tolist(), start)

    def taken(self, actions: list[int], start: int, laps: int = 3) -> IntArray | None:
        """Take actions day by day from node `start`: the lap that closes, as of `walked`."""
        steps = self.steps
        node = start
        for _ in range(laps):
            lap_start, lap = node, []
            for action in actions:
                step = steps.get((node, action))
                if step is None:
                    return None
                arc, node = step
                lap.append(arc)
            if node == lap_start:
                return np.array(lap)
        return None

    @cached_property
    def mondays(self) -> list[int]:
        """The nodes that a Monday can begin in."""
        nodes: list[int] = np.unique(self.tail[self.weekday == 0]).tolist()
        return nodes

    def closed(self, actions: list[int]) -> IntArray | None:
        """Take a rotation's actions from a Monday on: the lap that closes; None without one."""
        laps = (self.taken(actions, node) for node in self.mondays)
        return next((lap for lap in laps if lap is not None), None)


def from_monday(days: IntArray, first_weekday: int) -> IntArray:
    """Turn a closed walk that starts on `first_weekday` to start on its first Monday."""
    sunday = -first_weekday % 7
    return np.concatenate((days[sunday:], days[:sunday]))


def spliced(one: IntArray, i: int, other: IntArray, j: int) -> IntArray:
    """Insert the whole of `other`, begun at its day j, before day i of `one`."""
    return np.concatenate((one[:i], other[j:], other[:j], one[i:]))


def pieces(days: IntArray, first: int, last: int) -> tuple[IntArray, IntArray]:
    """Return the days from `first` up to `last`, from Monday on, and the days without them."""
    inner = from_monday(days[first:last], first % 7)
    return inner, np.concatenate((days[:first], days[last:]))


def euler_circuits(network: Circulation) -> Iterator[IntArray]:
    """Yield a circuit per connected component; it takes each arc as often as its flow says.

    References
    ----------
    Hierholzer, C. (1873), Mathematische Annalen 6, 30-32.
    """
    left = network.flow.tolist()
    tail, head = network.tail.tolist(), network.head.tolist()
    leaving: dict[int, list[int]] = defaultdict(list)
    for arc in np.flatnonzero(network.flow).tolist():
        leaving[tail[arc]].append(arc)
    mondays = np.unique(network.tail[(network.flow > 0) & (network.weekday == 0)])
    for monday in mondays.tolist():
        circuit, trail = [], [(monday, -1)]
        while trail:
            arcs = leaving[trail[-1][0]]
            while arcs and left[arcs[-1]] == 0:
                arcs.pop()
            if arcs:
                arc = arcs[-1]
                left[arc] -= 1
                arcs.insert(0, arcs.pop())  # take turns: neighbours on the circuit differ
                trail.append((head[arc], arc))
            else:
                circuit.append(trail.pop()[1])
        if len(circuit) > 1:
            yield np.array(circuit[-2::-1])


def shuffled(network: Circulation, rotation: IntArray, rng: Random) -> IntArray:
    """Reorder the walks between the visits to one of a rotation's busiest nodes."""
    nodes = network.tail[rotation]
    nodes = np.where(np.isin(np.arange(len(nodes)) % 7, network.seams), nodes, -1)
    values, counts = np.unique(nodes[nodes >= 0], return_counts=True)
    busiest = values[np.argsort(-counts, kind="stable")[:5]]
    visits = np.flatnonzero(nodes == busiest[rng.randrange(len(busiest))])
    walks = np.split(np.roll(rotation, -visits[0]), visits[1:] - visits[0])
    rng.shuffle(walks)
    return from_monday(np.concatenate(walks), int(visits[0]) % 7)
