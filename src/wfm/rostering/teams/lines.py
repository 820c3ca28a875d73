"""From counts to lines: teams that rotate, who starts when, and who eats when.

The integer flow of a group is a union of closed walks; `split` makes teams of it. Duties of a band
get their starts in order, so that a stint's starts are steady; meals and breaks are taken first
come, first served.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.breaks import Kind, arranged
from wfm.rostering.program.network import OFF_DAY
from wfm.rostering.program.program import GroupColumns, Program
from wfm.rostering.teams.closed_walks import (
    HOURS,
    NIGHTS,
    ROWS,
    WEEKS,
    Circulation,
    FloatArray,
    IntArray,
)
from wfm.rostering.teams.single import reunited
from wfm.rostering.teams.split import split
from wfm.weekdays import DAY, WEEK
from wfm.work.plan import Group
from wfm.work.rules.rule import averages
from wfm.work.rules.weekends import worked_weekends
from wfm.work.shifts import Band


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
    occupied
        For each line whether an agent begins on it; none: one begins on each.
    """

    group: Group
    days: tuple[Cell | None, ...]
    occupied: tuple[bool, ...] = ()

    @property
    def lines(self) -> int:
        """Number of lines."""
        return len(self.days) // 7

    @property
    def size(self) -> int:
        """Number of agents."""
        return sum(self.occupied) if self.occupied else self.lines

    @property
    def nights(self) -> int:
        """Number of nights in all lines."""
        return sum(cell is not None and cell.band.night for cell in self.days)

    @property
    def weekends(self) -> int:
        """Number of lines with a duty that starts on a day of the weekend."""
        return sum(worked_weekends(self.days, self.group.weekend))


def circulation(columns: GroupColumns, flow: Sequence[int]) -> Circulation:
    """Return a group's network with the lines that take each arc."""
    arcs, bands = columns.network.arcs, columns.bands
    on_duty = [None if arc.band == OFF_DAY else bands[arc.band] for arc in arcs]
    return Circulation(
        tail=np.array([arc.tail for arc in arcs]),
        head=np.array([arc.head for arc in arcs]),
        weekday=np.array([arc.weekday for arc in arcs]),
        action=np.array([arc.band - OFF_DAY for arc in arcs]),
        flow=np.array(flow, dtype=np.int64),
        paid_hours=np.array([band.shift.paid / 60 if band else 0.0 for band in on_duty]),
        night=np.array([band is not None and band.night for band in on_duty]),
        weekend=columns.group.weekend,
        price=np.array([arc.price for arc in arcs]),
    )


def rotations(network: Circulation, most: FloatArray, weeks: int | None) -> list[IntArray]:
    """Turn a group's flow into closed rotations; empty where it cannot be done.

    Parameters
    ----------
    network
        The group's network and flow.
    most
        As of `limits`.
    weeks
        Wanted number of lines of a team; None: one rotation of all lines.
    """
    if not network.lines:
        return []
    if weeks is not None:
        found = split(network, most, rotation_weeks=weeks)
        if not found.over_contract:
            return list(found.rotations)
    # Teams of any length are better than none: all lines together keep their contract.
    whole = reunited(network)
    return [] if whole is None or _above(network.totals(whole), most) else [whole]


def _above(totals: FloatArray, most: FloatArray) -> bool:
    """Whether a rotation with these totals has more than it may on average."""
    return bool((totals > most * totals[WEEKS] + 1e-6).any())


def limits(group: Group) -> FloatArray:
    """Return the most of each row of totals that a team may have, per agent and week."""
    most = np.full(len(ROWS), np.inf)
    most[HOURS] = group.weekly_minutes / 60
    nights = (rule.limit for rule in averages(group.rules) if rule.counts == "nights")
    most[NIGHTS] = min(nights, default=np.inf)
    return most


def divisible(columns: GroupColumns, flow: Sequence[int], weeks: int | None) -> bool:
    """Whether a flow can be turned into rotations; only what may fail is tried."""
    if not any(flow):
        return True
    network = circulation(columns, flow)
    most = limits(columns.group)
    separate = [network.totals(circuit) for circuit in network.circuits]
    if weeks is None:
        return len(separate) == 1 or bool(rotations(network, most, None))
    if not any(_above(part, most) for part in separate):
        return True
    return bool(rotations(network, most, weeks))


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
    served = Served(program, values)
    for group in program.groups:
        if not group.walks:
            continue  # the rules leave it no rotation
        network = circulation(group, [int(values[c]) for c in group.walks])
        made = rotations(network, limits(group.group), weeks)
        for days in _starts(group, made, values):
            cells = (
                cell and served.cell(cell.band, day % 7, cell.start)
                for day, cell in enumerate(days)
            )
            found.append(Team(group.group, tuple(cells)))
    return found


class Served:
    """Gives duties their meals and breaks, first come, first served.

    Parameters
    ----------
    program
        The program.
    values
        Whole value of each of its columns.
    """

    def __init__(self, program: Program, values: NDArray[np.int64]) -> None:
        self._slot = program.slot
        self._eating = [queue(kind, values) for kind in program.kinds]
        self._taken: Counter = defaultdict(int)
        self._kind_of = {(k.pauses, k.min_gap, k.offsets): n for n, k in enumerate(program.kinds)}

    def cell(self, band: Band, weekday: int, start: int) -> Cell:
        """Return the next duty of a band on a weekday at a start, with its meals and breaks."""
        shift = band.shift
        if not shift.pauses:
            return Cell(band, start)
        kind = self._kind_of[arranged(shift.pauses, shift.min_gap, self._slot)]
        begins = (shift.midnight(weekday) + start) % WEEK
        offsets = self._eating[kind][begins][self._taken[kind, begins]]
        self._taken[kind, begins] += 1
        return Cell(band, start, tuple(start + minutes for minutes in offsets))


Counter = defaultdict[tuple[int, int], int]


def _starts(
    group: GroupColumns, made: Sequence[IntArray], values: NDArray[np.int64]
) -> list[list[Cell | None]]:
    """Give starts to the duties of a band: steady inside a stint, in order of the day before."""
    lines = [rotation.tolist() for rotation in made]
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


def queue(kind: Kind, values: NDArray[np.int64]) -> dict[int, list[tuple[int, ...]]]:
    """Give meals and breaks first come, first served.

    Returns
    -------
    dict
        For each minute of its period at which duties start, one tuple a duty: from its start to
        each pause [min].
    """
    begins = np.repeat(
        np.array(sorted(kind.starting), dtype=np.int64),
        [sum(values[c] for c in kind.starting[t]) for t in sorted(kind.starting)],
    )
    if not len(begins):
        return {}
    free = np.zeros(len(begins), dtype=np.int64)
    offsets = []
    for pause, possible, taken in zip(kind.pauses, kind.offsets, kind.taken, strict=True):
        order = sorted(taken)
        times = np.repeat(np.array(order, dtype=np.int64), [values[taken[t]] for t in order])
        least = np.maximum(possible[0], free)
        found = _in_order(begins, times, least, possible[-1], kind.period)
        assert found is not None, "the program's queues leave everyone a place"
        offsets.append(found)
        free = found + pause.minutes + kind.min_gap
    result: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for duty, start in enumerate(begins):
        result[int(start)].append(tuple(int(offset[duty]) for offset in offsets))
    return result


def _in_order(
    begins: NDArray[np.int64],
    times: NDArray[np.int64],
    least: NDArray[np.int64],
    late: int,
    period: int,
) -> NDArray[np.int64] | None:
    """Match duties and pauses in order, with the fewest owed from the period before that fit.

    Returns
    -------
    NDArray[np.int64] | None
        From the start of each duty to its pause [min]; None where no number of them fits.
    """
    n, places = len(begins), np.arange(len(begins))
    ahead = np.concatenate((times, times + period, times + 2 * period))
    # Each duty says from which pause on, and up to which one, the first duty may have its own.
    fewest = int((np.searchsorted(ahead, begins + least, "left") - places).max())
    most = int((np.searchsorted(ahead, begins + late, "right") - places).min()) - 1
    if fewest > most:
        return None
    owed = 0 if fewest % n + most - fewest >= n else fewest % n
    offsets: NDArray[np.int64] = (np.roll(times, -owed) - begins) % period
    return offsets
