"""A Monday of a few people, and what to do with the rest of it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd

import wfm
from duties import schedule_of
from sites import CONFIG

Needed = Callable[[dt.datetime], int]


def requirement(needed: Needed) -> pd.DataFrame:
    """Ask for agents in the half hours of a Monday."""
    starts = pd.date_range("2026-12-07", "2026-12-08", freq="30min", tz="UTC", inclusive="left")
    there = [needed(start.to_pydatetime()) for start in starts]
    return pd.DataFrame(
        {
            "interval_start": starts,
            "calls": 10.0,
            "aht_seconds": 240.0,
            "agents_required": there,
            "agents_scheduled": there,
        }
    )


def today(people: dict[str, str], needed: Needed, since: str = "08:00", **asked: Any) -> Any:
    return wfm.today(schedule_of(people), requirement(needed), from_=since, config=CONFIG, **asked)


def steps(made: Any) -> list[tuple[str, str, str, str]]:
    columns = ["agent", "action", "before", "after"]
    return [tuple(row) for row in made.table[columns].to_numpy().tolist()]
