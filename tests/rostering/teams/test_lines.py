"""From counts to teams, lines and meals."""

from collections import Counter

import numpy as np
import pytest

from rostering.letters import UNEVEN, team
from rostering.plans import block, day_group, plan
from wfm.rostering.program.program import Program, program
from wfm.rostering.search.search import search
from wfm.rostering.teams.lines import Team, circulation, limits, rotations, teams
from wfm.work.week import Week


def made(peak: int, *, meals: int = 30) -> tuple[Program, np.ndarray]:
    group = day_group(
        shift=[{"name": "day", "starts": "08:00-09:00"}],
        meals=[{"minutes": meals, "from_hours": 3, "to_hours": 5}],
    )
    need = block(9, 16, peak, days=range(6))
    built = program(
        plan(rules={"days_on": [2, 5]}, closed="allowed", group=[group]), Week(need, 30)
    )
    return built, search(built, seconds=20, gap=0.05).columns


def test_a_team_counts_its_lines_nights_and_worked_weekends() -> None:
    first, second = UNEVEN
    assert (first.size, first.nights, first.weekends) == (3, 4, 1)
    assert (second.size, second.nights, second.weekends) == (3, 0, 1)
    assert team("-------").weekends == 0


def test_every_duty_that_was_counted_is_in_some_line() -> None:
    built, columns = made(9)
    (group,) = built.groups
    found = teams(built, columns, 4)
    counted = {(day, start): columns[c] for (day, _, start), c in group.duties.items()}
    duties = Counter(
        (place % 7, cell.start) for one in found for place, cell in enumerate(one.days) if cell
    )
    assert duties == {key: n for key, n in counted.items() if n}
    assert sum(one.size for one in found) == columns[group.agents]


def test_every_meal_that_was_counted_is_eaten_within_its_window() -> None:
    built, columns = made(9)
    (kind,) = built.kinds
    (taken,) = kind.taken
    eaten: Counter[int] = Counter()
    for one in teams(built, columns, 4):
        for place, cell in enumerate(one.days):
            if cell:
                (meal,) = cell.pauses
                assert 180 <= meal - cell.start <= 300
                eaten[place % 7 * 1440 + meal] += 1
    assert eaten == {t: columns[c] for t, c in taken.items() if columns[c]}


@pytest.mark.parametrize("weeks", [3, 6])
def test_teams_are_about_as_long_as_asked_for(weeks: int) -> None:
    built, columns = made(14)
    sizes = [one.size for one in teams(built, columns, weeks)]
    assert max(sizes) <= 2 * weeks


def test_one_rotation_may_hold_all_lines() -> None:
    built, columns = made(9)
    (whole,) = teams(built, columns, None)
    assert isinstance(whole, Team)
    assert whole.size == columns[built.groups[0].agents]


def test_nobody_has_no_rotations() -> None:
    built, _ = made(2)
    (group,) = built.groups
    empty = circulation(group, [0] * len(group.walks))
    assert rotations(empty, limits(group.group), 4) == []
