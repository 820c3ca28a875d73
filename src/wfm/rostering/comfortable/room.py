"""The room that a roster leaves above its requirement, for duties that start at another time."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.fairness.balance import scheduled
from wfm.rostering.program.breaks import arrangements
from wfm.rostering.teams.lines import Cell, Team
from wfm.weekdays import WEEK
from wfm.work.opening import closed_hours
from wfm.work.shifts import Shift
from wfm.work.week import Week

IntArray = NDArray[np.int64]


# A duty of a weekday in place of another one.
Move = tuple[int, Cell, Cell]


class Room:
    """Agents above the requirement in each slot of the week.

    Parameters
    ----------
    teams
        The teams that cover the week.
    week
        What they have to cover.
    slot
        Grid on which duties, meals and breaks begin [min].
    """

    def __init__(self, teams: Sequence[Team], week: Week, slot: int) -> None:
        self._slot = slot
        self._pitch = math.gcd(week.step, slot)
        for shift in {cell.band.shift for team in teams for cell in team.days if cell}:
            offsets = (offset for some in self.arrangements(shift) for offset in some)
            lengths = (pause.minutes for pause in shift.pauses)
            self._pitch = math.gcd(self._pitch, shift.presence, *offsets, *lengths)
        self._pitch = math.gcd(
            self._pitch,
            *(
                t
                for team in teams
                for c in team.days
                if c
                for t in (c.start, *c.pauses, c.band.shift.ahead_of_site)
            ),
        )
        each = week.step // self._pitch
        self._spare = scheduled(teams, self._pitch)[0] - np.repeat(week.required, each)
        # Where agents are missing already, no more shall be.
        self._least = np.minimum(self._spare, 0)
        self._closed = np.repeat(closed_hours(week), each)
        self._on_phones: dict[tuple[int, Cell], IntArray] = {}

    def arrangements(self, shift: Shift) -> tuple[tuple[int, ...], ...]:
        """Return ways to place all meals and breaks of a shift, from a duty's start on [min]."""
        return arrangements(shift, self._slot)

    def after(self, moves: Sequence[Move]) -> IntArray | None:
        """Return the room after some moves; None if an interval gets short by them.

        So it is where they add duties in hours in which the site is closed.
        """
        if self._closed.any() and any(self._while_closed(*move) for move in moves):
            return None
        spare = self._spare.copy()
        for weekday, old, new in moves:
            spare[self._slots(weekday, old)] -= 1
            spare[self._slots(weekday, new)] += 1
        return None if (spare < self._least).any() else spare

    def take(self, spare: IntArray) -> None:
        """Take over the room after some moves."""
        self._spare = spare

    def _slots(self, weekday: int, cell: Cell) -> IntArray:
        """Return the slots in which a duty is on the phones, each once."""
        found = self._on_phones.get((weekday, cell))
        if found is None:
            shift = cell.band.shift
            slots = self._between(weekday, cell, cell.start, cell.start + shift.presence)
            away = [
                self._between(weekday, cell, start, start + pause.minutes)
                for start, pause in zip(cell.pauses, shift.pauses, strict=True)
            ]
            found = np.setdiff1d(slots, np.concatenate([slots[:0], *away]))
            self._on_phones[weekday, cell] = found
        return found

    def _while_closed(self, weekday: int, old: Cell, new: Cell) -> bool:
        """Whether a duty is there in closed hours in which the one that it replaces was not."""
        was, here = (
            self._between(weekday, cell, cell.start, cell.start + cell.band.shift.presence)
            for cell in (old, new)
        )
        return bool(self._closed[np.setdiff1d(here, was)].any())

    def _between(self, weekday: int, cell: Cell, first: int, last: int) -> IntArray:
        minutes = np.arange(first, last, self._pitch) + cell.band.shift.midnight(weekday)
        slots: IntArray = minutes % WEEK // self._pitch
        return slots
