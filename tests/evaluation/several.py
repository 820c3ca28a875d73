"""A day of several queues, and who answers them."""

import datetime as dt

import numpy as np
import pandas as pd

import wfm
from test_evaluation import MONDAY, PLAN, forecast_of
from wfm.evaluation import Simulation
from wfm.tables.schedule_rows import ScheduledDay, schedule_table


def queues(days: int = 1, **calls: float) -> pd.DataFrame:
    """Calls from 8 to 16 in each half hour, by queue."""
    parts = []
    for name, number in calls.items():
        forecast = forecast_of(days, number)
        hour = forecast["interval_start"].dt.hour
        forecast["calls"] = np.where((hour >= 8) & (hour < 16), number, 0.0)
        parts.append(forecast.assign(queue=name))
    return pd.concat(parts, ignore_index=True)


def duty(agent: str, start: int = 8, hours: int = 8, day: dt.date = MONDAY) -> ScheduledDay:
    begin = dt.datetime.combine(day, dt.time(start), dt.UTC)
    end = begin + dt.timedelta(hours=hours)
    return ScheduledDay(agent, day, "day", begin, end, hours=float(hours), group="crew")


def schedule(*agents: str) -> pd.DataFrame:
    return schedule_table([duty(agent) for agent in agents])


def people(**skills: str) -> pd.DataFrame:
    return pd.DataFrame({"agent": [*skills], "skills": [*skills.values()]})


def simulated(plan: pd.DataFrame, forecast: pd.DataFrame, **options: object) -> Simulation:
    asked: dict[str, object] = {"config": PLAN, "shrinkage": 0, "weeks": 8, **options}
    return wfm.simulate(plan, forecast, **asked)  # type: ignore[arg-type]
