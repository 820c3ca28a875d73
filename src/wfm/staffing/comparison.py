"""What-if tables: scenarios against the base."""

import logging
from typing import Any

import pandas as pd

from wfm import tables, units
from wfm.errors import InputError, OptionError
from wfm.staffing.channels import Channels
from wfm.staffing.table import requirement_table, step_seconds
from wfm.staffing.targets import Quantity
from wfm.staffing.whatif import Scenario, read_scenarios

log = logging.getLogger("wfm.staffing")

_WEEK = 7 * 24 * 3600.0


def what_if(
    forecast: pd.DataFrame,
    scenarios: str,
    *,
    cost_per_hour: Quantity = 1,
    weekly_hours: Quantity = 40,
    interval: Quantity | None = None,
    channels: Channels | None = None,
    **options: Any,
) -> pd.DataFrame:
    """Compare scenarios with the base: agents, full-time equivalents, paid hours and cost.

    Parameters
    ----------
    forecast
        FORECAST table.
    scenarios
        Changes such as ``"aht=-10%,calls=+5%,shrinkage=0.35,fcr=0.70->0.75,ivr=0.2->0.3"``:
        each alone, then all together; ``;`` separates scenarios that are taken as they are.
    cost_per_hour
        Cost of a paid hour, 0 or more.
    weekly_hours
        Paid hours of a full-time agent in a week, above 0.
    interval, channels
        As `staff` takes them.
    **options
        Options of `staff` for the base.

    Returns
    -------
    pandas.DataFrame
        One row for the base and for each scenario: ``scenario``, ``agents`` (the most scheduled at
        a time), ``fte``, ``paid_hours``, ``cost``, and the differences from the base
        ``delta_agents``, ``delta_fte``, ``delta_paid_hours``, ``delta_cost``.

    Raises
    ------
    OptionError
        An option or a change cannot be read.
    InputError
        The forecast cannot be used as it is.
    """
    cost = units.number(cost_per_hour, "cost_per_hour")
    hours = units.number(weekly_hours, "weekly_hours")
    if cost < 0.0 or hours <= 0.0:
        raise OptionError("cost_per_hour" if cost < 0.0 else "weekly_hours", "it must be above 0")
    changes = read_scenarios(scenarios)
    frame = tables.check(forecast, tables.FORECAST)
    step = step_seconds(frame, interval)
    weeks = frame["interval_start"].nunique() * step / _WEEK
    if weeks < 1.0:
        log.info("the table is shorter than a week: fte is its paid hours / %g h a week", hours)
    for line in requirement_table(frame, options, channels or {}, step).notes:
        log.info("base: %s", line)
    rows = []
    for scenario in [Scenario("base"), *changes]:
        changed = _changed(frame, scenario)
        result = requirement_table(changed, {**options, **scenario.options}, channels or {}, step)
        scheduled = result.frame["agents_scheduled"]
        paid = float(scheduled.sum()) * step / 3600.0
        rows.append(
            {
                "scenario": scenario.name,
                "agents": float(scheduled.groupby(changed["interval_start"]).sum().max()),
                "fte": paid / max(weeks, 1.0) / hours,
                "paid_hours": paid,
                "cost": paid * cost,
            }
        )
    table = pd.DataFrame(rows)
    for name in ("agents", "fte", "paid_hours", "cost"):
        table[f"delta_{name}"] = table[name] - table[name].iloc[0]
    return _tidy(table)


def _tidy(table: pd.DataFrame) -> pd.DataFrame:
    """Round once, and show whole agents as whole numbers."""
    for name in table.columns.drop("scenario"):
        table[name] = table[name].round(2) + 0.0
    for name in ("agents", "delta_agents"):
        if (table[name] == table[name].round()).all():
            table[name] = table[name].astype("int64")
    return table


def _changed(frame: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Apply a scenario's volume and handling time to a forecast."""
    table = frame.copy()
    for name in ("calls", "calls_low", "calls_high"):
        if name in table:
            table[name] = table[name] * scenario.calls
    if scenario.aht_seconds is not None:
        table["aht_seconds"] = scenario.aht_seconds
    if "aht_seconds" in table:
        table["aht_seconds"] = table["aht_seconds"] * scenario.aht
    elif scenario.aht != 1.0:
        raise InputError("the forecast has no column aht_seconds to change")
    return table
