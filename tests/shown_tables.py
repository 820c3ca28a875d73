"""Tables of every kind that `wfm show` draws in pictures."""

import numpy as np
import pandas as pd

from drawing import forecast, roster_of_two_lines
from wfm import tables


def calls(begin: str = "2026-01-05", end: str = "2026-01-19", zone: str = "UTC") -> pd.DataFrame:
    """Two weeks of calls with their band: 100 at noon, few at night."""
    frame = forecast(zone, begin, end)
    frame["calls"] = 100.0 - 8.0 * (frame["interval_start"].dt.hour - 12).abs()
    return frame.assign(
        aht_seconds=200.0, calls_low=frame["calls"] * 0.8, calls_high=frame["calls"] * 1.2
    )


def requirement() -> pd.DataFrame:
    """A requirement of an agent for ten calls, and one more to be scheduled."""
    frame = calls()
    needed = (frame["calls"] // 10).astype(int)
    return frame.assign(agents_required=needed, agents_scheduled=needed + 1)


def dated_coverage() -> pd.DataFrame:
    """Three agents short on the first Monday from 10:00 to 11:30, else one over."""
    starts = calls()["interval_start"]
    short = starts.between("2026-01-05 10:00+00:00", "2026-01-05 11:00+00:00")
    difference = np.where(short, -3, 1)
    return pd.DataFrame(
        {
            "interval_start": starts,
            "required": 5,
            "scheduled": 5 + difference,
            "difference": difference,
            "absent": 0,
        }
    )


def coverage() -> pd.DataFrame:
    """The first of these weeks without its dates."""
    dated = dated_coverage().head(7 * 48)
    starts = dated["interval_start"]
    when = {"weekday": starts.dt.day_of_week + 1, "time": starts.dt.strftime("%H:%M")}
    return pd.DataFrame({**when, **dated[["required", "scheduled", "difference"]]})


def schedule(*names: str) -> pd.DataFrame:
    """Two weeks: early duties, of every second one nights; that one's days off are leave."""
    rows = []
    for place, name in enumerate(names or ("Anna", "Ben", "Cleo")):
        for day in pd.date_range("2026-01-05", "2026-01-18"):
            date, next_date = f"{day:%Y-%m-%d}", f"{day + pd.Timedelta(days=1):%Y-%m-%d}"
            if day.day_of_week > 4:
                rows.append((name, date, "LEAVE" if place % 2 else "OFF", "", "", "", ""))
            elif place % 2:
                span = f"{date}T22:00+00:00", f"{next_date}T06:30+00:00"
                rows.append((name, date, "night", *span, "", ""))
            else:
                meal = f"{date}T09:00+00:00/{date}T09:30+00:00"
                pause = f"{date}T06:45+00:00/{date}T07:00+00:00"
                span = f"{date}T05:00+00:00", f"{date}T13:30+00:00"
                rows.append((name, date, "early", *span, meal, pause))
    return pd.DataFrame(rows, columns=["agent", "date", "shift", "start", "end", "meals", "breaks"])


def evaluation() -> pd.DataFrame:
    """A plan that was judged: poor from 12:00 to 13:00."""
    frame = calls()[["interval_start", "calls"]]
    agents = dated_coverage()[["required", "scheduled", "difference"]].astype(float)
    level = np.where(frame["interval_start"].dt.hour == 12, 0.55, 0.95)
    others = {"load_erlangs": 1.0, "on_duty": 6.0, "agents": 4.0, "cost": 2.5}
    return pd.concat([frame, agents], axis=1).assign(service_level=level, **others)


def simulation() -> pd.DataFrame:
    """The same simulated."""
    names = [c.name for c in tables.SIMULATED.columns if c.name != "queue"]
    frame = evaluation()[["interval_start", "calls", "agents", "service_level"]]
    return frame.assign(**{name: 0.5 for name in names if name not in frame})


SHOWN: dict[str, tuple[pd.DataFrame, tables.Table]] = {
    "history": (calls()[["interval_start", "calls"]], tables.HISTORY),
    "forecast": (calls(), tables.FORECAST),
    "requirement": (requirement(), tables.REQUIREMENT),
    "coverage": (coverage(), tables.COVERAGE),
    "dated_coverage": (dated_coverage(), tables.DATED_COVERAGE),
    "roster": (roster_of_two_lines().assign(team="1"), tables.ROSTER),
    "schedule": (schedule(), tables.SCHEDULE),
    "evaluation": (evaluation(), tables.EVALUATED),
    "simulation": (simulation(), tables.SIMULATED),
}
"""A table of each kind, and which it is."""
