"""The room that a roster leaves above its requirement, for duties that start at another time."""

import math
from collections.abc import Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.fairness.balance import scheduled
from wfm.rostering.program.breaks import arrangements
from wfm.rostering.teams.lines import Cell, Team
from wfm.weekdays import WEEK
from wfm.work.opening import closed_hours
from wfm.work.shifts import Band, Shift
from wfm.work.week import Week

IntArray = NDArray[np.int64]


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
        self._any_closed = bool(self._closed.any())
        self._cells: dict[tuple[Band, int], list[Cell]] = {}
        self._on_phones: dict[tuple[int, Cell], IntArray] = {}

    def arrangements(self, shift: Shift) -> tuple[tuple[int, ...], ...]:
        """Return ways to place all meals and breaks of a shift, from a duty's start on [min]."""
        return arrangements(shift, self._slot)

    def placed(
        self, duties: Sequence[tuple[int, Cell]], band: Band, start: int, draw: Random
    ) -> tuple[list[Cell], IntArray] | None:
        """Put duties of a band, at a start, in place of others.

        Their meals and breaks are drawn among those that leave no interval short.

        Parameters
        ----------
        duties
            Weekdays, and the duties there are.
        band, start
            Band and start of the new ones.
        draw
            Draws meals and breaks.

        Returns
        -------
        tuple | None
            The new duties and the room there is then; None where an interval gets short by them,
            or where they add duties in hours in which the site is closed.
        """
        spare, new = self._spare.copy(), []
        options = self._options(band, start)
        for weekday, old in duties:
            spare[self._slots(weekday, old)] -= 1
            first = draw.randrange(len(options))
            for option in (*options[first:], *options[:first]):
                there = spare.copy()
                there[self._slots(weekday, option)] += 1
                if (there >= self._least).all() and not self._while_closed(weekday, old, option):
                    break
            else:
                return None
            spare = there
            new.append(option)
        return new, spare

    def _options(self, band: Band, start: int) -> list[Cell]:
        """Return the duties of a band at a start, with all their meals and breaks."""
        found = self._cells.get((band, start))
        if found is None:
            arranged = arrangements(band.shift, self._slot)
            found = [Cell(band, start, tuple(start + o for o in offsets)) for offsets in arranged]
            self._cells[band, start] = found
        return found

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
        if not self._any_closed:
            return False
        was, here = (
            self._between(weekday, cell, cell.start, cell.start + cell.band.shift.presence)
            for cell in (old, new)
        )
        return bool(self._closed[np.setdiff1d(here, was)].any())

    def _between(self, weekday: int, cell: Cell, first: int, last: int) -> IntArray:
        minutes = np.arange(first, last, self._pitch) + cell.band.shift.midnight(weekday)
        slots: IntArray = minutes % WEEK // self._pitch
        return slots
