"""Any table of wfm as a picture: which drawing each table has."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from rich.console import Group, RenderableType
from rich.text import Text

from wfm import tables
from wfm.quoting import escaped
from wfm.views.plain import plain
from wfm.views.shown.gantt import day_of_duties
from wfm.views.shown.grid import duty_grid
from wfm.views.shown.needs import covered, day_of_needs, needs
from wfm.views.shown.service import evaluated, simulated
from wfm.views.shown.volumes import day_of_volumes, volumes

_Drawing = Callable[[pd.DataFrame], RenderableType]


@dataclass(frozen=True)
class _Drawings:
    """How a table is drawn.

    Parameters
    ----------
    whole
        All of it.
    day
        One day of it, or the same weekday of several weeks.
    """

    whole: _Drawing = plain
    day: _Drawing = plain


def table_picture(
    frame: pd.DataFrame, table: tables.Table, *, of_day: bool, target: float | None = None
) -> RenderableType:
    """Draw a table, each of its queues by itself.

    Parameters
    ----------
    frame
        A checked table.
    table
        Which it is.
    of_day
        Whether it holds the rows of one day alone, which are drawn one by one.
    target
        The service level that is promised, where it is known.
    """
    if frame.empty:
        return Text(f"{table.name}: no rows")
    drawings = _drawings(target).get(table.name, _Drawings())
    draw = drawings.day if of_day else drawings.whole
    if "queue" not in frame or draw is plain:
        return draw(frame)
    parts: list[RenderableType] = []
    for queue, rows in frame.groupby("queue", sort=False):
        title = Text(f"queue {escaped(str(queue))}", style="bold reverse")
        parts += [title, draw(rows.drop(columns="queue")), Text()]
    return Group(*parts[:-1])


def _drawings(target: float | None) -> dict[str, _Drawings]:
    """Return the drawings of each table that has more than rows and columns to show."""
    calls = _Drawings(volumes, day_of_volumes)
    coverage = _Drawings(covered, day_of_needs)
    duties = _Drawings(duty_grid, day_of_duties)
    return {
        tables.HISTORY.name: calls,
        tables.FORECAST.name: calls,
        tables.REQUIREMENT.name: _Drawings(needs, day_of_needs),
        tables.COVERAGE.name: coverage,
        tables.DATED_COVERAGE.name: coverage,
        tables.ROSTER.name: duties,
        tables.SCHEDULE.name: duties,
        tables.EVALUATED.name: _Drawings(lambda frame: evaluated(frame, target), day_of_needs),
        tables.SIMULATED.name: _Drawings(lambda frame: simulated(frame, target)),
    }
