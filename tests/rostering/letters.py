"""Teams written as letters, and two that are uneven."""

from collections import Counter
from typing import Any

from rostering.plans import plan
from wfm.rostering.teams.lines import Cell, Team

PLAN = plan(rotation_weeks=2)


GROUP = PLAN.groups[0]


BANDS = {band.shift.name[0]: band for band in PLAN.bands(GROUP, 30)}


STARTS = {"e": 420, "d": 540, "l": 780, "n": 1320}


def team(*weeks: str) -> Team:
    """Write a team in letters: early, day, late, night."""
    return Team(
        GROUP,
        tuple(
            Cell(BANDS[letter], STARTS[letter], (STARTS[letter] + 240,)) if letter != "-" else None
            for letter in "".join(weeks)
        ),
    )


UNEVEN = [team("nnnn---", "eeee---", "----eee"), team("eeee---", "ee--ee-", "---ee--")]


def duties(teams: list[Team]) -> Counter[Any]:
    return Counter((n % 7, cell) for t in teams for n, cell in enumerate(t.days) if cell)
