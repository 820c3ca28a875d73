"""Small programs to be searched."""

from typing import Any

import numpy as np

from rostering.plans import block, day_group, plan
from wfm.rostering.program.program import program
from wfm.rostering.search.best import Best
from wfm.rostering.search.workbench import Workbench
from wfm.work.week import Week


def bench(
    need: np.ndarray | None = None,
    *,
    gap: float = 0.0,
    elastic: bool = False,
    seconds: float = 60.0,
    **group: Any,
) -> Workbench:
    """Return a program on the bench: five days of three agents, unless others are asked for."""
    week = block(8, 16, 3, days=range(5)) if need is None else need
    keys = {"meals": [], "presence_hours": 8, "paid_hours": 8, **group}
    built = program(plan(rules={"days_on": [2, 5]}, group=[day_group(**keys)]), Week(week, 30))
    (columns,) = built.groups
    best = Best(seconds, gap, 40.0, lambda values: round(values[columns.agents]), None)
    return Workbench(built, best, elastic=elastic)
