"""Stints of a team, and what may be in the place of one of them."""

from dataclasses import replace

import pytest

from rostering.comfortable.rosters import faults, small
from wfm.rostering.comfort.prices import DayPrices, DutyKind
from wfm.rostering.comfortable.stints import Choices, is_steady, stints
from wfm.rostering.teams.lines import Cell, Team


def team_of(days: str) -> Team:
    """Return a team whose days are written as shifts' first letters, and dots."""
    built, teams = small()
    bands = {band.shift.name[0]: band for band in built.groups[0].bands}
    made = tuple(None if d == "." else Cell(bands[d], bands[d].starts[0]) for d in days)
    return replace(teams[0], days=made)


def test_stints_are_the_runs_of_duties_around_the_seam() -> None:
    assert stints(team_of("ee..lll")) == [[4, 5, 6, 0, 1]]
    assert stints(team_of("eee.ll.")) == [[4, 5], [0, 1, 2]]
    assert stints(team_of(".......")) == []


def test_a_team_that_is_always_on_duty_has_none() -> None:
    assert stints(team_of("eeeeeee")) == []


def test_steady_is_one_start_of_one_shift() -> None:
    team = team_of("eee.el.")
    assert is_steady(team, [0, 1, 2])
    assert not is_steady(team, [4, 5])


@pytest.mark.parametrize("most", [0, 1])
def test_each_choice_keeps_the_rules_and_has_its_price(most: int) -> None:
    built, teams = small()
    choices = Choices(built.groups[0], {})
    seen = 0
    for number, team in enumerate(teams):
        for stint in stints(team):
            for choice in list(choices.of(team, stint, most))[::5]:
                days = list(team.days)
                for day in stint:
                    days[day] = None
                band = built.groups[0].bands[choice.band]
                for day in choice.days:
                    days[day] = Cell(band, choice.start, (choice.start + 240,))
                changed = replace(team, days=tuple(days))
                others = [*teams[:number], changed, *teams[number + 1 :]]
                broken = {f.rule for f in faults(built, others)}
                assert broken <= {"coverage", "weekly_hours", "break_window", "meal", "pause"}
                assert changed.weekends - team.weekends == choice.weekends
                assert _paid(changed) - _paid(team) == choice.paid
                assert _price(changed) - _price(team) == pytest.approx(choice.price)
                assert most or len(choice.days) == len(stint)
                seen += 1
    assert seen > 20


def test_nights_stay_nights_on_the_same_days() -> None:
    bands = small()[0].groups[0].bands
    choices, team = Choices(small()[0].groups[0], {}), team_of("nnn....")
    assert choices.keeps(team)
    found = list(choices.of(team, [0, 1, 2], 1))
    assert {choice.start for choice in found} == {21 * 60, 21 * 60 + 30, 22 * 60, 22 * 60 + 30}
    assert all(bands[c.band].night and c.days == (0, 1, 2) for c in found)


def test_ends_move_by_a_day_each_where_the_rules_allow_it() -> None:
    choices, team = Choices(small()[0].groups[0], {}), team_of("eee....")
    found = list(choices.of(team, [0, 1, 2], 1))
    # Two to five duties and one to four days off: neither two duties nor five days off.
    assert {len(choice.days) for choice in found} == {3, 4, 5}
    assert {choice.days[0] for choice in found} == {6, 0, 1}


def _paid(team: Team) -> int:
    return sum(cell.band.shift.paid for cell in team.days if cell)


def _price(team: Team) -> float:
    """Price days with kinds of their own."""
    worked = [cell for cell in team.days if cell]
    kinds = [
        DutyKind(c.start, c.start + c.band.shift.presence, c.band.shift.paid, c.band.night)
        for c in worked
    ]
    numbers = iter(range(len(worked)))
    days = [-1 if cell is None else next(numbers) for cell in team.days]
    return DayPrices(kinds, {}, team.group.weekend).of(days)
