"""Pictures drawn as text, and tables to be drawn."""

import io
from typing import Any

import pandas as pd
from rich.console import Console


def draw(picture: Any, width: int = 80, *, colours: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=colours, highlight=False)
    console.print(picture)
    return stream.getvalue()


def forecast(
    zone: str, begin: str, end: str, calls: list[float] | None = None, **columns: Any
) -> pd.DataFrame:
    starts = pd.date_range(begin, end, freq="30min", tz=zone, inclusive="left")
    numbers = range(len(starts)) if calls is None else calls
    return pd.DataFrame({"interval_start": starts, "calls": numbers, **columns}).astype(
        {"calls": float}
    )


def rows_of(drawing: str) -> dict[str, list[str]]:
    return {row.split()[0]: row.split()[1:] for row in drawing.splitlines() if row.strip()}


def roster_of_two_lines() -> pd.DataFrame:
    duty = ("early", "05:00", "13:30", "09:00-09:30", "06:45-07:00 11:00-11:15")
    night = ("night", "22:00", "06:30", "02:00-02:30", float("nan"))
    off = ("OFF", *[float("nan")] * 4)
    days = [(1, 1, day, *(duty if day < 6 else off)) for day in range(1, 8)]
    days += [(1, 2, day, *(night if day < 6 else off)) for day in range(1, 8)]
    names = ["team", "line", "weekday", "shift", "start", "end", "meals", "breaks"]
    return pd.DataFrame(days, columns=names)
