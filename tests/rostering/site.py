"""A small site: its plan, its requirement, and a roster of it made by hand."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from running import Ran
from wfm import tables

# Two shifts, five days a week: solved in a moment.
PLAN = """\
[roster]
rotation_weeks = 4
[roster.rules]
min_rest_hours = 11
days_on = [2, 6]
[[roster.group]]
name = "agents"
weekly_hours = 40
presence_hours = 8.5
paid_hours = 8
meals = [{ minutes = 30, from_hours = 3, to_hours = 4 }]
[[roster.group.shift]]
name = "early"
starts = ["07:00"]
[[roster.group.shift]]
name = "late"
starts = ["11:30"]
"""
DUTIES = {
    "E": "early,07:00,15:30,11:00-11:30,",
    "L": "late,11:30,20:00,15:00-15:30,",
    "-": "OFF,,,,",
}
# A roster made by hand: five weeks of early and late duties, and days off.
WEEKS = ["EEEE--E", "ELELL--", "---EEE-", "----EEL", "LEL--LE"]


def requirement(agents: Callable[[float], int], weeks: int = 1, start: str = "2026-01-05") -> str:
    """Agents per half hour, the same on each day: `agents(hour)`."""
    times = pd.date_range(start, periods=336 * weeks, freq="30min", tz="UTC")
    numbers = [agents(time.hour + time.minute / 60) for time in times]
    return tables.to_csv(pd.DataFrame({"interval_start": times, "agents_scheduled": numbers}))


def by_day(hour: float) -> int:
    return (7 <= hour < 20) + (12 <= hour < 15)


def roster_of(weeks: list[str]) -> list[str]:
    """Write letters out as the rows of a roster."""
    return [
        f"1,{line},{weekday},{DUTIES[letter]}"
        for line, letters in enumerate(weeks, 1)
        for weekday, letter in enumerate(letters, 1)
    ]


def as_csv(rows: list[str]) -> str:
    return "".join(f"{row}\n" for row in ["team,line,weekday,shift,start,end,meals,breaks", *rows])


def in_section(site: Path, key: str) -> None:
    (site / "wfm.toml").write_text(PLAN.replace("[roster]\n", f"[roster]\n{key}\n"))


def rules_of(ran: Ran) -> list[str]:
    return [row.split(",")[0] for row in ran.out.splitlines()[1:]]
