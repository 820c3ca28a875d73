"""All legal rotations of a contract group as the circulations of one small network.

A node is a weekday with what the rules know of an agent on that morning; an arc is the day: off,
or on duty in a band. A walk that closes after some weeks is a rotation that breaks no rule, and
every legal rotation is such a walk. States that allow the same futures are merged, so the size
depends on the rules alone.

References
----------
Musliu, Gärtner and Slany (2002), "Efficient generation of rotating workforce schedules".
Becker, Schiffer and Walther (2022), "A general branch-and-cut framework for rotating
workforce scheduling", INFORMS Journal on Computing 34.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from wfm import deadline
from wfm.work.rules.rule import Rule
from wfm.work.rules.wishes import wishes_among
from wfm.work.shifts import Band

WEEKDAYS = 7
OFF_DAY = -1
ENDS = ("tail", "head")


@dataclass(frozen=True)
class Arc:
    """One day of a line.

    Parameters
    ----------
    tail, head
        Nodes of this morning and of the next.
    weekday
        0 is Monday.
    band
        Position of the band worked; `OFF_DAY` for a day off.
    price
        Price of the wishes that it fails.
    """

    tail: int
    head: int
    weekday: int
    band: int
    price: float = 0.0


@dataclass(frozen=True)
class Network:
    """The network of a group.

    Parameters
    ----------
    nodes
        Number of nodes.
    arcs
        Its arcs, ordered by weekday, tail and band.
    """

    nodes: int
    arcs: tuple[Arc, ...]


Node = tuple[int, Hashable]
Moves = dict[Node, dict[int, Node]]
Prices = dict[tuple[Node, int], float]


def network(rules: Sequence[Rule], bands: Sequence[Band]) -> Network:
    """Build the network of a group's rules and bands.

    Returns
    -------
    Network
        Without arcs where no rotation at all keeps the rules.
    """
    found = _explore(rules, bands)
    prices = _prices(rules, bands, found)
    moves = _pruned(found)
    kinds = _merged(moves, prices)
    names: dict[int, int] = {}
    arcs = set()
    for node in moves:
        names.setdefault(kinds[node], len(names))
    for node, following in moves.items():
        for band, after in following.items():
            price = prices.get((node, band), 0.0)
            arcs.add((node[0], names[kinds[node]], band, names[kinds[after]], price))
    return Network(
        nodes=len(names),
        arcs=tuple(
            Arc(tail, head, day, band, price) for day, tail, band, head, price in sorted(arcs)
        ),
    )


def _explore(rules: Sequence[Rule], bands: Sequence[Band]) -> Moves:
    """Follow every legal day from agents who have had enough days off, on each weekday."""
    choices: list[list[tuple[int, Band | None]]] = [
        [
            (OFF_DAY, None),
            *((n, band) for n, band in enumerate(bands) if day in band.shift.weekdays),
        ]
        for day in range(WEEKDAYS)
    ]
    first = tuple(rule.first() for rule in rules)
    moves: Moves = {}
    waiting: list[Node] = [(day, first) for day in range(WEEKDAYS)]
    seen = set(waiting)
    cache: list[dict[Any, Any]] = [{} for _ in rules]
    while waiting:
        deadline.check()
        node = waiting.pop()
        day, states = node[0], node[1]
        moves[node] = {}
        for number, band in choices[day]:
            after = _after(rules, states, day, number, band, cache)
            if after is None:
                continue
            following = ((day + 1) % WEEKDAYS, after)
            moves[node][number] = following
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return moves


def _after(
    rules: Sequence[Rule],
    states: Any,
    day: int,
    number: int,
    band: Band | None,
    cache: list[dict[Any, Any]],
) -> tuple[Any, ...] | None:
    result = []
    for rule, state, known in zip(rules, states, cache, strict=True):
        key = (state, day, number)
        if key not in known:
            known[key] = rule.step(state, day, band)
        if known[key] is None:
            return None
        result.append(known[key])
    return tuple(result)


def _prices(rules: Sequence[Rule], bands: Sequence[Band], moves: Moves) -> Prices:
    """Return the price of each move that fails a wish."""
    prices: Prices = {}
    wishes = wishes_among(rules)
    for node, following in moves.items() if wishes else ():
        day, states = node[0], cast(tuple[Any, ...], node[1])
        for number in following:
            band = None if number == OFF_DAY else bands[number]
            failed = [wish.price for n, wish in wishes if wish.met(states[n], day, band)]
            if failed:
                prices[node, number] = sum(failed)
    return prices


def _pruned(moves: Moves) -> Moves:
    """Leave out the nodes that no closed walk passes."""
    before: dict[Node, set[Node]] = {node: set() for node in moves}
    for node, following in moves.items():
        for after in following.values():
            before[after].add(node)
    out = {node: len(following) for node, following in moves.items()}
    into = {node: len(before[node]) for node in moves}
    dead = [node for node in moves if not out[node] or not into[node]]
    gone = set(dead)
    while dead:
        node = dead.pop()
        for after in set(moves[node].values()) - gone:
            into[after] -= 1
            if not into[after]:
                gone.add(after)
                dead.append(after)
        for earlier in before[node] - gone:
            out[earlier] -= sum(after == node for after in moves[earlier].values())
            if not out[earlier]:
                gone.add(earlier)
                dead.append(earlier)
    return {
        node: {band: after for band, after in following.items() if after not in gone}
        for node, following in moves.items()
        if node not in gone
    }


def _merged(moves: Moves, prices: Prices) -> dict[Node, int]:
    """Give every node a number; those with the same futures get the same one."""
    kinds = {node: node[0] for node in moves}
    count = len(set(kinds.values()))
    while True:
        signatures: dict[Any, int] = {}
        finer = {}
        deadline.check()
        for node, following in moves.items():
            signature = (
                kinds[node],
                tuple((b, kinds[a], prices.get((node, b))) for b, a in sorted(following.items())),
            )
            finer[node] = signatures.setdefault(signature, len(signatures))
        kinds = finer
        if len(signatures) == count:
            return kinds
        count = len(signatures)


def average_hours(net: Network, paid: Sequence[float]) -> tuple[float, float]:
    """Return the least and the most that any rotation works on average of its weeks.

    Parameters
    ----------
    net
        The network.
    paid
        Paid time of a duty of each band, or what else is counted.

    Returns
    -------
    tuple
        Least and most of it a week; infinite and 0 where there is no rotation.

    References
    ----------
    Karp, R. M. (1978), "A characterization of the minimum cycle mean in a digraph".
    """
    days = [[arc for arc in net.arcs if arc.weekday == day] for day in range(WEEKDAYS)]
    if not days[0]:
        return np.inf, 0.0
    tails, heads = ([np.array([getattr(a, end) for a in day]) for day in days] for end in ENDS)
    work = [np.array([0 if a.band == OFF_DAY else paid[a.band] for a in day]) for day in days]
    mondays = np.unique(tails[0])

    def least(sign: float) -> float:
        walked = np.full(net.nodes, np.inf)
        walked[mondays] = 0.0
        after = [walked[mondays]]
        for _ in mondays:
            deadline.check()
            for tail, head, paid_then in zip(tails, heads, work, strict=True):
                reached = np.full(net.nodes, np.inf)
                np.minimum.at(reached, head, walked[tail] + sign * paid_then)
                walked = reached
            after.append(walked[mondays])
        weeks = np.arange(len(mondays), 0, -1)[:, None]
        # Some walk of any number of weeks ends at each Monday: every node is entered.
        return float(((after[-1] - np.array(after[:-1])) / weeks).max(axis=0).min())

    return least(1.0), -least(-1.0)
