"""What is said about a plan that was judged: its figures in a line, and what may surprise."""

import datetime as dt
from collections.abc import Iterator

import pandas as pd

from wfm.staffing.targets import ServiceTarget
from wfm.units import written
from wfm.work.wording import WEEKDAYS, counted, tenths

# More calls in a day than this wear an agent out.
MOST_CALLS_A_DAY = 50


def told(periods: pd.DataFrame, target: ServiceTarget | None, cost_unit: str) -> Iterator[str]:
    """Yield the figures of the whole in a few lines; `target`: the one of all queues."""
    whole = periods[periods["period"] == "total"].iloc[0]
    weeks = whole["days"] / 7
    a_week = " a week" if weeks > 1 else ""
    by = weeks if weeks > 1 else 1.0
    if pd.notna(whole["service_level"]):
        asked, within = "", "as each queue promises"
        if target is not None:
            within = f"within {target.threshold:g} s"
            if target.service_level is not None:
                asked = f", target {target.service_level:g}"
        yield (
            f"service level {whole['service_level']:.4g} {within} over "
            f"{written(round(whole['calls']))} calls{asked}"
        )
    unit = f" {cost_unit}" if cost_unit else ""
    per_call = whole["cost_per_call"]
    each = "" if pd.isna(per_call) else f", {per_call:.4g} a call"
    yield f"cost {written(whole['cost'] / by, 2)}{unit}{a_week}{each}"
    unworked = whole["unworked_hours"] / by
    beside = f", {tenths(unworked)} of them not worked" if unworked >= 0.05 else ""
    efficiency = whole["efficiency"]
    share = "" if pd.isna(efficiency) else f": {efficiency:.1%} of them needed"
    yield f"{tenths(whole['paid_hours'] / by)} paid hours{a_week}{beside}{share}"
    yield (
        f"{tenths(whole['over_hours'] / by)} agent-hours{a_week} above the requirement, "
        f"{tenths(whole['short_hours'] / by)} below it"
    )


def told_of_queues(queues: pd.DataFrame) -> Iterator[str]:
    """Yield a line for each of several queues."""
    if len(queues) == 1:
        return
    for row in queues.to_dict("records"):
        if pd.isna(row["service_level"]):
            yield f"{row['queue']}: nobody calls"
            continue
        asked = "" if pd.isna(row["target"]) else f", target {row['target']:g}"
        yield (
            f"{row['queue']}: service level {row['service_level']:.4g} within "
            f"{row['threshold_seconds']:g} s over {written(round(row['calls']))} calls{asked}; "
            f"{tenths(row['over_hours'])} agent-hours above the requirement, "
            f"{tenths(row['short_hours'])} below it"
        )


def warned(intervals: pd.DataFrame, periods: pd.DataFrame) -> Iterator[str]:
    """Yield what may surprise: queues without an end, and agents with too many calls."""
    asked = intervals[intervals["calls"] > 0]
    stuck = asked[asked["asa_seconds"].isna() & asked["service_level"].notna()]
    if len(stuck):
        first = stuck["interval_start"].iloc[0]
        yield (
            f"in {counted(len(stuck), 'interval')} of {len(intervals):,d} there is more work than "
            f"agents, first on {first:%a %Y-%m-%d %H:%M}: callers wait longer and longer there"
        )
    days = periods[periods["period"] == "day"]
    busy = days[days["calls_per_agent"] > MOST_CALLS_A_DAY]
    if len(busy):
        worst = busy.sort_values("calls_per_agent", ascending=False, kind="stable").iloc[0]
        yield (
            f"more than {MOST_CALLS_A_DAY} calls per agent on {counted(len(busy), 'day')}, "
            f"{worst['calls_per_agent']:.0f} on {day_name(worst['first_day'])}: few keep that up"
        )


def day_name(day: str) -> str:
    """Write a day with its weekday."""
    return f"{WEEKDAYS[dt.date.fromisoformat(day).weekday()]} {day}"
