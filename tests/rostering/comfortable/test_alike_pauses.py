"""Meals and breaks that move less from day to day, and are as many at each time."""

from collections.abc import Sequence

import pytest

from rostering.comfortable.rosters import away, faults, small
from rostering.plans import plan
from wfm.rostering.comfortable.alike_pauses import with_alike_pauses
from wfm.rostering.teams.lines import Cell, Team


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


def test_pauses_stay_as_far_apart_as_their_group_asks() -> None:
    keys = {
        "presence_hours": 8.5,
        "paid_hours": 8,
        "meals": [{"minutes": 30, "from_hours": 3, "to_hours": 5}],
        "breaks": [{"minutes": 15, "from_hours": 1.5, "to_hours": 2.5}],
        "shift": [{"name": "day", "starts": ["08:00"]}],
    }
    made = plan(
        group=[{"name": "near", "min_gap_minutes": 60, **keys},
               {"name": "far", "min_gap_minutes": 120, **keys}]
    )  # fmt: skip
    near, far = (
        Team(group, tuple(Cell(made.bands(group, 15)[0], 480, own) for own in pauses))
        for group, pauses in zip(
            made.groups,
            (
                [(585, 705), (570, 765)] + [(570, 765)] * 5,
                [(570, 765), (570, 705)] + [(570, 705)] * 5,
            ),
            strict=True,
        )
    )
    _, new = with_alike_pauses([near, far])[0]
    gaps = [second - first - 15 for cell in new.days if cell for first, second in [cell.pauses]]
    assert min(gaps) >= 120
