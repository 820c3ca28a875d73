"""A small plan of two groups, and a week that asks for most at noon."""

from typing import Any

from rostering.plans import block, requirement

NEED = block(7, 20, 2) + block(12, 15, 1)


WEEK = requirement(NEED)


# Two shifts and a short one: each roster is proved in a moment.
GROUPS: list[dict[str, Any]] = [
    {
        "name": "full_time",
        "max_agents": 8,
        "presence_hours": 8,
        "paid_hours": 8,
        "meals": [],
        "shift": [
            {"name": "early", "starts": ["07:00"]},
            {"name": "late", "starts": ["12:00"]},
        ],
    },
    {
        "name": "part_time",
        "weekly_hours": 20,
        "presence_hours": 4,
        "paid_hours": 4,
        "meals": [],
        "max_agents": 3,
        "shift": [{"name": "noon", "starts": "10:00-15:00"}],
    },
]


RULES = {"min_rest_hours": 11, "days_on": [2, 6], "weekends_on": 2}


CONFIG = {"roster": {"rotation_weeks": 4, "rules": RULES, "group": GROUPS}}
