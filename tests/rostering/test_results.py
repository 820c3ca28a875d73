"""What is said of a roster: its bound is one of its cost alone, and its words are a planner's."""

from typing import Any

import numpy as np
import pytest

from rostering.plans import block, day_group, plan, requirement
from wfm.rostering import Progress, check, roster, summary
from wfm.rostering.plan import unless_needed
from wfm.rostering.program.program import program
from wfm.rostering.results import check_summary
from wfm.rostering.search.search import search
from wfm.rostering.slots import Slots
from wfm.rostering.week import Week
from wfm.rostering.wording import agent_hours, hours

SUNDAY = block(10, 18, 2, days=range(6, 7))

DAY_SHIFT = {
    "name": "day",
    "starts": ["08:00"],
    "presence_hours": 8,
    "paid_hours": 8,
    "meals": [],
}


def first_found(progress: Progress) -> bool:
    return progress.agents is not None


@pytest.mark.parametrize("need", [SUNDAY, block(9, 10, 3, days=range(2))])
def test_the_price_of_closed_hours_does_not_lower_the_bound(need: np.ndarray) -> None:
    built = program(unless_needed(plan()), Week(need, 30))
    found = search(built, seconds=100, gap=0.0, progress=first_found)
    assert found.columns[built.idle] > 0
    assert found.ended == "interrupted"
    # Whoever covers the hours has a contract.
    assert 40 <= found.bound <= found.cost


def test_the_price_of_missing_agents_does_not_lower_the_bound() -> None:
    few = plan(group=[{"name": "full_time", "agents": 9}])
    built = program(few, Week(block(0, 24, 4), 30))
    found = search(built, seconds=100, gap=0.0, elastic=True, progress=first_found)
    assert found.columns[built.missing].sum() > 0
    assert found.bound == found.cost == 360


def test_the_roster_says_the_bound_of_its_cost() -> None:
    made = roster(requirement(SUNDAY), progress=first_found)
    assert made.status == "interrupted"
    assert made.closed_hours
    assert 0 <= made.bound <= made.cost
    assert made.gap <= 1


@pytest.mark.parametrize(
    ("first", "last", "days", "words"),
    [
        (28, 61, [0], "Monday 14:00 to Tuesday 06:30"),
        (28, 61, [6], "Sunday 14:00 to Monday 06:30"),
        (28, 48, [0], "Monday 14:00-00:00"),
        (28, 61, [0, 2], "Monday and Wednesday 14:00-06:30 the next day"),
        (28, 100, [0], "Monday 14:00 to Wednesday 02:00"),
        (16, 20, [0, 1, 2], "Monday to Wednesday 08:00-10:00"),
    ],
)
def test_a_stretch_over_midnight_says_on_which_day_it_ends(
    first: int, last: int, days: Any, words: str
) -> None:
    numbers = np.unique([(d * 48 + np.arange(first, last)) % 336 for d in days])
    assert hours(Slots.of(30), numbers) == words


def test_one_agent_and_one_team_are_not_written_as_many() -> None:
    one = plan(group=[day_group(shift=[DAY_SHIFT])], rules={})
    made = roster(requirement(block(8, 16, 1, days=range(5))), one)
    lines = summary(made)
    assert lines[0] == "1 agent in 1 team, 40 paid hours a week"
    assert lines[-1].startswith("days: 1 agent; per agent and week, by team: no nights")
    checked = check_summary(check(made.table, plan=one))
    assert checked[-1].startswith(
        "days: 1 agent in 1 team; per agent and week, by team: 40.00 hours"
    )


@pytest.mark.parametrize(
    ("value", "text"), [(0.86667, "0.9"), (95.0, "95"), (1234.56, "1,234.6"), (0.0167, "0.02")]
)
def test_hours_of_agents_have_one_decimal(value: float, text: str) -> None:
    assert agent_hours(value) == f"{text} agent-hours"
