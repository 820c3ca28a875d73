"""A plan that was judged, on one page: its figures, days, nights, and the week as a heat map."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rich.console import Group, RenderableType
from rich.text import Text

from wfm.evaluation.results import Evaluation
from wfm.quoting import escaped
from wfm.units import hhmm, written
from wfm.views.heatmap import HeatMap, agents_sign, level_sign
from wfm.views.inspection import facts
from wfm.views.layout import Column, Sheet
from wfm.views.periods import figures, periods, week_of
from wfm.weekdays import DAY

# What a day is adjusted by; the other columns are in the table of --by day.
_DAY_COLUMNS = (
    "calls",
    "calls_per_agent",
    "efficiency",
    "over_hours",
    "short_hours",
    "service_level",
    "asa_seconds",
    "occupancy",
    "abandonment",
    "cost",
)
_NIGHT_COLUMNS = ("calls", "duties", "service_level", "cost", "cost_per_call")
_QUEUE_COLUMNS = (
    "calls",
    "service_level",
    "target",
    "asa_seconds",
    "occupancy",
    "abandonment",
    "phone_hours",
    "over_hours",
    "short_hours",
)
_MOST_STRETCHES = 4


def evaluation(found: Evaluation) -> RenderableType:
    """Draw a plan that was judged."""
    parts: list[RenderableType] = [facts(list(_facts(found))), Text()]
    if len(found.queues) > 1:
        parts += [Text("queues", style="bold cyan"), _queues(found.queues), Text()]
    for kind, title, columns in (
        ("week", "weeks", _DAY_COLUMNS),
        ("day", "days", _DAY_COLUMNS),
        ("weekend", "weekends", _NIGHT_COLUMNS),
        ("night", "nights", _NIGHT_COLUMNS),
    ):
        rows = found.by(kind)
        if len(rows) and not (kind == "week" and len(rows) == 1):
            parts += [Text(title, style="bold cyan"), periods(rows, kind, columns), Text()]
    parts += _maps(found)
    return Group(*parts)


def _facts(found: Evaluation) -> Iterator[tuple[str, str]]:
    whole = found.total
    starts = found.intervals["interval_start"]
    if len(found.queues) > 1:
        yield "queues", escaped(", ".join(found.queues["queue"]))
    yield "period", f"{starts.iloc[0]:%a %Y-%m-%d} to {starts.iloc[-1]:%a %Y-%m-%d}"
    yield "service", _service(found)
    people = f"{written(found.agents)} people, {written(whole['duties'])} duties"
    if pd.notna(whole["calls_per_agent"]):
        people += f"; {whole['calls_per_agent']:.1f} calls per agent and day"
    yield "agents", people
    unworked = whole["unworked_hours"]
    beside = f", {written(unworked, 1)} of them not worked" if unworked >= 0.05 else ""
    share = whole["efficiency"]
    used = "" if pd.isna(share) else f"; {written(whole['required_hours'], 1)} needed: {share:.1%}"
    on = written(whole["phone_hours"], 1)
    yield "hours", f"{written(whole['paid_hours'], 1)} paid{beside}; {on} on the phones{used}"
    intervals = _together(found.intervals)
    yield "over", _stretches(intervals, whole["over_hours"], 1)
    yield "short", _stretches(intervals, whole["short_hours"], -1)
    unit = f" {found.cost_unit}" if found.cost_unit else ""
    each = whole["cost_per_call"]
    per_call = "" if pd.isna(each) else f"; {each:.4g} a call"
    yield "cost", f"{written(whole['cost'], 2)}{unit}{per_call}"


def _service(found: Evaluation) -> str:
    whole = found.total
    if pd.isna(whole["service_level"]):
        return f"{written(round(whole['calls']))} calls"
    within = f"within {found.threshold:g} s"
    if pd.isna(found.threshold):
        within = "as each queue promises"
    words = f"{whole['service_level']:.1%} {within} of {written(round(whole['calls']))} calls"
    if found.service_level is not None:
        words += f", target {found.service_level:.4g}"
    if pd.notna(whole["asa_seconds"]):
        words += f"; mean wait {whole['asa_seconds']:.1f} s"
    if pd.notna(whole.get("abandonment")):
        words += f"; {whole['abandonment']:.1%} hang up"
    if pd.notna(whole["occupancy"]):
        words += f"; occupancy {whole['occupancy']:.0%}"
    return words


def _stretches(intervals: pd.DataFrame, hours: float, sign: int) -> str:
    """Say how many hours, and when most of them: the longest run of each weekday."""
    if hours < 0.005:
        return "0 agent-hours"
    away = np.maximum(sign * intervals["difference"].to_numpy(), 0.0)
    start = intervals["interval_start"]
    day = start.dt.date.to_numpy()
    minute = (start.dt.hour * 60 + start.dt.minute).to_numpy()
    step = int(minute[1] - minute[0]) % DAY if len(minute) > 1 else 30
    is_away = away > 0.5
    begins = np.flatnonzero(
        is_away & ~(np.append(False, is_away[:-1]) & np.append(False, day[1:] == day[:-1]))
    )
    runs = []
    for begin in begins:
        end = begin
        while end < len(away) and is_away[end] and day[end] == day[begin]:
            end += 1
        runs.append((float(away[begin:end].sum()), int(begin), int(end)))
    # Weeks are much alike: each weekday is named once.
    longest: dict[int, tuple[float, int, int]] = {}
    for run in sorted(runs, key=lambda run: (-run[0], run[1])):
        longest.setdefault(start.iloc[run[1]].weekday(), run)
    named = [
        f"{start.iloc[b]:%a} {hhmm(int(minute[b]))}-{hhmm(int(minute[e - 1]) + step)} "
        f"by {written(away[b:e].max(), 1)}"
        for _, b, e in list(longest.values())[:_MOST_STRETCHES]
    ]
    words = f"{written(hours, 1)} agent-hours"
    return f"{words}, most on {', '.join(named)}" if named else words


def _queues(queues: pd.DataFrame) -> RenderableType:
    """Draw how the callers of each queue fare."""
    names = [Text(escaped(name)) for name in queues["queue"]]
    return Sheet([Column("queue", names, False), *figures(queues, _QUEUE_COLUMNS)])


def _maps(found: Evaluation) -> list[RenderableType]:
    """Draw the week twice: how callers fare, and where agents are too many or too few."""
    levels, differences = _week(_together(found.intervals))
    parts: list[RenderableType] = []
    target = found.service_level
    if not np.isnan(levels).all():
        title = "service level of each interval" + _of_weeks(found)
        words = "9: 90% and more, 0: below 10%, · no calls"
        sign = level_sign(target)
        parts += [Text(title, style="bold cyan"), HeatMap(levels, sign, np.fmin, words), Text()]
    title = "agents against the requirement" + _of_weeks(found)
    words = "! two or more short, - short, · as required, 1 to 9 over, + ten or more"
    parts += [Text(title, style="bold cyan"), HeatMap(differences, agents_sign, np.fmin, words)]
    return parts


def _together(intervals: pd.DataFrame) -> pd.DataFrame:
    """Add up the agents of several queues, and take service as a mean of their calls."""
    if "queue" not in intervals or intervals["queue"].nunique() < 2:
        return intervals
    good = (intervals["service_level"] * intervals["calls"]).where(intervals["calls"] > 0.0)
    by = intervals.assign(good=good).groupby("interval_start", sort=False)
    found = by[["calls", "good", "difference"]].sum().reset_index()
    level = (found["good"] / found["calls"]).where(found["calls"] > 0.0)
    return found.assign(service_level=level)


def _of_weeks(found: Evaluation) -> str:
    return ", all weeks together" if len(found.by("week")) > 1 else ""


def _week(intervals: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lay intervals out as a week: service levels by calls, and differences, means of the weeks."""
    starts = intervals["interval_start"]
    level, calls = intervals["service_level"].to_numpy(), intervals["calls"].to_numpy()
    differences = week_of(starts, intervals["difference"].to_numpy(), np.ones(len(intervals)))
    return week_of(starts, level, calls), differences
