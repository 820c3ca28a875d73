"""What is said where rules fix stints to lengths that are no whole weeks."""

from typing import Any

import pytest

from rostering.plans import block, plan, requirement
from wfm.rostering import Roster, roster, summary

FOUR = {"days_on": [4, 4], "days_off": [4, 4], "min_rest_hours": 11}
DAY = {"name": "day", "starts": ["07:00"], "presence_hours": 12, "meals": []}
NIGHT = {"name": "night", "starts": ["19:00"], "presence_hours": 12, "meals": []}


def made(rules: dict[str, Any], shifts: list[dict[str, Any]], needed: Any) -> Roster:
    group = {"name": "crew", "weekly_hours": 42, "shift": shifts}
    return roster(requirement(needed), plan(rules=rules, group=[group]), time_limit=30)


def test_crews_that_are_days_apart_would_do_with_fewer() -> None:
    forbidden = [["day", "night"], ["night", "day"]]
    found = made({**FOUR, "forbidden": forbidden}, [DAY, NIGHT], block(0, 24, 1))
    assert found.agents == 8
    pattern = " ".join([*["day"] * 4, *["OFF"] * 4, *["night"] * 4, *["OFF"] * 4])
    assert "as crews that are days apart, 4 agents would do" in found.hint
    assert f'write for crew: patterns = ["{pattern}"]' in found.hint
    assert found.hint in summary(found)


@pytest.mark.slow
def test_nothing_is_said_of_stints_that_vary_or_make_whole_weeks() -> None:
    needed = block(7, 19, 1)
    assert not made({"days_on": [3, 4], "days_off": [3, 4]}, [DAY], needed).hint
    assert not made({"days_on": [3, 3], "days_off": [4, 4]}, [DAY], needed).hint


def test_nothing_is_said_where_crews_would_need_as_many() -> None:
    # Four of eight days, weeks or days apart.
    assert not made(FOUR, [DAY], block(7, 19, 4)).hint
