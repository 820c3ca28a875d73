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

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from wfm.forecasting import explain, forecast
    from wfm.forecasting.judging import backtest
    from wfm.rostering import Roster
    from wfm.staffing import staff, what_if

__all__ = ["backtest", "explain", "forecast", "roster", "staff", "what_if"]

_STAGE_OF = {
    "backtest": "forecasting",
    "explain": "forecasting",
    "forecast": "forecasting",
    "staff": "staffing",
    "what_if": "staffing",
}


def __getattr__(name: str) -> Any:
    # A stage is imported when it is first used: its libraries take a second to load.
    if name not in _STAGE_OF:
        raise AttributeError(f"module 'wfm' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"wfm.{_STAGE_OF[name]}"), name)


def roster(
    requirement: "pd.DataFrame",
    *,
    config: Mapping[str, Any] | str | Path | None = None,
    law: str | Sequence[str] | None = None,
    rotation_weeks: int | None = None,
    closed: str | None = None,
    week: str | None = None,
    time_limit: float | str | None = None,
    gap: float | str | None = None,
    fairness: float | str | None = None,
    elastic: bool | None = None,
    start_from: "pd.DataFrame | None" = None,
) -> "Roster":
    """Build the rotating roster that covers a requirement at the least cost.

    What is None is as the configuration says, else as the command's default is.

    Parameters
    ----------
    requirement
        `wfm.tables.REQUIREMENT`; ``agents_scheduled`` is what is covered. [agents]
    config
        The content of a ``wfm.toml`` or the path of one; without it one full-time group and
        the default rules.
    law
        Presets of working-time law to keep besides, as ``"eu-wtd,de-arbzg"``; else those of the
        configuration.
    rotation_weeks
        Lines of a team, about; else 8. [weeks]
    closed
        ``"allowed"`` or ``"never"``: whether agents may be on duty while the site is closed, which
        is where nobody is required for more than two hours; else never, unless there is no other
        way.
    week
        ``"max"`` or ``"mean"`` of the requirement's weeks is the week to cover; else ``"max"``.
    time_limit
        Longest search; else ``"60s"``. [s]
    gap
        Stop when the cost is proved to be within this share of the least; else 0.0005.
    fairness
        Share of the cost that balancing the teams of a group may add; else 0.005.
    elastic
        Whether agents may be missing where there is no other way; else not.
    start_from
        `wfm.tables.ROSTER` to begin with. Where it keeps the rules and covers the requirement, the
        result is never worse; otherwise that is said, and the search begins near its duties.

    Returns
    -------
    wfm.rostering.Roster
        The tables of roster and coverage, and cost, bound and gap.

    Raises
    ------
    InputError
        If the requirement or the configuration cannot be used.
    InfeasibleError
        If it is proved that no roster satisfies the rules.
    UndecidedError
        If the time was out before there was a roster.
    """
    from dataclasses import replace

    from wfm import config as configuration
    from wfm import rostering
    from wfm.errors import InputError

    if isinstance(config, str | Path):
        try:
            data = Path(config).read_bytes()
        except OSError as error:
            raise InputError(f"{config}: {str(error.strerror).lower()}: give a TOML file") from None
        config = configuration.parse(data, str(config))
    given = {
        "rotation_weeks": rotation_weeks,
        "closed": closed,
        "week": week,
        "time_limit": time_limit,
        "gap": gap,
        "fairness": fairness,
        "elastic": elastic,
    }
    config, options = configuration.roster_options(config or {}, given)
    plan = rostering.plan_from(config, law)
    if "rotation_weeks" in options:
        plan = replace(plan, rotation_weeks=options.pop("rotation_weeks"))
    if "closed" in options:
        plan = rostering.with_closed(plan, options.pop("closed"))
    return rostering.roster(requirement, plan, start_from=start_from, **options)
