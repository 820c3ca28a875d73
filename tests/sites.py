"""Small sites for tests of schedules: a plan, a roster whose rows are written in short."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wfm.units import clock, hhmm
from wfm.weekdays import DAY

# A day in short: E early, L late, N night, - off.
TIMES = {"E": ("early", "06:00"), "L": ("late", "14:00"), "N": ("night", "22:00")}
PRESENCE = 510

CONFIG: dict[str, Any] = {
    "timezone": "Europe/London",
    "roster": {
        "rules": {
            "min_rest_hours": 11,
            "days_on": [1, 6],
            "days_off": [1, 5],
            "days_off_after_nights": 1,
            "hours_per_week": 48,
        },
        "group": [
            {
                "name": "full_time",
                "weekly_hours": 40,
                "shift": [
                    {"name": name, "starts": [start], "presence_hours": 8.5, "paid_hours": 8}
                    for name, start in TIMES.values()
                ],
            }
        ],
    },
}


def roster(teams: Mapping[str, list[str]]) -> pd.DataFrame:
    """Write the lines of teams, such as ``"EEEEE--"``, as a roster; a meal four hours in."""
    rows = []
    for team, lines in teams.items():
        for number, line in enumerate(lines, 1):
            for weekday, letter in enumerate(line, 1):
                row = {"team": team, "line": number, "weekday": weekday}
                rows.append({**row, **_duty(letter)})
    return pd.DataFrame(rows)


def _duty(letter: str) -> dict[str, str | None]:
    if letter == "-":
        return {"shift": "OFF", "start": None, "end": None, "meals": None}
    shift, start = TIMES[letter]
    meal = clock(start) + 240
    return {
        "shift": shift,
        "start": start,
        "end": hhmm((clock(start) + PRESENCE) % DAY),
        "meals": f"{hhmm(meal)}-{hhmm(meal + 30)}",
    }


def table(text: str) -> pd.DataFrame:
    """Write a table in short: a header line, one line a row, cells apart by commas."""
    lines = [line.strip().split(",") for line in text.strip().splitlines()]
    rows = [[cell.strip() or None for cell in line] for line in lines[1:]]
    return pd.DataFrame(rows, columns=[name.strip() for name in lines[0]])
