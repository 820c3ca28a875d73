"""Workforce management for call centres: forecast, staff, roster.

The commands of the same names are these functions with files around them: tables are
DataFrames, keywords are the options, defaults are the same.

>>> import pandas as pd, wfm
>>> history = pd.read_csv("sample_data/calls.csv")
>>> forecast = wfm.forecast(history, timezone="Europe/London", country="GB")
>>> requirement = wfm.staff(forecast, service_level=0.8, threshold="20s")
>>> roster = wfm.roster(requirement, time_limit="60s")
>>> roster.table, roster.cost, roster.bound
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wfm.evaluation import compare, evaluate, simulate, until_kept
    from wfm.forecasting import backtest, explain, explain_reforecast, forecast, reforecast
    from wfm.front import (
        advise,
        check,
        read_history,
        report,
        reschedule,
        roster,
        schedule,
        today,
    )
    from wfm.staffing import staff, what_if

__all__ = [
    "advise",
    "backtest",
    "check",
    "compare",
    "evaluate",
    "explain",
    "explain_reforecast",
    "forecast",
    "read_history",
    "reforecast",
    "report",
    "reschedule",
    "roster",
    "schedule",
    "simulate",
    "staff",
    "today",
    "until_kept",
    "what_if",
]

_ROOM_OF = {
    "advise": "front",
    "backtest": "forecasting",
    "check": "front",
    "compare": "evaluation",
    "evaluate": "evaluation",
    "explain": "forecasting",
    "explain_reforecast": "forecasting",
    "forecast": "forecasting",
    "read_history": "front",
    "reforecast": "forecasting",
    "report": "front",
    "roster": "front",
    "reschedule": "front",
    "schedule": "front",
    "simulate": "evaluation",
    "today": "front",
    "staff": "staffing",
    "until_kept": "evaluation",
    "what_if": "staffing",
}


def __getattr__(name: str) -> Any:
    # A stage is imported when it is first used: its libraries take a second to load.
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'wfm' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"wfm.{_ROOM_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
