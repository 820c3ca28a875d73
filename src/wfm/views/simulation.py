"""Weeks that were simulated, on one page: days, what changes would do, the week as a heat map."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from rich.console import Group, RenderableType
from rich.text import Text

from wfm.evaluation.simulated import Simulation
from wfm.quoting import escaped
from wfm.views.heatmap import HeatMap, level_sign
from wfm.views.layout import Column, Sheet
from wfm.views.periods import MOST_ROWS, figures, periods, week_of

# What a day is looked at by; the other columns are in the CSV.
_COLUMNS = (
    "calls",
    "agents",
    "service_level",
    "95% sure",
    "kept",
    "asa_seconds",
    "wait_90_seconds",
    "abandonment",
    "blocked",
    "occupancy",
)


def simulation(found: Simulation, by: str) -> RenderableType:
    """Draw weeks that were simulated.

    Parameters
    ----------
    found
        What came of them.
    by
        ``"interval"``: the page; else one kind of period, or ``"change"``.
    """
    if by == "change":
        return _changes(found.changes)
    if by != "interval":
        return _periods(found, by, len(found.by(by)))
    parts: list[RenderableType] = []
    for kind in ("week", "day"):
        rows = found.by(kind)
        if len(rows) and (kind == "day" or len(set(rows["first_day"])) > 1):
            parts += [Text(f"{kind}s", style="bold cyan"), _periods(found, kind), Text()]
    if len(found.changes) > 1:
        parts += [Text("what changes would do", style="bold cyan"), _changes(found.changes), Text()]
    return Group(*parts, *_map(found))


def _periods(found: Simulation, kind: str, most: int = MOST_ROWS) -> RenderableType:
    rows = found.by(kind)
    never = [name for name in ("abandonment", "blocked") if name in rows and not rows[name].any()]
    sure = _sure(rows, "service_level")
    columns = [name for name in _COLUMNS if name not in never]
    return periods(rows.assign(**{"95% sure": sure}), kind, columns, most)


def _changes(changes: pd.DataFrame) -> RenderableType:
    """Draw what changes would do: service levels, and how far they are from that of the plan."""
    apart = [
        "" if pd.isna(value) or not value else f"{100 * value:+.1f}"
        for value in changes["difference"]
    ]
    named = [Text(escaped(name)) for name in changes["change"]]
    points = Column("points", [Text(words) for words in apart], numeric=True)
    levels, others = (figures(changes, names) for names in (("service_level",), ("kept", "weeks")))
    return Sheet([Column("change", named, numeric=False), *levels, points, *others])


def _sure(rows: pd.DataFrame, name: str) -> Sequence[str]:
    """Write the ends between which a share lies with 95 % certainty."""
    ends = zip(rows[f"{name}_low"], rows[f"{name}_high"], strict=True)
    return ["" if np.isnan(low + high) else f"{100 * low:.0f}-{high:.0%}" for low, high in ends]


def _map(found: Simulation) -> list[RenderableType]:
    """Draw the service level of each interval, of all queues together."""
    rows = found.intervals
    if "queue" in rows and len(set(rows["queue"])) > 1:
        return []
    levels = week_of(
        rows["interval_start"], rows["service_level"].to_numpy(), rows["calls"].to_numpy()
    )
    if np.isnan(levels).all():
        return []
    weeks = set(found.by("week")["first_day"])
    title = "service level of each interval" + ", all weeks together" * (len(weeks) > 1)
    words = "9: 90% and more, 0: below 10%, · no calls"
    sign = level_sign(found.promise.target)
    return [Text(title, style="bold cyan"), HeatMap(levels, sign, np.fmin, words)]
