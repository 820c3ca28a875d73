"""What-if tables: scenarios against the base."""

import logging
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wfm import tables, units
from wfm.errors import InputError, OptionError
from wfm.keywords import with_keywords
from wfm.options.channel import ChannelOptions, Channels
from wfm.options.common import Configured
from wfm.options.staff import CostOptions, TableOptions
from wfm.staffing.demand.shrinkage import named_parts
from wfm.staffing.groups import joined
from wfm.staffing.options import DEFAULTS
from wfm.staffing.reading import read_forecast
from wfm.staffing.scenarios import Scenario, read_scenarios
from wfm.staffing.table import Result, requirement_table
from wfm.staffing.targets import listed

log = logging.getLogger("wfm.staffing")

_WEEK = 7 * 24 * 3600.0


@dataclass(frozen=True)
class AskedComparison(TableOptions, CostOptions, Configured):
    """A comparison as Python asks for it.

    Parameters
    ----------
    forecast
        FORECAST table.
    scenarios
        Changes such as ``"aht=-10%,calls=+5%,shrinkage=0.35,fcr=0.70->0.75,ivr=0.2->0.3"``:
        each alone, then all together; ``;`` separates scenarios that are taken as they are.
    """

    forecast: pd.DataFrame
    scenarios: str


@with_keywords(AskedComparison)
def what_if(asked: AskedComparison) -> pd.DataFrame:
    """Compare scenarios with the base: agents, full-time equivalents, paid hours and cost.

    The options are those of the base.

    Returns
    -------
    pandas.DataFrame
        One row for the base and for each scenario, `wfm.tables.SCENARIOS`: ``scenario``,
        ``agents`` (the most scheduled at a time), ``fte`` (of the agents scheduled, who are whole
        people in every interval), ``fte_workload`` (of the agents required / (1 - shrinkage), not
        rounded), ``paid_hours``, ``cost``, and for each the difference from the base,
        ``delta_agents`` and so on.

    Raises
    ------
    OptionError
        An option or a change cannot be read.
    InputError
        The forecast or the configuration cannot be used as it is.
    """
    return what_if_with(asked.forecast, asked.scenarios, asked, asked)


def what_if_with(
    forecast: pd.DataFrame, scenarios: str, options: TableOptions, costs: CostOptions
) -> pd.DataFrame:
    """Compare scenarios with these options; see `what_if`."""
    rate, hours = _pay(costs)
    changes = read_scenarios(scenarios)
    frame, base, step, notes = joined(read_forecast(forecast, options), options)
    weeks = frame["interval_start"].nunique() * step / _WEEK
    if weeks < 1.0:
        notes.append(
            f"the table is shorter than a week: fte is its paid hours / {hours:g} h a week"
        )
    notes.append(
        "fte: agents_scheduled, whole people in every interval, as paid_hours and cost; "
        "fte_workload: agents_required / (1 - shrinkage), not rounded"
    )
    for line in notes:
        log.info("%s", line)
    full_time = max(weeks, 1.0) * hours  # paid hours of a full-time agent over the table
    rows = []
    for scenario in [Scenario("base"), *changes]:
        changed = _changed(frame, scenario)
        chosen, own = _chosen(scenario, base, _of_table(base.channels or {}, frame))
        result = requirement_table(changed, chosen, own, step)
        _say(scenario.name, result)
        rows.append(_figures(scenario.name, result.frame, step, rate, full_time))
    return _with_differences(pd.DataFrame(rows))


def _pay(costs: CostOptions) -> tuple[float, float]:
    """Read the cost of a paid hour, and the hours a week of a full-time agent [h]."""
    cost = units.number(costs.cost_per_hour, "cost_per_hour")
    hours = units.number(costs.weekly_hours, "weekly_hours")
    if cost < 0.0:
        raise OptionError("cost_per_hour", f"{costs.cost_per_hour} is negative")
    if hours <= 0.0:
        raise OptionError("weekly_hours", f"{costs.weekly_hours} is not above 0")
    return cost, hours


def _figures(
    name: str, sized: pd.DataFrame, step: float, rate: float, full_time: float
) -> dict[str, object]:
    """Sum up a scenario: intervals of `step` seconds, `full_time` paid hours for each agent."""
    scheduled = sized["agents_scheduled"]
    paid = float(scheduled.sum()) * step / 3600.0
    return {
        "scenario": name,
        "agents": float(scheduled.groupby(sized["interval_start"]).sum().max()),
        "fte": paid / full_time,
        "fte_workload": float(sized["workload"].sum()) * step / 3600.0 / full_time,
        "paid_hours": paid,
        "cost": paid * rate,
    }


def _say(name: str, result: Result) -> None:
    """Say how the base was sized, and of every scenario what its numbers of agents do not show."""
    if name == "base" or (result.frame["binding"] == "given").any():
        for line in result.notes:
            log.info("%s: %s", name, line)
    for line in result.warnings:
        log.warning("%s: %s", name, line)


def _with_differences(table: pd.DataFrame) -> pd.DataFrame:
    """Add the differences from the base."""
    for name in table.columns.drop("scenario"):
        table[f"delta_{name}"] = table[name] - table[name].iloc[0]
    return tables.conform(table, tables.SCENARIOS)


def _of_table(channels: Channels, frame: pd.DataFrame) -> Channels:
    """Take the channels that a forecast names."""
    names = set(frame["channel"]) if "channel" in frame else set()
    return {name: own for name, own in channels.items() if name in names}


def _chosen(
    scenario: Scenario, options: ChannelOptions, channels: Channels
) -> tuple[ChannelOptions, dict[str, dict[str, Any]]]:
    """Options of a scenario, for all and by channel.

    What channels have set for themselves changes there; for all, where it was set for all or where
    no channel has it.
    """
    own = {name: dict(values) for name, values in channels.items()}
    for_all = _set(options)
    for name, value in scenario.options.items():
        owners = [values for values in own.values() if name in values]
        for values in owners:
            values[name] = value
        if not owners or name in for_all:
            for_all[name] = value
    _change_parts(scenario, [for_all, *own.values()])
    for values in (for_all, *own.values()):
        if scenario.aht != 1.0 and values.get("chat_aht") is not None:
            values["chat_aht"] = _scaled(values["chat_aht"], scenario.aht)
    return ChannelOptions(**for_all), own


def _set(options: ChannelOptions) -> dict[str, Any]:
    """Return the options that are not as they are where nobody says anything."""
    values = {name: getattr(options, name) for name in DEFAULTS}
    return {name: value for name, value in values.items() if str(value) != str(DEFAULTS[name])}


def _change_parts(scenario: Scenario, all_values: list[dict[str, Any]]) -> None:
    """Replace parts of shrinkage wherever they are named.

    Raises
    ------
    OptionError
        One is named nowhere.
    """
    found = [dict(named_parts(v.get("shrinkage", DEFAULTS["shrinkage"]))) for v in all_values]
    names = {name: None for parts in found for name in parts}
    for name, share in scenario.parts.items():
        if name not in names:
            raise OptionError(
                "what_if", f"'shrinkage.{name}': shrinkage has no part {name}: "
                + (f"its parts are {', '.join(names)}" if names else
                   "it is one number: give its parts, such as absence=0.10,training=0.05")
            )  # fmt: skip
        for values, parts in zip(all_values, found, strict=True):
            if name in parts:
                parts[name] = share
                values["shrinkage"] = parts


def _scaled(chat_aht: Any, factor: float) -> Any:
    """Change handling times of chats; multiples of the table's change with the table."""
    items = [str(item).strip() for item in listed(chat_aht)]
    if any(item.startswith("x") for item in items):
        return chat_aht
    return [units.seconds(item, "chat_aht") * factor for item in items]


def _changed(frame: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Apply a scenario's volume and handling time to a forecast."""
    table = frame.copy()
    for name in ("calls", "calls_low", "calls_high"):
        if name in table:
            table[name] = table[name] * scenario.calls
    if "shrinkage" in scenario.options:
        table = table.drop(columns="shrinkage", errors="ignore")
    if scenario.parts and "shrinkage" in table:
        raise OptionError("what_if", "the forecast has a column shrinkage, which has no parts")
    if scenario.aht_seconds is not None:
        table["aht_seconds"] = scenario.aht_seconds
    if "aht_seconds" in table:
        table["aht_seconds"] = table["aht_seconds"] * scenario.aht
    elif scenario.aht != 1.0:
        raise InputError("the forecast has no column aht_seconds to change")
    return table
