"""Hours of a week in a planner's words."""

from typing import Any

import numpy as np
import pytest

from wfm.weekdays import WEEK
from wfm.work import wording
from wfm.work.slots import Slots
from wfm.work.wording import agent_hours, hours

HALF_HOURS = Slots.of(30, [])


def slots(*spans: tuple[int, int, int]) -> np.ndarray:
    """Half hours of these days, from one hour to another."""
    chosen = np.zeros((7, 48), dtype=bool)
    for day, first, last in spans:
        chosen[day, 2 * first : 2 * last] = True
    return np.flatnonzero(chosen.ravel())


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([(0, 8, 10)], "Monday 08:00-10:00"),
        ([(0, 8, 10), (1, 8, 10)], "Monday and Tuesday 08:00-10:00"),
        ([(day, 8, 10) for day in (1, 2, 3)], "Tuesday to Thursday 08:00-10:00"),
        ([(day, 8, 10) for day in (0, 2, 4)], "Monday, Wednesday and Friday 08:00-10:00"),
        ([(day, 8, 10) for day in range(7)], "every day 08:00-10:00"),
        ([(0, 8, 10), (3, 9, 10)], "Monday 08:00-10:00 and 1 other stretch"),
        ([(0, 8, 10), (3, 9, 10), (4, 9, 11)], "Monday 08:00-10:00 and 2 other stretches"),
        ([(0, 0, 24)], "Monday 00:00 to Tuesday 00:00"),
        ([(6, 22, 24), (0, 0, 2)], "Sunday 22:00 to Monday 02:00"),
        ([(day, 0, 24) for day in range(7)], "the whole week"),
    ],
)
def test_hours_are_named_as_a_planner_names_them(
    spans: list[tuple[int, int, int]], words: str
) -> None:
    assert wording.hours(HALF_HOURS, slots(*spans)) == words


def test_missing_agents_are_added_up_and_the_worst_hours_named() -> None:
    short = np.zeros(WEEK // 30)
    short[slots((0, 8, 10))] = 1.0
    short[slots((1, 9, 10))] = 3.0
    assert wording.shortage(short, HALF_HOURS) == (
        "5 agent-hours a week stay uncovered, at worst 3 agents: Tuesday 09:00-10:00"
    )
    assert wording.shortage(short - 0.5 * (short > 0), HALF_HOURS, solved=False).startswith(
        "at least 3.5 agent-hours a week stay uncovered, at worst 3 agents"
    )


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 agents"), (1, "1 agent"), (2, "2 agents"), (1200, "1,200 agents")]
)
def test_one_agent_is_no_agents(number: int, words: str) -> None:
    assert wording.agents(number) == words


@pytest.mark.parametrize(
    ("names", "words"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_listed(names: list[str], words: str) -> None:
    assert wording.listed(names) == words


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


@pytest.mark.parametrize(
    ("value", "text"), [(0.86667, "0.9"), (95.0, "95"), (1234.56, "1,234.6"), (0.0167, "0.02")]
)
def test_hours_of_agents_have_one_decimal(value: float, text: str) -> None:
    assert agent_hours(value) == f"{text} agent-hours"
