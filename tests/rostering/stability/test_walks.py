"""The best closed walk of a team, against all of them."""

from itertools import product

import numpy as np
import pytest

from rostering.stability.days import built, teams
from wfm.rostering.program.network import WEEKDAYS
from wfm.rostering.stability.walks import (
    LEFT_OUT,
    STAYS,
    Worth,
    best_walk,
    layers_of,
    mondays_of,
)


def test_an_old_team_is_a_closed_walk() -> None:
    layers = layers_of(built().groups[0])
    for team in teams():
        actions = [0 if cell is None else 1 for cell in team.cells]
        mondays = mondays_of(layers, actions)
        assert mondays is not None
        assert len(mondays) == team.lines
    assert mondays_of(layers, [1] * WEEKDAYS) is None


@pytest.mark.parametrize("seed", range(4))
def test_no_closed_week_is_worth_more(seed: int) -> None:
    layers = layers_of(built().groups[0])
    days = np.random.default_rng(seed).uniform(-1, 1, (WEEKDAYS, 2))
    none = np.array([-np.inf])
    walk = best_walk(layers, None, Worth(days, 0.5, none, np.array([0.2]), none))
    assert walk is not None
    every = {
        actions: sum(days[day, action] for day, action in enumerate(actions))
        for actions in product((0, 1), repeat=WEEKDAYS)
    }
    best = sorted(every, key=lambda actions: -every[actions])
    assert walk.weeks[0] == next(a for a in best if mondays_of(layers, a) is not None)


def test_a_team_stays_or_leaves_weeks_out_where_that_is_worth_most() -> None:
    layers, team = layers_of(built().groups[0]), teams()[0]
    mondays = mondays_of(layers, [0 if cell is None else 1 for cell in team.cells])
    days = np.zeros((7 * team.lines, 2))
    weeks = np.ones(team.lines)
    stays = best_walk(layers, mondays, Worth(days, 0.0, weeks, weeks, -weeks))
    assert stays is not None
    assert set(stays.weeks) == {STAYS}
    out = best_walk(layers, mondays, Worth(days, 0.0, -2 * weeks, 3 * weeks, -weeks))
    assert out is not None
    assert set(out.weeks) == {LEFT_OUT}
