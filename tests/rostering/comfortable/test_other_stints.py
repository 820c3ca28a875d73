"""Other stints at no cost: what stays, and what gets better."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from rostering.comfortable.rosters import RULES, SHIFTS, faults, small
from rostering.comfortable.test_rearranging import felt
from rostering.plans import plan, requirement
from sparing import few
from wfm import deadline
from wfm.rostering.comfortable import other_stints
from wfm.rostering.comfortable.other_stints import is_worth_it, with_other_stints
from wfm.rostering.fairness.balance import scheduled
from wfm.rostering.folding import fold
from wfm.rostering.program.program import program
from wfm.rostering.search.search import search
from wfm.rostering.teams import lines


@pytest.fixture(autouse=True)
def few_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_stints, "_MOST_CHOICES", 300)
    monkeypatch.setattr(other_stints, "_SECONDS", 60.0)


def test_more_stints_have_one_start_without_a_fault() -> None:
    built, teams = small()
    new, late = with_other_stints(built, teams, {}, Random(1))
    assert not late
    assert not faults(built, new)
    assert felt(new).steady_share > felt(teams).steady_share
    # Agents, nights and worked weekends stay in their teams.
    for team, before in zip(new, teams, strict=True):
        kept = (before.size, before.nights, before.weekends)
        assert (team.size, team.nights, team.weekends) == kept


def test_what_is_short_already_stays_as_it_is() -> None:
    built, teams = small()
    fewer = teams[:-1]
    assert (scheduled(fewer, built.week.step)[0] < built.week.required).any()
    new, _ = with_other_stints(built, fewer, {}, Random(1))
    assert new == list(fewer)


@pytest.mark.parametrize("seconds", few(1, [1.0, 4.0]))
def test_two_breaks_and_a_meal_stay_inside_their_windows(
    monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr(other_stints, "_SECONDS", seconds)
    breaks = [
        {"minutes": 15, "from_hours": 1.5, "to_hours": 3},
        {"minutes": 15, "from_hours": 5.5, "to_hours": 7},
    ]
    group = {"name": "all", "shift": SHIFTS, "breaks": breaks}
    need = np.tile(np.repeat([1, 2, 1], [14, 20, 14]), 7)
    built = program(plan(rules=RULES, group=[group]), fold(requirement(need)))
    found = search(built, seconds=60, gap=0.4)
    teams = lines.teams(built, found.columns, 4)
    new, _ = with_other_stints(built, teams, {}, Random(1))
    assert not faults(built, new)
    assert [team.nights for team in new] == [team.nights for team in teams]


def test_where_the_time_is_over_they_stay_as_they_are() -> None:
    built, teams = small()
    with deadline.within(0.0):
        assert with_other_stints(built, teams, {}, Random(1)) == (list(teams), True)


def test_it_is_worth_it_where_a_stint_is_not_steady_and_that_matters() -> None:
    _, teams = small()
    assert is_worth_it(teams, {})
    assert not is_worth_it(teams, {"steady": 0.0})
    first = next(cell for cell in teams[0].days if cell)
    assert not is_worth_it(
        [replace(teams[0], days=(first, first, None, None, None, None, None))], {}
    )
