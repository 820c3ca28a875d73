"""From counts to lines: teams that rotate, who starts when, and who eats when.

The integer flow of a group is a union of closed walks. Euler circuits give them; `split` cuts a
circuit where the same Monday node recurs into closed rotations of about the wanted number of
weeks, each within its contract. It is a pure function of the flow.

References
----------
Hierholzer (1873), "Über die Möglichkeit, einen Linienzug ohne Wiederholung und ohne
Unterbrechung zu umfahren".
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.network import OFF_DAY, Network
from wfm.rostering.plan import DAY, Band, Group
from wfm.rostering.program import GroupColumns, Kind, Program, window
from wfm.rostering.rules import ContractHours

Week = tuple[int, ...]


@dataclass(frozen=True)
class Cell:
    """A duty of a line.

    Parameters
    ----------
    band
        Its band.
    start
        Its start [min after midnight].
    pauses
        Start of each of the shift's meals and breaks [min after the midnight before the duty].
    """

    band: Band
    start: int
    pauses: tuple[int, ...] = ()


@dataclass(frozen=True)
class Team:
    """A closed rotation.

    Parameters
    ----------
    group
        The contract group of its agents.
    days
        Duties of all lines, one line after another, seven days each; None is a day off.
    """

    group: Group
    days: tuple[Cell | None, ...]

    @property
    def size(self) -> int:
        """Number of lines, and of agents."""
        return len(self.days) // 7


def parts(network: Network, flow: Sequence[int]) -> list[set[int]]:
    """Return the nodes of each connected part of a flow."""
    group = list(range(network.nodes))

    def root(node: int) -> int:
        while group[node] != node:
            group[node] = group[group[node]]
            node = group[node]
        return node

    used = [arc for arc, lines in zip(network.arcs, flow, strict=True) if lines]
    for arc in used:
        group[root(arc.tail)] = root(arc.head)
    found: dict[int, set[int]] = defaultdict(set)
    for arc in used:
        found[root(arc.tail)].add(arc.tail)
    return [found[key] for key in sorted(found)]


def over_contract(columns: GroupColumns, flow: Sequence[int], nodes: set[int]) -> bool:
    """Whether the lines of a part work more than their contract on average."""
    paid = lines = 0
    for arc, count in zip(columns.network.arcs, flow, strict=True):
        if count and arc.tail in nodes:
            lines += count * (arc.weekday == 0)
            paid += count * (0 if arc.band == OFF_DAY else columns.bands[arc.band].shift.paid)
    return any(
        paid > rule.minutes * lines
        for rule in columns.group.rules
        if isinstance(rule, ContractHours)
    )


def circuits(network: Network, flow: Sequence[int]) -> list[list[Week]]:
    """Walk every unit of flow in closed walks of whole weeks from Monday on.

    Returns
    -------
    list of list of tuple
        For each connected part of the flow one circuit: weeks of seven arc numbers, of which
        each begins at the node where the one before ends, and the first where the last ends.
    """
    left = list(flow)
    out: dict[int, list[int]] = defaultdict(list)
    for number, arc in enumerate(network.arcs):
        if left[number]:
            out[arc.tail].append(number)
    found = []
    for number, arc in enumerate(network.arcs):
        while arc.weekday == 0 and left[number]:
            walk = _circuit(network, left, out, arc.tail)
            found.append([tuple(walk[i : i + 7]) for i in range(0, len(walk), 7)])
    return found


def _circuit(
    network: Network, left: list[int], out: dict[int, list[int]], origin: int
) -> list[int]:
    stack: list[tuple[int, int]] = [(origin, -1)]
    walk: list[int] = []
    while stack:
        node, came_by = stack[-1]
        choices = out[node]
        while choices and not left[choices[-1]]:
            choices.pop()
        if choices:
            number = choices[-1]
            left[number] -= 1
            # Take the ways out in turn, so that like weeks do not follow one another.
            choices.insert(0, choices.pop())
            stack.append((network.arcs[number].head, number))
        else:
            stack.pop()
            if came_by >= 0:
                walk.append(came_by)
    return walk[::-1]


def split(
    network: Network, flow: Sequence[int], minutes: Sequence[int], weekly: int, weeks: int
) -> list[list[Week]]:
    """Cut a flow into closed rotations.

    Parameters
    ----------
    network
        The network of the group.
    flow
        Number of lines that take each arc.
    minutes
        Paid time of each arc [min].
    weekly
        Most paid minutes a week on average in each rotation [min].
    weeks
        Wanted number of lines of a rotation.

    Returns
    -------
    list of list of tuple
        Rotations: weeks of seven arcs, each beginning where the one before ends.
    """
    rotations = []
    for circuit in circuits(network, flow):
        rest = circuit
        while len(rest) > weeks + weeks // 2:
            over = [sum(minutes[a] for a in week) - weekly for week in rest]
            cut = _cut(network, rest, over, weeks)
            if cut is None:
                break
            first, last = cut
            rotations.append(rest[first:last])
            rest = rest[:first] + rest[last:]
        rotations.append(rest)
    return rotations


def _cut(
    network: Network, weeks: Sequence[Week], over: Sequence[int], wanted: int
) -> tuple[int, int] | None:
    """Find a closed part near the wanted length; it and the rest keep their average."""
    total = np.concatenate([[0], np.cumsum(over)])
    nodes = np.array([network.arcs[week[0]].tail for week in weeks])
    for length in sorted(range(2, len(weeks) - 1), key=lambda n: (abs(n - wanted), n)):
        if length > 2 * wanted:
            continue
        part = total[length:-1] - total[: -length - 1]
        fits = (nodes[length:] == nodes[: len(nodes) - length]) & (part <= 0)
        fits &= total[-1] - part <= 0
        if fits.any():
            first = int(np.flatnonzero(fits)[0])
            return first, first + length
    return None


def teams(program: Program, values: NDArray[np.int64], weeks: int | None) -> list[Team]:
    """Turn whole values of the program's columns into teams.

    Parameters
    ----------
    program
        The program.
    values
        Whole value of each of its columns.
    weeks
        Wanted number of lines of a team; None: one rotation of all lines.
    """
    found = []
    eating = [_queue(program, kind, values) for kind in program.kinds]
    taken: Counter = defaultdict(int)
    kind_of = {(k.pauses, k.min_gap): n for n, k in enumerate(program.kinds)}
    for group in program.groups:
        flow = [int(values[c]) for c in group.walks]
        minutes = [
            0 if arc.band == OFF_DAY else group.bands[arc.band].shift.paid
            for arc in group.network.arcs
        ]
        size = weeks or sum(flow)
        rotations = split(group.network, flow, minutes, group.group.weekly_minutes, size)
        for days in _starts(group, rotations, values):
            cells = []
            for day, cell in enumerate(days):
                if cell is None or not cell.band.shift.pauses:
                    cells.append(cell)
                    continue
                shift = cell.band.shift
                kind = kind_of[shift.pauses, -(-shift.min_gap // program.slot)]
                begins = (day % 7) * DAY + cell.start
                slot = begins // program.slot % len(program.required)
                offsets = eating[kind][slot][taken[kind, slot]]
                taken[kind, slot] += 1
                pauses = tuple(cell.start + k * program.slot for k in offsets)
                cells.append(Cell(cell.band, cell.start, pauses))
            found.append(Team(group.group, tuple(cells)))
    return found


Counter = defaultdict[tuple[int, int], int]


def _starts(
    group: GroupColumns, rotations: Sequence[Sequence[Week]], values: NDArray[np.int64]
) -> list[list[Cell | None]]:
    """Give starts to the duties of a band: steady inside a stint, in order of the day before."""
    lines = [[arc for week in weeks for arc in week] for weeks in rotations]
    days: list[list[Cell | None]] = [[None] * len(line) for line in lines]
    for weekday in range(7):
        places: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for r, line in enumerate(lines):
            for position in range(weekday, len(line), 7):
                band = group.network.arcs[line[position]].band
                if band != OFF_DAY:
                    places[band].append((r, position))
        for band, where in sorted(places.items()):

            def yesterday(place: tuple[int, int]) -> tuple[int, int, int]:
                cell = days[place[0]][place[1] - 1]
                return (cell.start if cell else DAY, *place)

            starts = [
                start
                for start in group.bands[band].starts
                for _ in range(values[group.duties[weekday, band, start]])
            ]
            for (r, position), start in zip(sorted(where, key=yesterday), starts, strict=True):
                days[r][position] = Cell(group.bands[band], start)
    return days


def _queue(
    program: Program, kind: Kind, values: NDArray[np.int64]
) -> dict[int, list[tuple[int, ...]]]:
    """Give meals and breaks first come, first served.

    Returns
    -------
    dict
        For each slot in which duties start, one tuple a duty: slots from its start to each pause.
    """
    slots = len(program.required)
    begins = np.repeat(
        np.array(sorted(kind.starting), dtype=np.int64),
        [sum(values[c] for c in kind.starting[t]) for t in sorted(kind.starting)],
    )
    free = np.zeros(len(begins), dtype=np.int64)
    offsets = []
    for pause, taken in zip(kind.pauses, kind.taken, strict=True):
        order = sorted(taken)
        times = np.repeat(np.array(order, dtype=np.int64), [values[taken[t]] for t in order])
        early, late = window(pause, program.slot)

        least = np.maximum(early, free)
        found = next(
            (
                offset
                for offset in _shifted(begins, times, slots)
                if ((least <= offset) & (offset <= late)).all()
            ),
            None,
        )
        assert found is not None, "the program's queues leave everyone a place"
        offsets.append(found)
        free = found + pause.minutes // program.slot + kind.min_gap
    result: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for duty, slot in enumerate(begins):
        result[int(slot)].append(tuple(int(offset[duty]) for offset in offsets))
    return result


def _shifted(
    begins: NDArray[np.int64], times: NDArray[np.int64], slots: int
) -> Iterator[NDArray[np.int64]]:
    """Match duties and pauses in order, for each number of pauses owed from the week before."""
    for owed in range(len(begins)):
        yield (np.roll(times, -owed) - begins) % slots
