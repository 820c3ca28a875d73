"""Room above the requirement, counted anew for each move."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
from numpy.typing import NDArray

from rostering.comfortable.rosters import small
from wfm.rostering.comfortable.room import Room
from wfm.rostering.fairness.balance import scheduled
from wfm.rostering.program.program import Program
from wfm.rostering.teams.lines import Cell, Team


def test_duties_are_placed_where_a_count_of_all_teams_leaves_room() -> None:
    built, teams = small()
    room = Room(teams, built.week, built.slot)
    required, draw, moved = built.week.required, Random(3), 0
    for number, team in enumerate(teams):
        for position, cell in enumerate(team.days):
            for start in cell.band.starts if cell else ():
                assert cell is not None
                options = [
                    Cell(cell.band, start, tuple(start + offset for offset in offsets))
                    for offsets in room.arrangements(cell.band.shift)
                ]
                there = [_there(built, teams, number, position, new) for new in options]
                fits = {o for o, t in zip(options, there, strict=True) if (t >= required).all()}
                placed = room.placed([(position % 7, cell)], cell.band, start, draw)
                assert (placed is not None) == bool(fits)
                if placed is not None:
                    assert placed[0][0] in fits
                    moved += 1
    assert moved > len(teams)


def _there(
    built: Program, teams: Sequence[Team], number: int, position: int, new: Cell
) -> NDArray[np.int64]:
    """Count who is there with another duty on one day of a team."""
    team = teams[number]
    days = (*team.days[:position], new, *team.days[position + 1 :])
    other = [*teams[:number], replace(team, days=days), *teams[number + 1 :]]
    return scheduled(other, built.week.step)[0]


def test_meals_and_breaks_are_placed_inside_their_windows() -> None:
    built, teams = small()
    room = Room(teams, built.week, built.slot)
    shift = built.plan.groups[0].shifts[0]
    assert room.arrangements(shift)
    for offsets in room.arrangements(shift):
        assert all(p.earliest <= o <= p.latest for o, p in zip(offsets, shift.pauses, strict=True))
