"""Closed walks of a whole team: the one that is worth most, and where it leaves the old one.

A team is walked week by week. Where it stays on the days that it has it costs nothing but these;
a week of other days has its price, and a week may be left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.network import OFF_DAY, WEEKDAYS
from wfm.rostering.program.program import GroupColumns

Values = NDArray[np.float64]

_TINY = 1e-6


@dataclass(frozen=True)
class Layer:
    """The arcs of a weekday, ordered by head; nodes are numbered among those of a weekday.

    Parameters
    ----------
    tails, actions
        Of each arc its tail, and 0 for a day off, else 1 and more for a band.
    first
        First arc of each head.
    nodes
        Number of nodes of this weekday.
    """

    tails: NDArray[np.int64]
    actions: NDArray[np.int64]
    first: NDArray[np.int64]
    nodes: int

    def best(self, values: Values, worth: Values) -> Values:
        """Return the most that each head is worth, by what the tails are, shape (walks, nodes)."""
        through = values[:, self.tails] + worth[self.actions]
        most: Values = np.maximum.reduceat(through, self.first, axis=1)
        return most

    def back(self, values: Values, worth: Values, head: int) -> tuple[int, int]:
        """Return tail and action of the arc by which a head is worth most."""
        first = int(self.first[head])
        end = int(self.first[head + 1]) if head + 1 < len(self.first) else len(self.tails)
        through = values[self.tails[first:end]] + worth[self.actions[first:end]]
        arc = first + int(np.argmax(through))
        return int(self.tails[arc]), int(self.actions[arc])

    def step(self, tail: int, action: int) -> int | None:
        """Return the head that an action leads to; None where there is no such arc."""
        arcs = np.flatnonzero((self.tails == tail) & (self.actions == action))
        if not len(arcs):
            return None
        return int(np.searchsorted(self.first, arcs[0], side="right")) - 1


def layers_of(group: GroupColumns) -> list[Layer]:
    """Return the arcs of each weekday of a group's network."""
    by_day = [[arc for arc in group.network.arcs if arc.weekday == d] for d in range(WEEKDAYS)]
    number = [
        {node: n for n, node in enumerate(sorted({arc.tail for arc in arcs}))} for arcs in by_day
    ]
    found = []
    for day, arcs in enumerate(by_day):
        heads = number[(day + 1) % WEEKDAYS]
        ordered = sorted(arcs, key=lambda arc: (heads[arc.head], number[day][arc.tail], arc.band))
        into = np.array([heads[arc.head] for arc in ordered], dtype=np.int64)
        found.append(
            Layer(
                np.array([number[day][arc.tail] for arc in ordered], dtype=np.int64),
                np.array([arc.band - OFF_DAY for arc in ordered], dtype=np.int64),
                np.searchsorted(into, np.arange(len(heads))),
                len(number[day]),
            )
        )
    return found


def mondays_of(layers: Sequence[Layer], actions: Sequence[int]) -> list[int] | None:
    """Return the node of each Monday of a closed rotation; None where the network lacks it."""
    for start in range(layers[0].nodes):
        node: int | None = start
        mondays: list[int] = []
        for position, action in enumerate(actions):
            if node is None:
                break
            if position % WEEKDAYS == 0:
                mondays.append(node)
            node = layers[position % WEEKDAYS].step(node, action)
        if node == start:
            return mondays
    return None


@dataclass(frozen=True)
class Worth:
    """What a team's weeks are worth.

    Parameters
    ----------
    days
        Of each day off, and in each band, shape (days, bands + 1).
    line
        Of a line.
    stays
        Of each week as it is, days and line.
    price
        Of each week of other days.
    left_out
        Of each week that is left out, its price included.
    """

    days: Values
    line: float
    stays: Values
    price: Values
    left_out: Values


# The actions of a week; STAYS: the week as it is; LEFT_OUT: none.
Week = tuple[int, ...] | str
STAYS, LEFT_OUT = "stays", "left out"


@dataclass(frozen=True)
class Walk:
    """A closed walk: its weeks, and the node of the Monday before each and after the last."""

    weeks: tuple[Week, ...]
    mondays: tuple[int, ...]


def best_walk(layers: Sequence[Layer], base: Sequence[int] | None, worth: Worth) -> Walk | None:
    """Return the walk that is worth most.

    Parameters
    ----------
    layers
        The network.
    base
        Node of each Monday of the team as it is; None: it is in no network, and has to change.
    worth
        What its weeks are worth.
    """
    n = layers[0].nodes
    values = np.full((n, n), -np.inf)
    np.fill_diagonal(values, 0.0)
    for week in range(len(worth.price)):
        values = _after(layers, base, worth, week, values)[-1]
    start = int(np.argmax(np.diagonal(values)))
    if not np.isfinite(values[start, start]):
        return None
    values = np.full((1, n), -np.inf)
    values[0, start] = 0.0
    steps = []
    for week in range(len(worth.price)):
        steps.append(_after(layers, base, worth, week, values))
        values = steps[-1][-1]
    weeks: list[Week] = []
    node, mondays = start, [start]
    for week in reversed(range(len(steps))):
        node, actions = _back(layers, base, worth, week, steps[week], node)
        weeks.insert(0, actions)
        mondays.insert(0, node)
    return Walk(tuple(weeks), tuple(mondays))


def _after(
    layers: Sequence[Layer], base: Sequence[int] | None, worth: Worth, week: int, values: Values
) -> list[Values]:
    """Return what each node is worth before each day of a week, and at last after it."""
    days = [values]
    for day, layer in enumerate(layers):
        days.append(layer.best(days[-1], worth.days[week * WEEKDAYS + day]))
    after = np.maximum(days.pop() + worth.line - worth.price[week], values + worth.left_out[week])
    if base is not None:
        here, there = base[week], base[(week + 1) % len(base)]
        after[:, there] = np.maximum(after[:, there], values[:, here] + worth.stays[week])
    return [*days, after]


def _back(
    layers: Sequence[Layer],
    base: Sequence[int] | None,
    worth: Worth,
    week: int,
    days: Sequence[Values],
    node: int,
) -> tuple[int, Week]:
    """Return the node before a week, and what the week is, by which a node after it is worth most.

    Where there are several ways, the one that changes less.
    """
    worth_most, before = days[-1][0, node] - _TINY, days[0][0]
    if base is not None and node == base[(week + 1) % len(base)]:
        here = base[week]
        if before[here] + worth.stays[week] >= worth_most:
            return here, STAYS
    if before[node] + worth.left_out[week] >= worth_most:
        return node, LEFT_OUT
    actions: list[int] = []
    for day in reversed(range(WEEKDAYS)):
        node, action = layers[day].back(days[day][0], worth.days[week * WEEKDAYS + day], node)
        actions.insert(0, action)
    return node, tuple(actions)
