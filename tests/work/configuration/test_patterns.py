"""Patterns as a planner writes them."""

from typing import Any

import pytest

from rostering.plans import day_group, plan
from wfm.errors import InputError
from wfm.work.patterns import Pattern

DAY_AND_NIGHT = [
    {"name": "day", "starts": ["07:00"], "presence_hours": 12, "meals": []},
    {"name": "night", "starts": ["19:00"], "presence_hours": 12, "meals": []},
]


def group(patterns: Any, **keys: Any) -> dict[str, Any]:
    return {"name": "crew", "shift": DAY_AND_NIGHT, "patterns": patterns, **keys}


def test_a_pattern_is_the_part_that_repeats_itself() -> None:
    made = plan(group=[group(["day off day OFF", ["night", "OFF", "OFF"]])]).groups[0]
    assert made.patterns == (Pattern(("day", "OFF")), Pattern(("night", "OFF", "OFF")))


@pytest.mark.parametrize(
    ("patterns", "message"),
    [
        (["day nigth OFF"], "patterns[1], day 2: no shift is called 'nigth'; the nearest one is"),
        (["OFF OFF"], "patterns[1]: the pattern has no duty"),
        ([], "patterns: write a list of texts"),
        ("day OFF", "patterns: write a list of texts"),
        ([7], "patterns[1]: 7 is not a pattern"),
        ([""], "patterns[1]: '' is not a pattern"),
        (["day " * 367], "patterns[1]: 367 days: at most 366 are allowed"),
    ],
)
def test_what_is_no_pattern_is_refused(patterns: Any, message: str) -> None:
    with pytest.raises(InputError) as refused:
        plan(group=[group(patterns)])
    assert f"roster.group[1].{message}" in str(refused.value)


def test_without_weekly_hours_a_contract_is_what_the_longest_pattern_works() -> None:
    two = ["day day night night OFF OFF OFF OFF", "day OFF OFF OFF"]
    assert plan(group=[group(two)]).groups[0].weekly_minutes == 42 * 60
    assert plan(group=[group(two, weekly_hours=44)]).groups[0].weekly_minutes == 44 * 60


def test_of_the_default_rules_patterns_keep_the_rest_between_duties() -> None:
    made = plan(group=[group(["day OFF"]), day_group()])
    assert [rule.name for rule in made.groups[0].rules] == ["min_rest_hours", "weekly_hours"]
    assert "days_on" in [rule.name for rule in made.groups[1].rules]
    asked = plan(group=[group(["day OFF"])], rules={"days_on": [1, 2]}).groups[0]
    assert "days_on" in [rule.name for rule in asked.rules]
