"""Make one rotation of all lines out of a circulation, or show what keeps its parts asunder.

An integer circulation with the wanted duties may fall apart into components that never meet.
Where the rules allow it, walks of two components exchange their rests, which needs no solver and
keeps every duty. Where they do not, the border between the components is named: a rotation that
is on both of its sides crosses it, which is a row for the program. The fewer arcs cross, the more
it cuts off.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

from wfm.rostering.teams.closed_walks import (
    Circulation,
    IntArray,
    euler_circuits,
    from_monday,
    shuffled,
)

ORDERS = 3  # in which the walks of a component are tried


@dataclass(frozen=True)
class Separation:
    """Nodes that a circulation did not leave, and the arcs that lead out of them.

    Parameters
    ----------
    inside
        Nodes on this side; the others are on the other side.
    leaving
        Arcs from inside to outside: whoever uses both sides takes one of them.
    """

    inside: frozenset[int]
    leaving: tuple[int, ...]


def reunited(network: Circulation) -> IntArray | None:
    """Walk a whole circulation as one rotation; None if no exchange of rests joins its parts.

    Lines per weekday and action stay; the flow over single arcs may change.
    """
    rotation, *others = sorted(euler_circuits(network), key=lambda circuit: -len(circuit))
    rng = Random(1)  # noqa: S311 - the same input gives the same rotation
    for _ in range(ORDERS):
        while others:
            tries = (loosely_joined(network, rotation, other) for other in others)
            place, joined = next(((n, t) for n, t in enumerate(tries) if t is not None), (0, None))
            if joined is None:
                break
            rotation = joined
            del others[place]
        if not others:
            return rotation
        rotation, *others = (shuffled(network, walk, rng) for walk in (rotation, *others))
    return None


def loosely_joined(network: Circulation, one: IntArray, other: IntArray) -> IntArray | None:
    """Join two closed walks: on some day one goes on with all days of the other, then its own."""
    for i in first_visits(network, one):
        node = int(network.tail[one[i]])
        for j in first_visits(network, other):
            if i % 7 != j % 7:
                continue
            days = np.concatenate((other[j:], other[:j], one[i:], one[:i]))
            walk = network.walked(days, node)
            if walk is not None:
                return from_monday(walk, i % 7)
    return None


def first_visits(network: Circulation, rotation: IntArray) -> list[int]:
    """Return the day of the first visit to each node of a rotation."""
    firsts: list[int] = np.unique(network.tail[rotation], return_index=True)[1].tolist()
    return firsts


def separations(network: Circulation) -> Iterator[Separation]:
    """Yield for each component of a circulation the narrowest border between it and the others."""
    components = [frozenset(network.tail[circuit].tolist()) for circuit in euler_circuits(network)]
    everything = frozenset().union(*components)
    seen = set()
    for component in components:
        for separation in (
            narrowest(network, component, everything - component),
            narrowest(network, everything - component, component),
        ):
            if separation.leaving not in seen:
                seen.add(separation.leaving)
                yield separation


def narrowest(network: Circulation, source: frozenset[int], sink: frozenset[int]) -> Separation:
    """Separate two sets of nodes by the fewest arcs (maximum flow of unit capacities).

    References
    ----------
    Ford, L. R. and Fulkerson, D. R. (1956), "Maximal flow through a network".
    """
    tail, head = network.tail.tolist(), network.head.tolist()
    around: dict[int, list[int]] = {}
    for arc, (start, end) in enumerate(zip(tail, head, strict=True)):
        around.setdefault(start, []).append(arc)
        around.setdefault(end, []).append(arc)
    used = [False] * len(tail)

    def reached() -> tuple[dict[int, int], int | None]:
        """Search from the source; the arc by which each node was reached, and a sink if any was."""
        came_by = dict.fromkeys(source, -1)
        queue = deque(sorted(source))
        while queue:
            node = queue.popleft()
            for arc in around[node]:
                forward = tail[arc] == node
                after = head[arc] if forward else tail[arc]
                if used[arc] == forward or after in came_by:
                    continue
                came_by[after] = arc
                if after in sink:
                    return came_by, after
                queue.append(after)
        return came_by, None

    while True:
        came_by, node = reached()
        if node is None:
            inside = frozenset(came_by)
            leaving = [a for a in range(len(tail)) if tail[a] in inside and head[a] not in inside]
            return Separation(inside, tuple(leaving))
        while (arc := came_by[node]) >= 0:
            used[arc] = not used[arc]
            node = tail[arc] if head[arc] == node else head[arc]
