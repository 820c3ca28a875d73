"""What the duties of a day are worth, by what agents on the phones are worth in each slot."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.breaks import arrangements
from wfm.rostering.program.program import GroupColumns, Program
from wfm.rostering.teams.lines import Cell

Values = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class DutyChoices:
    """The duties of a band on a weekday: starts, and ways to place meals and breaks from there.

    Parameters
    ----------
    cells
        Start, and start of each meal and break [min after midnight].
    present, away
        Number of the first slot on duty and of the one behind the last, shape (cells, 2); the same
        at each meal and break, shape (cells, pauses, 2).
    """

    cells: list[tuple[int, tuple[int, ...]]]
    present: Counts
    away: Counts

    @classmethod
    def of(cls, built: Program, group: GroupColumns, day: int, number: int) -> "DutyChoices":
        """Return the duties of a group's band; none in closed hours that nobody may work.

        Parameters
        ----------
        built, group
            The program, and its columns of the group.
        day, number
            The weekday, and the number of the band.
        """
        band, upper = group.bands[number], built.model.upper
        columns = {s: group.duties.get((day, number, s)) for s in band.starts}
        starts = [s for s, column in columns.items() if column is not None and upper[column]]
        ways = arrangements(band.shift, built.slot)
        cells = [(start, tuple(start + o for o in way)) for start in starts for way in ways]
        pauses, midnight = band.shift.pauses, band.shift.midnight(day)
        begin = np.array([(start, *at) for start, at in cells], dtype=np.int64) + midnight
        begin = begin.reshape(len(cells), 1 + len(pauses))
        lengths = np.array([band.shift.presence, *(pause.minutes for pause in pauses)])
        at = np.stack(built.slots.reaches(begin, begin + lengths), axis=-1)
        return cls(cells, at[:, 0], at[:, 1:])

    def worth(self, sums: Values) -> Values:
        """Return what each is worth by the sums of the prices up to each slot."""
        there = sums[self.present[:, 1]] - sums[self.present[:, 0]]
        away = sums[self.away[:, :, 1]] - sums[self.away[:, :, 0]]
        result: Values = there - away.sum(axis=1)
        return result


def spans(built: Program, weekday: int, cell: Cell) -> list[tuple[int, int, int]]:
    """Return the first slot, the one behind the last, and 1 or -1: on duty, and at each pause.

    Slots of the week after have numbers that go on.
    """
    shift = cell.band.shift
    midnight = shift.midnight(weekday)
    parts = [(cell.start, shift.presence, 1)]
    parts += [(s, p.minutes, -1) for s, p in zip(cell.pauses, shift.pauses, strict=True)]
    found = []
    for start, minutes, sign in parts:
        first = np.array(midnight + start)
        number, end = built.slots.reaches(first, first + minutes)
        found.append((int(number), int(end), sign))
    return found


def sums_of(values: Values) -> Values:
    """Return the sums of the values before each slot, of two weeks one after the other."""
    return np.concatenate([[0.0], np.cumsum(np.tile(values, 2))])
