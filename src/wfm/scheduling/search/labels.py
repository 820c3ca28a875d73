"""Which steps a person can take from day to day, laid out for arithmetic on whole arrays.

Options of a day that the same nodes allow and that lead to the same nodes are taken together.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wfm.scheduling.search.network import DAYS, Network

Index = NDArray[np.int64]


@dataclass(frozen=True)
class Arcs:
    """Steps from some nodes to others, taken by any of some options.

    Parameters
    ----------
    sources
        Number of the sources, in the list of the weekday.
    targets
        The nodes they lead to, one for each row of the sources; neighbours as a slice.
    mark
        Whether they bring what is counted.
    options
        The options.
    """

    sources: int
    targets: slice | Index
    mark: int
    options: tuple[int, ...]


@dataclass(frozen=True)
class Incoming:
    """The steps that lead to each node; each row is filled up with step -1 as an option.

    Parameters
    ----------
    sources, options, marks
        Node before, option and mark of each.
    """

    sources: Index
    options: Index
    marks: Index


class Steps:
    """The steps of a network.

    Parameters
    ----------
    network
        The network.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        made = [_arcs(network, day) for day in range(DAYS)]
        # For each weekday: lists of nodes, filled up with the number of nodes, whose least value
        # counts; and the arcs that begin there.
        self.sources: list[list[Index]] = [sources for sources, _ in made]
        self.arcs: list[list[Arcs]] = [arcs for _, arcs in made]

    @cached_property
    def incoming(self) -> list[Incoming]:
        """The steps that lead to each node, for each weekday."""
        return [_incoming(self.network, day) for day in range(DAYS)]


def _arcs(network: Network, day: int) -> tuple[list[Index], list[Arcs]]:
    table, marks = network.following[day], network.marks[day]
    none = len(table)
    places: dict[bytes, int] = {}
    sources: list[Index] = []
    groups: dict[tuple[int, bytes, int], list[int]] = {}
    targets_of: dict[bytes, Index] = {}
    for option in range(table.shape[1]):
        for mark in np.unique(marks[:, option]):
            before = np.flatnonzero((table[:, option] >= 0) & (marks[:, option] == mark))
            if not len(before):
                continue
            after = table[before, option]
            targets, place, counts = np.unique(after, return_inverse=True, return_counts=True)
            rows = np.full((len(targets), counts.max()), none)
            order = np.argsort(place, kind="stable")
            column = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
            rows[place[order], column] = before[order]
            key = rows.tobytes() + bytes([rows.shape[1] % 256])
            if key not in places:
                places[key] = len(sources)
                sources.append(rows)
            name = targets.tobytes()
            targets_of[name] = targets.astype(np.int64)
            groups.setdefault((places[key], name, int(mark)), []).append(option)
    arcs = [
        Arcs(source, _sliced(targets_of[name]), mark, tuple(options))
        for (source, name, mark), options in groups.items()
    ]
    return sources, sorted(arcs, key=lambda arc: arc.sources)


def _sliced(targets: Index) -> slice | Index:
    first, last = int(targets[0]), int(targets[-1])
    return slice(first, last + 1) if last - first == len(targets) - 1 else targets


def _incoming(network: Network, day: int) -> Incoming:
    table, marks = network.following[day], network.marks[day]
    nodes = len(network.following[(day + 1) % DAYS])
    before, option = np.nonzero(table >= 0)
    after = table[before, option]
    order = np.argsort(after, kind="stable")
    counts = np.bincount(after, minlength=nodes)
    column = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    shape = nodes, max(1, int(counts.max(initial=1)))
    sources, options, mark = np.zeros(shape, int), np.full(shape, -1), np.zeros(shape, int)
    at = after[order], column
    sources[at], options[at] = before[order], option[order]
    mark[at] = marks[before[order], option[order]]
    return Incoming(sources, options, mark)
