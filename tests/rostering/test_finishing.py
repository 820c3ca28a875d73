"""Teams made of what a search found, and whether the comfortable ones are as even as others."""

import logging
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from rostering.comfortable.rosters import NEED, faults, small
from rostering.plans import requirement
from wfm.rostering import making, roster
from wfm.rostering.finishing import beyond_even, made
from wfm.rostering.job import Job
from wfm.rostering.search.search import Found, search


def job(comfort: float | None) -> Job:
    """Return what is asked for with the small plan."""
    built, _ = small()
    plan = replace(built.plan, rotation_weeks=4)
    return Job(plan, built.week, gap=0.02, fairness=0.0, seconds=60, comfort=comfort)


@cache
def searched() -> Found:
    """Return what the search finds for the small plan."""
    return search(small()[0], seconds=60, gap=0.02)


@pytest.mark.slow
def test_comfort_rearranges_days_at_the_same_cost() -> None:
    built, found = small()[0], searched()
    plain, better = made(job(None), built, found), made(job(0.0), built, found)
    assert (plain.cost, plain.agents, plain.paid_hours) == (
        better.cost,
        better.agents,
        better.paid_hours,
    )
    assert better.hours_short == 0
    assert better.comfort.mean_change < plain.comfort.mean_change
    assert not faults(built, small()[1])


def test_without_comfort_days_stay_as_they_were_found() -> None:
    (built, teams), found = small(), searched()
    assert made(job(None), built, found).agents == sum(team.size for team in teams)


@pytest.mark.parametrize(
    ("nights", "weekends", "beyond"),
    [([0.5, 0.75], [0.5, 0.6], 0.0), ([0.5, 1.0], [0.5, 0.5], 0.25), ([1, 1], [0.2, 0.5], 0.2)],
)
def test_how_far_teams_are_beyond_even(
    nights: list[float], weekends: list[float], beyond: float
) -> None:
    table = pd.DataFrame({"group": ["a", "a"], "nights": nights, "weekends": weekends})
    assert beyond_even(table) == pytest.approx(beyond, abs=0.002)


def test_groups_are_compared_by_themselves() -> None:
    table = pd.DataFrame({"group": ["a", "b"], "nights": [0.0, 2.0], "weekends": [0.1, 0.9]})
    assert beyond_even(table) == 0


@pytest.mark.slow
def test_less_even_teams_are_no_comfort(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told = iter([0.5, 0.0])
    monkeypatch.setattr(making, "beyond_even", lambda _table: next(told))
    with caplog.at_level(logging.INFO):
        roster(requirement(NEED), job(0.0).plan, gap=0.02, comfort=0)
    assert "less even" in caplog.text
