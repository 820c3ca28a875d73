"""Changes of a plan as they are written for --what-if."""

from typing import Any

import pytest

from rostering.early_and_late import CONFIG, RULES, WEEK
from rostering.plans import block, plan, requirement
from wfm.errors import OptionError
from wfm.rostering import plan_from
from wfm.rostering.advice.cases import cases
from wfm.work.configuration.groups import DEFAULT_SHIFTS
from wfm.work.rules.catalogue import DEFAULT_RULES

# Changes as they are written.


def changed(text: str, config: dict[str, Any] | None = None) -> Any:
    """Return the plan of a change."""
    (case,) = cases(text, CONFIG if config is None else config, WEEK)
    assert case.name == text
    return case.plan


@pytest.mark.parametrize(
    ("text", "where", "value"),
    [
        ("part_time.max_agents=+1", "agents", (0, 4)),
        ("part_time.max_agents=-1", "agents", (0, 2)),
        ("part_time.max_agents=7", "agents", (0, 7)),
        ("part_time.max_agents=none", "agents", (0, None)),
        ("part_time.min_agents=+1", "agents", (1, 3)),
        ("part_time.weekly_hours=22.5", "weekly_minutes", 1350),
        ("part_time.weekly_hours=+10%", "weekly_minutes", 1320),
        ("part_time.cost_per_hour=+0.5", "cost_per_hour", 1.5),
        ("part_time.weekend_premium=+0.1", "weekend_premium", 0.1),
    ],
)
def test_a_key_of_a_group_is_changed(text: str, where: str, value: object) -> None:
    assert getattr(changed(text).by_name["part_time"], where) == value
    assert changed(text).by_name["full_time"] == plan_from(CONFIG).by_name["full_time"]


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("part_time.noon.starts=09:00-15:00", ((540, 900),)),
        ('part_time.noon.starts=["09:00", "10:00"]', ((540, 540), (600, 600))),
    ],
)
def test_starts_of_a_shift_are_changed(text: str, windows: object) -> None:
    assert changed(text).by_name["part_time"].shifts[0].windows == windows


def test_shifts_and_rules_that_are_the_defaults_can_be_changed() -> None:
    asked = changed("full_time.night.starts=21:00-22:00", {})
    assert [s.name for s in asked.groups[0].shifts] == [s["name"] for s in DEFAULT_SHIFTS]
    assert asked.groups[0].shifts[-1].windows == ((1260, 1320),)
    asked = changed("rules.weekends_on=1", {})
    assert asked == plan(rules={**DEFAULT_RULES, "weekends_on": 1})


def test_keys_of_the_roster_and_its_rules_are_changed() -> None:
    assert changed("rotation_weeks=+4").rotation_weeks == 8
    assert changed("max_over=3").max_over == 3
    assert changed('rotation="single"').rotation == changed("rotation=single").rotation == "single"
    section = {**CONFIG["roster"], "rules": {**RULES, "days_on": [2, 5], "free_weekends": [1, 3]}}
    both = "rules.days_on=[2, 5], rules.free_weekends=[1, 3]"
    first, second = cases(both, CONFIG, WEEK)
    assert (first.name, second.name) == ("rules.days_on=[2, 5]", "rules.free_weekends=[1, 3]")
    (together,) = cases(f"{both}; max_over=3", CONFIG, WEEK)[:1]
    assert together.plan == plan_from({"roster": section})


def test_the_requirement_is_changed_where_somebody_is_needed() -> None:
    def agents(text: str) -> list[int]:
        (case,) = cases(text, CONFIG, requirement(block(8, 12, 10) + block(10, 12, 1)))
        return case.requirement["agents_scheduled"].iloc[14:26].tolist()

    assert agents("requirement=+1") == [0, 0, *[11] * 4, *[12] * 4, 0, 0]
    assert agents("requirement=+5%") == [0, 0, *[11] * 4, *[12] * 4, 0, 0]
    assert agents("requirement=-99%") == [0, 0, *[1] * 8, 0, 0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("parttime.max_agents=+1", "there is no parttime.max_agents; the nearest one is part_time"),
        ("rules.weekend_on=1", "the nearest one is rules.weekends_on"),
        ("part_time.noon.start=07:00", "the nearest one is part_time.noon.starts"),
        ("time_limit=3s", "there is no time_limit"),
        ("max_over=+1", "the plan sets no max_over, so there is no limit to move: write the value"),
        ("part_time.agents=+1", "the plan sets no part_time.agents, so there is no limit"),
        ("rules.free_weekends=+1", "the plan sets no rules.free_weekends, so there is nothing"),
        ("rules.days_on=+1", r"rules.days_on is \[2, 6\], not a number"),
        ("rules.days_on=5", r"'rules.days_on=5': roster.rules.days_on: 5 is not a pair"),
        ("part_time.max_agents=few", "part_time.max_agents=few': roster.group"),
        ("requirement=5%", "is not a change of agents: write requirement=.5%"),
        ("requirement", "'requirement' is not a change"),
        ("fairness=80", "fairness=80|80 is not a fraction"),
    ],
)
def test_what_cannot_be_changed_is_refused(text: str, message: str) -> None:
    with pytest.raises(OptionError, match=message) as caught:
        cases(text, CONFIG, WEEK)
    assert caught.value.option == "what_if"
