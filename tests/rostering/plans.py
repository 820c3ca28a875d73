"""Small weeks and plans that several test modules share."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from wfm.rostering import Plan, plan_from

FULL_TIME: dict[str, Any] = {"name": "full_time"}
PART_TIME: dict[str, Any] = {
    "name": "part_time",
    "weekly_hours": 25,
    "presence_hours": 5,
    "paid_hours": 5,
    "meals": [],
    "shift": [
        {"name": "morning", "starts": "07:00-11:30"},
        {"name": "afternoon", "starts": "12:00-17:00"},
    ],
}


def plan(**roster: Any) -> Plan:
    """Return the plan of a section [roster] with these keys."""
    return plan_from({"roster": roster})


def day_group(**keys: Any) -> dict[str, Any]:
    """Return a group that works one fixed shift from 08:00 to 16:30."""
    return {"name": "days", "shift": [{"name": "day", "starts": ["08:00"]}], **keys}


def requirement(agents: Any, *, step: int = 30, start: str = "2026-03-02") -> pd.DataFrame:
    """Return a requirement table of these agents from a Monday midnight on."""
    times = pd.date_range(start, periods=len(agents), freq=f"{step}min", tz="UTC")
    return pd.DataFrame(
        {
            "interval_start": times,
            "calls": 1.0,
            "aht_seconds": 300.0,
            "agents_scheduled": np.asarray(agents),
        }
    )


def double_peak(peak: int, *, step: int = 30) -> np.ndarray:
    """Return a week round the clock with peaks late in the morning and in the afternoon."""
    hour = (np.arange(0, 1440, step) + step / 2) / 60
    shape = np.exp(-(((hour - 10.5) / 2.4) ** 2)) + 0.85 * np.exp(-(((hour - 16) / 2.6) ** 2))
    shape = 0.07 + shape + 0.25 * np.exp(-(((hour - 20) / 2) ** 2))
    weights = (1.0, 0.96, 0.94, 0.95, 0.97, 0.6, 0.5)
    week = np.concatenate([weight * shape for weight in weights])
    agents: np.ndarray = np.ceil(week / week.max() * peak).astype(int)
    return agents


def block(first: int, last: int, agents: int, *, days: range = range(7)) -> np.ndarray:
    """Return a week that needs so many agents between two hours of these days."""
    week = np.zeros((7, 48), dtype=int)
    week[list(days), first * 2 : last * 2] = agents
    return week.ravel()


def rules(**changes: Any) -> Mapping[str, Any]:
    """Return the default rules with changes; None leaves a rule out."""
    from wfm.work.rules.catalogue import DEFAULT_RULES

    changed = {**DEFAULT_RULES, "forbidden": [], **changes}
    return {key: value for key, value in changed.items() if value is not None}
