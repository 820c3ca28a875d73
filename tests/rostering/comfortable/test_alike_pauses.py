"""Meals and breaks that move less from day to day, and are as many at each time."""

from collections.abc import Sequence

import pytest

from rostering.comfortable.rosters import away, faults, small
from wfm.rostering.comfortable.alike_pauses import with_alike_pauses
from wfm.rostering.teams.lines import Team


def moved(teams: Sequence[Team]) -> int:
    """Add up how far meals and breaks move from one day on duty to the next [min]."""
    return sum(
        abs(one - other)
        for team in teams
        for before, after in zip([team.days[-1], *team.days], team.days, strict=False)
        if before and after
        for one, other in zip(before.pauses, after.pauses, strict=True)
    )


@pytest.mark.slow
def test_they_move_less_and_cover_as_before() -> None:
    built, teams = small()
    new, late = with_alike_pauses(teams)
    assert not late
    assert moved(new) < moved(teams)
    assert away(new) == away(teams)
    assert not faults(built, new)


def test_days_and_starts_stay() -> None:
    _, teams = small()
    new, _ = with_alike_pauses(teams)
    for before, after in zip(teams, new, strict=True):
        assert [(c.band, c.start) if c else None for c in before.days] == [
            (c.band, c.start) if c else None for c in after.days
        ]
