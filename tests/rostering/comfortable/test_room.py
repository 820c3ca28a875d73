"""Room above the requirement, counted anew for each move."""

from dataclasses import replace

from rostering.comfortable.rosters import small
from wfm.rostering.comfortable.room import Room
from wfm.rostering.fairness.balance import scheduled
from wfm.rostering.teams.lines import Cell


def test_a_move_leaves_the_room_that_a_count_of_all_teams_leaves() -> None:
    built, teams = small()
    room = Room(teams, built.week, built.slot)
    required, moved = built.week.required, 0
    for number, team in enumerate(teams):
        for position, cell in enumerate(team.days):
            for start in cell.band.starts if cell else ():
                assert cell is not None
                by = start - cell.start
                new = Cell(cell.band, start, tuple(pause + by for pause in cell.pauses))
                days = (*team.days[:position], new, *team.days[position + 1 :])
                other = [*teams[:number], replace(team, days=days), *teams[number + 1 :]]
                there = scheduled(other, built.week.step)[0]
                fits = room.after([(position % 7, cell, new)]) is not None
                assert fits == bool((there >= required).all())
                moved += fits
    assert moved > len(teams)


def test_meals_and_breaks_are_placed_inside_their_windows() -> None:
    built, teams = small()
    room = Room(teams, built.week, built.slot)
    shift = built.plan.groups[0].shifts[0]
    assert room.arrangements(shift)
    for offsets in room.arrangements(shift):
        assert all(p.earliest <= o <= p.latest for o, p in zip(offsets, shift.pauses, strict=True))
