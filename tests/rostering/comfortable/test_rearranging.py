"""Days exchanged and starts moved at no cost: what stays, and what gets better."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from rostering.comfortable.rosters import faults, small, worked
from sparing import few
from wfm import deadline
from wfm.rostering.comfort.measures import Comfort, comfort_of
from wfm.rostering.comfort.prices import PRICES
from wfm.rostering.comfortable import rearranging
from wfm.rostering.comfortable.rearranging import rearranged
from wfm.rostering.fairness.shares import shares
from wfm.rostering.teams.lines import Team
from wfm.work.rules.rule import Duty


@pytest.fixture(autouse=True)
def few_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_STEADY", "_MOVING"):
        pace = replace(getattr(rearranging, name), tries=800)
        monkeypatch.setattr(rearranging, name, pace)


def felt(teams: Sequence[Team]) -> Comfort:
    """Return what all teams are like to work in."""
    total = Comfort()
    for team in teams:
        days = [
            Duty(c.band.shift.name, c.start, c.start + c.band.shift.presence, 480, c.band.night)
            if c
            else None
            for c in team.days
        ]
        total += comfort_of(days, team.group.weekend)
    return total


def test_the_same_agents_work_as_many_duties_without_a_fault() -> None:
    built, teams = small()
    assert not faults(built, teams)
    new, late = rearranged(built, teams, built.week, {})
    assert not late
    assert not faults(built, new)
    assert worked(new) == worked(teams)
    assert [t.size for t in new] == [t.size for t in teams]


def test_starts_get_steadier_and_turns_fewer() -> None:
    built, teams = small()
    before, after = felt(teams), felt(rearranged(built, teams, built.week, {})[0])
    assert after.mean_change < before.mean_change
    assert after.steady_share > before.steady_share
    assert after.earlier <= before.earlier


def test_teams_stay_as_even_as_they_were_or_within_the_bounds() -> None:
    built, teams = small()
    (before,), (after,) = shares(teams), shares(rearranged(built, teams, built.week, {})[0])
    assert after.nights <= max(before.nights, 0.25) + 1e-6
    assert after.weekends <= max(before.weekends, 0.1) + 1e-6


def test_the_same_teams_come_again() -> None:
    built, teams = small()
    assert rearranged(built, teams, built.week, {}) == rearranged(built, teams, built.week, {})


def test_only_what_has_a_weight_is_improved() -> None:
    built, teams = small()
    weights = dict.fromkeys(
        ("steady", "forward", "quick_returns", "nights", "weekends", "free_weekends"), 0.0
    )
    weights |= {"two_days_off": 0.0, "even_weeks": 0.0}
    new, _ = rearranged(built, teams, built.week, weights)
    before, after = felt(teams), felt(new)
    assert after.lone_days_off + after.lone_days_on <= before.lone_days_off + before.lone_days_on


MEASURED: dict[str, Callable[[Comfort], float]] = {
    "forward": lambda felt: felt.earlier,
    "even_weeks": lambda felt: felt.week_minutes_apart,
    "free_weekends": lambda felt: sum(gap**2 for gap in felt.free_weekend_gaps),
    "two_days_off": lambda felt: felt.weeks_without_two_days_off,
}


@pytest.mark.parametrize("name", few(3, sorted(MEASURED)))
def test_each_thing_is_improved_that_alone_has_a_weight(name: str) -> None:
    built, teams = small(quiet_weekends=True)
    weights = dict.fromkeys(PRICES, 0.0) | {name: 1.0}
    before, after = felt(teams), felt(rearranged(built, teams, built.week, weights)[0])
    assert MEASURED[name](after) < MEASURED[name](before)


def test_where_time_is_out_the_teams_are_as_good_as_before() -> None:
    built, teams = small()
    with deadline.within(0.1):
        new, late = rearranged(built, teams, built.week, {})
    assert late
    assert new == list(teams)
